"""How a single value is written: one declaration for the reader, editors and office files.

Enters: patterns, bounds and codes, as the kinds of value declare them.  Leaves: ``Form``, which
judges a text and describes itself as JSON Schema, so that no two of its users can differ.

Patterns keep to what Python and ECMA-262 (which editors run, with the flag ``u``) read alike: no
look-behind, no named group, no flag, and none of ``\\d \\w \\s \\b``, which mean different
characters in the two; ``[\\s\\S]`` is any character in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..basics.problem import Code
from .declare import JsonSchema

WHITE = " \t\n\r\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
BLANK = r"[ \t\n\r\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
SOLID = r"[^ \t\n\r\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
"""Space at the ends of a text, as ``str.strip`` takes it off, and what is none."""

Range = tuple[int | None, int | None]
ANY: tuple[Range, ...] = ((None, None),)


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a kind of value.

    ``pattern`` holds for the whole text, ``most`` bounds its characters.  An editor takes ``110``
    for a number: ``numbers`` are those that fit, from least to most (None: without end; then
    fractions fit as well).  ``code`` says in Chinese what is wrong with the rest, which is not
    what the kind is ``called``; an editor says it too, or ``said``.  ``examples`` fit and
    ``misfits`` do not: the field reference shows them, and tests try them.
    """

    pattern: str
    code: Code
    called: str
    numbers: tuple[Range, ...] = ()
    most: int | None = None
    examples: tuple[str, ...] = ()
    misfits: tuple[str, ...] = ()
    said: str = ""

    def fits(self, text: str) -> bool:
        """Whether the text is written in this form."""
        short = self.most is None or len(text) <= self.most
        return short and re.fullmatch(self.pattern, text) is not None

    def json_schema(self) -> JsonSchema:
        """What an editor checks."""
        said = {"errorMessage": self.said or f"{self.code.id} {self.code.title}。{self.code.mend}"}
        text: JsonSchema = {"type": "string", "pattern": f"^(?:{self.pattern})$", **said}
        if self.most is not None:
            text["maxLength"] = self.most
        spans = [{**_numbers(span), **said} for span in self.numbers]
        if len(spans) == 1:
            return {**text, **spans[0], "type": ["string", spans[0]["type"]]}
        return {"anyOf": [text, *spans]} if spans else text


def _numbers(span: Range) -> JsonSchema:
    """The numbers of a range; fractions where it has no end."""
    bounds = {"minimum": span[0], "maximum": span[1]}
    kind = "number" if None in span else "integer"
    return {"type": kind, **{name: bound for name, bound in bounds.items() if bound is not None}}


def whole(least: int, most: int) -> str:
    """The pattern of the whole numbers from ``least`` to ``most``, without leading zeros."""
    ends = [int("9" * length) for length in range(len(str(least)), len(str(most)))]
    starts = [least, *(end + 1 for end in ends)]
    spans = zip(starts, [*ends, most], strict=True)
    return _either(_of_one_length(str(low), str(high)) for low, high in spans)


def _of_one_length(low: str, high: str) -> str:
    """Numbers of as many digits as ``low`` and ``high`` both have."""
    if low == high:
        return low
    if len(low) == 1:
        return f"[{low}-{high}]"
    if low[0] == high[0]:
        return low[0] + _of_one_length(low[1:], high[1:])
    zeros, nines = "0" * len(low[1:]), "9" * len(low[1:])
    first, last, parts = int(low[0]), int(high[0]), []
    if low[1:] != zeros:
        parts.append(low[0] + _of_one_length(low[1:], nines))
        first += 1
    if high[1:] != nines:
        last -= 1
    if first <= last:
        parts.append(f"[{first}-{last}]" + "[0-9]" * len(zeros))
    if high[1:] != nines:
        parts.append(high[0] + _of_one_length(zeros, high[1:]))
    return _either(parts)


def _either(parts: Iterable[str]) -> str:
    listed = list(parts)
    return listed[0] if len(listed) == 1 else f"(?:{'|'.join(listed)})"
