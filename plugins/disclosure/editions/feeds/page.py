"""How to subscribe: every feed and calendar of the public site, those of bodies level by level.

Enters: an ``Edition`` and its channels.  Leaves: ``Html`` with a ``SubscribePage``: one of what is not
of a body, and one a level.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from ...basics.output import Html
from ...basics.values import dataclass
from ..edition import Edition
from ..pages.superiors import by_superior
from ..parts import links, urls
from ..parts.blocks import Anchor, Group, Head, ListEntry, Offer
from .subscriptions import Subscription

UNITS, MATTERS = "units", "matters"
PARTS = {
    "": "全站",
    "levels": "按层级",
    "categories": "按决策类别",
    "ledgers": "按台账",
    "changes": "变更",
    UNITS: "按机构",
    MATTERS: "按事项",
}
ELSEWHERE = (UNITS, MATTERS)
"""Channels of bodies stand level by level, those of matters on the page of each."""
TITLE, TEMPLATE = "订阅", "site/subscribe.html"
NOTE = (
    "把地址放进阅读器，新公开的内容会自动送来；把日历地址放进手机日历，"
    "征求意见、听证会、决策会议和公示的日期会自动出现。"
)


@dataclass(frozen=True, slots=True)
class OfferGroup:
    """Channels of one kind."""

    title: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class SubscribePage:
    """Channels that belong together; ``everything`` is the list of all channels, as a file.

    ``levels`` leads to the channels of bodies; it is None where these are, or where there is none.
    """

    head: Head
    title: str
    note: str
    everything: Anchor
    parts: tuple[OfferGroup, ...]
    levels: Group | None


def pages(edition: Edition, offered: Sequence[Subscription]) -> Iterator[Html]:
    bodies = {channel.code: channel for channel in offered if channel.of == UNITS}
    led = []
    for level in edition.site.county.levels:
        own = [unit for unit in edition.site.units_at[level.name] if unit.code in bodies]
        parts = tuple(
            _part(below.title or PARTS[UNITS], [bodies[unit.code] for unit in below.units])
            for below in by_superior(edition.site, own)
        )
        if own:
            address = urls.subscriptions(level.code)
            led.append(ListEntry(level.name, address, (f"{len(own)}个机构",)))
            yield Html(address, TEMPLATE, partial(_page, edition, level.name, parts, None))
    kinds = (
        (title, [c for c in offered if c.of == of]) for of, title in PARTS.items() if of not in ELSEWHERE
    )
    parts = tuple(_part(title, held) for title, held in kinds if held)
    levels = Group(PARTS[UNITS], tuple(led)) if led else None
    yield Html(urls.SUBSCRIBE, TEMPLATE, partial(_page, edition, "", parts, levels))


def _page(
    edition: Edition, level: str, parts: tuple[OfferGroup, ...], levels: Group | None
) -> SubscribePage:
    way = (Anchor(TITLE, urls.SUBSCRIBE), Anchor(level)) if level else (Anchor(TITLE),)
    title = f"{TITLE}：{level}的机构" if level else TITLE
    return SubscribePage(
        head=links.head(edition, title, "about", *way, description=NOTE, column=TITLE),
        title=title,
        note=NOTE,
        everything=Anchor("全部订阅源的清单（OPML）", urls.OPML),
        parts=parts,
        levels=levels,
    )


def _part(title: str, channels: Iterable[Subscription]) -> OfferGroup:
    return OfferGroup(title, tuple(_offer(channel) for channel in channels))


def _offer(channel: Subscription) -> Offer:
    return links.offer(channel.title, {suffix: channel.path(suffix) for suffix in channel.suffixes})
