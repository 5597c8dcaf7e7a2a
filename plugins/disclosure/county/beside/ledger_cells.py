"""What a cell of a ledger says: a text to a value of the kind of its column.

Enters: the text of a cell.  Leaves: a value, or ``ValueError`` with words in Chinese.  A number is
read as it is written and never rounded, but for the sixteenth digit that a spreadsheet makes up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Context, Decimal

from ...basics.values import regex
from ...schema.declare import nearest
from ...schema.kinds import Link
from ...schema.records.ledgers.ledger import NOBODY, SEVERAL, CellValue
from ...schema.records.ledgers.ledger_columns import NUMBERS, ColumnKind

MOST_TEXT = 500
ALL_PARTS, NO_PARTS = "齐全", "无"
_DAYS = (
    regex("([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?: 0{1,2}:00(?::00)?)?"),
    regex("([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日"),
)
_SERIAL = regex(r"([3-6][0-9]{4})(?:\.0+)?")
_NUMBER = regex(r"-?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,17})?")
_SPOILT = regex(r"[-+]?[0-9.]+E[+-]?[0-9]+|#+|#[A-Z/0!?]+")
_COMPANY = regex("[^·•]{4,60}(?:[司厂社院所店部队团体行局校学会站处场馆铺庄坊园库]|中心|合伙）)")
_EXACT = 15
"""Digits that a spreadsheet keeps."""
_EPOCH = date(1899, 12, 30)
_YEARS = range(1900, 2100)


def parser(
    kind: ColumnKind, states: frozenset[str], parts: Sequence[str], *, workbook: bool
) -> Callable[[str], CellValue]:
    """How the cells of a column are read, but for those that point to a record or a file."""
    if kind in NUMBERS:
        return lambda text: _number(text, kind, workbook=workbook)
    if kind is ColumnKind.DAY:
        return lambda text: _day(text, workbook=workbook)
    if kind is ColumnKind.STATE:
        return lambda text: _state(text, states)
    if kind is ColumnKind.PARTS:
        return lambda text: _parts(text, parts)
    if kind is ColumnKind.COMPANY:
        return _company
    return _link if kind is ColumnKind.LINK else _text


def _link(text: str) -> str:
    if not Link().form.fits(text):
        raise ValueError(f"“{text[:40]}”不是网址，请写以 https:// 或 http:// 开头的完整网址")
    return text


def _company(text: str) -> str:
    if text != NOBODY and not all(map(_COMPANY.fullmatch, text.split(SEVERAL))):
        what = "不像企业、单位的全称，请照营业执照写，几家用顿号隔开"
        raise ValueError(f"“{text[:20]}”{what}；是自然人的不写姓名，写“{NOBODY}”")
    return text


def _parts(text: str, parts: Sequence[str]) -> str:
    """What is there of the parts that there should be, in their own order."""
    if text in (ALL_PARTS, NO_PARTS):
        return SEVERAL.join(parts) if text == ALL_PARTS else NO_PARTS
    found = set(re.split("[、，,；;/ ]+", text))
    if strange := sorted(found.difference(parts)):
        told = f"“{strange[0][:20]}”不是 {SEVERAL.join(parts)} 之一{nearest(strange[0], parts)}"
        raise ValueError(f"{told}；都有的写“{ALL_PARTS}”，都没有的写“{NO_PARTS}”")
    return SEVERAL.join(part for part in parts if part in found)


def _text(text: str) -> str:
    if _SPOILT.fullmatch(text):
        raise ValueError(f"“{text}”是表格软件弄坏的，不是原来的内容；请把这一列设成文本格式再填")
    if len(text) > MOST_TEXT or "\n" in text:
        raise ValueError(f"这一格有 {len(text)} 字或者换了行，最多 {MOST_TEXT} 字、一行")
    return text


def _state(text: str, states: frozenset[str]) -> str:
    if states and text not in states:
        raise ValueError(f"“{text[:20]}”不是 {'、'.join(sorted(states))} 之一")
    return text


def _day(text: str, *, workbook: bool) -> date:
    serial = _SERIAL.fullmatch(text) if workbook else None
    if serial:
        return _EPOCH + timedelta(int(serial[1]))
    match = next(filter(None, (form.fullmatch(text) for form in _DAYS)), None)
    try:
        year, month, day = map(int, match.groups()) if match else (0, 0, 0)
        if year in _YEARS:
            return date(year, month, day)
    except ValueError:
        pass
    if match and year not in _YEARS:
        raise ValueError(f"“{text[:20]}”的年份不对，只收 {_YEARS[0]} 至 {_YEARS[-1]} 年")
    what = "这一天日历上没有，请照原件写" if match else "不是日期，请照“年-月-日”写"
    raise ValueError(f"“{text[:20]}”{what}")


def _number(text: str, kind: ColumnKind, *, workbook: bool) -> Decimal:
    bare = text.removesuffix("%") if kind is ColumnKind.RATIO else text
    if not _NUMBER.fullmatch(bare):
        raise ValueError(f"“{text[:20]}”不是数，这一列是{kind}，只写数字")
    if kind is ColumnKind.RATIO and bare == text:
        raise ValueError(f"“{text}”没有写 %，是百分之几还是几成分不清；请写成 95%")
    number = Decimal(bare.replace(",", ""))
    if workbook and len(number.as_tuple().digits) > _EXACT:
        number = Context(prec=_EXACT).plus(number).normalize()
    places = -int(number.as_tuple().exponent)
    if places > NUMBERS[kind] and number != round(number, NUMBERS[kind]):
        raise ValueError(f"“{text}”的小数太多，{kind}最多 {NUMBERS[kind]} 位")
    return number if places <= NUMBERS[kind] else round(number, NUMBERS[kind])
