"""Tables of a saved web page, or of one that a system gives out under the name of .xls.

Enters: bytes.  Leaves: a grid for each table, those inside another one too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from html.parser import HTMLParser

from ...basics.files.pieces import decode
from ...basics.values import dataclass
from ..grid import SheetGrid
from .laid_out import LaidOut, SpannedCell

_LINES = frozenset(("br", "p", "div", "li", "h1", "h2", "h3", "h4"))
_UNSEEN = frozenset(("script", "style", "template"))
_CELLS = frozenset(("td", "th"))
MOST_NESTED = 20


def read_file(name: str, data: bytes) -> Iterator[SheetGrid]:
    """Every table.  Raises ``UnreadFile`` where one has no end."""
    page = _SavedPage(name)
    page.feed(decode(data) or "")
    page.close()
    return iter(page.ended())


@dataclass
class _OpenTable:
    """A table whose end has not come yet."""

    out: LaidOut
    row: list[SpannedCell] | None = None
    cell: list[str] | None = None
    wide: int = 1
    high: int = 1

    def end_cell(self) -> None:
        if self.cell is not None and self.row is not None:
            self.row.append(SpannedCell(_tidied(self.cell), self.wide, self.high))
        self.cell = None

    def end_row(self) -> None:
        self.end_cell()
        if self.row is not None:
            self.out.add(self.row)
        self.row = None


@dataclass
class _SavedPage(HTMLParser):
    """One pass over a page."""

    file: str
    done: list[LaidOut] = field(default_factory=list)
    open: list[_OpenTable] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._unseen = self._number = 0

    def ended(self) -> list[SheetGrid]:
        """All tables in the order of their beginnings; those that the page left open too."""
        while self.open:
            self._end_table()
        return [out.grid() for out in sorted(self.done, key=lambda out: int(out.name[1:]))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag == "table" and len(self.open) < MOST_NESTED:
            self._number += 1
            self.open.append(_OpenTable(LaidOut(self.file, f"表{self._number}")))
        elif self.open:
            self._start(self.open[-1], tag, dict(attrs))

    def _start(self, table: _OpenTable, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "tr":
            table.end_row()
            table.row = []
        elif tag in _CELLS:
            table.end_cell()
            table.row = [] if table.row is None else table.row
            table.cell = []
            table.wide, table.high = (_count(attributes.get(name)) for name in ("colspan", "rowspan"))
        elif tag in _LINES and table.cell is not None:
            table.cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if not self.open:
            return
        if tag in _CELLS:
            self.open[-1].end_cell()
        elif tag == "tr":
            self.open[-1].end_row()
        elif tag == "table":
            self._end_table()

    def handle_data(self, data: str) -> None:
        if self.open and not self._unseen and (cell := self.open[-1].cell) is not None:
            cell.append(" ".join(data.split()) if data.strip() else "")

    def _end_table(self) -> None:
        table = self.open.pop()
        table.end_row()
        self.done.append(table.out)


def _count(given: str | None) -> int:
    text = (given or "").strip()
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 6 else 1  # noqa: PLR2004  as browsers: no row has more


def _tidied(parts: Iterable[str]) -> str:
    lines = ("".join(parts)).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())
