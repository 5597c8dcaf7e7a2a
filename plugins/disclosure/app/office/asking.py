"""Questions to whoever sits at the terminal.

Enters: a question.  Leaves: the answer; None where nobody is there to be asked.
"""

from __future__ import annotations

import sys

_YES = frozenset(("是", "y", "yes", "Y", "对", "好"))


def asked(question: str) -> str | None:
    """What is typed in answer; None without a terminal, or where the input ends."""
    if not sys.stdin.isatty():
        return None
    sys.stderr.write(f"{question}")
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.strip() if line else None


def agreed(question: str) -> bool | None:
    """Whether the answer is yes."""
    answer = asked(f"{question}（是/否）")
    return None if answer is None else answer in _YES
