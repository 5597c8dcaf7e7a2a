"""A page for every graded post: its risks, what holds them, and who answers for it.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``PostPage``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from ....basics.output import Html, Output
from ....basics.values import dataclass
from ....county.facts.posts import rotation
from ....county.facts.posts.answerable import CarriedRisk, Leader, responsible_leader
from ....county.facts.posts.charge import BesidePost, peers
from ....schema.records.unit import Post
from ...edition import Edition
from ...ledgers import in_records
from ...parts import links, urls, words
from ...parts.blocks import (
    Anchor,
    ChannelView,
    Fact,
    Grade,
    Group,
    Head,
    ListEntry,
    Risk,
    fact,
    grade,
    present,
)


@dataclass(frozen=True, slots=True)
class Answerable:
    """The responsible leader, as printed: who, and by which branch of the rule."""

    who: tuple[Anchor, ...]
    why: str


@dataclass(frozen=True, slots=True)
class PostTold:
    """What is told of a graded post."""

    title: str
    unit: Anchor | None
    grade: Grade
    leader: Answerable | None
    facts: tuple[Fact, ...]
    duties: tuple[str, ...]
    risks: tuple[Risk, ...]
    promise: str
    powers: tuple[Anchor, ...]
    ledgers: Group
    peers: tuple[Anchor, ...]
    answered: tuple[ListEntry, ...]


@dataclass(frozen=True, slots=True)
class PostPage:
    """A graded post."""

    head: Head
    told: PostTold
    channels: tuple[ChannelView, ...]


def pages(edition: Edition) -> Iterator[Output]:
    for code in edition.site.units:
        yield from edition.listed(_of_unit, code)


def _of_unit(edition: Edition, code: str) -> Iterator[Html]:
    unit, beside = edition.site.units[code], edition.beside_posts(code)
    others = peers(unit)
    for post in unit.posts:
        if post.grade:
            make = partial(_page, edition, post, beside[post.code], others.get(post.code, ()))
            yield Html(urls.post(post.code), "bodies/post.html", make)


def _page(edition: Edition, post: Post, beside: BesidePost, others: Sequence[Post]) -> PostPage:
    unit = edition.site.unit_of_post[post.code]
    home = Anchor(unit.label, urls.unit(unit.code))
    title = f"{unit.label}{post.name}"
    crumbs = (Anchor("风险岗位", urls.POSTS), home, Anchor(post.name))
    about = f"{title}：{post.grade}级风险岗位"
    return PostPage(
        head=links.head(edition, title, "posts", *crumbs, description=about, column="风险岗位"),
        told=edition.alike(_told, post, beside, others),
        channels=links.channels(edition),
    )


def _told(edition: Edition, post: Post, beside: BesidePost, others: Sequence[Post]) -> PostTold:
    unit = edition.site.unit_of_post[post.code]
    return PostTold(
        title=post.name,
        unit=Anchor(unit.name, urls.unit(unit.code)),
        grade=grade(post.grade),
        leader=_answerable(responsible_leader(edition.site, post)),
        facts=_facts(edition, post),
        duties=post.duties,
        risks=tuple(map(_risk, beside.risks)),
        promise=post.promise,
        powers=_powers(beside),
        peers=tuple(map(links.post_anchor, others)),
        answered=tuple(_answered(edition, of) for of in beside.answered),
        ledgers=in_records.told(edition, Post.title, post.code),
    )


def _answerable(leader: Leader | None) -> Answerable | None:
    if leader is None:
        return None
    if leader.post is None or leader.unit is None:
        return Answerable((Anchor(leader.name),), leader.why)
    unit = Anchor(leader.unit.label, urls.unit(leader.unit.code))
    return Answerable((unit, links.post_anchor(leader.post)), leader.why)


def _facts(edition: Edition, post: Post) -> tuple[Fact, ...]:
    above = links.post(edition, post.superior.code if post.superior else None)
    return present(
        fact("职务层次", post.rank),
        fact("直接上级", above or post.outside_superior),
        fact("现任到岗", words.day(post.since)),
        fact("应当轮岗", words.day(rotation.due(edition.site, post))),
    )


def _answered(edition: Edition, of: Post) -> ListEntry:
    unit = edition.site.unit_of_post[of.code]
    return ListEntry(f"{unit.label}{of.name}", urls.post(of.code), grade=grade(of.grade))


def _risk(carried: CarriedRisk) -> Risk:
    power = carried.power
    where = Anchor(power.name, urls.power(power.code)) if power else None
    return links.risk(carried.risk, carried.stage, (where,))


def _powers(beside: BesidePost) -> tuple[Anchor, ...]:
    carried = (risk.power for risk in beside.risks if risk.power)
    powers = {power.code: power for power in (*beside.handled, *carried)}
    return tuple(Anchor(power.name, urls.power(code)) for code, power in powers.items())
