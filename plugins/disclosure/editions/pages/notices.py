"""A page for every notice.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``NoticePage``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ...basics.files import tables
from ...basics.output import File, Html
from ...schema.records.notices.notice import Attachment, Notice
from ...schema.records.notices.roster import Listed
from ..edition import Edition
from ..parts import links, urls, words
from ..parts.blocks import Anchor, Fact, Head, Moment, fact, present

_MEGABYTE = 1 << 20
MOST_ROWS = 500
"""Rows of a list that its page shows."""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file to take away: its author's name, where it lies, its kind and size."""

    name: str
    href: str
    note: str


@dataclass(frozen=True, slots=True)
class ListView:
    """A list of persons: its first rows, what has been covered, and the whole to take away."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    files: tuple[AttachedFile, ...]


@dataclass(frozen=True, slots=True)
class NoticePage:
    """A notice, policy or guide."""

    head: Head
    title: str
    column: str
    facts: tuple[Fact, ...]
    body: Markup
    attached: tuple[AttachedFile, ...]
    lists: tuple[ListView, ...]
    corrections: tuple[Moment, ...]


def files(edition: Edition) -> Iterator[File]:
    """What goes with the notices: attachments byte for byte, lists as they are covered."""
    for notice in edition.site.notices.values():
        for number, file in enumerate(notice.files, 1):
            yield File(urls.attachment(notice.code, number, file.ending), file.data)
        for number, roster in enumerate(notice.lists, 1):
            yield File(urls.roster(notice.code, number, "csv"), tables.text(roster.heads, roster.rows))
            yield File(urls.roster(notice.code, number, "json"), _json(roster))


def pages(edition: Edition) -> Iterator[Html]:
    for notice in edition.site.notices.values():
        yield Html(urls.notice(notice.code), "site/notice.html", _page(edition, notice))


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
        lists=tuple(_list(notice, n, roster) for n, roster in enumerate(notice.lists, 1)),
        corrections=tuple(
            Moment(words.day(correction.day), "更正", correction.content)
            for correction in sorted(
                notice.corrections, key=lambda correction: correction.day, reverse=True
            )
        ),
    )


def _list(notice: Notice, number: int, roster: Listed) -> ListView:
    rest = len(roster.rows) - MOST_ROWS
    more = (f"这里显示前 {MOST_ROWS} 行，还有 {rest} 行见下载的文件",) if rest > 0 else ()
    made = (
        AttachedFile(f"{roster.name}.{ending}", urls.roster(notice.code, number, ending), ending.upper())
        for ending in ("csv", "json")
    )
    return ListView(
        roster.name, roster.heads, roster.rows[:MOST_ROWS], (*roster.notes, *more), tuple(made)
    )


def _json(roster: Listed) -> bytes:
    rows = [dict(zip(roster.heads, row, strict=True)) for row in roster.rows]
    listed = {"标题": roster.name, "说明": roster.notes, "行": rows}
    return json.dumps(listed, ensure_ascii=False, indent=1).encode() + b"\n"


def _attached(notice: Notice, number: int, file: Attachment) -> AttachedFile:
    href = urls.attachment(notice.code, number, file.ending)
    size = len(file.data)
    shown = f"{size / _MEGABYTE:.1f} MB" if size >= _MEGABYTE else f"{-(-size // 1024)} KB"
    return AttachedFile(file.name, href, f"{file.ending.upper()}，{shown}")
