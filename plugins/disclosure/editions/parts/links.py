"""Links between records, made only where the target has a page in the edition.

Enters: an ``Edition`` and references.  Leaves: ``Anchor`` values, or None for a record that the
edition does not hold: neither its address nor its name is ever printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from markupsafe import Markup

from ...basics.law.resolve import Provision
from ...county.facts.histories import in_force, record_history
from ...county.lookups.own_pages import has_page
from ...county.site import Published, code_of
from ...schema.catalogue import LINKED
from ...schema.common import Channel, RiskPoint
from ...schema.compound import Ref
from ...schema.declare import Record
from ...schema.records.decisions.decision import Decision
from ...schema.records.notices.notice import Notice
from ...schema.records.notices.withdrawal import Withdrawal
from ...schema.records.powers.basis import Basis
from ...schema.records.powers.power import Power
from ...schema.records.powers.sharing import Role
from ...schema.records.unit import Post, Unit
from ..edition import Edition
from . import prose as markup
from . import urls, words
from .addresses import base_of, root_of
from .blocks import (
    Anchor,
    ArticleText,
    ChannelView,
    Fact,
    Feed,
    Head,
    MetaTag,
    Offer,
    Passage,
    Risk,
    fact,
    grade,
)
from .frame import linked, outward, page_card, page_foot, page_meta

FORMATS = {"xml": "RSS", "atom": "Atom", "json": "JSON", "ics": "日历"}
FEED_MEDIA = {"atom": "application/atom+xml", "json": "application/feed+json"}


def record(edition: Edition, ref: Ref) -> Anchor | None:
    """A record of any kind that has pages, by its name."""
    kind = next(shelf.record for shelf in LINKED if shelf.title == ref.to)
    found: Any = edition.site.of(kind).get(ref.code)
    return Anchor(found.name, urls.record(kind, ref.code)) if found else None


def of_kind(edition: Edition, ref: Ref) -> Anchor | None:
    """A record of any kind, or a post."""
    return post(edition, ref.code) if ref.to == Post.title else record(edition, ref)


def notice(edition: Edition, of: Notice) -> Anchor:
    """A notice by its title, and that it is in force no more."""
    mark = in_force.mark(edition.site, of)
    return Anchor(f"{of.name}（{mark}）" if mark else of.name, urls.notice(of.code))


def notices(edition: Edition, refs: Iterable[Ref]) -> tuple[Anchor, ...]:
    found = (edition.site.notices.get(ref.code) for ref in refs)
    return tuple(notice(edition, of) for of in found if of)


def unit(edition: Edition, ref: Ref | None) -> Anchor | None:
    """A body by its short name."""
    found = edition.site.units.get(ref.code) if ref else None
    return Anchor(found.label, urls.unit(found.code)) if found else None


def full_unit(edition: Edition, ref: Ref | None) -> Anchor | None:
    """A body by its full name."""
    found = edition.site.units.get(ref.code) if ref else None
    return Anchor(found.name, urls.unit(found.code)) if found else None


def level(edition: Edition, of: Unit) -> Anchor | None:
    found = edition.site.levels.get(of.level.code)
    return Anchor(found.name, urls.level(found.code)) if found else None


def topic(edition: Edition, ref: Ref) -> Anchor | None:
    found = edition.site.topics.get(ref.code)
    return Anchor(found.name, urls.topic(found.code)) if found else None


def split(edition: Edition, ref: Ref | None) -> Anchor | None:
    """A kind of power that the county splits between several hands."""
    kinds = edition.site.county.splits
    found = next((kind for kind in kinds if ref and kind.name == ref.code), None)
    return Anchor(found.name, urls.split(found.code)) if found else None


def post(edition: Edition, code: str | None) -> Anchor | None:
    """A post by its name; only graded posts have a page."""
    found = edition.site.posts.get(code or "")
    return post_anchor(found) if found else None


def post_anchor(of: Post) -> Anchor:
    return Anchor(of.name, urls.post(of.code) if of.grade else "")


def all_of(anchors: Iterable[Anchor | None]) -> tuple[Anchor, ...]:
    return tuple(anchor for anchor in anchors if anchor)


def powers(edition: Edition, refs: Iterable[Ref]) -> tuple[Anchor, ...]:
    return all_of(record(edition, ref) for ref in refs)


def unit_label(edition: Edition, of: Power | Decision) -> str:
    """Whose a record is: the unit by its short name, with those that share the power."""
    lead = edition.site.unit(of.unit).label
    others = [edition.site.unit(ref).label for ref in of.joint] if isinstance(of, Power) else []
    return f"{lead}{Role.LEADS}，{'、'.join(others)}{Role.SHARES}" if others else lead


def risk(point: RiskPoint, stage: str, where: Iterable[Anchor | None]) -> Risk:
    """A row of a risk table."""
    return Risk(
        grade=grade(point.grade),
        kind=point.kind,
        stage=stage,
        sign=point.sign,
        measure=point.measure,
        watcher=point.watcher,
        where=all_of(where),
    )


def prose(edition: Edition, text: str, path: str, depth: int = 2) -> Markup:
    """Sanitised HTML of a prose field of the page at ``path``; headings start at ``depth``."""
    root = root_of(path)

    def follow(href: str) -> str | None:
        if markup.leads_outside(href):
            return href if edition.medium.links_out else None
        return root + href if has_page(edition.site, href) else None

    return markup.prose(text, follow, depth)


def passages(edition: Edition, bases: Iterable[Basis], path: str) -> tuple[Passage, ...]:
    """Legal bases with the words quoted, and the articles if a law library was consulted."""
    return tuple(_passage(edition, basis, path) for basis in bases)


def on_carriers(carriers: Iterable[Ref]) -> Fact:
    """Where a record is made public: the page of each record says it."""
    return fact("公开载体", *(carrier.code for carrier in carriers))


def cited(edition: Edition, words: str) -> Passage:
    """A citation without words of its own, and the articles it leads to."""
    return Passage(words, Markup(), articles=tuple(map(_article, edition.site.cited(words))))


def _passage(edition: Edition, basis: Basis, path: str) -> Passage:
    return replace(cited(edition, basis.cite), body=prose(edition, basis.words, path, 4))


def _article(provision: Provision) -> ArticleText:
    title = f"《{provision.title}》{provision.article}"
    return ArticleText(title, words.day(provision.version), provision.lines)


def channels(edition: Edition) -> tuple[ChannelView, ...]:
    """The county's own, the same value for every page."""
    return edition.reads.once("channels", partial(_channels, edition))


