"""One way to cover a number, the same on the whole site, and how many people could be meant.

Enters: a mask (前6, 前3后4, 不公开) and a number.  Leaves: the covered number, the count of
candidates that are left, and numbers that someone has covered by hand.

Two masks stitch: 前6后4 in one list and 前14 in another give the whole number.  So a kind of
number has one mask, and a mask that leaves too few candidates is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from ..values import dataclass, regex
from .shaped import NumberKind

LEAST = 10_000
"""Candidates that a mask must leave."""

HIDDEN = "不公开"
_FORM = regex(r"(?:前(\d{1,2}))?(?:后(\d{1,2}))?")
_COVERED = regex(r"(?<![\w*])(\d{0,17})([*＊xX×●•○■█]{3,18})(\d{0,10}[\dXx]?)(?![\w*])")
_LIVES = 80  # years of birth to reckon with
_COUNTY = 6  # leading digits of an ID that name the county, known to every reader
_ISSUER = 6  # leading digits of a card that name the bank
_WHOLE = {NumberKind.ID: (15, 18), NumberKind.MOBILE: (11,), NumberKind.CARD: (16, 17, 18, 19)}
_SEPARATORS = regex(r"[\s\-‐-―−·\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_COVERABLE = regex(r"[0-9*×●•○■█]*[0-9Xx*×●•○■█]")
_LENGTHS = {NumberKind.ID: 18, NumberKind.MOBILE: 11, NumberKind.CARD: 16}


@dataclass(frozen=True, slots=True)
class Mask:
    """How many characters stay visible at either end; none at all is 不公开."""

    head: int = 0
    tail: int = 0

    @classmethod
    def parse(cls, text: str) -> Mask:
        """``不公开``, ``前6``, ``后4`` or ``前3后4``.  Raises ``ValueError`` for the rest."""
        match = _FORM.fullmatch(text)
        if text == HIDDEN:
            return cls()
        if not text or not match:
            raise ValueError(text)
        return cls(int(match[1] or 0), int(match[2] or 0))

    def __str__(self) -> str:
        said = (f"前{self.head}" if self.head else "") + (f"后{self.tail}" if self.tail else "")
        return said or HIDDEN

    def cover(self, number: str) -> str:
        """The number as it may be shown; nothing of one that would stay whole."""
        hidden = len(number) - self.head - self.tail
        if hidden <= 0 or not (self.head or self.tail):
            return ""
        return number[: self.head] + "*" * hidden + number[len(number) - self.tail :]

    def cover_cell(self, kind: NumberKind, text: str) -> str:
        """What a cell of numbers of one kind may show; one already covered is covered further.

        A cell that is not one number of the kind's own length (mistyped, rounded by a spreadsheet,
        two in one) shows nothing; one without a digit (无, /) stays.
        """
        plain = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
        if not any(char.isdigit() for char in plain):
            return text
        if len(plain) not in _WHOLE[kind] or not _COVERABLE.fullmatch(plain):
            return "*" * 4
        last = len(plain) - self.tail
        return "".join(c if n < self.head or n >= last else "*" for n, c in enumerate(plain))

    def shows_no_more_than(self, other: Mask) -> bool:
        """Whether nothing stays visible that ``other`` hides."""
        return self.head <= other.head and self.tail <= other.tail


@dataclass(frozen=True, slots=True)
class Covered:
    """A number that someone has covered by hand, at offset ``start``."""

    kind: NumberKind
    mask: Mask
    start: int


def candidates(kind: NumberKind, mask: Mask, *, age_known: bool) -> int:
    """How many numbers agree with what the mask shows, to a reader who knows the county.

    For resident IDs: days of birth within eighty years (one year where the age is published too),
    times order codes, divided by eleven where the check character shows.
    """
    length = _LENGTHS[kind]
    shown = {n for n in range(length) if n < mask.head or n >= length - mask.tail}
    if kind is NumberKind.ID:
        orders = _power_of_ten({14, 15, 16} - shown)
        return _births(shown, age_known=age_known) * orders // (11 if length - 1 in shown else 1)
    known = set(range(_ISSUER)) if kind is NumberKind.CARD else set()
    return _power_of_ten(set(range(length)) - shown - known) // (10 if kind is NumberKind.CARD else 1)


def _power_of_ten(hidden: set[int]) -> int:
    return int("1" + "0" * len(hidden))


def _births(shown: set[int], *, age_known: bool) -> int:
    """Days of birth, on average, behind what is shown of the date."""
    first = date(2000, 1, 1)
    days = [first + timedelta(n) for n in range(365 if age_known else round(_LIVES * 365.25))]
    visible = [n for n in range(8) if n + _COUNTY in shown]
    seen = {"".join(f"{day:%Y%m%d}"[n] for n in visible) for day in days}
    return len(days) // len(seen)


def covered(text: str) -> Iterator[Covered]:
    """Numbers covered by hand: 138****0000 and the like."""
    for match in _COVERED.finditer(text):
        head, stars, tail = match.groups()
        kind = _kind(head, len(head) + len(stars) + len(tail))
        if kind and (head or tail):
            yield Covered(kind, Mask(len(head), len(tail)), match.start())


def _kind(head: str, length: int) -> NumberKind | None:
    if length == _LENGTHS[NumberKind.MOBILE] and re.match(r"1[3-9]", head):
        return NumberKind.MOBILE
    if length == _LENGTHS[NumberKind.ID] and not head.startswith("62"):
        return NumberKind.ID
    return NumberKind.CARD if head.startswith("62") and 16 <= length <= 19 else None  # noqa: PLR2004
