"""Random counties, and what of them each audience may see, decided without the program's own code.

Enters: a seed and the sample county.  Leaves: a ``Corpus``: the whole county, an audience, and the
county rebuilt of only what this audience may see, references to the rest taken out by their shape.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from disclosure.app import disk
from disclosure.county.audience import Audience
from disclosure.county.link import link
from disclosure.county.read import Records, read
from disclosure.county.site import Site
from disclosure.schema.catalogue import ALL, LINKED, Scope
from disclosure.schema.common import OWN_UNIT, PARTICULAR, PARTY, PUBLIC, SCOPES
from disclosure.schema.compound import Many, Ref, RefTo
from disclosure.schema.declare import Record
from disclosure.schema.derived.references import references
from disclosure.schema.kinds import Prose
from disclosure.schema.records.decisions.procedure import Procedure
from disclosure.schema.records.ledgers.ledger import SheetLine
from disclosure.schema.records.lists.raw_list import RawSharedList
from disclosure.schema.records.notices.notice import Notice
from disclosure.schema.records.shown.screen import Screen
from disclosure.schema.records.unit import Unit

ROOT = Path(__file__).resolve().parent.parent.parent
AS_OF = date(2026, 11, 22)
Name = tuple[str, str]
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
    audience = _audience(chance, sorted(i.code for i in items if isinstance(i, Unit)), kind)
    seen = {id(item) for item in items if not _has_scope(item) or _sees(audience, item, items)}
    hidden = [item for item in items if id(item) not in seen]
    held = [kept for item in items if (kept := _of_seen(audience, item, items))]
    visible = _without(hidden, _all_names(hidden), held)
    return Corpus(seed, audience, _linked(items), _linked(visible), len(items) - len(seen))


@cache
def _sample() -> tuple[Record, ...]:
    files, problems = disk.read_county(ROOT)
    records, more = read(files)
    if problems or more:
        raise ValueError(f"the sample county has problems: {[*problems, *more][:3]}")
    return tuple(records.items)


def _chosen(chance: random.Random, most: int) -> list[Record]:
    """Some records of every kind, and the units that they cannot do without."""
    by_kind: dict[type, list[Record]] = {}
    for item in _sample():
        by_kind.setdefault(type(item), []).append(item)
    kept: list[Record] = []
    for kind, found in by_kind.items():
        few = chance.randint(2, 2 + most // 4) if kind is Unit else chance.randint(0, most)
        wanted = few if _has_scope(found[0]) or kind in (Screen, Procedure) else len(found)
        kept += chance.sample(found, min(wanted, len(found)))
    order = {id(item): number for number, item in enumerate(_sample())}
    kept.sort(key=lambda item: order[id(item)])
    return _rehoused(chance, [_staffed(chance, item, most) for item in kept])


def _staffed(chance: random.Random, item: Record, most: int) -> Record:
    """A unit with some of its posts, a list with some of its items: pages, which take time."""
    if isinstance(item, RawSharedList):
        return replace(item, items=tuple(chance.sample(item.items, min(most, len(item.items)))))
    if not isinstance(item, Unit) or len(item.posts) <= most:
        return item
    return replace(item, posts=tuple(chance.sample(item.posts, most)))


def _rehoused(chance: random.Random, items: list[Record]) -> list[Record]:
    """Records of units that were not chosen move to one that was; other such references go."""
    units = [item for item in items if isinstance(item, Unit)]
    codes = {unit.code for unit in units}
    moved = [
        _moved_to(item, replace(home, code=chance.choice(units).code))
        if (home := _home(item)) and home.code not in codes
        else item
        for item in items
    ]
    return _without([], _all_names(_sample()) - _all_names(moved), moved)


def _home(item: Record) -> Ref | None:
    """The unit that a record belongs to: of several, the one that leads."""
    home: Ref | tuple[Ref, ...] | None = getattr(item, "unit", None)
    return home[0] if isinstance(home, tuple) else home


def _moved_to(item: Record, home: Ref) -> Record:
    """A record of another unit."""
    now = getattr(item, "unit", None)
    unit = (home, *now[1:]) if isinstance(now, tuple) else home
    return replace(item, unit=unit)  # type: ignore[call-arg]


def _twisted(chance: random.Random, items: list[Record]) -> list[Record]:
    """Random scopes, dates and references, whatever the kinds and whichever fields they declare."""
    codes: dict[str, list[str]] = {}
    for title, code in sorted(_all_names(items)):
        codes.setdefault(title, []).append(code)
    return [_twist(chance, item, codes) for item in items]


def _twist(chance: random.Random, item: Record, codes: Mapping[str, list[str]]) -> Record:
    """Every optional reference of a record points anywhere, and every long text may mention anyone."""
    changed: dict[str, object] = {}
    for attribute, key in type(item).keys().items():
        value = getattr(item, attribute)
        if attribute == "scope":
            weights = (6, 1, 1, 1) if isinstance(item, Unit) else (4, 2, 2, 1)
            changed[attribute] = chance.choices(SCOPES, weights)[0]
        elif attribute == "published":
            changed[attribute] = date(2026, 1, 1) + timedelta(days=chance.randrange(300))
        elif isinstance(key.kind, RefTo) and not key.required:
            found = _some(chance, key.kind.to, item, codes)
            changed[attribute] = found[0] if found else None
        elif isinstance(key.kind, Many) and isinstance(key.kind.of, RefTo):
            first = value[:1] if key.required else ()
            changed[attribute] = (*first, *_some(chance, key.kind.of.to, item, codes))
        elif isinstance(value, tuple) and value and all(isinstance(part, Record) for part in value):
            changed[attribute] = tuple(_twist(chance, part, codes) for part in value)
        elif isinstance(key.kind, Prose) and value:
            changed[attribute] = f"{value}\n\n{_aside(chance, codes)}"
    if isinstance(item, Notice):
        changed["body"] = f"{item.body}\n\n{_aside(chance, codes)}"
    return replace(item, **changed)  # type: ignore[arg-type]


def _some(
    chance: random.Random, title: str, item: Record, codes: Mapping[str, list[str]]
) -> tuple[Ref, ...]:
    """A few references to records of a kind; a record refers to its like only upwards: no circles."""
    own = getattr(item, "code", "") if item.title == title else ""
    known = [code for code in codes.get(title, []) if not own or code < own]
    few = chance.sample(known, chance.randint(0, min(3, len(known))))
    return tuple(Ref(title, code, item.origin.place) for code in few)


def _aside(chance: random.Random, codes: Mapping[str, list[str]]) -> str:
    """A link in a text to a record that may be hidden."""
    shelf = chance.choice([shelf for shelf in LINKED if shelf.pages])
    code = chance.choice(codes.get(shelf.title) or ["X"])
    return f"另见[相关内容](../{shelf.pages}/{code}.html)。"


def _audience(chance: random.Random, units: Sequence[str], kind: str) -> Audience:
    kind = kind or chance.choice(("社会", "社会", "全党", "单位", "特定"))
    return Audience(kind, chance.choice(units) if kind in ("单位", "特定") else "")


def _of_seen(audience: Audience, item: Record, items: list[Record]) -> Record | None:
    """A list as if only those held it whose items the audience may see; None if there are none."""
    if not isinstance(item, RawSharedList):
        return item
    units = [unit for unit in items if isinstance(unit, Unit)]
    held = [u for u in units if {u.code, u.level.code} & {ref.code for ref in item.holders}]
    seen = [u for u in held if _is_seen(audience, item.scope, u.code, items)]
    own = {Ref("机构", u.code, u.at()) for u in held}
    refs = {Ref("机构", u.code, u.at()): u.parent if u.parent not in own else None for u in seen}
    homes = [{ref: above for ref, above in refs.items() if above}, {ref: ref for ref in refs}]
    told = [
        replace(of, units=tuple(ref for ref, named in home.items() if named in of.units))
        for home in homes  # what is said of all below a superior counts less: it comes first
        for of in item.differences
    ]
    spoken = tuple(of for of in told if of.units)
    return replace(item, holders=tuple(refs), differences=spoken) if refs else None


def _sees(audience: Audience, item: Any, items: Sequence[Record]) -> bool:
    """《党务公开条例》第八条, written a second time: the program's own answer is on trial here."""
    home = _home(item)
    return _is_seen(audience, item.scope, home.code if home else item.code, items, unit=not home)


