"""Tables and JSON without a person's number: most cells stand in several, and each is looked at once.

Enters: a file; of many files the cells.  Leaves: whether no number is in it, and which rows name what
stands in others.  Which label holds for which number is not followed here: a file is quiet if no label
that could be made of any of its cells makes a person's number of anything in it.  What is not written as
this program writes it is left to those who read with care.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import NamedTuple

from ...basics.files import any_file
from ...basics.files.any_file import split_by
from ...basics.files.package import plain_rows
from ...basics.files.pieces import BOXES, DIGIT, LOOKS, Columns, Piece, decode, is_name_label, may_head
from ...basics.files.tables import any_runs, naming
from ...basics.labelled import BY_PLACE, NamingRows
from ...basics.persons.detect import scan_under_any, shaped_among
from ...basics.persons.labels import Labels, is_personal, said_in
from ...basics.persons.shaped import Finding
from .new_rows import DAMAGED, SHARED, SHEETS, Otherwise, members_of, packed

MOST = 1 << 20
"""Cells that are remembered; with more all are forgotten, and looked at anew."""

PlacedRow = Iterable[tuple[int, str]]


class CellTable(NamedTuple):
    """Cells, each once, and how they stand; in JSON there are no rows, and only keys are labels.

    ``rows`` are what the cells of each say, ``placed`` gives some of them with their columns.
    """

    cells: AbstractSet[str]
    keys: AbstractSet[str] = frozenset()
    where: str = ""
    rows: Sequence[Sequence[str]] = ()
    placed: Callable[[Iterable[int]], Iterable[PlacedRow]] = lambda _: ()


class TakenApart(NamedTuple):
    """What a file holds: tables, and what is in it besides."""

    tables: Sequence[CellTable]
    rest: Sequence[Piece] = ()


def held_in(ending: str, data: bytes) -> TakenApart | None:
    """A file taken apart; None where it is to be read with care."""
    with suppress(csv.Error, RecursionError, *DAMAGED):
        return _READ[ending](data)
    return None


def _csv(data: bytes) -> TakenApart:
    text = decode(data) or ""
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=split_by(text)))
    cells = frozenset[str]().union(*rows)
    if not rows or any_runs(cells):
        raise Otherwise

    def placed(some: Iterable[int]) -> Iterator[PlacedRow]:
        return (enumerate(rows[number]) for number in some)

    return TakenApart([CellTable(cells, rows=rows, placed=placed)])


def _json(data: bytes) -> TakenApart:
    """Of objects the keys and values are noted as each ends, wherever it stands."""
    pairs: list[tuple[str, object]] = []
    whole = json.loads(data, object_pairs_hook=pairs.extend, parse_int=str, parse_float=str)
    keys = frozenset(key for key, _ in pairs)
    cells = {value for _, value in pairs if isinstance(value, str)}
    left = [whole, *(value for _, value in pairs if isinstance(value, list))]
    while left:
        value = left.pop()
        if isinstance(value, list):
            left.extend(value)
        elif isinstance(value, str):
            cells.add(value)
    return TakenApart([CellTable(cells | keys, keys)])


def _workbook(data: bytes) -> TakenApart:
    """All but the rows of its sheets is read with care."""
    members, tables = members_of(data), list[CellTable]()
    if SHARED in members or not data.startswith(any_file.BEGINNINGS["xlsx"]):
        raise Otherwise
    for name in members:
        if name.startswith(SHEETS) and name.endswith(".xml"):
            sheet = plain_rows(members[name])
            if sheet is None:
                raise Otherwise
            members[name], rows = sheet.before + sheet.behind, list(sheet.said())
            cells = frozenset[str]().union(*rows)
            tables.append(CellTable(cells, where=name, rows=rows, placed=sheet.some))
    rest = list(any_file.pieces("rest.xlsx", packed(members)))
    if any(piece is BY_PLACE for piece in rest):
        raise Otherwise
    return TakenApart(tables, [piece for piece in rest if not isinstance(piece, NamingRows)])


_READ: Mapping[str, Callable[[bytes], TakenApart]] = {"csv": _csv, "json": _json, "xlsx": _workbook}


class CellJudge:
    """``counts`` tells of a number whether it may not be shown."""

    def __init__(self, counts: Callable[[Finding], bool]) -> None:
        self._counts = counts
        self._known: set[str] = set()
        self._placed: set[str] = set()
        self._naming: set[str] = set()
        self._wanted: dict[str, frozenset[Labels]] = {}

    def read(self, held: TakenApart) -> list[Piece] | None:
        """What is left to be said of a file if there is no number in any cell; None if there may be."""
        said = list(held.rest)
        for table in held.tables:
            self._learn(table.cells)
            names = self._names_in(table.cells) if table.rows else table.keys
            if self._may_hold(table, names) or _is_boxed(table.rows):
                return None
            said += [_naming_rows(table, names)] if table.rows else []
        return said

    def _learn(self, cells: AbstractSet[str]) -> None:
        """Look at those that are new, all together."""
        if len(self._known) > MOST:
            for known in (self._known, self._placed, self._naming, self._wanted):
                known.clear()
        new = cells - self._known
        self._known |= new
        asked = ((cell, frozenset(self._labels_wanted(cell))) for cell in shaped_among(new))
        self._wanted.update((cell, labels) for cell, labels in asked if labels)

    def _names_in(self, cells: AbstractSet[str]) -> AbstractSet[str]:
        """Those that may name what stands in other cells."""
        new = cells - self._placed
        self._placed |= new
        self._naming |= naming(new)
        return self._naming & cells

    def _labels_wanted(self, cell: str) -> Iterator[Labels]:
        """With which labels there would be a number in a cell."""
        for text in {cell, cell.strip()}:
            yield from (labels for labels, number in scan_under_any(text) if self._counts(number))

    def _may_hold(self, table: CellTable, names: AbstractSet[str]) -> bool:
        """Whether there is a number in a cell, with words that may be its label, if it needs any."""
        shaped = self._wanted.keys() & table.cells
        wanted = frozenset[Labels]().union(*map(self._wanted.__getitem__, shaped))
        if not wanted or not _is_any_said(wanted, names):
            return False
        rows = table.placed(range(len(table.rows)))
        return not table.rows or _is_any_said(wanted, _labels(rows, shaped, names))


def _naming_rows(table: CellTable, names: AbstractSet[str]) -> NamingRows:
    """Which rows name what stands in others: of few this cannot be said at once."""
    personal = {name for name in names if is_personal(name) or is_name_label(name)}
    some = [(n, row) for n, row in enumerate(table.rows) if not names.isdisjoint(row)]
    numbers = [n for n, row in some if not personal.isdisjoint(row) or may_head(row)]
    columns = Columns(table.where)
    for number, row in zip(numbers, table.placed(numbers), strict=True):
        columns.count = number
        list(columns.row(row))
    return columns.named_by


def _is_any_said(wanted: Iterable[Labels], names: Iterable[str]) -> bool:
    said = said_in("\n".join(names), Labels().union(*wanted))
    return any(labels <= said for labels in wanted)


def _labels(rows: Iterable[PlacedRow], shaped: AbstractSet[str], names: AbstractSet[str]) -> set[str]:
    """Cells that may label some others: in the column of one, or before it in its row."""
    named: dict[int, set[str]] = {}
    columns, beside = set[int](), set[str]()
    for row in rows:
        before = ""
        for column, cell in row:
            if cell in shaped:
                columns.add(column)
                beside.add(before)
            if cell in names:
                named.setdefault(column, set()).add(cell)
            before = cell
    return (beside & names).union(*(named.get(column, ()) for column in columns))


def _is_boxed(rows: Iterable[Sequence[str]]) -> bool:
    """Whether a number may be written one digit a cell."""
    wide = [row for row in rows if len(row) >= BOXES]
    cells = frozenset[str]().union(*wide)
    digits = {cell for cell in cells if len(cell.strip()) == 1 and LOOKS[cell] == DIGIT}
    return any(sum(map(digits.__contains__, row)) >= BOXES for row in wide if digits)
