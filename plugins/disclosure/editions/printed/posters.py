"""Posters for walls: a power's flow, its 廉政风险防控图, and what a body does at its window.

Enters: an ``Edition`` and the flows of its powers.  Leaves: ``PaperSheet`` values, in each size that is
wanted.  Bodies that hold an item of a list alike hang the same flow: it is made once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...basics.media import FLOWS, RISKS, WINDOWS, Paper
from ...basics.values import dataclass
from ...charts.ink.captions import strip
from ...charts.power_charts import FlowJob, by_drawing, has_risks
from ...schema.common import Waiver
from ...schema.records.powers.power import Power
from ...schema.records.unit import Post, Unit
from ..edition import Edition
from ..pages.powers import handling
from ..pages.powers.power import WATCH, PowerPage
from ..parts import links, words
from .paper import PageOf, PaperSheet, ToPrint, by_hand, imprint, imprint_of_body, said, where_it_is
from .wall_steps import WallStep, cards

FLOW, RISK, WINDOW = "权力运行流程图", "廉政风险防控图", "办事窗口"


@dataclass(frozen=True, slots=True)
class FlowPoster:
    """A flow on a wall; with ``risks`` each step tells its own."""

    unit: str
    name: str
    what: str
    keys: tuple[tuple[str, str, str], ...]
    steps: tuple[WallStep, ...]
    apart: tuple[str, ...]
    watch: tuple[tuple[str, ...], ...]
    risks: bool


@dataclass(frozen=True, slots=True)
class WindowPost:
    """A post at the window: its holder is never named."""

    name: str
    rank: str
    duty: str
    grade: str


@dataclass(frozen=True, slots=True)
class WindowLine:
    """A matter that is dealt with there: what to bring, how long, for how much."""

    name: str
    bring: tuple[str, ...]
    limit: str
    fee: str
    where: str


@dataclass(frozen=True, slots=True)
class WindowPoster:
    """A body at its window."""

    unit: str
    name: str
    what: str
    facts: tuple[tuple[str, ...], ...]
    posts: tuple[WindowPost, ...]
    lines: tuple[WindowLine, ...]
    watch: tuple[tuple[str, ...], ...]


def flow_posters(
    edition: Edition,
    flows: Mapping[str, FlowJob],
    papers: Sequence[Paper],
    wanted: ToPrint,
    page_of: PageOf,
) -> Iterator[PaperSheet]:
    """The flow of every power, and its risks where it has any."""
    for name, power in by_drawing(edition.site.powers.values(), flows).items():
        if not wanted(power):
            continue
        job, page = flows[power.code], page_of(power.code)
        mark, carriers = imprint(edition, power), by_hand(edition, power)
        for folder, what, risks in ((FLOWS, FLOW, False), (RISKS, RISK, True)):
            if risks and not has_risks(job.graph):
                continue
            body = _flow(edition, power, job, page, what, risks=risks)
            for paper in papers:
                yield PaperSheet(
                    path=f"{folder}/{name}-{paper.code}", template="poster", paper=paper,
                    title=f"{power.name}{what}", of=power, imprint=mark, body=body, carriers=carriers,
                )  # fmt: skip


def _flow(  # noqa: PLR0913  all that a poster tells
    edition: Edition, power: Power, job: FlowJob, page: PowerPage, what: str, *, risks: bool
) -> FlowPoster:
    return FlowPoster(
        unit=links.unit_label(edition, power),
        name=power.name,
        what=what,
        keys=() if risks else answers(page),
        steps=cards(job),
        apart=(*strip(job.graph), *excused(power.waivers)),
        watch=watch(power),
        risks=risks,
    )


def excused(waivers: Iterable[Waiver]) -> tuple[str, ...]:
    """What a record is excused from, a line each: published wherever the record is."""
    return tuple(f"豁免 {words.waived(waiver)}" for waiver in waivers)


def answers(page: PowerPage) -> tuple[tuple[str, str, str], ...]:
    """What people ask first: question, answer, note.  Who watches stands at the foot of a sheet."""
    return tuple((key.question, key.answer, key.note) for key in page.keys if key.question != WATCH)


def watch(power: Power) -> tuple[tuple[str, ...], ...]:
    """Who watches, and how to call them."""
    of = power.supervision
    if of is None:
        return ()
    return said(("监督岗位", of.post), ("监督电话", *of.phones), ("接听时间", of.hours))


def window_posters(edition: Edition, papers: Sequence[Paper], wanted: ToPrint) -> Iterator[PaperSheet]:
    """Every body that has powers of which people ask something."""
    for unit in edition.site.units.values():
        powers = edition.site.powers_of[unit.code]
        if powers and wanted(unit):
            body, mark = _window(edition, unit, powers), imprint_of_body(edition, unit)
            for paper in papers:
                yield PaperSheet(
                    path=f"{WINDOWS}/{unit.code}-{paper.code}", template="window", paper=paper,
                    title=f"{unit.name}{WINDOW}", of=unit, imprint=mark, body=body,
                    carriers=by_hand(edition, unit),
                )  # fmt: skip


def _window(edition: Edition, unit: Unit, powers: Sequence[Power]) -> WindowPoster:
    channels = ((channel.name, *channel.phones) for channel in edition.site.county.channels)
    return WindowPoster(
        unit=unit.level.code,
        name=unit.name,
        what=WINDOW,
        facts=where_it_is(unit),
        posts=tuple(map(_post, unit.posts)),
        lines=tuple(map(_line, sorted(powers, key=_unasked))),
        watch=said(*channels),
    )


def _unasked(power: Power) -> bool:
    """What people come for stands first."""
    return not (power.materials or power.counter)


def _post(post: Post) -> WindowPost:
    return WindowPost(post.name, post.rank, next(iter(post.duties), ""), post.grade)


def _line(power: Power) -> WindowLine:
    return WindowLine(
        name=power.name, bring=bring(power), limit=limit(power), fee=fee(power), where=power.counter
    )


def limit(power: Power) -> str:
    """How long it takes: as promised, else as the law has it."""
    return str(power.promised or power.legal or "")


def fee(power: Power) -> str:
    """For how much."""
    charged = handling.charge(power)
    standard = power.fee.standard if power.fee and charged == handling.CHARGED else ""
    return standard or charged


def bring(power: Power) -> tuple[str, ...]:
    """What to bring, a thing a line."""
    return tuple(str(material.name) for material in power.materials)
