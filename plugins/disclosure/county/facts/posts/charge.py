"""Who has charge of whom: per leader the posts he answers for, peers, offices, three tiers of risk.

Sources: 娄底市 “自保互保联保” and the responsible leader by grade; 洛南县 岗位、股室、单位三个层次.
An office (股室) is a post of middle rank with the posts below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from ....basics.values import dataclass
from ....schema.common import GRADES
from ....schema.records.powers.power import Power
from ....schema.records.unit import DEPUTY, MAIN, MIDDLE, Post, Unit
from ...site import Site
from .answerable import CarriedRisk, responsible_leader


@dataclass(frozen=True, slots=True)
class Office:
    """股室: its head, all its posts, the head among them."""

    head: Post
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Tiers:
    """Posts of a body by grade, and its risk points in three tiers: posts, offices, the body."""

    posts: Mapping[str, int]
    at_posts: int
    offices: int
    in_offices: int
    of_unit: int


def answered_for(site: Site) -> Mapping[str, tuple[Post, ...]]:
    """By the code of a leader's post: the graded posts that he answers for, the highest grade first."""
    found: dict[str, list[Post]] = {}
    for post in site.posts.values():
        leader = responsible_leader(site, post)
        if leader and leader.post:
            found.setdefault(leader.post.code, []).append(post)
    return {code: tuple(sorted(own, key=_grade)) for code, own in found.items()}


@dataclass(frozen=True, slots=True)
class BesidePost:
    """What the county says of a post elsewhere than with its body."""

    risks: tuple[CarriedRisk, ...]
    answered: tuple[Post, ...]
    handled: tuple[Power, ...]


def beside_posts(
    site: Site, risks: Mapping[str, tuple[CarriedRisk, ...]]
) -> Mapping[str, Mapping[str, BesidePost]]:
    """Of every graded post, by the codes of its body and its own; ``risks`` are those of all posts."""
    answered = answered_for(site)
    return {
        unit.code: {
            post.code: BesidePost(risks[post.code], answered.get(post.code, ()), handled(site, post))
            for post in unit.posts
            if post.grade
        }
        for unit in site.units.values()
    }


def peers(unit: Unit) -> Mapping[str, tuple[Post, ...]]:
    """互保: by the code of a post, the others of its body that stand directly below the same post."""
    below: dict[str, list[Post]] = {}
    for post in unit.posts:
        if post.superior:
            below.setdefault(post.superior.code, []).append(post)
    return {post.code: tuple(p for p in own if p is not post) for own in below.values() for post in own}


def handled(site: Site, post: Post) -> tuple[Power, ...]:
    """The powers that a post's own body leads and that name it."""
    unit = site.unit_of_post[post.code].code
    found = (power for power in site.handled_at.get(post.code, ()) if power.unit.code == unit)
    return tuple({power.code: power for power in found}.values())


def leadership(unit: Unit) -> Mapping[str, tuple[Post, ...]]:
    """By the code of each post of a body's leadership: the posts that it manages directly."""
    below = _below(unit)
    return {post.code: tuple(below[post.code]) for post in unit.posts if post.rank in (MAIN, DEPUTY)}


def offices(unit: Unit) -> tuple[Office, ...]:
    """The offices of a body."""
    heads, below = (post for post in unit.posts if post.rank == MIDDLE), _below(unit)
    return tuple(Office(head, (head, *_all_below(below, head, {head.code}))) for head in heads)


def tiers(unit: Unit, carried: Mapping[str, int]) -> Tiers:
    """The three tiers of a body; ``carried`` says how many risks each of its posts has, by code."""
    held = offices(unit)
    grades = Counter(post.grade for post in unit.posts)
    inside = {post.code for office in held for post in office.posts}
    return Tiers(
        posts={grade: grades[grade] for grade in GRADES},
        at_posts=sum(carried[post.code] for post in unit.posts),
        offices=len(held),
        in_offices=sum(carried[code] for code in inside),
        of_unit=len(unit.risks),
    )


def _below(unit: Unit) -> Mapping[str, list[Post]]:
    """The posts of a body that stand directly below one, by its code."""
    found: dict[str, list[Post]] = {post.code: [] for post in unit.posts}
    for post in unit.posts:
        if post.superior and post.superior.code in found:
            found[post.superior.code].append(post)
    return found


def _all_below(below: Mapping[str, list[Post]], post: Post, seen: set[str]) -> Iterator[Post]:
    """All posts below one, each once; a circle, which is a problem, is not walked for ever."""
    for lower in below[post.code]:
        if lower.code not in seen:
            seen.add(lower.code)
            yield lower
            yield from _all_below(below, lower, seen)


def _grade(post: Post) -> int:
    return GRADES.index(post.grade)
