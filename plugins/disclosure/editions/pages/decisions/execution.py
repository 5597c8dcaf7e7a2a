"""The execution board: who answers for each adopted decision, and which checks were held in time.

Enters: an ``Edition``.  Leaves: ``Html`` with an ``ExecutionPage``; ``timeline`` for the page of a
decision.  The rhythm is the counties' practice: 一月一调度、一季一督查、半年一观摩、年底总兑现.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from markupsafe import Markup

from ....basics.output import Html
from ....basics.values import dataclass
from ....county.facts import agenda
from ....county.facts import checks_due as followup
from ....county.facts.checks_due import CheckDue, CheckStanding
from ....schema.records.decisions.decision import CHECKS, DECIDED, DONE, RUNNING, Decision
from ...edition import Edition
from ...parts import links, plots, urls, words
from ...parts.blocks import Anchor, Badge, Fact, Figure, Head, ListEntry, fact, present
from ...parts.pager import Pager, pager, slices
from .. import entries

RHYTHM = dict(zip(CHECKS, ("一月一调度", "一季一督查", "半年一观摩", "年底总兑现"), strict=True))
CARDS = 20
"""Cards on a page of the board."""
ORDER = (RUNNING, DECIDED, DONE)
LATE = "逾期没有检查的"
TONES = {CheckStanding.HELD: "done", CheckStanding.OVERDUE: "stop", CheckStanding.WAITING: "plain"}


@dataclass(frozen=True, slots=True)
class CheckMarks:
    """The checks of one kind: a mark for each, oldest first, and the same in words."""

    name: str
    marks: Markup
    said: str
    late: str


@dataclass(frozen=True, slots=True)
class BoardCard:
    """A decision on the board."""

    title: Anchor
    state: Badge
    notes: tuple[str, ...]
    ones: tuple[Fact, ...]
    rows: tuple[CheckMarks, ...]
    late: int
    latest: str


@dataclass(frozen=True, slots=True)
class BoardLevel:
    """Cards of one level."""

    title: str
    cards: tuple[BoardCard, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A point on the timeline of a decision; ``tone`` is that of its badge."""

    date: str
    badge: Badge
    note: str


@dataclass(frozen=True, slots=True)
class ExecutionPage:
    """The board."""

    head: Head
    note: str
    figures: tuple[Figure, ...]
    parts: tuple[BoardLevel, ...]
    pager: Pager


def pages(edition: Edition) -> Iterator[Html]:
    carried = agenda.carried_out(edition.site)
    ordered = list(_ordered(edition, carried))
    for number, shown in slices(ordered, CARDS) if carried else ():
        counted = ordered if number == 1 else ()
        window = pager(partial(urls.further, urls.EXECUTION), number, len(ordered), CARDS)
        make = partial(_page, edition, counted, shown, window)
        yield Html(urls.further(urls.EXECUTION, number), "decisions/execution.html", make, hub=True)


def overdue(edition: Edition) -> Iterator[ListEntry]:
    """The decisions of which a check is overdue, and which one."""
    for decision in agenda.carried_out(edition.site):
        late = "，".join(f"{row.name}：{row.late}" for row in rows(edition, decision) if row.late)
        if late:
            about = (links.unit_label(edition, decision), late)
            badge = Badge("逾期", "stop")
            yield ListEntry(decision.name, urls.decision(decision.code), about, badge=badge)


def late(edition: Edition) -> Counter[str]:
    """How many decisions have a check that is overdue, by the code of the body."""
    carried = agenda.carried_out(edition.site)
    return Counter(of.unit.code for of in carried if _is_late(edition, of))


def _is_late(edition: Edition, decision: Decision) -> bool:
    return any(check.standing is CheckStanding.OVERDUE for check in _checks(edition, decision))


def timeline(edition: Edition, decision: Decision) -> tuple[Mark, ...]:
    """Checks held, checks missed and the next ones due, newest first."""
    held = [
        (p.day, Mark(words.day(p.day), Badge(p.check, "done"), p.content)) for p in decision.progress
    ]
    missed = [(c.due, _missed(c)) for c in _checks(edition, decision) if not c.held]
    return tuple(mark for _, mark in sorted((*held, *missed), key=lambda m: m[0], reverse=True))


def rows(edition: Edition, decision: Decision) -> tuple[CheckMarks, ...]:
    """The checks of a decision, kind by kind."""
    checks = _checks(edition, decision)
    kinds = ((name, [c for c in checks if c.check == name]) for name in CHECKS)
    return tuple(_row(name, own) for name, own in kinds if own)


def _checks(edition: Edition, decision: Decision) -> tuple[CheckDue, ...]:
    return followup.checks_due(decision, edition.site.as_of)


