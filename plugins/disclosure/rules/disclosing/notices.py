"""Rules on notices: nothing that Pelican would have dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...basics.problem import Code, Place, Problem, Severity
from ...county.lookups.own_pages import has_page
from ...county.site import Site
from ...schema.records.decisions.decision import APPOINTMENT
from ...schema.records.notices.notice import DRAFT, Notice
from ..registry import rule

IS_DRAFT = Code("R50", "草稿放在了 content/ 里", "请把状态改为“公开”，或把文件移出 content/")
SAME_TITLE = Code("R51", "公告标题重复", "群众分不清两篇同名公告：请在标题里写明区别")
DEAD_LINK = Code(
    "R52",
    "公告里的链接不通",
    "请照网站的根写：powers/编码.html、notices/编码.html，编码是已登记的；或者删去链接",
)

APPOINTED = "任前公示"
UNRECORDED = Code(
    "R126",
    "任前公示没有对应的决策记录",
    "请在 decisions/ 里写这次任免，“形成决议公告”的日期或文号与公告一致：任前公示页、台账由它而来",
    Severity.REMINDER,
    "《党政领导干部选拔任用工作条例》",
)

_OWN_LINK = re.compile(r"(?<!!)\[[^\[\]\n]*\]\(<?([^()\s<>:]+\.html(?:#[^()\s<>]*)?)")


@rule(DEAD_LINK)
def links_lead_somewhere(site: Site) -> Iterator[Problem]:
    """A link within the site leads to the page of a record; any other would be shown as mere words."""
    for notice in site.notices.values():
        for match in _OWN_LINK.finditer(notice.body):
            if not has_page(site, match[1]):
                before = notice.body[: match.start(1)]
                column = len(before) - before.rfind("\n")
                line = notice.body_line + before.count("\n")
                what = f"本站没有“{match[1][:60]}”这一页"
                yield Problem(Place(notice.origin.place.path, line, column), DEAD_LINK, what)


@rule(IS_DRAFT)
def no_drafts(site: Site) -> Iterator[Problem]:
    """A draft is neither published nor dropped: it is refused."""
    for notice in site.notices.values():
        if notice.state == DRAFT:
            yield Problem(notice.at("state"), IS_DRAFT, f"“{notice.name}”还是草稿")


@rule(SAME_TITLE)
def titles_differ(site: Site) -> Iterator[Problem]:
    """No two notices have the same title."""
    seen: dict[str, Notice] = {}
    for notice in site.notices.values():
        first = seen.setdefault(notice.name, notice)
        if first is not notice:
            what = f"“{notice.name}”与 {first.at('name')} 同名"
            yield Problem(notice.at("name"), SAME_TITLE, what)


@rule(UNRECORDED)
def public_notices_before_appointment_are_recorded(site: Site) -> Iterator[Problem]:
    """What a notice shows before an appointment is announced by a decision: the same day or number."""
    announced = [d.steps.announce for d in site.decisions.values() if d.category == APPOINTMENT]
    known = {word for step in announced if step for word in (step.day, step.number)} - {""}
    for notice in site.notices.values():
        if APPOINTED in notice.name and known.isdisjoint((notice.published, notice.number)):
            yield Problem(notice.at("name"), UNRECORDED, f"“{notice.name}”{notice.published} 公示")
