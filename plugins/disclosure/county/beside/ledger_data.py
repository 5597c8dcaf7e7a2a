"""Data of ledgers: tables that lie beside a ledger, read into lines by its columns.

Enters: ledgers, the files in the folders of their codes, the names of what is registered, and the
county's rule on names.  Leaves: the ledgers with their sheets, and problems at the cell.  Names of
persons are covered here, before there is a ``Site``.  A file that no ledger claims is a problem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from ...basics.files import tables
from ...basics.persons import names
from ...basics.persons.in_a_cell import names_in
from ...basics.problem import Code, Place, Problem
from ...basics.values import dataclass
from ...schema.compound import Ref
from ...schema.declare import nearest
from ...schema.records.ledgers.ledger import DATA, CellValue, Ledger, LedgerSheet, SheetLine, cell_place
from ...schema.records.ledgers.ledger_columns import POINTS, ColumnKind, LedgerColumn
from ...schema.records.ledgers.ledger_spans import EXAMPLES, is_period
from ...schema.records.notices.roster import PERSON, Listed
from .ledger_cells import parser
from .named_files import ATTACHED, NamedFiles
from .rosters import FOOT, is_foot

MOST_ROWS = 100_000
MOST_BYTES = 20 * 1024 * 1024
TOTALS = ("合计", "总计")
PARTIALS = ("小计", "本页合计", "累计")

MISNAMED = Code("L03", "台账的数据文件名不对", "请照周期命名，后面可以加“-机构编码”，扩展名 csv 或 xlsx")
UNREADABLE = Code("L04", "台账的数据读不了", "请另存为 CSV（UTF-8 或 GBK）或 XLSX，只留一张表")
HEADS = Code("L05", "表头与“列”不一致", "请照抄“列”里的名称，每列一个，不多不少")
BAD_CELL = Code("L06", "这一格不合这一列的种类", "请改正这一格，或者改“列”里的种类")
EMPTY = Code("L07", "这一格空着", "请填写；可以空的列写进“可空”")
PARTIAL = Code("L08", "中间的小计", "它会和各行重复加：请删去这一行，只留最后的“合计”")
NOBODYS = Code("L09", "数据没有台账", "请在 ledgers/ 里写这本台账，数据放在以它的编码命名的文件夹里")

_CellReader = Callable[[str, int, int], CellValue]
"""Reads the text of a cell, given its row and its column in the file."""
KnownWords = Mapping[str, Mapping[str, str]]
"""Codes by the title of a kind, and by what people may write: the code, or a name that only one has."""


def is_ledger_data(path: str) -> bool:
    """Whether a path of the county folder lies in the folder of a ledger and is no catalogue."""
    _, _, below = path.partition("catalogues/ledgers/")
    return "/" in below and not path.endswith(".yaml")


@dataclass
class LedgerData:
    """Gives each ledger its sheets, and remembers which files have been given."""

    files: Mapping[str, bytes]
    known: KnownWords
    rule: str
    problems: list[Problem] = field(default_factory=list)
    given: set[str] = field(default_factory=set)

    def to(self, ledger: Ledger) -> Ledger:
        """The ledger with all its sheets."""
        folder = f"{ledger.at().path.rpartition('/')[0]}/{ledger.code}/"
        own = [path for path in sorted(self.files) if path.startswith(folder)]
        self.given.update(own)
        held = NamedFiles(f"{folder}{ATTACHED}/", self.files, self.problems)
        tables_ = (path for path in own if not path.startswith(held.folder))
        sheets = tuple(self._sheet(ledger, path, path.removeprefix(folder), held) for path in tables_)
        held.tell_left_over(path for path in own if path.startswith(held.folder))
        return replace(ledger, sheets=tuple(sheet for sheet in sheets if sheet))

    def left_over(self) -> Iterator[Problem]:
        """Files in the folder of no ledger."""
        for path in sorted(self.files.keys() - self.given):
            folder = path.rpartition("/")[0].rpartition("/")[2]
            yield Problem(Place(path), NOBODYS, f"没有编码是“{folder}”的台账")

    def _sheet(self, ledger: Ledger, path: str, name: str, held: NamedFiles) -> LedgerSheet | None:
        stem, _, ending = name.rpartition(".")
        period, unit = named_by(ledger, stem)
        if not period or ending not in DATA:
            what = f"“{name}”不像“{EXAMPLES[ledger.period]}.csv”，这本台账的周期是“{ledger.period}”"
            self.problems.append(Problem(Place(path), MISNAMED, what))
            return None
        rows = self._rows(path, ending)
        head, at = self._heads(ledger, path, rows) if rows else (0, ())
        lines: tuple[SheetLine, ...] = ()
        stated: tuple[SheetLine, ...] = ()
        if at:
            reading = _Reading(self, ledger, path, at, held)
            lines, stated = reading.lines([row for row in rows if row[0] > head])
        ref = Ref(POINTS[ColumnKind.UNIT], unit, Place(path)) if unit else None
        return LedgerSheet(
            path=path, period=period, unit=ref, at=at, rule=self.rule, lines=lines, stated=stated,
            files=held.taken(),
        )  # fmt: skip

    def _rows(self, path: str, ending: str) -> list[tuple[int, list[str]]]:
        try:
            if len(self.files[path]) > MOST_BYTES:
                raise ValueError(f"超过 {MOST_BYTES >> 20} MB，请按单位或按期拆开")  # noqa: TRY301  told like the others
            rows = tables.rows(ending, self.files[path])
            if not 0 < len(rows) <= MOST_ROWS:
                raise ValueError(f"有 {len(rows)} 行，应有 1 至 {MOST_ROWS} 行")  # noqa: TRY301
        except ValueError as error:
            self.problems.append(Problem(Place(path), UNREADABLE, str(error)))
            return []
        return rows

    def _heads(
        self, ledger: Ledger, path: str, rows: Sequence[tuple[int, list[str]]]
    ) -> tuple[int, tuple[int, ...]]:
        """The row of the heads, and each declared column's place in the file, from 1; none at odds."""
        wanted = [column.name for column in ledger.columns]
        number, heads = tables.head_row(rows, wanted)
        before = len(self.problems)
        for name in wanted:
            if heads.count(name) != 1:
                said = "有两列" if name in heads else "没有"
                what = f"{said}“{name}”{nearest(name, set(heads) - set(wanted))}"
                self.problems.append(Problem(cell_place(path, number, 1), HEADS, what))
        for place, head in enumerate(heads, 1):
            if head and head not in wanted:
                what = f"“{head[:20]}”不在“列”里{nearest(head, set(wanted) - set(heads))}"
                self.problems.append(Problem(cell_place(path, number, place), HEADS, what))
        if len(self.problems) > before:
            return number, ()
        return number, tuple(heads.index(name) + 1 for name in wanted)


