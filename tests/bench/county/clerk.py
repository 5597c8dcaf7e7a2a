"""Values written down as a clerk writes YAML: block by block, short mappings on one line.

Enters: mappings, lists and text.  Leaves: the text of a file.  Nothing is quoted: the reader takes
every scalar as text, and what is written here holds none of YAML's signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value]"

_WIDE = 80


def written(value: Value) -> str:
    """The text of a file that holds one record, or several."""
    return "\n".join(_lines(value)) + "\n"


def _lines(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _entry(key, inner)
    else:
        for item in value:
            first, *rest = [_short(item)] if _short(item) else _lines(item)
            yield f"- {first}"
            yield from (f"  {line}" if line else "" for line in rest)


def _entry(key: str, value: Value) -> Iterator[str]:
    if isinstance(value, str) and "\n" in value:
        yield f"{key}: |"
        yield from (f"  {line}" if line else "" for line in value.splitlines())
    elif short := _short(value):
        yield f"{key}: {short}"
    else:
        yield f"{key}:"
        yield from (f"  {line}" if line else "" for line in _lines(value))


def _short(value: Value) -> str:
    """The value on one line, or nothing where it is too long for one."""
    if isinstance(value, str):
        return value
    parts = value.items() if isinstance(value, Mapping) else ((None, item) for item in value)
    words = [(key, inner) for key, inner in parts if isinstance(inner, str) and "\n" not in inner]
    inside = ", ".join(f"{key}: {inner}" if key else inner for key, inner in words)
    if len(words) < len(value) or len(inside) > _WIDE:
        return ""
    return "{" + inside + "}" if isinstance(value, Mapping) else f"[{inside}]"
