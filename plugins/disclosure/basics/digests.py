"""Digests in letters, so that no text of our own ever holds what looks like a person's number.

Enters: bytes, or hexadecimal digits of an earlier version.  Leaves: letters from a to p.  A
hexadecimal digest holds, about once in a thousand, eleven digits that are taken for a mobile
number; a digest without digits cannot.  Digits are exchanged for letters one by one, so what was
once written in hexadecimal is recognised for ever.
"""

from __future__ import annotations

import hashlib

ALPHABET = "abcdefghijklmnop"
_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def digest(data: bytes) -> str:
    """SHA-256 in 64 letters."""
    return in_letters(hashlib.sha256(data).hexdigest())


def in_letters(written: str) -> str:
    """A digest written in hexadecimal, or in letters already."""
    return written.translate(_LETTERS)
