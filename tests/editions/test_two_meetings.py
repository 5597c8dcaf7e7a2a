"""A matter put off at one meeting and decided at the next, in two votes: told whole, counted once."""

from __future__ import annotations

from datetime import date
from functools import cache

from edition_counties import SOUND, build, page_of, small

from disclosure.basics.output import File
from disclosure.county.facts import agenda, figures
from disclosure.county.site import Site

PATH = "catalogues/decisions/JC-2026-001.yaml"
SINGLE = (
    "会议集体决策: {日期: 2026-03-02, 会议: 县委常委会会议, 应到: 11, 实到: 10, "
    "赞成: 10, 反对: 0, 弃权: 0, 结果: 通过, 多数意见统一: 是}"
)
EARLIER = (
    "历次会议: [{日期: 2026-02-23, 会议: 县委常委会会议, 应到: 11, 实到: 9, 赞成: 5, 反对: 4, "
    "不同意见: 四人主张先摸底, 列席旁听: 村民代表2名, 结果: 暂缓表决, 结论: 缓议}]"
)
TWICE = (
    "会议集体决策: {日期: 2026-03-02, 会议: 县委常委会会议, 应到: 11, 实到: 10, 列席旁听: 村民代表3名, "
    "表决: [{事项: 方案, 赞成: 9, 反对: 0, 弃权: 1}, "
    "{事项: 标准, 赞成: 6, 反对: 3, 弃权: 1, 结果: 通过}], "
    f"不同意见: 三人主张先试一年, 结果: 通过, {EARLIER}}}"
)
PUT_OFF = SINGLE.replace("赞成: 10, 反对: 0, 弃权: 0, 结果: 通过", "结果: 暂缓, 结论: 缓议")


@cache
def county(meeting: str = TWICE, *others: tuple[str, str]) -> Site:
    text = (SOUND / PATH).read_text("utf-8")
    for old, new in ((SINGLE, meeting), *others):
        assert old in text
        text = text.replace(old, new)
    return small({PATH: text})


def test_the_page_tells_both_meetings_in_order() -> None:
    page = page_of(county(), "public/decisions/JC-2026-001.html")
    step = page.steps[4]
    (first,) = step.earlier
    assert (first.name, first.date, first.outcome.text) == ("第1次会议", "2026-02-23", "缓议")
    assert first.result == "暂缓表决"
    assert (step.date, step.result) == ("2026-03-02", "通过")


def test_every_vote_of_every_meeting_is_shown() -> None:
    votes = page_of(county(), "public/decisions/JC-2026-001.html").votes
    counted = [
        (meeting.body, ballot.matter, [share.votes for share in ballot.shares])
        for meeting in votes
        for ballot in meeting.ballots
    ]
    assert counted == [
        ("2026-02-23　县委常委会会议", "", [5, 4]),
        ("2026-03-02　县委常委会会议", "方案", [9, 0, 1]),
        ("2026-03-02　县委常委会会议", "标准", [6, 3, 1]),
    ]
    assert [meeting.dissent for meeting in votes] == ["四人主张先摸底", "三人主张先试一年"]


def test_the_page_of_a_single_meeting_is_as_it_was() -> None:
    page = page_of(small(), "public/decisions/JC-2026-001.html")
    assert page.steps[4].earlier == ()
    (votes,) = page.votes
    assert votes.body == "县委常委会会议"
    assert [(ballot.matter, ballot.result) for ballot in votes.ballots] == [("", None)]


def test_the_register_and_the_figures_take_the_meeting_that_counts() -> None:
    (line,) = page_of(county(), "public/register/index.html").gathered[0].held
    assert (line.decided, line.announced) == ("2026-03-02", "2026-03-05")
    telling = figures.measures(county()).telling
    assert telling
    assert telling.longest == 3


def test_each_meeting_with_observers_is_an_event_and_keeps_its_number() -> None:
    held = agenda.of_kind(county(), agenda.EventKind.MEETING)
    assert [(event.number, event.start) for event in held] == [
        (1, date(2026, 2, 23)),
        (2, date(2026, 3, 2)),
    ]
    (calendar,) = (
        output
        for output in build(county(), "门户").outputs
        if isinstance(output, File) and output.path == "public/feed.ics"
    )
    text = calendar.data.decode()
    assert "JC-2026-001-meeting-1@" in text
    assert "JC-2026-001-meeting-2@" in text


def test_after_a_meeting_that_put_the_matter_off_the_next_one_is_foretold() -> None:
    waiting = county(
        PUT_OFF,
        ("状态: 已决定", "状态: 征求意见中"),
        ("提前发布预告: {日期: 2026-01-12,", "提前发布预告: {日期: 2026-01-12, 拟决策日期: 2026-12-20,"),
    )
    (event,) = agenda.of_kind(waiting, agenda.EventKind.MEETING)
    assert (event.number, event.start, event.standing) == (
        2,
        date(2026, 12, 20),
        agenda.EventStanding.PLANNED,
    )
