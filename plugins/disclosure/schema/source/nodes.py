"""A source file as a tree in which every value is text and knows its place.

Enters: nothing.  Leaves: ``Node`` values, which ``yaml_source`` makes and the kinds of value read.
They are named tuples, and their places marks: a county has a million of them.
"""

from __future__ import annotations

from typing import NamedTuple

from ...basics.problem import FIRST, Place, at_mark
from . import lines
from .lines import TextSpot


class Text(NamedTuple):
    """A scalar exactly as typed (``plain`` when it was not quoted).

    ``spots`` say which part of the value stands on which line, where it has several.
    """

    value: str
    path: str
    mark: int = FIRST
    plain: bool = True
    spots: tuple[TextSpot, ...] = ()

    @property
    def place(self) -> Place:
        return at_mark(self.path, self.mark)

    def at(self, offset: int) -> Place:
        """Where a character of the value stands in the file."""
        spot = lines.at(self.spots, offset)
        return Place(self.path, *spot) if spot else self.place


class Items(NamedTuple):
    """A sequence."""

    items: tuple[Node, ...]
    path: str
    mark: int = FIRST

    @property
    def place(self) -> Place:
        return at_mark(self.path, self.mark)


class Entry(NamedTuple):
    """One ``key: value`` of a mapping."""

    key: Text
    value: Node


class Table(NamedTuple):
    """A mapping in the order it was written; keys are unique after NFC."""

    entries: tuple[Entry, ...]
    path: str
    mark: int = FIRST

    @property
    def place(self) -> Place:
        return at_mark(self.path, self.mark)


Node = Text | Items | Table
