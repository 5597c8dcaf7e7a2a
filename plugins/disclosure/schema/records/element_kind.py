"""要素: what a county asks its powers to say beyond the keys that the program knows.

Enters: the list below ``要素`` of county.yaml.  Leaves: ``ElementKind`` values, each with the kind by
which ``check`` and editors read what powers give.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..compound import Many, Ref, Term
from ..declare import JsonSchema, Kind, Record, key, record
from ..kinds import Choice, Count, Date, Line, Link, Money
from ..periods import PeriodText
from ..phones import Phones

TEXT, COUNTED, CHOSEN, PHONES = "文字", "数量", "选项", "电话"
_READ: Mapping[str, Kind[object]] = MappingProxyType({
    TEXT: Line(400, none=True), "日期": Date(), "金额": Money(), COUNTED: Count(),
    "是否": Choice(("是", "否")), "列表": Many(Line(400), lone=True), CHOSEN: Choice(()),
    "期限": PeriodText(), PHONES: Phones(), "网址": Link(),
})  # fmt: skip
SHOWN = (HOW, ABOUT, DUTY) = ("怎样办", "基本信息", "责任和监管")


@record
class ElementKind(Record):
    """要素: one that the county's powers give below their own key ``要素``."""

    title = "要素"
    name: str = key("名称", Line(20), "要素的名称，职权里照这个名称写")
    form: str = key("写法", Choice(tuple(_READ)), "文字、日期、金额……", default=TEXT)
    choices: tuple[str, ...] = key("选项", Many(Line(40)), "写法是选项的，列出可以选的词", default=())
    unit: str = key("单位", Line(10), "数量的单位，显示在后面", default="")
    shown: str = key("显示", Choice(SHOWN), "显示在职权页的哪一节；不写为基本信息", default=ABOUT)
    asked: tuple[Ref, ...] = key(
        "必填", Many(Term("职权类别"), lone=True), "哪些类别的职权一定要写", default=()
    )
    note: str = key("说明", Line(120), "怎样填，编辑器里看得到", default="")

    @property
    def kind(self) -> Kind[object]:
        """How it is written."""
        return Choice(self.choices) if self.form == CHOSEN else _READ[self.form]

    def json_schema(self) -> JsonSchema:
        """What an editor checks and says of it."""
        said = "。".join(filter(None, (self.note, f"写法：{self.kind.label()}")))
        return {**self.kind.json_schema(), "description": said, "markdownDescription": said}
