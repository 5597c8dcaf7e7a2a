"""withdrawn/*.yaml: what was published and is no more; the address of each says so from now on.

The record itself is deleted from the catalogue: what a withdrawn record said cannot come out again, for
it is nowhere.  Left are its kind and code, the day, the reason and what stands in its place.

Sources: 《政府信息公开条例》第十四条、第十五条、第四十一条 (what may not be public, and putting right).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...common import FORMER, SCOPE
from ...compound import Many, Nested, Ref, RefTo
from ...declare import Record, key, record
from ...kinds import Choice, CodeText, Date, Line

KINDS = ("职权", "决策", "公告", "机构", "岗位", "共同清单", "台账", "公开目录", "清权轮次")
"""Kinds of record that have a page by their code."""
REPEALED, CUT, MERGED, HANDED_DOWN, MOVED, MISTAKEN, PERSONAL, CLOSED, OTHER = (
    "废止", "取消", "合并", "下放", "划转", "公布有误", "保护个人信息", "依法不再公开", "其他",
)  # fmt: skip
REASONS = (REPEALED, CUT, MERGED, HANDED_DOWN, MOVED, MISTAKEN, PERSONAL, CLOSED, OTHER)
GONE = "（已撤下）"
"""Behind the title of a page that says so."""
UNNAMED = (PERSONAL, CLOSED)
"""Reasons for which not even the name may be told."""


def _of(kind: str) -> Many[Ref]:
    return Many(RefTo(kind), lone=True)


@record
class Successors(Record):
    """接替: what stands in the place of a withdrawn record; of another kind too.

    A list of many bodies is none: it is seen by whoever sees a record that names it.
    """

    title = "接替"
    powers: tuple[Ref, ...] = key("职权", _of("职权"), "接替的职权的编码", default=())
    decisions: tuple[Ref, ...] = key("决策", _of("决策"), "接替的决策的编码", default=())
    notices: tuple[Ref, ...] = key("公告", _of("公告"), "接替的公告的编码", default=())
    units: tuple[Ref, ...] = key("机构", _of("机构"), "接替的机构的编码", default=())
    posts: tuple[Ref, ...] = key("岗位", _of("岗位"), "接替的岗位的代码", default=())
    ledgers: tuple[Ref, ...] = key("台账", _of("台账"), "接替的台账的编码", default=())

    def __iter__(self) -> Iterator[Ref]:
        for name in self.keys():
            yield from getattr(self, name)


@record
class Withdrawal(Record):
    """撤下记录: one line a record; its file is deleted."""

    title = "撤下记录"
    kind: str = key("种类", Choice(KINDS), "撤下的是哪一种记录")
    code: str = key("编码", CodeText(), "撤下的记录的编码；它的地址留一页，说明已经撤下")
    former: tuple[str, ...] = key(
        "原编码", FORMER, "它以前用过的编码，和同一事项在各村的编码；这些地址也留一页", default=()
    )
    name: str = key(
        "名称", Line(120), f"叫什么；{'、'.join(UNNAMED)}而撤下的不能写", default=""
    )  # fmt: skip
    unit: Ref = key("主体", RefTo("机构"), "哪个机构的；机构本身撤下的，写由哪个机构说明")
    day: date = key("日期", Date(), "撤下的日期")
    reason: str = key("原因", Choice(REASONS), "为什么撤下")
    note: str = key("说明", Line(200), "再说清楚一点；不能说出本来不该公开的内容", default="")
    basis: str = key("依据", Line(200), "依据的文件", default="")
    successors: Successors | None = key(
        "接替", Nested(Successors), "由哪几条记录接替，例如 {职权: [MZ-JF-002]}", default=None
    )
    scope: str = key(
        "公开范围", SCOPE, "与撤下的记录一样", source="《中国共产党党务公开条例（试行）》第八条"
    )

    @property
    def called(self) -> str:
        """What may be told of what it was: its name, or else only its kind and code."""
        return f"{self.kind}“{self.name}”" if self.name else f"{self.kind} {self.code}"

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code by whose page it was known."""
        return (self.code, *self.former)
