"""All sheets of an import: recognised, read, ready to be put over the catalogue.

Enters: grids, the catalogue, what is registered, what was asked for.  Leaves: ``Understood``: what
each sheet is taken for, what it says, what is left out of it and why, and problems at cells.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from ..basics.problem import Code, Problem
from ..basics.values import dataclass
from ..schema.compound import Nested
from ..schema.declare import MISSING_KEY, Invalid, Report
from ..schema.derived.editor import Registered
from ..schema.source.nodes import Node
from .declared import TableLayout, layouts
from .grid import CellPlace, FilePlace, SheetGrid
from .merged.plan import Answers, MergePlan, Planning
from .of_one.rows_of_one import HOLDERS, OF_DIRECTORY, OF_LIST, RowsOfOne, kept_rows
from .sourced import Catalogue
from .understood.below_heads import over_several
from .understood.cells.cell_values import Values
from .understood.entered import Entered, Entering
from .understood.field_targets import FieldTarget
from .understood.filled import LeftRow, UnderHeads, data_rows
from .understood.heads import Recognised, recognise
from .understood.known_codes import KnownCodes
from .written.versions import SCHEMA_SHEET, WORDS_SHEET, version

UNKNOWN_TABLE = Code(
    "T06",
    "认不出是哪一种表",
    "表头至少要有“名称”或“编码”和另外两个认得的列；台账的写 --set 台账=编码；"
    "也可以用 disclosure export --blank 的空白表",
)
NO_COLUMN = Code("T07", "整张表没有一个必填的列", "请在表里加上这一列，或者每一行都一样的写在命令里")
NEWER = Code("T17", "表是另一个版本写出的", "请用现在的版本重新 disclosure export，把改动抄过去再导入")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says of every row."""

    preset: Mapping[str, str] = field(default_factory=dict)
    meant: Mapping[str, str] = field(default_factory=dict)
    number: str = ""
    elsewhere: frozenset[str] = frozenset()
    """Files of which something is known already: of these a sheet may be unknown."""


@dataclass(frozen=True, slots=True)
class SheetRead:
    """One sheet that was recognised: what it says, and its rows that say nothing."""

    reading: Recognised
    entered: tuple[Entered, ...]
    left: tuple[LeftRow, ...]
    stopped: tuple[int, ...] = ()
    """Rows of records that could not be taken; the problems say why."""
    absent: tuple[str, ...] = ()
    """Keys that every record must have, of which the whole sheet says nothing."""
    of_one: RowsOfOne | None = None
    """Set where all rows are of one record."""
    faulty: frozenset[tuple[CellPlace, str]] = frozenset()
    """Records, by their place, and their keys of which it has been said what is wrong in the sheet."""


@dataclass(frozen=True)
class Understood:
    """All sheets."""

    sheets: tuple[SheetRead, ...]
    passed_over: tuple[tuple[SheetGrid, str], ...]
    problems: tuple[Problem, ...]
    gathered: tuple[Entered, ...] = ()
    """Records of which only rows were read."""
    lacking: frozenset[str] = frozenset()
    """Keys that these must have, of which it has been said that they are missing."""

    @property
    def settable(self) -> Iterator[str]:
        """What the command line may say of the rows of these sheets."""
        for layout, of_one in dict.fromkeys((s.reading.layout, s.of_one) for s in self.sheets):
            yield from (c.head for c in layout.columns if layout.owner is None or of_one)
            yield from of_one.whole.heads if of_one else ()

    def plan(self, catalogue: Catalogue, answers: Answers) -> MergePlan:
        """What would become of the catalogue."""
        read = (entry for sheet in self.sheets if not sheet.of_one for entry in sheet.entered)
        entered = [*read, *self.gathered]
        exact = [s.reading.layout for s in self.sheets if s.reading.exact]
        plan = Planning(catalogue, answers).plan(entered, exact)
        absent = {key for sheet in self.sheets for key in sheet.absent} | self.lacking
        faulty = frozenset[tuple[CellPlace, str]]().union(*(sheet.faulty for sheet in self.sheets))
        return _judged(plan, absent, faulty)


