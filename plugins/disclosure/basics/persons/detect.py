"""Resident IDs, bank cards, mobile numbers, passports and permits in a stretch of text.

Enters: text, and the label of the column or field it stands in.  Leaves: ``Finding`` values.
The tiers of a resident ID: A valid; B of the right shape with a wrong check (mistyped, or cut
to 15 digits by a spreadsheet); C any long number under a label that promises an ID.

What passes is what its own label or shape says to be something else: a 统一社会信用代码, a
contract's or project's code, an amount, a landline, a short number, a labelled office mobile, a
digest, an address of a page.  A valid ID passes only as a project's code that holds a day of our
century's second decade or later.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import chain

from ..digests import digest
from . import around, shapes
from .labels import DOOR, EVERY, KEYS, Context, Label, Labels, context
from .numbers import is_credit_code, is_date, is_id, looks_like_id, looks_like_old_id, passes_luhn
from .seams import Joint, joints

_NO_PERSON_BEFORE = 2010  # in a column of project codes, a date from then on is the project's
_ID = 18
_CARDS = range(15, 20)
_LONE_DIGITS = (8, 10)  # of a travel permit of Taiwan, Hong Kong or Macao
_LETTERS = 4  # of a digest at the least


class NumberKind(StrEnum):
    """What was found."""

    ID = "身份证号"
    CARD = "银行卡号"
    MOBILE = "手机号码"


@dataclass(frozen=True, slots=True)
class Finding:
    """A number of ``kind`` at offset ``start``; ``number`` without separators.

    ``tier`` is A, B or C for resident IDs (see above); for cards A is UnionPay's, B another
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


Judge = Callable[[str, Context], Finding | None]
Seeker = Callable[[str, str], Iterator[Finding]]


def scan(text: str, label: str = "") -> Iterator[Finding]:
    """Every number of a person in ``text``, each stretch of digits once, in order.

    Offsets are those of ``text`` where it holds no invisible characters, and close where it does.
    """
    return (found for found in scan_all(text, label) if not found.excused)


def scan_under_any(text: str, *, is_cell: bool = True) -> Iterator[tuple[Labels, Finding]]:
    """Every number that some label makes a person's, excused or not, with the words of that label."""
    plain = _plain(text)
    stretches = _stretches(plain) if _may_hold(plain, DOOR) else ()
    shaped = [stretch for stretch in stretches if stretch.seekers]
    for labels, label in EVERY.items() if shaped else ():
        if _may_hold(plain, label):
            yield from ((labels, found) for found in _found_in(shaped, label, is_cell=is_cell))


def _may_hold(plain: str, label: str) -> bool:
    """Whether it is worth while to look."""
    return bool(shapes.MAYBE.search(plain) or shapes.PERMIT.search(f"{label}\n{plain}"))


def scan_all(text: str, label: str = "", *, is_cell: bool = True) -> Iterator[Finding]:
    """The same with those that are excused.

    The lines of a cell are one value sooner than lines that only stand below each other.
    """
    plain = _plain(text)
    if _may_hold(plain, label):
        yield from _found_in(_stretches(plain), label, is_cell=is_cell)


@dataclass(frozen=True, slots=True)
class _Extent:
    """A text without digests, or some of its lines put together, and who may find anything in it."""

    text: str
    joint: Joint | None
    seekers: tuple[Seeker, ...]

    @classmethod
    def of(cls, plain: str, joint: Joint | None = None) -> _Extent:
        text = shapes.OURS.sub(_blank, plain)
        able = (seek for seek, forms in _SEEKERS.items() if any(form.search(text) for form in forms))
        return cls(text, joint, tuple(able))


def _stretches(plain: str) -> Iterator[_Extent]:
    """A text, and all of its lines that may be put together, each once."""
    yield _Extent.of(plain)
    once: dict[tuple[tuple[str, ...], bool], Joint] = {}
    for joint in joints(plain) if "\n" in plain else ():
        once.setdefault((joint.parts, joint.is_whole), joint)
    yield from (_Extent.of(joint.text, joint) for joint in once.values())


