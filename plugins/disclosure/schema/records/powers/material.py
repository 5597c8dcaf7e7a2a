"""申请材料: one thing to hand in, a line of text or told in full.

Enters: nodes.  Leaves: ``Material``.
"""

from __future__ import annotations

from ...compound import Many
from ...declare import Record, key, record
from ...kinds import Choice, Line

NEED = (*_, LATER) = ("必要", "非必要", "容缺")


@record
class Material(Record):
    """申请材料."""

    title = "申请材料"
    name: str = key("名称", Line(200), "材料名称")
    form: str = key("形式", Line(40), "原件、复印件、电子……", default="")
    copies: str = key("份数", Line(60), "几份，例如 原件1份、复印件2份", default="")
    need: str = key("必要性", Choice(NEED), "必要、非必要，或者容缺（可以先受理后补）", default="")
    source: str = key("来源", Line(60), "自备，或者由哪里出具", default="")
    cases: tuple[str, ...] = key(
        "情形", Many(Line(60), lone=True), "只在哪些情形下要交；不写就是都要交", default=()
    )
    blank: str = key("空表", Line(120), "空白表的文件名：某一篇公告的附件", default="")
    sample: str = key("样表", Line(120), "填好的样表的文件名：某一篇公告的附件", default="")
    note: str = key("说明", Line(200), "其他要说明的", default="")

    def __str__(self) -> str:
        return self.name
