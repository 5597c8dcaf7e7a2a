"""A page for every notice.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``NoticePage``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ...output import File, Html
from ...schema.notice import Attachment, Notice
from .. import links, urls, words
from ..edition import Edition
from ..parts import Anchor, Fact, Head, fact, present

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file to take away: its author's name, where it lies, its kind and size."""

    name: str
    href: str
    note: str


@dataclass(frozen=True, slots=True)
class NoticePage:
    """A notice, policy or guide."""

    head: Head
    title: str
    column: str
    facts: tuple[Fact, ...]
    body: Markup
    attached: tuple[AttachedFile, ...]


def files(edition: Edition) -> Iterator[File]:
    """What goes with the notices, byte for byte."""
    for notice in edition.site.notices.values():
        for number, file in enumerate(notice.files, 1):
            yield File(urls.attachment(notice.code, number, file.ending), file.data)


def pages(edition: Edition) -> Iterator[Html]:
    for notice in edition.site.notices.values():
        yield Html(urls.notice(notice.code), "notice.html", _page(edition, notice))


def _page(edition: Edition, notice: Notice) -> NoticePage:
    unit = links.full_unit(edition, notice.unit)
    column = Anchor(
        notice.column, urls.listed("notices", (urls.ANY, urls.COLUMN_CODES[notice.column]), 1)
    )
    crumbs = (Anchor("公告公示", urls.NOTICES), column, Anchor(notice.name))
    return NoticePage(
        head=links.head(
            edition,
            notice.name,
            "notices",
            *crumbs,
            description=f"{notice.column}：{notice.name}",
            column=notice.column,
            published=words.day(notice.published),
            source=notice.source or (unit.text if unit else ""),
            article=True,
        ),
        title=notice.name,
        column=notice.column,
        facts=present(
            fact("发布机构", unit),
            fact("发布日期", words.day(notice.published)),
            fact("文号", notice.number),
            fact("来源", notice.source),
        ),
        body=links.prose(edition, notice.body, urls.notice(notice.code)),
        attached=tuple(_attached(notice, n, file) for n, file in enumerate(notice.files, 1)),
    )


def _attached(notice: Notice, number: int, file: Attachment) -> AttachedFile:
    href = urls.attachment(notice.code, number, file.ending)
    size = len(file.data)
    shown = f"{size / _MEGABYTE:.1f} MB" if size >= _MEGABYTE else f"{-(-size // 1024)} KB"
    return AttachedFile(file.name, href, f"{file.ending.upper()}，{shown}")
