"""Ticks and boxes: ■政府网站 □公报, a √ in a column, the ``t`` that is left of a Wingdings tick.

Enters: the words of a cell.  Leaves: what is ticked.
"""

from __future__ import annotations

import re

TICKED = "■☑☒√✓✔●◉▣⊠"
OPEN = "□☐○◯▢口"
_SIGN = re.compile(rf"[{TICKED}{OPEN}]|(?<![A-Za-z])[tRPü](?![A-Za-z])")
_ALONE = re.compile(rf"[{TICKED}tRPüvV]")
_NOTHING = re.compile(rf"[{OPEN}×✗✘\-—]?")


def is_tick(text: str) -> bool:
    """Whether a cell holds a tick and nothing else."""
    return bool(_ALONE.fullmatch(text.strip()))


def is_untick(text: str) -> bool:
    """Whether a cell of a column of ticks says no."""
    return bool(_NOTHING.fullmatch(text.strip()))


def ticked(text: str) -> list[str] | None:
    """The words behind ticks, in their order; None where a cell holds no boxes.

    Where a cell marks some and leaves the rest without any box, the marked ones count.  口 is a box
    only where it stands before a word, after another box or at the beginning: 窗口 has none.
    """
    parts = _boxes(text)
    if parts is None:
        return None
    return [word for sign, word in parts if sign not in OPEN and word]


def _boxes(text: str) -> list[tuple[str, str]] | None:
    """Signs, each with the words behind it."""
    found = [match for match in _SIGN.finditer(text) if _is_box(text, match)]
    if not found or text[: found[0].start()].strip():
        return None
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [
        (match[0], text[match.end() : end].strip(" \n\t\u3000、，,；;"))
        for match, end in zip(found, ends, strict=True)
    ]


def _is_box(text: str, match: re.Match[str]) -> bool:
    if match[0] != "口":
        return True
    before = text[: match.start()]
    return not before.strip() or before[-1] in " \n\t\u3000、，,；;" or before[-1] in TICKED + OPEN