@dataclass
class _Reading:
    """One file of a ledger, line by line."""

    data: LedgerData
    ledger: Ledger
    path: str
    at: tuple[int, ...]
    held: NamedFiles

    def __post_init__(self) -> None:
        parts = dict(self.ledger.parts)
        states = frozenset(state for state, _ in self.ledger.states)
        workbook = self.path.endswith(".xlsx")
        readers: tuple[_CellReader, ...] = tuple(
            self._reader(
                column, parser(column.kind, states, parts.get(column.name, ()), workbook=workbook)
            )
            for column in self.ledger.columns
        )
        self.may_be_blank = frozenset(self.ledger.blank) - frozenset(self.ledger.key_columns)
        self.columns = tuple(zip(self.ledger.columns, self.at, readers, strict=True))

    def lines(
        self, rows: Sequence[tuple[int, list[str]]]
    ) -> tuple[tuple[SheetLine, ...], tuple[SheetLine, ...]]:
        """The lines, and those that state sums."""
        lines: list[SheetLine] = []
        stated: list[SheetLine] = []
        for number, row in rows:
            first = next(filter(None, row), "")
            if not first:
                continue
            if first.replace(" ", "") in TOTALS:
                stated.append(self._line(number, row, is_sum=True))
            elif first.replace(" ", "") in PARTIALS:
                what = f"第一格写的是“{first}”"
                self.data.problems.append(Problem(cell_place(self.path, number, 1), PARTIAL, what))
            elif is_foot(first):
                what = f"第一格写的是“{first[:4]}…”"
                self.data.problems.append(Problem(cell_place(self.path, number, 1), FOOT, what))
            else:
                lines.append(self._line(number, row, is_sum=False))
        return tuple(lines), tuple(stated)

    def _line(self, number: int, row: Sequence[str], *, is_sum: bool) -> SheetLine:
        cells: list[CellValue] = []
        withheld: set[str] = set()
        for column, at, reader in self.columns:
            text = row[at - 1] if at <= len(row) else ""
            value = None
            if is_sum and (not column.is_number or text.replace(" ", "") in TOTALS):
                text = ""
            if text:
                try:
                    value = reader(text, number, at)
                except ValueError as error:
                    self._report(number, at, BAD_CELL, f"“{column.name}”：{error}")
            elif not is_sum and column.name not in self.may_be_blank:
                self._report(number, at, EMPTY, f"“{column.name}”没有填写")
            if column.kind is ColumnKind.PERSON and text:
                withheld.update(_covered(text, str(value)))
            cells.append(value)
        return SheetLine(number, tuple(cells), frozenset(withheld))

    def _reader(
        self, column: LedgerColumn, parse: Callable[[str], CellValue]
    ) -> Callable[[str, int, int], CellValue]:
        if column.kind is ColumnKind.PERSON:
            return lambda text, _, __: names.shown(text, self.data.rule)
        if column.kind is ColumnKind.FILE:
            return lambda text, row, at: self.held.named(text, cell_place(self.path, row, at))
        if column.kind not in POINTS:
            return lambda text, _, __: parse(text)
        title = POINTS[column.kind]
        codes = self.data.known.get(title, {})
        return lambda text, row, at: Ref(title, codes.get(text, text), cell_place(self.path, row, at))

    def _report(self, row: int, at: int, code: Code, what: str) -> None:
        self.data.problems.append(Problem(cell_place(self.path, row, at), code, what))


