"""What the words around a number say that it is.

Enters: a column's or field's label and the words before a number.  Leaves: the ``Label`` that
holds for it, whether an ID is promised at all, and whether another kind of number is meant.

A label that promises a person's number (证件号, 卡号, 电话) holds as far as ``REACH``.  One that
names another kind (合同编号, 金额) is an answer only for the number that it belongs to: the one
right behind it, or the cells of its column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from ..values import dataclass, regex

REACH = 24
"""Characters before a number in which a label counts."""
_REMEMBERED = 1 << 12
"""Texts of which it is remembered what they say: those of a few pages."""


class Label(StrEnum):
    """What a label promises."""

    ID = "证件号"
    PASS = "护照和通行证"  # noqa: S105  no password
    CREDIT = "统一社会信用代码"
    CARD = "银行卡号"
    ACCOUNT = "单位账号"
    PROJECT = "项目代码"
    OFFICE = "办公电话"
    PHONE = "电话"
    MEASURE = "金额和数量"
    UNIT = "（元）"
    CODE = "编号"
    NONE = ""


PERSONAL = frozenset((Label.ID, Label.PASS, Label.CARD, Label.PHONE))
KEYS = frozenset((Label.CREDIT, Label.ACCOUNT, Label.PROJECT, Label.CODE, Label.UNIT))
"""What names another kind of number wherever it stands; 金额 alone does so only above a column."""

Labels = frozenset[Label]
DOOR = "证件"
"""A word that promises nothing, but lets the numbers of passports be looked for."""

EVERY: Mapping[Labels, str] = {
    Labels((*promises, near)) - {Label.NONE}: " ".join((*promises, near, DOOR))
    for near in Label
    for promises in ((), (Label.ID,) if near in PERSONAL else ())
}
"""For each thing that a label can do a label that does it, by the words that it is made of.

What counts is the last word that promises a person's number, or else the last of all, and whether an
ID is promised.
"""

_PROJECTS = (
    "项目|招标|招投标|投标|采购|标段|标包|中标|合同|工程|立项|交易|备案|计划|批文|订单|案件|受理|办件|业务|事项|档案"
    "|不动产|宗地|地块|公告|文件|流水|发票|许可证?|执照|注册|登记"
)
_UNITS = (
    "元|亩|公顷|平方米|平方公里|平方千米|立方米|米|公里|千米|吨|公斤|千克|克|人|人次|户|户次|件|个|套|台|辆|头|只|株"
    "|棵|次|天|%|％"
)
_SAID: Mapping[Label, str] = {
    Label.CREDIT: r"(?:统一)?社会?信用代码|信用代码|组织机构代码|税号|纳税人识别号",
    Label.PROJECT: rf"(?:{_PROJECTS})(?:统一|赋码|审批|备案|流程|信息|标识)?"
    r"(?:代码|编号|编码|序号|单号|号码?)",
    Label.OFFICE: r"(?:工作|办公|值班|服务|监督|举报|投诉)(?:固定)?(?:电话|手机|热线)|热线电话",
    Label.PASS: r"护照|通行证|台胞证|回乡证|旅行证",
    Label.ID: r"身份证(?!明)|身份号|公民身份|证件编?号|证号码|居住证号|残疾人?证号|学籍号|社会保障号"
    r"|社保号|医保号|驾驶证号|ID\s?[Cc]ard|身份ID",
    Label.ACCOUNT: r"(?:单位|对公|公司|企业|基本|专用|保证金|财政|国库)[^\s，。、]{0,4}账[号户]"
    r"|专户|基本户|公户",
    Label.CARD: r"银行卡|储蓄卡|工资卡|社保卡|存折|一卡通|一折通|卡号"
    r"|银行账[号户]|打款账[号户]|收款账[号户]|个人账[号户]",
    Label.PHONE: r"电话|手机|联系方式|t(?i:el)|T(?i:el)|p(?i:hone)|P(?i:hone)|m(?i:obile)|M(?i:obile)",
    Label.CODE: r"编码|备案号|公网安备|编号|代码|文号|流水号|单号|条码|许可证号?|合同号|批号|序列号|指纹"
    r"|散列|校验|坐标|经度|纬度",
    Label.MEASURE: r"金额|资金|预算|决算|总额|余额|造价|总价|单价|报价|限价|价格|产值|收入|支出|费用"
    r"|经费|面积|数量|长度|里程|高程|海拔",
    Label.UNIT: rf"[（(][百千万亿]{{0,2}}(?:{_UNITS})[）)]",
}
_CHOICE = "|".join(f"(?P<{label.name}>{said})" for label, said in _SAID.items())
_BEGIN = "".join(sorted({*re.findall(r"(?<!\w)(?<!i:)[\w（(]", "|".join(_SAID.values()))}))
WORDS = regex(f"(?=[{re.escape(_BEGIN + _BEGIN.swapcase())}])(?:{_CHOICE})")
"""A word is sought only where one may begin: with what begins any stretch of letters above."""
BY_ITSELF = {label: regex(said) for label, said in _SAID.items()}
"""Each is found soon as long as every choice begins with one known character: ``re`` looks for these."""
_STOP = regex(r"[。；;！!？?]")
# what may stand between the word of a code and the code: a colon, and the code's own beginning
_DIRECT = regex(
    r"[\s:：为是第“\"'（(\[〔]{0,6}(?:[A-Za-z0-9_\-/.〔〕()（）\[\]]{0,40}[A-Za-z_\-/.〔〕()（）\[\]])?"
)
_END_OF_KEY = regex(r"[\s:：]{0,6}(?:[（(][^（）()]{0,12}[）)])?[\s:：]{0,6}")


@dataclass(frozen=True, slots=True)
class Context:
    """The label that holds for a number, and whether an ID is promised at all.

    ``names_another`` tells that the label, being of no person's number, is the number's own.
    """

    nearest: Label
    promises_id: bool
    names_another: bool


Near = tuple[Label, bool]
"""The last word before a number, and whether it is the number's own."""


