"""What will be late and when, for the county's own office: pages, and data.

Enters: ``Foretold`` values.  Leaves: a view model and JSON.  No edition holds them: ``app.office``
writes them to a folder of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from ....basics.output import as_json
from ....basics.values import dataclass
from ....county.facts.practices.foretold import Foretold
from ....schema.records.unit import Unit
from ...parts.blocks import Anchor, TallyRow, TallyTable

FORMAT = "disclosure foretold 1"
TITLE = "哪天会晚"
FRONT = "due.html"
MOST_AT_ONCE = 200
"""So many things stand on the first page; of more, only how many there are."""
_PAST = "已经晚了"
_SHORT = {_PAST: "late"}
LATE, WAITING, NEVER = "已逾期", "还剩{}日", "没有公开"


@dataclass(frozen=True, slots=True)
class ForetoldPage:
    """All that comes round: what is late already, and what will be."""

    title: str
    as_of: str
    tables: tuple[TallyTable, ...]


def pages(
    found: Sequence[Foretold], units: Mapping[str, Unit], as_of: date
) -> Iterator[tuple[str, ForetoldPage]]:
    """By path: how much of each body and each month, all of it where that is not long, and its parts."""
    by_unit, by_time = _parted(found, lambda of: of.unit), _parted(found, _when)
    every = [_table(title, held, units, as_of) for title, held in by_time.items()]
    of_units = [(_whose(code, units), _path(code or "all"), held) for code, held in by_unit.items()]
    of_times = [(name, _path(_SHORT.get(name, name)), held) for name, held in by_time.items()]
    fronts = (_counts("各单位", of_units), _counts("各月", of_times))
    yield FRONT, _page(TITLE, as_of, *fronts, *(every if len(found) <= MOST_AT_ONCE else ()))
    for name, path, held in of_units:
        tables = (_table(when, own, units, as_of) for when, own in _parted(held, _when).items())
        yield path, _page(f"{TITLE}：{name}", as_of, *tables)
    for name, path, held in of_times:
        yield path, _page(f"{TITLE}：{name}", as_of, _table(name, held, units, as_of))


def _page(title: str, as_of: date, *tables: TallyTable) -> ForetoldPage:
    return ForetoldPage(title, as_of.isoformat(), tables)


def _path(name: str) -> str:
    return f"due/{name}.html"


def _when(of: Foretold) -> str:
    """The month of its last day; what is late stands before all months."""
    return _PAST if of.late or of.last is None else f"{of.last:%Y-%m}"


def _parted(
    found: Sequence[Foretold], key: Callable[[Foretold], str]
) -> Mapping[str, Sequence[Foretold]]:
    """Parts in the order of their first; what is late comes first in any case."""
    parts: dict[str, list[Foretold]] = {}
    for of in sorted(found, key=lambda of: not of.late):
        parts.setdefault(key(of), []).append(of)
    return parts


def _counts(title: str, parts: Sequence[tuple[str, str, Sequence[Foretold]]]) -> TallyTable:
    rows = (
        TallyRow(Anchor(name, path), (f"{len(held)}", f"{sum(of.late for of in held)}"))
        for name, path, held in parts
    )
    return TallyTable(
        f"{title}（{len(parts)}）", title.removeprefix("各"), ("几项", "已经晚了"), tuple(rows)
    )


def _whose(code: str, units: Mapping[str, Unit]) -> str:
    return units[code].label if code else "全县"


def data(found: Sequence[Foretold], as_of: date) -> bytes:
    """The same for other programs."""
    rows = [
        {
            "kind": of.kind, "code": of.code, "name": of.name, "unit": of.unit,
            "last": of.last.isoformat() if of.last else None, "late": of.late,
        }
        for of in found
    ]  # fmt: skip
    return as_json({"format": FORMAT, "as_of": as_of.isoformat(), "due": rows})


def _table(title: str, found: Sequence[Foretold], units: Mapping[str, Unit], as_of: date) -> TallyTable:
    rows = tuple(TallyRow(Anchor(of.name), _cells(of, units, as_of)) for of in found)
    return TallyTable(
        f"{title}（{len(rows)}项）", "什么", ("哪一种", "谁的", "最晚哪天", "还有多久"), rows
    )


def _cells(of: Foretold, units: Mapping[str, Unit], as_of: date) -> tuple[str, ...]:
    whose = _whose(of.unit, units)
    if of.last is None:
        return of.kind, whose, "", NEVER
    left = LATE if of.late else WAITING.format((of.last - as_of).days)
    return of.kind, whose, of.last.isoformat(), left
