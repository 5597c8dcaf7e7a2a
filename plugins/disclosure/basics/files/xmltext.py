"""All text of an XML part: every node, every attribute, and the words of a paragraph joined.

Enters: bytes of a part and a budget.  Leaves: runs.  Nothing is expanded: a document type
declaration, with which bombs and foreign files come in, is refused.  For those who write: what XML
forbids.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from decimal import Context, Decimal
from xml.parsers import expat

from ..labelled import Run
from ..persons.labels import is_key
from ..persons.seams import seams
from ..values import dataclass, regex
from .cell_names import column_number
from .pieces import Columns, worth_reading

_ILLEGAL = regex(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_BLOCKS = frozenset(("p", "si", "is", "comment", "text", "formula1", "definedName"))
_DELETED = "delText"
_PACKED = frozenset(("binaryData", "binData"))
"""Elements that hold a whole file in base64."""

_MARKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
_DEEPEST = 500
_PERCENTAGES = ("9", "10")
"""Formats that every spreadsheet knows: 0% and 0.00%."""
_FRACTION = regex(r"-?\d+(?:\.\d+)?(?:[Ee][+-]?\d{1,2})?")
_AS_SHOWN = Context(prec=15)
NOT_XML = (expat.ExpatError, ValueError, LookupError)  # the last over an encoding that is none
_LONG = 9  # digits of a number that names no shared string


class NotXml(Exception):
    """The part is not well-formed XML, or declares a document type."""


@dataclass
class Reader:
    """One pass over one part; subclasses look at cells."""

    where: str
    runs: list[Run] = field(default_factory=list)
    tables: list[Columns] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._open = self._depth = 0
        self._parts: list[tuple[bool, str]] = []
        self._element = ""
        self._row: list[list[tuple[list[str], list[str], list[str]]]] = []
        self._before = ""
        self._lines: list[str] = []
        self.has_packed = False

    def read(self, data: bytes) -> Iterator[Run]:
        """The runs of the part.  Raises ``NotXml``."""
        parser = self._parser()
        try:
            self._parse(parser, data)
        except NOT_XML as error:
            raise NotXml(str(error)) from None
        for first, last in seams(self._lines):
            joined = "\n".join(self._lines[first : last + 1])
            self.runs.append(Run(joined, where=self.where, joined=True))
        return iter(self.runs)

    def _parse(self, parser: expat.XMLParserType, data: bytes) -> None:
        parser.Parse(data, True)  # noqa: FBT003  expat's own signature

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._add
        return parser

    def _refuse(self, *_: object) -> None:
        raise NotXml("DOCTYPE")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NotXml(f"{_DEEPEST}")
        self._element = name.rpartition(":")[2]
        self._open += self._element in _BLOCKS
        self.has_packed = self.has_packed or self._element in _PACKED
        if self._element in _MARKS and self._open:
            self._text(_MARKS[self._element])
        for value in attributes.values():
            self._add(value)
        self.opened(self._element, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        local = name.rpartition(":")[2]
        self._open -= local in _BLOCKS
        if local in _BLOCKS or not self._open:
            self._flush()
        self.closed(local)

    def _text(self, text: str) -> None:
        self._parts.append((self._element == _DELETED, text))

    def _add(self, text: str, label: str = "") -> None:
        if worth_reading(text):
            self.runs.append(Run(text, label, self.where))

    def _flush(self) -> None:
        """One paragraph: as it stands, as it stood before tracked deletions, and part by part."""
        if not self._parts:
            return
        parts, self._parts = self._parts, []
        whole = "".join([text for _, text in parts])
        if self._row and self._row[-1]:
            self._into_cell(whole, parts)
            return
        if worth_reading(whole):
            label = self._before if is_key(self._before) else ""
            for text in dict.fromkeys((whole, *_kept_and_dropped(parts), *(text for _, text in parts))):
                self._add(text, label)
        self._before = whole if whole.strip() else self._before
        self._lines.append(whole)

    def _into_cell(self, whole: str, parts: list[tuple[bool, str]]) -> None:
        kept, dropped = _kept_and_dropped(parts)
        for reading, text in zip(self._row[-1][-1], (whole, kept, dropped), strict=True):
            reading.append(text)

    def opened(self, name: str, _attributes: dict[str, str]) -> None:
        """Tables of a document: cells are read with the label of their column."""
        if name == "tbl":
            self.tables.append(Columns(self.where))
            self._row.append([])
        elif name == "tr" and self._row:
            self._row[-1] = []
        elif name == "tc" and self._row:
            self._row[-1].append(([], [], []))

    def closed(self, name: str) -> None:
        if name == "tr" and self.tables:
            readings = (
                (n, dict.fromkeys("\n".join(t).strip() for t in cell))
                for n, cell in enumerate(self._row[-1])
            )
            self.runs += self.tables[-1].row(
                (n, text) for n, texts in readings for text in texts if text
            )
            self._row[-1] = []
        elif name == "tbl" and self.tables:
            self.tables.pop()
            self._row.pop()


def _kept_and_dropped(parts: list[tuple[bool, str]]) -> tuple[str, str]:
    """The text without tracked deletions, and they alone."""
    return (
        "".join([text for gone, text in parts if not gone]),
        "".join([text for gone, text in parts if gone]),
    )


@dataclass
class SheetReader(Reader):
    """A worksheet: shared strings put in their places, numbers as the file writes them."""

    shared: list[str] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._columns = Columns(self.where)
        self._cells: list[tuple[int, str]] = []
        self._place, self._type = 0, ""
        self._value: list[str] = []

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._place = column_number(attributes.get("r", ""))
            self._type, self._value = attributes.get("t", ""), []

    def _text(self, text: str) -> None:
        if self._element in ("v", "t"):
            self._value.append(text)
        else:
            super()._text(text)

    def closed(self, name: str) -> None:
        if name == "c":
            self._cells.append((self._place, self._cell()))
        elif name == "row":
            self.runs += self._columns.row(self._cells)
            self._cells = []

    def _cell(self) -> str:
        value = "".join(self._value)
        if (
            self._type == "s"
            and value.isdecimal()
            and len(value) < _LONG
            and int(value) < len(self.shared)
        ):
            self.used.add(int(value))
            return self.shared[int(value)]
        return value


MOST_COLUMNS = 100
"""Columns from the left that are read of a table to be published."""


@dataclass
class RowsReader(SheetReader):
    """A worksheet as rows of cells, for a table to be published from it."""

    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    percents: frozenset[str] = frozenset()
    """Styles in which a number is shown as a percentage."""

    def closed(self, name: str) -> None:
        if name == "row":
            cells = {place: text for place, text in self._cells if 0 < place <= MOST_COLUMNS}
            row = [cells.get(n, "").strip() for n in range(1, max(cells, default=0) + 1)]
            number = self.rows[-1][0] + 1 if self.rows else 1
            self.rows.append((self._row_number or number, row))
        super().closed(name)

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            given = attributes.get("r", "")
            self._row_number = int(given) if given.isdecimal() and len(given) <= 7 else 0  # noqa: PLR2004
        elif name == "c":
            self._style = attributes.get("s", "")
        super().opened(name, attributes)

    def _cell(self) -> str:
        """What the cell shows: 0.955 in a cell of percentages is 95.5%."""
        value = super()._cell()
        if self._type in ("", "n") and self._style in self.percents and _FRACTION.fullmatch(value):
            return f"{_AS_SHOWN.multiply(Decimal(value), 100).normalize():f}%"
        return value


@dataclass
class StylesReader(Reader):
    """styles.xml: the styles of cells that show percentages, by what cells call them."""

    percents: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._formats = set(_PERCENTAGES)
        self._of_cells, self._number = False, 0

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt" and "%" in attributes.get("formatCode", ""):
            self._formats.add(attributes.get("numFmtId", ""))
        elif name == "cellXfs":
            self._of_cells = True
        elif name == "xf" and self._of_cells:
            self.percents += [str(self._number)] if attributes.get("numFmtId") in self._formats else []
            self._number += 1

    def closed(self, name: str) -> None:
        self._of_cells = self._of_cells and name != "cellXfs"


@dataclass
class SharedReader(Reader):
    """sharedStrings.xml: its strings in order, for the sheets to use; what none uses is read too."""

    strings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._string: list[str] = []

    def _text(self, text: str) -> None:
        self._string.append(text)

    def unused(self, used: set[int]) -> Iterator[Run]:
        """Strings that stand in no cell, and are in the file all the same."""
        left = (text for n, text in enumerate(self.strings) if n not in used)
        return (Run(text, where=self.where) for text in left if worth_reading(text))

    def closed(self, name: str) -> None:
        if name == "si":
            self.strings.append("".join(self._string))
            self._string = []


def legible(text: str) -> str:
    """A text without the characters that XML forbids: none of them can be printed."""
    return text if text.isprintable() else _ILLEGAL.sub("", text)
