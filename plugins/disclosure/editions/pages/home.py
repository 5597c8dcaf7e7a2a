"""The front page: what is new, and the ways into everything else.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``HomePage``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from ...basics.output import Html
from ...basics.values import dataclass
from ...schema.common import GRADES
from ...schema.records.decisions.decision import UNDECIDED_STATES
from ..edition import Edition
from ..ledgers import ledger_index
from ..parts import links, urls, words
from ..parts.blocks import Anchor, ChannelView, Figure, Group, Head, Tile, grade
from ..parts.frame import linked
from . import entries, lists
from .bodies.county_map import Belt, county_map
from .decisions import ahead, execution, register
from .decisions.ahead import Call
from .decisions.matters import answers
from .decisions.register import Counted
from .decisions.ways_in import ways
from .disclosed import campaign, catalogues
from .errands import topics

SHOWN = 4
FRESH = 3
"""So many decisions and notices, which take more lines."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """The front page."""

    head: Head
    motto: str
    about: Markup
    figures: tuple[Figure, ...]
    calls: tuple[Call, ...]
    more_calls: Anchor | None
    news: Group
    overdue: Group
    notices: Group
    belts: tuple[Belt, ...]
    categories: tuple[Tile, ...]
    topics: tuple[Tile, ...]
    counted: Counted
    accounts: tuple[Tile, ...]
    ways: tuple[Tile, ...]
    channels: tuple[ChannelView, ...]


def pages(edition: Edition) -> Iterator[Html]:
    yield Html(urls.HOME, "site/home.html", partial(_page, edition), hub=True)


def categories(edition: Edition) -> tuple[Tile, ...]:
    """A way to every category that holds a power."""
    counts = Counter(power.category.code for power in edition.site.powers.values())
    return tuple(
        Tile(c.name, urls.listed("powers", (urls.ANY, c.code), 1), c.note, counts[c.name], "项")
        for c in edition.site.county.categories
        if counts[c.name]
    )


def _page(edition: Edition) -> HomePage:
    county, calls = edition.site.county, ahead.open_calls(edition)
    return HomePage(
        head=links.head(
            edition, "首页", "home", description=county.motto, column="首页", node=linked.site(edition)
        ),
        motto=county.motto or county.portal.site,
        about=links.prose(edition, county.about, urls.HOME),
        figures=tuple(_figures(edition)),
        calls=calls[:SHOWN],
        more_calls=Anchor("全部征求意见", urls.CONSULTATIONS) if len(calls) > SHOWN else None,
        news=_news(edition),
        overdue=_overdue(edition),
        notices=_notices(edition),
        belts=county_map(edition),
        categories=categories(edition),
        topics=topics.tiles(edition),
        counted=register.summed(edition.site, list(edition.site.decisions.values())),
        accounts=ledger_index.ways(edition),
        ways=(
            *ways(edition),
            *catalogues.ways(edition),
            *ledger_index.ways(edition),
            *campaign.ways(edition),
        ),
        channels=links.channels(edition),
    )


def _figures(edition: Edition) -> Iterator[Figure]:
    site = edition.site
    grades = Counter(post.grade for post in site.posts.values())
    yield Figure(len(site.powers), "项", "职权", urls.POWERS)
    charts = len(site.powers.keys() & set(edition.charts))
    yield Figure(charts, "张", "流程图", urls.POWERS)
    yield Figure(len(site.decisions), "项", "四重一大决策", urls.DECISIONS)
    for name in GRADES:
        if grades[name]:
            href = urls.listed("posts", (urls.ANY, lists.GRADE_KEYS[name]), 1)
            yield Figure(grades[name], "个岗位", words.graded(name), href, grade(name))


def _news(edition: Edition) -> Group:
    """The decisions that were made last, each with how it was voted on."""
    made = (of for of in edition.site.decisions.values() if of.state not in UNDECIDED_STATES)
    shown = tuple(answers.in_list(edition, decision) for decision in entries.newest(made)[:FRESH])
    return Group("刚定下的事", shown, Anchor("全部决策", urls.DECISIONS))


def _overdue(edition: Edition) -> Group:
    late = tuple(execution.overdue(edition))
    return Group(execution.LATE, late[:SHOWN], Anchor(f"全部{len(late)}件", urls.EXECUTION))


def _notices(edition: Edition) -> Group:
    newest = entries.newest(edition.site.notices.values())[:FRESH]
    shown = tuple(entries.notice(edition, notice) for notice in newest)
    return Group("公告公示", shown, Anchor("全部公告", urls.NOTICES))
