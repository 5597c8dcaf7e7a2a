"""Data as scripts, for a page may load no other data from a disk.

Enters: values.  Leaves: calls of a function, no word of which can end the script or begin another.
"""

from __future__ import annotations

import json
import re

_WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_SIGNS = "<>&\u2028\u2029"
_ANY_SIGN = re.compile(f"[{_SIGNS}]")
_ESCAPED = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in _SIGNS})


def call(function: str, *given: object) -> bytes:
    """A call on one line."""
    return f"{function}({','.join(map(literal, given))});\n".encode()


def literal(value: object) -> str:
    """A value as a script writes it."""
    text = _WRITTEN(value)
    return text.translate(_ESCAPED) if _ANY_SIGN.search(text) else text
