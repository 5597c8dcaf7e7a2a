"""Rules on procedures themselves: each number that one asks for stands in the source that it cites.

A number of people, of votes or of days is asked in somebody's name.  Whether an article says how many
is known where the county keeps the text of the law; a source that no library holds is believed.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...county.site import Site
from ...schema.records.decisions.procedure import Procedure, ProcedureStep
from ..disclosing.legal_bases import EXACT
from ..registry import rule

NO_SOURCE = Code(
    "R205",
    "程序要求的人数、期限没有写依据",
    "请在这一环节写“依据”：哪部法规第几条，或者本县的哪份文件",
    Severity.REMINDER,
)
NOT_THERE = Code(
    "R206",
    "依据的条文里没有这个人数",
    "请核对条文；是本县自己的要求的，“依据”写本县的文件",
    Severity.REMINDER,
    EXACT,
)

_FRACTIONS = {"五分之四": ("五分之四",), "三分之二": ("三分之二",), "半": ("过半", "半数")}
"""What a quorum or a majority asks for, and how articles say it."""


@rule(NO_SOURCE)
def numbers_have_a_source(site: Site) -> Iterator[Problem]:
    """Whoever asks for so many people, votes or days says in whose name."""
    for procedure, step in _steps(site):
        asked = step.quorum or step.passes or step.shortest or step.wait or step.within
        if asked and not step.basis:
            what = f"“{procedure.name}”的{step.name}要求“{asked}”，没有写依据"
            yield Problem(step.at("name"), NO_SOURCE, what)


@rule(NOT_THERE)
def articles_say_the_number(site: Site) -> Iterator[Problem]:
    """How many must be present, and agree, stands in the articles that the step cites."""
    for procedure, step in _steps(site):
        reading = site.provisions.of(step.basis, site.as_of)
        text = "".join(provision.text for provision in reading.provisions)
        for asked in (step.quorum, step.passes) if text and not reading.faults else ():
            if not _says(text, asked):
                what = f"“{procedure.name}”的{step.name}要求“{asked}”，{step.basis}里没有"
                yield Problem(step.at("basis"), NOT_THERE, what)


def _says(text: str, asked: str) -> bool:
    """Whether a text speaks of the fraction; what is not asked needs no word."""
    wanted = (words for fraction, words in _FRACTIONS.items() if fraction in asked)
    return all(any(word in text for word in words) for words in wanted)


def _steps(site: Site) -> Iterator[tuple[Procedure, ProcedureStep]]:
    for procedure in site.procedures.values():
        yield from ((procedure, step) for step in procedure.steps)
