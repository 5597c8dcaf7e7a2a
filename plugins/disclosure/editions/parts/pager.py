"""A long list cut into pages, the way from each of them to the others, and what stands together on one.

Enters: items.  Leaves: slices, of at most ``PER_PAGE`` as a rule, and a ``Pager``: a window, however
many pages there are; a ``Gathered`` of the items of a page for each thing that they share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Generic, TypeVar

from ...basics.values import dataclass
from .blocks import Anchor

PER_PAGE = 100
BESIDE = 2
"""So many pages are named on either side of the one that is read."""
GAP = Anchor("…")
MANY = 100
"""From so many pages on they are named 378页: bare, several in a row look like a bank card's number."""
GLANCE = 12
"""So many items need no parting, and no folding."""
TILES = 48
"""Tiles on a page: whole rows of two, of four and of six."""

T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Pager:
    """The first, the last and the nearest pages of a list, ``GAP`` for the others.

    ``previous`` and ``following`` are None at its ends.
    """

    number: int
    last: int
    pages: tuple[Anchor, ...]
    previous: Anchor | None
    following: Anchor | None

    @property
    def whose(self) -> str:
        """What is said before a number of items that stand on this page, of several."""
        return "本页 " if self.last > 1 else ""


def pager(path: Callable[[int], str], number: int, total: int, most: int = PER_PAGE) -> Pager:
    """The pager of page ``number`` of a list of ``total`` items, ``most`` of them on a page."""
    last = max(1, -(-total // most))
    return Pager(
        number,
        last,
        tuple(_window(path, number, last)) if last > 1 else (),
        Anchor("上一页", path(number - 1)) if number > 1 else None,
        Anchor("下一页", path(number + 1)) if number < last else None,
    )


def slices(items: Sequence[T], most: int = PER_PAGE) -> Iterator[tuple[int, tuple[T, ...]]]:
    """Items page by page, with the number of the page; an empty list has one empty page."""
    for start in range(0, max(1, len(items)), most):
        yield start // most + 1, tuple(items[start : start + most])


def _window(path: Callable[[int], str], number: int, last: int) -> Iterator[Anchor]:
    """No gap stands for a single page."""
    near = range(max(1, number - BESIDE), min(last, number + BESIDE) + 1)
    for before, shown in pairwise([0, *sorted({1, *near, last})]):
        if shown - before == 2:  # noqa: PLR2004  one page between the two
            yield Anchor(_name(before + 1, last), path(before + 1))
        elif shown - before > 1:
            yield GAP
        yield Anchor(_name(shown, last), path(shown))


def _name(number: int, last: int) -> str:
    return f"{number}页" if last >= MANY else str(number)


@dataclass(frozen=True, slots=True)
class Gathered(Generic[T]):
    """Items under a title; an empty one where they are the whole list."""

    title: str
    held: tuple[T, ...]


def gathered(
    items: Iterable[T],
    title: Callable[[T], str],
    shown: Callable[[T], S],
    below: Callable[[T], S] | None = None,
    then: Callable[[T], str] | None = None,
) -> tuple[Gathered[S], ...]:
    """In the order of the first of each; under no title where all are seen at a glance.

    ``below`` shows an item where the title stands over it; where all share that, ``then`` parts them.
    """
    held: dict[str, list[T]] = {}
    for item in items:
        held.setdefault(title(item), []).append(item)
    if len(held) > 1 and sum(map(len, held.values())) > GLANCE:
        told = below or shown
        return tuple(Gathered(name, tuple(map(told, own))) for name, own in held.items())
    if then and len(held) == 1:
        return gathered(chain.from_iterable(held.values()), then, shown)
    return (Gathered("", tuple(map(shown, chain.from_iterable(held.values())))),) if held else ()
