"""What will be late and when, for the county's own office: a page, and data.

Enters: ``Foretold`` values.  Leaves: a view model and JSON.  No edition holds them: ``app.office``
writes them to a folder of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ....basics.output import as_json
from ....county.facts.practices.foretold import Foretold
from ....schema.records.unit import Unit
from ...parts.blocks import Anchor, TallyRow, TallyTable

FORMAT = "disclosure foretold 1"
TITLE = "哪天会晚"
LATE, WAITING, NEVER = "已逾期", "还剩{}日", "没有公开"


@dataclass(frozen=True, slots=True)
class ForetoldPage:
    """All that comes round: what is late already, and what will be."""

    title: str
    as_of: str
    tables: tuple[TallyTable, ...]


def page(found: Sequence[Foretold], units: Mapping[str, Unit], as_of: date) -> ForetoldPage:
    """What is late first, then the days to come."""
    tables = (
        _table(title, [of for of in found if of.late is late], units, as_of)
        for title, late in (("已经晚了", True), ("以后哪天会晚", False))
    )
    return ForetoldPage(TITLE, as_of.isoformat(), tuple(table for table in tables if table.rows))


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
    whose = units[of.unit].label if of.unit else "全县"
    if of.last is None:
        return of.kind, whose, "", NEVER
    left = LATE if of.late else WAITING.format((of.last - as_of).days)
    return of.kind, whose, of.last.isoformat(), left
