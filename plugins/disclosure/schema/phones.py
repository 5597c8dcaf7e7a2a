"""Telephones of offices.

Enters: nodes.  Leaves: text.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..basics.problem import Code
from .forms import Form
from .kinds import Word

BAD_PHONE = Code("S12", "电话写法不对", "请写成区号-号码（0000-1234567）或五位短号（12345）")

CODES = (BAD_PHONE,)

_PHONE = "0[0-9]{2,3}-[0-9]{7,8}(?:-[0-9]{1,6})?|1[1-9][0-9]{3}|1[0-9]{10}"


@dataclass(frozen=True, slots=True)
class Phone(Word):
    """An office telephone: landline with area code, a five-digit line, or a duty mobile."""

    def declared(self) -> Form:
        numbers = ((11_000, 19_999), (10_000_000_000, 19_999_999_999))
        good, bad = ("0000-5550101", "12345"), ("电话", "5550101", "００００-5550101")
        return Form(_PHONE, BAD_PHONE, "电话号码", numbers, examples=good, misfits=bad)

    def label(self) -> str:
        return "电话（0000-1234567）"
