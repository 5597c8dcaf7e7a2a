"""Rules on selections: those who enter a round are those who came out of the one before.

Source: 平凉市庄浪县: 五种层级筛选, 差额票决; what is counted twice must come to the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ...basics.law.numerals import number
from ...basics.problem import Code, Problem
from ...basics.values import regex
from ...county.facts.matters.counted_rounds import CountedRound, counted_rounds
from ...county.facts.outcomes import held
from ...county.site import Site
from ...schema.records.decisions.decision import (
    APPOINTMENT,
    AnyMeeting,
    Consultation,
    Decision,
    Expertise,
    Selection,
)
from ..registry import decision_rule
from .legality import CADRES

TIER_BY_TIER = "庄浪县：五种层级筛选的干部选拔方式"

NOT_CARRIED_ON = Code(
    "R127",
    "选拔各轮的人数接不上",
    "进入一轮的人数就是上一轮出来的人数；出来的不会比进去的多：请核对“选拔”和“票决人选”",
    law=TIER_BY_TIER,
)
SAID_OTHERWISE = Code(
    "R128",
    "文字里的人数和选拔各轮的人数不同",
    "请核对这一步的“结果”和“选拔”里的轮次",
    law=TIER_BY_TIER,
)
OUT_OF_ORDER = Code(
    "R210",
    "选拔各轮的次序不对",
    "各轮从早到晚，都在票决以前：请核对“轮次”和会议的日期",
    law=TIER_BY_TIER,
)
NOT_NUMBERED = Code(
    "R129",
    "票决人选没有用编号",
    "公示以前只写编号和现任职务，例如 人选甲（现任副镇长），不写姓名",
    law=CADRES,
)
OTHER_CATEGORY = Code(
    "R213",
    "写了选拔，类别不是重要干部任免",
    "请把“类别”改为重要干部任免，照干部任免的程序检查；不是任免的删去“选拔”",
    law=CADRES,
)
POST_UNKNOWN = Code(
    "R137", "票决人选的职位不在“选拔”里", "请写“选拔”里的一个职位，名称要一致", law=TIER_BY_TIER
)
SEATS = Code("R138", "各职位的职数合计和票决的职数不同", "请核对“选拔”和会议的“职数”", law=TIER_BY_TIER)

_NUMBER = "[甲乙丙丁戊己庚辛壬癸一二三四五六七八九十0-9]+"
_NUMBERED = regex(rf"[^（(]*(?:人选{_NUMBER}号?|{_NUMBER}号(?:人选)?)(?:[（(，,：:].*)?")
"""Whose number ends the label, or is followed by what he does now."""
_FIGURE = "(?P<figure>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_COUNTED = regex(
    f"{_FIGURE}[名人](?:考察对象|(?:初步|票决|入围)?人选|进入票决|提交全委会|符合条件|均符合)"
    f"|(?:提名|推荐|筛选到|产生|人选|考察对象|取前){_FIGURE.replace('figure', 'other')}[名人](?!次)"
)  # fmt: skip


@decision_rule(NOT_CARRIED_ON, OUT_OF_ORDER)
def rounds_carry_on(site: Site) -> Iterator[Problem]:
    """Counts going into a round are those that came out of the one before, and it is later."""
    for decision, selection in _selections(site):
        rounds = counted_rounds(decision, selection)
        yield from _nominated(selection, rounds)
        for of in rounds:
            if of.left > of.entered:
                what = f"“{selection.post}”{of.name}进 {of.entered} 人，出来 {of.left} 人"
                yield Problem(of.place, NOT_CARRIED_ON, what)
        for before, of in pairwise(rounds):
            if of.entered != before.left:
                left = f"{before.name}出来 {before.left} 人，{of.name}却有 {of.entered} 人"
                yield Problem(of.place, NOT_CARRIED_ON, f"“{selection.post}”{left}")
            if of.day < before.day:
                days = f"{of.name}（{of.day}）早于{before.name}（{before.day}）"
                yield Problem(of.place, OUT_OF_ORDER, f"“{selection.post}”{days}")


def _nominated(selection: Selection, rounds: tuple[CountedRound, ...]) -> Iterator[Problem]:
    """Those who were put forward are no fewer than by any one way, no more than by all together."""
    counts = [of.persons for of in selection.nominations]
    if counts and rounds and not max(counts) <= rounds[0].entered <= sum(counts):
        said = f"各种方式提名 {max(counts)} 至 {sum(counts)} 人"
        what = f"“{selection.post}”{said}，{rounds[0].name}却有 {rounds[0].entered} 人"
        yield Problem(rounds[0].place, NOT_CARRIED_ON, what)


@decision_rule(OTHER_CATEGORY)
def selections_are_appointments(site: Site) -> Iterator[Problem]:
    """Nobody is chosen for a post past the rules on appointments."""
    for decision in site.decisions.values():
        if decision.selections and decision.category != APPOINTMENT:
            what = f"“{decision.name}”类别是{decision.category}"
            yield Problem(decision.at("selections"), OTHER_CATEGORY, what)


@decision_rule(SAID_OTHERWISE)
def words_count_as_rounds_do(site: Site) -> Iterator[Problem]:
    """What a step says in words of how many there were is what its rounds count."""
    for decision, step, rounds in _told(site):
        known = {count for of in rounds for count in (of.entered, of.left)}
        for figure in _figures(step.result) if known else ():
            if figure not in known:
                counts = "、".join(map(str, sorted(known)))
                what = f"“{decision.name}”这里说 {figure} 人，这一步各轮是 {counts} 人"
                yield Problem(step.at("result"), SAID_OTHERWISE, what)


def _told(site: Site) -> Iterator[tuple[Decision, Consultation | Expertise, list[CountedRound]]]:
    """The two steps that filter candidates, with the rounds up to the end of the first, or later."""
    for decision in site.decisions.values():
        consult, expertise = decision.steps.consult, decision.steps.expertise
        rounds = [of for selection in decision.selections for of in counted_rounds(decision, selection)]
        last = consult.until if consult else date.min
        if consult:
            yield decision, consult, [of for of in rounds if of.day <= last]
        if expertise:
            yield decision, expertise, [of for of in rounds if of.day > last]


def _figures(text: str) -> Iterator[int]:
    for match in _COUNTED.finditer(text):
        yield number((match["figure"] or match["other"]).replace("两", "二"))


@decision_rule(NOT_NUMBERED, POST_UNKNOWN, SEATS)
def candidates_are_numbered(site: Site) -> Iterator[Problem]:
    """Candidates stand by number, for a post that is to be filled, as many as the posts ask."""
    for decision, meeting in held(site):
        if decision.category != APPOINTMENT:
            continue
        posts = {selection.post for selection in decision.selections}
        for candidate in meeting.candidates:
            if not _NUMBERED.fullmatch(candidate.label):
                yield Problem(candidate.at("label"), NOT_NUMBERED, f"人选写作“{candidate.label}”")
            if (posts and candidate.post not in posts) and (candidate.post or len(posts) > 1):
                what = f"“{candidate.label}”的职位是“{candidate.post}”"
                yield Problem(candidate.at("post" if candidate.post else "label"), POST_UNKNOWN, what)
    for decision in site.decisions.values():
        if decision.steps.meeting:
            yield from _seats(decision, decision.steps.meeting)


def _seats(decision: Decision, meeting: AnyMeeting) -> Iterator[Problem]:
    seats = sum(selection.seats for selection in decision.selections)
    if seats and meeting.posts is not None and meeting.posts != seats:
        what = f"“{decision.name}”选拔 {seats} 职，票决 {meeting.posts} 职"
        yield Problem(meeting.at("posts"), SEATS, what)


def _selections(site: Site) -> Iterator[tuple[Decision, Selection]]:
    for decision in site.decisions.values():
        yield from ((decision, selection) for selection in decision.selections)
