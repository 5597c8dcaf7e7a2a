"""Random counties, and what of them each audience may see, decided without the program's own code.

Enters: a seed and the sample county.  Leaves: a ``Corpus``: the whole county, an audience, and
the county rebuilt from only the records that this audience may see, with every reference to the
others taken out of the data by the shape of the records, not by name.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from disclosure.app import disk
from disclosure.county.audience import Audience
from disclosure.county.link import link
from disclosure.county.read import Records, read
from disclosure.county.site import Site
from disclosure.schema.common import OWN_UNIT, PARTICULAR, PARTY, PUBLIC, SCOPES
from disclosure.schema.compound import Ref
from disclosure.schema.declare import Record
from disclosure.schema.records.decisions.decision import Decision
from disclosure.schema.records.notices.notice import Notice
from disclosure.schema.records.powers.raw_power import RawPower
from disclosure.schema.records.screen import Screen
from disclosure.schema.records.unit import Unit

ROOT = Path(__file__).resolve().parent.parent.parent
AS_OF = date(2026, 11, 22)
Name = tuple[str, str]
Scoped = Unit | RawPower | Decision | Notice
_GONE = object()


@dataclass(frozen=True)
class Corpus:
    """One random county: whole, and as if the hidden records had never been written."""

    seed: int
    audience: Audience
    whole: Site
    visible: Site
    hidden: int


SMALL, LARGE = 2, 12
"""Records of each kind, at most: small counties are quick to write to the last byte."""


@cache
def corpus(seed: int, most: int = LARGE, kind: str = "") -> Corpus:
    """The county of a seed: at most ``most`` records of each kind, in random scopes, and an audience.

    The audience is a random one, or a random one of a ``kind``.
    """
    chance = random.Random(seed)  # noqa: S311  tests want the same again, not secrets
    items = _twisted(chance, _chosen(chance, most))
    units = {item.code for item in items if isinstance(item, Unit)}
    audience = _audience(chance, sorted(units), kind)
    seen = {id(item) for item in items if not isinstance(item, Scoped) or _sees(audience, item, items)}
    hidden = [item for item in items if id(item) not in seen]
    visible = _without(hidden, _all_names(hidden), items)
    return Corpus(seed, audience, _linked(items), _linked(visible), len(items) - len(seen))


@cache
def _sample() -> tuple[Record, ...]:
    files, problems = disk.read_county(ROOT)
    records, more = read(files)
    if problems or more:
        raise ValueError(f"the sample county has problems: {[*problems, *more][:3]}")
    return tuple(records.items)


def _chosen(chance: random.Random, most: int) -> list[Record]:
    """Some records of every kind, and the units and posts that they cannot do without."""
    by_kind: dict[type, list[Record]] = {}
    for item in _sample():
        by_kind.setdefault(type(item), []).append(item)
    kept: list[Record] = []
    for kind, found in by_kind.items():
        few = chance.randint(2, 2 + most // 4) if kind is Unit else chance.randint(0, most)
        wanted = len(found) if kind not in (Unit, RawPower, Decision, Notice, Screen) else few
        kept += chance.sample(found, min(wanted, len(found)))
    order = {id(item): number for number, item in enumerate(_sample())}
    kept.sort(key=lambda item: order[id(item)])
    return _rehoused(chance, [_staffed(chance, item, most) for item in kept])


def _staffed(chance: random.Random, item: Record, most: int) -> Record:
    """A unit with some of its posts; each has a page of its own, which takes time."""
    if not isinstance(item, Unit) or len(item.posts) <= most:
        return item
    return replace(item, posts=tuple(chance.sample(item.posts, most)))


def _rehoused(chance: random.Random, items: list[Record]) -> list[Record]:
    """Records of units that were not chosen move to one that was; other such references go."""
    units = [item for item in items if isinstance(item, Unit)]
    codes = {unit.code for unit in units}
    moved = [
        replace(item, unit=replace(item.unit, code=chance.choice(units).code))
        if isinstance(item, RawPower | Decision | Notice) and item.unit.code not in codes
        else item
        for item in items
    ]
    return _without([], _all_names(_sample()) - _all_names(moved), moved)


def _twisted(chance: random.Random, items: list[Record]) -> list[Record]:
    """Random scopes, and random references across them."""
    units = [item.code for item in items if isinstance(item, Unit)]
    powers = [item.code for item in items if isinstance(item, RawPower)]
    decisions = [item.code for item in items if isinstance(item, Decision)]
    return [_twist(chance, item, units, powers, decisions) for item in items]


def _twist(
    chance: random.Random,
    item: Record,
    units: Sequence[str],
    powers: Sequence[str],
    decisions: Sequence[str],
) -> Record:
    def some(title: str, codes: Sequence[str]) -> tuple[Ref, ...]:
        few = chance.sample(codes, chance.randint(0, min(3, len(codes))))
        return tuple(Ref(title, code, item.origin.place) for code in few)

    scope = chance.choices(SCOPES, (4, 2, 2, 1))[0]
    day = date(2026, 1, 1) + timedelta(days=chance.randrange(300))
    match item:
        case Unit():
            above = [code for code in units if code < item.code]  # no cycles
            parent = next(iter(some("机构", above)), None)
            return replace(item, scope=chance.choices(SCOPES, (6, 1, 1, 1))[0], parent=parent)
        case RawPower():
            link = f"另见[相关事项](../powers/{chance.choice(powers)}.html)。"
            return replace(item, scope=scope, published=day, summary=f"{item.summary}\n\n{link}")
        case Decision():
            sponsor = next(iter(some("机构", units)), None)
            own, sisters = some("职权", powers), some("决策", decisions)
            return replace(
                item, scope=scope, published=day, sponsor=sponsor, powers=own, sisters=sisters
            )
        case Notice():
            link = f"\n\n见[决定](../decisions/{chance.choice(decisions or ['X'])}.html)。"
            return replace(item, scope=scope, published=day, body=item.body + link)
        case Screen():
            return replace(item, units=some("机构", units))
    return item


def _audience(chance: random.Random, units: Sequence[str], kind: str) -> Audience:
    kind = kind or chance.choice(("社会", "社会", "全党", "单位", "特定"))
    return Audience(kind, chance.choice(units) if kind in ("单位", "特定") else "")


def _sees(audience: Audience, item: Scoped, items: Sequence[Record]) -> bool:
    """《党务公开条例》第八条, written a second time: the program's own answer is on trial here."""
    owner = item.code if isinstance(item, Unit) else item.unit.code
    if not isinstance(item, Unit):
        home = next(unit for unit in items if isinstance(unit, Unit) and unit.code == owner)
        if not _sees(audience, home, items):
            return False
    allowed = {
        (PUBLIC, "社会"), (PUBLIC, "全党"), (PUBLIC, "单位"), (PUBLIC, "特定"), (PARTY, "全党"),
    }  # fmt: skip
    if owner == audience.unit:
        allowed |= {(OWN_UNIT, "单位"), (PARTICULAR, "特定")}
    return (item.scope, audience.kind) in allowed


