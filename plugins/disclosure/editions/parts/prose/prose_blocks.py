"""The lines of prose as blocks: headings, lists, tables, quotes, and paragraphs that keep their lines.

Enters: lines.  Leaves: HTML block by block.  A line's first sign alone says what it begins; no blank
line is needed.  Lists keep the numbers typed.  Indentation is never code: a little of it is kept, a
lot sets a title in the middle and a signature at the right.  Every level of quotes and lists reads
its lines once, and there are at most ``DEEPEST``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum, auto

from ....basics.values import dataclass, regex
from ....schema.source.prose_signs import cells, table_end

RIGHT, CENTRE = "right", "centre"
LOWEST = 6
"""The smallest heading there is."""
DEEPEST = 6
"""Levels of quotes and lists within each other; what lies deeper is text."""
ASIDE = 8
"""Columns before a line that stands apart: a title at the beginning, a signature below."""
WITHIN = 2
"""Columns from a list's number or dot to the lines that belong to it."""

HEADING = regex(r"(#{1,6})(?: ++|(?<=##)(?=[^#\s]))(\S.*+)")
_RULE = regex(r"(?:-{3,}+|\*{3,}+|-(?: -){2,}+|\*(?: \*){2,}+)")
_QUOTE = regex(r">(?: |$)")
_ITEM = regex(r"(?:[-*]|(0|[1-9][0-9]{0,2}+)\.) ++(?=\S)")
_SIDES = {"-:": f' class="{RIGHT}"', "::": f' class="{CENTRE}"'}


class BlockKind(Enum):
    """What a line begins."""

    TEXT = auto()
    HEADING = auto()
    RULE = auto()
    QUOTE = auto()
    ITEM = auto()
    TABLE = auto()


