"""What has changed in the catalogue since a workbook was written: its hidden sheet tells what was there.

Enters: records or the data of ledgers, the rows of that sheet, what an import would change.  Leaves:
digests to be written into it; and what would be changed and somebody else has changed meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from ..basics.digests import digest
from ..county.read import SourceFile
from ..schema.source.nodes import Node
from . import trees
from .grid import SheetGrid
from .ledgers.ledger_merge import LedgerFile, LedgerRows, sheets_of
from .merged.plan import RecordChange
from .sourced import StoredRecord
from .written.versions import SCHEMA_SHEET

RECORD, FILE = "记录", "一期"
"""The first word of a row that tells of a record, or of a ledger's file: a name and the digest of it."""
_FIGURES = 12


def as_written(records: Iterable[StoredRecord]) -> Iterator[tuple[str, str, str]]:
    """A row for each record."""
    return ((RECORD, kept.code, _said(kept.node)) for kept in records)


def files_as_written(sheets: Mapping[str, LedgerRows]) -> Iterator[tuple[str, str, str]]:
    """A row for each file of a ledger, by its name."""
    return (
        (FILE, stem, _digest([sorted(row.items()) for row in rows])) for stem, rows in sheets.items()
    )


def files_changed_since(
    grids: Iterable[SheetGrid], changed: Iterable[LedgerFile], files: Iterable[SourceFile]
) -> list[str]:
    """Ledgers and names of their files that would be changed, and are no longer as in the workbook."""
    then = {grid.file: _rows(grid, FILE) for grid in grids if grid.name == SCHEMA_SHEET}
    held, found = [*files], list[str]()
    for reading in (file.entered.reading for file in changed):
        before = then.get(reading.grid.file, {}).get(reading.stem)
        now = sheets_of(reading.ledger, held) if before else {}
        rows = {stem: told for _, stem, told in files_as_written(now)}
        if before and rows.get(reading.stem, before) != before:
            found.append(f"{reading.ledger.code} {reading.stem}")
    return found


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
    return {(kind, name): said for name, said in _rows(grid, RECORD).items()}


def _rows(grid: SheetGrid, word: str) -> Mapping[str, str]:
    return {row.at(2).text: row.at(3).text for row in grid.rows if row.at(1).text == word}


def _is_other(then: Mapping[tuple[str, str], str], kept: StoredRecord) -> bool:
    before = then.get((kept.shelf.title, kept.code))
    return before is not None and before != _said(kept.node)


def _said(node: Node) -> str:
    return _digest(trees.plain(node))


def _digest(said: object) -> str:
    return digest(json.dumps(said, ensure_ascii=False, sort_keys=True).encode())[:_FIGURES]
