"""Rules on what follows a decision: 五个一, checks in time, honest ends, dated corrections.

Sources: 《重大行政决策程序暂行条例》第三十四条至第三十七条; the counties' 五个一 and
一月一调度、一季一督查、半年一观摩、年底总兑现.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from ...basics.problem import Code, Problem, Severity
from ...county.facts.checks_due import CheckStanding, checks_due
from ...county.site import Site
from ...schema.records.decisions.decision import (
    DEFERRED,
    DONE,
    REJECTED,
    RUNNING,
    STOPPED_STATES,
    Decision,
)
from ..registry import decision_rule
from .whom_it_binds import DECREE

RHYTHM = "一月一调度、一季一督查、半年一观摩、年底总兑现"

NO_FIVE_ONES = Code(
    "R130",
    "执行没有落实五个一",
    "请写“五个一”：一名领导、一个责任人、一套工作班子、一个实施方案",
    law=f"{DECREE}第三十四条",
)
CHECK_OVERDUE = Code(
    "R131",
    "该做的督查没有做",
    "请补做并写进“进展”；已经做了的补记",
    Severity.REMINDER,
    f"{DECREE}第三十四条；{RHYTHM}",
)
NO_PROGRESS = Code(
    "R132", "办结了却没有任何进展记录", "请在“进展”里写明怎样办结的", law=f"{DECREE}第三十四条"
)
DEADLINE_PASSED = Code(
    "R133",
    "过了完成时限还没有办结",
    "请写明进展和原因；需要延期的重新集体研究并写“更正”",
    Severity.REMINDER,
    f"{DECREE}第三十五条",
)
PROGRESS_DATES = Code(
    "R134", "进展的日期不对", "进展从早到晚排列，不早于开会、不晚于今天", law=f"{DECREE}第三十三条"
)
STOP_UNDATED = Code(
    "R135",
    "没有写暂缓、不予通过或撤回的日期",
    "请写“状态日期”：什么时候停下来的，群众要看得到",
    law=f"{DECREE}第三十七条",
)
NOT_DONE = Code(
    "R215",
    "写了完成日期，状态却不是办结",
    "办结的把状态改为办结；还没有办结的删去“完成日期”",
    law="《重大行政决策程序暂行条例》第三十四条",
)
CORRECTION_DATE = Code(
    "R136",
    "更正的日期不对",
    "更正不会早于首次公布，也不会在将来：请核对",
    law="《政府信息公开条例》第六条第二款",
)


@decision_rule(NO_FIVE_ONES, NO_PROGRESS)
def execution_is_assigned(site: Site) -> Iterator[Problem]:
    """What runs or is done has its 五个一, and what is done has a record of how."""
    for decision in site.decisions.values():
        if decision.state in (RUNNING, DONE) and decision.execution is None:
            what = f"“{decision.name}”状态是{decision.state}，没有“五个一”"
            yield Problem(decision.at("state"), NO_FIVE_ONES, what)
        if decision.state == DONE and not decision.progress:
            yield Problem(decision.at("state"), NO_PROGRESS, f"“{decision.name}”没有“进展”")


@decision_rule(CHECK_OVERDUE)
def checks_are_held(site: Site) -> Iterator[Problem]:
    """Every period of execution has its check: one problem a kind, naming the periods missed."""
    for decision in site.decisions.values():
        overdue = (c for c in checks_due(decision, site.as_of) if c.standing == CheckStanding.OVERDUE)
        for check, missed in groupby(overdue, key=lambda c: c.check):
            days = "、".join(f"{c.start}至{c.due}" for c in missed)
            what = f"“{decision.name}”{days}没有{check}"
            yield Problem(decision.at("progress"), CHECK_OVERDUE, what)


@decision_rule(DEADLINE_PASSED)
def deadlines_are_kept(site: Site) -> Iterator[Problem]:
    """A running decision whose deadline has passed is named."""
    for decision in site.decisions.values():
        run = decision.execution
        if decision.state == RUNNING and run and run.deadline and run.deadline < site.as_of:
            what = f"“{decision.name}”应在 {run.deadline} 前完成"
            yield Problem(run.at("deadline"), DEADLINE_PASSED, what)


@decision_rule(PROGRESS_DATES)
def progress_is_dated(site: Site) -> Iterator[Problem]:
    """From the earliest to the latest, after the meeting and not in the future."""
    for decision in site.decisions.values():
        meeting = decision.steps.meeting
        for progress in decision.progress:
            if (meeting and progress.day < meeting.day) or progress.day > site.as_of:
                bound = f"会议 {meeting.day}，" if meeting else ""
                what = f"“{decision.name}”{progress.day} 的{progress.check}：{bound}今天 {site.as_of}"
                yield Problem(progress.at("day"), PROGRESS_DATES, what)
        for progress, following in pairwise(decision.progress):
            if following.day < progress.day:
                what = f"“{decision.name}”的 {following.day} 排在 {progress.day} 之后"
                yield Problem(following.at("day"), PROGRESS_DATES, what)
        yield from _finished(site, decision)


def _finished(site: Site, decision: Decision) -> Iterator[Problem]:
    run, meeting = decision.execution, decision.steps.meeting
    if run and run.finished:
        early = meeting is not None and run.finished < meeting.day
        if early or run.finished > site.as_of:
            what = f"“{decision.name}”完成于 {run.finished}，不在开会和今天之间"
            yield Problem(run.at("finished"), PROGRESS_DATES, what)


@decision_rule(NOT_DONE)
def what_is_dated_is_done(site: Site) -> Iterator[Problem]:
    """Nothing has the day on which it was done before it is."""
    for decision in site.decisions.values():
        run = decision.execution
        if run and run.finished and decision.state != DONE:
            what = f"“{decision.name}”{run.finished} 完成，状态却是{decision.state}"
            yield Problem(run.at("finished"), NOT_DONE, what)


@decision_rule(STOP_UNDATED)
def stops_are_dated(site: Site) -> Iterator[Problem]:
    """A withdrawal bears its date; a meeting that defers or rejects dates itself."""
    for decision in site.decisions.values():
        by_meeting = decision.state in (DEFERRED, REJECTED) and decision.steps.meeting
        if decision.state in STOPPED_STATES and not (by_meeting or decision.state_day):
            what = f"“{decision.name}”{decision.state}，没有日期"
            yield Problem(decision.at("state"), STOP_UNDATED, what)
        if decision.state_day and decision.state_day > site.as_of:
            what = f"“{decision.name}”{decision.state}的日期 {decision.state_day} 在将来"
            yield Problem(decision.at("state_day"), STOP_UNDATED, what)


@decision_rule(CORRECTION_DATE)
def corrections_are_dated(site: Site) -> Iterator[Problem]:
    """A correction lies between the first publication and today."""
    for decision in site.decisions.values():
        for correction in decision.corrections:
            if not decision.published <= correction.day <= site.as_of:
                what = f"“{decision.name}”公布于 {decision.published}，更正写的是 {correction.day}"
                yield Problem(correction.at("day"), CORRECTION_DATE, what)
