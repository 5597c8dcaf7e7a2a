"""Decisions in figures, without a person: how many, how much, how fast, how well heard.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``StatisticsPage``, its charts drawn already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial

from ....basics.output import Html
from ....basics.values import dataclass
from ....county.facts.figures import Days, Measures, measures
from ....schema.records.decisions.decision import (
    DECIDED,
    DEFERRED,
    DONE,
    HEARING,
    PLANNED,
    REJECTED,
    RUNNING,
    WITHDRAWN,
)
from ...edition import Edition
from ...parts import links, plots, urls, words
from ...parts.blocks import Anchor, Figure, Head
from ...parts.plots import Amount, PlotView

STATE_TONES = {
    PLANNED: "soon", HEARING: "asking", DECIDED: "decided", RUNNING: "live",
    DONE: "done", DEFERRED: "deferred", REJECTED: "stop", WITHDRAWN: "plain",
}  # fmt: skip
ANSWER_TONES = {"采纳": "done", "部分采纳": "live", "未采纳": "plain"}


@dataclass(frozen=True, slots=True)
class Chapter:
    """One question and its charts."""

    title: str
    lead: str
    drawings: tuple[PlotView, ...]


@dataclass(frozen=True, slots=True)
class StatisticsPage:
    """The page of figures."""

    head: Head
    note: str
    figures: tuple[Figure, ...]
    chapters: tuple[Chapter, ...]


def pages(edition: Edition) -> Iterator[Html]:
    if edition.site.decisions:
        yield Html(urls.STATISTICS, "decisions/statistics.html", partial(_page, edition), hub=True)


def _page(edition: Edition) -> StatisticsPage:
    found = measures(edition.site)
    note = "只统计事，不统计人。同一事项在几个层级同步公开的，金额和意见只计一次。"
    chapters = (_many(found), _much(found), _fast(found), _heard(found), _adopted(found))
    return StatisticsPage(
        head=links.head(
            edition,
            "决策统计",
            "decisions",
            Anchor("四重一大决策", urls.DECISIONS),
            Anchor("决策统计"),
            description=note,
            column="决策统计",
        ),
        note=note,
        figures=(
            Figure(found.decisions, "件", "公开的决策", urls.DECISIONS),
            Figure(found.matters, "项", "不同的事项", urls.REGISTER),
            Figure(found.heard.consultations, "次", "征求意见", urls.CONSULTATIONS),
            Figure(found.heard.opinions, "条", "收到的意见"),
        ),
        chapters=tuple(chapter for chapter in chapters if chapter.drawings),
    )


def _many(found: Measures) -> Chapter:
    state = tuple(
        Amount(name, number, f"{number}件", STATE_TONES[name]) for name, number in found.by_state.items()
    )
    drawings = (
        PlotView("目前状态", plots.stacked("目前状态", state)),
        PlotView("按类别", plots.bars("按类别", _counted(found.by_category))),
        PlotView("按层级", plots.bars("按层级", _counted(found.by_level))),
        PlotView("按公布年份", plots.columns("按公布年份", _counted(found.by_year))),
    )
    return Chapter("有多少", f"共{found.decisions}件，其中不同的事项{found.matters}项。", drawings)


def _much(found: Measures) -> Chapter:
    parts = (
        ("按类别", found.money_by_category, ""),
        ("按层级", found.money_by_level, "在几个层级公开的，各层级都计入"),
        ("按公布年份", found.money_by_year, ""),
    )
    drawings = (PlotView(t, plots.bars(t, _paid(money)), note) for t, money, note in parts if money)
    lead = f"涉及金额合计{words.money(found.money)}，同步公开的各条不重复计算。" if found.money else ""
    return Chapter("多少钱", lead, tuple(drawings))


def _fast(found: Measures) -> Chapter:
    spans = (
        ("从确立到公告", found.whole_way, "从列入议题到公布决定"),
        ("征求意见", found.asking, "从开始到截止"),
        ("从开会到公告", found.telling, "从作出决定到公布"),
    )
    drawings = [
        PlotView(title, plots.bars(title, _spread(span)), f"{note}，{span.count}件，按日历日计")
        for title, span, note in spans
        if span
    ]
    if found.way_by_category:
        slow = tuple(
            Amount(n, d.median, f"{_plain(d.median)}日") for n, d in found.way_by_category.items()
        )
        drawings.append(PlotView("各类别的中位数", plots.bars("各类别的中位数", slow), "从确立到公告"))
    lead = f"从确立决策内容到公布，中位数{_plain(found.whole_way.median)}日。" if found.whole_way else ""
    return Chapter("有多快", lead, tuple(drawings))


def _heard(found: Measures) -> Chapter:
    heard = found.heard
    counts = {
        "公开征求意见": heard.consultations,
        "专家咨询论证": heard.argued,
        "会议有列席旁听": heard.observed,
        "举行听证会": heard.hearings,
    }
    lead = f"征求意见{heard.consultations}次，收到意见{heard.opinions}条。"
    said = tuple(Amount(name, number, f"{number}次") for name, number in counts.items())
    return Chapter("听了几次", lead, (PlotView("怎样听取意见", plots.bars("怎样听取意见", said)),))


def _adopted(found: Measures) -> Chapter:
    if not found.answers:
        return Chapter("采纳了什么", "", ())
    whole = sum(found.answers.values())
    said = tuple(
        Amount(name, number, f"{number}项", ANSWER_TONES[name]) for name, number in found.answers.items()
    )
    taken = whole - found.answers.get("未采纳", 0)
    lead = f"公开答复{whole}项意见，采纳或部分采纳{taken}项；未采纳的也逐条说明了理由。"
    return Chapter("采纳了什么", lead, (PlotView("意见采纳情况", plots.stacked("意见采纳情况", said)),))


def _counted(counts: Mapping[str, int]) -> tuple[Amount, ...]:
    return tuple(Amount(name, number, f"{number}件") for name, number in counts.items())


def _paid(sums: Mapping[str, Decimal]) -> tuple[Amount, ...]:
    return tuple(Amount(name, float(total), words.money(total)) for name, total in sums.items())


def _spread(span: Days) -> tuple[Amount, ...]:
    return (
        Amount("最短", span.shortest, f"{span.shortest}日", "done"),
        Amount("中位数", span.median, f"{_plain(span.median)}日"),
        Amount("最长", span.longest, f"{span.longest}日", "soon"),
    )


def _plain(number: float) -> str:
    """A median: whole, or with a half."""
    return f"{number:g}"
