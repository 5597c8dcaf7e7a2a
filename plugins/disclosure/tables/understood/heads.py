"""Which kind of table a sheet is, and which of its columns is which field.

Enters: a grid.  Leaves: ``Recognised``, or None where no kind of table has these heads.  A sheet whose
heads are all declared ones, as our own export writes them, is read to the letter (``exact``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...basics.files.cell_names import column_letters
from ...basics.values import dataclass
from ..declared import TableLayout
from ..grid import GridRow, SheetGrid
from .field_targets import FieldTarget, inside, name_head, name_key, named, readable, targets
from .synonyms import HEADS, NO_FIELD

_HEAD_WITHIN = 12
"""Rows from the top among which the heads are looked for."""
_FEWEST = 3
_ASIDE = re.compile(r"[（(\[【]([^（）()\[\]【】]*)[)）\]】]")
_SPACE = re.compile(r"[\s\u3000*＊:：]+")
_SERIAL = re.compile(r"序\s*号|№|No\.?")


@dataclass(frozen=True, slots=True)
class Match:
    """A column of the sheet and what it holds; ``aside`` stood in brackets behind the head.

    ``word`` is the head of a column of ticks: a tick in it means this word.  ``twin`` is the letter of
    the column that holds the field already.
    """

    number: int
    head: str
    target: FieldTarget | None
    aside: str = ""
    word: str = ""
    twin: str = ""

    @property
    def letter(self) -> str:
        return column_letters(self.number)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet and how it is read; ``first`` and ``last`` are the rows of its heads."""

    grid: SheetGrid
    layout: TableLayout
    matches: tuple[Match, ...]
    first: int
    last: int
    exact: bool = False


def recognise(
    grid: SheetGrid, *, ours: bool = False, only: TableLayout | None = None
) -> Recognised | None:
    """The best reading of a sheet; in a workbook of ours it may have columns that are none of ours.

    ``only`` is the table that it must be: rows of the one record of which the command line speaks.
    """
    found = [
        reading
        for reading in _readings(grid, ours=ours)
        if (reading.layout is only if only else True) and _is_enough(reading, alone=only is not None)
    ]
    return max(found, key=_weight, default=None)


def _weight(reading: Recognised) -> tuple[bool, int, int, bool, int]:
    fields = {match.target.told for match in reading.matches if match.target}
    named = reading.grid.name == reading.layout.title
    unknown = sum(match.target is None for match in reading.matches)
    return reading.exact, len(fields), -unknown, named, -reading.first


def _is_enough(reading: Recognised, *, alone: bool) -> bool:
    """Whether there are heads enough to be sure, one of them saying which record a row is of.

    ``alone``: of which record the rows are is known.
    """
    told = {match.target.told for match in reading.matches if match.target}
    layout = reading.layout
    if reading.exact:
        return layout.owner_head in told or not layout.owner_head
    if layout.owner is not None and not alone:
        return len(told) >= _FEWEST and bool(told & {layout.owner_head, name_head(layout)})
    known = {layout.code, "名称"} if layout.code else {name_key(layout.record)}
    own = {m.target.told for m in reading.matches if m.target and not _is_of_item(m.target)}
    return len(told) >= _FEWEST and bool(told & known) and bool(own - known)


def _is_of_item(target: FieldTarget) -> bool:
    """Whether a column holds a field of a record in a list: alone, they make no list of the records."""
    return bool(target.listed and target.column)


def head_rows(grid: SheetGrid) -> Iterator[tuple[Sequence[tuple[int, str]], int, int]]:
    """Whatever may be the heads: columns with their heads, and the first and last row of these."""
    for index, row in enumerate(grid.rows[:_HEAD_WITHIN]):
        heads, last = _heads(grid, index)
        if len(heads) > 1:  # a title is one cell
            yield heads, row.number, last


def _readings(grid: SheetGrid, *, ours: bool) -> Iterator[Recognised]:
    for heads, first, last in head_rows(grid):
        texts = {head for _, head in heads}
        for layout in readable():
            known = texts <= set(layout.heads) or (ours and layout.heads[0] in texts)
            if _is_ours(grid, layout) and last == first and known:
                yield _exact(grid, layout, heads, first)
            elif layout.title in HEADS:
                matches = tuple(_matches(layout, heads))
                yield Recognised(grid, layout, matches, first, last)


def _is_ours(grid: SheetGrid, layout: TableLayout) -> bool:
    """Whether a sheet is called as our own export calls it; a CSV file by the file's name."""
    return layout.title[:31] == grid.name or (not grid.name and grid.file == f"{layout.title}.csv")


def _exact(
    grid: SheetGrid, layout: TableLayout, heads: Sequence[tuple[int, str]], row: int
) -> Recognised:
    fields = {column.head: FieldTarget(column) for column in layout.columns}
    if layout.owner_head:
        fields[layout.owner_head] = FieldTarget(None, owner=layout.owner_head)
    first = {head: number for number, head in reversed(heads)}
    matches = tuple(
        Match(number, head, fields.get(head))
        if first[head] == number
        else Match(number, head, None, twin=column_letters(first[head]))
        for number, head in heads
    )
    return Recognised(grid, layout, matches, row, row, exact=True)


