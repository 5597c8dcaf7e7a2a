"""Rule: prose that repeats a declared limit, address, telephone or amount says it as declared.

Enters: a ``Site``.  Leaves: reminders, at the prose.  A sentence is judged only where it is plain of
what it speaks; what nobody declared is nobody's contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
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


@rule(OTHERWISE)
def facts_are_said_as_declared(site: Site) -> Iterator[Problem]:
    """Every sentence held against every kind of fact."""
    judges = [kind.judge(site) for kind in (days_promised, houses, telephones, amounts)]
    for sentence in sentences(site):
        for judge in judges:
            yield from (Problem(sentence.place, OTHERWISE, what) for what in judge(sentence))
