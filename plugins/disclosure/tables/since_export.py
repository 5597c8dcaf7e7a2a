"""What has changed in the catalogue since a workbook was written: its hidden sheet tells what was there.

Enters: records, the rows of that sheet, a plan.  Leaves: digests to be written into it; and the records
that a sheet would change and that somebody else has changed meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from ..basics.digests import digest
from ..schema.source.nodes import Node
from . import trees
from .grid import SheetGrid
from .merged.plan import RecordChange
from .sourced import StoredRecord
from .written.versions import SCHEMA_SHEET

RECORD = "记录"
"""The first word of a row that tells of a record: its code and the digest of what it said."""
_FIGURES = 12


def as_written(records: Iterable[StoredRecord]) -> Iterator[tuple[str, str, str]]:
    """A row for each record."""
    return ((RECORD, kept.code, _said(kept.node)) for kept in records)


def changed_since(grids: Iterable[SheetGrid], changes: Iterable[RecordChange]) -> list[str]:
    """Codes of records that would be changed, and that no longer say what they said in the workbook."""
    then = dict[tuple[str, str], str]()
    for grid in grids:
        then.update(_told(grid) if grid.name == SCHEMA_SHEET else {})
    return [
        change.old.code
        for change in changes
        if change.old and change.new and _is_other(then, change.old)
    ]


def _told(grid: SheetGrid) -> Mapping[tuple[str, str], str]:
    kind = next((row.at(2).text for row in grid.rows if row.at(1).text == "种类"), "")
    return {(kind, row.at(2).text): row.at(3).text for row in grid.rows if row.at(1).text == RECORD}


def _is_other(then: Mapping[tuple[str, str], str], kept: StoredRecord) -> bool:
    before = then.get((kept.shelf.title, kept.code))
    return before is not None and before != _said(kept.node)


def _said(node: Node) -> str:
    return digest(json.dumps(trees.plain(node), ensure_ascii=False, sort_keys=True).encode())[:_FIGURES]
