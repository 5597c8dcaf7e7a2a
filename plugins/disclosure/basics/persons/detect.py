"""Resident IDs, bank cards and mobile numbers in a stretch of text.

Enters: text, and the label of the column or field it stands in.  Leaves: ``Finding`` values.
The tiers of a resident ID: A valid; B of the right shape with a wrong check (mistyped, or cut
to 15 digits by a spreadsheet); C any long number under a label that promises an ID.

What passes: a 统一社会信用代码 that is valid and labelled so, labelled project codes of our
century's second decade and later, landlines, short numbers, amounts, labelled office mobiles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ..digests import digest
from .labels import Context, Label, context
from .numbers import is_credit_code, is_id, looks_like_id, looks_like_old_id, passes_luhn

_NO_PERSON_BEFORE = 2010  # in a column of project codes, a date from then on is the project's


class NumberKind(StrEnum):
    """What was found."""

    ID = "身份证号"
    CARD = "银行卡号"
    MOBILE = "手机号码"


@dataclass(frozen=True, slots=True)
class Finding:
    """A number of ``kind`` at offset ``start``; ``number`` without separators.

    ``tier`` is A, B or C for resident IDs (see above), A for the rest.
    """

    kind: NumberKind
    tier: str
    number: str
    start: int

    @property
    def shown(self) -> str:
        """Enough to find it by, too little to use: three digits and the length."""
        return f"{self.number[:3]}…（{len(self.number)} 位）"

    @property
    def fingerprint(self) -> str:
        """Names the number in a waiver without repeating it."""
        return digest(self.number.encode())[:12]


_S = r"[ \t\u00a0\u2002-\u200a\u3000\-‐-―−_·]?"
_ALONE, _END = r"(?<!\d)(?<!\d[,.])", r"(?!\d)"
_TAIL = r"[\dXx]"
_SPACED = r"(?<!\d )\d(?: \d){%s}(?! \d)"

_MAYBE = re.compile(r"\d(?:[^\w\n。，；：（）]?\d){9}|\d[eE]\+?1[4-8]")
_ID18 = re.compile(
    rf"{_ALONE}(?:\d{{6}}{_S}\d{{4}}{_S}\d\d{_S}\d\d{_S}\d{{3}}{_S}{_TAIL}"
    rf"|\d{{4}}{_S}\d{{4}}{_S}\d{{4}}{_S}\d{{4}}{_S}\d{_TAIL}"
    rf"|\d{{3}}{_S}\d{{3}}{_S}\d{{4}}{_S}\d{{4}}{_S}\d{{3}}{_TAIL}"
    rf"|(?<!\d )\d(?: \d){{16}} {_TAIL}(?! \d)){_END}"
)
_LONG = re.compile(rf"{_ALONE}\d{{19,60}}{_TAIL}?{_END}")
_ID15 = re.compile(rf"{_ALONE}(?:\d{{6}}{_S}\d{{6}}{_S}\d{{3}}|{_SPACED % 14}){_END}")
_LABELLED = re.compile(
    rf"{_ALONE}(?:\d[\dOoIlXx]{{12,18}}{_TAIL}|\d{{6}}{_S}\d{{8}}{_S}\d{{2,4}}{_TAIL}?"
    rf"|\d{{4}}{_S}\d{{4}}{_S}\d{{4}}{_S}\d{{4}}{_S}\d{{0,2}}{_TAIL}?|{_SPACED % '13,18'}(?: ?[Xx])?)"
    rf"(?![\dA-Za-z])"
)
_CARD = re.compile(
    rf"{_ALONE}(?:\d{{15,19}}|\d{{4}}{_S}\d{{4}}{_S}\d{{4}}{_S}\d{{3,4}}(?:{_S}\d{{1,3}})?"
    rf"|\d{{6}}{_S}\d{{10,13}}|{_SPACED % '14,18'}){_END}"
)
_MOBILE = re.compile(
    rf"(?<!\d)(?<!\d\.)(?:86{_S})?(?:1[3-9]\d{_S}\d{{4}}{_S}\d{{4}}|1[3-9]\d\d{_S}\d{{3}}{_S}\d{{4}}"
    rf"|1[3-9]\d\d{_S}\d{{4}}{_S}\d{{3}}|1 [3-9](?: \d){{9}}){_END}(?!\.\d|{_S}[元亿万])"
)
_SCIENTIFIC = re.compile(r"(?<![\w.])\d\.\d{3,17}[eE]\+?1[4-8](?!\d)")
_HEX = re.compile(r"[0-9a-fA-F]{32,}")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_KEEP = re.compile(r"[^0-9Xx]")


def scan(text: str, label: str = "") -> Iterator[Finding]:
    """Every number of a person in ``text``, each stretch of digits once, in order.

    Offsets are those of ``text`` where it holds no invisible characters, and close where it does.
    """
    plain = _plain(text)
    if not _MAYBE.search(plain):
        return
    taken: set[int] = set()
    for seek in (_ids, _old_ids, _labelled, _cards, _mobiles, _rounded):
        for finding in seek(plain, label):
            span = range(finding.start, finding.start + len(finding.number))
            if taken.isdisjoint(span):
                taken.update(span)
                yield finding


def _plain(text: str) -> str:
    """Digits of every script as ASCII, without invisible characters."""
    if text.isascii():
        return text
    strange = {ord(c): str(int(c)) for c in set(text) if not c.isascii() and c.isdecimal()}
    return _INVISIBLE.sub("", text.translate(strange | {ord("Ｘ"): "X", ord("ｘ"): "x"}))


def _digits(written: str) -> str:
    return _KEEP.sub("", written).upper()


def _found(
    pattern: re.Pattern[str], text: str, label: str, judge: Callable[[str, Context], Finding | None]
) -> Iterator[Finding]:
    for match in pattern.finditer(text):
        finding = judge(_digits(match.group()), context(label, text, match.start()))
        if finding:
            yield Finding(finding.kind, finding.tier, finding.number, match.start())


def _ids(text: str, label: str) -> Iterator[Finding]:
    yield from _found(_ID18, text, label, _as_id)
    yield from _found(_LONG, text, label, _as_id_within)


def _as_id(number: str, said: Context) -> Finding | None:
    if not looks_like_id(number) or _is_credit_code(number, said) or _is_project(number, said):
        return None
    return Finding(NumberKind.ID, "A" if is_id(number) else "B", number, 0)


def _as_id_within(number: str, said: Context) -> Finding | None:
    """A valid ID at either end of a longer run: a serial number or an amount stuck to it."""
    if said.nearest in (Label.CODE, Label.PROJECT, Label.CREDIT):
        return None
    windows = [number[n : n + 18] for n in range(5)] + [number[-18 - n :][:18] for n in range(5)]
    whole = next((w for w in windows if len(w) == 18 and is_id(w)), "")  # noqa: PLR2004
    return Finding(NumberKind.ID, "A", whole, 0) if whole else None


def _is_credit_code(number: str, said: Context) -> bool:
    return said.nearest is Label.CREDIT and is_credit_code(number)


def _is_project(number: str, said: Context) -> bool:
    return said.nearest is Label.PROJECT and int(number[6:10]) >= _NO_PERSON_BEFORE


def _old_ids(text: str, label: str) -> Iterator[Finding]:
    def judge(number: str, said: Context) -> Finding | None:
        sound = said.promises_id and looks_like_old_id(number)
        return Finding(NumberKind.ID, "A", number, 0) if sound else None

    yield from _found(_ID15, text, label, judge)


def _labelled(text: str, label: str) -> Iterator[Finding]:
    def judge(number: str, said: Context) -> Finding | None:
        fine = not said.promises_id or _is_credit_code(number, said)
        return None if fine else Finding(NumberKind.ID, "C", number, 0)

    yield from _found(_LABELLED, text, label, judge)


def _cards(text: str, label: str) -> Iterator[Finding]:
    def judge(number: str, said: Context) -> Finding | None:
        labelled = said.nearest is Label.CARD
        if said.nearest in (Label.CREDIT, Label.PROJECT, Label.CODE):
            return None
        issued = number.startswith("62") and 16 <= len(number) <= 19 and passes_luhn(number)  # noqa: PLR2004
        return (
            Finding(NumberKind.CARD, "A" if issued else "C", number, 0) if issued or labelled else None
        )

    yield from _found(_CARD, text, label, judge)


def _mobiles(text: str, label: str) -> Iterator[Finding]:
    hashes = [match.span() for match in _HEX.finditer(text)]
    for match in _MOBILE.finditer(text):
        in_hash = any(start <= match.start() < end for start, end in hashes)
        if not in_hash and context(label, text, match.start()).nearest is not Label.OFFICE:
            yield Finding(NumberKind.MOBILE, "A", _digits(match.group())[-11:], match.start())


def _rounded(text: str, label: str) -> Iterator[Finding]:
    """Numbers that a spreadsheet wrote as 9.90122199001010E+17."""
    for match in _SCIENTIFIC.finditer(text):
        number = f"{Decimal(match.group()):f}".partition(".")[0]
        said = context(label, text, match.start())
        shaped = len(number) == 18 and looks_like_id(number) and not _is_project(number, said)  # noqa: PLR2004
        if shaped or said.promises_id:
            yield Finding(NumberKind.ID, "B" if shaped else "C", number, match.start())
        elif said.nearest is Label.CARD:
            yield Finding(NumberKind.CARD, "C", number, match.start())
