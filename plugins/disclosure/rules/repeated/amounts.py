"""Amounts in prose beside the title of a decision that declares another.

Enters: a ``Site``.  Leaves: a ``SentenceJudge``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...basics.persons.word_search import WordsInSentences
from ...basics.values import regex
from ...county.site import Site
from ...schema.records.decisions.decision import Decision
from .sentences import Sentence, SentenceJudge

_MONEY = regex("(?P<sum>[0-9][0-9,]*(?:[.][0-9]+)?)(?P<unit>亿|万)?元")
_TOTAL = regex("(?:总投资|总金额|投资总额|资金总额)(?:为|是|共)?" + _MONEY.pattern)
_WORTH = {"": 1, "万": 10_000, "亿": 100_000_000}
_TITLE = 8
"""Characters of the shortest title that nobody writes by chance."""


def judge(site: Site) -> SentenceJudge:
    """A total that a decision names itself, or a single amount beside the title of another."""
    by_name = {d.name: d for d in site.decisions.values() if d.amount and len(d.name) >= _TITLE}
    search = WordsInSentences(by_name)

    def judged(sentence: Sentence) -> Iterator[str]:
        own = sentence.of if isinstance(sentence.of, Decision) else None
        total = _TOTAL.search(sentence.text) if own and own.amount else None
        if own and total and _sum(total) != own.amount and not sentence.tells_of_a_change:
            yield f"这里写着{total[0]}，登记的金额是{own.amount:f}元"
        amounts = list(_MONEY.finditer(sentence.text))
        named = set(search.within(sentence.text)) if len(amounts) == 1 else ()
        for name in named if len(named) == 1 and not sentence.tells_of_a_change else ():
            decision, said = by_name[name], _sum(amounts[0])
            if sentence.of is not decision and said not in (decision.amount, decision.own_amount):
                yield f"这里写着{amounts[0][0]}，“{name}”登记的金额是{decision.amount:f}元"

    return judged


def _sum(match: re.Match[str]) -> Decimal:
    return Decimal(match["sum"].replace(",", "")) * _WORTH[match["unit"] or ""]
