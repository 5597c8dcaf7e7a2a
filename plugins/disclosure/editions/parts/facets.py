"""Lists narrowed by facets, as plain pages: one for every combination that holds something.

Enters: items, and the axes along which they may be narrowed.  Leaves: ``Listing`` values, each
with its path, its choices with counts, and at most ``PER_PAGE`` items; and a ``Directory`` of the
choices that are too many to stand beside a list, for every combination of the other axes.

What stands beside a list is looked up, never counted anew: a list costs the same in a county of any
size, and all directories together hold as many choices as there are lists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby, product
from typing import Generic, TypeVar

from ...basics.values import dataclass
from . import urls
from .blocks import Anchor
from .pager import Pager, pager, slices

FEW = 14
"""A block of more choices than this starts folded."""
MOST = 40
"""More choices than this stand in a directory of their own."""

T = TypeVar("T")
Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A choice on an axis: ``key`` stands in the path, ``parent`` is the wider choice above it.

    ``group`` is the heading under which a directory shows it, among those of one parent.
    """

    key: str
    label: str
    parent: str = urls.ANY
    group: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Choices shown together under a heading; several blocks may share an axis.

    ``directory`` names the page that holds them where they are too many, part by part: then values of
    one parent stand together.  "" for a block of few.
    """

    title: str
    axis: int
    values: tuple[Value, ...]
    directory: str = ""


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
    current: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """A block as printed; ``folded`` for a long block in which nothing is chosen.

    ``more`` leads to the directory, where not all choices are shown.
    """

    title: str
    chosen: str
    choices: tuple[FacetChoice, ...]
    folded: bool
    more: Anchor | None = None


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


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Choices of a directory under a heading of their own, which may be empty."""

    title: str
    choices: tuple[FacetChoice, ...]


@dataclass(frozen=True, slots=True)
class DirectoryPart:
    """The choices of a directory that have one wider choice above them."""

    anchor: str
    title: str
    whole: Anchor
    groups: tuple[ChoiceGroup, ...]


