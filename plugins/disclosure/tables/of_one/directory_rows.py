"""公开目录 as offices keep them: a row for each matter, the fields in a column or a sheet each.

Enters: rows that were read, and the catalogue of before.  Leaves: its groups.  What it says besides of
a row of before (落实, 周期, 豁免) is kept, and so are rows that no sheet has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ...schema.catalogue import SHELF_OF
from ...schema.records.publicity import PublicityCatalogue, PublicityGroup, PublicityRow
from ...schema.source.nodes import Node, Text
from .. import trees
from ..declared import directory_layouts, layouts_of
from ..grid import CellPlace
from ..merged.found_again import items_of
from ..merged.overlay import overlaid
from ..understood.cells.cell_values import Values
from ..understood.entered import Entered

GROUP, ROWS, NAME = "分类", "事项", "事项"
OFFICE = directory_layouts()[0]
DIRECTORY = layouts_of(SHELF_OF[PublicityCatalogue])[0]


def groups(rows: Sequence[Entered], before: Node | None, _values: Values) -> Iterator[Node]:
    """Groups of before in their order, each with its rows; then those that are new."""
    old = {_text(group, "名称"): group for group in items_of(trees.inside(before, (GROUP,)))}
    told: dict[str, list[Entered]] = {name: [] for name in old}
    for name, row in _named(rows):
        told.setdefault(name, []).append(row)
    for name, held in told.items():
        group = old.get(name)
        if not held and group is not None:
            yield group
            continue
        place = held[0].place
        listed = trees.items(list(_merged(held, trees.inside(group, (ROWS,)))), place)
        fields: dict[tuple[str, ...], Node | None] = {
            ("名称",): trees.text(name, place),
            (ROWS,): listed,
        }
        yield overlaid(PublicityGroup, group, fields, place)


def _named(rows: Iterable[Entered]) -> Iterator[tuple[str, Entered]]:
    """Rows with the name of their group: that of the row above, or the sheet's, where it is left out."""
    name, sheet = "", ""
    for row in rows:
        if row.place.path != sheet:
            name, sheet = _sheet(row.place), row.place.path
        own = row.fields.get((GROUP,))
        name = own.value if isinstance(own, Text) else name
        yield name, row


def _sheet(place: CellPlace) -> str:
    file, _, sheet = place.path.partition("!")
    return sheet or file.rpartition(".")[0]


def _merged(rows: Sequence[Entered], before: Node | None) -> Iterator[Node]:
    """Rows of before by their names, a second one of a name by being the second."""
    old = items_of(before)
    now = dict(zip(_by_name(_text(row, NAME) for row in old), old, strict=True))
    for key, row in zip(_by_name(map(_own_name, rows)), rows, strict=True):
        fields = {path: node for path, node in row.fields.items() if path != (GROUP,)}
        now[key] = overlaid(PublicityRow, now.get(key), fields, row.place)
    yield from now.values()


def _by_name(names: Iterable[str]) -> Iterator[tuple[str, int]]:
    times = Counter[str]()
    for name in names:
        times[name] += 1
        yield name, times[name]


def _own_name(row: Entered) -> str:
    name = row.fields.get((NAME,))
    return name.value if isinstance(name, Text) else ""


def _text(node: Node, key: str) -> str:
    said = trees.entries(node).get(key)
    return said.value if isinstance(said, Text) else ""