def _found_in(stretches: Iterable[_Extent], label: str, *, is_cell: bool) -> Iterator[Finding]:
    for stretch in stretches:
        joint, taken = stretch.joint, set[int]()
        for found in chain.from_iterable(seek(stretch.text, label) for seek in stretch.seekers):
            span = range(found.start, found.end)
            if taken.isdisjoint(span):
                taken.update(span)
                if joint is None:
                    yield found
                elif _holds_together(found, joint, label, is_cell=is_cell):
                    yield replace(found, start=joint.start)


def _blank(match: re.Match[str]) -> str:
    """Spaces in place of a digest; digits alone are none."""
    ours = sum(char.isalpha() for char in match.group()) >= _LETTERS
    return " " * len(match.group()) if ours else match.group()


def _holds_together(found: Finding, joint: Joint, label: str, *, is_cell: bool) -> bool:
    """Whether lines that could be one number are: eleven digits alone prove too little."""
    if not joint.is_spanned(found.start, found.end):
        return False
    if found.kind is NumberKind.ID:
        sure = found.tier == "A" and len(found.number) == _ID
        return sure or joint.is_whole or (found.tier == "B" and joint.is_likely)
    said = context(label, joint.text, found.start)
    promised = said.nearest in (Label.PHONE, Label.CARD)
    if promised or (found.kind is NumberKind.CARD and found.tier == "A"):
        return joint.is_whole or joint.is_likely
    return joint.is_whole and (is_cell or joint.is_likely)


def _plain(text: str) -> str:
    """Digits of every script as ASCII, without invisible characters; one kind of line break."""
    text = _BREAKS.sub("\n", text)
    if text.isascii():
        return text
    if strange := _STRANGE.findall(text):
        text = text.translate({ord(c): str(int(c)) if c.isdecimal() else _X[c] for c in set(strange)})
    return shapes.INVISIBLE.sub("", text)


_BREAKS = re.compile(r"(?:_x000[dD]_)?(?:\r\n?|_x000[aA]_)|_x000[dD]_\n?")
_STRANGE = re.compile(r"[Ｘｘ]|(?![0-9])\d")
_X = {"Ｘ": "X", "ｘ": "x"}
_KEEP = re.compile(r"[^0-9Xx]")


def _digits(written: str) -> str:
    return _KEEP.sub("", written).upper()


def _found(pattern: re.Pattern[str], text: str, label: str, judge: Judge) -> Iterator[Finding]:
    for match in pattern.finditer(text):
        found = judge(_digits(match.group()), context(label, text, match.start()))
        if found:
            yield replace(found, start=match.start(), end=match.end())


def _id(tier: str, number: str, *, excused: bool = False) -> Finding:
    return Finding(NumberKind.ID, tier, number, 0, excused=excused)


def _ids(text: str, label: str) -> Iterator[Finding]:
    yield from _found(shapes.ID18, text, label, _as_id)
    yield from _found(shapes.LONG, text, label, _as_id_within)


def _as_id(number: str, said: Context) -> Finding | None:
    if not looks_like_id(number) or _is_credit_code(number, said):
        return None
    if said.nearest is Label.ACCOUNT and said.names_another and not is_id(number):
        return None
    excused = _is_project(number, said) and not number.endswith("X")
    return _id("A" if is_id(number) else "B", number, excused=excused)


def _as_id_within(number: str, said: Context) -> Finding | None:
    """A valid ID at either end of a longer run: a serial number or an amount stuck to it."""
    if said.names_another and said.nearest in KEYS:
        return None
    windows = [number[n : n + _ID] for n in range(5)] + [number[-_ID - n :][:_ID] for n in range(5)]
    whole = next((w for w in windows if len(w) == _ID and is_id(w)), "")
    return _id("A", whole) if whole else None


