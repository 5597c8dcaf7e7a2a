"""步骤差异: how one power departs from the standard flow that it shares with others.

Enters: a list below ``步骤差异`` of a power.  Leaves: ``Difference`` records; ``differences`` applies
them, so that the chart, the list and every check see the flow as this power runs it.
"""

from __future__ import annotations

from ...common import Placed, PlacedLine
from ...compound import Many
from ...declare import Record, key, record
from ...kinds import Line
from ...periods import Period, PeriodText
from .flow import Step, Steps


@record
class Difference(Record):
    """步骤差异: one step of the standard flow, and what is otherwise with this power."""

    title = "步骤差异"
    step: Placed = key("环节", PlacedLine(60), "标准流程里这一步的名称或代号")
    omitted: str = key("不适用", Line(200), "本事项不走这一步：写明为什么", default="")
    posts: tuple[str, ...] = key(
        "岗位", Many(Line(40), lone=True), "本事项由哪个岗位办，代替标准流程写的", default=()
    )
    limit: Period | None = key(
        "时限", PeriodText(bare=True), "本事项这一步的时限，代替标准流程写的", default=None
    )
    materials: tuple[str, ...] = key(
        "增加材料", Many(Line(200), lone=True), "这一步比标准流程多交的材料", default=()
    )
    basis: tuple[Placed, ...] = key(
        "增加依据", Many(PlacedLine(), lone=True), "这一步比标准流程多的依据", default=()
    )
    before: tuple[Step, ...] = key("之前增加", Steps(), "在这一步之前多办的几步", default=())
    after: tuple[Step, ...] = key("之后增加", Steps(), "在这一步之后多办的几步", default=())
    note: str = key("说明", Line(200), "为什么不同，或者怎样办", default="")

    @property
    def changes(self) -> bool:
        """Whether the step itself, or what stands around it, is otherwise; a note alone counts too."""
        return bool(
            self.posts or self.limit or self.materials or self.basis or self.before or self.after
        )
