"""Rules on policies: whether they are in force is told, and what they mean.

Sources: 《关于全面推进政务公开工作的意见》实施细则 (国办发〔2016〕80号), as taken up by
《广州市政策文件解读工作实施办法》 (穗府办函〔2017〕313号) 第二条: 解读材料与政策文件同步组织、同步审签、
同步部署; 平潭 2021 年第四季度检查 (规范性文件没有标注有效性, 没有解读); 株洲 检查 (政策和解读没有
双向关联).
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
    "国办发〔2016〕80号实施细则：政策文件与解读材料同步组织、同步审签、同步部署",
)
FORCE_UNTOLD = Code(
    "Z81",
    "政策文件没有写效力",
    "请写“效力”：有效期至哪一天，或者长期有效、失效、废止、被替代",
    Severity.REMINDER,
    "平潭2021年第四季度检查：规范性文件没有标注有效性",
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
