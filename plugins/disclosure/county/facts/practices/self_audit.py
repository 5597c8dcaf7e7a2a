"""The office's audit of each body by the counties' standards: how much is done, what to mend.

Sources: 庄浪县 “十化标准”“五个深化”; 沁县 “五有四公开”.  Each standard is a question put to records of
the body; what it is put to and what counts as done stands in one line below.

Enters: a ``Site``, whole.  Leaves: ``UnitAudit`` values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ....basics.media import BY_HAND
from ....basics.values import dataclass
from ....schema.common import PUBLIC
from ....schema.records.decisions.decision import ADOPTED_STATES, Decision
from ....schema.records.powers.clearance import REVIEWS
from ....schema.records.powers.flow import steps_of
from ....schema.records.powers.power import Power
from ....schema.records.publicity import MONTHS
from ....schema.records.unit import Post, Unit
from ...site import Site
from ..posts import rotation
from .kept_up import Kept, UnitStanding, standings

TEN, FIVE, NINE = "十化标准", "五个深化", "五有四公开"


@dataclass(frozen=True, slots=True)
class AuditMark:
    """A standard: of so many things that it asks about so many are as they should be; the others."""

    group: str
    standard: str
    about: str
    asked: int
    mends: tuple[str, ...]

    @property
    def done(self) -> int:
        return self.asked - len(self.mends)


@dataclass(frozen=True, slots=True)
class UnitAudit:
    """How a body stands by every standard that asks anything of it."""

    unit: Unit
    marks: tuple[AuditMark, ...]

    def of(self, group: str) -> tuple[AuditMark, ...]:
        """The marks of one group of standards."""
        return tuple(mark for mark in self.marks if mark.group == group)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a body has that standards ask about."""

    site: Site
    unit: Unit
    rows: tuple[tuple[str, str, UnitStanding], ...]
    """Names and cycles of the rows of catalogues that bind it, and how it keeps them."""

    @property
    def powers(self) -> tuple[Power, ...]:
        return self.site.powers_of[self.unit.code]

    @property
    def adopted(self) -> tuple[Decision, ...]:
        decisions = self.site.decisions_of[self.unit.code]
        return tuple(decision for decision in decisions if decision.state in ADOPTED_STATES)

    @property
    def published(self) -> tuple[Any, ...]:
        """All records that it publishes."""
        code = self.unit.code
        return (*self.powers, *self.site.decisions_of[code], *self.site.notices_of[code])


Things = Iterable[tuple[str, bool]]
"""Names of what is asked about, and whether each is as it should be."""


def audits(site: Site) -> tuple[UnitAudit, ...]:
    """Every body, in the order of the catalogue."""
    rows: dict[str, list[tuple[str, str, UnitStanding]]] = {code: [] for code in site.units}
    for standing in (row for of in standings(site).values() for row in of.rows):
        for kept in standing.units:
            rows[kept.unit].append((standing.row.name, standing.row.cycle, kept))
    held = (Holdings(site, unit, tuple(rows[code])) for code, unit in site.units.items())
    return tuple(UnitAudit(of.unit, tuple(_marks(of))) for of in held)


def _marks(held: Holdings) -> Iterator[AuditMark]:
    for group, standards in STANDARDS.items():
        for name, (about, question) in standards.items():
            found = list(question(held))
            mends = tuple(dict.fromkeys(thing for thing, is_done in found if not is_done))
            if found:
                yield AuditMark(group, name, about, len(dict(found)), mends)


def _of_powers(is_done: Callable[[Power], object]) -> Callable[[Holdings], Things]:
    return lambda held: [(f"{p.name}（{p.code}）", bool(is_done(p))) for p in held.powers]


def _of_adopted(is_done: Callable[[Decision], object]) -> Callable[[Holdings], Things]:
    return lambda held: [(f"{d.name}（{d.code}）", bool(is_done(d))) for d in held.adopted]


def _of_published(is_done: Callable[[Site, Any], object]) -> Callable[[Holdings], Things]:
    return lambda held: [
        (f"{of.name}（{of.code}）", bool(is_done(held.site, of))) for of in held.published
    ]


def _of_posts(is_done: Callable[[Post], object]) -> Callable[[Holdings], Things]:
    return lambda held: [(f"{p.name}（{p.code}）", bool(is_done(p))) for p in held.unit.posts]


def _rows_there(held: Holdings) -> Things:
    return [(name, kept.kept is not Kept.MISSING) for name, _, kept in held.rows]


