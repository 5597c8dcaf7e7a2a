"""Spans of time as the field writes them: 20个工作日, 30日, 6个月, 24小时, 半个工作日, 当场.

Enters: nodes.  Leaves: ``Period``.  What stands behind a span, in brackets or as a possible
extension, is kept word for word: a limit without its 不含公示期 would be another limit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from ..basics.law.numerals import NUMERAL, number
from ..basics.problem import Code
from ..basics.values import dataclass, regex
from .forms import Form
from .kinds import Scalar
from .source.packed import Packed

BAD_PERIOD = Code(
    "S09",
    "期限不对",
    "请写成“20个工作日”“30日”“6个月”“24小时”“半个工作日”“当场”，区间写“5-10个工作日”，说明写在括号里",
)

NOT_BETWEEN_DATES = Code(
    "S16", "期限不能按日期核对", "决策只记日期：请写成“20个工作日”“30日”“6个月”，区间写“5-10个工作日”"
)

MINUTES, HOURS, DAYS, WORKDAYS, MONTHS, YEARS = "分钟", "小时", "日", "个工作日", "个月", "年"
MONTHS_IN = {MONTHS: 1, YEARS: 12}
_UNITS = {
    "分钟": MINUTES, "个小时": HOURS, "小时": HOURS,
    "个自然日": DAYS, "自然日": DAYS, "日": DAYS, "天": DAYS,
    "个工作日": WORKDAYS, "工作日": WORKDAYS, "个月": MONTHS, "年": YEARS,
}  # fmt: skip
_BETWEEN_DATES = (DAYS, WORKDAYS, MONTHS, YEARS)
_HALVED = (HOURS, DAYS, WORKDAYS, YEARS)
_AT_ONCE = "当场办结|当场|即时办结|即办|立等可取"
_TO = " *[-–—~～至到] *"
_HALF = "半|(?:0|[1-9][0-9]?)\\.5"
_NOTE = "(?:（[^（）()\\n\\r]{1,40}）|\\([^（）()\\n\\r]{1,40}\\))"
_UNCOUNTED = regex("[(（]不计[)）]")


def _ascending() -> str:
    """Two numbers of one or two figures, the second the greater: ``5-10``."""
    below = [f"{n}{_TO}[{n + 1}-9]" for n in range(1, 9)]
    tens = [f"{n}[0-9]{_TO}[{n + 1}-9][0-9]" for n in range(1, 9)]
    ones = [f"{n}{_TO}\\1[{n + 1}-9]" for n in range(9)]
    alike = f"([1-9])(?:{'|'.join(ones)})"
    return f"(?:{'|'.join(below)}|[1-9]{_TO}[1-9][0-9]|{'|'.join(tens)}|{alike})"


def _written(units: Iterable[str]) -> str:
    """Every way to write some units."""
    return f"(?:{'|'.join(name for name, unit in _UNITS.items() if unit in units)})(?:以?内)?"


_ANY_UNIT = _written(_UNITS.values())
_COUNTED = f"(?:[1-9][0-9]{{0,2}}|{_ascending()})"
_PARTS = regex(
    f"(?P<at_once>{_AT_ONCE})|(?:(?P<least>[0-9]+){_TO})?(?P<most>半|[0-9.]+)"
    f" *(?P<unit>{'|'.join(_UNITS)})?(?:以?内)?"
)


@dataclass(frozen=True, slots=True)
class Period(Packed):
    """A span of time.

    ``least`` and ``most`` count ``unit``; 当场 is zero.  ``counted`` is false for spans that the
    statutory limit leaves out, written ``(不计)``.  ``aside`` is what else stands behind the span.
    """

    least: float
    most: float
    unit: str = WORKDAYS
    counted: bool = True
    aside: str = ""
    at_once: str = field(default="当场", compare=False)

    @property
    def span(self) -> str:
        """The span without its aside."""
        uncounted = "" if self.counted else "（不计入时限）"
        if not self.most:
            return self.at_once + uncounted
        ends = f"{self.least:g}-{self.most:g}" if self.least != self.most else f"{self.most:g}"
        return f"{'半' if ends == '0.5' else ends}{self.unit}{uncounted}"

    def __str__(self) -> str:
        return self.span + self.aside


@dataclass(frozen=True)
class PeriodText(Scalar[Period]):
    """How a period is written; a ``bare`` number, of working days, only in flows and ledgers.

    One that is to be measured between ``dates`` counts days, months or years, and nothing else.
    """

    bare: bool = False
    dates: bool = False

    def declared(self) -> Form:
        good: tuple[str, ...] = ("20个工作日", "30日", "6个月", "5-10个工作日")
        bad: tuple[str, ...] = ("八天", "三个月", "6月", *_MISFITS)
        if self.dates:
            pattern = f"{_COUNTED} *{_written(_BETWEEN_DATES)}"
            bad = (*bad, "半日", "24小时", "当场")
            if self.bare:
                pattern, called = f"{_COUNTED}(?: *{_written(_BETWEEN_DATES)})?", "期限或者工作日数"
                return Form(
                    pattern, NOT_BETWEEN_DATES, called, ((1, 999),), examples=(*good, "5"), misfits=bad
                )
            return Form(pattern, NOT_BETWEEN_DATES, "能按日期核对的期限", examples=good, misfits=bad)
        span = f"{_COUNTED}(?: *{_ANY_UNIT}){'?' if self.bare else ''}|(?:{_HALF}) *{_written(_HALVED)}"
        longer = f"(?:[，,](?:经批准)?可以?延长[1-9][0-9]{{0,2}} *{_ANY_UNIT})"
        pattern = f"(?:{_AT_ONCE}|{span}) *{_NOTE}?{longer}?{_NOTE}?"
        numbers = ((1, 999),) if self.bare else ()
        good, bad = (*good, *_SAID_MORE), bad if self.bare else (*bad, "3")
        return Form(pattern, BAD_PERIOD, "期限", numbers, examples=good, misfits=bad, reads=_in_figures)

    def value(self, text: str) -> Period:
        """Raises ``ValueError`` for a text that is not of the form."""
        found = _PARTS.match(text)
        if found is None:
            raise ValueError(text)
        tail = text[found.end() :]
        counted, aside = not _UNCOUNTED.search(tail), _UNCOUNTED.sub("", tail).strip()
        if found["at_once"]:
            return Period(0, 0, counted=counted, aside=aside, at_once=found["at_once"])
        least, most = (_amount(found[end] or found["most"]) for end in ("least", "most"))
        unit = _UNITS.get(found["unit"], WORKDAYS)
        return Period(least, most, unit, counted=counted, aside=aside)

    def label(self) -> str:
        if self.dates:
            bare = "、5，不写单位即工作日" if self.bare else ""
            return f"期限（20个工作日、30日、6个月{bare}）"
        bare = "、3，不写单位即工作日" if self.bare else ""
        return f"期限（20个工作日、30日、6个月、24小时、当场{bare}），后面可以写说明"


_NUMERAL = regex(NUMERAL)


def _in_figures(text: str) -> str:
    """``二十个工作日`` as ``20个工作日``, a bare number as one of 工作日."""
    figures = _NUMERAL.sub(lambda words: str(number(words[0])), text)
    return f"{figures}{WORKDAYS}" if figures.isdigit() else figures


_MISFITS = ("10-5个工作日", "0个工作日", "２０个工作日", "个工作日", "1.2日", "当天", "半个月")
_SAID_MORE = (
    "24小时", "半个工作日", "当场", "即办", "7天(不计)", "20个工作日（不含公示期）",
    "20个工作日，可延长10个工作日",
)  # fmt: skip


def _amount(written: str) -> float:
    number = 0.5 if written == "半" else float(written)
    return int(number) if number.is_integer() else number
