"""The procedures by which decisions are made, step by step, as the county keeps them.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``ProceduresPage``, where there is a procedure.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from ....basics.output import Html
from ....basics.values import dataclass
from ....schema.records.decisions.procedure import Procedure, ProcedureStep
from ...edition import Edition
from ...parts import links, urls
from ...parts.blocks import Anchor, Contents, Fact, Head, Passage, Section, fact, present


@dataclass(frozen=True, slots=True)
class ProcedureStepView:
    """A step of a procedure and what is asked of it."""

    number: int
    name: str
    note: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """A procedure."""

    section: Section
    about: Markup
    applies: tuple[str, ...]
    basis: tuple[Passage, ...]
    steps: tuple[ProcedureStepView, ...]


@dataclass(frozen=True, slots=True)
class ProceduresPage:
    """All procedures."""

    head: Head
    note: str
    procedures: tuple[ProcedureView, ...]

    @property
    def contents(self) -> Contents:
        return Contents(tuple(procedure.section for procedure in self.procedures))


def pages(edition: Edition) -> Iterator[Html]:
    if edition.site.procedures and edition.site.decisions:
        yield Html(urls.PROCEDURES, "decisions/procedures.html", partial(_page, edition))


def address(procedure: Procedure) -> str:
    """Where a procedure is explained."""
    return urls.procedure(procedure.code)


def asked(step: ProcedureStep) -> tuple[Fact, ...]:
    """What the law or the county asks of a step."""
    return present(
        fact("必经", "" if step.required == "是" else "视情况"),
        fact("最短", str(step.shortest) if step.shortest else ""),
        fact("距上一步最少", str(step.wait) if step.wait else ""),
        fact("上一步之后最多", str(step.within) if step.within else ""),
        fact("到会", step.quorum),
        fact("通过", step.passes),
        fact("依据", step.basis),
    )


def _page(edition: Edition) -> ProceduresPage:
    note = "每类决策按什么程序作出、每一步最短多少天、多少人到会、多少票通过。"
    return ProceduresPage(
        head=links.head(
            edition,
            "决策程序",
            "decisions",
            Anchor("四重一大决策", urls.DECISIONS),
            Anchor("决策程序"),
            description=note,
            column="决策程序",
        ),
        note=note,
        procedures=tuple(_view(edition, p) for p in edition.site.procedures.values()),
    )


def _view(edition: Edition, procedure: Procedure) -> ProcedureView:
    return ProcedureView(
        Section(f"p-{procedure.code}", procedure.name),
        links.prose(edition, procedure.about, urls.PROCEDURES, 3),
        tuple(_applies(edition, procedure)),
        links.passages(edition, procedure.basis, urls.PROCEDURES),
        tuple(ProcedureStepView(n, s.name, s.note, asked(s)) for n, s in enumerate(procedure.steps, 1)),
    )


def _applies(edition: Edition, procedure: Procedure) -> Iterator[str]:
    for applies in procedure.applies:
        units = [edition.site.units[ref.code].label for ref in applies.units]
        levels = [ref.code for ref in applies.levels]
        yield "，".join("、".join(names) for names in (units, levels, applies.categories) if names)
