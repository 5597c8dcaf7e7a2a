"""What is wrong, where, and how to mend it.

Enters: nothing.  Leaves: ``Place``, ``Code`` and ``Problem``, the vocabulary in which every
stage of the program speaks of bad input.  Codes are permanent: once published, a code keeps
its meaning for ever, because clerks write them down and search for them.  A ``Code`` is declared
once, by being made, and ``declared()`` lists all of them; what differs from finding to finding
stands in the ``Problem``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from enum import StrEnum
from typing import NamedTuple

from .persons.detect import told
from .values import dataclass

_CELL = re.compile(r"\.xlsx![A-Z]{1,3}[0-9]+$")
"""The end of a path that names a cell of a workbook itself: nothing needs to be said behind it."""


class Severity(StrEnum):
    """How grave a problem is: an ERROR (错误) stops the build, a REMINDER (提醒) is reported."""

    ERROR = "错误"
    REMINDER = "提醒"


class Place(NamedTuple):
    """A point in a source file: path below the county folder, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        in_workbook = _CELL.search(self.path)
        return self.path if in_workbook else f"{self.path}:{self.line}:{self.column}"

    @property
    def mark(self) -> int:
        """Line and column in one number."""
        return self.line * COLUMNS + self.column


COLUMNS = 1 << 23
"""More than any line has: what a line counts in a mark."""
FIRST = COLUMNS + 1


def at_mark(path: str, mark: int) -> Place:
    """The place of a mark."""
    return Place(path, *divmod(mark, COLUMNS))


class DeclaredTwice(ValueError):
    """Two codes of one id: the second would change the meaning of the first."""


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem, declared by being made.

    ``title`` names it, ``mend`` tells a clerk what to do, ``law`` cites the rule's source
    (law and article) where there is one.  What is ``binding`` no county waives or makes milder.
    """

    id: str
    title: str
    mend: str
    severity: Severity = Severity.ERROR
    law: str = ""
    binding: bool = False

    def __post_init__(self) -> None:
        if first := _DECLARED.get(self.id):
            raise DeclaredTwice(
                f"代码 {self.id} 声明了两次：“{first.title}”和“{self.title}”，请给后一个换没有用过的代码"
            )
        _DECLARED[self.id] = self

    def __reduce__(self) -> tuple[Callable[[str], Code], tuple[str]]:
        return known_as, (self.id,)


def known_as(name: str) -> Code:
    """The one code of an id.  Raises ``KeyError`` where there is none."""
    return _DECLARED[name]


_DECLARED: dict[str, Code] = {}


def declared() -> tuple[Code, ...]:
    """Every code that a user can meet, as far as the modules that declare them are imported."""
    return tuple(_DECLARED[name] for name in sorted(_DECLARED))


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: a ``Code`` at a ``Place``, with the particulars in ``what``.

    ``law`` stands in place of the code's own where the county's procedure names another source;
    ``severity`` where the county sets it.
    """

    place: Place
    code: Code
    what: str
    law: str = ""
    severity: Severity | None = None

    @property
    def message(self) -> str:
        """What is wrong, why (the law, where one asks for it) and how to mend it.

        Messages are kept in logs and sent to others, so no number of a person in what they quote is
        repeated.
        """
        law = self.law or self.code.law
        why = f"（{law}）" if law else ""
        stop = "" if self.what.endswith("？") and not why else "。"
        return f"{told(self.what)}{why}{stop}{self.code.mend}"

    @property
    def is_error(self) -> bool:
        return self.gravity is Severity.ERROR

    @property
    def gravity(self) -> Severity:
        """As the county sets it, or else as the code has it."""
        return self.severity or self.code.severity

    def __str__(self) -> str:
        mark = "" if self.is_error else f"{self.gravity}："
        return f"{self.place}: {self.code.id} {mark}{self.message}"

    def as_dict(self) -> dict[str, str | int]:
        """The shape of one line of ``--format json``."""
        return {
            "path": self.place.path,
            "line": self.place.line,
            "column": self.place.column,
            "code": self.code.id,
            "severity": str(self.gravity),
            "message": self.message,
        }


def in_order(problems: Iterable[Problem], first: Container[str] = ()) -> list[Problem]:
    """Problems by file, line, column and code, each once; those of the ``first`` files before all."""
    return sorted(set(problems), key=lambda p: (p.place.path not in first, p.place, p.code.id, p.what))
