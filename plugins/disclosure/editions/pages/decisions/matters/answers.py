"""The answer first: what was decided of a matter, by which meeting, with how many votes; what is next.

Enters: a ``Site`` and a ``Matter``.  Leaves: sentences, and lines of lists
that hold one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from .....county.facts import agenda
from .....county.facts.checks_due import CheckStanding, checks_due
from .....county.facts.matters import groups
from .....county.facts.matters.matter import Matter
from .....county.facts.outcomes import outcome
from .....county.site import Site
from .....schema.records.decisions.decision import (
    ADOPTED_STATES,
    DECIDED,
    RUNNING,
    UNDECIDED_STATES,
    AnyMeeting,
    Decision,
    Vote,
)
from .....schema.records.decisions.meetings import PASSED
from ....edition import Edition
from ....parts import words
from ....parts.blocks import ListEntry
from ... import entries

UNDECIDED = "还没有决定"


def answer(site: Site, matter: Matter) -> str:
    """One sentence on the record of the highest level, and what the others came to."""
    return "；".join((standing(matter.lead), *_course(matter.lead), *_others(site, matter))) + "。"


def in_list(edition: Edition, of: Decision) -> ListEntry:
    """A record as a line of a list, with what came of it: when, by whom, with how many votes."""
    entry = entries.decision(edition, of)
    return entry if of.state in UNDECIDED_STATES else replace(entry, notes=(*entry.notes, decided(of)))


def decided(of: Decision) -> str:
    """One sentence on a single record."""
    return "；".join((standing(of), *_course(of))) + "。"


def standing(of: Decision) -> str:
    """Whether the matter is decided, and how it stands."""
    if of.state in UNDECIDED_STATES:
        return f"{UNDECIDED}，{of.state}"
    if of.state in ADOPTED_STATES:
        return "已经决定" if of.state == "已决定" else f"已经决定，{of.state}"
    return f"没有通过，{of.state}" if of.state == "不予通过" else f"没有决定，{of.state}"


def next_steps(site: Site, matter: Matter) -> str:
    """What is still to come of a matter that was adopted: the next check of each level, and the end."""
    return _by_unit(site, matter, _ahead)


def overdue(site: Site, matter: Matter) -> str:
    """Which checks nobody held in time, and how many."""
    return _by_unit(site, matter, _late)


def _by_unit(site: Site, matter: Matter, told: Callable[[Decision, date], Iterator[str]]) -> str:
    """What is told of each record, once where it is the same of several, and in a word of all."""
    found: dict[str, list[str]] = {}
    for of in matter.records:
        for said in told(of, site.as_of):
            found.setdefault(said, []).append(site.unit(of.unit).label)
    whole = len(matter.records)
    who = {
        said: "各级" if len(units) == whole > 1 else "、".join(units) for said, units in found.items()
    }
    return "；".join(f"{units}{said}" for said, units in who.items())


def _ahead(of: Decision, as_of: date) -> Iterator[str]:
    waiting = (c for c in checks_due(of, as_of) if c.standing is CheckStanding.WAITING)
    if first := min(waiting, key=lambda check: check.due, default=None):
        yield f"{words.said_day(first.due)}以前{first.check}"
    deadline = of.execution.deadline if of.execution else None
    if deadline and of.state in (DECIDED, RUNNING):
        late = "，已经过了，还没有办结" if deadline < as_of else ""
        yield f"{words.said_day(deadline)}以前办结{late}"


def _late(of: Decision, as_of: date) -> Iterator[str]:
    late = Counter(c.check for c in checks_due(of, as_of) if c.standing is CheckStanding.OVERDUE)
    yield from (f"{check}{times}次" for check, times in late.items())


def money(matter: Matter) -> str:
    """The money of the matter, which counts once however many records tell of it."""
    total = groups.total(matter.records)
    return words.amount(total)


def votes_said(meeting: AnyMeeting) -> str:
    """How a meeting voted: on the whole, part by part, or on those who stood; else in what form."""
    counted = "，".join(f"{vote.matter}{_votes(vote)}" for vote in meeting.counted)
    chosen = (c for c in meeting.candidates if c.chosen == PASSED)
    elected = "，".join(f"{c.label}{c.votes}票" for c in chosen)
    nobody = "人选得票都没有过半数" if meeting.candidates and not elected else ""
    return counted or elected or nobody or meeting.ballot


def _votes(vote: Vote) -> str:
    counts = (("赞成", vote.ayes), ("反对", vote.noes), ("弃权", vote.abstentions))
    return "、".join(f"{number}票{name}" for name, number in counts if number is not None)


def _course(of: Decision) -> Iterator[str]:
    """Each meeting in turn; before the first one, what is to come."""
    for meeting in of.steps.meetings:
        votes = votes_said(meeting)
        came = "，".join(filter(None, (votes, outcome(of, meeting))))
        yield f"{words.said_day(meeting.day)}{meeting.body}{'：' if came else ''}{came}"
    if of.state in UNDECIDED_STATES:
        consult, planned = of.steps.consult, agenda.meeting_planned(of)
        if consult and not of.steps.meeting:
            yield f"征求意见到{words.said_day(consult.until)}"
        if planned:
            yield f"打算{words.said_day(planned)}开会决定"


def _others(site: Site, matter: Matter) -> Iterator[str]:
    """The other levels, by what they came to."""
    told: dict[str, list[str]] = {}
    for of in matter.records[1:]:
        told.setdefault(standing(of), []).append(site.unit(of.unit).label)
    for said, units in told.items():
        also = "也" if said == standing(matter.lead) else ""
        yield f"{'、'.join(units)}{also}{said}"
