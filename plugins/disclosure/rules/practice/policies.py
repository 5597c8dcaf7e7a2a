"""Rules on policies: whether they are in force is told, and what they mean.

Sources: 国办发〔2016〕80号 (政策文件和解读同步公开); 平潭、株洲 检查通报 (没有标注有效性,
解读没有双向关联).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...county.facts.histories.in_force import mark
from ...county.site import Site
from ...schema.records.notices.notice import POLICIES, Notice
from ..registry import practice_rule

NOT_INTERPRETED = Code(
    "Z80",
    "政策文件没有解读",
    "请写一篇“政策解读”，“解读”里写这篇的编码；不用解读的写“豁免”和理由",
    Severity.REMINDER,
    "国办发〔2016〕80号：政策文件与解读同步公开",
)
FORCE_UNTOLD = Code(
    "Z81",
    "政策文件没有写效力",
    "请写“效力”：有效期至哪一天，或者长期有效、失效、废止、被替代",
    Severity.REMINDER,
    "平潭检查通报：规范性文件没有标注有效性",
)


def _policies(site: Site) -> Iterator[Notice]:
    yield from (notice for notice in site.notices.values() if notice.column == POLICIES)


@practice_rule(NOT_INTERPRETED)
def policies_are_interpreted(site: Site) -> Iterator[Problem]:
    """A policy that is in force says where its meaning is told."""
    for notice in _policies(site):
        if notice.code not in site.interpretations and not mark(site, notice):
            yield Problem(notice.at("name"), NOT_INTERPRETED, f"“{notice.name}”没有解读")


@practice_rule(FORCE_UNTOLD)
def policies_tell_their_force(site: Site) -> Iterator[Problem]:
    """Nobody has to guess whether a policy still holds."""
    for notice in _policies(site):
        if notice.force is None:
            yield Problem(notice.at("name"), FORCE_UNTOLD, f"“{notice.name}”没有写效力")