def _is_seen(
    audience: Audience, scope: str, owner: str, items: Sequence[Record], *, unit: bool = False
) -> bool:
    """Whether a scope of what the owner has, or of the ``unit`` itself, lets the audience see it."""
    if not unit:
        home = next(item for item in items if isinstance(item, Unit) and item.code == owner)
        if not _sees(audience, home, items):
            return False
    allowed = {
        (PUBLIC, "社会"), (PUBLIC, "全党"), (PUBLIC, "单位"), (PUBLIC, "特定"), (PARTY, "全党"),
    }  # fmt: skip
    if owner == audience.unit:
        allowed |= {(OWN_UNIT, "单位"), (PARTICULAR, "特定")}
    return (scope, audience.kind) in allowed


def _has_scope(item: Record) -> bool:
    return any(shelf.written is type(item) and shelf.scope is Scope.OWN for shelf in ALL)


def _without(gone: Sequence[Record], dead: set[Name], items: Sequence[Record]) -> list[Record]:
    """The items but ``gone`` ones, with every reference to ``dead`` ones taken out, however deep.

    What was only for dead ones goes too, unless something that is left still names it.
    """
    left, doubtful = [], set()
    for item in items:
        if any(item is record for record in gone):
            continue
        kept = _strip(item, dead)
        if isinstance(kept, Record):
            left.append(kept)
            if _emptied(item, kept):
                doubtful.add((item.title, getattr(item, "code", "")))
    named = {(ref.to, ref.code) for item in left for ref in references(item)}
    return [i for i in left if (i.title, getattr(i, "code", "")) not in doubtful - named]


def _emptied(before: Record, after: Record) -> bool:
    """Whether a list that says whom a record is for lost its last entry; without it, it is for all."""
    narrowing = (name for name, key in type(before).keys().items() if key.narrows)
    return any(getattr(before, name) and not getattr(after, name) for name in narrowing)


def _all_names(items: Sequence[Record]) -> set[Name]:
    return {name for item in items for name in _names(item)}


def _names(item: Record) -> list[Name]:
    posts = [("岗位", post.code) for post in item.posts] if isinstance(item, Unit) else []
    return [(item.title, str(getattr(item, "code", ""))), *posts]


def _strip(value: object, dead: set[Name]) -> object:
    if isinstance(value, Ref | SheetLine):  # a line of a ledger is shown whole or not at all
        return _GONE if any((ref.to, ref.code) in dead for ref in references(value)) else value
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
        if isinstance(before, tuple) and isinstance(after, tuple):
            pairs = zip(before, (_strip(part, dead) for part in before), strict=True)
            after = tuple(
                new
                for old, new in pairs
                if new is not _GONE and not (isinstance(new, Record) and _emptied(old, new))
            )
            after = before if after == before else after
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
