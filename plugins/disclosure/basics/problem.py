"""What is wrong, where, and how to mend it.

Enters: nothing.  Leaves: ``Place``, ``Code`` and ``Problem``, the vocabulary in which every
stage of the program speaks of bad input.  Codes are permanent: once published, a code keeps
its meaning for ever, because clerks write them down and search for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a problem is: an ERROR (错误) stops the build, a REMINDER (提醒) is reported."""

    ERROR = "错误"
    REMINDER = "提醒"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A point in a source file: path below the county folder, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem.

    ``title`` names it, ``mend`` tells a clerk what to do, ``law`` cites the rule's source
    (law and article) where there is one.
    """

    id: str
    title: str
    mend: str
    severity: Severity = Severity.ERROR
    law: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: a ``Code`` at a ``Place``, with the particulars in ``what``."""

    place: Place
    code: Code
    what: str

    @property
    def message(self) -> str:
        """What is wrong, why (the law, where one asks for it) and how to mend it."""
        why = f"（{self.code.law}）" if self.code.law else ""
        stop = "" if self.what.endswith("？") and not why else "。"
        return f"{self.what}{why}{stop}{self.code.mend}"

    @property
    def is_error(self) -> bool:
        return self.code.severity is Severity.ERROR

    def __str__(self) -> str:
        mark = "" if self.is_error else f"{self.code.severity}："
        return f"{self.place}: {self.code.id} {mark}{self.message}"

    def as_dict(self) -> dict[str, str | int]:
        """The shape of one line of ``--format json``."""
        return {
            "path": self.place.path,
            "line": self.place.line,
            "column": self.place.column,
            "code": self.code.id,
            "severity": str(self.code.severity),
            "message": self.message,
        }


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by file, line, column and code, each once."""
    return sorted(set(problems), key=lambda p: (p.place, p.code.id, p.what))
