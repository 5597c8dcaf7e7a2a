"""The help page: words explained, where power is disclosed, how to complain; and a site map.

Enters: an ``Edition``.  Leaves: ``Html`` with an ``AboutPage`` or a ``MapPage``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from ...basics.media import MEDIUM_OF
from ...basics.output import Html
from ...basics.values import dataclass
from ...schema.records.county import Carrier
from ..edition import Edition
from ..ledgers import ledger_index
from ..parts import links, urls
from ..parts.blocks import Anchor, ChannelView, Fact, Grade, Group, Head, Tile, fact, grade, present
from ..parts.frame import outward
from . import home
from .bodies import units
from .decisions.ways_in import ways
from .disclosed import campaign, catalogues, record_histories, shared_lists
from .errands import topics, venue_pages
from .powers import seven_powers

GRADE_NOTES = (
    ("一", "权力大、最容易出问题的岗位，由本级主要领导负责；主要领导自己的岗位，由上一级分管领导负责。"),
    ("二", "由分管领导负责；分管领导自己的岗位，由主要领导负责。"),
    ("三", "由直接管辖该岗位的领导负责。"),
)

BY_HAND = "由各单位在现场公开"


@dataclass(frozen=True, slots=True)
class AboutPage:
    """Help."""

    head: Head
    about: Markup
    glossary: tuple[tuple[str, str], ...]
    grades: tuple[tuple[Grade, str], ...]
    carriers: tuple[tuple[str, str], ...]
    channels: tuple[ChannelView, ...]
    sponsor: tuple[Fact, ...]
    engine: str


@dataclass(frozen=True, slots=True)
class MapPage:
    """Every column of the site on one page."""

    head: Head
    columns: tuple[Anchor, ...]
    groups: tuple[Group, ...]
    categories: tuple[Tile, ...]
    topics: tuple[Tile, ...]


def pages(edition: Edition) -> Iterator[Html]:
    yield Html(urls.ABOUT, "site/about.html", partial(_about, edition, edition.engine), hub=True)
    yield Html(urls.SITEMAP, "site/sitemap.html", partial(_map, edition))


def _about(edition: Edition, engine: str) -> AboutPage:
    county = edition.site.county
    return AboutPage(
        head=links.head(edition, "说明", "about", Anchor("说明"), column="说明"),
        about=links.prose(edition, county.about, urls.ABOUT),
        glossary=county.glossary,
        grades=tuple((grade(name), note) for name, note in GRADE_NOTES),
        carriers=tuple((carrier.name, _told(carrier)) for carrier in county.carriers),
        channels=links.channels(edition),
        sponsor=outward.readable(
            edition,
            present(
                fact("主办单位", county.portal.sponsor),
                fact("联系方式", county.portal.contact),
                fact("网站标识码", county.portal.site_id),
            ),
        ),
        engine=engine,
    )


def _map(edition: Edition) -> MapPage:
    return MapPage(
        head=links.head(edition, "网站地图", "sitemap", Anchor("网站地图"), column="网站地图"),
        columns=columns(edition),
        groups=tuple(group for group in units.by_level(edition) if group.entries),
        categories=home.categories(edition),
        topics=topics.tiles(edition),
    )


def columns(edition: Edition) -> tuple[Anchor, ...]:
    """Every column of the site."""
    return (
        Anchor("首页", urls.HOME),
        Anchor("职权目录", urls.POWERS),
        *shared_lists.ways(edition),
        Anchor("四重一大决策", urls.DECISIONS),
        *(Anchor(tile.text, tile.href) for tile in ways(edition)),
        Anchor("我要办事", urls.TOPICS),
        *links.all_of((venue_pages.way(edition),)),
        Anchor("机构", urls.UNITS),
        *links.all_of((seven_powers.way(edition),)),
        *(Anchor(tile.text, tile.href) for tile in campaign.ways(edition)),
        Anchor("风险岗位", urls.POSTS),
        Anchor("公告公示", urls.NOTICES),
        Anchor("政府信息公开", urls.PLATFORM),
        *(Anchor(tile.text, tile.href) for tile in catalogues.ways(edition)),
        *(Anchor(tile.text, tile.href) for tile in ledger_index.ways(edition)),
        *links.all_of((record_histories.way(edition),)),
        *((Anchor("开放数据", urls.DATA),) if edition.medium.feeds else ()),
        Anchor("说明", urls.ABOUT),
    )


def _told(carrier: Carrier) -> str:
    """Where citizens find what a carrier shows."""
    medium = MEDIUM_OF.get(carrier.edition)
    return medium.told if medium else BY_HAND