def named_by(ledger: Ledger, stem: str) -> tuple[str, str]:
    """The period and the unit that the name of a file says; "" for what it does not say."""
    if is_period(ledger.period, stem):
        return stem, ""
    parts = stem.split("-")
    for cut in range(1, len(parts)):
        period, unit = "-".join(parts[:cut]), "-".join(parts[cut:])
        if is_period(ledger.period, period):
            return period, unit
    return "", ""


def _covered(text: str, shown: str) -> Iterator[str]:
    """Clear names of a cell that are not shown."""
    parts = {*map(names.plain, (text, *names.split(text))), *names_in(text)}
    yield from (name for name in parts if name and name not in shown)


def published(ledger: Ledger, sheet: LedgerSheet) -> Listed:
    """What is published of a file in words that might name somebody, as rules look at it."""
    told = ledger.of_kind(ColumnKind.TEXT, ColumnKind.COMPANY, ColumnKind.PERSON)
    rows = (tuple(str(line.cells[number] or "") for number in told) for line in sheet.lines)
    return Listed(
        name=ledger.name,
        path=sheet.path,
        heads=tuple(_headed(ledger.columns[number]) for number in told),
        rows=tuple(rows),
        lines=tuple(line.number for line in sheet.lines),
        notes=(),
        rule=sheet.rule,
        withheld=frozenset[str]().union(*(line.withheld for line in sheet.lines)),
    )


def _headed(column: LedgerColumn) -> str:
    """Whatever a column of persons is called, names stand below it."""
    return PERSON if column.kind is ColumnKind.PERSON else column.name