@dataclass(slots=True)
class Blocks:
    """One reading of lines, from the first to the last; ``begun`` once a text has begun."""

    lines: list[str]
    words: Callable[[str], str]
    heading: int
    level: int = 0
    at: int = 0
    begun: bool = False

    def html(self) -> Iterator[str]:
        """Block after block."""
        while self._skip_blank():
            kind, title = self._kind(), self._is_aside() and not self.begun
            yield self._block(kind)
            self.begun = not (title and kind is BlockKind.TEXT)

    def _block(self, kind: BlockKind) -> str:
        match kind:
            case BlockKind.TEXT:
                return self._paragraph()
            case BlockKind.ITEM:
                return self._list()
            case BlockKind.TABLE:
                return self._table()
            case BlockKind.QUOTE:
                return self._quote()
            case BlockKind.HEADING:
                return self._title()
        self.at += 1
        return "<hr>"

    def _skip_blank(self) -> bool:
        """Whether there is a line left that is not blank."""
        while self.at < len(self.lines) and not self.lines[self.at].strip():
            self.at += 1
        return self.at < len(self.lines)

    def _kind(self) -> BlockKind:
        line = self.lines[self.at].strip(" ")
        if table_end(self.lines, self.at) > self.at:
            return BlockKind.TABLE
        if _RULE.fullmatch(line):
            return BlockKind.RULE
        if HEADING.fullmatch(line):
            return BlockKind.HEADING
        if self.level < DEEPEST and _QUOTE.match(line):
            return BlockKind.QUOTE
        return BlockKind.ITEM if self.level < DEEPEST and _ITEM.match(line) else BlockKind.TEXT

    def _take(self) -> str:
        self.at += 1
        return self.lines[self.at - 1]

    def _inside(self, lines: list[str]) -> Iterator[str]:
        return Blocks(lines, self.words, self.heading, self.level + 1, begun=True).html()

    def _title(self) -> str:
        line = self._take().strip()
        words = line.lstrip("#")
        tag = f"h{min(len(line) - len(words) + self.heading - 1, LOWEST)}"
        return f"<{tag}>{self.words(words.strip())}</{tag}>"

    def _paragraph(self) -> str:
        """Lines of text, each on a line of its own; those that stand apart on their own."""
        aside, lines = self._is_aside(), [self._take()]
        while self.at < len(self.lines) and self.lines[self.at].strip():
            if self._kind() is not BlockKind.TEXT or self._is_aside() != aside:
                break
            lines.append(self._take())
        if not aside:
            return f"<p>{'<br>'.join(map(self.words, map(_indented, lines)))}</p>"
        side = RIGHT if self.begun else CENTRE
        return f'<p class="{side}">{"<br>".join(self.words(line.strip()) for line in lines)}</p>'

    def _is_aside(self) -> bool:
        return not self.level and _columns(self.lines[self.at]) >= ASIDE

    def _quote(self) -> str:
        inner = []
        while self.at < len(self.lines) and (sign := _QUOTE.match(self.lines[self.at].strip(" "))):
            inner.append(self._take().strip(" ")[sign.end() :])
        return "\n".join(("<blockquote>", *self._inside(inner), "</blockquote>"))

    def _table(self) -> str:
        end = table_end(self.lines, self.at)
        head, rule, *rows = (cells(line) for line in self.lines[self.at : end])
        self.at = end
        sides = [_SIDES.get(mark[0] + mark[-1], "") for mark in rule]
        body = [self._row("td", row + [""] * (len(head) - len(row)), sides) for row in rows]
        body = ["<tbody>", *body, "</tbody>"] if body else []
        parts = ("<table>", "<thead>", self._row("th", head, sides), "</thead>", *body, "</table>")
        return "\n".join(parts)

    def _row(self, tag: str, row: list[str], sides: list[str]) -> str:
        sides = sides + [""] * (len(row) - len(sides))
        made = (
            f"<{tag}{side}>{self.words(cell)}</{tag}>" for cell, side in zip(row, sides, strict=False)
        )
        return "\n".join(("<tr>", *made, "</tr>"))

    def _list(self) -> str:
        """Items of one kind of list, with the numbers typed."""
        sign = due = self._sign()
        items = list[str]()
        while self._skip_blank() and self._kind() is BlockKind.ITEM:
            number = self._sign()
            if (number is None) != (sign is None):
                break
            value = "" if number == due else f' value="{number}"'
            items.append(f"<li{value}>{self._item()}</li>")
            due = None if number is None else number + 1
        tag = "ul" if sign is None else "ol"
        first = f' start="{sign}"' if sign not in (None, 1) else ""
        return "\n".join((f"<{tag}{first}>", *items, f"</{tag}>"))

    def _sign(self) -> int | None:
        """The number of an item, or None if it has a dot."""
        sign = _ITEM.match(self.lines[self.at].strip(" "))
        return int(sign[1]) if sign and sign[1] else None

    def _item(self) -> str:
        """What stands behind a number or dot, and the lines below that stand in from it."""
        line = self._take()
        edge, sign = _spaces(line), _ITEM.match(line.strip(" "))
        stands = edge + (sign.end() if sign else 0)
        inner = [line[stands:]]
        while (end := self._belonging(edge, stands)) > self.at:
            inner += [line[min(_spaces(line), stands) :] for line in self.lines[self.at : end]]
            self.at = end
        first, *rest = self._inside(inner)
        if first.startswith("<p>"):
            first = first.removeprefix("<p>").removesuffix("</p>")
        return "".join((first, *rest))

    def _belonging(self, edge: int, stands: int) -> int:
        """The number behind the next line with words, where it stands in from an item."""
        at = self.at
        while at < len(self.lines) and not self.lines[at].strip():
            at += 1
        if at == len(self.lines) or _spaces(self.lines[at]) < edge + WITHIN:
            return self.at
        apart = not self.level and _columns(self.lines[at]) >= stands + ASIDE
        return self.at if apart and not _ITEM.match(self.lines[at].strip(" ")) else at + 1


def _spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _columns(line: str) -> int:
    """How far a line stands in: an ideographic space is as wide as two."""
    before = line[: len(line) - len(line.lstrip(" \u3000"))]
    return len(before) + before.count("\u3000")


def _indented(line: str) -> str:
    """A line whose indentation no browser swallows."""
    return "\u3000" * (_columns(line) // 2) + line.strip()
