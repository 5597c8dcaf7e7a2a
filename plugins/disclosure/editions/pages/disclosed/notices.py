"""A page for every notice.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``NoticePage``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial

from markupsafe import Markup

from ....basics.digests import digest
from ....basics.files import tables
from ....basics.output import File, Html, as_json, ready
from ....basics.values import dataclass
from ....county.facts.histories import in_force
from ....county.lookups.index_numbers import index_number
from ....county.reviewed import signed
from ....schema.records.notices.notice import Attachment, Notice
from ....schema.records.notices.roster import Listed
from ...edition import Edition
from ...ledgers import in_records
from ...parts import links, urls, words
from ...parts.blocks import Anchor, Fact, Group, Head, Moment, fact, present

_MEGABYTE = 1 << 20
_ON_THE_SITE = "网站上的这一篇"
MOST_ROWS = 500
"""Rows of a list that its page shows."""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that goes with a notice: its author's name, where it lies ("" where nobody can take it
    away), its kind and size."""

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
class EndedForce:
    """That a notice is in force no more, and what to read in its place."""

    state: str
    told: str
    instead: tuple[Anchor, ...]


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
    ledgers: Group
    corrections: tuple[Moment, ...]
    ended: EndedForce | None


def files(edition: Edition) -> Iterator[File]:
    """What goes with the notices: attachments byte for byte, lists as they are covered."""
    for notice in edition.site.notices.values():
        for number, file in enumerate(notice.files, 1):
            yield File(urls.attachment(notice.code, number, file.ending), ready(file.data))
        for number, roster in enumerate(notice.lists, 1):
            csv = partial(tables.text, roster.heads, roster.rows)
            yield File(urls.roster(notice.code, number, "csv"), csv)
            yield File(urls.roster(notice.code, number, "json"), partial(_json, roster))


def pages(edition: Edition) -> Iterator[Html]:
    for notice in edition.site.notices.values():
        yield Html(urls.notice(notice.code), "site/notice.html", partial(_page, edition, notice))


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
            of=notice,
        ),
        title=notice.name,
        column=notice.column,
        facts=present(
            fact("索引号", index_number(edition.site, notice)),
            fact("发布机构", unit),
            fact("发文字号", notice.number),
            fact("成文日期", words.day(notice.written)),
            fact("发布日期", words.day(notice.published)),
            fact("来源", notice.source),
            *_force(edition, notice),
            links.on_carriers(notice.carriers),
            fact("相关职权", *links.powers(edition, notice.powers)),
            fact("做法豁免", *(words.waived(waiver) for waiver in notice.waivers)),
        ),
        ended=_ended(edition, notice),
        body=links.prose(edition, notice.body, urls.notice(notice.code)),
        attached=tuple(_attached(edition, notice)),
        lists=tuple(_lists(edition, notice)),
        corrections=tuple(
            Moment(words.day(correction.day), "更正", correction.content)
            for correction in sorted(
                notice.corrections, key=lambda correction: correction.day, reverse=True
            )
        ),
        ledgers=in_records.told(edition, Notice.title, notice.code),
    )


def _force(edition: Edition, notice: Notice) -> Iterator[Fact]:
    """Whether it is in force, what it replaced, and what interprets it or it interprets."""
    site, told = edition.site, in_force.standing(edition.site, notice)
    until = notice.force.until if notice.force else None
    ended = (told.ended if told else None) or (until and until + timedelta(1))
    yield fact("有效性", told.state if told else "")
    yield fact("失效日期", words.day(ended))
    for term, found in (("代替", site.replaced_by), ("解读", site.interpretations)):
        yield fact(term, *(links.notice(edition, of) for of in found.get(notice.code, ())))
    yield fact("解读的文件", *links.notices(edition, notice.interprets))


def _ended(edition: Edition, notice: Notice) -> EndedForce | None:
    """By what and since when, in one sentence."""
    told = in_force.standing(edition.site, notice)
    if not (notice.force and told and told.ended):
        return None
    by = f"（{notice.force.declared}）" if notice.force.declared else ""
    since = f"自 {words.day(told.ended)} 起{told.state}{by}，不再作为办事的依据。"
    return EndedForce(told.mark, since, links.notices(edition, notice.force.successors))


def _lists(edition: Edition, notice: Notice) -> Iterator[ListView]:
    """The lists, and on a touch screen the attached tables, which nobody can take away from there."""
    touch = edition.medium.touch
    rest = _ON_THE_SITE if touch else "下载的文件"
    for number, roster in enumerate(notice.lists, 1):
        made = () if touch else tuple(_made(notice, number, roster))
        yield _list(roster.name, (roster.heads, *roster.rows), roster.notes, rest, made)
    for file in notice.files if touch else ():
        if table := _table(edition, file):
            yield _list(file.name, table, (), rest, ())


def _list(
    title: str,
    table: Sequence[Sequence[str]],
    notes: Sequence[str],
    rest: str,
    made: tuple[AttachedFile, ...],
) -> ListView:
    heads, *rows = map(tuple, table)
    left = len(rows) - MOST_ROWS
    more = (f"这里显示前 {MOST_ROWS} 行，还有 {left} 行见{rest}",) if left > 0 else ()
    return ListView(title, heads, tuple(rows[:MOST_ROWS]), (*notes, *more), made)


def _made(notice: Notice, number: int, roster: Listed) -> Iterator[AttachedFile]:
    for ending in ("csv", "json"):
        name, href = f"{roster.name}.{ending}", urls.roster(notice.code, number, ending)
        yield AttachedFile(name, href, ending.upper())


def _table(edition: Edition, file: Attachment) -> Sequence[Sequence[str]]:
    """The rows of an attached CSV file, all of one length; none where it cannot be read as a table.

    A file that someone has signed is published as it is, and nowhere else.
    """
    whole = file.ending == "csv" and digest(file.data) not in signed(edition.site)
    try:
        rows = [row for _, row in tables.rows(file.ending, file.data)] if whole else []
    except ValueError:
        return ()
    across = max(map(len, rows), default=0)
    return [[*row, *[""] * (across - len(row))] for row in rows]


def _json(roster: Listed) -> bytes:
    rows = [dict(zip(roster.heads, row, strict=True)) for row in roster.rows]
    listed = {"标题": roster.name, "说明": roster.notes, "行": rows}
    return as_json(listed)


def _attached(edition: Edition, notice: Notice) -> Iterator[AttachedFile]:
    touch = edition.medium.touch
    for number, file in enumerate(notice.files, 1):
        href = "" if touch else urls.attachment(notice.code, number, file.ending)
        note = f"{file.ending.upper()}，{_size(file)}"
        if touch:
            note += "；内容见上面的表" if _table(edition, file) else f"；请到{_ON_THE_SITE}下载"
        yield AttachedFile(file.name, href, note)


def _size(file: Attachment) -> str:
    size = len(file.data)
    return f"{size / _MEGABYTE:.1f} MB" if size >= _MEGABYTE else f"{-(-size // 1024)} KB"
