"""A stretch of text together with what labels it: the head of its column, the word before it; and what
is to be told of a table besides."""

from __future__ import annotations

from .values import dataclass

NAME = "姓名"
"""The label of a run that is a cell of a column of names."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; ``label`` is its column's or field's, ``where`` names the part.

    ``line`` and ``column`` count from 1 and are 0 where the carrier has none.  ``joined`` marks
    text put together from neighbours, in which a bare long number proves nothing.
    """

    text: str
    label: str = ""
    where: str = ""
    line: int = 0
    column: int = 0
    joined: bool = False


BY_PLACE = Run("")
"""Says nothing itself: it tells that what a row of this table says is decided by what stands around the
rows."""


@dataclass(frozen=True, slots=True)
class NamingRows(Run):
    """Says nothing itself: it tells which rows of a table, from 0, name what stands in others, and what
    its columns hold at its end.  What a row says is decided by these rows and itself alone."""

    rows: tuple[int, ...] = ()
    held: object = ()