@dataclass(frozen=True, slots=True)
class Directory:
    """All choices of a block: ``chosen`` names what the ``whole`` list is narrowed to otherwise."""

    path: str
    title: str
    chosen: tuple[str, ...]
    whole: Anchor
    number: int
    parts: tuple[DirectoryPart, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """A value that some item of a list answers to."""

    value: Value
    choice: FacetChoice


class Facets(Generic[T]):
    """Items by every combination of what they answer to."""

    def __init__(self, plan: FacetPlan[T], items: Sequence[T]) -> None:
        self._plan = plan
        self._index = _index(plan, items)
        self._values = {(block.axis, v.key): v for block in plan.blocks for v in block.values}
        self._own = {(block.title, v.key): v for block in plan.blocks for v in block.values}
        self._scopes = {block.title: {v.parent for v in block.values} for block in plan.blocks}
        self._held = self._by_scope()

    def listings(self) -> Iterator[Listing[T]]:
        """Every page of every combination that holds an item; the whole list comes first."""
        for selection, found in self._index.items():
            yield from self._pages(selection, found)

    def directories(self) -> Iterator[Directory]:
        """The choices of each block that are too many for a list, for every rest of a combination."""
        for block in self._plan.blocks:
            rests = [s for s in self._index if s[block.axis] == urls.ANY]
            for rest in rests if block.directory else ():
                held = self._held.get((block.title, rest, urls.ANY), ())
                if len(held) > MOST:
                    yield self._directory(block, rest, held)

    def _by_scope(self) -> Mapping[tuple[str, Keys, str], Sequence[_Held]]:
        """What a block offers beside the rest of a combination: all, and below each wider choice."""
        combinations: dict[tuple[int, str], list[Keys]] = defaultdict(list)
        for selection in self._index:
            for axis, key in enumerate(selection):
                if key != urls.ANY:
                    combinations[axis, key].append(selection)
        held: dict[tuple[str, Keys, str], list[_Held]] = defaultdict(list)
        for block in self._plan.blocks:
            for value in block.values:
                for selection in combinations.get((block.axis, value.key), ()):
                    rest = _replaced(selection, block.axis, urls.ANY)
                    offered = _Held(value, self._choice(selection, value.label))
                    for scope in {urls.ANY, value.parent}:
                        held[block.title, rest, scope].append(offered)
        return dict(held)

    def _pages(self, selection: Keys, found: list[T]) -> Iterator[Listing[T]]:
        offered = (self._choices(selection, block) for block in self._plan.blocks)
        blocks = tuple(block for block in offered if block.choices)
        address = partial(urls.listed, self._plan.folder, selection)
        for number, items in slices(found):
            yield Listing(
                path=address(number),
                chosen=self._named(selection),
                blocks=blocks,
                items=items,
                total=len(found),
                pager=pager(address, number, len(found)),
                found=found,
            )

    def _choices(self, selection: Keys, block: Block) -> Choices:
        now = selection[block.axis]
        lineage = (now, self._parent(block.axis, now))
        scope = next((key for key in lineage if key in self._scopes[block.title]), urls.ANY)
        rest = _replaced(selection, block.axis, urls.ANY)
        within = self._held.get((block.title, rest, scope), ())
        if not within:
            return Choices(block.title, "", (), folded=False)
        picked = next((v for key in lineage if (v := self._own.get((block.title, key)))), None)
        whole = self._choice(_replaced(selection, block.axis, scope), "全部", current=picked is None)
        chosen = picked.label if picked else whole.label
        if block.directory and len(within) > MOST:
            alone = (self._picked(selection, block.axis, picked),) if picked else ()
            more = self._more(block, rest, scope, len(within))
            return Choices(block.title, chosen, (whole, *alone), folded=False, more=more)
        shown = tuple(_marked(held, picked) for held in within)
        folded = len(shown) > FEW and picked is None
        return Choices(block.title, chosen, (whole, *shown), folded=folded)

    def _picked(self, selection: Keys, axis: int, value: Value) -> FacetChoice:
        return self._choice(_replaced(selection, axis, value.key), value.label, current=True)

    def _choice(self, selection: Keys, label: str, *, current: bool = False) -> FacetChoice:
        address = urls.listed(self._plan.folder, selection, 1)
        return FacetChoice(label, address, len(self._index[selection]), current)

    def _more(self, block: Block, rest: Keys, scope: str, number: int) -> Anchor:
        part = "" if scope == urls.ANY else f"#{scope}"
        address = urls.directory(self._plan.folder, rest, block.directory)
        return Anchor(f"查找{block.title}（{number}）", f"{address}{part}")

    def _directory(self, block: Block, rest: Keys, held: Sequence[_Held]) -> Directory:
        parts = groupby(held, key=lambda of: of.value.parent)
        return Directory(
            path=urls.directory(self._plan.folder, rest, block.directory),
            title=block.title,
            chosen=self._named(rest),
            whole=Anchor("全部", urls.listed(self._plan.folder, rest, 1)),
            number=len(held),
            parts=tuple(self._part(block.axis, rest, parent, tuple(of)) for parent, of in parts),
        )

    def _part(self, axis: int, rest: Keys, parent: str, held: Sequence[_Held]) -> DirectoryPart:
        """The values under one wider choice, group by group in the order of the first of each."""
        groups: dict[str, list[FacetChoice]] = {}
        for of in held:
            groups.setdefault(of.value.group, []).append(of.choice)
        whole = self._choice(_replaced(rest, axis, parent), f"全部{len(held)}个")
        return DirectoryPart(
            anchor=parent,
            title=self._values[axis, parent].label,
            whole=Anchor(whole.label, whole.href),
            groups=tuple(ChoiceGroup(title, tuple(choices)) for title, choices in groups.items()),
        )

    def _named(self, selection: Keys) -> tuple[str, ...]:
        chosen = ((axis, key) for axis, key in enumerate(selection) if key != urls.ANY)
        return tuple(self._values[of].label if of in self._values else of[1] for of in chosen)

    def _parent(self, axis: int, key: str) -> str:
        return self._values[axis, key].parent if (axis, key) in self._values else urls.ANY


def _index(plan: FacetPlan[T], items: Sequence[T]) -> dict[Keys, list[T]]:
    axes = 1 + max(block.axis for block in plan.blocks)
    index: dict[Keys, list[T]] = {(urls.ANY,) * axes: []}
    for item in items:
        for selection in product(*((urls.ANY, *keys) for keys in plan.keys(item))):
            index.setdefault(selection, []).append(item)
    return index


def _marked(held: _Held, picked: Value | None) -> FacetChoice:
    """The choice as the list shows it that is narrowed to ``picked``."""
    return replace(held.choice, current=True) if held.value is picked else held.choice


def _replaced(selection: Keys, axis: int, key: str) -> Keys:
    return (*selection[:axis], key, *selection[axis + 1 :])
