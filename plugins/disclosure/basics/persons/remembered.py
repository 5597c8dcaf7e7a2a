"""What short texts were found to be: each is looked at once, however often it is written.

Enters: texts, and a judge of them.  Leaves: what he says of each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

LONG = 200
"""Characters of a text that is judged each time."""
MOST = 1 << 17
"""Texts that are remembered, some 200 bytes each; with more all are forgotten, and judged anew."""

Verdict = TypeVar("Verdict")


class Remembered(dict[str, Verdict]):
    """Asked by its subscript: that takes less time than a call."""

    def __init__(self, judge: Callable[[str], Verdict]) -> None:
        super().__init__()
        self._judge: Callable[[str], Verdict] = judge

    def __missing__(self, text: str) -> Verdict:
        verdict = self._judge(text)
        if len(text) <= LONG:
            if len(self) >= MOST:
                self.clear()
            self[text] = verdict
        return verdict
