"""Rules on the force of notices: days that can be, an end that is told, interpretations that interpret.

Sources: 《政府信息公开条例》第六条 (what is published is right).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem
from ...county.site import Site
from ...schema.records.notices.notice import INTERPRETATIONS, Notice
from ...schema.records.notices.validity import LASTING, REPEALED, REPLACED, Validity
from ..registry import rule

ACCURATE = "《政府信息公开条例》第六条：公开应当准确"
DAYS = Code(
    "R194",
    "效力的日期不对",
    "失效、废止、被替代的写“日期”，在发布以后、今天以前；将来才失效的写“有效期至”",
    law=ACCURATE,
)
UNTOLD = Code(
    "R195",
    "效力没有说清楚",
    "写“有效期至”或者“状态”；废止的写由哪份文件宣布或者由哪一篇接替，被替代的写接替",
    law=ACCURATE,
)
INTERPRETED = Code(
    "R196", "解读的对象不对", "“政策解读”写明解读哪一篇；解读的是文件，不是它自己，也不是另一篇解读"
)


def _forces(site: Site) -> Iterator[tuple[Notice, Validity]]:
    for notice in site.notices.values():
        if notice.force:
            yield notice, notice.force


@rule(DAYS)
def ends_lie_between_publication_and_today(site: Site) -> Iterator[Problem]:
    """What has ended did so on a day, after it was published and not in the future."""
    for notice, force in _forces(site):
        if force.has_ended and force.day is None:
            what = f"“{notice.name}”{force.state}，没有写从哪一天起"
            yield Problem(force.at("state"), DAYS, what)
        elif force.day and not notice.published <= force.day <= site.as_of:
            what = f"“{notice.name}”发布于 {notice.published}，效力的日期写的是 {force.day}"
            yield Problem(force.at("day"), DAYS, what)
        if force.until and force.until < notice.published:
            what = f"“{notice.name}”发布于 {notice.published}，有效期至 {force.until}"
            yield Problem(force.at("until"), DAYS, what)


@rule(UNTOLD)
def an_end_is_told(site: Site) -> Iterator[Problem]:
    """Validity is told without contradiction; of what was repealed or replaced, by what."""
    for notice, force in _forces(site):
        if missing := _missing(force):
            yield Problem(force.at("state"), UNTOLD, f"“{notice.name}”{missing}")
        elif _comes_back(site, notice):
            what = f"“{notice.name}”转了一圈又由自己接替"
            yield Problem(force.at("successors"), UNTOLD, what)


def _missing(force: Validity) -> str:
    """What is wrong with what is told, or nothing."""
    match force.state:
        case _ if not force.has_ended and (force.day or force.declared or force.successors):
            return "还有效，又写了日期、宣布文件或者接替"
        case "" if not force.until:
            return "没有写有效期至，也没有写状态"
        case _ if force.state == LASTING and force.until:
            return "写了长期有效，又写有效期至"
        case _ if force.state == REPLACED and not force.successors:
            return "被替代，没有写由哪一篇接替"
        case _ if force.state == REPEALED and not (force.declared or force.successors):
            return "废止，没有写由什么废止"
        case _:
            return ""


def _comes_back(site: Site, notice: Notice) -> bool:
    """Whether what stands in its place leads back to it."""
    seen, following = set[str](), [notice.code]
    while following:
        found = site.notices.get(following.pop())
        for ref in found.force.successors if found and found.force else ():
            if ref.code == notice.code:
                return True
            if ref.code not in seen:
                seen.add(ref.code)
                following.append(ref.code)
    return False


@rule(INTERPRETED)
def interpretations_interpret_a_document(site: Site) -> Iterator[Problem]:
    """An interpretation names what it interprets, which is neither itself nor another one."""
    for notice in site.notices.values():
        if notice.column == INTERPRETATIONS and not notice.interprets:
            yield Problem(notice.at("column"), INTERPRETED, f"“{notice.name}”没有写解读哪一篇")
        for ref in notice.interprets:
            document = site.notices.get(ref.code)
            if document and (document is notice or document.interprets):
                what = f"“{notice.name}”解读的“{document.name}”本身是解读"
                yield Problem(ref.place, INTERPRETED, what)
