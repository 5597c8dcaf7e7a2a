"""How numbers of persons are written: patterns, each of bounded length, so that a search is linear.

Enters and leaves nothing: constants.  Groups of digits may be apart by up to two spaces, or by a
hyphen, dot or slash with a space on either side.
"""

from __future__ import annotations

from ..values import regex

_SPACES = r"[ \t\u00a0\u2002-\u200a\u3000]"
_MARKS = r"[\-‐-―−_·•./．／]"
S = rf"(?:{_SPACES}?{_MARKS}{_SPACES}?|{_SPACES}{{0,2}})"
_A = r"\d(?<!\d\d)"
"""The first of some digits: what a pattern may begin with stands at its head, as it is sought first."""
_END = r"(?!\d)"
_TAIL = r"[\dXx]"


def _apart(count: str) -> str:
    """Digits one by one, each as far from the next."""
    return rf"\d(?<!\d \d)(?P<gap>{_SPACES}{{1,2}})\d(?:(?P=gap)\d){{{count}}}(?! \d)"


MAYBE = regex(r"\d(?:[^\w\n。，；：（）]{0,3}\d){9}|\d[eE]\+?1[4-8]|\d[ \t\-]{0,3}\n[ \t|]{0,40}[\dXx]")
"""Whether a text may hold anything at all."""

PERMIT = regex(r"(?:护照|通行证|台胞证|回乡证|旅行证|证件|身份证|证号码)[\s\S]{0,200}\d{6}")
"""Whether it may hold the number of a passport or a permit."""

ID18 = regex(
    rf"{_A}(?:\d{{5}}{S}\d{{4}}{S}\d\d{S}\d\d{S}\d{{3}}{S}{_TAIL}"
    rf"|\d{{3}}{S}\d{{4}}{S}\d{{4}}{S}\d{{4}}{S}\d{_TAIL}"
    rf"|\d\d{S}\d{{3}}{S}\d{{4}}{S}\d{{4}}{S}\d{{3}}{_TAIL}){_END}"
    rf"|\d(?<!\d \d)(?P<gap>{_SPACES}{{1,2}})\d(?:(?P=gap)\d){{15}}(?P=gap){_TAIL}(?! \d)"
)
LONG = regex(rf"{_A}\d{{18,59}}{_TAIL}?{_END}")
ID15 = regex(rf"{_A}\d{{5}}{S}\d{{6}}{S}\d{{3}}{_END}|{_apart('13')}")
LABELLED = regex(
    rf"{_A}(?:[\dOoIlXx]{{12,18}}{_TAIL}|\d{{5}}{S}\d{{8}}{S}\d{{2,4}}{_TAIL}?"
    rf"|\d{{3}}{S}\d{{4}}{S}\d{{4}}{S}\d{{4}}{S}\d{{0,2}}{_TAIL}?)(?![\dA-Za-z])"
    rf"|{_apart('12,17')}(?: {{0,2}}[Xx])?(?![\dA-Za-z])"
)
PASS = regex(
    r"[A-Za-z\d](?<![A-Za-z0-9].)(?:(?<=[A-Za-z])[A-Za-z]{0,2}[\- ]?\d{7,10}|(?<=\d)\d{7}(?:\d\d)?)"
    r"(?![\dA-Za-z])"
)
"""Passports and travel permits; digits alone only where a label says so."""

CARD = regex(
    rf"{_A}(?:\d{{14,18}}|\d{{3}}{S}\d{{4}}{S}\d{{4}}{S}\d{{3,4}}(?:{S}\d{{1,3}})?"
    rf"|\d{{5}}{S}\d{{10,13}}|\d{{3}}{S}\d{{6}}{S}\d{{5}}){_END}|{_apart('13,17')}"
)
ISSUED = regex(
    r"(?:4\d{3}|5[1-5]\d\d|35[2-8]\d)\d{12}|3[47]\d{13}|60[13]\d{13,16}|9558\d{12}(?:\d{3})?|103000\d{13}"
)
"""Bank cards that are not of UnionPay: Visa, Mastercard, JCB, American Express, old Chinese ones."""

MOBILE = regex(
    rf"(?<!\d)(?:(?:00)?86{S}|0)?(?P<number>1[3-9]\d{S}\d{{4}}{S}\d{{4}}|1[3-9]\d\d{S}\d{{3}}{S}\d{{4}}"
    rf"|1[3-9]\d\d{S}\d{{4}}{S}\d{{3}}|1(?P<gap>{_SPACES}{{1,2}})[3-9](?:(?P=gap)\d){{9}}){_END}"
)
UNIT = regex(rf"\.\d|{_SPACES}?[元亿万]|{_SPACES}?平方|{_SPACES}?千?[克米]")
"""What makes the number before it an amount."""

LISTED = regex(r"(?:^|[\s，、；;,（(。])[1-9]\d?\.$")
"""A list number with its dot, right before a number."""

SCIENTIFIC = regex(r"\d(?<![\w.]\d)\.\d{3,17}[eE]\+?1[4-8](?!\d)")

OURS = regex(
    r"[0-9A-Fa-f](?<![0-9A-Za-z].)(?:(?<=[0-9a-f])[0-9a-f]{31}(?:[0-9a-f]{8}|[0-9a-f]{32}|[0-9a-f]{96})?"
    r"|(?<=[0-9A-F])[0-9A-F]{31}(?:[0-9A-F]{8}|[0-9A-F]{32})?"
    r"|[0-9A-Fa-f]{7}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})(?![0-9A-Za-z])"
)
"""Digests and UUIDs, by their exact lengths: the digits in them are nobody's."""

URL = regex(r"(?:https?://|www\.)[^\s<>\"'，。；）]{1,300}")
ASKED = regex(r"(?i:tel|phone|mobile|sms|wa\.me|sj|dh)[=:/]{0,4}$")
"""What stands before a number in an address that dials it."""

INVISIBLE = regex("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
CODED = regex(r"(?<![A-Za-z0-9])[A-Z]{2,6}-(?:[A-Z0-9]{1,6}-){0,3}$")
"""The beginning of a code, MZ- or TZ-2026-, right before a number."""

NOT_CODED = regex(r"(?:TEL|PHONE|MOBILE|MOB|CELL|SJ|DH|WX|QQ|VX|ID|NO)-")
IN_WORD = regex(r"[0-9A-Za-z]{0,40}$")
WORD_ON = regex(r"[0-9A-Za-z]{0,40}")
