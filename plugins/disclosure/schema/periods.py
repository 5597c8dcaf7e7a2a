"""Spans of time as the field writes them: 20个工作日, 30日, 当场.

Enters: nodes.  Leaves: ``Period``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..basics.problem import Code
from .forms import Form
from .kinds import Scalar

BAD_PERIOD = Code("S09", "期限不对", "请写成“20个工作日”“30日”“当场”，区间写“5-10个工作日”")

CODES = (BAD_PERIOD,)

_PARTS = re.compile(r"(?:([0-9]+)-)?([0-9]+)(个工作日|日|天)?(\(不计\)|（不计）)?")


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time as written in the field.

    ``least`` and ``most`` count ``unit`` (个工作日 or 日); 当场 is zero.  ``counted`` is false
    for spans that the statutory limit leaves out, written ``(不计)``.
    """

    least: int
    most: int
    unit: str = "个工作日"
    counted: bool = True

    def __str__(self) -> str:
        if not self.most:
            return "当场"
        span = f"{self.least}-{self.most}" if self.least != self.most else f"{self.most}"
        return f"{span}{self.unit}" + ("" if self.counted else "（不计入时限）")


@dataclass(frozen=True, slots=True)
class PeriodText(Scalar[Period]):
    """``20个工作日``, ``30日``, ``5-10个工作日``, ``当场``; a bare number only in flow steps."""

    bare: bool = False

    def declared(self) -> Form:
        unit = " *(?:个工作日|日|天)"
        span = f"(?:[1-9][0-9]{{0,2}}|{_ASCENDING})"
        pattern = f"当场|{span}(?:{unit}){'?' if self.bare else ''} *(?:\\(不计\\)|（不计）)?"
        numbers = ((1, 999),) if self.bare else ()
        good = ("20个工作日", "30日", "5-10个工作日", "当场", "7天(不计)", *(["3"] if self.bare else []))
        bad = (
            "八天",
            "10-5个工作日",
            "0个工作日",
            "２０个工作日",
            "个工作日",
            *([] if self.bare else ["3"]),
        )
        return Form(pattern, BAD_PERIOD, "期限", numbers, examples=good, misfits=bad)

    def value(self, text: str) -> Period:
        match = _PARTS.fullmatch(text.replace(" ", ""))
        if match is None:
            return Period(0, 0)
        unit = "日" if match[3] in ("日", "天") else "个工作日"
        return Period(int(match[1] or match[2]), int(match[2]), unit, not match[4])

    def label(self) -> str:
        return "期限（20个工作日、30日、当场" + ("、3，不写单位即工作日）" if self.bare else "）")


def _ascending() -> str:
    """Two numbers of one or two figures, the second the greater: ``5-10``."""
    below = [f"{n}-[{n + 1}-9]" for n in range(1, 9)]
    tens = [f"{n}[0-9]-[{n + 1}-9][0-9]" for n in range(1, 9)]
    ones = [f"{n}-\\1[{n + 1}-9]" for n in range(9)]
    return f"(?:{'|'.join(below)}|[1-9]-[1-9][0-9]|{'|'.join(tens)}|([1-9])(?:{'|'.join(ones)}))"


_ASCENDING = _ascending()