def _ordered(edition: Edition, carried: Sequence[Decision]) -> Iterator[Decision]:
    """What is overdue, then level by level; what is still being carried out first."""
    held: dict[str, list[Decision]] = {name: [] for name in (LATE, *edition.site.levels)}
    for decision in carried:
        held[_part_of(edition, decision)].append(decision)
    for own in held.values():
        yield from sorted(own, key=lambda d: ORDER.index(d.state))


def _part_of(edition: Edition, decision: Decision) -> str:
    """Under which heading the card of a decision stands."""
    return LATE if _is_late(edition, decision) else edition.site.unit(decision.unit).level.code


def _page(
    edition: Edition, carried: Sequence[Decision], shown: Sequence[Decision], pager: Pager
) -> ExecutionPage:
    """Some of those that are carried out; the first page counts them all."""
    note = (
        "一项决策、一名领导、一个责任人、一套工作班子、一个实施方案；"
        "一月一调度、一季一督查、半年一观摩、年底总兑现，逾期标红。"
    )
    return ExecutionPage(
        head=links.head(
            edition,
            "执行公开",
            "decisions",
            Anchor("四重一大决策", urls.DECISIONS),
            Anchor("执行公开"),
            description=note,
            column="执行公开",
        ),
        note=note,
        figures=tuple(_figures(edition, carried)) if carried else (),
        parts=tuple(_parts(edition, shown)),
        pager=pager,
    )


def _figures(edition: Edition, carried: Sequence[Decision]) -> Iterator[Figure]:
    states = Counter(decision.state for decision in carried)
    for state, number in sorted(states.items()):
        yield Figure(number, "项", state)
    checks = [c for decision in carried for c in _checks(edition, decision)]
    stands = Counter(check.standing for check in checks)
    yield Figure(stands[CheckStanding.HELD], "次", "检查已开展")
    yield Figure(stands[CheckStanding.OVERDUE], "次", "检查逾期")


def _parts(edition: Edition, shown: Sequence[Decision]) -> Iterator[BoardLevel]:
    """The cards in their order under their headings."""
    for title, own in groupby(shown, key=lambda d: _part_of(edition, d)):
        yield BoardLevel(title, tuple(_card(edition, decision) for decision in own))


def _card(edition: Edition, decision: Decision) -> BoardCard:
    shown = rows(edition, decision)
    last = max(decision.progress, key=lambda p: p.day, default=None)
    deadline = decision.execution.deadline if decision.execution else None
    until = f"完成时限 {words.day(deadline)}" if deadline else ""
    return BoardCard(
        title=Anchor(decision.name, urls.decision(decision.code)),
        state=entries.state(decision),
        notes=entries.notes(links.unit_label(edition, decision), decision.category, until),
        ones=ones(decision),
        rows=shown,
        late=sum(c.standing is CheckStanding.OVERDUE for c in _checks(edition, decision)),
        latest=f"{words.day(last.day)}　{last.content}" if last else "",
    )


def ones(decision: Decision) -> tuple[Fact, ...]:
    """五个一, the supervisor and the dates."""
    run = decision.execution
    if run is None:
        return ()
    return present(
        fact("一项决策", "本页这一项"),
        fact("一名领导", run.leader),
        fact("一个责任人", run.responsible),
        fact("一套工作班子", run.team),
        fact("一个实施方案", run.plan),
        fact("监督", run.supervisor),
        fact("开始日期", words.day(run.started)),
        fact("完成时限", words.day(run.deadline)),
        fact("完成日期", words.day(run.finished)),
    )


def _row(name: str, checks: Sequence[CheckDue]) -> CheckMarks:
    counts = Counter(check.standing for check in checks)
    told = (f"{standing}{counts[standing]}次" for standing in CheckStanding if counts[standing])
    said = "，".join(told)
    late = "、".join(_period(c) for c in checks if c.standing is CheckStanding.OVERDUE)
    marks = plots.ticks(f"{RHYTHM[name]}：{said}", (TONES[c.standing] for c in checks))
    return CheckMarks(RHYTHM[name], marks, said, late)


def _missed(check: CheckDue) -> Mark:
    badge = Badge(
        f"{check.check}{check.standing}", "stop" if check.standing is CheckStanding.OVERDUE else "soon"
    )
    return Mark(words.day(check.due), badge, f"{_period(check)}应当开展的{RHYTHM[check.check]}")


def _period(check: CheckDue) -> str:
    """The period in the words of a calendar: a month, a quarter, half a year, a year."""
    start = check.start
    match check.check:
        case followup.MONTHLY:
            return words.month(start)
        case followup.QUARTERLY:
            return f"{start.year}年第{(start.month + 2) // 3}季度"
        case followup.HALF_YEARLY:
            return f"{start.year}年{'上' if start.month == 1 else '下'}半年"
        case _:
            return f"{start.year}年度"