def _is_credit_code(number: str, said: Context) -> bool:
    return said.nearest is Label.CREDIT and is_credit_code(number)


def _is_project(number: str, said: Context) -> bool:
    coded = said.names_another and said.nearest in (Label.PROJECT, Label.CODE)
    return coded and int(number[6:10]) >= _NO_PERSON_BEFORE


def _old_ids(text: str, label: str) -> Iterator[Finding]:
    def judge(number: str, said: Context) -> Finding | None:
        return _id("A", number) if said.promises_id and looks_like_old_id(number) else None

    yield from _found(shapes.ID15, text, label, judge)


def _labelled(text: str, label: str) -> Iterator[Finding]:
    def judge(number: str, said: Context) -> Finding | None:
        fine = not said.promises_id or _is_credit_code(number, said)
        return None if fine else _id("C", number)

    yield from _found(shapes.LABELLED, text, label, judge)


def _passes(text: str, label: str) -> Iterator[Finding]:
    """Passports and travel permits, where a label promises one."""
    for match in shapes.PASS.finditer(text):
        number, said = match.group(), context(label, text, match.start())
        lettered = number[0].isalpha() and (said.nearest is Label.PASS or said.promises_id)
        permit = len(number) in _LONE_DIGITS and not is_date(number[:8])
        if lettered or (permit and said.nearest is Label.PASS):
            whole = re.sub(r"[\- ]", "", number).upper()
            yield Finding(NumberKind.ID, "C", whole, match.start(), match.end())


def _cards(text: str, label: str) -> Iterator[Finding]:
    for match in shapes.CARD.finditer(text):
        number, said = _digits(match.group()), context(label, text, match.start())
        if said.names_another and said.nearest in KEYS and said.nearest is not Label.ACCOUNT:
            continue
        sound = len(number) in _CARDS and passes_luhn(number)
        union = sound and number.startswith("62") and len(number) > _CARDS[0]
        other = sound and bool(shapes.ISSUED.fullmatch(number)) and not said.names_another
        tier = "A" if union else "B" if other and not around.is_glued(text, *match.span()) else "C"
        if tier != "C" or said.nearest is Label.CARD:
            yield Finding(NumberKind.CARD, tier, number, match.start(), match.end())


def _mobiles(text: str, label: str) -> Iterator[Finding]:
    pages = around.addresses(text)
    for match in shapes.MOBILE.finditer(text):
        start, end = match.span()
        said = context(label, text, start)
        if said.nearest is Label.OFFICE or said.names_another or around.is_part(text, match):
            continue
        if said.nearest is not Label.PHONE and around.is_in_series(text, match):
            continue
        if around.is_dialled(text, start) or not any(a <= start < b for a, b in pages):
            yield Finding(NumberKind.MOBILE, "A", _digits(match["number"]), start, end)


def _rounded(text: str, label: str) -> Iterator[Finding]:
    """Numbers that a spreadsheet wrote as 9.90122199001010E+17."""
    for match in shapes.SCIENTIFIC.finditer(text):
        number = f"{Decimal(match.group()):f}".partition(".")[0]
        said = context(label, text, match.start())
        shaped = len(number) == _ID and looks_like_id(number) and not _is_project(number, said)
        if shaped or said.promises_id:
            yield Finding(NumberKind.ID, "B" if shaped else "C", number, match.start(), match.end())
        elif said.nearest is Label.CARD:
            yield Finding(NumberKind.CARD, "C", number, match.start(), match.end())


_SEEKERS: Mapping[Seeker, tuple[re.Pattern[str], ...]] = {
    _ids: (shapes.ID18, shapes.LONG),
    _old_ids: (shapes.ID15,),
    _labelled: (shapes.LABELLED,),
    _cards: (shapes.CARD,),
    _mobiles: (shapes.MOBILE,),
    _rounded: (shapes.SCIENTIFIC,),
    _passes: (shapes.PASS,),
}
"""Who looks for what, in this order, and the shapes without which there is nothing to be found."""
