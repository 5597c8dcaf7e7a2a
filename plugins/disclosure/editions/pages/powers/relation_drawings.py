"""The county's own graphs as pages and files show them.

Enters: an ``Edition``.  Leaves: ``GraphView``s, and every drawing with its DOT as ``Chart``s.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from ....basics.output import Chart
from ....basics.values import dataclass
from ....charts.ink.looks import plain
from ....charts.model.network import NOWHERE, Target
from ....charts.model.network_in_words import Branch
from ....charts.relations.all_relations import NetworkPicture
from ...edition import Edition
from ...parts import urls

NARROW, BROAD, VAST = "narrow", "broad", "vast"
# the widest graph that a kiosk shows whole with no word below 18 px, and a page of a desktop
_KIOSK, _PAGE = 845, 1068


@dataclass(frozen=True, slots=True)
class GraphView:
    """A drawing to stand in a page, its files, and the same as a nested list.

    ``room`` is NARROW where a kiosk shows it whole and still large enough, BROAD where the page of a
    desktop does, VAST where it is scrolled.  A phone shows the list alone.  On a touch screen there are
    no files: their addresses are "".
    """

    name: str
    told: str
    svg: Markup
    room: str
    branches: tuple[Branch, ...]
    svg_href: str
    dot_href: str


def whole(edition: Edition) -> GraphView | None:
    """单位与层级图 of the county."""
    return next(iter(_of(edition, NOWHERE)), None)


def of_level(edition: Edition, code: str) -> GraphView | None:
    """单位与层级图 of one level."""
    return next(iter(_of(edition, Target("层级", code))), None)


def of_unit(edition: Edition, code: str) -> tuple[GraphView, ...]:
    """七分权图 of a unit, in as many pictures as it takes."""
    return _of(edition, Target("机构", code))


def of_kind(edition: Edition, code: str) -> tuple[GraphView, ...]:
    """七分权图 of a kind of power, whichever units hold it."""
    return _of(edition, Target("分权事项", code))


def of_decision(edition: Edition, code: str) -> GraphView | None:
    """来龙去脉图 of a decision."""
    return next(iter(_of(edition, Target("决策", code))), None)


def _of(edition: Edition, page: Target) -> tuple[GraphView, ...]:
    return tuple(view_of(edition, picture) for picture in edition.graphs_on(page))


def files(edition: Edition) -> Iterator[Chart]:
    """Every drawing, and its words as DOT."""
    for stem, job in edition.drawn.networks.jobs.items():
        yield Chart(urls.graph(stem, "svg"), partial(_picture, edition, job.page, stem))
        yield Chart(urls.graph(stem, "dot"), partial(_words, edition, job.page, stem))


def _picture(edition: Edition, page: Target, stem: str) -> str:
    return plain(_alone(_drawn(edition, page, stem)))


def _words(edition: Edition, page: Target, stem: str) -> str:
    return _drawn(edition, page, stem).dot


def _drawn(edition: Edition, page: Target, stem: str) -> NetworkPicture:
    return next(picture for picture in edition.graphs_on(page) if picture.stem == stem)


def _alone(picture: NetworkPicture) -> str:
    """A drawing as a file of its own: what led to a line of the page leads to the page."""
    page = urls.of_graph(picture.page).partition("#")[0] if picture.page.record else ""
    return picture.svg.replace(' href="#', f' href="{page}#')


def view_of(edition: Edition, picture: NetworkPicture) -> GraphView:
    network = picture.network
    return GraphView(
        name=network.name,
        told=network.told,
        svg=Markup(picture.svg),  # noqa: S704  drawn by our own graphs package, which escapes
        room=_room(picture.width),
        branches=picture.branches,
        svg_href="" if edition.medium.touch else urls.graph(picture.stem, "svg"),
        dot_href="" if edition.medium.touch else urls.graph(picture.stem, "dot"),
    )


def _room(wide: int) -> str:
    if wide <= _KIOSK:
        return NARROW
    return BROAD if wide <= _PAGE else VAST
