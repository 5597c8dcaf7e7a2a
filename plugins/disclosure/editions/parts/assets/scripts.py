"""Data as scripts, for a page may load no other data from a disk.

Enters: values.  Leaves: calls of a function, no word of which can end the script or begin another.
"""

from __future__ import annotations

import json

_ESCAPED = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def call(function: str, *given: object) -> bytes:
    """A call on one line."""
    return f"{function}({','.join(map(literal, given))});\n".encode()


def literal(value: object) -> str:
    """A value as a script writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
