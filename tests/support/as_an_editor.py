"""YAML and JSON Schema as an editor reads them: nothing here is shared with the program.

``typed`` resolves plain scalars by the core schema of YAML 1.2 (section 10.3.2), as
yaml-language-server does; ``Editor`` judges patterns from end to end, as ECMA-262 does, where
Python's ``$`` would let a last line break pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml
from jsonschema import Draft7Validator, ValidationError
from jsonschema.validators import extend

_CORE = (
    (r"~|null|Null|NULL|", lambda _: None),
    (r"true|True|TRUE", lambda _: True),
    (r"false|False|FALSE", lambda _: False),
    (r"[-+]?[0-9]+", int),
    (r"0o[0-7]+", lambda text: int(text, 0)),
    (r"0x[0-9a-fA-F]+", lambda text: int(text, 0)),
    (r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", float),
    (r"[-+]?\.(?:inf|Inf|INF)", lambda text: float(text.replace(".", ""))),
    (r"\.(?:nan|NaN|NAN)", lambda _: float("nan")),
)


@cache
def typed(text: str) -> Any:
    """What a plain scalar is to an editor."""
    for pattern, value in _CORE:
        if re.fullmatch(pattern, text):
            return value(text)
    return text


class _Loader(yaml.CBaseLoader):
    """Scalars that are not quoted as ``typed`` takes them."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: FBT001, FBT002  PyYAML's own
        if isinstance(node, yaml.ScalarNode) and not node.style:
            return typed(node.value)
        return super().construct_object(node, deep=deep)  # type: ignore[no-untyped-call]


def load(text: str) -> Any:
    """A document as an editor sees it; keys stay text."""
    return _named(yaml.load(text, Loader=_Loader))  # noqa: S506  no object is ever made


def _named(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _named(inner) for name, inner in value.items()}
    return [_named(item) for item in value] if isinstance(value, list) else value


def _pattern(_: Any, pattern: str, text: Any, __: Any) -> Iterator[ValidationError]:
    if isinstance(text, str) and not re.fullmatch(pattern.removeprefix("^").removesuffix("$"), text):
        yield ValidationError(f"{text!r} does not match {pattern!r}")


Editor = extend(Draft7Validator, {"pattern": _pattern})
