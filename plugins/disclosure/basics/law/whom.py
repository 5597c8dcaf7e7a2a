"""Whom a law binds: a rule may cite it as law against those bodies only, and say 参照 to others.

Enters: nothing.  Leaves: ``LAWS`` by title, for the rules and the page of problem codes alike.
"""

from __future__ import annotations

from enum import StrEnum

from ..values import dataclass


class Body(StrEnum):
    """Kinds of bodies of a county, as laws tell them apart."""

    COMMITTEE = "县委"
    PARTY = "其他党组织"
    GOVERNMENT = "县政府"
    DEPARTMENT = "县政府部门"
    TOWNSHIP = "乡镇"
    VILLAGE = "村和社区"
    OTHER = "县里的其他机关"


class Force(StrEnum):
    """How a law holds for a body."""

    BINDS = "适用"
    FOLLOWED = "参照"
    NONE = "不适用"


@dataclass(frozen=True, slots=True)
class Binding:
    """Whom a law binds, who follows it, where it says so, and the only category of powers it is on."""

    binds: frozenset[Body]
    source: str
    followed: frozenset[Body] = frozenset()
    category: str = ""

    def force(self, body: Body) -> Force:
        """How it holds for a body."""
        if body in self.binds:
            return Force.BINDS
        return Force.FOLLOWED if body in self.followed else Force.NONE


ALL = frozenset(Body)
OFFICES = frozenset({Body.GOVERNMENT, Body.DEPARTMENT, Body.TOWNSHIP})
"""行政机关."""
_SECOND = "第二条"

LAWS = {
    "重大行政决策程序暂行条例": Binding(
        frozenset({Body.GOVERNMENT}),
        "第二条第一款、第四十二条",
        followed=frozenset({Body.DEPARTMENT, Body.TOWNSHIP}),
    ),
    "政府信息公开条例": Binding(OFFICES, _SECOND),
    "行政许可法": Binding(OFFICES, _SECOND, category="行政许可"),
    "行政处罚法": Binding(OFFICES, _SECOND, category="行政处罚"),
    "行政强制法": Binding(OFFICES, _SECOND, category="行政强制"),
    "优化营商环境条例": Binding(OFFICES, "第七条"),
    "村民委员会组织法": Binding(frozenset({Body.VILLAGE}), _SECOND),
    "中国共产党地方委员会工作条例": Binding(frozenset({Body.COMMITTEE}), "县级以上地方党委"),
    "党政领导干部选拔任用工作条例": Binding(
        frozenset({Body.COMMITTEE, Body.PARTY, Body.GOVERNMENT, Body.DEPARTMENT, Body.OTHER}),
        "县级以上党政机关的领导干部",
        followed=frozenset({Body.TOWNSHIP}),
    ),
    "党的地方委员会全体会议对下一级党委、政府领导班子正职拟任人选和推荐人选表决办法": Binding(
        frozenset(),
        "省、市党委全体会议；县里的差额票决是各县的做法",
        followed=frozenset({Body.COMMITTEE}),
    ),
    "中国共产党党务公开条例（试行）": Binding(
        frozenset({Body.COMMITTEE, Body.PARTY}), "党组织", followed=frozenset({Body.VILLAGE})
    ),
    "全国年节及纪念日放假办法": Binding(ALL, "全体公民"),
}
"""Every law that a rule cites, by its title."""