def _channels(edition: Edition) -> tuple[ChannelView, ...]:
    return tuple(_channel(edition, of) for of in edition.site.county.channels)


def _channel(edition: Edition, of: Channel) -> ChannelView:
    note = "；".join(filter(None, (of.hours, of.note)))
    link = of.link if edition.medium.links_out else ""
    return ChannelView(of.name, outward.phones(edition, of.phones), link, note)


def offer(name: str, paths: Mapping[str, str]) -> Offer:
    """A channel by the paths of its formats (xml, atom, json, ics)."""
    formats = tuple(Anchor(FORMATS[suffix], path) for suffix, path in paths.items())
    read = (suffix for suffix in paths if suffix in FEED_MEDIA)
    feeds = tuple(Feed(FORMATS[suffix], FEED_MEDIA[suffix], paths[suffix]) for suffix in read)
    return Offer(name, formats, feeds)


def head(  # noqa: PLR0913  one keyword a field of the head
    edition: Edition,
    title: str,
    section: str,
    *crumbs: Anchor | None,
    description: str = "",
    column: str = "",
    keywords: str = "",
    published: str = "",
    source: str = "",
    of: Record | None = None,
    canonical: str = "",
    unlisted: bool = False,
    files: tuple[Anchor, ...] = (),
    node: linked.DataNode | None = None,
) -> Head:
    """The frame of a page, which may be that ``of`` a record; the way back always starts at home.

    ``files`` hold what the page says, to take away; ``node`` is a page without record to programs.
    """
    county = edition.site.county
    way = (Anchor("首页", urls.HOME), *all_of(crumbs))
    tags: tuple[MetaTag, ...] = ()
    if not edition.medium.touch:
        tags = page_meta.tags(county, page_meta.ToldPage(
            title=title, section=section, column=column, description=description, keywords=keywords,
            published=published, source=source,
            url=base_of(county) + urls.record(type(of), code_of(of)) if of else "",
        ))  # fmt: skip
    told = linked.RecordPage(of, description, files)
    return Head(
        title=title,
        section=section,
        crumbs=way,
        foot=page_foot.foot(edition, of),
        tags=tags,
        published=published,
        code=code_of(of) if of else "",
        digest=edition.digest_of(of) if of else "",
        combined=""
        if edition.medium.touch or not isinstance(of, Unit)
        else edition.digest_of_body(of.code),
        history=history(edition, of) if isinstance(of, Published) else None,
        canonical=base_of(county) + canonical if canonical else "",
        unlisted=unlisted,
        linked=None if edition.medium.touch else linked.block(edition, way, told, node),
        card="" if edition.medium.touch else page_card.address(county, section, of),
    )


def history(edition: Edition, of: Published) -> Anchor | None:
    """Where it is told what became of a record, how often, where there is more than its publication."""
    if not record_history.is_told(edition.site, of):
        return None
    times = len(record_history.history(edition.site, of))
    return Anchor(f"变更记录（{times}条）", urls.history(told_on(of)))


def told_on(of: Published | Withdrawal, code: str = "") -> str:
    """The page on which a record is told, or was, by its code or another; of a list that of the item."""
    if isinstance(of, Withdrawal):
        return urls.of_kind(of.kind, code or of.code)
    if isinstance(of, Power) and of.listed:
        return urls.listed_item(of.listed.key)
    return urls.record(type(of), code or of.code)
