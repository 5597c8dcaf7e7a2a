"""Which ledger of the county a sheet is of, of which period, and which column is which.

Enters: a grid, the county's ledgers, and what the command line says.  Leaves: ``LedgerReading``, or
None for a sheet that is no ledger's.  A sheet of our own export says by its hidden sheet whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from ...basics.files.cell_names import column_letters
from ...basics.problem import Code, Problem
from ...basics.values import dataclass
from ...county.beside.ledger_data import named_by
from ...schema.records.ledgers.ledger import Ledger
from ...schema.records.ledgers.ledger_columns import ColumnKind, LedgerColumn
from ...schema.records.ledgers.ledger_spans import EXAMPLES, is_period
from ..grid import CellPlace, SheetGrid
from ..understood.heads import head_rows, recognise
from .period_words import period_in

NO_PERIOD = Code(
    "T31",
    "不知道是台账的哪一期",
    "请在标题或工作表的名称里写明，或写 --set 期=2026-Q3；一个单位一个文件的，再写 --set 单位=机构编码",
)
SEVERAL_LEDGERS = Code("T32", "表头像几本台账", "请写明是哪一本：--set 台账=编码")
OTHER_MEASURE = Code("T33", "金额的单位与台账不同", "请照台账的列换算成同一个单位，表头写明单位")

LEDGER, PERIOD, OF_UNIT, POSTED = "台账", "期", "单位", "公布"
"""What the command line may say of a whole sheet."""
_UNITS = frozenset((
    "单位", "部门", "单位名称", "部门名称", "预算单位", "填报单位", "机构", "机构名称", "责任单位",
    "村", "村名", "行政村", "乡镇", "村（社区）",
))  # fmt: skip
_MONEY = {ColumnKind.YUAN: "元", ColumnKind.WAN: "万元"}
_ABOVE = re.compile(r"单位\s*[:：]\s*(元|万元|千元|亿元)")
_BRACKETED = re.compile(r"[（(]\s*(元|万元|千元|亿元|%|％)\s*[)）]")
_FEWEST = 3


@dataclass(frozen=True)
class LedgerReading:
    """A sheet of a ledger: declared columns by the number of theirs; ``stem`` names the file of data."""

    grid: SheetGrid
    ledger: Ledger
    heads: Mapping[int, str]
    columns: Mapping[int, int]
    first: int
    last: int
    stem: str = ""
    exact: bool = False

    @property
    def title(self) -> CellPlace:
        """Where to speak of the sheet as a whole."""
        return CellPlace(self.grid.path, self.first, 1)

    @property
    def unknown(self) -> Sequence[str]:
        """Heads that are no column of the ledger."""
        return [head.rpartition("\n")[2] for at, head in self.heads.items() if at not in self.columns]

    def twin(self, at: int) -> str:
        """The letter of the column that is taken in place of one with the same head."""
        name = plain_name(self.heads[at].rpartition("\n")[2])
        same = (n for n in self.columns if plain_name(self.heads[n].rpartition("\n")[2]) == name)
        return "" if at in self.columns else next(map(column_letters, same), "")

    def lacking(self, preset: Mapping[str, str]) -> Iterator[str]:
        """Columns that must be filled and are not there."""
        there = set(self.columns.values())
        for number, column in enumerate(self.ledger.columns):
            needed = column.name not in self.ledger.blank or column.name in self.ledger.key_columns
            if number not in there and needed and column.name not in preset:
                yield column.name


def ledger_of(
    grid: SheetGrid, ledgers: Sequence[Ledger], preset: Mapping[str, str], meant: Mapping[str, str]
) -> tuple[LedgerReading | None, Sequence[Problem]]:
    """The reading of a sheet that has the columns of a ledger, all that must be filled or else most."""
    asked = preset.get(LEDGER, "")
    readings = [
        reading
        for ledger in ledgers
        if asked in ("", ledger.code, ledger.name)
        for reading in [_best(grid, ledger, meant)]
        if reading
    ]
    found = [reading for reading in readings if asked or _is_enough(reading, preset)]
    if not found and recognise(grid) is None:  # most of a ledger, and of nothing else: say what it lacks
        found = [
            reading for reading in readings if 2 * len(reading.columns) >= len(reading.ledger.columns)
        ]
    if not found:
        return None, ()
    best = max(map(_weight, found))
    top = [reading for reading in found if _weight(reading) == best]
    if len(top) > 1:
        told = "、".join(f"{reading.ledger.name}（{reading.ledger.code}）" for reading in top)
        return top[0], [Problem(top[0].title, SEVERAL_LEDGERS, f"可以是 {told}")]
    return top[0], ()


def exactly(grid: SheetGrid, ledger: Ledger) -> LedgerReading | None:
    """The reading of a sheet that we wrote ourselves: its name is that of the file."""
    names = {column.name: number for number, column in enumerate(ledger.columns)}
    for heads, first, last in head_rows(grid):
        columns = {at: names[head] for at, head in heads if head in names}
        if len(set(columns.values())) == len(names):
            reading = _of_heads(grid, ledger, heads, columns, (first, last))
            return replace(reading, stem=grid.name, exact=True)
    return None


def stem_of(reading: LedgerReading, preset: Mapping[str, str]) -> str:
    """The name of the file of data: the period, and the unit whose file it is; "" where none is told."""
    ledger, grid = reading.ledger, reading.grid
    above = "\n".join(c.text for row in grid.rows if row.number < reading.first for c in row.cells)
    words = (grid.name, above, PurePath(grid.file).stem)
    told = preset.get(PERIOD, "") or next(filter(None, (period_in(ledger.period, w) for w in words)), "")
    if not is_period(ledger.period, told):
        return ""
    by_unit = any(named_by(ledger, PurePath(sheet.path).stem)[1] for sheet in ledger.sheets)
    unit = "" if ledger.of_kind(ColumnKind.UNIT) else preset.get(OF_UNIT, "")
    return "" if by_unit and not unit else f"{told}-{unit}" if unit else told


def no_period(reading: LedgerReading) -> Problem:
    example = EXAMPLES[reading.ledger.period]
    what = f"台账“{reading.ledger.name}”每{reading.ledger.period}一期，例如 {example}"
    return Problem(reading.title, NO_PERIOD, what)


def other_measures(reading: LedgerReading) -> Iterator[Problem]:
    """Amounts that the sheet counts in another unit than the ledger does: nothing is converted."""
    above = {
        found[1]
        for row in reading.grid.rows if row.number < reading.first
        for cell in row.cells if (found := _ABOVE.search(cell.text))
    }  # fmt: skip
    for at, number in reading.columns.items():
        column = reading.ledger.columns[number]
        own = _BRACKETED.search(reading.heads[at])
        said = own[1] if own else next(iter(above), "")
        if column.kind in _MONEY and said not in ("", _MONEY[column.kind]):
            what = f"“{column.name}”在台账里是{column.kind}，表里写的单位是“{said}”"
            yield Problem(CellPlace(reading.grid.path, reading.first, at), OTHER_MEASURE, what)


def _of_heads(
    grid: SheetGrid,
    ledger: Ledger,
    heads: Iterable[tuple[int, str]],
    columns: Mapping[int, int],
    rows: tuple[int, int],
) -> LedgerReading:
    return LedgerReading(
        grid=grid, ledger=ledger, heads=dict(heads), columns=columns, first=rows[0], last=rows[1]
    )


def _best(grid: SheetGrid, ledger: Ledger, meant: Mapping[str, str]) -> LedgerReading | None:
    """The row of heads in which most columns are found."""
    found = [
        _of_heads(grid, ledger, heads, _matched(heads, ledger.columns, meant), (first, last))
        for heads, first, last in head_rows(grid)
    ]
    return max(found, key=lambda reading: len(reading.columns), default=None)


def _matched(
    heads: Iterable[tuple[int, str]], columns: Sequence[LedgerColumn], meant: Mapping[str, str]
) -> Mapping[int, int]:
    """Each declared column once: by its name, whatever its unit, or by a word that means it."""
    names = {plain_name(column.name): number for number, column in enumerate(columns)}
    units = [number for number, column in enumerate(columns) if column.kind is ColumnKind.UNIT]
    found: dict[int, int] = {}
    for at, head in heads:
        said = [meant.get(part, part) for part in (head.replace("\n", ""), head.rpartition("\n")[2])]
        number = next((names[name] for name in map(plain_name, said) if name in names), None)
        if number is None and units and any(word in _UNITS for word in said):
            number = units[0]
        if number is not None and number not in found.values():
            found[at] = number
    return found


def plain_name(head: str) -> str:
    """A head without the unit of its numbers, in full brackets."""
    bare = _BRACKETED.sub("", "".join(head.split()))
    return bare.replace("(", "（").replace(")", "）").replace('"', "”")


def _is_enough(reading: LedgerReading, preset: Mapping[str, str]) -> bool:
    """Whether all that must be there is, and columns enough to be sure."""
    fewest = min(_FEWEST, len(reading.ledger.columns))
    return len(reading.columns) >= fewest and not [*reading.lacking(preset)]


def _weight(reading: LedgerReading) -> tuple[bool, int, int]:
    """A sheet that bears the name of a ledger is of that one; else the one with most of the columns."""
    words = [reading.grid.name, reading.grid.file]
    words += [c.text for row in reading.grid.rows if row.number < reading.first for c in row.cells]
    name = plain_name(reading.ledger.name).strip("“”")
    named = any(name in plain_name(word).replace("“", "").replace("”", "") for word in words)
    unknown = len(reading.heads) - len(reading.columns)
    return named, len(reading.columns), -unknown
