"""Which period a sheet is of, by what people write above it, on its tab or as the name of the file.

Enters: how often a ledger comes, and words.  Leaves: the code of the one period that they name, or
nothing: of two periods neither is taken.
"""

from __future__ import annotations

import re

from ...schema.records.ledgers.ledger import ALWAYS, EVERYTHING, HALF, MONTH, QUARTER, YEAR
from ...schema.records.ledgers.ledger_spans import LedgerSpan

_YEAR = r"(20\d\d)\s*(?:年度?)?\s*[-—_]?\s*"
_PATTERNS = {
    YEAR: re.compile(r"(?<!\d)(20\d\d)(?:\s*年|(?![-\d.年]))"),
    HALF: re.compile(rf"(?<!\d){_YEAR}(?:(上|下)\s*半年|H([12]))"),
    QUARTER: re.compile(rf"(?<!\d){_YEAR}(?:第?\s*([一二三四1234])\s*季|Q([1-4]))"),
    MONTH: re.compile(r"(?<!\d)(20\d\d)\s*(?:年\s*(1[0-2]|0?[1-9])\s*月|-(1[0-2]|0[1-9])(?![-\d]))"),
}
_NUMBERS = {"上": 1, "下": 2, "一": 1, "二": 2, "三": 3, "四": 4}


def period_in(kind: str, words: str) -> str:
    """The code of the period; "" where none is named, or more than one."""
    if kind == ALWAYS:
        return EVERYTHING
    found = {_code(kind, match) for match in _PATTERNS[kind].finditer(words)}
    return next(iter(found)) if len(found) == 1 else ""


def _code(kind: str, match: re.Match[str]) -> str:
    year, *parts = (part for part in match.groups() if part)
    number = parts[0] if parts else "1"
    return LedgerSpan(int(year), _NUMBERS.get(number) or int(number), kind).code
