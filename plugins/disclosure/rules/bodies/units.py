"""Rules on bodies and posts: one main leader, an answerable leader for every risk post."""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem
from ...county.facts.posts.answerable import responsible_leader
from ...county.site import Site
from ...schema.records.unit import MAIN
from ..registry import rule

PRACTICE = "廉政风险分级管理：风险岗位必须有责任领导"

MAIN_LEADERS = Code("R01", "主要领导不是一个", "每个登记了岗位的机构写一个职务为“主要领导”的岗位")
NO_LEADER = Code(
    "R02", "风险岗位推不出责任领导", "请补上“上级岗位”（目录以外的上级写“外部上级”）", law=PRACTICE
)


@rule(MAIN_LEADERS)
def one_main_leader(site: Site) -> Iterator[Problem]:
    """A unit with posts has exactly one main leader."""
    for unit in site.units.values():
        count = sum(post.rank == MAIN for post in unit.posts)
        if unit.posts and count != 1:
            yield Problem(unit.at("posts"), MAIN_LEADERS, f"“{unit.name}”有 {count} 个主要领导岗位")


@rule(NO_LEADER)
def risk_posts_have_leaders(site: Site) -> Iterator[Problem]:
    """Every graded post has a responsible leader."""
    for post in site.posts.values():
        if post.grade and responsible_leader(site, post) is None:
            what = f"{post.grade}级风险岗位“{post.name}”（{post.code}）推不出责任领导"
            yield Problem(post.at("grade"), NO_LEADER, what)
