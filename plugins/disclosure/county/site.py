"""The whole county as one frozen value, and what can be asked of it.

Enters: linked records (``link``).  Leaves: nothing; a ``Site`` is read by every room above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from ..basics.law.resolve import NO_PROVISIONS, Provision, Provisions
from ..basics.values import dataclass
from ..schema.catalogue import LINKED
from ..schema.compound import Ref
from ..schema.declare import Record
from ..schema.derived.references import Name, names_in, referring
from ..schema.records.county import Carrier, Category, County, Level, SplitPower, Topic
from ..schema.records.decisions.decision import Decision
from ..schema.records.decisions.procedure import Procedure
from ..schema.records.ledgers.ledger import Ledger
from ..schema.records.notices.notice import Notice
from ..schema.records.notices.withdrawal import Withdrawal
from ..schema.records.powers.flow import StandardFlow
from ..schema.records.powers.power import Power
from ..schema.records.powers.sharing import Role
from ..schema.records.shown.screen import Screen
from ..schema.records.unit import Post, Unit
from .held import MadeOfHeld, of_one
from .ledgers.mentions import LedgerMention, mentions

R = TypeVar("R", bound=Record)
V = TypeVar("V")

Published = Power | Decision | Notice | Ledger
RecordsByKind = Mapping[type[Record], Mapping[str, Record]]


@dataclass(frozen=True)
class Site:
    """The county: the records of every kind of ``schema.catalogue``, by code, in the order of the files.

    Powers are resolved (``county.resolving``): none is here as it was written.  ``as_of`` is the day for
    which the site is built: the only clock of the program.  ``provisions`` is empty until a law library
    has been consulted.  ``sources``: digests of the files that it was read from, by path.  A county not
    ``whole`` lacks records with a mistake: what is missing from it may be among them.  What is made of
    records that are held is asked of ``made``.
    """

    records: RecordsByKind
    as_of: date
    provisions: Provisions = NO_PROVISIONS
    sources: Mapping[str, str] = field(default_factory=dict)
    whole: bool = True
    made: MadeOfHeld = field(default_factory=MadeOfHeld, compare=False, repr=False)

    def of(self, kind: type[R]) -> Mapping[str, R]:
        """All records of a kind, by code."""
        return cast(Mapping[str, R], self.records[kind])

    def having(self, kind: type[R], records: Mapping[str, R]) -> Site:
        """The same county with other records of one kind."""
        return replace(self, records={**self.records, kind: records})

    @cached_property
    def county(self) -> County:
        """What county.yaml says."""
        return next(iter(self.of(County).values()))

    @property
    def units(self) -> Mapping[str, Unit]:
        return self.of(Unit)

    @property
    def powers(self) -> Mapping[str, Power]:
        return self.of(Power)

    @property
    def flows(self) -> Mapping[str, StandardFlow]:
        return self.of(StandardFlow)

    @property
    def decisions(self) -> Mapping[str, Decision]:
        return self.of(Decision)

    @property
    def notices(self) -> Mapping[str, Notice]:
        return self.of(Notice)

    @property
    def ledgers(self) -> Mapping[str, Ledger]:
        return self.of(Ledger)

    @property
    def screens(self) -> Mapping[str, Screen]:
        return self.of(Screen)

    @property
    def procedures(self) -> Mapping[str, Procedure]:
        return self.of(Procedure)

    @cached_property
    def withdrawn(self) -> Mapping[str, Withdrawal]:
        """What was withdrawn, by its kind and each code that it had: “职权 MZ-JF-001”."""
        return {f"{g.kind} {code}": g for g in self.of(Withdrawal).values() for code in g.codes}

    @cached_property
    def published(self) -> tuple[Published, ...]:
        """All records of the kinds that carry a date of publication."""
        dated = (self.records[shelf.record].values() for shelf in LINKED if shelf.dated)
        return tuple(cast(Published, record) for found in dated for record in found)

    def cut(self, records: RecordsByKind) -> Site:
        """The same county with fewer records, some of them cut; the others are not walked again."""
        smaller = replace(self, records=records)
        vars(smaller)["mentions"] = {
            kind: {code: self.mentioned(kind, code, item) for code, item in found.items()}
            for kind, found in records.items()
        }
        return smaller

    @cached_property
    def mentions(self) -> Mapping[type[Record], Mapping[str, frozenset[Name]]]:
        """What every record refers to, by its kind and code."""
        return {
            kind: {code: self.made(names_in, item) for code, item in found.items()}
            for kind, found in self.records.items()
        }

    def mentioned(self, kind: type[Record], code: str, item: Record) -> frozenset[Name]:
        """What the record of that kind and code refers to, be it ours or one cut out of it."""
        if item is self.records[kind][code]:
            return self.mentions[kind][code]
        return names_in(item)

    def cited(self, words: str) -> tuple[Provision, ...]:
        """The provisions that a citation leads to, as of the day of the site."""
        return self.provisions.of(words, self.as_of).provisions

    @cached_property
    def names(self) -> Mapping[str, Mapping[str, object]]:
        """What a reference can mean, by the title of what it refers to."""
        vocabularies = (self.levels, self.categories, self.topics, self.splits, self.carriers)
        titles = (Level.title, Category.title, Topic.title, SplitPower.title, Carrier.title)
        kinds = {shelf.title: self.records[shelf.record] for shelf in LINKED}
        return {**kinds, Post.title: self.posts, **dict(zip(titles, vocabularies, strict=True))}

    @cached_property
    def splits(self) -> Mapping[str, SplitPower]:
        """Kinds of power that the county splits between several hands, by name."""
        return {split.name: split for split in self.county.splits}

    @of_one(Unit)
    def posts(self) -> Mapping[str, Post]:
        """All posts by code."""
        return {post.code: post for unit in self.units.values() for post in unit.posts}

    @of_one(Unit)
    def unit_of_post(self) -> Mapping[str, Unit]:
        """The unit that a post belongs to, by the post's code."""
        return {post.code: unit for unit in self.units.values() for post in unit.posts}

    @cached_property
    def levels(self) -> Mapping[str, Level]:
        """Levels by name, from the highest."""
        return {level.name: level for level in self.county.levels}

    @cached_property
    def categories(self) -> Mapping[str, Category]:
        """Categories of power by name."""
        return {category.name: category for category in self.county.categories}

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Topics by name."""
        return {topic.name: topic for topic in self.county.topics}

    @cached_property
    def carriers(self) -> Mapping[str, Carrier]:
        """Carriers by name."""
        return {carrier.name: carrier for carrier in self.county.carriers}

    @cached_property
    def units_at(self) -> Mapping[str, tuple[Unit, ...]]:
        """Units by the name of their level; every level has an entry."""
        return {
            name: tuple(u for u in self.units.values() if u.level.code == name) for name in self.levels
        }

    @cached_property
    def units_below(self) -> Mapping[str, tuple[Unit, ...]]:
        """Units by the code of the one above them; every unit has an entry."""
        below = (unit for unit in self.units.values() if unit.parent)
        return self._by_unit(below, lambda unit: unit.parent.code if unit.parent else "")

    @cached_property
    def powers_of(self) -> Mapping[str, tuple[Power, ...]]:
        """Powers by the code of the unit that leads; every unit has an entry."""
        return self._by_unit(self.powers.values(), lambda power: power.unit.code)

    @cached_property
    def handled_at(self) -> Mapping[str, tuple[Power, ...]]:
        """Powers that name a post, by the post's code."""
        return referring(self.powers.values(), lambda power: power.posts)

    @cached_property
    def shared_by(self) -> Mapping[str, tuple[tuple[Power, Role], ...]]:
        """Powers that another unit leads, by the code of a unit that has a part in them."""
        found: dict[str, list[tuple[Power, Role]]] = {}
        for power in self.powers.values():
            for part in power.parts[1:]:
                found.setdefault(part.unit.code, []).append((power, part.role))
        return {code: tuple(shared) for code, shared in found.items()}

    @cached_property
    def decisions_of(self) -> Mapping[str, tuple[Decision, ...]]:
        """Decisions by the code of the deciding unit; every unit has an entry."""
        return self._by_unit(self.decisions.values(), lambda decision: decision.unit.code)

    @cached_property
    def notices_of(self) -> Mapping[str, tuple[Notice, ...]]:
        """Notices by the code of the issuing unit; every unit has an entry."""
        return self._by_unit(self.notices.values(), lambda notice: notice.unit.code)

    @of_one(Notice)
    def notices_on(self) -> Mapping[str, tuple[Notice, ...]]:
        """Notices that explain a power, by the power's code."""
        return referring(self.notices.values(), lambda notice: notice.powers)

    @of_one(Notice)
    def interpretations(self) -> Mapping[str, tuple[Notice, ...]]:
        """Notices that interpret another, by its code."""
        return referring(self.notices.values(), lambda notice: notice.interprets)

    @of_one(Notice)
    def replaced_by(self) -> Mapping[str, tuple[Notice, ...]]:
        """Notices that gave place to another, by the code of that one."""
        return referring(self.notices.values(), lambda n: n.force.successors if n.force else ())

    @cached_property
    def lapsed(self) -> Mapping[str, date]:
        """The last day of notices whose time has run out, by code."""
        ends = ((n.code, n.force.until) for n in self.notices.values() if n.force)
        return {code: until for code, until in ends if until and until < self.as_of}

    @cached_property
    def ledgers_of(self) -> Mapping[str, tuple[Ledger, ...]]:
        """Ledgers, without sheets, by the code of the unit that keeps them; each unit has an entry."""
        bare = (replace(ledger, sheets=()) for ledger in self.ledgers.values())
        return self._by_unit(bare, lambda ledger: ledger.unit.code)

    @of_one(Ledger)
    def told_in_ledgers(self) -> Mapping[str, tuple[LedgerMention, ...]]:
        """What ledgers say of a record, by its title and code; of a unit, which lines are its own."""
        return mentions(self.ledgers.values())

    def unit(self, ref: Ref) -> Unit:
        """The unit a reference means."""
        return self.units[ref.code]

    def level_of(self, unit: Unit) -> Level:
        """The level of a unit."""
        return self.levels[unit.level.code]

    def post_named(self, power: Power, name: str) -> Post | None:
        """The post a flow step of ``power`` means: declared in the flow, of the unit, or a code."""
        declared = dict(power.flow.actors).get(name) if power.flow else None
        if declared and declared.post:
            return self.posts.get(declared.post)
        unit, known = self.units[power.unit.code], vars(self).setdefault("posts in units", {})
        if unit.code not in known:  # asked of every step of a flow
            known[unit.code] = {said: p for p in reversed(unit.posts) for said in (p.code, p.name)}
        return known[unit.code].get(name) or self.posts.get(name)

    def _by_unit(self, items: Iterable[V], unit: Callable[[V], str]) -> Mapping[str, tuple[V, ...]]:
        grouped: dict[str, list[V]] = {code: [] for code in self.units}
        for item in items:
            grouped[unit(item)].append(item)
        return {code: tuple(found) for code, found in grouped.items()}


def code_of(item: Record) -> str:
    """A record's code, "" of a kind of which there is only one."""
    return str(getattr(item, "code", ""))


def former_codes(item: object) -> tuple[str, ...]:
    """The codes under which a record was published before, from the earliest."""
    return tuple(getattr(item, "former", ()))
