"""Sheets of A4 for notice boards: each decision that names a carrier which nobody serves but by hand.

Enters: an ``Edition``.  Leaves: ``PaperSheet`` values.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ...basics.media import A4, BOARDS
from ...basics.values import dataclass
from ...schema.records.decisions.decision import Decision
from ..edition import Edition
from ..pages.decisions import decision as decision_pages
from ..pages.decisions.ballots import Votes
from ..pages.decisions.decision import DecisionPage
from ..parts import links
from .paper import PaperSheet, ToPrint, by_hand, imprint, rows
from .posters import excused
from .text_nodes import TextNode, nodes

NOTICE = "重大决策公示"
_TOLD_ALREADY = ("决策编码", "公布日期")


@dataclass(frozen=True, slots=True)
class DecisionBoard:
    """A decision on a notice board: the answer first."""

    unit: str
    what: str
    name: str
    state: str
    amount: str
    summary: tuple[TextNode, ...]
    votes: tuple[str, ...]
    opinions: tuple[tuple[str, str, str], ...]
    execution: tuple[tuple[str, ...], ...]
    steps: tuple[tuple[str, str, str, str], ...]
    facts: tuple[tuple[str, ...], ...]
    waivers: tuple[str, ...]


def decision_boards(edition: Edition, wanted: ToPrint) -> Iterator[PaperSheet]:
    """Those that somebody has to put up."""
    pages = decision_pages.pages(edition)
    for decision, page in zip(edition.site.decisions.values(), pages, strict=True):
        if wanted(decision) and (carriers := by_hand(edition, decision)):
            yield PaperSheet(
                path=f"{BOARDS}/{decision.code}", template="board", paper=A4,
                title=f"{decision.name}（{NOTICE}）", of=decision, imprint=imprint(edition, decision),
                body=_decision(edition, decision, cast(DecisionPage, page.page)), carriers=carriers,
            )  # fmt: skip


def _decision(edition: Edition, decision: Decision, page: DecisionPage) -> DecisionBoard:
    return DecisionBoard(
        unit=links.unit_label(edition, decision),
        what=decision.category,
        name=decision.name,
        state=decision.state,
        amount=page.amount,
        summary=nodes(page.summary),
        votes=tuple(line for votes in page.votes for line in votes_in_words(votes)),
        opinions=tuple((o.opinion, o.adopted.text, o.reason) for o in page.opinions),
        execution=rows(page.execution),
        steps=tuple((step.name, step.said, step.date, step.result) for step in page.steps),
        facts=rows(fact for fact in page.facts if fact.term not in _TOLD_ALREADY),
        waivers=excused(decision.waivers),
    )


def votes_in_words(votes: Votes) -> Iterator[str]:
    """Every vote of a meeting in one line, and what was said against."""
    for ballot in votes.ballots:
        shares = "、".join(f"{share.label}{share.votes}票" for share in ballot.shares)
        result = f"，{ballot.result.text}" if ballot.result else ""
        yield f"{votes.body}：{ballot.matter}{votes.present}，{shares}{result}"
    if votes.dissent:
        yield f"不同意见：{votes.dissent}"
