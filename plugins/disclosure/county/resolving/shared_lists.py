"""A shared list written out: for each body that holds it a power of its own, for each item.

Enters: a ``RawSharedList``, the bodies and the standard flows.  Leaves: a ``SharedList``, and ``Power``
records as if each had been written.  What is the same with many holders is one value that all of them
hold: an item is resolved once for each way in which it differs, and holders of one way share its flow.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...basics.problem import Place
from ...basics.values import dataclass
from ...schema.common import PARTY, PUBLIC
from ...schema.compound import Ref
from ...schema.declare import Origin
from ...schema.periods import Period
from ...schema.records.county import Level
from ...schema.records.lists.raw_list import ListDifference, ListItem, RawSharedList
from ...schema.records.lists.shared_list import AnySharedList, LeftOut, SharedList
from ...schema.records.powers.flow import StandardFlow, steps_of
from ...schema.records.powers.power import Power
from ...schema.records.powers.raw_power import RawPower
from ...schema.records.powers.sharing import ItemOfList
from ...schema.records.unit import Post, Unit
from ..flows.varied import with_posts_renamed
from .powers import resolve, stated

FOR_ALL = ("category", "topics", "fee", "supervision", "clearance", "published")
"""What a list says for the items that are silent on it."""
OWN_FACTS = {
    "promised": "承诺时限", "counter": "办理地点", "hours": "办理时间", "enquiries": "咨询",
    "supervision": "监督",
}  # fmt: skip
"""What a difference states in place of an item, by attribute."""

Units = Mapping[str, Unit]
Flows = Mapping[str, StandardFlow]


def holders(raw: RawSharedList, units: Units) -> list[Unit]:
    """The bodies that hold a list: those named, or all of a level, in the order of the files."""
    if raw.holders and raw.holders[0].to == Level.title:
        return [unit for unit in units.values() if unit.level.code == raw.holders[0].code]
    named = dict.fromkeys(ref.code for ref in raw.holders)
    return [units[code] for code in named if code in units]


def code_of(unit: str, item: str) -> str:
    """The lasting code of an item as the power of one body."""
    return f"{unit}-{item}"


def codes_of(raw: RawSharedList, units: Units) -> Iterator[tuple[str, ListItem]]:
    """Every code that a list takes up, those of earlier days included, with the item it is for."""
    items = {item.code.casefold(): item for item in reversed(raw.items)}
    for unit in holders(raw, units):
        for item in items.values():
            yield from ((code, item) for code in (code_of(unit.code, item.code), *_former(unit, item)))


def _former(unit: Unit, item: ListItem) -> tuple[str, ...]:
    """Codes that the power had when the body, or the item, had another one."""
    every = [code_of(of, code) for code in (*item.former, item.code) for of in (*unit.former, unit.code)]
    return tuple(every[:-1])


def said_of(raw: RawSharedList, unit: Unit, held: Container[str]) -> list[ListDifference]:
    """What is said otherwise of a body: what says it most closely comes last.

    A body's own word counts before one on all below its superior, one on some items before one on all.
    Whoever is ``held`` to hold the list stands for itself alone, another for all below it.
    """
    named = [(of, {ref.code for ref in of.units}) for of in raw.differences]
    home = {unit.code, unit.parent.code if unit.parent and unit.parent.code not in held else ""}
    meant = [(unit.code in codes, bool(of.items), of) for of, codes in named if codes & home]
    return [of for *_, of in sorted(meant, key=lambda said: said[:2])]


def concerns(of: ListDifference, item: ListItem) -> bool:
    """Whether a difference speaks of an item: it names it, or none."""
    return not of.items or any(code.text == item.code for code in of.items)


def spoken_of(said: Iterable[ListDifference], item: ListItem) -> list[ListDifference]:
    """What of it is said of an item."""
    return [of for of in said if concerns(of, item)]


def renamed(said: Iterable[ListDifference]) -> dict[str, str]:
    """What posts are called elsewhere, by what the list calls them."""
    return {old: new for of in said for old, new in of.renamed}


@dataclass(frozen=True, slots=True)
class WrittenOut:
    """A list, and the powers of all that hold it, body by body in the order of the items."""

    shared: SharedList
    powers: tuple[Power, ...]


def written_out(raw: RawSharedList, units: Units, flows: Flows) -> WrittenOut:
    """The list and its powers; without those that a body does not have."""
    made = [_Item(raw, item, number, flows) for number, item in enumerate(raw.items, 1)]
    powers: list[Power] = []
    left_out: list[LeftOut] = []
    by_code = {unit.code: unit for unit in holders(raw, units)}
    for unit in by_code.values():
        said, posts = said_of(raw, unit, by_code), {post.name: post for post in unit.posts}
        for item in made:
            otherwise = spoken_of(said, item.item)
            if reasons := [of.omitted for of in otherwise if of.omitted]:
                left_out.append(
                    LeftOut(Ref(Unit.title, unit.code, raw.at()), item.item.code, reasons[-1])
                )
            else:
                powers.append(item.of(unit, otherwise, posts))
    return WrittenOut(_shared(raw, left_out), tuple(powers))


def _shared(raw: RawSharedList, left_out: Sequence[LeftOut]) -> SharedList:
    """The list without its items; where each body keeps its own to itself, no other is told of."""
    told = tuple(left_out) if raw.scope in (PUBLIC, PARTY) else ()
    said = {f.name: getattr(raw, f.name) for f in dataclasses.fields(AnySharedList)}
    return SharedList(**said, day=raw.published, left_out=told)


class _Item:
    """An item of a list, resolved once for each way in which it differs."""

    def __init__(self, raw: RawSharedList, item: ListItem, number: int, flows: Flows) -> None:
        self.item, self._raw, self._number, self._flows = item, raw, number, flows
        self._plain = plain(raw, item, flows)
        self._posts = posts_in(self._plain, item)
        self._ways: dict[tuple[int, ...], Power] = {}
        self._run: dict[tuple[object, ...], Power] = {}

    def of(self, unit: Unit, said: Sequence[ListDifference], posts: Mapping[str, Post]) -> Power:
        """The item as a body's own power."""
        names, place = renamed(said), self._raw.at("holders")
        hands = (posts.get(names.get(name, name)) for name in self.item.hands)
        return replace(
            self._way(said),
            code=code_of(unit.code, self.item.code),
            former=_former(unit, self.item),
            unit=Ref(Unit.title, unit.code, place),
            posts=tuple(Ref(Post.title, post.code, place) for post in hands if post),
        )

    def _way(self, said: Sequence[ListDifference]) -> Power:
        """What all bodies of which the same is said have in common."""
        key = tuple(map(id, said))
        if key not in self._ways:
            self._ways[key] = self._made(said)
        return self._ways[key]

    def _made(self, said: Sequence[ListDifference]) -> Power:
        stated = {name: of for of in said for name in OWN_FACTS if getattr(of, name)}
        values: dict[str, Any] = {name: getattr(of, name) for name, of in stated.items()}
        names = {old: new for old, new in renamed(said).items() if old in self._posts}
        run = self._as_run(values.pop("promised", None), names)
        return replace(
            run,
            **values,
            origin=_places(run.origin, {name: of.at(name) for name, of in stated.items()}),
            listed=ItemOfList(
                Ref(SharedList.title, self._raw.code, self._raw.at("code")),
                self.item.code, self._number, self.item.area,
                tuple(_told(self._plain, stated, names)),
            ),
        )  # fmt: skip

    def _as_run(self, promised: Period | None, names: Mapping[str, str]) -> Power:
        """The power with a flow that all share whose flow is the same."""
        key = (promised, *sorted(names.items()))
        if key not in self._run:
            self._run[key] = self._resolved(promised, names)
        return self._run[key]

    def _resolved(self, promised: Period | None, names: Mapping[str, str]) -> Power:
        power = plain(self._raw, self.item, self._flows, promised)
        return with_posts_renamed(power, names) if names else power


