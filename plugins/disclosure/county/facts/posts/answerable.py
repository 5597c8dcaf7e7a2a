"""Who answers for a risk post: the responsible leader (责任领导), and the risks it carries.

Enters: a ``Site``.  Leaves: leaders by the grading rule of the counties' practice: grade 一 →
the main leader of the same level or, for the main leader's own post, the deputy in charge one
level up; grade 二 → the deputy in charge or, for that deputy's own post, the main leader;
grade 三 → the leader who directly manages the post.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ....basics.values import dataclass
from ....schema.common import RiskPoint
from ....schema.records.powers.flow import steps_of
from ....schema.records.powers.power import Power
from ....schema.records.unit import DEPUTY, MAIN, Post, Unit
from ...site import Site

LEADERS = {"一": "本级主要领导", "二": "本级分管领导", "三": "直接管辖该岗位的领导"}
"""Who answers for a risk of a grade, where the catalogue does not say by what name."""


@dataclass(frozen=True, slots=True)
class Leader:
    """The responsible leader of a post.

    ``post`` and ``unit`` are None where the leader stands outside the county's catalogue;
    ``name`` is always fit to print and ``why`` says by which branch of the rule.
    """

    name: str
    why: str
    post: Post | None = None
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class CarriedRisk:
    """A risk point at a post, and the power and stage in which it lies."""

    risk: RiskPoint
    power: Power | None
    stage: str


def responsible_leader(site: Site, post: Post) -> Leader | None:
    """The leader who answers for a graded post; None for a post without a grade, or where the
    catalogue does not say who stands above it."""
    if not post.grade:
        return None
    own_unit = site.unit_of_post[post.code]
    main = next((p for p in own_unit.posts if p.rank == MAIN), None)
    if post.rank == MAIN:
        return _above(site, post, f"{post.grade}级、本级主要领导岗位：由上一级分管领导负责")
    if post.grade == "一":
        return _leader(site, main, "一级：由本级主要领导负责")
    if post.grade == "三":
        return _above(site, post, "三级：由直接管辖该岗位的领导负责")
    if post.rank == DEPUTY:
        return _leader(site, main, "二级、分管领导岗位：由主要领导负责")
    return _leader(site, _deputy_over(site, post), "二级：由分管领导负责")


def risks_by_post(site: Site) -> Mapping[str, tuple[CarriedRisk, ...]]:
    """For every post: its own risk points, then those of the powers it takes part in."""
    carried: dict[str, list[CarriedRisk]] = {
        post.code: [CarriedRisk(risk, None, risk.stage) for risk in post.risks]
        for post in site.posts.values()
    }
    for power in site.powers.values():
        for post, risk in _risks_of(site, power):
            carried[post.code].append(risk)
    return {code: tuple(found) for code, found in carried.items()}


def _risks_of(site: Site, power: Power) -> Iterator[tuple[Post, CarriedRisk]]:
    for risk in power.risks:
        if risk.post and risk.post.code in site.posts:
            yield site.posts[risk.post.code], CarriedRisk(risk, power, risk.stage)
    for step in steps_of(power.flow):
        posts = [site.post_named(power, name) for name in step.posts]
        for risk in step.risks:
            yield from ((post, CarriedRisk(risk, power, step.label)) for post in posts if post)


def _above(site: Site, post: Post, why: str) -> Leader | None:
    if post.superior:
        return _leader(site, site.posts.get(post.superior.code), why)
    return Leader(post.outside_superior, why) if post.outside_superior else None


def _leader(site: Site, post: Post | None, why: str) -> Leader | None:
    if post is None:
        return None
    unit = site.unit_of_post[post.code]
    return Leader(f"{unit.label}{post.name}", why, post, unit)


def _deputy_over(site: Site, post: Post) -> Post | None:
    """The first deputy above a post; none where the superiors come round again (K06)."""
    above, passed = post, set[str]()
    while above.superior and above.superior.code in site.posts and above.code not in passed:
        passed.add(above.code)
        above = site.posts[above.superior.code]
        if above.rank == DEPUTY:
            return above
    return None
