"""Rules on legality, risk and openness: review, 三不决策, dissent, announcing, 任前公示.

Sources: 《重大行政决策程序暂行条例》第二十四条至第三十二条, 《政府信息公开条例》第二十六条,
《党政领导干部选拔任用工作条例》.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem
from ...county.facts.applied_procedure import asked
from ...county.facts.outcomes import held, result, stated
from ...county.facts.three_nos import reasons
from ...county.site import Site
from ...schema.forms import says
from ...schema.periods import Period
from ...schema.records.decisions.decision import (
    ADOPTED_STATES,
    APPOINTMENT,
    DONE,
    MONEY_CATEGORIES,
    Announcement,
    AnyMeeting,
    Decision,
    LegalReview,
    Vote,
)
from ...schema.records.decisions.meetings import NOT_PASSED
from ...schema.records.decisions.steps import ANNOUNCE
from ..measures import UNKNOWN_YEAR, elapsed, is_shorter, own_law, unknown
from ..registry import decision_rule
from .whom_it_binds import DECREE

CADRES = "《党政领导干部选拔任用工作条例》"
REVIEW, NOTICE = Period(7, 7), Period(5, 5)
PUBLISH_WITHIN = 20

SHORT_REVIEW = Code(
    "R90",
    "合法性审查不足7个工作日",
    "请保证审查时间；情况特殊的写明“缩短理由”",
    law=f"{DECREE}第二十六条第二款",
)
UNLAWFUL = Code(
    "R91",
    "合法性审查不合法，却作出了决定",
    "审查不合法的不得提交讨论：请改为暂缓或撤回",
    law=f"{DECREE}第二十五条第二款",
    binding=True,
)
REVIEW_LATE = Code(
    "R92",
    "合法性审查晚于开会决定",
    "先审查后讨论：请核对“审查完成”和开会日期",
    law=f"{DECREE}第二十五条第一款",
)
RISK_HIGH = Code(
    "R93",
    "风险等级为高，却作出了决定",
    "风险不可控的，先调整方案、把风险降下来再决定",
    law=f"{DECREE}第二十四条",
    binding=True,
)
LATE_RESULT = Code(
    "R94",
    "作出决定20个工作日内没有公布",
    "请写明实际公告日期；确有原因的写“豁免”说明理由",
    law="《政府信息公开条例》第二十六条",
)
SHORT_NOTICE = Code("R95", "任前公示不足5个工作日", "请延长公示，改“公示截止”", law=CADRES)
NOTICE_RUNS = Code(
    "R212",
    "任前公示没有结束就办结了",
    "公示期满、没有影响任用的反映，才办理任职手续：请核对“公示截止”“完成日期”和状态",
    law=CADRES,
)
NO_NOTICE_END = Code("R96", "任前公示没有写截止日期", "请在“形成决议公告”里写明“公示截止”", law=CADRES)
BIG_AS_ORDINARY = Code(
    "R98",
    "金额达到大额标准，却没有按资金类事项决策",
    "请把类别改为大额度资金使用、重大资金使用或重大投资项目",
    law="“四重一大”决策制度；大额标准见 county.yaml 的层级",
)
THREE_NOS = Code(
    "R99",
    "属于三不决策的情形，却作出了决定",
    "请把状态改为暂缓，写明“状态说明”",
    law="三不决策：论证不成熟、多数意见不统一、列席旁听人员强烈反对的不决策",
    binding=True,
)
NOT_LAST = Code(
    "R100",
    "主要领导没有末位表态",
    "主要领导最后发表意见；已经开过的会，重新讨论或如实写“豁免”",
    law=f"{DECREE}第三十条第二款",
)
DEPARTURE = Code(
    "R101",
    "多数赞成却不予通过，没有说明理由",
    "请写“与多数不一致的理由”",
    law=f"{DECREE}第三十条第二款",
)
DISSENT = Code(
    "R102",
    "有反对票，却没有记录不同意见",
    "请在“不同意见”里如实载明，不写姓名",
    law=f"{DECREE}第三十条第三款",
)


@decision_rule(SHORT_REVIEW, UNLAWFUL, REVIEW_LATE, UNKNOWN_YEAR)
def reviews_are_lawful(site: Site) -> Iterator[Problem]:
    """Long enough, before the meeting, and heeded."""
    for decision in site.decisions.values():
        if decision.statutory and decision.statutory.review:
            yield from _review(site, decision, decision.statutory.review)


def _review(site: Site, decision: Decision, review: LegalReview) -> Iterator[Problem]:
    rule = asked(site, decision, "合法性审查")
    least = (rule and rule.shortest) or REVIEW
    found = elapsed(review.start, review.until, least.unit)
    if found is None:
        yield from unknown(review.at("until"), review.start, review.until)
    elif is_shorter(found, least) and not review.short_reason:
        what = f"“{decision.name}”合法性审查只有 {found.told}"
        yield Problem(review.at("until"), SHORT_REVIEW, what, own_law(rule))
    if review.opinion == "不合法" and decision.state in ADOPTED_STATES:
        what = f"“{decision.name}”审查意见是不合法，状态却是{decision.state}"
        yield Problem(review.at("opinion"), UNLAWFUL, what)
    meeting = decision.steps.meeting
    if meeting and review.until > meeting.day:
        what = f"“{decision.name}”{review.until} 才审查完，{meeting.day} 已经开会"
        yield Problem(review.at("until"), REVIEW_LATE, what)


@decision_rule(RISK_HIGH)
def risks_are_controlled(site: Site) -> Iterator[Problem]:
    """Nothing is adopted at a high risk."""
    for decision in site.decisions.values():
        risk = decision.statutory.risk if decision.statutory else None
        if risk and risk.grade == "高" and decision.state in ADOPTED_STATES:
            what = f"“{decision.name}”风险等级为高，状态却是{decision.state}"
            yield Problem(risk.at("grade"), RISK_HIGH, what)


@decision_rule(LATE_RESULT, UNKNOWN_YEAR)
def results_are_published(site: Site) -> Iterator[Problem]:
    """Twenty working days from the meeting to the announcement."""
    for decision in site.decisions.values():
        meeting, announce = decision.steps.meeting, decision.steps.announce
        if meeting is None or not (announce or decision.state in ADOPTED_STATES):
            continue
        shown = announce.day if announce else site.as_of
        place = announce.at("day") if announce else decision.at("state")
        found = elapsed(meeting.day, shown, "个工作日")
        if found is None:
            yield from unknown(place, meeting.day, shown)
        elif found.count > PUBLISH_WITHIN:
            what = f"“{decision.name}”{meeting.day} 形成决定，到 {shown} 已有 {found.told}"
            yield Problem(place, LATE_RESULT, what)


@decision_rule(NO_NOTICE_END, SHORT_NOTICE, NOTICE_RUNS, UNKNOWN_YEAR)
def appointments_are_shown(site: Site) -> Iterator[Problem]:
    """任前公示 says when it ends, lasts five working days, and is over before anybody is appointed."""
    for decision in site.decisions.values():
        announce = decision.steps.announce
        if announce and decision.category == APPOINTMENT and decision.state in ADOPTED_STATES:
            yield from _notice(site, decision, announce)


def _notice(site: Site, decision: Decision, announce: Announcement) -> Iterator[Problem]:
    if announce.until is None:
        what = f"“{decision.name}”{announce.day} 开始公示，没有截止日期"
        yield Problem(announce.at("day"), NO_NOTICE_END, what)
        return
    rule = asked(site, decision, ANNOUNCE)
    least = (rule and rule.shortest) or NOTICE
    found = elapsed(announce.day, announce.until, least.unit)
    if found is None:
        yield from unknown(announce.at("until"), announce.day, announce.until)
    elif is_shorter(found, least):
        what = f"“{decision.name}”公示了 {found.told}（公示之日的次日起算）"
        yield Problem(announce.at("until"), SHORT_NOTICE, what, own_law(rule))
    done = site.as_of if decision.state == DONE else None
    finished = (decision.execution and decision.execution.finished) or done
    if finished and finished <= announce.until:
        what = f"“{decision.name}”公示到 {announce.until}，{finished} 已经办结"
        yield Problem(announce.at("until"), NOTICE_RUNS, what)


@decision_rule(BIG_AS_ORDINARY)
def big_money_is_named(site: Site) -> Iterator[Problem]:
    """What reaches the level's threshold is decided as a matter of money."""
    for decision in site.decisions.values():
        threshold = site.level_of(site.unit(decision.unit)).threshold
        big = decision.amount and threshold and decision.amount >= threshold
        if big and decision.category not in MONEY_CATEGORIES:
            money = f"{decision.amount}元，大额标准 {threshold}元"
            what = f"“{decision.name}”{money}，类别却是{decision.category}"
            yield Problem(decision.at("category"), BIG_AS_ORDINARY, what)