def _rows_fresh(held: Holdings) -> Things:
    return [(name, kept.kept is Kept.MET) for name, cycle, kept in held.rows if cycle in MONTHS]


def _served(site: Site, of: Any) -> bool:
    return any(site.carriers[ref.code].edition != BY_HAND for ref in of.carriers)


def _reviewed(power: Power) -> bool:
    had = {review.review for review in power.clearance.reviews} if power.clearance else set()
    return had == set(REVIEWS)


def _livelihood(held: Holdings) -> Things:
    for decision in held.adopted:
        meeting = decision.steps.meeting
        if decision.livelihood == "是" and meeting:
            yield f"{decision.name}（{decision.code}）", bool(meeting.observers or meeting.closed)


def _moving(held: Holdings) -> Things:
    for post in held.unit.posts:
        day = rotation.due(held.site, post)
        if day:
            yield f"{post.name}（{post.code}），{day} 到年限", day > held.site.as_of


def _in_a_guide(held: Holdings) -> Things:
    for power in held.powers:
        if power.promised:
            yield f"{power.name}（{power.code}）", bool(power.conditions and power.materials)


def _carried_out(held: Holdings) -> Things:
    for decision in held.adopted:
        if decision.execution:
            yield f"{decision.name}（{decision.code}）", bool(decision.progress)


def _recorded(decision: Decision) -> bool:
    meeting = decision.steps.meeting
    return bool(meeting and (meeting.counted or meeting.candidates or meeting.ballot))


def _told_what_came(power: Power) -> bool:
    return bool(power.clearance and (power.clearance.comments or power.clearance.improvements))


def _charted(held: Holdings) -> Things:
    for power in held.powers:
        if power.flow:
            risky = power.risks or any(step.risks for step in steps_of(power.flow))
            yield f"{power.name}（{power.code}）", bool(risky)


STANDARDS: Mapping[str, Mapping[str, tuple[str, Callable[[Holdings], Things]]]] = {
    TEN: {
        "公开内容全面化": ("公开目录里的事项都公开了", _rows_there),
        "公开范围最大化": ("记录向社会公开", _of_published(lambda _, of: of.scope == PUBLIC)),
        "公开形式多样化": ("记录在两种以上载体公开", _of_published(lambda _, of: len(of.carriers) > 1)),
        "公开程序规范化": ("职权经过三审核", _of_powers(_reviewed)),
        "公开载体标准化": ("记录在网站、触摸屏或显示屏上看得到", _of_published(_served)),
        "公开监督民主化": ("职权写明由谁监督", _of_powers(lambda power: power.supervision)),
        "公开效果便民化": ("职权有群众听得懂的说明", _of_powers(lambda power: power.summary)),
        "公开管理动态化": ("定期公开的事项没有逾期", _rows_fresh),
        "公开要求统一化": (
            "职权有依据、责任事项、追责情形",
            _of_powers(lambda power: power.basis and power.duties and power.liabilities),
        ),
        "公开机制长效化": ("公开以后的反馈有交代", _of_powers(_told_what_came)),
    },
    FIVE: {
        "强化组织职能": ("岗位写明职责", _of_posts(lambda post: post.duties)),
        "发挥干部群众作用": ("决策征求过意见", _of_adopted(lambda of: of.steps.consult)),
        "提高决策水平": ("决策经过专家论证", _of_adopted(lambda of: of.steps.expertise)),
        "维护干部群众利益": ("民生决策有人列席旁听，或者写明理由", _livelihood),
        "加强干部职工队伍": ("岗位没有超过轮岗年限", _moving),
    },
    NINE: {
        "有规则": ("职权有依据", _of_powers(lambda power: power.basis)),
        "有流程": ("职权有流程", _of_powers(lambda power: power.flow)),
        "有监督": ("职权写明由谁监督", _of_powers(lambda power: power.supervision)),
        "有记录": ("决策写明怎样表决", _of_adopted(_recorded)),
        "有追究": ("职权写明追责情形", _of_powers(lambda power: power.liabilities)),
        "决策过程公开": ("决策提前发布过预告", _of_adopted(lambda of: of.steps.forecast)),
        "实施结果公开": ("执行中的决策有进展", _carried_out),
        "制度成册公开": ("有办理时限的职权写明条件和材料", _in_a_guide),
        "流程上墙公开": ("有流程的职权查找了风险点，能出防控图", _charted),
    },
}
