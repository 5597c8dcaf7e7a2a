"""What has the shape of a person's number, and what the words around make of it.

Enters: text.  Leaves: ``Shaped`` values, each to be judged under any label; what does not depend on the
label is found out once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import partial

from ..digests import digest
from ..values import dataclass
from . import around, shapes
from .labels import KEYS, Context, Label, Near, near, under
from .numbers import is_credit_code, is_date, is_id, looks_like_id, looks_like_old_id, passes_luhn

ID_LENGTH = 18
_NO_PERSON_BEFORE = 2010  # in a column of project codes, a date from then on is the project's
_CARDS = range(15, 20)
_LONE_DIGITS = (8, 10)  # of a travel permit of Taiwan, Hong Kong or Macao
_Span = tuple[int, int]


class NumberKind(StrEnum):
    """What was found."""

    ID = "身份证号"
    CARD = "银行卡号"
    MOBILE = "手机号码"


@dataclass(frozen=True, slots=True)
class Finding:
    """A number of ``kind`` at offset ``start``; ``number`` without separators.

    ``tier`` is A, B or C for resident IDs (``detect``); for cards A is UnionPay's, B another
    issuer's, C what only a label calls a card.  ``excused`` is an ID that its label says to be a
    project's code.
    """

    kind: NumberKind
    tier: str
    number: str
    start: int
    end: int = 0
    excused: bool = False

    @property
    def shown(self) -> str:
        """Enough to find it by, too little to use: three digits and the length."""
        return f"{self.number[:3]}…（{len(self.number)} 位）"

    @property
    def fingerprint(self) -> str:
        """Names the number in a waiver without repeating it."""
        return digest(self.number.encode())[:12]


Judge = Callable[[Context], Finding | None]


@dataclass(frozen=True, slots=True)
class Shaped:
    """What has the shape of a number, with the word before it; ``judge`` says what it is."""

    near: Near | None
    judge: Judge

    def under(self, label: str) -> Finding | None:
        """What it is where it stands under a label."""
        return self.judge(under(label, self.near))


Seeker = Callable[[str], Iterator[Shaped]]

_KEEP = re.compile(r"[^0-9Xx]")


def _digits(written: str) -> str:
    return _KEEP.sub("", written).upper()


def _shaped(match: re.Match[str], judge: Callable[..., Finding | None], *given: object) -> Shaped:
    """A match with who judges it, given its span besides what was found out about it."""
    return Shaped(near(match.string, match.start()), partial(judge, match.span(), *given))


def _ids(text: str) -> Iterator[Shaped]:
    for match in shapes.ID18.finditer(text):
        if looks_like_id(number := _digits(match.group())):
            yield _shaped(match, _as_id, number)
    for match in shapes.LONG.finditer(text):
        if number := _id_within(_digits(match.group())):
            yield _shaped(match, _as_id_within, number)


def _as_id(span: _Span, number: str, said: Context) -> Finding | None:
    if _is_credit_code(number, said):
        return None
    valid = is_id(number)
    if said.nearest is Label.ACCOUNT and said.names_another and not valid:
        return None
    excused = _is_project(number, said) and not number.endswith("X")
    return Finding(NumberKind.ID, "A" if valid else "B", number, *span, excused)


def _id_within(number: str) -> str:
    """A valid ID at either end of a longer run: a serial number or an amount stuck to it."""
    windows = [number[n : n + ID_LENGTH] for n in range(5)] + [
        number[-ID_LENGTH - n :][:ID_LENGTH] for n in range(5)
    ]
    return next((w for w in windows if len(w) == ID_LENGTH and is_id(w)), "")


def _as_id_within(span: _Span, number: str, said: Context) -> Finding | None:
    is_another = said.names_another and said.nearest in KEYS
    return None if is_another else Finding(NumberKind.ID, "A", number, *span)


def _is_credit_code(number: str, said: Context) -> bool:
    return said.nearest is Label.CREDIT and is_credit_code(number)


def _is_project(number: str, said: Context) -> bool:
    coded = said.names_another and said.nearest in (Label.PROJECT, Label.CODE)
    return coded and int(number[6:10]) >= _NO_PERSON_BEFORE


def _old_ids(text: str) -> Iterator[Shaped]:
    for match in shapes.ID15.finditer(text):
        if looks_like_old_id(number := _digits(match.group())):
            yield _shaped(match, _as_promised, "A", number)


def _as_promised(span: _Span, tier: str, number: str, said: Context) -> Finding | None:
    """An ID because a label promises one."""
    fine = not said.promises_id or _is_credit_code(number, said)
    return None if fine else Finding(NumberKind.ID, tier, number, *span)


def _labelled(text: str) -> Iterator[Shaped]:
    for match in shapes.LABELLED.finditer(text):
        yield _shaped(match, _as_promised, "C", _digits(match.group()))


def _passes(text: str) -> Iterator[Shaped]:
    """Passports and travel permits, where a label promises one."""
    for match in shapes.PASS.finditer(text):
        number = match.group()
        if number[0].isalpha() or (len(number) in _LONE_DIGITS and not is_date(number[:8])):
            yield _shaped(match, _as_pass, re.sub(r"[\- ]", "", number).upper())


def _as_pass(span: _Span, number: str, said: Context) -> Finding | None:
    promised = said.nearest is Label.PASS or (number[0].isalpha() and said.promises_id)
    return Finding(NumberKind.ID, "C", number, *span) if promised else None


def _cards(text: str) -> Iterator[Shaped]:
    for match in shapes.CARD.finditer(text):
        number = _digits(match.group())
        sound = len(number) in _CARDS and passes_luhn(number)
        union = sound and number.startswith("62") and len(number) > _CARDS[0]
        other = sound and bool(shapes.ISSUED.fullmatch(number))
        issued = other and not around.is_glued(text, *match.span())
        yield _shaped(match, _as_card, "A" if union else "B" if issued else "C", number)


def _as_card(span: _Span, tier: str, number: str, said: Context) -> Finding | None:
    if said.names_another and said.nearest in KEYS and said.nearest is not Label.ACCOUNT:
        return None
    told = "C" if tier == "B" and said.names_another else tier
    promised = told != "C" or said.nearest is Label.CARD
    return Finding(NumberKind.CARD, told, number, *span) if promised else None


def _mobiles(text: str) -> Iterator[Shaped]:
    pages = around.addresses(text)
    for match in shapes.MOBILE.finditer(text):
        start = match.start()
        is_plain = not any(a <= start < b for a, b in pages) or around.is_dialled(text, start)
        if is_plain and not around.is_part(text, match):
            judge = _as_listed if around.is_in_series(text, match) else _as_mobile
            yield _shaped(match, judge, _digits(match["number"]))


def _as_mobile(span: _Span, number: str, said: Context) -> Finding | None:
    is_office = said.nearest is Label.OFFICE or said.names_another
    return None if is_office else Finding(NumberKind.MOBILE, "A", number, *span)


def _as_listed(span: _Span, number: str, said: Context) -> Finding | None:
    """A mobile among other figures, because a label promises one."""
    return _as_mobile(span, number, said) if said.nearest is Label.PHONE else None


def _rounded(text: str) -> Iterator[Shaped]:
    """Numbers that a spreadsheet wrote as 9.90122199001010E+17."""
    for match in shapes.SCIENTIFIC.finditer(text):
        yield _shaped(match, _as_rounded, f"{Decimal(match.group()):f}".partition(".")[0])


def _as_rounded(span: _Span, number: str, said: Context) -> Finding | None:
    shaped = len(number) == ID_LENGTH and looks_like_id(number) and not _is_project(number, said)
    if shaped or said.promises_id:
        return Finding(NumberKind.ID, "B" if shaped else "C", number, *span)
    return Finding(NumberKind.CARD, "C", number, *span) if said.nearest is Label.CARD else None


SEEKERS: Sequence[Seeker] = (_ids, _old_ids, _labelled, _cards, _mobiles, _rounded, _passes)
"""Who looks for what, in this order."""

ANY_DIGITS: Mapping[Seeker, Sequence[re.Pattern[str]]] = {
    _ids: (shapes.ID18, shapes.LONG),
    _old_ids: (shapes.ID15,),
    _labelled: (shapes.LABELLED,),
    _cards: (shapes.CARD,),
    _passes: (shapes.PASS,),
}
"""Those who look for shapes to which all digits are alike."""
BY_DIGIT: Mapping[Seeker, re.Pattern[str]] = {_mobiles: shapes.MOBILE, _rounded: shapes.SCIENTIFIC}
