"""Two lists laid beside each other: which stretches of them differ.

Enters: what the items of both say.  Leaves: stretches, as indices of the old and of the new list.  Items
that stand once in each, and in the same order, hold the lists together; n items take n log n steps.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple


class Stretch(NamedTuple):
    """Items ``old`` to ``old_end`` of before, in the place of which ``new`` to ``new_end`` stand."""

    old: int
    old_end: int
    new: int
    new_end: int


def stretches(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Stretch]:
    """All stretches that differ, in their order."""
    at, now = 0, 0
    for before, after in (*_held_together(old, new), (len(old), len(new))):
        yield from _parted(old, new, Stretch(at, before, now, after))
        at, now = before + 1, after + 1


def _parted(old: Sequence[Hashable], new: Sequence[Hashable], whole: Stretch) -> Iterator[Stretch]:
    """A stretch without what its beginnings have in common."""
    at, end, now, new_end = whole
    while at < end and now < new_end and old[at] == new[now]:
        at, now = at + 1, now + 1
    if at < end or now < new_end:
        yield Stretch(at, end, now, new_end)


def _held_together(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The longest row of pairs that rises in both lists."""
    once, here = Counter(old), Counter(new)
    places = {item: n for n, item in enumerate(old) if once[item] == 1}
    pairs = [(places[item], n) for n, item in enumerate(new) if here[item] == 1 and item in places]
    ends, tops, before = list[int](), list[int](), list[int]()
    for number, (place, _) in enumerate(pairs):
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        tops[length : length + 1] = [number]
        before.append(tops[length - 1] if length else -1)
    chain, number = list[tuple[int, int]](), tops[-1] if tops else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]
