"""How to subscribe: every feed and calendar of the public site.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``SubscribePage``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ...basics.output import Html
from ..edition import Edition
from ..parts import links, urls
from ..parts.blocks import Anchor, Head
from .subscriptions import Subscription, channels

FORMATS = {"xml": "RSS", "atom": "Atom", "json": "JSON", "ics": "日历"}
MEDIA = {"atom": "application/atom+xml", "json": "application/feed+json"}
PARTS = {"": "全站", "levels": "按层级", "categories": "按决策类别", "units": "按机构"}


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that a reader finds by itself; ``media`` is its MIME type.  RSS stands on every page."""

    name: str
    media: str
    path: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A channel and its addresses, a format each."""

    name: str
    formats: tuple[Anchor, ...]
    feeds: tuple[Feed, ...]


@dataclass(frozen=True, slots=True)
class OfferGroup:
    """Channels of one kind."""

    title: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class SubscribePage:
    """All subscriptions."""

    head: Head
    note: str
    everything: Anchor
    parts: tuple[OfferGroup, ...]


def pages(edition: Edition) -> Iterator[Html]:
    yield Html(urls.SUBSCRIBE, "site/subscribe.html", partial(_page, edition))


def _page(edition: Edition) -> SubscribePage:
    offered = list(channels(edition))
    note = (
        "把地址放进阅读器，新公开的内容会自动送来；把日历地址放进手机日历，"
        "征求意见、听证会、决策会议和公示的日期会自动出现。"
    )
    return SubscribePage(
        head=links.head(edition, "订阅", "about", Anchor("订阅"), description=note, column="订阅"),
        note=note,
        everything=Anchor("全部订阅源的清单（OPML）", urls.OPML),
        parts=tuple(
            OfferGroup(title, offers)
            for of, title in PARTS.items()
            if (offers := tuple(_offer(channel) for channel in offered if channel.of == of))
        ),
    )


def _offer(channel: Subscription) -> Offer:
    formats = (Anchor(FORMATS[suffix], channel.path(suffix)) for suffix in channel.suffixes)
    read = (s for s in channel.suffixes if s in MEDIA)
    feeds = (Feed(FORMATS[suffix], MEDIA[suffix], channel.path(suffix)) for suffix in read)
    return Offer(channel.title, tuple(formats), tuple(feeds))
