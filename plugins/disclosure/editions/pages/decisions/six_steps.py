"""The six steps of a decision, as a tracker shows them.

Enters: a ``Decision``.  Leaves: six ``StepView`` values: done, current, stopped, skipped or
not yet, each with what the record says of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from ....schema.records.decisions.decision import (
    DEFERRED,
    HEARING,
    PLANNED,
    REJECTED,
    WITHDRAWN,
    Announcement,
    Consultation,
    Decision,
    Determination,
    Expertise,
    Forecast,
    Meeting,
)
from ...parts import words
from ...parts.blocks import Fact, fact, present

StepRecord = Determination | Forecast | Consultation | Expertise | Meeting | Announcement

NAMES = ("确立决策内容", "提前发布预告", "广泛征求意见", "专家咨询论证", "会议集体决策", "形成决议公告")
SHORT = ("确立内容", "发布预告", "征求意见", "专家论证", "集体决策", "决议公告")
STATUS = {
    "done": "已完成", "current": "进行中", "later": "未开始", "skipped": "未记录", "stopped": "到此为止",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepView:
    """One of the six steps; ``status`` is a key of ``STATUS``, ``said`` its Chinese word."""

    number: int
    name: str
    short: str
    status: str
    said: str
    date: str
    facts: tuple[Fact, ...]
    result: str


def six_steps(decision: Decision) -> tuple[StepView, ...]:
    s = decision.steps
    steps = (s.determine, s.forecast, s.consult, s.expertise, s.meeting, s.announce)
    reached = max(n for n, step in enumerate(steps) if step)
    return tuple(
        _view(number, step, _status(decision.state, number, step, reached))
        for number, step in enumerate(steps)
    )


def _status(state: str, number: int, step: StepRecord | None, reached: int) -> str:
    if number > reached:
        return "current" if _next_is_current(state) and number == reached + 1 else "later"
    if step is None:
        return "skipped"
    if number < reached:
        return "done"
    if state in (DEFERRED, REJECTED, WITHDRAWN):
        return "stopped"
    return "current" if state in (PLANNED, HEARING) else "done"


def _next_is_current(state: str) -> bool:
    """Whether the body is already at the step behind the last one recorded."""
    return state not in (DEFERRED, REJECTED, WITHDRAWN, PLANNED, HEARING)


def _view(number: int, step: StepRecord | None, status: str) -> StepView:
    date, facts = ("", ()) if step is None else (_date(step), _facts(step))
    result = step.result if step else ""
    return StepView(
        number=number + 1,
        name=NAMES[number],
        short=SHORT[number],
        status=status,
        said=STATUS[status],
        date=date,
        facts=facts,
        result=result,
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
                fact("归档日期", words.day(step.archived)),
            )
        case _:
            return ()


def _meeting(step: Meeting) -> tuple[Fact, ...]:
    return (
        fact("会议", step.body),
        fact("到会", f"应到{step.due}人，实到{step.present}人"),
        fact("列席旁听", step.observers),
        fact("列席旁听强烈反对", step.opposed),
        fact("多数意见统一", step.united),
        fact("主要领导末位表态", step.last_word),
        fact("表决方式", step.ballot),
        fact("回避", _count(step.recused, "人")),
        fact("与多数不一致的理由", step.departure),
    )


def _count(number: int | None, unit: str) -> str:
    return "" if number is None else f"{number}{unit}"
