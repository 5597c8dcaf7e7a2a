"""Telephones of offices, as they are printed: landlines, extensions, short numbers, 400 lines.

Enters: nodes.  Leaves: one text a number, in the order written.

A number of seven or eight figures does not begin with 13 to 19, nor an area code with 013 to 019:
no office has such a number, and a person's mobile could be written so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from ..basics.problem import Code
from ..basics.values import dataclass, regex
from .compound import Many
from .declare import JsonSchema, Report
from .forms import Form
from .kinds import Scalar
from .source.nodes import Node

BAD_PHONE = Code(
    "S12",
    "电话写法不对",
    "请写成 0000-5550101、0000-5550101转8001、110、12345、400-000-1234；几个号码用“、”分开",
)

_AREA = "0(?!1[3-9])[0-9]{2,3}"
_SHORT = "1[0-9]{2}|1[0-9]{4}|9[0-9]{4,5}"
_LOCAL = "(?:[02-9][0-9]|1[0-2])[0-9]{5,6}"
_FREE = "[48]00(?:-?[0-9]{3}-?[0-9]{4}|-?[0-9]{4}-?[0-9]{3})"
_MOBILE = "1[3-9][0-9]{9}"
_EXTENSION = "(?:转|-)[0-9]{1,6}"
_NUMBER = f"(?:{_AREA}-(?:{_LOCAL}(?:{_EXTENSION})?|{_SHORT})|{_SHORT}|{_FREE}|{_MOBILE})"
IN_WORDS = regex(f"(?<![0-9-]){_AREA}-{_LOCAL}(?:{_EXTENSION})?(?![0-9-])")
"""A landline among other words, which no day and no code reads like."""
_WITH_EXTENSION = regex(f"({_AREA}-{_LOCAL}){_EXTENSION}")
# As an editor counts them that are all figures.
_WHOLE = (
    (100, 199), (10_000, 19_999), (90_000, 99_999), (900_000, 999_999), (4_000_000_000, 4_009_999_999),
    (8_000_000_000, 8_009_999_999), (13_000_000_000, 19_999_999_999),
)  # fmt: skip


def in_line(numbers: Iterable[str]) -> str:
    """Several numbers in one line."""
    return "、".join(numbers)


def dialled(number: str) -> str:
    """What a telephone dials, RFC 3966: the extension behind a pause."""
    found = _WITH_EXTENSION.fullmatch(number)
    return f"{found[1]},{number[found.end(1) + 1 :]}" if found else number


def is_mobile(number: str) -> bool:
    return re.fullmatch(_MOBILE, number) is not None


@dataclass(frozen=True)
class PhoneText(Scalar[tuple[str, ...]]):
    """The numbers of an office, with ``、`` between them."""

    def declared(self) -> Form:
        good = (
            "0000-5550101", "0000-5550101转8001", "0000-5550101、0000-5550102", "110", "12345", "95598",
            "0000-12345", "400-000-1234",
        )  # fmt: skip
        bad = (
            "电话", "5550101", "０0000-5550101", "0000 5550101", "(0000)5550101", "0000-1391234-5678",
            "0139-12345678", "0000-5550101/5550102", "1234", "112345", "+86-0000-5550101",
            "0000-5550101、",
        )  # fmt: skip
        pattern = f"{_NUMBER}(?:、{_NUMBER})*"
        return Form(pattern, BAD_PHONE, "电话号码", _WHOLE, examples=good, misfits=bad)

    def value(self, text: str) -> tuple[str, ...]:
        return tuple(text.split("、"))

    def label(self) -> str:
        return "电话（0000-5550101），几个用“、”分开或写成列表"


_LISTED = Many(PhoneText(), lone=True)


@dataclass(frozen=True, slots=True)
class Phones:
    """The numbers of an office, in one text or as a list."""

    of: Many[tuple[str, ...]] = _LISTED

    def read(self, node: Node, report: Report) -> tuple[str, ...]:
        return tuple(chain.from_iterable(self.of.read(node, report)))

    def json_schema(self) -> JsonSchema:
        return self.of.json_schema()

    def label(self) -> str:
        return self.of.of.label()
