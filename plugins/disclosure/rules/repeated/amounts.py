"""Amounts in prose beside the title of a decision that declares another.

Enters: a ``Site``.  Leaves: a ``SentenceJudge``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...basics.persons.word_search import Words
from ...county.site import Site
from .sentences import Sentence, SentenceJudge

_MONEY = re.compile("(?P<sum>[0-9][0-9,]*(?:[.][0-9]+)?)(?P<unit>亿|万)?元")
_WORTH = {"": 1, "万": 10_000, "亿": 100_000_000}
_TITLE = 8
"""Characters of the shortest title that nobody writes by chance."""


def judge(site: Site) -> SentenceJudge:
    """A single amount in a sentence that names a single decision."""
    by_name = {d.name: d for d in site.decisions.values() if d.amount and len(d.name) >= _TITLE}
    search = Words(by_name)

    def judged(sentence: Sentence) -> Iterator[str]:
        amounts = list(_MONEY.finditer(sentence.text))
        named = set(search.within(sentence.text)) if len(amounts) == 1 else ()
        for name in named if len(named) == 1 and not sentence.tells_of_a_change else ():
            decision, said = by_name[name], _sum(amounts[0])
            if sentence.of is not decision and said not in (decision.amount, decision.own_amount):
                yield f"这里写着{amounts[0][0]}，“{name}”登记的金额是{decision.amount:f}元"

    return judged


def _sum(match: re.Match[str]) -> Decimal:
    return Decimal(match["sum"].replace(",", "")) * _WORTH[match["unit"] or ""]
