"""Rules on how citizens take part: forecasts, consultations, hearings, answers.

Source: 《重大行政决策程序暂行条例》 (国务院令第713号) 第十五条至第十八条, and 六步决策法.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...county.site import Site
from ...schema.records.decisions.decision import HEARING, PLANNED, Decision
from ..registry import decision_rule
from .whom_it_binds import DECREE

HEARING_DAYS = 7

HEARING_LATE = Code(
    "R80",
    "听证材料没有提前7日送达",
    "听证会材料应当于召开7日前送达参加人：请推迟听证，或核对日期",
    law=f"{DECREE}第十六条第三款",
)
HEARING_UNANNOUNCED = Code(
    "R81",
    "听证没有提前公布",
    "请写明“公告日期”，它要早于听证日期",
    law=f"{DECREE}第十六条第二款",
)
TOO_SOON = Code(
    "R82",
    "征求意见没有截止就开会决定了",
    "收齐意见、归纳研究之后才能决定：请核对截止日期和开会日期",
    law=f"{DECREE}第十八条",
)
NO_WAY_IN = Code(
    "R83",
    "没有写群众怎样参加",
    "请写明“参与方式”：地址、电话、信箱",
    law=f"{DECREE}第十五条第一款",
)
NO_PLANNED_DAY = Code(
    "R84", "预告没有写什么时候决策", "请在“提前发布预告”里写明“拟决策日期”", law="六步决策法"
)
NOT_ASKED = Code(
    "R85",
    "状态是征求意见中，却没有征求意见",
    "请补上“广泛征求意见”，或改正状态",
    law=f"{DECREE}第十四条",
)
CONSULTATION_OVER = Code(
    "R86",
    "征求意见已经截止，状态还是征求意见中",
    "请公布收到的意见，把状态改到下一步",
    Severity.REMINDER,
    f"{DECREE}第十八条",
)
FORECAST_PASSED = Code(
    "R87",
    "拟决策日期已经过了，状态还是预告",
    "请更新状态，或公布新的日期并写“更正”",
    Severity.REMINDER,
    "六步决策法",
)
ANSWERS_MISCOUNTED = Code(
    "R88",
    "采纳反馈的条数比收到的意见还多",
    "请核对“条数”和“收到意见”",
    law=f"{DECREE}第三十二条",
)


@decision_rule(HEARING_LATE, HEARING_UNANNOUNCED)
def hearings_are_prepared(site: Site) -> Iterator[Problem]:
    """Announced beforehand, and materials sent seven days before."""
    for decision in site.decisions.values():
        hearing = decision.statutory.hearing if decision.statutory else None
        if hearing is None:
            continue
        days = (hearing.day - hearing.sent).days
        if days < HEARING_DAYS:
            what = f"“{decision.name}”听证材料 {hearing.sent} 送达，{hearing.day} 就听证，只有 {days} 日"
            yield Problem(hearing.at("sent"), HEARING_LATE, what)
        if hearing.notice is None or hearing.notice >= hearing.day:
            what = f"“{decision.name}”{hearing.day} 听证，事先没有公布"
            yield Problem(hearing.at("notice"), HEARING_UNANNOUNCED, what)


@decision_rule(TOO_SOON)
def opinions_come_first(site: Site) -> Iterator[Problem]:
    """The meeting is held after the last day of the consultation."""
    for decision in site.decisions.values():
        consult, meeting = decision.steps.consult, decision.steps.meeting
        if consult and meeting and consult.start <= meeting.day <= consult.until:
            what = f"“{decision.name}”{consult.until} 才截止，{meeting.day} 就开会"
            yield Problem(meeting.at("day"), TOO_SOON, what)


@decision_rule(NO_PLANNED_DAY, FORECAST_PASSED, NO_WAY_IN, NOT_ASKED, CONSULTATION_OVER)
def anyone_can_take_part(site: Site) -> Iterator[Problem]:
    """What is still open says how to take part, and when it will be decided."""
    for decision in site.decisions.values():
        if decision.state == PLANNED:
            yield from _forecast(site, decision)
        if decision.state == HEARING:
            yield from _consultation(site, decision)


def _forecast(site: Site, decision: Decision) -> Iterator[Problem]:
    forecast = decision.steps.forecast
    if forecast is None or forecast.planned is None:
        place = forecast.at("day") if forecast else decision.at("state")
        yield Problem(place, NO_PLANNED_DAY, f"“{decision.name}”没有拟决策日期")
        return
    if forecast.planned < site.as_of:
        what = f"“{decision.name}”拟于 {forecast.planned} 决策"
        yield Problem(forecast.at("planned"), FORECAST_PASSED, what)
    if not forecast.take_part:
        what = f"“{decision.name}”预告里没有“参与方式”"
        yield Problem(forecast.at("day"), NO_WAY_IN, what)


def _consultation(site: Site, decision: Decision) -> Iterator[Problem]:
    consult = decision.steps.consult
    if consult is None:
        yield Problem(decision.at("state"), NOT_ASKED, f"“{decision.name}”没有“广泛征求意见”")
        return
    if consult.until < site.as_of:
        what = f"“{decision.name}”{consult.until} 已经截止"
        yield Problem(consult.at("until"), CONSULTATION_OVER, what)
    if not consult.take_part:
        what = f"“{decision.name}”征求意见里没有“参与方式”"
        yield Problem(consult.at("start"), NO_WAY_IN, what)


@decision_rule(ANSWERS_MISCOUNTED)
def answers_add_up(site: Site) -> Iterator[Problem]:
    """The opinions answered are not more than the opinions received."""
    for decision in site.decisions.values():
        consult = decision.steps.consult
        answered = sum(feedback.count or 0 for feedback in decision.feedback)
        if consult and consult.received is not None and answered > consult.received:
            what = f"“{decision.name}”收到 {consult.received} 条，反馈了 {answered} 条"
            yield Problem(decision.at("feedback"), ANSWERS_MISCOUNTED, what)
