"""A table on a notice board, A4: what its sheet is, whatever it lists.

Enters: a table in words.  Leaves: ``PaperSheet`` values.
"""

from __future__ import annotations

from ...basics.media import A4, BOARDS
from ...basics.values import dataclass
from ...schema.declare import Record
from .paper import Imprint, PaperSheet


@dataclass(frozen=True, slots=True)
class TableBoard:
    """What a body has to tell in a table: ``numbers`` says which columns are; ``facts`` stand above it,
    and ``below`` it lines under their headings."""

    unit: str
    name: str
    scope: str
    heads: tuple[str, ...]
    numbers: tuple[bool, ...]
    lines: tuple[tuple[str, ...], ...]
    facts: tuple[tuple[str, ...], ...]
    below: tuple[tuple[str, tuple[str, ...]], ...] = ()


def table_sheet(
    name: str, of: Record, mark: Imprint, body: TableBoard, carriers: tuple[str, ...]
) -> PaperSheet:
    """Of a record, under a name of its own."""
    title = f"{body.unit}{body.name}（{body.scope}）"
    return PaperSheet(
        path=f"{BOARDS}/{name}", template="table", paper=A4, title=title, of=of, imprint=mark, body=body,
        carriers=carriers,
    )  # fmt: skip
