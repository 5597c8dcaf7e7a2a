"""What the characters right around a number make of it: part of a code, an amount, an address.

Enters: text, and where the number stands.  Leaves: whether it is something else than a person's.
Only a few characters on either side are looked at, so the work does not grow with the text.
"""

from __future__ import annotations

import re

from ..values import regex
from . import shapes
from .numbers import is_credit_code

_LOOK = 40
_CREDITS = range(15, 21)
_MANY = 3
_THREE = 3
_UNUSUAL = regex(r"[./．／•·_]")
_GROUPS_AFTER = regex(r"(?:[ \t]{1,2}[\d.,]{1,12}(?!\w)){0,12}")
_GROUPS_BEFORE = regex(r"(?:(?<!\w)[\d.,]{1,12}[ \t]{1,2}){0,12}$")
_CODE_SAID = regex(r"(?:代码|税号|识别号)\W{0,4}$")


def is_glued(text: str, start: int, end: int) -> bool:
    """Whether letters touch the number: it is a part of a code."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return any(side.isascii() and side.isalpha() for side in (before, after))


def is_part(text: str, match: re.Match[str]) -> bool:
    """Whether eleven digits are a part of something longer: an amount, a code, a decimal fraction."""
    before, after = _sides(text, match)
    if shapes.UNIT.match(after) or (before.endswith("第") and after.startswith("号")):
        return True
    if before[-1:] == "." and before[-2:-1].isdigit() and not shapes.LISTED.search(before):
        return True
    if _UNUSUAL.search(match.group()) and len(_UNUSUAL.split(match["number"])) != _THREE:
        return True
    code = shapes.CODED.search(before)
    if code and not shapes.NOT_CODED.match(code.group()):
        return True
    return _is_in_credit_code(before, match.group(), after)


def _sides(text: str, match: re.Match[str]) -> tuple[str, str]:
    start, end = match.span()
    return text[max(0, start - _LOOK) : start], text[end : end + _LOOK]


def _is_in_credit_code(before: str, number: str, after: str) -> bool:
    """Whether digits stand in a word of digits and letters that is a 统一社会信用代码, or said to be."""
    head, tail = _first(shapes.IN_WORD.search(before)), _first(shapes.WORD_ON.match(after))
    word = head + number + tail
    if word.isdigit() or len(word) not in _CREDITS:
        return False
    return is_credit_code(word) or bool(_CODE_SAID.search(before.removesuffix(head)))


def is_in_series(text: str, match: re.Match[str]) -> bool:
    """Whether groups of digits are figures among others: 139 0000 0000 is only between several."""
    groups = match["number"].split()
    if len(groups) not in (2, _THREE):
        return False
    before, after = _sides(text, match)
    others = _first(_GROUPS_BEFORE.search(before)), _first(_GROUPS_AFTER.match(after))
    usual = len(groups) == len(groups[0]) == _THREE
    return sum(len(other.split()) for other in others) >= (_MANY if usual else 1)


def _first(match: re.Match[str] | None) -> str:
    return match.group() if match else ""


def addresses(text: str) -> list[tuple[int, int]]:
    """Where the addresses of pages stand."""
    if "://" not in text and "www." not in text:
        return []
    return [match.span() for match in shapes.URL.finditer(text)]


def is_dialled(text: str, start: int) -> bool:
    """Whether an address dials the number that begins here."""
    return bool(shapes.ASKED.search(text[max(0, start - _LOOK) : start]))
