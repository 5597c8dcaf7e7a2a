"""Columns of a spreadsheet as it names them: A, B … Z, AA.

Enters: numbers from 1, or the name of a cell.  Leaves: letters, or a number.
"""

from __future__ import annotations

_ALPHABET = 26
_BEFORE_A = ord("A") - 1


def column_letters(column: int) -> str:
    """1 to ``A``, 16384 to ``XFD``."""
    name = ""
    while column > 0:
        column, left = divmod(column - 1, _ALPHABET)
        name = chr(_BEFORE_A + left + 1) + name
    return name


def column_number(reference: str) -> int:
    """``BC12`` to 55; 0 where there is no letter."""
    number = 0
    for char in reference[:4]:
        if "A" <= char <= "Z":
            number = number * _ALPHABET + ord(char) - _BEFORE_A
    return number
