"""Decisions in the words of the European vocabularies: the sitting, the agenda item, the votes.

Enters: an ``Edition`` and a decision.  Leaves: what is told of it.  Sources: ELI (Official Journal of
the European Union 2012/C 325/02) and the Flemish OSLO vocabulary of local decisions (besluit).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from .....county.facts.outcomes import outcome, result
from .....schema.records.decisions.decision import AnyMeeting, Decision, Vote
from .....schema.records.decisions.meetings import Candidate
from ....edition import Edition
from .terms import DataNode, RecordPage, TypedKind, body, laws, present

SECRET = "无记名投票"  # noqa: S105  a way to vote


def _told(edition: Edition, page: RecordPage) -> DataNode:
    decision = cast(Decision, page.of)
    return {
        "identifier": decision.code,
        "name": decision.name,
        "alternateName": decision.aliases,
        "description": page.description,
        "genre": decision.category,
        "creativeWorkStatus": decision.state,
        "inLanguage": "zh-CN",
        "datePublished": decision.published.isoformat(),
        "creator": body(edition, decision.unit),
        "eli:based_on": laws(edition, decision.basis),
        "prov:wasGeneratedBy": [_treated(decision, held) for held in decision.steps.meetings],
    }


def _treated(decision: Decision, meeting: AnyMeeting) -> DataNode:
    """The item on the agenda of a meeting as it was dealt with there."""
    sitting = {
        "@type": "besluit:Zitting", "startDate": meeting.day.isoformat(),
        "besluit:isGehoudenDoor": {"@type": "besluit:Bestuursorgaan", "name": meeting.body},
    }  # fmt: skip
    item = {
        "@type": "besluit:Agendapunt", "dct:title": decision.name,
        "@reverse": {"besluit:behandelt": sitting},
    }  # fmt: skip
    return present(
        {
            "@type": "besluit:BehandelingVanAgendapunt",
            "description": outcome(decision, meeting),
            "dct:subject": item,
            "besluit:heeftStemming": list(_votes(decision, meeting)),
        }
    )


def _votes(decision: Decision, meeting: AnyMeeting) -> Iterator[DataNode]:
    yield from (_vote(decision, meeting, vote) for vote in meeting.counted)
    yield from (_stood(meeting, candidate) for candidate in meeting.candidates)


def _secret(meeting: AnyMeeting) -> bool | None:
    return meeting.ballot == SECRET if meeting.ballot else None


def _stood(meeting: AnyMeeting, candidate: Candidate) -> DataNode:
    """The vote on a candidate, who has a role or a number and no name."""
    return present(
        {
            "@type": "besluit:Stemming",
            "besluit:onderwerp": candidate.label,
            "description": candidate.post,
            "besluit:geheim": _secret(meeting),
            "besluit:aantalVoorstanders": candidate.votes,
            "besluit:gevolg": candidate.chosen,
        }
    )


def _vote(decision: Decision, meeting: AnyMeeting, vote: Vote) -> DataNode:
    return present(
        {
            "@type": "besluit:Stemming",
            "besluit:onderwerp": vote.matter or decision.name,
            "besluit:geheim": _secret(meeting),
            "besluit:aantalVoorstanders": vote.ayes,
            "besluit:aantalTegenstanders": vote.noes,
            "besluit:aantalOnthouders": vote.abstentions,
            "besluit:gevolg": result(decision, meeting, vote),
        }
    )


DECISION = TypedKind(
    Decision, ("CreativeWork", "besluit:Besluit"), _told, ("besluit", "dct", "eli", "prov")
)
