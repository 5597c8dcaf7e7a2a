"""All sheets of ledgers among those of an import, and the files of data that they make.

Enters: grids, the county's records and files, and what the command line says.  Leaves: ``LedgerImport``,
and the grids that are no ledger's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from ...basics.problem import Code, Place, Problem
from ...basics.values import dataclass
from ...county.beside.called import codes_by_word
from ...county.read import Records, SourceFile
from ...schema.catalogue import SHELF_OF
from ...schema.records.ledgers.ledger import Ledger
from ...schema.source.nodes import Node
from .. import trees
from ..grid import SheetGrid
from ..merged.overlay import overlaid
from ..merged.plan import RecordChange
from ..sheets_read import Asked
from ..sourced import Catalogue
from ..written.ledger_book import DATA_SHEETS
from ..written.versions import SCHEMA_SHEET, WORDS_SHEET
from .ledger_heads import LEDGER, OF_UNIT, PERIOD, POSTED, LedgerReading, exactly, ledger_of, stem_of
from .ledger_lines_read import EnteredLedger, entered
from .ledger_merge import LedgerFile, data_path, merged

ONE_PERIOD_TWICE = Code(
    "T37",
    "两张表是同一本台账的同一期",
    "请合成一张；或者一张一张导入，后一张照主键并进前一张",
)


@dataclass(frozen=True)
class LedgerImport:
    """Sheets of ledgers, what is wrong with them, and the other grids."""

    sheets: tuple[EnteredLedger, ...]
    others: tuple[SheetGrid, ...]
    problems: tuple[Problem, ...]

    @property
    def settable(self) -> Sequence[str]:
        """What the command line may say of these sheets, or of their rows."""
        columns = [c.name for sheet in self.sheets for c in sheet.reading.ledger.columns]
        return [LEDGER, PERIOD, OF_UNIT, POSTED, *columns] if self.sheets else []

    def files(
        self, files: Sequence[SourceFile], records: Records, *, remove: bool
    ) -> Sequence[LedgerFile]:
        """The file of each sheet, of those that can be read."""
        held = {file.path: file.data for file in files}
        known = codes_by_word(records.items)
        return [merged(s, held, known, remove=remove) for s in self.sheets if s.reading.stem]

    def posted(self, catalogue: Catalogue, day: str, changed: Collection[str]) -> Sequence[RecordChange]:
        """The ledgers with the day on which the periods of their sheets were published.

        Of several sheets those are meant whose data change (``changed``: their paths), or of which no
        day is told yet: the others were published long ago.
        """
        found: dict[str, RecordChange] = {}
        for sheet in self.sheets if day else ():
            ledger, shelf = sheet.reading.ledger, SHELF_OF[Ledger]
            kept = next(kept for kept in catalogue.of(shelf) if kept.code == ledger.code)
            before = found[ledger.code].new if ledger.code in found else kept.node
            told = trees.inside(before, (POSTED,))
            is_old = data_path(ledger, sheet.reading.stem) not in changed
            if len(self.sheets) > 1 and is_old and sheet.period in trees.entries(told):
                continue
            period = trees.text(day, sheet.reading.title)
            value = trees.table(
                {**trees.entries(told), sheet.period: period}, told.place if told else period.place
            )
            fields: dict[tuple[str, ...], Node | None] = {(POSTED,): value}
            made = overlaid(Ledger, before, fields, sheet.reading.title)
            found[ledger.code] = RecordChange(shelf, ledger.code, kept, made)
        return [change for change in found.values() if any(change.fields)]


def of_ledgers(grids: Sequence[SheetGrid], records: Records, asked: Asked) -> LedgerImport:
    """Every sheet that a ledger of the county claims."""
    ledgers = records.of(Ledger)
    ours = _ours(grids, ledgers)
    sheets, others, problems = list[EnteredLedger](), list[SheetGrid](), list[Problem]()
    for grid in grids:
        reading, unsure = _reading(grid, ledgers, ours, asked)
        problems += unsure
        if reading is None:
            others += [] if _is_hidden_of_ours(grid, ours) else [grid]
            continue
        sheets.append(entered(reading, asked))
        problems += sheets[-1].problems
    return LedgerImport(tuple(sheets), tuple(others), (*problems, *_twice(sheets)))


def _twice(sheets: Sequence[EnteredLedger]) -> Iterator[Problem]:
    """Each sheet is compared with the file of its period: a second one would take the first away."""
    first: dict[tuple[str, str], LedgerReading] = {}
    for sheet in sheets:
        reading = sheet.reading
        before = first.setdefault((reading.ledger.code, reading.stem), reading)
        if reading.stem and before is not reading:
            what = f"台账《{reading.ledger.name}》的 {reading.stem}，{before.title.path} 已经有一张"
            yield Problem(reading.title, ONE_PERIOD_TWICE, what)


def _reading(
    grid: SheetGrid, ledgers: Sequence[Ledger], ours: Mapping[str, Ledger], asked: Asked
) -> tuple[LedgerReading | None, Sequence[Problem]]:
    if grid.hidden or _is_hidden_of_ours(grid, ours):
        return None, ()
    if grid.file in ours:
        ledgers = [ours[grid.file]]
        if as_written := exactly(grid, ours[grid.file]):
            return as_written, ()
    reading, problems = ledger_of(grid, ledgers, asked.preset, asked.meant)
    return (reading and replace(reading, stem=stem_of(reading, asked.preset))), problems


def _ours(grids: Sequence[SheetGrid], ledgers: Sequence[Ledger]) -> Mapping[str, Ledger]:
    """The ledgers of which files were written by ``export``, by file."""
    by_code = {ledger.code: ledger for ledger in ledgers}
    told = {
        grid.file: {row.at(1).text: row.at(2).text for row in grid.rows}
        for grid in grids if grid.name == SCHEMA_SHEET
    }  # fmt: skip
    return {
        file: by_code[said["编码"]]
        for file, said in told.items()
        if said.get("种类") == DATA_SHEETS and said.get("编码", "") in by_code
    }


def _is_hidden_of_ours(grid: SheetGrid, ours: Mapping[str, Ledger]) -> bool:
    return grid.file in ours and grid.name in (SCHEMA_SHEET, WORDS_SHEET)


def places(files: Sequence[LedgerFile]) -> Mapping[str, Sequence[tuple[int, Place]]]:
    """Where in the files of data the cells of sheets stand."""
    return {file.path: file.cells for file in files}
