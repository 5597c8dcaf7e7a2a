"""Who may see what: the county reduced to the records of one audience, or of one edition.

Enters: a ``Site`` and an audience.  Leaves: a smaller ``Site`` without a trace of the rest:
hidden records are gone and references to them with them, before any view runs.

The four scopes are a partial order, not a ladder (《中国共产党党务公开条例（试行）》第八条): every
audience sees what is open to society; the whole Party and each unit see their own besides, and
units do not see each other's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from ..schema.common import OWN_UNIT, PARTICULAR, PARTY, PUBLIC
from ..schema.compound import Ref
from ..schema.records.decisions.decision import Decision
from ..schema.records.decisions.procedure import Procedure
from ..schema.records.notices.notice import Notice
from ..schema.records.powers.power import Power
from ..schema.records.screen import Screen
from ..schema.records.unit import Post, Unit
from .site import Site

Scoped = Unit | Power | Decision | Notice
S = TypeVar("S", bound=Scoped)

SOCIETY, WHOLE_PARTY, UNIT, PARTICULAR_GROUP = "社会", "全党", "单位", "特定"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads: ``kind`` is 社会, 全党, 单位 or 特定; ``unit`` is the code for the last two."""

    kind: str = SOCIETY
    unit: str = ""

    @classmethod
    def parse(cls, text: str) -> Audience:
        """``社会``, ``全党``, ``单位:MZJ``, ``特定:MZJ``.  Raises ``ValueError`` for the rest."""
        kind, _, unit = text.partition(":")
        if (kind in (SOCIETY, WHOLE_PARTY) and not unit) or (kind in (UNIT, PARTICULAR_GROUP) and unit):
            return cls(kind, unit)
        raise ValueError(f"没有“{text}”这种受众；可写 社会、全党、单位:<机构编码>、特定:<机构编码>")

    def may_see(self, record: Scoped) -> bool:
        """Whether the record's scope includes this audience."""
        owner = record.code if isinstance(record, Unit) else record.unit.code
        reader = {PUBLIC: True, PARTY: self.kind == WHOLE_PARTY}
        reader[OWN_UNIT] = self.kind == UNIT and owner == self.unit
        reader[PARTICULAR] = self.kind == PARTICULAR_GROUP and owner == self.unit
        return reader[record.scope]


def for_audience(site: Site, audience: Audience) -> Site:
    """Only what ``audience`` may see."""
    return restrict(site, audience.may_see)


def for_edition(site: Site, edition: str) -> Site:
    """Only what is addressed to a carrier of ``edition`` (门户, 触摸屏, 显示屏); units stay."""

    def addressed(record: Scoped) -> bool:
        if isinstance(record, Unit):
            return True
        return any(site.carriers[ref.code].edition == edition for ref in record.carriers)

    return restrict(site, addressed)


def restrict(site: Site, keep: Callable[[Scoped], bool]) -> Site:
    """The county without the records that ``keep`` refuses and without references to them."""
    units = _kept(site.units, keep)

    def of_kept_unit(record: Power | Decision | Notice) -> bool:
        return record.unit.code in units and keep(record)

    powers = _kept(site.powers, of_kept_unit)
    decisions = _kept(site.decisions, of_kept_unit)
    posts = {post.code for unit in units.values() for post in unit.posts}
    flows = {power.flow.code for power in powers.values() if isinstance(power.flow, Ref)}
    return replace(
        site,
        units={code: _unit(unit, units, posts) for code, unit in units.items()},
        powers={code: _power(power, posts) for code, power in powers.items()},
        flows={code: flow for code, flow in site.flows.items() if code in flows},
        decisions={code: _decision(d, units, powers, decisions) for code, d in decisions.items()},
        notices=_kept(site.notices, of_kept_unit),
        screens=dict(_screens(site.screens, units)),
        procedures={code: _procedure(p, units) for code, p in site.procedures.items()},
    )


def _kept(records: Mapping[str, S], keep: Callable[[S], bool]) -> dict[str, S]:
    return {code: record for code, record in records.items() if keep(record)}


def _screens(screens: Mapping[str, Screen], units: Mapping[str, Unit]) -> Iterator[tuple[str, Screen]]:
    """A screen for hidden units only is gone: without its list it would show all others."""
    for code, screen in screens.items():
        left = _only(screen.units, units)
        if left or not screen.units:
            yield code, replace(screen, units=left)


def _unit(unit: Unit, units: Mapping[str, Unit], posts: set[str]) -> Unit:
    parent = unit.parent if unit.parent and unit.parent.code in units else None
    return replace(unit, parent=parent, posts=tuple(_post(post, posts) for post in unit.posts))


def _post(post: Post, posts: set[str]) -> Post:
    hidden = post.superior and post.superior.code not in posts
    return replace(post, superior=None) if hidden else post


def _power(power: Power, posts: set[str]) -> Power:
    return replace(power, posts=_only(power.posts, posts))


def _decision(
    decision: Decision,
    units: Mapping[str, Unit],
    powers: Mapping[str, Power],
    decisions: Mapping[str, Decision],
) -> Decision:
    sponsor = decision.sponsor if decision.sponsor and decision.sponsor.code in units else None
    return replace(
        decision,
        sponsor=sponsor,
        powers=_only(decision.powers, powers),
        sisters=_only(decision.sisters, decisions),
    )


def _procedure(procedure: Procedure, units: Mapping[str, Unit]) -> Procedure:
    applies = (replace(a, units=_only(a.units, units)) for a in procedure.applies)
    return replace(procedure, applies=tuple(applies))


def _only(refs: tuple[Ref, ...], known: Mapping[str, object] | set[str]) -> tuple[Ref, ...]:
    return tuple(ref for ref in refs if ref.code in known)
