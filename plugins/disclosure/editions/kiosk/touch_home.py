"""The front pages of touch screens: a loop, six large buttons, and the search.

One is for the county, and one for each body that has one (触摸屏首页), with what is its own.

Enters: an ``Edition``, and the files that the search looks through.  Leaves: ``Html`` with a
``TouchHome``, and the page of the ways to complain.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ...basics.output import Html
from ...basics.values import dataclass
from ...county.facts import agenda
from ...schema.records.unit import Unit
from ..edition import Edition
from ..ledgers import ledger_index
from ..pages import lists
from ..pages.disclosed import in_charge
from ..pages.powers import seven_powers
from ..parts import links, urls
from ..parts.blocks import Anchor, ChannelView, Head, Tile
from .slides import Slide, slides

COMPLAINTS = "complaints/index.html"


@dataclass(frozen=True, slots=True)
class TouchHome:
    """A front page; ``index`` are the scripts that its search looks through."""

    head: Head
    name: str
    slides: tuple[Slide, ...]
    buttons: tuple[Tile, ...]
    further: tuple[Anchor, ...]
    index: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Complaints:
    """Whom to tell of abuse."""

    head: Head
    channels: tuple[ChannelView, ...]


def own_home(code: str) -> str:
    """The front page of the screens of a body."""
    return f"at/{code}.html"


def pages(edition: Edition, index: tuple[str, ...]) -> Iterator[Html]:
    yield Html(urls.HOME, "site/touch_home.html", partial(_county, edition, index), hub=True)
    for unit in edition.site.units.values():
        if unit.own_home == "是":
            make = partial(_body, edition, unit.code, index)
            yield Html(own_home(unit.code), "site/touch_home.html", make, hub=True)
    yield Html(COMPLAINTS, "site/complaints.html", partial(_complaints, edition))


def _county(edition: Edition, index: tuple[str, ...]) -> TouchHome:
    county = edition.site.county
    head = links.head(edition, "首页", "home", description=county.motto, column="首页")
    buttons = (
        Tile("我要办事", urls.TOPICS, "在哪办、带什么、多久"),
        Tile("找单位", urls.UNITS, "电话、地址、谁负责"),
        Tile("现在征求意见", _if_decided(edition, urls.CONSULTATIONS), "哪些事还能提意见"),
        Tile("刚定的事", urls.DECISIONS, "定了什么、多少钱、几票"),
        Tile("看谁管谁", _who_has_charge(edition), "权怎样分、谁来监督"),
        Tile("投诉举报", COMPLAINTS, "电话、时间、怎样受理"),
    )
    levels = (Anchor(level.name, urls.level(level.code)) for level in county.levels)
    done = (Anchor("执行公开", urls.EXECUTION),) if agenda.carried_out(edition.site) else ()
    spent = (Anchor("钱花到哪", urls.REGISTER),) if edition.site.decisions else ()
    kept = (Anchor(way.text, way.href) for way in ledger_index.ways(edition))
    further = (
        *levels, *done, *spent, *kept, Anchor("职权目录", urls.POWERS), Anchor("说明", urls.ABOUT),
        Anchor("全部栏目", urls.SITEMAP),
    )  # fmt: skip
    return TouchHome(
        head=head,
        name=county.portal.site,
        slides=slides(edition),
        buttons=buttons,
        further=further,
        index=index,
    )


def _body(edition: Edition, code: str, index: tuple[str, ...]) -> TouchHome:
    unit = edition.site.units[code]
    return TouchHome(
        head=links.head(edition, unit.name, "home", description=unit.name, column="首页"),
        name=unit.name,
        slides=slides(edition, unit),
        buttons=_own_buttons(edition, unit),
        further=(Anchor("本单位", urls.unit(code)), Anchor("全县首页", urls.HOME)),
        index=index,
    )


def _own_buttons(edition: Edition, unit: Unit) -> tuple[Tile, ...]:
    own = lists.place("u", unit.code)
    powers, decisions = edition.site.powers_of[unit.code], edition.site.decisions_of[unit.code]
    home = urls.unit(unit.code)
    own_powers = urls.listed("powers", (own, urls.ANY), 1)
    own_decisions = urls.listed("decisions", (own, urls.ANY, urls.ANY), 1)
    return (
        Tile("我要办事", own_powers if powers else urls.TOPICS, f"{unit.label}办的事"),
        Tile("找谁办", home, "电话、地址、谁负责"),
        Tile("现在征求意见", _if_decided(edition, urls.CONSULTATIONS), "哪些事还能提意见"),
        Tile("刚定的事", own_decisions if decisions else urls.DECISIONS, "定了什么、多少钱、几票"),
        Tile("看谁管谁", _who_has_charge(edition), "权怎样分、谁来监督"),
        Tile("投诉举报", COMPLAINTS, "电话、时间、怎样受理"),
    )


def _if_decided(edition: Edition, href: str) -> str:
    """The page of consultations is made where anything was decided."""
    return href if edition.site.decisions else urls.DECISIONS


def _who_has_charge(edition: Edition) -> str:
    """The page that tells most of it, of those that are made."""
    split = seven_powers.way(edition)
    charged = [tile.href for tile in in_charge.ways(edition)]
    return split.href if split else next(iter(charged), urls.UNITS)


def _complaints(edition: Edition) -> Complaints:
    title = "投诉举报"
    head = links.head(edition, title, "home", Anchor(title), description=title, column=title)
    return Complaints(head, links.channels(edition))
