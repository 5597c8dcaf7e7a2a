"""Several things in one cell: numbered stages, numbered items, lines.

Enters: the words of a cell.  Leaves: its items, without their numbers.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_HAN = "一二三四五六七八九十"
_NUMBERS = (
    re.compile(r"(?:(?<=[\n。；;：:])|^)[ \t\u3000]*(?P<n>\d{1,2})[ \t]*[.．、)）](?!\d)", re.MULTILINE),
    re.compile(rf"(?:(?<=[\n。；;：:])|^)[ \t\u3000]*(?P<n>[{_HAN}]{{1,3}})、", re.MULTILINE),
    re.compile(r"(?:(?<=[\n。；;：:])|^)[ \t\u3000]*[（(](?P<n>\d{1,2})[)）]", re.MULTILINE),
    re.compile(rf"(?:(?<=[\n。；;：:])|^)[ \t\u3000]*[（(](?P<n>[{_HAN}]{{1,3}})[)）]", re.MULTILINE),
    re.compile(r"(?P<n>[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮])"),
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
_BULLET = re.compile(r"^[ \t\u3000]*[-•·●◆▪][ \t]*")
_STAGE = re.compile(r"^([^：:。，,；;\n]{1,20}?)[ \t]*[：:][ \t\n]*")
_TAIL = re.compile(r"(?:阶段)?(?:环节)?(?:责任|职责)$")


class NumberedStage(NamedTuple):
    """A stage and what is to be done in it."""

    name: str
    content: str


def items(text: str) -> list[str]:
    """The numbered items of a text; those of a text without numbers are its lines."""
    found = _numbered(text)
    if found is not None:
        return found
    return [joined(line) for line in text.split("\n") if line.strip()]


def joined(text: str) -> str:
    """A text in one line: where Chinese was wrapped there is no space."""
    lines = [_BULLET.sub("", line).strip() for line in text.split("\n")]
    out = ""
    for line in filter(None, lines):
        spaced = out and out[-1].isascii() and line[0].isascii()
        out += (" " if spaced else "") + line
    return out


def stages(text: str) -> list[NumberedStage] | None:
    """Numbered responsibilities: ``1.受理责任：公示…``; None where an item does not name its stage."""
    found = [_STAGE.match(item) for item in items(text)]
    if not found or not all(found):
        return None
    return [
        NumberedStage(_TAIL.sub("", match[1].strip()) or match[1].strip(), item[match.end() :].strip())
        for match, item in zip(found, items(text), strict=True)
        if match
    ]


def _numbered(text: str) -> list[str] | None:
    """Items by the outermost numbers that count from one without a gap."""
    for pattern in _NUMBERS:
        marks = _counting(list(pattern.finditer(text)))
        if len(marks) > 1 and not text[: marks[0].start()].strip():
            ends = [mark.start() for mark in marks[1:]] + [len(text)]
            parts = (text[mark.end() : end] for mark, end in zip(marks, ends, strict=True))
            return [part for part in map(joined, parts) if part]
    return None


def _counting(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """The marks that count 1, 2, 3 …: an inner list begins anew and is left inside its item."""
    kept: list[re.Match[str]] = []
    for mark in marks:
        if _value(mark["n"]) == len(kept) + 1:
            kept.append(mark)
    return kept


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    if number in _CIRCLED:
        return _CIRCLED.index(number) + 1
    tens, ten, ones = number.rpartition("十")
    unit = _HAN.index(ones) + 1 if ones and ones in _HAN else 0
    return (10 * (_HAN.index(tens) + 1 if tens else 1) if ten else 0) + unit