def _without(gone: Sequence[Record], dead: set[Name], items: Sequence[Record]) -> list[Record]:
    """The items but ``gone`` ones, with every reference to ``dead`` ones taken out, however deep."""
    left = []
    for item in items:
        if any(item is one for one in gone) or (isinstance(item, Screen) and _blinded(item, dead)):
            continue
        kept = _strip(item, dead)
        if isinstance(kept, Record):
            left.append(kept)
    return left


def _blinded(screen: Screen, dead: set[Name]) -> bool:
    """A screen that was for hidden units only; without its list it would show all others."""
    return bool(screen.units) and all((ref.to, ref.code) in dead for ref in screen.units)


def _all_names(items: Sequence[Record]) -> set[Name]:
    return {name for item in items for name in _names(item)}


def _names(item: Record) -> list[Name]:
    posts = [("岗位", post.code) for post in item.posts] if isinstance(item, Unit) else []
    return [(item.title, str(getattr(item, "code", ""))), *posts]


def _strip(value: object, dead: set[Name]) -> object:
    if isinstance(value, Ref):
        return _GONE if (value.to, value.code) in dead else value
    if isinstance(value, tuple):
        parts = (_strip(part, dead) for part in value)
        return tuple(part for part in parts if part is not _GONE)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, object] = {}
    for field in dataclasses.fields(value):
        if field.name in ("origin", "place"):
            continue
        before = getattr(value, field.name)
        after = _strip(before, dead)
        if after is _GONE:
            if field.default is dataclasses.MISSING:
                return _GONE
            after = field.default
        if after is not before:
            changed[field.name] = after
    return replace(value, **changed) if changed else value


def _linked(items: Sequence[Record]) -> Site:
    county, _ = link(Records(list(items)), AS_OF)
    if county is None:
        raise ValueError("no county")
    return county
