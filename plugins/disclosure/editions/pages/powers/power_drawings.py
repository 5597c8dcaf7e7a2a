"""The flow of a power as a page shows it: one drawing, and the same steps as a list.

The list is dressed as a flow: on a screen that has no room for the drawing it is the picture.

Enters: an ``Edition`` and a power.  Leaves: a ``ChartView``, or None where no flow is drawn; and a
page for the wall, the 廉政风险防控图 on sheets of A3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise

from markupsafe import Markup

from ....basics.output import Chart, Html
from ....basics.values import dataclass
from ....charts.ink.looks import plain
from ....charts.power_charts import TOUCH_ROOM, PowerChart, drawn_as, files_of
from ....schema.records.powers.power import Power
from ...edition import Edition
from ...parts import links, urls, words
from ...parts.addresses import base_of, root_of
from ...parts.blocks import Anchor, Head
from .flow_told import FlowTold, told

NARROW, BROAD = "narrow", "broad"
_SCREENS = {"tablet": 668, "laptop": 924, "desktop": 1160, "hall": 1384}
"""px of a chart that a page holds on screens 48, 64, 80 and 96 em wide; never made smaller to fit."""
SHARED = "看流程图：全县各处相同，画在清单里"
POSTS, DUTIES, WHOLE = "谁办什么：泳道图，一列一个岗位", "谁办什么：泳道图，一列一类职能", "看平面流程图"


@dataclass(frozen=True, slots=True)
class DrawingFiles:
    """A drawing as a file, and the DOT beside it."""

    picture: Anchor
    dot: Anchor


@dataclass(frozen=True, slots=True)
class ChartView:
    """A drawing to stand in the page, the equivalent list, and where to see more.

    ``svg`` is "" where no screen of the edition holds the chart in two dimensions; ``room`` names the
    screen from which on it is whole: until then the list stands in its place.  ``lanes`` are scrolled,
    on a kiosk in the page; on a portal ``elsewhere`` leads to what has a file of its own.
    """

    svg: Markup
    room: str
    lanes: Markup
    lanes_title: str
    lanes_room: str
    elsewhere: tuple[Anchor, ...]
    told: FlowTold
    files: tuple[DrawingFiles, ...]
    ladder_page: str


@dataclass(frozen=True, slots=True)
class PosterSheet:
    """A part of the ladder as tall as a sheet allows: where it begins and how high it is, in px."""

    top: int
    height: int


@dataclass(frozen=True, slots=True)
class PosterPage:
    """The 廉政风险防控图 of a power for the wall; ``sheets`` cut it where it is longer than one."""

    head: Head
    title: str
    back: str
    svg: Markup
    width: int
    sheets: tuple[PosterSheet, ...]
    foot: str


def chart_view(edition: Edition, power: Power) -> ChartView | None:
    """The flow of a power; one that it shares is drawn on the page of the item and told here."""
    chart = edition.charts.get(power.code)
    if not chart:
        return None
    name = drawn_as(power, edition.charts)
    view = drawn(edition, power, chart, name)
    if name == power.code:
        return view
    here = Anchor(SHARED, f"{urls.drawn_on(name)}#flow")
    return replace(
        view, svg=Markup(), room=BROAD, lanes=Markup(), lanes_title="", elsewhere=(here,),
        files=(), ladder_page="",
    )  # fmt: skip


def drawn(edition: Edition, power: Power, chart: PowerChart, name: str) -> ChartView:
    """All drawings of a flow and its steps; ``name`` is that under which the drawings are published."""
    touch = edition.medium.touch
    room, beside = _room(edition, chart.compact.width), _for_fingers(chart) if touch else NOTHING
    return ChartView(
        svg=Markup(chart.compact.svg if room != BROAD else ""),  # noqa: S704  our own flow package escapes
        room=room,
        lanes=Markup(beside.svg),  # noqa: S704  likewise
        lanes_title=beside.title,
        lanes_room=_room(edition, beside.width),
        elsewhere=() if touch else tuple(_elsewhere(name, room)),
        told=edition.alike(told, power, chart),
        files=tuple(_files(edition, name, chart)),
        ladder_page=urls.poster(name) if chart.ladder and not touch else "",
    )


def _elsewhere(code: str, room: str) -> Iterator[Anchor]:
    """What the page has no room for, or shows elsewhere: each in its own file."""
    if room == BROAD:
        yield Anchor(WHOLE, urls.chart(code, "svg"))
    yield Anchor(POSTS, urls.chart(code, "svg", "yongdao"))


def _room(edition: Edition, wide: int) -> str:
    if edition.medium.touch:
        return NARROW if wide <= TOUCH_ROOM else BROAD
    return next((screen for screen, holds in _SCREENS.items() if wide <= holds), BROAD)


@dataclass(frozen=True, slots=True)
class Beside:
    """The drawing shown beside the first one: SVG ("" for none), its title, its width in px."""

    svg: str
    title: str
    width: int


NOTHING = Beside("", "", 0)


def _for_fingers(chart: PowerChart) -> Beside:
    """Lanes by post if a touch screen holds them, else by duty, else the compact chart where it is too
    wide to be the first: there the list is."""
    if chart.lanes.width <= TOUCH_ROOM:
        return Beside(chart.lanes.svg, POSTS, chart.lanes.width)
    if chart.duties:
        return Beside(chart.duties.svg, DUTIES, chart.duties.width)
    broad = chart.compact.width > TOUCH_ROOM
    return Beside(chart.compact.svg if broad else "", WHOLE, chart.compact.width)


def _files(edition: Edition, code: str, chart: PowerChart) -> Iterator[DrawingFiles]:
    """A kiosk has nowhere to take a file to."""
    for drawing in () if edition.medium.touch else files_of(chart.graph):
        kind = drawing.part or ""
        picture = Anchor(drawing.title, urls.chart(code, "svg", kind))
        yield DrawingFiles(picture, Anchor("DOT", urls.chart(code, "dot", kind)))


def files(edition: Edition) -> Iterator[Chart]:
    """Every drawing of a flow to be taken away, with its DOT."""
    for name, flow in edition.shown_flows.items():
        for kind, drawing in flow.files:
            yield Chart(urls.chart(name, "svg", kind), partial(_picture, edition, name, drawing))
            yield Chart(urls.chart(name, "dot", kind), partial(_words, edition, name, drawing))


def _picture(edition: Edition, name: str, drawing: str) -> str:
    return plain(alone(edition.charts[name].pictures[drawing].svg, name))


def _words(edition: Edition, name: str, drawing: str) -> str:
    return edition.charts[name].pictures[drawing].dot


def posters(edition: Edition) -> Iterator[Html]:
    """A page for the wall for every flow with risks."""
    for name, flow in edition.shown_flows.items():
        if flow.has_risks:
            make = partial(_poster, edition, flow.power, name)
            yield Html(urls.poster(name), "powers/poster.html", make)


def _poster(edition: Edition, code: str, name: str) -> PosterPage:
    power = edition.site.powers[code]
    ladder = edition.charts[name].pictures["ladder"]
    shared = power.listed.of if power.listed and name != power.code else None
    whose = links.record(edition, shared) if shared else links.unit(edition, power.unit)
    label = whose.text if shared and whose else links.unit_label(edition, power)
    title = f"{power.name}廉政风险防控图"
    ends = (*ladder.cuts, ladder.height)
    return PosterPage(
        head=links.head(
            edition, title, "powers", Anchor("职权目录", urls.POWERS), whose,
            Anchor(power.name, urls.drawn_on(name)), Anchor("廉政风险防控图"),
            description=title, column="职权目录", published=words.day(power.published),
            source=whose.text if whose and not shared else "",
        ),
        title=title,
        back=urls.drawn_on(name),
        svg=Markup(alone(ladder.svg, name)),  # noqa: S704  drawn by our own flow package
        width=ladder.width,
        sheets=tuple(PosterSheet(a, b - a) for a, b in pairwise(ends)),
        foot="　".join(filter(None, (label, f"编码 {name}",
                                    f"公布日期 {words.day(power.published)}" if power.published else "",
                                    f"{base_of(edition.site.county)}{urls.drawn_on(name)}"))),
    )  # fmt: skip


def alone(svg: str, name: str) -> str:
    """A drawing that stands apart from its page: what led to a step there leads to the page."""
    root = root_of(urls.chart(name, "svg"))
    return svg.replace(' href="#', f' href="{root}{urls.drawn_on(name)}#')
