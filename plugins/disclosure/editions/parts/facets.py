"""Lists narrowed by facets, as plain pages: one for every combination that holds something.

Enters: items, and the axes along which they may be narrowed.  Leaves: ``Listing`` values, each
with its path, its choices with counts, and at most ``PER_PAGE`` items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

from . import urls
from .blocks import Anchor

PER_PAGE = 100
FEW = 14
"""A block of more choices than this starts folded."""

T = TypeVar("T")
Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A choice on an axis: ``key`` stands in the path, ``parent`` is the wider choice above it."""

    key: str
    label: str
    parent: str = urls.ANY


@dataclass(frozen=True, slots=True)
class Block:
    """Choices shown together under a heading; several blocks may share an axis."""

    title: str
    axis: int
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class FacetPlan(Generic[T]):
    """How items may be narrowed: ``keys`` gives, axis by axis, the keys that an item answers to."""

    folder: str
    blocks: tuple[Block, ...]
    keys: Callable[[T], tuple[Keys, ...]]


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """A choice as printed."""

    label: str
    href: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """A block as printed; ``folded`` for a long block in which nothing is chosen."""

    title: str
    chosen: str
    choices: tuple[FacetChoice, ...]
    folded: bool


@dataclass(frozen=True, slots=True)
class Pager:
    """The pages of a list; ``previous`` and ``following`` are None at its ends."""

    number: int
    last: int
    pages: tuple[Anchor, ...]
    previous: Anchor | None
    following: Anchor | None


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """One page of a list: ``chosen`` names what it is narrowed to; ``found`` is all of it."""

    path: str
    chosen: tuple[str, ...]
    blocks: tuple[Choices, ...]
    items: tuple[T, ...]
    total: int
    pager: Pager
    found: Sequence[T]


def listings(plan: FacetPlan[T], items: Sequence[T]) -> Iterator[Listing[T]]:
    """Every page of every combination that holds an item; the whole list comes first."""
    index = _index(plan, items)
    for selection, found in index.items():
        yield from _pages(plan, index, selection, found)


def pager(path: Callable[[int], str], number: int, total: int) -> Pager:
    """The pager of page ``number`` of a list of ``total`` items."""
    last = max(1, -(-total // PER_PAGE))
    return Pager(
        number,
        last,
        tuple(Anchor(str(n), path(n)) for n in range(1, last + 1)) if last > 1 else (),
        Anchor("上一页", path(number - 1)) if number > 1 else None,
        Anchor("下一页", path(number + 1)) if number < last else None,
    )


def slices(items: Sequence[T]) -> Iterator[tuple[int, tuple[T, ...]]]:
    """Items page by page, with the number of the page; an empty list has one empty page."""
    for start in range(0, max(1, len(items)), PER_PAGE):
        yield start // PER_PAGE + 1, tuple(items[start : start + PER_PAGE])


def _index(plan: FacetPlan[T], items: Sequence[T]) -> dict[Keys, list[T]]:
    axes = 1 + max(block.axis for block in plan.blocks)
    index: dict[Keys, list[T]] = {(urls.ANY,) * axes: []}
    for item in items:
        for selection in product(*((urls.ANY, *keys) for keys in plan.keys(item))):
            index.setdefault(selection, []).append(item)
    return index


def _pages(
    plan: FacetPlan[T], index: Mapping[Keys, list[T]], selection: Keys, found: list[T]
) -> Iterator[Listing[T]]:
    blocks = tuple(b for block in plan.blocks if (b := _choices(plan, index, selection, block)).choices)
    chosen = tuple(_named(plan, axis, key) for axis, key in enumerate(selection) if key != urls.ANY)
    for number, items in slices(found):
        path = urls.listed(plan.folder, selection, number)
        pages = pager(lambda n: urls.listed(plan.folder, selection, n), number, len(found))
        yield Listing(
            path=path,
            chosen=chosen,
            blocks=blocks,
            items=items,
            total=len(found),
            pager=pages,
            found=found,
        )


def _choices(
    plan: FacetPlan[T], index: Mapping[Keys, list[T]], selection: Keys, block: Block
) -> Choices:
    now = selection[block.axis]
    lineage = (now, _parent(plan, block.axis, now))
    parents = {value.parent for value in block.values}
    scope = next((key for key in lineage if key in parents), urls.ANY)
    within = [v for v in block.values if scope in (urls.ANY, v.parent)]

    def choice(key: str, label: str) -> FacetChoice:
        narrowed = _replaced(selection, block.axis, key)
        count = len(index.get(narrowed, ()))
        return FacetChoice(label, urls.listed(plan.folder, narrowed, 1), count, key in lineage)

    choices = [c for v in within if (c := choice(v.key, v.label)).count]
    picked = next((c for c in choices if c.current), None)
    whole = choice(scope, "全部")
    whole = FacetChoice(whole.label, whole.href, whole.count, picked is None)
    label = picked.label if picked else "全部"
    shown = (whole, *choices) if choices else ()
    return Choices(block.title, label, shown, folded=len(choices) > FEW and picked is None)


def _parent(plan: FacetPlan[T], axis: int, key: str) -> str:
    values = (v for block in plan.blocks if block.axis == axis for v in block.values)
    return next((v.parent for v in values if v.key == key), urls.ANY)


def _named(plan: FacetPlan[T], axis: int, key: str) -> str:
    values = (v for block in plan.blocks if block.axis == axis for v in block.values)
    return next((v.label for v in values if v.key == key), key)


def _replaced(selection: Keys, axis: int, key: str) -> Keys:
    return (*selection[:axis], key, *selection[axis + 1 :])
