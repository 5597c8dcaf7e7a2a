"""The characters that a source may hold: the one definition, fixed here and not in Python's tables.

Enters: text.  Leaves: the characters in it that are not taken, and why: UNSEEN (controls, signs
without a shape, marks that turn the direction of writing), LOOKALIKE (a radical or a character kept
for old encodings where a Chinese character is meant; no search finds it) or UNKNOWN (without a
meaning in Unicode).  Spaces of all kinds but the ideographic one are an ordinary space.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from enum import Enum, auto
from functools import cache

from ...basics.values import regex
from .unassigned import RANGES

Span = tuple[int, int]


class Unfit(Enum):
    """Why a character is not taken."""

    UNSEEN = auto()
    LOOKALIKE = auto()
    UNKNOWN = auto()


SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"

# Controls but tab and LF; the format characters; letters and marks without a shape of their own.
_UNSEEN: tuple[Span, ...] = (
    (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x600, 0x605),
    (0x61C, 0x61C), (0x6DD, 0x6DD), (0x70F, 0x70F), (0x890, 0x891), (0x8E2, 0x8E2), (0x115F, 0x1160),
    (0x17B4, 0x17B5), (0x180E, 0x180E), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F),
    (0x2800, 0x2800), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB), (0x110BD, 0x110BD), (0x110CD, 0x110CD), (0x13430, 0x1343F), (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip

# Radicals (CJK supplement, Kangxi) and compatibility ideographs.
_RADICALS, _KANGXI = 0x2E80, 0x2F00
_LOOKALIKES: tuple[Span, ...] = ((_RADICALS, 0x2FDF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
_UNIFIED = frozenset("﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩")  # of those ranges, in truth characters of their own
LOST = "\ufffd"  # what converters write where they could not read

# EquivalentUnifiedIdeograph.txt for U+2E80 and on; an ideographic space where it has none.
_USUAL_RADICALS = (
    "　厂乛乚乙亻冂𠘨刀刂卜㔾小尐兀尣尢𡯂巳幺彑彐忄心扌攵　旡日月歺母民氵氺灬爫爬丬牛犭王𤴔目示礻𥫗"
    "糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艺艻虎衤覀西见角𧢲讠贝𧾷车辶辷辸邑钅長镸长门𨸏阝雨青韦页风飞食"
    "𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
# The characters of GBK that had no code in Unicode once, and stood at U+E815 and on.
_ONCE_PRIVATE = 0xE815
_USUAL_PRIVATE = (
    "厂𠂇𠂉𠃌乙㑳㑇刀㔾龴㖞㘚㘎小心㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠牛𡗗龸𤴔䁖䅟𥫗䌷㓁羊𦍌𢦏䎱䎬聿䏝䓖䙡䙌"
    "龹䜣䜩䝼䞍𧾷䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻"
)
_RARE = regex("[^\t\n -~、。《》【】·“”‘’…—\u4e00-\u9fff\uff01-\uff5e]")  # all others are taken
_ORDINARY = dict.fromkeys(map(ord, SPACES), " ")


def refused(text: str) -> set[str]:
    """The characters of a text that are not taken."""
    return {char for char in set(_RARE.findall(text)) if fault(char)}


@cache
def fault(char: str) -> Unfit | None:
    """Why a character is not taken, or None if it is."""
    code = ord(char)
    if _within(code, _UNSEEN):
        return Unfit.UNSEEN
    if char == LOST or _within(code, RANGES):
        return Unfit.UNKNOWN
    alike = _within(code, _LOOKALIKES) and char not in _UNIFIED
    return Unfit.LOOKALIKE if alike else None


def usual(char: str) -> str:
    """The Chinese character that is meant by one not taken, or nothing where that is not known."""
    code = ord(char)
    if _RADICALS <= code < _KANGXI:
        return _at(_USUAL_RADICALS, code - _RADICALS)
    if _within(code, _LOOKALIKES):
        plain = unicodedata.normalize("NFKC", char)  # Unicode promises that these never change
        return plain if plain != char else ""
    return _at(_USUAL_PRIVATE, code - _ONCE_PRIVATE) if code >= _ONCE_PRIVATE else ""


def has_odd_space(text: str) -> bool:
    """Whether ``spaced`` changes a text."""
    return any(space in text for space in SPACES)


def spaced(text: str) -> str:
    """The text with an ordinary space for each that only looks like one."""
    return text.translate(_ORDINARY)


def _at(listed: str, place: int) -> str:
    return listed[place].strip() if place < len(listed) else ""


def _within(code: int, spans: tuple[Span, ...]) -> bool:
    place = bisect_right(spans, (code, 0x110000)) - 1
    return place >= 0 and code <= spans[place][1]
