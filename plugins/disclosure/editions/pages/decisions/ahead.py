"""What is to come, for those who want a say: forward plan, consultations, public notices.

Enters: an ``Edition``.  Leaves: ``Html`` with an ``AheadPage``, for each of the three lists that
has something to hold, and for each further page of it.  Days left are counted to the site's as-of date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, Generic, TypeVar

from ....basics.calendar import workdays
from ....basics.output import Html
from ....basics.values import dataclass
from ....county.facts import agenda
from ....county.facts.agenda import Event, EventKind, EventStanding
from ....county.site import Site
from ....schema.phones import in_line
from ....schema.records.decisions.decision import Consultation, Decision
from ...edition import Edition
from ...parts import links, urls, words
from ...parts.blocks import Anchor, Badge, Fact, Head, fact, present
from ...parts.frame import outward
from ...parts.pager import Pager, pager, slices
from .. import entries
from .ways_in import ways

PAST = 20
"""Consultations that are over and still shown, newest first."""
MOST = 40
"""Calls on a page."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Left:
    """A date and what happens then; how many days are left is worked out where it is read.

    ``start`` and ``until`` are ISO dates, "" where nothing runs out.
    """

    number: str
    unit: str
    tone: str
    start: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A matter that citizens can answer to, and the days left."""

    title: str
    href: str
    badge: Badge
    notes: tuple[str, ...]
    left: Left
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls under a heading."""

    title: str
    calls: tuple[Call, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class AheadPage:
    """One of the three lists, or a further page of it."""

    head: Head
    title: str
    note: str
    groups: tuple[Calls, ...]
    others: tuple[Anchor, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class Ahead(Generic[T]):
    """One of the three lists: what there is by its headings, and what is said where there is nothing."""

    title: str
    front: str
    note: str
    call: Callable[[Edition, T], Call]
    groups: Mapping[str, Sequence[T]]
    empty: str

    def pages(self, edition: Edition, ways: Sequence[Anchor]) -> Iterator[Html]:
        """Its pages; the first heading stands on the first page even where there is nothing under it."""
        others = tuple(way for way in ways if way.text != self.title)
        items = [(title, of) for title, held in self.groups.items() for of in held]
        for number, shown in slices(items, MOST):
            held = {name: tuple(of for _, of in part) for name, part in groupby(shown, itemgetter(0))}
            first = {name: () for name in islice(self.groups, 1) if number == 1}
            window = pager(partial(urls.further, self.front), number, len(items), MOST)
            make = partial(_page, edition, replace(self, groups={**first, **held}), others, window)
            yield Html(urls.further(self.front, number), "decisions/ahead.html", make, hub=True)


def pages(edition: Edition) -> Iterator[Html]:
    others = tuple(Anchor(tile.text, tile.href) for tile in ways(edition))
    if edition.site.decisions:
        yield from _plan(edition.site).pages(edition, others)
        yield from _consultations(edition.site).pages(edition, others)
    if found := agenda.of_kind(edition.site, EventKind.NOTICE)[::-1]:
        yield from _publicity(edition.site, found).pages(edition, others)


def open_calls(edition: Edition) -> tuple[Call, ...]:
    """What citizens can answer to on the day of the data: what ends first stands first."""
    as_of = edition.site.as_of
    notices = (e for e in agenda.of_kind(edition.site, EventKind.NOTICE) if e.running(as_of))
    asked = ((event, _consultation(edition, event)) for event in agenda.open_now(edition.site))
    told = (*asked, *((event, _notice(edition, event)) for event in notices))
    return tuple(replace(call, facts=()) for _, call in sorted(told, key=lambda pair: pair[0].until))


def _plan(site: Site) -> Ahead[Decision]:
    months: dict[str, list[Decision]] = {}
    for decision in agenda.planned(site):
        months.setdefault(_month(decision), []).append(decision)
    note = "将要决策的事项、拟定的会议日期，以及在决策之前怎样参加、向谁提意见。"
    return Ahead(
        title="决策预告",
        front=urls.PLAN,
        note=note,
        call=_forecast,
        groups=months or {"决策预告": []},
        empty="目前没有预告中的决策。",
    )


def _consultations(site: Site) -> Ahead[Event]:
    as_of, found = site.as_of, agenda.of_kind(site, EventKind.CONSULTATION)
    over = sorted((e for e in found if e.until < as_of), key=lambda e: e.until, reverse=True)
    groups = {
        "正在征求意见": agenda.open_now(site),
        "即将开始": [event for event in found if event.coming(as_of)],
        "最近结束": over[:PAST],
    }
    note = "对重大决策草案，任何人都可以提意见；每条意见是否采纳、为什么，在决策页面公开答复。"
    return Ahead(
        title="征求意见",
        front=urls.CONSULTATIONS,
        note=note,
        call=_consultation,
        groups=groups,
        empty="目前没有正在进行的征求意见。",
    )


def _publicity(site: Site, found: Sequence[Event]) -> Ahead[Event]:
    groups = {
        "正在公示": [event for event in found if event.until >= site.as_of],
        "已经结束": [event for event in found if event.until < site.as_of],
    }
    note = "任前公示和决议公示的起止日期。公示期间对人选或事项有异议的，可以向主办单位或监督渠道反映。"
    return Ahead(
        title="任前公示",
        front=urls.PUBLICITY,
        note=note,
        call=_notice,
        groups=groups,
        empty="目前没有正在进行的公示。",
    )


def _page(edition: Edition, of: Ahead[Any], others: tuple[Anchor, ...], pager: Pager) -> AheadPage:
    way, title, groups = Anchor("四重一大决策", urls.DECISIONS), of.title, of.groups.items()
    return AheadPage(
        head=links.head(
            edition, title, "decisions", way, Anchor(title), description=of.note, column=title
        ),
        title=title,
        note=of.note,
        groups=tuple(
            Calls(n, tuple(of.call(edition, told) for told in held), of.empty) for n, held in groups
        ),
        others=others,
        pager=pager,
    )


def _forecast(edition: Edition, decision: Decision) -> Call:
    step, consult = decision.steps.forecast, decision.steps.consult
    day = agenda.meeting_planned(decision)
    facts = present(
        fact("拟决策日期", words.day(day)),
        fact("预告日期", words.day(step.day) if step else ""),
        fact("征求意见", _span(consult) if consult else "时间另行公告"),
        fact("怎样参加", _take_part(edition, decision)),
    )
    return _call(edition, decision, _until(day, edition.site.as_of), facts)


def _consultation(edition: Edition, event: Event) -> Call:
    decision, as_of = event.decision, edition.site.as_of
    consult = decision.steps.consult
    asking = as_of <= event.until
    facts = present(
        fact("起止", f"{words.day(event.start)} 至 {words.day(event.until)}"),
        fact("方式", "、".join(consult.means) if consult else ""),
        fact("怎样提意见", _take_part(edition, decision) if asking else None),
        fact("缩短理由", consult.short_reason if consult else ""),
        fact("收到意见", _received(decision)),
    )
    return _call(edition, decision, _left(event, as_of), facts)


def _notice(edition: Edition, event: Event) -> Call:
    worked = workdays.between(event.start, event.until)
    facts = present(
        fact("公示", event.name),
        fact("起止", f"{words.day(event.start)} 至 {words.day(event.until)}"),
        fact("公示期", f"{worked}个工作日" if worked is not None else ""),
        fact("内容", event.note),
    )
    return _call(edition, event.decision, _left(event, edition.site.as_of), facts)


def _call(edition: Edition, decision: Decision, left: Left, facts: tuple[Fact, ...]) -> Call:
    amount = words.amount(decision.amount)
    notes = entries.notes(links.unit_label(edition, decision), decision.category, amount)
    href = urls.decision(decision.code)
    return Call(
        title=decision.name,
        href=href,
        badge=entries.state(decision),
        notes=notes,
        left=left,
        facts=outward.readable(edition, facts),
    )


def _until(day: date | None, as_of: date) -> Left:
    """When a meeting is planned."""
    if day is None:
        return Left("未定", "开会日期", "plain")
    if day < as_of:
        return Left("已过", "拟定日期", "stop")
    return Left(words.month_day(day), "拟开会", "soon")


def _left(event: Event, as_of: date) -> Left:
    """How the term of an event is shown: by its dates, which stay true when the page grows old."""
    if event.standing is EventStanding.CANCELLED:
        return Left("取消", "不再进行", "plain")
    day, unit, tone = event.until, "截止", "live"
    if event.coming(as_of):
        day, unit, tone = event.start, "开始", "soon"
    elif event.until < as_of:
        unit, tone = "结束", "plain"
    return Left(words.month_day(day), unit, tone, event.start.isoformat(), event.until.isoformat())


def _take_part(edition: Edition, decision: Decision) -> str:
    """Where to turn: what the record says, or else the office of the deciding body."""
    steps = decision.steps
    told = (steps.consult and steps.consult.take_part) or (steps.forecast and steps.forecast.take_part)
    unit = edition.site.units[decision.unit.code]
    office = entries.notes(
        unit.address, f"电话 {in_line(unit.phones)}" if unit.phones else "", unit.hours
    )
    return told or "　".join((unit.name, *office))


def _received(decision: Decision) -> str:
    consult = decision.steps.consult
    if consult is None or consult.received is None:
        return ""
    adopted = sum(f.adopted != "未采纳" for f in decision.feedback)
    answered = (
        f"，答复{len(decision.feedback)}类，采纳或部分采纳{adopted}类" if decision.feedback else ""
    )
    return f"{consult.received}条{answered}"


def _span(consult: Consultation) -> str:
    return f"{words.day(consult.start)} 至 {words.day(consult.until)}"


def _month(decision: Decision) -> str:
    day = agenda.meeting_planned(decision)
    return words.month(day) if day else "日期未定"
