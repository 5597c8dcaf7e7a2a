"""What was decided on the subjects that people ask about.

Enters: a ``Site``.  Leaves: decisions by the name of a topic.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...schema.records.decisions.decision import Decision
from ..site import Site


def decisions_on(site: Site) -> Mapping[str, tuple[Decision, ...]]:
    """By the topics that a decision names; of one that names none, by those of its powers."""
    found: dict[str, list[Decision]] = {}
    for decision in site.decisions.values():
        for name in topics_of(site, decision):
            found.setdefault(name, []).append(decision)
    return {name: tuple(held) for name, held in found.items()}


def topics_of(site: Site, of: Decision) -> tuple[str, ...]:
    """The names of its topics."""
    powers = (site.powers[ref.code] for ref in of.powers if ref.code in site.powers)
    own = of.topics or (ref for power in powers for ref in power.topics)
    return tuple(dict.fromkeys(ref.code for ref in own))
