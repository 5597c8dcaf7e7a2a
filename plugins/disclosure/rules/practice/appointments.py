"""Rules on 干部任免: 差额票决 told whole, votes that fit, five acts, what came of the 公示.

Source: 平凉市庄浪县: 汇报人选、讨论审议、集中票决、当场计票、现场公布; 副职、正职都差额票决.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...county.facts.matters.counted_rounds import ballots, counted_rounds
from ...county.site import Site
from ...schema.records.decisions.decision import ADOPTED_STATES, APPOINTMENT, Decision
from ...schema.records.decisions.meetings import ACTS, AnyMeeting
from ...schema.records.decisions.selection import HEAD, TIERS, Selection
from ..registry import practice_rule

ACCOUNT = "庄浪县：汇报人选、讨论审议、集中票决、当场计票、现场公布；差额票决"

NOT_BALLOTED = Code(
    "Z30",
    "任免干部没有写差额票决",
    "请写“职数”“票决人选”和“表决方式”；依规定不差额的写“豁免”说明",
    Severity.REMINDER,
    ACCOUNT,
)
TOO_MANY_CAST = Code(
    "Z31",
    "票决人选的得票加起来太多",
    "每人最多投职数那么多张赞成票：请核对得票、实到和职数",
    Severity.REMINDER,
    ACCOUNT,
)
ACTS_LEFT_OUT = Code(
    "Z32",
    "任免干部的五步不全",
    "请依次写“票决程序”：汇报人选、讨论审议、集中票决、当场计票、现场公布",
    Severity.REMINDER,
    ACCOUNT,
)
ROUNDS_UNTOLD = Code(
    "Z61",
    "任免干部没有写怎样选出来",
    "请写“选拔”：一个职位一项，写提名和各轮的人数",
    Severity.REMINDER,
    "庄浪县：五种层级筛选的干部选拔方式",
)
TIERS_LEFT_OUT = Code(
    "Z62",
    "五级提名不全",
    f"请写齐：{'、'.join(TIERS)}；没有人的写 0",
    Severity.REMINDER,
    "庄浪县：五种层级筛选的干部选拔方式",
)
NOT_BEFORE_ALL = Code(
    "Z63",
    "正职没有经常委会、再经全委会票决",
    "请把常委会的票决写进“历次会议”，结论写 提交全委会；全委会的写“会议集体决策”",
    Severity.REMINDER,
    "庄浪县：正职在县委常委会差额票决之后，提交县委全委会差额票决确定",
)
NOTICE_UNTOLD = Code(
    "Z33",
    "任前公示结束了，没有写结果",
    "请写“公示反映”收到几件，收到的写“反映处理”",
    Severity.REMINDER,
    "庄浪县：干部调整一律向群众和社会公开",
)


@practice_rule(NOT_BALLOTED, TOO_MANY_CAST, ACTS_LEFT_OUT)
def appointments_are_balloted(site: Site) -> Iterator[Problem]:
    """More candidates than posts, by ballot, in five acts."""
    for decision in _appointments(site):
        for meeting in decision.steps.meetings:
            if meeting is decision.steps.meeting or meeting.candidates:
                yield from _balloted(decision, meeting)
                yield from _in_five_acts(decision, meeting)


def _in_five_acts(decision: Decision, meeting: AnyMeeting) -> Iterator[Problem]:
    if meeting.acts != ACTS:
        missing = "、".join(act for act in ACTS if act not in meeting.acts)
        what = f"“{decision.name}”{'没有' + missing if missing else '次序不对'}"
        yield Problem(meeting.at("acts" if meeting.acts else "day"), ACTS_LEFT_OUT, what)


def _balloted(decision: Decision, meeting: AnyMeeting) -> Iterator[Problem]:
    if meeting.posts is None or not meeting.candidates or not meeting.ballot:
        asked = {"职数": meeting.posts is not None, "票决人选": meeting.candidates}
        asked["表决方式"] = meeting.ballot
        missing = "、".join(name for name, told in asked.items() if not told)
        yield Problem(meeting.at("day"), NOT_BALLOTED, f"“{decision.name}”没有写{missing}")
        return
    for ballot in ballots(decision, meeting):
        cast = sum(candidate.votes for candidate in ballot.standing)
        if ballot.seats is not None and cast > ballot.seats * meeting.present:
            name = ballot.post or decision.name
            what = f"“{name}”实到 {meeting.present} 人，职数 {ballot.seats}，一共 {cast} 票"
            yield Problem(meeting.at("candidates"), TOO_MANY_CAST, what)


@practice_rule(ROUNDS_UNTOLD, TIERS_LEFT_OUT, NOT_BEFORE_ALL)
def selections_are_told(site: Site) -> Iterator[Problem]:
    """Tier by tier, round by round; at the county's own level a head comes before both bodies."""
    for decision in _appointments(site):
        if not decision.selections or not all(of.rounds for of in decision.selections):
            what = f"“{decision.name}”没有写{'各轮' if decision.selections else '选拔'}"
            place = decision.at("selections" if decision.selections else "category")
            yield Problem(place, ROUNDS_UNTOLD, what)
        if site.unit(decision.unit).level.code == site.county.levels[0].name:
            for selection in decision.selections:
                yield from _by_tiers(selection)
                yield from _before_all(decision, selection)


def _by_tiers(selection: Selection) -> Iterator[Problem]:
    told = {nomination.tier for nomination in selection.nominations}
    missing = "、".join(tier for tier in TIERS if tier not in told)
    if missing:
        place = selection.at("nominations" if told else "post")
        yield Problem(place, TIERS_LEFT_OUT, f"“{selection.post}”没有{missing}")


def _before_all(decision: Decision, selection: Selection) -> Iterator[Problem]:
    bodies = [of.ballot.body for of in counted_rounds(decision, selection) if of.ballot]
    told = any("常委会" in body for body in bodies[:-1]) and "全委会" in "".join(bodies[-1:])
    if selection.rank == HEAD and not told:
        what = f"“{selection.post}”是正职，票决过的是{'、'.join(bodies) or '没有'}"
        yield Problem(selection.at("rank"), NOT_BEFORE_ALL, what)


@practice_rule(NOTICE_UNTOLD)
def notices_have_an_end(site: Site) -> Iterator[Problem]:
    """Once 任前公示 is over, it is told how many reports came and what came of them."""
    for decision in _appointments(site):
        shown = decision.steps.announce
        if shown and shown.until and shown.until < site.as_of:
            if shown.reports is None:
                what = f"“{decision.name}”{shown.until} 公示完了，没有写收到几件反映"
                yield Problem(shown.at("until"), NOTICE_UNTOLD, what)
            elif shown.reports and not shown.reports_outcome:
                what = f"“{decision.name}”收到 {shown.reports} 件反映，没有写怎样处理"
                yield Problem(shown.at("reports"), NOTICE_UNTOLD, what)


def _appointments(site: Site) -> Iterator[Decision]:
    for decision in site.decisions.values():
        if decision.category == APPOINTMENT and decision.state in ADOPTED_STATES:
            yield decision
