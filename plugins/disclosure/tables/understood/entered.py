"""Rows to what a sheet says of each record.

Enters: a recognised sheet and its rows.  Leaves: ``Entered`` values and problems at cells.  Rows that
are merged together, or that leave the code and the name out, are of one record: its 子项, its risks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ...basics.problem import Code, Problem
from ...schema.declare import Kind, Record
from ...schema.source.nodes import Items, Node, Text
from .. import trees
from ..declared import Column, TableLayout, Way, key_alone, row_record
from ..grid import EMPTY, CellPlace
from .cells.cell_values import Values, tick_says
from .cells.one_cell import listed_in
from .field_targets import name_key
from .filled import DataRows, FilledCell, FilledRow
from .heads import Match, Recognised
from .put_together import KeyPath, built, coded, marked, nodes_of, once

TWO_VALUES = Code(
    "T12", "同一条里写了两个值", "合并在一起的几行是一条：请改成一样，或把它们拆开、各写编码"
)
NO_OWNER = Code("T13", "不知道这一行属于哪一条", "请写上编码，或照目录里的名称写；没有的先登记")
NO_TICK = Code("T39", "勾选的列里写了别的", "请写 √ 或空着；不是勾选的，改表头，写明这一列是什么")
NO_CODE = Code("T14", "没有编码", "请补上编码；确实没有的，导入时写 --number 前缀，从 001 起依次编号")


@dataclass(frozen=True, slots=True)
class Entered:
    """What a sheet says of a record: nodes by the path of their keys, None for what it leaves empty.

    Of a ``layout`` that has an owner only a list is told, of the record with this code.
    """

    layout: TableLayout
    code: str
    place: CellPlace
    fields: Mapping[KeyPath, Node | None]
    rows: tuple[int, ...]
    exact: bool = False

    @property
    def code_place(self) -> CellPlace:
        """Where its code stands, or else its first cell."""
        code = self.fields.get((self.layout.code,))
        return CellPlace(*code.place) if code is not None else self.place


class CodesByName(Protocol):
    """Codes of records by their names."""

    def of_name(self, record: type[Record], name: str) -> str:
        """The code of the one record of a kind that has this name, or nothing."""

    def given(self, record: type[Record], name: str) -> str:
        """The code of a record for which the sheet has none: its own of before, or the next number."""


@dataclass
class Entering:
    """Reads one sheet; gathers what is wrong with it."""

    reading: Recognised
    values: Values
    codes: CodesByName
    preset: Mapping[str, str] = field(default_factory=dict)
    """Values that hold for every row, by the head of their field."""
    of_one: bool = False
    """Whether the rows are records of the one in which they stand, be they told of elsewhere or not."""

    def records(self, rows: DataRows) -> list[Entered]:
        """What the rows say."""
        if self.reading.layout.owner is not None and not self.of_one:
            return list(self._of_owners(rows.taken))
        return list(self._of_records(rows.taken))

    # records of their own

    def _of_records(self, rows: Sequence[FilledRow]) -> Iterator[Entered]:
        layout = self.reading.layout
        for group in self._groups(rows):
            place = self._place(group[0])
            fields: dict[KeyPath, Node | None] = dict(self._own(group))
            fields.update(self._presets(fields, place))
            code = self._code(fields, place) if layout.code else ""
            if layout.code and not code:
                self._without_code(group, place)
                continue
            fields.update(self._lists(group, code))
            numbers = tuple(row.number for row in group)
            yield Entered(layout, code, place, fields, numbers, exact=self.reading.exact)

    def _groups(self, rows: Sequence[FilledRow]) -> Iterator[list[FilledRow]]:
        """Rows of one record each."""
        group: list[FilledRow] = []
        for row in rows:
            if group and not self._goes_on(group[-1], row):
                yield group
                group = []
            group.append(row)
        if group:
            yield group

    def _goes_on(self, before: FilledRow, row: FilledRow) -> bool:
        """Whether a row tells more of the record of the row before."""
        if self.reading.exact:
            return False
        keys = [cells for cells in map(self._key_cell, (before, row)) if cells]
        if len(keys) < 2:  # noqa: PLR2004  of both rows
            return False
        merged = [a.span is not None and a.span == b.span for a, b in zip(*keys, strict=True)]
        said = [[cell.cell.text.strip() for cell in cells] for cells in keys]
        again = said[0] == said[1] and self._tells_of_lists()
        return any(merged) or again or not any(said[1])

    def _tells_of_lists(self) -> bool:
        """Whether rows may tell of one thing in a list each, their code and name written in all."""
        targets = [match.target for match in self.reading.matches if match.target]
        return any(target.listed and target.column for target in targets)

    def _key_cell(self, row: FilledRow) -> list[FilledCell]:
        """The cells of code and name, as far as the sheet has these columns."""
        layout = self.reading.layout
        keys = [(layout.code,), (name_key(layout.record),)]
        found = [m.number for m in self.reading.matches if _path(m) in keys]
        return [row.cells[number] for number in found]

    def _own(self, group: Sequence[FilledRow]) -> Iterator[tuple[KeyPath, Node | None]]:
        """The fields of the record itself."""
        ticks: dict[Column, list[Node]] = {}
        for match in self.reading.matches:
            column = match.target.column if match.target and not match.target.listed else None
            if column is None or match.number not in group[0].cells:
                continue
            if match.word:
                ticks.setdefault(column, []).extend(self._ticked(match, column, group))
                continue
            nodes = [node for row in group if (node := self._value(match, column, row))]
            if nodes or self.reading.exact:
                yield column.path, self._agreed(column, nodes) if nodes else None
        for column, said in ticks.items():
            yield column.path, marked(column, said) if said else None

    def _value(self, match: Match, column: Column, row: FilledRow) -> Node | None:
        filled = row.cells[match.number]
        return self.values.node(column.key.kind, filled, exact=self.reading.exact, aside=match.aside)

    def _ticked(self, match: Match, column: Column, group: Sequence[FilledRow]) -> Iterator[Node]:
        for filled in (row.cells[match.number] for row in group):
            said = tick_says(filled.cell.text)
            if said is None:
                told = f"“{match.head}”这一列是勾选的，这里写的是“{filled.cell.text.strip()[:20]}”"
                self._report(filled.place, NO_TICK, told)
            if said:
                word = replace_text(filled, match.word)
                kind: Kind[object] = column.key.kind
                node = self.values.node(kind, word, exact=False)
                yield from node.items if isinstance(node, Items) else [node] if node else []
                return

    def _agreed(self, column: Column, nodes: Sequence[Node]) -> Node:
        """One value of several rows: a list of all, or the one that all of them say."""
        apart = {str(trees.plain(node)): node for node in nodes}
        if len(apart) == 1:
            return nodes[0]
        if column.way is Way.LINES:
            every = [
                item for node in nodes for item in (node.items if isinstance(node, Items) else [node])
            ]
            once = {str(trees.plain(item)): item for item in every}
            return trees.items(list(once.values()), nodes[0].place)
        last = list(apart.values())[-1]
        told = f"“{column.head}”上面是“{_short(nodes[0])}”，这里是“{_short(last)}”"
        self._report(_at_cell(last), TWO_VALUES, told)
        return nodes[0]

    def _presets(
        self, fields: Mapping[KeyPath, Node | None], place: CellPlace
    ) -> Iterator[tuple[KeyPath, Node | None]]:
        for column in self.reading.layout.columns:
            if column.head in self.preset and fields.get(column.path) is None:
                filled = replace_text(FilledCell(EMPTY, place), self.preset[column.head])
                yield column.path, self.values.node(column.key.kind, filled, exact=False)

    def _without_code(self, group: Sequence[FilledRow], place: CellPlace) -> None:
        """Said once: where the code stood but is lost, that has been told."""
        rows = {row.number for row in group}
        keys = [m.number for m in self.reading.matches if _path(m) == (self.reading.layout.code,)]
        told = (p.place for p in self.values.problems if p.place.line in rows)
        if not any(said.column in keys for said in told):
            self._report(place, NO_CODE, "这一行没有编码")

    def _code(self, fields: dict[KeyPath, Node | None], place: CellPlace) -> str:
        layout = self.reading.layout
        code = fields.get((layout.code,))
        if isinstance(code, Text):
            return code.value
        name = fields.get((name_key(layout.record),))
        given = self.codes.given(layout.record, name.value) if isinstance(name, Text) else ""
        if given:
            fields[layout.code,] = trees.text(given, place)
        return given

    # lists inside them

    def _lists(self, group: Sequence[FilledRow], code: str) -> Iterator[tuple[KeyPath, Node | None]]:
        paths = dict.fromkeys(m.target.listed for m in self.reading.matches if m.target)
        for path in filter(None, paths):
            held = [m for m in self.reading.matches if m.target and m.target.listed == path]
            nodes = [node for row in once(group, held) for node in self._items(held, row)]
            if nodes:
                record = next(row_record(m.target.key.kind) for m in held if m.target and m.target.key)
                yield path, trees.items(list(coded(nodes, record, code)), nodes[0].place)

    def _items(self, matches: Sequence[Match], row: FilledRow) -> Iterator[Node]:
        """The items that a row has of a list: those of a cell, or one put together of several."""
        parts: dict[KeyPath, Node | None] = {}
        for match in matches:
            target, filled = match.target, row.cells.get(match.number)
            if target is None or filled is None or not filled.cell.text.strip():
                continue
            if target.column is not None:
                parts[target.column.path] = self._value(match, target.column, row)
            elif target.key is not None and (record := row_record(target.key.kind)):
                items = nodes_of(listed_in(record, filled.cell.text.strip(), filled.place))
                yield from (trees.shortened(item, key_alone(target.key.kind)) for item in items)
        if any(parts.values()):
            yield built(parts, next(node.place for node in parts.values() if node))

    def _of_owners(self, rows: Sequence[FilledRow]) -> Iterator[Entered]:
        """Lists of records that are told elsewhere."""
        layout, code = self.reading.layout, ""
        found: dict[str, list[tuple[FilledRow, Node]]] = {}
        for row in rows:
            said = self._owner_words(row)
            code = self._owner(row) if said or self.reading.exact else code
            if layout.owner_head and not code:
                self._report(self._place(row), NO_OWNER, f"“{said}”不在目录里")
                continue
            fields = {
                column.path: self._value(match, column, row)
                for match in self.reading.matches
                if match.target and (column := match.target.column)
            }
            if any(fields.values()) or self.reading.exact:
                item = trees.shortened(built(fields, self._place(row)), layout.alone)
                found.setdefault(code, []).append((row, item))
        for owner, items in found.items():
            node = trees.items([item for _, item in items], items[0][1].place)
            numbers = tuple(row.number for row, _ in items)
            place = self._place(items[0][0])
            told: dict[KeyPath, Node | None] = {layout.path: node}
            yield Entered(layout, owner, place, told, numbers, exact=self.reading.exact)

    def _owner(self, row: FilledRow) -> str:
        layout = self.reading.layout
        for match in self.reading.matches:
            if match.target and match.target.owner and layout.owner:
                word = row.cells[match.number].cell.text.strip()
                if not word:
                    continue
                if match.target.owner == layout.owner_head:
                    return word
                if code := self.codes.of_name(layout.owner.record, word):
                    return code
        return ""

    def _owner_words(self, row: FilledRow) -> str:
        owners = [m.number for m in self.reading.matches if m.target and m.target.owner]
        return "、".join(filter(None, (row.cells[n].cell.text.strip() for n in owners)))

    def _place(self, row: FilledRow) -> CellPlace:
        return row.cells[min(row.cells)].place

    def _report(self, place: CellPlace, code: Code, what: str) -> None:
        self.values.problems.append(Problem(place, code, what))


def replace_text(filled: FilledCell, text: str) -> FilledCell:
    """The cell with other words in it."""
    return filled._replace(cell=filled.cell._replace(text=text))


def _path(match: Match) -> KeyPath:
    target = match.target
    return target.column.path if target and target.column and not target.listed else ()


def _short(node: Node) -> str:
    return node.value[:20] if isinstance(node, Text) else "几项"


def _at_cell(node: Node) -> CellPlace:
    return CellPlace(*node.place)
