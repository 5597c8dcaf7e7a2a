"""Rules on notices: nothing that Pelican would have dropped in silence."""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem
from ...county.site import Site
from ...schema.records.notices.notice import DRAFT, Notice
from ..registry import rule

IS_DRAFT = Code("R50", "草稿放在了 content/ 里", "请把状态改为“公开”，或把文件移出 content/")
SAME_TITLE = Code("R51", "公告标题重复", "群众分不清两篇同名公告：请在标题里写明区别")


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
