"""Rules on electing people: 差额票决, by ballot, nobody chosen without a majority.

Source: 《党政领导干部选拔任用工作条例》; for villages 《村民委员会组织法》第二十六条.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem
from ...county.facts.applied_procedure import asked
from ...county.facts.matters.counted_rounds import Ballot, ballots
from ...county.facts.outcomes import held
from ...county.site import Site
from ...schema.records.decisions.decision import APPOINTMENT, AnyMeeting, Decision
from ...schema.records.decisions.meetings import PASSED
from ...schema.records.decisions.steps import MEETING
from ..measures import has_passed
from ..registry import decision_rule
from .legality import CADRES
from .six_steps import PASSES

BALLOT = "无记名投票"

NOT_DIFFERENTIAL = Code("R39", "差额票决没有差额", "人选数必须多于职数", law="差额票决")
TOO_MANY_CHOSEN = Code("R120", "通过的人数多于职数", "请核对“职数”和各人选的结果", law=CADRES)
FEW_VOTES = Code("R121", "没有过半数的人选写成了通过", "请核对得票和结果", law=CADRES)
NOT_SECRET = Code(
    "R122",
    "任免干部没有用无记名投票",
    "请核对“表决方式”",
    law="《党的地方委员会全体会议对下一级党委、政府领导班子正职拟任人选和推荐人选表决办法》",
)
TOO_MANY_VOTES = Code("R123", "人选得票比到会人数还多", "请核对得票和“实到”", law=CADRES)
MORE_THAN_DUE = Code(
    "R124",
    "实到人数比应到还多",
    "列席旁听的人不计入实到：请核对",
    law="《重大行政决策程序暂行条例》第三十条第三款",
)
OVERTAKEN = Code("R211", "得票少的通过了，得票多的没有通过", "请核对各人选的得票和结果", law=CADRES)


@decision_rule(NOT_DIFFERENTIAL, TOO_MANY_CHOSEN, OVERTAKEN)
def each_post_is_contested(site: Site) -> Iterator[Problem]:
    """For every post more candidates than seats, no more chosen than seats, and those ahead."""
    for decision, meeting in held(site):
        for ballot in ballots(decision, meeting):
            yield from _contested(decision, meeting, ballot)


def _contested(decision: Decision, meeting: AnyMeeting, ballot: Ballot) -> Iterator[Problem]:
    name = ballot.post or decision.name
    ahead = [candidate for candidate in ballot.standing if candidate.chosen == PASSED]
    behind = [candidate for candidate in ballot.standing if candidate.chosen != PASSED]
    if ballot.seats is not None and len(ballot.standing) <= ballot.seats:
        what = f"“{name}”职数 {ballot.seats}，人选 {len(ballot.standing)}"
        yield Problem(meeting.at("candidates"), NOT_DIFFERENTIAL, what)
    if ballot.seats is not None and len(ahead) > ballot.seats:
        what = f"“{name}”职数 {ballot.seats}，通过 {len(ahead)} 人"
        yield Problem(ahead[ballot.seats].at("chosen"), TOO_MANY_CHOSEN, what)
    fewest = min(ahead, key=lambda candidate: candidate.votes, default=None)
    for other in behind:
        if fewest and other.votes > fewest.votes:
            passed = f"“{fewest.label}”得 {fewest.votes} 票通过了"
            what = f"“{other.label}”得 {other.votes} 票没有通过，{passed}"
            yield Problem(other.at("chosen"), OVERTAKEN, what)


@decision_rule(FEW_VOTES, NOT_SECRET, TOO_MANY_VOTES, MORE_THAN_DUE)
def elections_are_fair(site: Site) -> Iterator[Problem]:
    """Each chosen with a majority, by ballot, with votes that add up."""
    for decision, meeting in held(site):
        yield from _votes(site, decision, meeting)
        yield from _manner(decision, meeting)


def _votes(site: Site, decision: Decision, meeting: AnyMeeting) -> Iterator[Problem]:
    rule = asked(site, decision, MEETING)
    passes = (rule and rule.passes) or PASSES
    for candidate in meeting.candidates:
        if candidate.votes > meeting.present:
            what = f"“{candidate.label}”得 {candidate.votes} 票，实到 {meeting.present} 人"
            yield Problem(candidate.at("votes"), TOO_MANY_VOTES, what)
        majority = has_passed(passes, candidate.votes, meeting.due, meeting.present)
        if candidate.chosen == PASSED and not majority:
            what = f"“{candidate.label}”得 {candidate.votes} 票，应到 {meeting.due} 人，结果却是通过"
            yield Problem(candidate.at("chosen"), FEW_VOTES, what)


def _manner(decision: Decision, meeting: AnyMeeting) -> Iterator[Problem]:
    if meeting.present > meeting.due:
        what = f"“{decision.name}”应到 {meeting.due} 人，实到 {meeting.present} 人"
        yield Problem(meeting.at("present"), MORE_THAN_DUE, what)
    if decision.category == APPOINTMENT and meeting.ballot not in ("", BALLOT):
        what = f"“{decision.name}”表决方式是{meeting.ballot}"
        yield Problem(meeting.at("ballot"), NOT_SECRET, what)
