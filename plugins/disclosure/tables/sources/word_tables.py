"""Tables of a Word document (.docx): with tracked insertions, without tracked deletions.

Enters: bytes.  Leaves: a grid for each table.  A document type declaration is refused; the words of
Wingdings boxes, which are no text in the file, are put in as ☑ and □.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from ...basics.values import dataclass
from ..grid import SheetGrid
from .laid_out import LaidOut, SpannedCell
from .word_body import WordPass

_TICKED, _OPEN = frozenset(("FE", "FD", "FC", "52", "54", "53")), frozenset(("A8", "6F", "A3", "2A"))
"""Last two figures of the characters with which Wingdings and Wingdings 2 draw boxes and ticks."""


def read_file(name: str, data: bytes) -> Iterator[SheetGrid]:
    """Every table.  Raises ``UnreadFile``."""
    document = _Document(name)
    document.go(name, data)
    return (out.grid() for out in sorted(document.done, key=lambda out: int(out.name[1:])))


@dataclass
class _WordCell:
    """A cell that is being read; ``goes_on`` is one merged with the cell above it."""

    column: int
    parts: list[str] = field(default_factory=list)
    wide: int = 1
    goes_on: bool = False


@dataclass
class _WordTable:
    """A table that is being read: rows are laid out once the next one is known."""

    out: LaidOut
    rows: list[list[_WordCell]] = field(default_factory=list)

    def laid_out(self) -> LaidOut:
        for number, row in enumerate(self.rows):
            cells = [
                SpannedCell("".join(cell.parts), cell.wide, self._height(number, cell.column))
                for cell in row
                if not cell.goes_on
            ]
            first = row[0].column if row and not row[0].goes_on else 1
            self.out.add(cells, first)
        return self.out

    def _height(self, number: int, column: int) -> int:
        below = 1
        for row in self.rows[number + 1 :]:
            if not any(cell.column == column and cell.goes_on for cell in row):
                break
            below += 1
        return below


@dataclass
class _Document(WordPass):
    """What stands in tables."""

    file: str
    done: list[LaidOut] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._open: list[_WordTable] = []
        self._cells: list[list[_WordCell]] = []
        self._numbers = 0

    def started(self, name: str, given: Mapping[str, str]) -> None:
        if name == "tbl":
            self._numbers += 1
            self._open.append(_WordTable(LaidOut(self.file, f"表{self._numbers}")))
            self._cells.append([])
        elif self._open:
            self._inside(name, given)

    def _inside(self, name: str, given: Mapping[str, str]) -> None:
        row = self._cells[-1]
        match name:
            case "tr":
                self._cells[-1] = []
            case "tc":
                row.append(_WordCell(row[-1].column + row[-1].wide if row else 1))
            case "gridSpan" if row:
                row[-1].wide = int(given.get("val", "1"))
            case "vMerge" if row:
                row[-1].goes_on = given.get("val", "continue") != "restart"
            case "p" if row and row[-1].parts:
                row[-1].parts.append("\n")
            case "br" | "cr" if row:
                row[-1].parts.append("\n")
            case "tab" if row:
                row[-1].parts.append(" ")
            case "sym" if row:
                row[-1].parts.append(_drawn(given))

    def ended(self, name: str) -> None:
        if name == "tr" and self._open:
            self._open[-1].rows.append(self._cells[-1])
        elif name == "tbl" and self._open:
            self._cells.pop()
            self.done.append(self._open.pop().laid_out())

    def said(self, text: str) -> None:
        if self._open and self._cells[-1]:
            self._cells[-1][-1].parts.append(text)


def _drawn(given: Mapping[str, str]) -> str:
    """A sign of a font of pictures as the character that is meant."""
    if "wingdings" not in given.get("font", "").lower():
        return ""
    sign = given.get("char", "")[-2:].upper()
    return "☑" if sign in _TICKED else "□" if sign in _OPEN else ""
