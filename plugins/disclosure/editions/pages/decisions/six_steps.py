"""The six steps of a decision, as a tracker shows them.

Enters: a ``Site`` and a decision.  Leaves: six ``StepView`` values, each with what the record says
of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....basics.values import dataclass
from ....county.facts.step_standing import StepStanding, standings
from ....county.site import Site
from ....schema.records.decisions.decision import (
    SIX_STEPS,
    Announcement,
    AnyMeeting,
    Consultation,
    Decision,
    Determination,
    Expertise,
    Forecast,
    Meeting,
)
from ...parts import words
from ...parts.blocks import Badge, Fact, fact, present

StepRecord = Determination | Forecast | Consultation | Expertise | Meeting | Announcement

SHORT = ("确立内容", "发布预告", "征求意见", "专家论证", "集体决策", "决议公告")
STATUS = {
    StepStanding.DONE: "done",
    StepStanding.CURRENT: "current",
    StepStanding.PLANNED: "later",
    StepStanding.STOPPED: "stopped",
    StepStanding.SKIPPED: "skipped",
    StepStanding.LATER: "later",
    StepStanding.NEVER: "later",
}
"""How a page shows the standing of a step."""


@dataclass(frozen=True, slots=True)
class StepView:
    """One of the six steps; ``status`` is a value of ``STATUS``, ``said`` the Chinese word."""

    number: int
    name: str
    short: str
    status: str
    said: str
    date: str
    facts: tuple[Fact, ...]
    result: str
    earlier: tuple[MeetingView, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting before the one that counts."""

    name: str
    date: str
    outcome: Badge | None
    facts: tuple[Fact, ...]
    result: str


def six_steps(site: Site, decision: Decision) -> tuple[StepView, ...]:
    s, standing = decision.steps, standings(site, decision)
    steps = (s.determine, s.forecast, s.consult, s.expertise, s.meeting, s.announce)
    return tuple(
        _view(number, name, step, standing[name])
        for number, (name, step) in enumerate(zip(SIX_STEPS, steps, strict=True))
    )


def _view(number: int, name: str, step: StepRecord | None, standing: StepStanding) -> StepView:
    return StepView(
        number=number + 1,
        name=name,
        short=SHORT[number],
        status=STATUS[standing],
        said=standing.value,
        date=_date(step) if step else "",
        facts=_facts(step) if step else (),
        result=step.result if step else "",
        earlier=tuple(_earlier(step)) if isinstance(step, Meeting) else (),
    )


def _earlier(step: Meeting) -> Iterator[MeetingView]:
    for number, meeting in enumerate(step.earlier, 1):
        yield MeetingView(
            name=f"第{number}次会议",
            date=words.day(meeting.day),
            outcome=Badge(meeting.outcome) if meeting.outcome else None,
            facts=present(*_meeting(meeting), fact("材料", *meeting.material)),
            result=meeting.result,
        )


def _date(step: StepRecord) -> str:
    if isinstance(step, Consultation):
        return f"{words.day(step.start)} 至 {words.day(step.until)}"
    return words.day(step.day)


def _facts(step: StepRecord) -> tuple[Fact, ...]:
    common = () if isinstance(step, Meeting) else (fact("承办", step.who),)
    return present(*common, *_own_facts(step), fact("材料", *step.material))


def _own_facts(step: StepRecord) -> tuple[Fact, ...]:
    match step:
        case Forecast():
            return (
                fact("拟决策日期", words.day(step.planned)),
                fact("预告方式", *step.means),
                fact("怎样参加", step.take_part),
            )
        case Consultation():
            return (
                fact("方式", *step.means),
                fact("怎样提意见", step.take_part),
                fact("收到意见", _count(step.received, "条")),
                fact("缩短理由", step.short_reason),
            )
        case Expertise():
            return fact("专家人数", _count(step.experts, "人")), fact("论证成熟", step.mature)
        case Meeting():
            return _meeting(step)
        case Announcement():
            return (
                fact("文号", step.number),
                fact("公示截止", words.day(step.until)),
                fact("公示反映", _count(step.reports, "件")),
                fact("反映处理", step.reports_outcome),
                fact("归档日期", words.day(step.archived)),
            )
        case _:
            return ()


def _meeting(step: AnyMeeting) -> tuple[Fact, ...]:
    return (
        fact("会议", step.body),
        fact("到会", f"应到{step.due}人，实到{step.present}人"),
        fact("列席旁听", step.observers),
        fact("旁听人数", _count(step.observer_count, "人")),
        fact("旁听意见", step.observed),
        fact("不开放理由", step.closed),
        fact("列席旁听强烈反对", step.opposed),
        fact("多数意见统一", step.united),
        fact("主要领导末位表态", step.last_word),
        fact("票决程序", "、".join(step.acts)),
        fact("表决方式", step.ballot),
        fact("回避", _count(step.recused, "人")),
        fact("与多数不一致的理由", step.departure),
    )


def _count(number: int | None, unit: str) -> str:
    return "" if number is None else f"{number}{unit}"