def plain(raw: RawSharedList, item: ListItem, flows: Flows, promised: Period | None = None) -> Power:
    """An item as the list has it, or with another promise: of no body in particular."""
    written = _as_written(raw, item, promised)
    return resolve(written, stated(written, flows))


def _as_written(raw: RawSharedList, item: ListItem, promised: Period | None) -> RawPower:
    """The item as a power of a body, completed with what the list says for all."""
    values = {f.name: getattr(item, f.name) for f in dataclasses.fields(RawPower)}
    of_list = [*(name for name in FOR_ALL if not values[name]), "scope", "carriers"]
    places = {name: raw.at(name) for name in of_list if name in raw.origin.names}
    return RawPower(**values | {name: getattr(raw, name) for name in of_list} | {
        "code": code_of(raw.code, item.code),
        "unit": raw.holders[:1],
        "promised": promised or item.promised,
        "origin": _places(item.origin, {**places, "unit": raw.at("holders")}),
    })  # fmt: skip


def _places(origin: Origin, more: Mapping[str, Place]) -> Origin:
    return Origin.of(origin, {**origin.seen_from(origin.path), **more})


def posts_in(power: Power, item: ListItem) -> frozenset[str]:
    """Names of posts that an item speaks of: in whose hands it is, who acts in its flow, who watches."""
    steps = list(steps_of(power.flow))
    acting = (post for step in steps for post in step.posts)
    risks = (*power.risks, *(risk for step in steps for risk in step.risks))
    return frozenset((*item.hands, *acting, *(risk.watcher for risk in risks)))


def _told(plain: Power, stated: Mapping[str, ListDifference], names: Mapping[str, str]) -> Iterator[str]:
    """The differences in words: what is otherwise, and what the list says."""
    if names:
        yield "岗位：" + "、".join(f"{old}在这里是{new}" for old, new in names.items())
    for name, called in OWN_FACTS.items():
        here, there = getattr(stated.get(name), name, None), getattr(plain, name)
        if here and here != there:
            yield f"{called}：{here}" + (f"（清单：{there}）" if there else "")
