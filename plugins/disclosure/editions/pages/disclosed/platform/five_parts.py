"""The five parts of 政府信息公开平台: 指南, 制度, 法定主动公开内容, 年报, 依申请公开.

Source: 国办公开办函〔2019〕61号 (统一政府信息公开平台的内容).

Enters: an ``Edition``.  Leaves: ``Html`` with a ``PlatformPage``: the platform, and one a part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from .....basics.output import Html
from .....basics.values import dataclass
from .....county.facts.histories import in_force
from .....schema.records.notices.annual_report import AnnualReport
from .....schema.records.notices.notice import GUIDE, ON_REQUEST, REGULATIONS, STATUTES, Notice
from ....edition import Edition
from ....ledgers import ledger_index
from ....parts import links, urls, words
from ....parts.blocks import Anchor, Group, Head, ListEntry
from ....parts.pager import gathered
from .. import catalogues

TITLE = "政府信息公开"
NOTE = "政府信息公开平台的五个部分：指南、制度、法定主动公开内容、年报、依申请公开。"
EMPTY = "还没有公布。"
SHOWN = 8
"""So many of each part stand on the page of the whole."""


@dataclass(frozen=True, slots=True)
class PlatformPage:
    """The whole platform, or one of its parts."""

    head: Head
    title: str
    note: str
    groups: tuple[Group, ...]
    empty: str


def pages(edition: Edition) -> Iterator[Html]:
    yield Html(urls.PLATFORM, "disclosed/platform.html", partial(_whole, edition))
    for code in PARTS:
        yield Html(urls.platform(code), "disclosed/platform.html", partial(_part, edition, code))


def _whole(edition: Edition) -> PlatformPage:
    head = links.head(edition, TITLE, "about", Anchor(TITLE), description=NOTE, column=TITLE)
    groups = tuple(_group(edition, code) for code in PARTS)
    return PlatformPage(head, TITLE, NOTE, groups, EMPTY)


def _part(edition: Edition, code: str) -> PlatformPage:
    name = NAMES[code]
    head = links.head(
        edition, name, "about", Anchor(TITLE, urls.PLATFORM), Anchor(name),
        description=f"{TITLE}：{name}", column=name,
    )  # fmt: skip
    parted = gathered(PARTS[code](edition), _month, lambda of: of)
    groups = tuple(Group(month.title, month.held, folded=bool(month.title)) for month in parted)
    return PlatformPage(head, name, "", groups or (Group("", ()),), EMPTY)


def _group(edition: Edition, code: str) -> Group:
    found = tuple(PARTS[code](edition))
    more = f"全部{len(found)}条" if len(found) > SHOWN else "更多"
    return Group(NAMES[code], found[:SHOWN], Anchor(more, urls.platform(code)))


def _month(of: ListEntry) -> str:
    return words.month(date.fromisoformat(of.date)) if of.date else ""


def _guide(edition: Edition) -> Iterator[ListEntry]:
    return _notices(edition, lambda of: of.part == GUIDE)


def _regulations(edition: Edition) -> Iterator[ListEntry]:
    """What the county marked, and its column of regulations."""
    return _notices(edition, lambda of: of.part == REGULATIONS or of.column == STATUTES)


def _on_request(edition: Edition) -> Iterator[ListEntry]:
    return _notices(edition, lambda of: of.part == ON_REQUEST)


def _notices(edition: Edition, wanted: Callable[[Notice], bool]) -> Iterator[ListEntry]:
    """The newest first."""
    found = sorted(
        filter(wanted, edition.site.notices.values()), key=lambda of: of.published, reverse=True
    )
    for of in found:
        notes = tuple(filter(None, (edition.site.unit(of.unit).label, in_force.mark(edition.site, of))))
        yield ListEntry(of.name, urls.notice(of.code), notes, words.day(of.published))


def _proactive(edition: Edition) -> Iterator[ListEntry]:
    """The catalogues of publicity, and what the site holds besides."""
    yield from catalogues.listed(edition)
    for name, href in (
        ("职权目录", urls.POWERS), ("四重一大决策", urls.DECISIONS), ("机构职能", urls.UNITS),
        ("公告公示", urls.NOTICES),
    ):  # fmt: skip
        yield ListEntry(name, href)
    yield from (ListEntry(tile.text, tile.href, (tile.note,)) for tile in ledger_index.ways(edition))


def _reports(edition: Edition) -> Iterator[ListEntry]:
    """The latest year first."""
    found = sorted(edition.site.of(AnnualReport).values(), key=lambda of: of.published, reverse=True)
    for of in found:
        label = edition.site.unit(of.unit).label
        yield ListEntry(of.name, urls.record(AnnualReport, of.code), (label,), words.day(of.published))


PARTS = {
    "guide": _guide,
    "regulations": _regulations,
    "proactive": _proactive,
    "reports": _reports,
    "request": _on_request,
}
NAMES = {
    "guide": "政府信息公开指南",
    "regulations": "政府信息公开制度",
    "proactive": "法定主动公开内容",
    "reports": "政府信息公开年报",
    "request": "依申请公开",
}