def understand(
    grids: Sequence[SheetGrid], catalogue: Catalogue, registered: Registered, asked: Asked
) -> Understood:
    """Every sheet; those of a kind's records before those of the lists in them."""
    readings, passed, problems = list[Recognised](), list[tuple[SheetGrid, str]](), list[Problem]()
    ours = {grid.file for grid in grids if grid.name == SCHEMA_SHEET}
    only = OF_LIST.rows if HOLDERS in asked.preset else None
    for grid in grids:
        if grid.name == SCHEMA_SHEET:
            problems += _of_another(grid, grids)
        if grid.name in (SCHEMA_SHEET, WORDS_SHEET) or grid.hidden:
            passed += [(grid, "隐藏的表")] if grid.name not in (SCHEMA_SHEET, WORDS_SHEET) else []
        elif (reading := recognise(grid, ours=grid.file in ours, only=only)) is None:
            passed.append((grid, "认不出是哪一种表"))
        else:
            readings.append(reading)
    readings.sort(key=lambda reading: len(reading.layout.path))
    known_files = {reading.grid.file for reading in readings} | asked.elsewhere
    problems += [_unknown(g) for g, _ in passed if not (g.hidden or g.file in known_files)]
    known, sheets = KnownCodes(catalogue, asked.number), list[SheetRead]()
    known.beside = {(r.layout.owner, r.layout.path[0]) for r in readings if r.layout.owner}
    holders = {held.rows: held for held in (OF_DIRECTORY, OF_LIST) if held is OF_DIRECTORY or only}
    before = {held: held.before(catalogue, asked.preset) for held in holders.values()}
    for held, record in before.items():
        known.keep(held.rows.record, kept_rows(held, record))
    for reading in readings:
        values, held_in = Values(registered, asked.meant), holders.get(reading.layout)
        sheets.append(_read(reading, values, known, asked.preset, held_in))
        known.learn(reading.layout, sheets[-1].entered)
        problems += [*values.problems, *(_absent(sheets[-1], key) for key in sheets[-1].absent)]
    values = Values(registered, asked.meant)
    gathered = tuple(_gathered(sheets, before, values, asked.preset))
    lacks = [(entry, key) for entry in gathered for key in _lacking(entry.layout, [entry], known)]
    problems += [*values.problems, *(_lacks(entry, key) for entry, key in lacks)]
    lacking = frozenset(key for _, key in lacks)
    return Understood(tuple(sheets), tuple(passed), tuple(problems), gathered, lacking)


def _gathered(
    sheets: Sequence[SheetRead],
    before: Mapping[RowsOfOne, Node | None],
    values: Values,
    preset: Mapping[str, str],
) -> Iterator[Entered]:
    """The records of which rows were read."""
    for held, record in before.items():
        rows = [entry for sheet in sheets if sheet.of_one is held for entry in sheet.entered]
        if rows:
            yield held.gathered(rows, record, values, preset)


def _lacks(entry: Entered, key: str) -> Problem:
    what = f"整份{entry.layout.title}没有“{key}”（--set {key}=…）"
    return Problem(entry.place, NO_COLUMN, what)


def _read(
    reading: Recognised,
    values: Values,
    known: KnownCodes,
    preset: Mapping[str, str],
    held_in: RowsOfOne | None,
) -> SheetRead:
    heads = {match.number: match.head for match in reading.matches}
    fields = [match.number for match in reading.matches if match.target]
    rows = data_rows(UnderHeads(reading.grid, reading.last, heads, fields, reading.exact))
    values.problems += (*over_several(reading), *rows.problems)
    of_row = held_in.of_rows(preset) if held_in else preset
    entering = Entering(reading, values, known, of_row, of_one=held_in is not None)
    entered = tuple(entering.records(rows))
    taken = {number for entry in entered for number in entry.rows}
    stopped = tuple(row.number for row in rows.taken if row.number not in taken)
    absent = (
        tuple(_lacking(reading.layout, entered, known)) if held_in or not reading.layout.owner else ()
    )
    faulty = frozenset(_faulty(reading, entered, values.problems))
    return SheetRead(reading, entered, rows.left, stopped, absent=absent, of_one=held_in, faulty=faulty)


