"""A page for every decision: where it stands, how it was made, how it is carried out.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``DecisionPage``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from ....basics.output import Html
from ....basics.values import dataclass
from ....county.lookups.index_numbers import index_number
from ....schema.records.decisions.decision import CATEGORY_CODES, Decision, Feedback
from ...edition import Edition
from ...ledgers import in_records
from ...parts import links, urls, words
from ...parts.blocks import Anchor, Badge, ChannelView, Fact, Group, Head, Moment, Passage, fact, present
from ...parts.frame import outward
from .. import entries
from ..powers import relation_drawings
from ..powers.relation_drawings import GraphView
from . import ballots, execution, followed
from .ballots import Votes
from .execution import CheckMarks, Mark
from .followed import Excused, FollowedProcedure, Sister, Test
from .matters import answers, matter_page
from .matters.rounds import SelectionView, selections
from .six_steps import StepView, six_steps

TONES = {"采纳": "done", "部分采纳": "live", "未采纳": "plain"}

LATEST = 3
"""Checks that are told at once; those before them are folded, but for what is overdue."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """A suggestion and its answer."""

    opinion: str
    adopted: Badge
    reason: str


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """A decision."""

    head: Head
    title: str
    aliases: tuple[str, ...]
    category: Anchor
    level: Anchor | None
    state: Badge
    state_reason: str
    answer: str
    amount: str
    whole: Anchor | None
    facts: tuple[Fact, ...]
    summary: Markup
    steps: tuple[StepView, ...]
    selections: tuple[SelectionView, ...]
    votes: tuple[Votes, ...]
    opinions: tuple[Opinion, ...]
    way: FollowedProcedure | None
    tests: tuple[Test, ...]
    waivers: tuple[Excused, ...]
    execution: tuple[Fact, ...]
    checks: tuple[CheckMarks, ...]
    timeline: tuple[Mark, ...]
    earlier: tuple[Mark, ...]
    corrections: tuple[Moment, ...]
    basis: tuple[Passage, ...]
    powers: tuple[Anchor, ...]
    sisters: tuple[Sister, ...]
    ledgers: Group
    graph: GraphView | None
    channels: tuple[ChannelView, ...]


def pages(edition: Edition) -> Iterator[Html]:
    matters, wholes = followed.groups(edition), matter_page.by_record(edition)
    for decision in edition.site.decisions.values():
        whole = matter_page.leading_to(wholes.get(decision.code))
        make = partial(_page, edition, decision, matters[decision.code], whole)
        yield Html(urls.decision(decision.code), "decisions/decision.html", make)


def category_list(name: str) -> Anchor:
    """The list of decisions of a category."""
    return Anchor(name, urls.listed("decisions", (urls.ANY, CATEGORY_CODES[name], urls.ANY), 1))


def _page(
    edition: Edition, decision: Decision, matter: tuple[Decision, ...], whole: Anchor | None
) -> DecisionPage:
    path = urls.decision(decision.code)
    marks = execution.timeline(edition, decision)
    told = (*marks[:LATEST], *(mark for mark in marks if mark.badge and mark.badge.tone == "stop"))
    changes = followed.changes(decision)
    return DecisionPage(
        head=_head(edition, decision),
        title=decision.name,
        aliases=decision.aliases,
        category=category_list(decision.category),
        level=links.level(edition, edition.site.unit(decision.unit)),
        state=entries.state(decision),
        state_reason=_unless(decision.state_reason, changes),
        answer=answers.decided(decision),
        amount=words.amount(decision.amount),
        whole=whole,
        facts=_facts(edition, decision),
        summary=links.prose(edition, decision.summary, path),
        steps=tuple(
            replace(step, facts=outward.readable(edition, step.facts))
            for step in six_steps(edition.site, decision)
        ),
        selections=selections(decision),
        votes=ballots.votes(decision),
        opinions=tuple(_opinion(feedback) for feedback in decision.feedback),
        way=followed.way(edition, decision),
        tests=followed.three_tests(decision),
        waivers=followed.waivers(decision),
        execution=execution.ones(decision),
        checks=execution.rows(edition, decision),
        timeline=tuple(mark for mark in marks if mark in told),
        earlier=tuple(mark for mark in marks if mark not in told),
        corrections=changes,
        basis=links.passages(edition, decision.basis, path),
        powers=links.powers(edition, decision.powers),
        sisters=followed.sisters(edition, decision, matter),
        graph=relation_drawings.of_decision(edition, decision.code),
        channels=links.channels(edition),
        ledgers=in_records.told(edition, Decision.title, decision.code),
    )


def _unless(reason: str, changes: Sequence[Moment]) -> str:
    """The reason for a standing, once: a change may give it."""
    return "" if any(reason in change.note for change in changes) else reason


def _head(edition: Edition, decision: Decision) -> Head:
    unit = links.unit(edition, decision.unit)
    return links.head(
        edition,
        decision.name,
        "decisions",
        Anchor("四重一大决策", urls.DECISIONS),
        category_list(decision.category),
        Anchor(decision.name),
        description=f"{decision.category}（{decision.state}）：{decision.name}",
        keywords=f"四重一大，{decision.category}",
        column="四重一大决策",
        published=words.day(decision.published),
        source=unit.text if unit else "",
        of=decision,
    )


def _facts(edition: Edition, decision: Decision) -> tuple[Fact, ...]:
    return present(
        fact("索引号", index_number(edition.site, decision)),
        fact("决策编码", decision.code),
        fact("决策主体", links.full_unit(edition, decision.unit)),
        fact("提出单位", links.full_unit(edition, decision.sponsor)),
        fact("民生事项", decision.livelihood),
        fact("不涉及其他层级", decision.own_alone),
        fact("公开范围", decision.scope),
        links.on_carriers(decision.carriers),
        fact("公布日期", words.day(decision.published)),
    )


def _opinion(feedback: Feedback) -> Opinion:
    badge = Badge(feedback.adopted, TONES[feedback.adopted])
    alike = f"（合并{feedback.count}条）" if feedback.count else ""
    return Opinion(f"{feedback.opinion}{alike}", badge, feedback.reason)
