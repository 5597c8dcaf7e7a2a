"""The rows of a catalogue of publicity as they are told: who, how often, when last, until when.

Enters: an ``Edition`` and a ``RowStanding``.  Leaves: a ``KeptLine``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ....basics.values import dataclass
from ....county.facts.practices.kept_up import Kept, RowStanding
from ....schema.records.powers.basis import Basis
from ....schema.records.publicity import PublicityRow
from ...edition import Edition
from ...parts import links, urls, words
from ...parts.blocks import Anchor, Badge

TONES = {Kept.MET: "done", Kept.STALE: "stop", Kept.MISSING: "stop"}
UNTOLD = {Kept.INSIDE: "不在这里显示", Kept.ASKED: "有人申请时提供"}
SOON = timedelta(15)
"""So long before the last day a row is told to be due."""


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A row: what, who, how often, what was published last and until when that serves."""

    name: str
    notes: tuple[str, ...]
    who: tuple[Anchor, ...]
    often: str
    latest: Anchor | None
    day: str
    until: str
    state: Badge
    counts: tuple[str, ...]
    waived: tuple[str, ...]


def line(edition: Edition, standing: RowStanding) -> KeptLine:
    row = standing.row
    only = standing.units[0] if len(standing.units) == 1 else None
    latest = only.latest if only else None
    until = only.until if only else standing.until
    return KeptLine(
        name=row.name,
        notes=tuple(filter(None, (row.content, cited(row.basis), _to_whom(row)))),
        who=_who(edition, standing),
        often=row.deadline or row.cycle,
        latest=links.record(edition, latest.to) if latest else None,
        day=words.day(latest.day) if latest else "",
        until=words.day(until),
        state=state(edition, standing, until),
        counts=_counts(standing),
        waived=tuple(words.waived(waiver) for waiver in row.waivers),
    )


def _counts(standing: RowStanding) -> tuple[str, ...]:
    """How several bodies keep it, or why nothing of one is shown."""
    if len(standing.units) > 1:
        return tuple(f"{number}个机构{kept}" for kept, number in standing.counts.items())
    return tuple(UNTOLD[kept] for kept in standing.counts if kept in UNTOLD)


def cited(bases: Iterable[Basis]) -> str:
    return "；".join(basis.cite for basis in bases)


def _to_whom(row: PublicityRow) -> str:
    carriers = "、".join(carrier.code for carrier in row.carriers)
    return "；".join(filter(None, (row.scope, row.readers, carriers)))


def _who(edition: Edition, standing: RowStanding) -> tuple[Anchor, ...]:
    if len(standing.units) == 1:
        found = edition.site.units[standing.units[0].unit]
        return (Anchor(found.label, urls.unit(found.code)),)
    levels = (Anchor(ref.code) for ref in standing.row.levels)
    return (*levels, *links.all_of(links.unit(edition, ref) for ref in standing.row.units))


def state(edition: Edition, standing: RowStanding, until: date | None) -> Badge:
    """The worst of how the bodies keep it; what is due before long is told so."""
    worst = next(iter(standing.counts))
    if worst is Kept.MET and until and until - edition.site.as_of <= SOON:
        return Badge("快到期", "soon")
    return Badge(str(worst), TONES.get(worst, "plain"))
