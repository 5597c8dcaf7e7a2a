"""What is amiss with a shared list as it is written, beyond what its powers suffer from.

Enters: a ``RawSharedList`` and the county it was linked into.  Leaves: problems at the list's or the
difference's own line and column.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from itertools import combinations

from ...basics.problem import Code, Problem
from ...schema.declare import nearest
from ...schema.forms import says_why
from ...schema.records.lists.raw_list import ListDifference, ListItem, RawSharedList
from ...schema.records.powers.power import Power
from ...schema.records.unit import Unit
from ..site import Site
from .shared_lists import (
    OWN_FACTS,
    concerns,
    holders,
    plain,
    posts_in,
    renamed,
    said_of,
    spoken_of,
)

NOT_A_HOLDER = Code(
    "R164", "差异说的机构不行使这份清单", "请改成行使主体之一（或它们的上级），或者删去这项差异"
)
NO_CHANGE = Code("R165", "差异看不出哪里不同", "请写与清单不同的那一处；一样的不用写，请删去")
NO_REASON = Code("R166", "不适用没有写理由", "请写明为什么不适用，例如 城市社区没有集体土地")
MUST_NOT_DIFFER = Code("R167", "全县统一的事项写了不同", "请删去这项差异，或者把事项的“全县统一”改成否")
NO_SUCH_ITEM = Code("R168", "清单里没有这一项", "请写清单事项的编号")
SAME_ITEM = Code("R169", "清单事项的编号重复", "请给其中一项换一个编号，大小写不同也算重复")
NO_SUCH_POST = Code(
    "R173", "有的机构没有这个岗位", "请在机构的“岗位”里登记，或者在“各处差异”里写明在那里叫什么"
)
SAID_TWICE = Code("R174", "同一处差异写了两次", "请只留一处")
NOBODYS = Code("R175", "没有一个机构行使", "请核对“行使主体”和“不适用”，没有谁行使的请删去")
ALSO_ALONE = Code(
    "R176", "清单里的事项又单独写了一份", "同一项权力会算成两项：请删去单独的一份，或者在清单里写不适用"
)

_SHORTEST = 4
"""Characters of the shortest reason that can tell why."""
_SHOWN = 5


def told(raw: RawSharedList, site: Site, missed: Collection[str]) -> Iterator[Problem]:
    """All that is amiss; a body of which the code was ``missed`` may hold any of it."""
    held = holders(raw, site.units)
    codes = {unit.code for unit in held}
    said = {unit.code: said_of(raw, unit, codes) for unit in held}
    yield from _items(raw)
    yield from _of_differences(raw, held, site, missed)
    yield from _twice(raw, held, said)
    yield from _hands(raw, held, said)
    yield from _held_by_none(raw, said) if not missed else ()
    yield from _also_alone(raw, held, site)


SaidOf = Mapping[str, Sequence[ListDifference]]
"""What is said otherwise of each body, by its code."""


def _items(raw: RawSharedList) -> Iterator[Problem]:
    seen: dict[str, ListItem] = {}
    for item in raw.items:
        first = seen.setdefault(item.code.casefold(), item)
        if first is not item:
            what = f"“{item.name}”和“{first.name}”的编号都是“{item.code}”"
            yield Problem(item.at("code"), SAME_ITEM, what)
    for ban in raw.forbidden:
        for code in ban.items:
            if code not in _codes(raw):
                yield Problem(ban.at("items"), NO_SUCH_ITEM, _unknown(raw, code))


def _codes(raw: RawSharedList) -> list[str]:
    return [item.code for item in raw.items]


def _unknown(raw: RawSharedList, code: str) -> str:
    return f"“{raw.name}”没有编号为“{code[:40]}”的事项{nearest(code, _codes(raw))}"


def _of_differences(
    raw: RawSharedList, held: Sequence[Unit], site: Site, missed: Container[str]
) -> Iterator[Problem]:
    known = {unit.code for unit in held} | {unit.parent.code for unit in held if unit.parent}
    as_listed = {item.code: plain(raw, item, site.flows) for item in raw.items}
    for of in raw.differences:
        for ref in of.units:
            if ref.code not in known and ref.code not in missed:
                yield Problem(ref.place, NOT_A_HOLDER, f"“{ref.code}”不行使“{raw.name}”")
        for code in of.items:
            if code.text not in _codes(raw):
                yield Problem(code.place, NO_SUCH_ITEM, _unknown(raw, code.text))
        concerned = [item for item in raw.items if concerns(of, item)]
        yield from _says_something(of)
        yield from _says_otherwise(of, [as_listed[item.code] for item in concerned])
        yield from _renames(of, concerned, as_listed)
        yield from _uniform(of, concerned)


def _says_something(of: ListDifference) -> Iterator[Problem]:
    stated = of.renamed or any(getattr(of, name) for name in OWN_FACTS)
    if of.omitted and (not says_why(of.omitted) or len(of.omitted) < _SHORTEST):
        yield Problem(of.at("omitted"), NO_REASON, f"“{of.omitted}”说不出为什么不适用")
    if bool(of.omitted) == bool(stated):
        what = "既写不适用，又写了怎样行使" if stated else "没有写哪里不同"
        yield Problem(of.at("omitted" if stated else "units"), NO_CHANGE, what)


def _says_otherwise(of: ListDifference, listed: Sequence[Power]) -> Iterator[Problem]:
    """What a difference states is otherwise than in the list."""
    for name, called in OWN_FACTS.items():
        here = getattr(of, name)
        if here and listed and all(getattr(power, name) == here for power in listed):
            yield Problem(of.at(name), NO_CHANGE, f"{called}“{here}”与清单写的一样")


def _renames(
    of: ListDifference, concerned: Sequence[ListItem], listed: Mapping[str, Power]
) -> Iterator[Problem]:
    """A post that is called otherwise is one of which the items speak."""
    posts = {post for item in concerned for post in posts_in(listed[item.code], item)}
    for old, new in of.renamed if concerned else ():
        if old == new or old not in posts:
            why = "两个名称一样" if old == new else f"这几项里没有这个岗位{nearest(old, posts)}"
            yield Problem(of.at("renamed"), NO_CHANGE, f"岗位“{old}”：{why}")


def _uniform(of: ListDifference, concerned: Sequence[ListItem]) -> Iterator[Problem]:
    """Posts, telephones and places are each body's own; the rest of a uniform item is the county's."""
    for name, called in (("omitted", "不适用"), ("promised", OWN_FACTS["promised"])):
        fixed = [item.name for item in concerned if item.uniform == "是"]
        if getattr(of, name) and fixed:
            what = f"“{fixed[0]}”等 {len(fixed)} 项" if len(fixed) > 1 else f"“{fixed[0]}”"
            yield Problem(of.at(name), MUST_NOT_DIFFER, f"{what}全县统一，这里写了{called}")


def _twice(raw: RawSharedList, held: Sequence[Unit], said: SaidOf) -> Iterator[Problem]:
    """Two that speak equally closely of one body and one item do not say the same thing."""
    found: dict[int, Problem] = {}
    for unit in held:
        for first, other in combinations(said[unit.code], 2):
            shared = [item for item in raw.items if concerns(first, item) and concerns(other, item)]
            if shared and _keys(first) & _keys(other) and _close(first, unit) == _close(other, unit):
                what = f"“{unit.label}”的“{shared[0].name}”，另一处差异已经写了"
                found.setdefault(id(other), Problem(other.at("units"), SAID_TWICE, what))
    yield from found.values()


def _close(of: ListDifference, unit: Unit) -> tuple[bool, bool]:
    return any(ref.code == unit.code for ref in of.units), bool(of.items)


def _keys(of: ListDifference) -> set[str]:
    """What a difference states; of posts each by its name."""
    stated = {name for name in (*OWN_FACTS, "omitted") if getattr(of, name)}
    return stated | {f"岗位 {old}" for old, _ in of.renamed}


def _hands(raw: RawSharedList, held: Sequence[Unit], said: SaidOf) -> Iterator[Problem]:
    """Whoever has an item in hand is a post of each body."""
    posts = {unit.code: {post.name for post in unit.posts} for unit in held}
    for item in raw.items:
        lacking: dict[str, list[str]] = {}
        for unit in held:
            otherwise = spoken_of(said[unit.code], item)
            names = renamed(otherwise)
            for name in () if any(of.omitted for of in otherwise) else item.hands:
                if names.get(name, name) not in posts[unit.code]:
                    lacking.setdefault(names.get(name, name), []).append(unit.label)
        for name, units in lacking.items():
            more = f"等 {len(units)} 个机构" if len(units) > _SHOWN else ""
            what = f"{'、'.join(units[:_SHOWN])}{more}没有“{name}”这个岗位"
            yield Problem(item.at("hands"), NO_SUCH_POST, what)


def _held_by_none(raw: RawSharedList, said: SaidOf) -> Iterator[Problem]:
    """Somebody holds the list, and each of its items."""
    if not said:
        yield Problem(raw.at("holders"), NOBODYS, f"“{raw.name}”没有行使主体")
    for item in raw.items if said else ():
        if all(any(of.omitted for of in spoken_of(each, item)) for each in said.values()):
            yield Problem(item.at("code"), NOBODYS, f"“{item.name}”在每个机构都写了不适用")


def _also_alone(raw: RawSharedList, held: Sequence[Unit], site: Site) -> Iterator[Problem]:
    """No body that has an item has a power of the same name beside it."""
    powers: dict[str, list[Power]] = {unit.code: [] for unit in held}
    for power in site.powers.values():
        powers.get(power.unit.code, []).append(power)
    for unit in held:
        own = powers[unit.code]
        listed = {power.name for power in own if power.listed and power.listed.of.code == raw.code}
        for power in own:
            if power.name in listed and not power.listed:
                what = f"“{power.name}”已在“{raw.name}”里，{unit.label}又写了一份"
                yield Problem(power.at("name"), ALSO_ALONE, what)
