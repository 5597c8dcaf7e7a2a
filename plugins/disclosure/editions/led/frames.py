"""A message as the pictures of one screen: which words stand in which line, in which colour, how long.

Enters: a ``Message`` and a ``BoardForm``.  Leaves: ``Frame`` values.  Where a screen has two lines or
more, the last ones keep date, deadline and telephone while the title is turned over above them.
"""

from __future__ import annotations

from ...basics.values import dataclass
from ...schema.records.shown.screen import URGENT, Screen
from ..told import breaking
from ..told.messages import Message

TITLE, FACT, ALARM = SAID = ("题", "事", "急")
"""What a line says, which decides its colour."""

TextLines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoardForm:
    """How a screen shows text: all that its pictures depend on."""

    width: int
    height: int
    colour: str
    cell: int
    is_close: bool
    lines: int
    dwell: int
    speed: int

    @classmethod
    def of(cls, screen: Screen) -> BoardForm:
        return cls(
            screen.width,
            screen.height,
            screen.colour,
            screen.cell,
            screen.is_close,
            screen.lines,
            screen.dwell,
            screen.speed,
        )

    @property
    def halves(self) -> int:
        """Half cells in a line."""
        return 2 * (self.width // self.cell)


@dataclass(frozen=True, slots=True)
class FrameLine:
    """A line of a picture, and what it says."""

    text: str
    says: str


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture: its lines from the top, and for how many seconds it stays."""

    lines: tuple[FrameLine, ...]
    seconds: int

    @property
    def words(self) -> TextLines:
        return tuple(line.text for line in self.lines if line.text)


def frames(message: Message, form: BoardForm) -> tuple[Frame, ...]:
    """A message, as many pictures as it takes."""
    title = breaking.lines(message.lead, form.halves, message.names)
    facts = breaking.packed(message.facts, form.halves)
    says = ALARM if message.group == URGENT else TITLE
    if form.lines == 1:
        shown: list[tuple[TextLines, TextLines]] = [((line,), ()) for line in title]
        shown += [((), (line,)) for line in facts]
    else:
        shown = _beside(title, facts, form.lines)
    return tuple(_frame(above, below, says, form) for above, below in shown)


def _beside(title: TextLines, facts: TextLines, lines: int) -> list[tuple[TextLines, TextLines]]:
    """Title above, facts below; who has fewer pictures is shown again."""
    foot = min(len(facts), max(1, lines // 3))
    above, below = _dealt(title, lines - foot), _dealt(facts, foot) or [()]
    count = max(len(above), len(below))
    return [(above[min(n, len(above) - 1)], below[n % len(below)]) for n in range(count)]


def _dealt(lines: TextLines, most: int) -> list[TextLines]:
    return [lines[at : at + most] for at in range(0, len(lines), most)] if most else []


def _frame(above: TextLines, below: TextLines, says: str, form: BoardForm) -> Frame:
    blank = ("",) * (form.lines - len(above) - len(below))
    lines = (
        *(FrameLine(text, says) for text in (*above, *blank)),
        *(FrameLine(text, FACT) for text in below),
    )
    characters = sum(len(line.text.replace(" ", "")) for line in lines)
    return Frame(lines, max(form.dwell, -(-characters // form.speed)))