def _heads(grid: SheetGrid, index: int) -> tuple[list[tuple[int, str]], int]:
    """Columns with their heads, and the last row of these: a head over two others stands before each."""
    row = grid.rows[index]
    upper = {n: head for n, cell in enumerate(row.cells, 1) if (head := "".join(cell.text.split()))}
    below = grid.rows[index + 1] if index + 1 < len(grid.rows) else None
    if below is None or not _goes_on(grid, row, upper, below):
        return sorted(upper.items()), row.number
    heads = []
    for number in range(1, max(len(row.cells), len(below.cells)) + 1):
        over = upper.get(number) or _over(grid, row, upper, number)
        under = "".join(below.at(number).text.split())
        if head := "\n".join(filter(None, (over, under))):
            heads.append((number, head))
    return heads, below.number


def _over(grid: SheetGrid, row: GridRow, upper: Mapping[int, str], number: int) -> str:
    """The head that covers a column: by a merge, or as the nearest one to the left."""
    for span in grid.merged:
        if span.top <= row.number <= span.bottom and span.left <= number <= span.right:
            return upper.get(span.left, "")
    left = [column for column in upper if column < number]
    return upper[max(left)] if left and not grid.merged else ""


def _goes_on(grid: SheetGrid, row: GridRow, upper: Mapping[int, str], below: GridRow) -> bool:
    """Whether the next row has heads too: only below heads that cover several columns, two at least."""
    if below.number != row.number + 1:
        return False
    under = [n for n, cell in enumerate(below.cells, 1) if cell.text.strip()]
    wide = {n for span in grid.merged if span.top == row.number and span.right > span.left
            for n in range(span.left, span.right + 1)}  # fmt: skip
    if not grid.merged:
        wide = {n for n in under if n not in upper or n + 1 not in upper}
    return len(under) > 1 and len(upper) > 1 and set(under) <= wide


def _matches(layout: TableLayout, heads: Sequence[tuple[int, str]]) -> Iterator[Match]:
    taken = dict[str, str]()
    meant = _with_lists(layout, heads, [_meant(targets(layout), head) for _, head in heads])
    for (number, head), (meaning, word) in zip(heads, meant, strict=True):
        target = meaning
        aside = " ".join(_ASIDE.findall(head))
        twin = taken.get(target.told, "") if target and not word else ""
        if twin and (own := _meant(named(layout), head)[0]) and own.told not in taken:
            target, twin = own, ""  # 实施编码 beside 基本编码, of which the first is the code
        if target and not twin:
            taken.setdefault(target.told, column_letters(number))
        told = None if twin else target
        yield Match(number, head.replace("\n", "/"), told, aside, word=word if told else "", twin=twin)


def _meant(known: Mapping[str, FieldTarget], head: str) -> tuple[FieldTarget | None, str]:
    """What a head means, and the word that a tick below it means."""
    target = next((known[name] for name in _names(head) if name in known), None)
    if target is None and "\n" in head:
        upper, under = head.split("\n")
        target = known.get(_plain(upper))
        if target and _takes_ticks(target):
            return target, _plain(under)
        return None, ""
    return target, ""


def _with_lists(
    layout: TableLayout,
    heads: Sequence[tuple[int, str]],
    meant: Sequence[tuple[FieldTarget | None, str]],
) -> Iterator[tuple[FieldTarget | None, str]]:
    """The same, with heads that tell of a list only beside another column of it.

    责任环节 beside 责任事项 is the stage of each, and that column is what is to be done in it.
    """
    begun = {target.listed for target, _ in meant if target and target.listed}
    inner = inside(layout, frozenset(begun))
    beside = [
        _meant(inner, head)[0] if target is None else None
        for (_, head), (target, _) in zip(heads, meant, strict=True)
    ]
    parted = {target.listed for target in beside if target} | {
        t.listed for t, _ in meant if t and t.column
    }
    for (_, head), (target, word), found in zip(heads, meant, beside, strict=True):
        is_whole = target and target.listed in parted and target.column is None
        yield (_meant(inner, head)[0] if is_whole else found) or target, word


def _takes_ticks(target: FieldTarget) -> bool:
    """Whether words may be ticked for a field: never its name or its code."""
    column = target.column
    return column is not None and column.head not in ("名称", "编码") and not target.listed


def is_serial(head: str) -> bool:
    """Whether a column numbers the rows."""
    return bool(_SERIAL.fullmatch(head.strip()))


def is_without_field(head: str) -> bool:
    """Whether a column is known to hold nothing of its own: 序号, 备注."""
    return _plain(head) in NO_FIELD or is_serial(head)


def _names(head: str) -> Iterable[str]:
    """What a head may be called: with the one over it, then by itself, then that one alone."""
    upper, _, under = head.partition("\n")
    if not under:
        return (_plain(upper),)
    over, below = _plain(upper), _plain(under)
    return over + below, below, f"{over}/{below}"


def _plain(head: str) -> str:
    return _SPACE.sub("", _ASIDE.sub("", head))