def _faulty(
    reading: Recognised, entered: Iterable[Entered], problems: Iterable[Problem]
) -> Iterator[tuple[CellPlace, str]]:
    """The keys of records in whose cells something is wrong."""
    places = {number: entry.place for entry in entered for number in entry.rows}
    keys = {m.number: (*m.target.listed, *_path(m.target))[0] for m in reading.matches if m.target}
    for place in (problem.place for problem in problems):
        if place.line in places and place.column in keys:
            yield places[place.line], keys[place.column]


def _path(target: FieldTarget) -> tuple[str, ...]:
    return target.column.path if target.column else (target.owner,)


def _lacking(layout: TableLayout, entered: Sequence[Entered], known: KnownCodes) -> Iterator[str]:
    """Required keys of which no row says anything, where there are new records."""
    new = [entry for entry in entered if not known.has(layout, entry.code)]
    if not new:
        return
    paths = {path for entry in new for path, node in entry.fields.items() if node}
    firsts = {path[0] for path in paths}
    for key in layout.record.keys().values():
        is_lent = key.lent and layout.record.lender in firsts
        is_told = key.name in firsts or (layout, key.name) in known.beside
        if key.required and not is_lent and not is_told:
            yield key.name
    for column in layout.columns:  # of a record inside them, of which something else is said
        *above, _ = column.path
        begun = any(path[: len(above)] == tuple(above) for path in paths)
        if above and column.key.required and begun and column.path not in paths:
            yield column.head


def _absent(sheet: SheetRead, key: str) -> Problem:
    place = CellPlace(sheet.reading.grid.path, sheet.reading.first, 1)
    return Problem(place, NO_COLUMN, f"没有“{key}”这一列（--set {key}=…）")


def _unknown(grid: SheetGrid) -> Problem:
    row = grid.rows[0]
    heads = "、".join(cell.text.strip()[:10] for cell in row.cells if cell.text.strip())[:60]
    return Problem(CellPlace(grid.path, row.number, 1), UNKNOWN_TABLE, f"第一行写的是“{heads}”")


def _of_another(told: SheetGrid, grids: Sequence[SheetGrid]) -> Iterator[Problem]:
    """A workbook of ours with a column that is declared no more; what is new it says nothing of."""
    said = {row.at(1).text: row.at(2).text for row in told.rows}
    if said.get("字段") == version(said.get("种类", "")):
        return
    titles = {layout.title[:31] for layout in layouts()}
    for grid in grids:
        reading = recognise(grid) if grid.file == told.file and grid.name in titles else None
        if grid.file == told.file and grid.name in titles and not (reading and reading.exact):
            yield Problem(CellPlace(grid.path, 1, 1), NEWER, "表头和现在的字段对不上")


def _judged(
    plan: MergePlan, absent: Iterable[str], faulty: Collection[tuple[CellPlace, str]]
) -> MergePlan:
    """The plan with what the fields' own readers say of each value, at its cell."""
    report = Report()
    for change in plan.changes:
        if change.new is not None:
            try:
                Nested(change.shelf.written).read(change.shelf.completed(change.new), report)
            except Invalid:
                continue
    told_once = [(None, head.rpartition("/")[2]) for head in absent] + [*faulty]
    lacking = {(place, f"缺少“{key}”") for place, key in told_once}
    found = [
        Problem(_cell(problem), problem.code, problem.what)
        for problem in report.problems
        if problem.code is not MISSING_KEY or not _is_told(problem, lacking)
    ]
    return replace(plan, problems=(*plan.problems, *found))


def _is_told(problem: Problem, lacking: Collection[tuple[CellPlace | None, str]]) -> bool:
    """Whether it has been said already why a key is missing: of the whole sheet, or at its cell."""
    found = re.search("缺少“[^”]*”", problem.what)
    said = found[0] if found else ""
    return (None, said) in lacking or (_cell(problem), said) in lacking


def _cell(problem: Problem) -> CellPlace | FilePlace:
    kind = CellPlace if "!" in problem.place.path else FilePlace
    return kind(*problem.place)
