"""What the words before a number say that it is.

Enters: a column's or field's label and the words before a number.  Leaves: the ``Label`` that
stands nearest, and whether any of them promises a resident ID.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

REACH = 24
"""Characters before a number in which a label counts."""


class Label(StrEnum):
    """What a label promises."""

    ID = "证件号"
    CREDIT = "统一社会信用代码"
    CARD = "银行卡号"
    PROJECT = "项目代码"
    OFFICE = "办公电话"
    CODE = "编号"
    NONE = ""


_WORDS = re.compile(
    r"(?P<CREDIT>(?:统一)?社会?信用代码|组织机构代码|税号|纳税人识别号)"
    r"|(?P<PROJECT>项目(?:统一|赋码|审批|备案)?(?:代码|编号|编码|号))"
    r"|(?P<OFFICE>(?:工作|办公|值班|服务|监督|举报|投诉)(?:固定)?(?:电话|手机|热线)|热线电话)"
    r"|(?P<ID>身份证(?!明)|身份号|公民身份号|证件号|证号码|居住证号|ID\s?[Cc]ard|身份ID)"
    r"|(?P<CARD>银行卡|储蓄卡|工资卡|社保卡|存折|一卡通|卡号|银行账[号户]|打款账[号户]|收款账[号户])"
    r"|(?P<CODE>编码|备案号|公网安备|编号|代码|文号|流水号|单号|条码|许可证号?|合同号|批号|序列号)"
)
_STOP = re.compile(r"[。；;！!？?]")


@dataclass(frozen=True, slots=True)
class Context:
    """The label nearest before a number, and whether an ID is promised at all."""

    nearest: Label
    promises_id: bool


def context(label: str, text: str, start: int) -> Context:
    """What the column's ``label`` and the text before ``start`` say."""
    before = _STOP.split(text[max(0, start - REACH) : start])[-1]
    column, near = _labels(label), _labels(before)
    nearest = (near or column or [Label.NONE])[-1]
    return Context(nearest, nearest is Label.ID or (not near and Label.ID in column))


def is_label(text: str) -> bool:
    """Whether a cell names what stands in its column: short, with a known word."""
    return len(text) <= REACH and bool(_WORDS.search(text))


def _labels(text: str) -> list[Label]:
    return [Label[match.lastgroup or "NONE"] for match in _WORDS.finditer(text)]
