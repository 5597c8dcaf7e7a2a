"""A source file as a tree in which every value is text and knows its place.

Enters: nothing.  Leaves: ``Node`` values, which ``yaml_source`` makes and the kinds of value read.
They are named tuples: a county has a million of them, and a tuple is made in a third of the time.
"""

from __future__ import annotations

from typing import NamedTuple

from ...basics.problem import Place
from . import lines
from .lines import TextSpot


class Text(NamedTuple):
    """A scalar exactly as typed (``plain`` when it was not quoted).

    ``spots`` say which part of the value stands on which line, where it has several.
    """

    value: str
    place: Place
    plain: bool = True
    spots: tuple[TextSpot, ...] = ()

    def at(self, offset: int) -> Place:
        """Where a character of the value stands in the file."""
        line, column = lines.at(self.spots, offset) or (self.place.line, self.place.column)
        return Place(self.place.path, line, column)


class Items(NamedTuple):
    """A sequence."""

    items: tuple[Node, ...]
    place: Place


class Entry(NamedTuple):
    """One ``key: value`` of a mapping."""

    key: Text
    value: Node


class Table(NamedTuple):
    """A mapping in the order it was written; keys are unique after NFC."""

    entries: tuple[Entry, ...]
    place: Place


Node = Text | Items | Table