@decision_rule(THREE_NOS)
def unripe_matters_wait(site: Site) -> Iterator[Problem]:
    """三不决策."""
    for decision in site.decisions.values():
        for reason in reasons(decision) if decision.state in ADOPTED_STATES else ():
            what = f"“{decision.name}”{reason}，状态却是{decision.state}"
            yield Problem(decision.at("state"), THREE_NOS, what)


@decision_rule(NOT_LAST, DEPARTURE, DISSENT)
def meetings_are_recorded(site: Site) -> Iterator[Problem]:
    """The head speaks last; dissent and departures from the majority are on record."""
    for decision, meeting in held(site):
        if meeting.last_word == "否":
            yield Problem(meeting.at("last_word"), NOT_LAST, f"“{decision.name}”没有末位表态")
        for vote in meeting.counted:
            yield from _recorded(decision, meeting, vote)


def _recorded(decision: Decision, meeting: AnyMeeting, vote: Vote) -> Iterator[Problem]:
    refused = result(decision, meeting, vote) == NOT_PASSED
    if refused and vote.ayes * 2 > meeting.due and not meeting.departure:
        what = f"“{vote.matter or decision.name}”赞成 {vote.ayes} 票，{stated(decision, meeting, vote)}"
        yield Problem(vote.at("ayes"), DEPARTURE, what)
    if vote.noes and not says(meeting.dissent.replace("不同意见", "")):
        what = f"“{vote.matter or decision.name}”反对 {vote.noes} 票，没有不同意见的记录"
        yield Problem(vote.at("noes"), DISSENT, what)