def context(label: str, text: str, start: int) -> Context:
    """What the column's ``label`` and the text before ``start`` say."""
    return under(label, near(text, start))


def near(text: str, start: int) -> Near | None:
    """What the text before ``start`` says, whatever label it stands under."""
    return _near(text[max(0, start - REACH) : start])


@lru_cache(maxsize=_REMEMBERED)
def under(label: str, near: Near | None) -> Context:
    """What a column's label says of a number that has such a word before it."""
    column = _labels(label)
    if near:
        nearest, own = near
        if nearest in PERSONAL or nearest is Label.OFFICE or own:
            another = own and nearest not in PERSONAL
            return Context(nearest, nearest is Label.ID, another)
    nearest = next(
        (word for word in reversed(column) if word in PERSONAL), (column or (Label.NONE,))[-1]
    )
    another = bool(column) and nearest not in PERSONAL and not near
    return Context(nearest, not near and Label.ID in column, another)


@lru_cache(maxsize=_REMEMBERED)
def under_every(near: Near | None) -> Mapping[Context, Sequence[str]]:
    """What every kind of label says of a number that has such a word before it, with those that do."""
    said: dict[Context, list[str]] = {}
    for label in EVERY.values():
        said.setdefault(under(label, near), []).append(label)
    return said


@lru_cache(maxsize=_REMEMBERED)
def _near(before: str) -> Near | None:
    """Asked again for every shape that a number has."""
    said = _STOP.split(before)[-1]
    last = max(WORDS.finditer(said), key=re.Match.end, default=None)
    return (Label[last.lastgroup or "NONE"], bool(_DIRECT.fullmatch(said, last.end()))) if last else None


def is_label(text: str) -> bool:
    """Whether a cell names what stands in its column: short, with a known word."""
    return len(text) <= REACH and bool(WORDS.search(text))


def is_personal(text: str) -> bool:
    """Whether a cell promises persons' numbers."""
    return not PERSONAL.isdisjoint(_labels(text)) if len(text) <= REACH else False


def is_key(text: str) -> bool:
    """Whether a cell names what stands beside or below it: the name of a number, with nothing behind.

    What says something of a person's number counts anyhow, an amount never: 困难补助资金 may stand
    beside anything.
    """
    if len(text) > REACH:
        return False
    found = [(Label[m.lastgroup or "NONE"], m.end()) for m in WORDS.finditer(text)]
    if any(word in PERSONAL or word is Label.OFFICE for word, _ in found):
        return True
    return bool(found) and found[-1][0] in KEYS and bool(_END_OF_KEY.fullmatch(text, found[-1][1]))


def said_in(text: str, wanted: Labels) -> Labels:
    """Which of the words ``wanted`` stand in a text, and may be a label's; ID Card may be cut in two."""
    cut = Labels((Label.ID,) if "ID" in text else ())
    return Labels(label for label in wanted if label in cut or BY_ITSELF[label].search(text))


@lru_cache(maxsize=_REMEMBERED)
def _labels(text: str) -> tuple[Label, ...]:
    return tuple(Label[match.lastgroup or "NONE"] for match in WORDS.finditer(text))
