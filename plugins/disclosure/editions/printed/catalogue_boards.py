"""Sheets of A4 for notice boards: all that a body may do in one table, its 权责清单 or 小微权力清单.

Enters: an ``Edition``.  Leaves: ``PaperSheet`` values, one a body that has powers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...schema.records.lists.shared_list import Forbidden, SharedList
from ...schema.records.powers.power import Power
from ...schema.records.unit import Unit
from ..edition import Edition
from ..parts import links
from .paper import PaperSheet, ToPrint, by_hand, imprint_of_body, said, where_it_is
from .posters import fee, limit
from .table_boards import TableBoard, table_sheet

CATALOGUE = "职权目录"
_HEADS = ("编码", "事项", "类别", "谁来办", "多久", "收费", "监督电话")
_SELDOM = (5, 6)
"""Columns that seldom differ: what all rows say alike is told once, above them."""


def catalogue_boards(edition: Edition, wanted: ToPrint) -> Iterator[PaperSheet]:
    """What every body that has powers hangs on its board."""
    for unit in filter(wanted, edition.site.units.values()):
        if powers := edition.site.powers_of[unit.code]:
            mark = imprint_of_body(edition, unit)
            carriers = tuple(
                dict.fromkeys(name for of in (unit, *powers) for name in by_hand(edition, of))
            )
            body = _board(edition, unit, powers, mark.published)
            yield table_sheet(unit.code, unit, mark, body, carriers)


def _board(edition: Edition, unit: Unit, powers: Sequence[Power], latest: str) -> TableBoard:
    lists = _lists(edition, powers)
    kinds = {power.category.code for power in powers}
    in_order = (of for kind in edition.site.categories for of in powers if of.category.code == kind)
    channels = (
        f"{channel.name} {'、'.join(channel.phones)}" for channel in edition.site.county.channels
    )
    rows = tuple(_line(edition, power) for power in in_order)
    alike, apart = parted(rows)
    return TableBoard(
        unit=unit.name,
        name=f"{kinds.pop()}清单" if lists and len(kinds) == 1 else CATALOGUE,
        scope=f"{len(powers)}项" + (f"，最近一次公布 {latest}" if latest else ""),
        heads=tuple(_HEADS[at] for at in apart),
        numbers=(False,) * len(apart),
        lines=tuple(tuple(row[at] for at in apart) for row in rows),
        facts=(
            *where_it_is(unit),
            *said(*((_HEADS[at], f"{rows[0][at]}（每一项都是）") for at in alike)),
            *said(("投诉举报", *channels)),
        ),
        below=tuple(_forbidden(lists, powers)),
    )


def parted(rows: Sequence[tuple[str, ...]]) -> tuple[Sequence[int], Sequence[int]]:
    """Which columns that seldom differ say the same in all rows, and which others say anything."""
    filled = [at for at in range(len(_HEADS)) if any(row[at] for row in rows)]
    alike = {at for at in _SELDOM if len(rows) > 1 and len({row[at] for row in rows}) == 1}
    return [at for at in filled if at in alike], [at for at in filled if at not in alike]


def _line(edition: Edition, power: Power) -> tuple[str, ...]:
    parts = "、".join(part.name for part in power.subitems)
    posts = (post.text for post in links.all_of(links.post(edition, ref.code) for ref in power.posts))
    return (
        power.code,
        f"{power.name}（{parts}）" if parts else power.name,
        (power.listed.area if power.listed else "") or power.category.code,
        "、".join(posts),
        limit(power),
        fee(power),
        "、".join(power.supervision.phones) if power.supervision else "",
    )


def _lists(edition: Edition, powers: Iterable[Power]) -> Sequence[SharedList]:
    """The lists of many bodies from which powers come."""
    codes = dict.fromkeys(power.listed.of.code for power in powers if power.listed)
    return [edition.site.of(SharedList)[code] for code in codes]


def _forbidden(
    lists: Iterable[SharedList], powers: Sequence[Power]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What nobody may do who exercises them."""
    for shared in lists:
        listed = [(power.listed, power.name) for power in powers if power.listed]
        held = {at.item: name for at, name in listed if at.of.code == shared.code}
        bans = (ban for ban in shared.forbidden if any(map(ban.binds, held)))
        if told := tuple(_ban(ban, held) for ban in bans):
            yield "负面清单：不得做的事", told


def _ban(ban: Forbidden, held: Mapping[str, str]) -> str:
    items = [held[item] for item in ban.items if item in held]
    return ban.words + (f"（{'、'.join(items)}）" if items else "")
