"""A sheet whose rows are all of one record: a 公开目录, or a 共同清单 that many villages hold.

Enters: rows that were read, the catalogue, what the command line says of the record.  Leaves:
``Entered`` for that record.  Offices keep such a record as a sheet; in the catalogue its rows stand
inside it.  What it says besides of a row of before is kept, and so are rows that no sheet has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ...basics.problem import Problem
from ...basics.values import dataclass
from ...schema.catalogue import SHELF_OF
from ...schema.records.lists.shared_list import SharedList
from ...schema.source.nodes import Node, Text
from .. import trees
from ..declared import TableLayout, layouts_of
from ..grid import EMPTY, CellPlace
from ..merged.found_again import code_of, items_of
from ..merged.overlay import overlaid
from ..merged.plan import TWICE
from ..sourced import Catalogue
from ..understood.cells.cell_values import Values
from ..understood.cells.draft_flows import FLOW, drafted, replaces_a_flow
from ..understood.entered import Entered
from ..understood.filled import FilledCell
from .directory_rows import DIRECTORY, GROUP, OFFICE, groups

_LISTS = layouts_of(SHELF_OF[SharedList])
HOLDERS = "行使主体"
"""Only a 共同清单 has it: whoever says it of a sheet means that its rows are of such a list."""


@dataclass(frozen=True, slots=True)
class RowsOfOne:
    """A kind of record, the table of its rows, and how they are put into it under a key.

    ``shared`` are the heads of which the command line speaks for the record and for each row.
    """

    whole: TableLayout
    rows: TableLayout
    key: str
    put: Callable[[Sequence[Entered], Node | None, Values], Iterator[Node]]
    shared: frozenset[str] = frozenset()

    def of_rows(self, preset: Mapping[str, str]) -> Mapping[str, str]:
        """What the command line says of each row."""
        whole = frozenset(self.whole.heads) - self.shared
        return {head: value for head, value in preset.items() if head not in whole}

    def before(self, catalogue: Catalogue, preset: Mapping[str, str]) -> Node | None:
        """The record as it stands."""
        code = preset.get(self.whole.code, "")
        kept = (kept.node for kept in catalogue.of(self.whole.shelf) if kept.code == code)
        return next(kept, None)

    def gathered(
        self, rows: Sequence[Entered], before: Node | None, values: Values, preset: Mapping[str, str]
    ) -> Entered:
        """The record; its own fields are those that the command line says."""
        place = rows[0].place
        fields: dict[tuple[str, ...], Node | None] = {}
        for column in self.whole.columns:
            if said := preset.get(column.head):
                filled = FilledCell(EMPTY._replace(text=said), place)
                fields[column.path] = values.node(column.key.kind, filled, exact=False)
        fields[self.key,] = trees.items(list(self.put(rows, before, values)), place)
        numbers = tuple(number for row in rows for number in row.rows)
        return Entered(self.whole, preset.get(self.whole.code, ""), place, fields, numbers)


def kept_rows(of: RowsOfOne, before: Node | None) -> Iterator[tuple[str, str]]:
    """Name and code of each row that the record has already, where rows have codes."""
    for item in items_of(trees.inside(before, (of.key,))) if of.rows.code else ():
        name = trees.inside(item, ("名称",))
        yield (name.value if isinstance(name, Text) else ""), code_of(item, of.rows.record)


def _list_items(rows: Iterable[Entered], before: Node | None, values: Values) -> Iterator[Node]:
    """Items of before by their codes, then those that are new."""
    record = _LIST_ROWS.record
    now = {code_of(item, record): item for item in items_of(trees.inside(before, _LIST_ROWS.path))}
    told = dict[str, CellPlace]()
    for row in rows:
        if row.code in told:
            what = f"“{row.code}”在 {told[row.code]} 已经有了"
            values.problems.append(Problem(row.code_place, TWICE, what))
        told.setdefault(row.code, row.code_place)
        old = now.get(row.code)
        fields = dict(row.fields)
        if replaces_a_flow(old, fields.get(FLOW)):
            del fields[FLOW]
        item = overlaid(record, old, fields, row.place)
        flow = drafted(record, item) if old is None else None
        now[row.code] = overlaid(record, item, {FLOW: flow}, row.place) if flow else item
    yield from now.values()


_LIST_ROWS = next(layout for layout in _LISTS if layout.path == ("事项",))
OF_DIRECTORY = RowsOfOne(DIRECTORY, OFFICE, GROUP, groups, frozenset({"公开范围"}))
OF_LIST = RowsOfOne(_LISTS[0], _LIST_ROWS, "事项", _list_items)
