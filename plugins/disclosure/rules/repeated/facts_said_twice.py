"""Rules: prose that repeats a declared limit, address, telephone, amount or count says it as declared.

Enters: a ``Site``.  Leaves: reminders, at the prose.  A sentence is judged only where it is plain of
what it speaks; what nobody declared is nobody's contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...county.facts.outcomes import held
from ...county.site import Site
from ..registry import rule
from . import amounts, days_promised, houses, telephones
from .sentences import sentences

OTHERWISE = Code(
    "R125",
    "文字里写的与登记的不一样",
    "请核对，改正其中一处；同一件事最好只写一次，别处用链接指过去",
    Severity.REMINDER,
)

_PERSONS = re.compile("(?:(?P<groups>[0-9]{1,3})个[^、，；]*各)?(?P<each>[0-9]{1,4})[名人]")


@rule(OTHERWISE)
def facts_are_said_as_declared(site: Site) -> Iterator[Problem]:
    """Every sentence held against every kind of fact."""
    judges = [kind.judge(site) for kind in (days_promised, houses, telephones, amounts)]
    for sentence in sentences(site):
        for judge in judges:
            yield from (Problem(sentence.place, OTHERWISE, what) for what in judge(sentence))


@rule(OTHERWISE)
def observers_are_no_fewer_than_named(site: Site) -> Iterator[Problem]:
    """Whoever is told of among those who listened is counted; some are told of without a number."""
    for _, meeting in held(site):
        found = _PERSONS.finditer(meeting.observers)
        named = sum(int(match["groups"] or 1) * int(match["each"]) for match in found)
        if meeting.observer_count is not None and named > meeting.observer_count:
            what = f"列席旁听里写明的有 {named} 人，旁听人数是 {meeting.observer_count}"
            yield Problem(meeting.at("observer_count"), OTHERWISE, what)
