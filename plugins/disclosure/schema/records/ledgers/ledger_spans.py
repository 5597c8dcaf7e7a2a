"""The periods of a ledger: how they are written, which days they cover, which comes next.

Enters: 2026, 2026-H1, 2026-Q3, 2026-09.  Leaves: ``LedgerSpan``.  A ledger kept all the time has one
period only, which covers no days.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from ....basics.values import dataclass
from .ledger import ALWAYS, EVERYTHING, HALF, MONTH, QUARTER, YEAR

_PATTERNS = {
    YEAR: "(20[0-9]{2})", HALF: "(20[0-9]{2})-H([12])", QUARTER: "(20[0-9]{2})-Q([1-4])",
    MONTH: "(20[0-9]{2})-(0[1-9]|1[0-2])", ALWAYS: EVERYTHING,
}  # fmt: skip
EXAMPLES = {
    YEAR: "2026", HALF: "2026-H1", QUARTER: "2026-Q3", MONTH: "2026-09", ALWAYS: EVERYTHING,
}  # fmt: skip
_MONTHS = {YEAR: 12, HALF: 6, QUARTER: 3, MONTH: 1}
_LETTER = {HALF: "H", QUARTER: "Q"}
_SAID = {HALF: ("上半年", "下半年"), QUARTER: ("第一季度", "第二季度", "第三季度", "第四季度")}
_IN_A_YEAR = 12


@dataclass(frozen=True, slots=True, order=True)
class LedgerSpan:
    """A period: its kind, its year and its number in the year, from 1."""

    year: int
    number: int
    kind: str

    @property
    def code(self) -> str:
        """How it is written: 2026-Q3."""
        if self.kind == YEAR:
            return str(self.year)
        if self.kind == MONTH:
            return f"{self.year}-{self.number:02}"
        return f"{self.year}-{_LETTER[self.kind]}{self.number}"

    @property
    def label(self) -> str:
        """How people say it: 2026年第三季度."""
        if self.kind == MONTH:
            return f"{self.year}年{self.number}月"
        return f"{self.year}年{_SAID[self.kind][self.number - 1] if self.kind in _SAID else '度'}"

    @property
    def last(self) -> date:
        """Its last day."""
        return self.following.first - timedelta(1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, (self.number - 1) * _MONTHS[self.kind] + 1, 1)

    @property
    def following(self) -> LedgerSpan:
        """The period that comes next."""
        if self.number * _MONTHS[self.kind] < _IN_A_YEAR:
            return LedgerSpan(self.year, self.number + 1, self.kind)
        return LedgerSpan(self.year + 1, 1, self.kind)


def span_of(kind: str, code: str) -> LedgerSpan | None:
    """The period of a code; None of one that is always, or that is none."""
    match = re.fullmatch(_PATTERNS[kind], code)
    if not match or kind == ALWAYS:
        return None
    year, number = (*match.groups(), "1")[:2]
    return LedgerSpan(int(year), int(number), kind)


def made_up_of(kind: str, code: str, finer: str) -> tuple[str, ...]:
    """The periods of another kind that make up a period; none where they do not."""
    span = span_of(kind, code)
    if span is None or finer == ALWAYS:
        return (code,) if kind == finer else ()
    month = span.first.month
    months, own = _MONTHS[finer], _MONTHS[kind]
    if months > own:
        return ()
    first = LedgerSpan(span.year, (month - 1) // months + 1, finer)
    found = [first]
    while len(found) * months < own:
        found.append(found[-1].following)
    return tuple(part.code for part in found)


def is_period(kind: str, code: str) -> bool:
    """Whether a code names a period of a kind of ledger."""
    return re.fullmatch(_PATTERNS[kind], code) is not None


def said(kind: str, code: str) -> str:
    """A period as people say it; whatever else stands there as it is."""
    span = span_of(kind, code)
    return span.label if span else code
