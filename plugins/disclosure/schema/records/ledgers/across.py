"""对账: the sum of a column agrees with that of a column of another ledger in the same period.

Enters: nodes.  Leaves: ``Agreement``: ``立案 = 信访举报办理.立案``.
"""

from __future__ import annotations

from ....basics.problem import Code
from ....basics.values import dataclass
from ...forms import Form
from ...kinds import Scalar
from ...source.packed import Packed
from .ledger_columns import COLUMN

BAD_AGREEMENT = Code(
    "L28",
    "对账写法不对",
    "请写成“立案 = 信访举报办理.立案”：本表的列，台账的名称或编码，它的列；“=”两边各空一格；"
    "逐个单位核对的，后面加“ 按单位”",
)
_EACH = " 按单位"
_LEDGER = "[^ .=]{1,60}"


@dataclass(frozen=True, slots=True)
class Agreement(Packed):
    """What ``column`` comes to in a period is what ``theirs`` comes to in another ledger.

    ``each`` asks it of every unit that has lines here.
    """

    text: str
    column: str
    ledger: str
    theirs: str
    each: bool


@dataclass(frozen=True)
class AgreementText(Scalar[Agreement]):
    """An agreement in one line."""

    def declared(self) -> Form:
        good = ("立案 = xinfang.立案", "支出 = “三公”经费.支出", "收入 = sanzi.收入 按单位")
        bad = ("立案 = 立案", "立案=xinfang.立案", "立案")
        pattern = f"{COLUMN} = {_LEDGER}\\.{COLUMN}(?:{_EACH})?"
        return Form(pattern, BAD_AGREEMENT, "对账", examples=good, misfits=bad)

    def value(self, text: str) -> Agreement:
        column, _, other = text.partition(" = ")
        ledger, _, theirs = other.removesuffix(_EACH).partition(".")
        return Agreement(text, column, ledger, theirs, other.endswith(_EACH))

    def label(self) -> str:
        return "立案 = 信访举报办理.立案"
