"""What the clerk typed is what appears: values of any shape written as YAML and read back.

Enters: how many values.  Leaves: how many scalars of theirs were read, how many refused with a code,
and the first value that changed (none is the promise).
"""

from __future__ import annotations

import json
import re
import string
from collections import Counter

import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from disclosure.schema.source.nodes import Items, Node, Table
from disclosure.schema.yaml_source import SourceError, decode, parse

_TYPED = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
        st.sampled_from(f"{string.printable[:95]}　，。；：？！、（）《》“”‘’【】—…·○①②③ⅠⅡ℃㎡％＋\n"),
    ),
    max_size=40,
)
"""What a clerk's keyboard gives."""
_ODD = st.one_of(
    st.text(max_size=40),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf")), max_size=40),
)
"""Of all other characters the program takes few: a value of many words is refused for any of them."""
_READ_OTHERWISE = st.sampled_from(
    [
        "0100", "no", "on", "~", "null", "1e3", "1_000", "12:30:45", "2013-02-30", "<<", "甲：乙",
        "# 甲", "甲 #乙", '"];', "</script>", "{{7*7}}", "é", "e\u0301", "\u202e", "- ", "&a", "*a",
        "!!x", "|", ">", "@", "`", "%", "权" * 300,
    ]
)  # fmt: skip
WORDS = st.sampled_from([_ODD, *[_TYPED] * 5, *[_READ_OTHERWISE] * 4]).flatmap(lambda words: words)
VALUES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner), max_leaves=8
)


def run(count: int) -> tuple[Counter[str], str]:
    """That many values, written in one of three ways; scalars by outcome, and the first changed."""
    outcomes: Counter[str] = Counter()
    changed: list[str] = []

    @settings(
        max_examples=count, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck), derandomize=True,
    )  # fmt: skip
    @given(VALUES, st.sampled_from(("json", '"', None)))
    def one(value: object, style: str | None) -> None:
        table = {"甲": value}  # a file is never a lone value
        text = _written(table, style)
        try:
            shown = _plain(parse("x.yaml", decode("x.yaml", text.encode())))
        except SourceError as error:
            coded = all(problem.code.id for problem in error.problems)
            outcomes["refused" if coded else "changed"] += _words(table)
            return
        same = shown == _spaced(table)
        outcomes["same" if same else "changed"] += _words(table)
        if not same:
            changed.append(f"{text!r} → {shown!r}")

    one()
    return outcomes, next(iter(changed), "")


def _spaced(value: object) -> object:
    """The value with an ordinary space for each that only looks like one, as it is read."""
    if isinstance(value, dict):
        return {_spaced(key): _spaced(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_spaced(inner) for inner in value]
    return re.sub("[\u00a0\u1680\u2000-\u200a\u202f\u205f]", " ", str(value))


def _words(value: object) -> int:
    """How many scalars there are in a value, keys too."""
    if isinstance(value, dict):
        return sum(1 + _words(inner) for inner in value.values())
    return sum(map(_words, value)) if isinstance(value, list) else 1


def _written(value: object, style: str | None) -> str:
    if style == "json":
        return json.dumps(value, ensure_ascii=False)
    return str(yaml.dump(value, allow_unicode=True, default_style=style, width=10_000))


def _plain(node: Node) -> object:
    if isinstance(node, Table):
        return {entry.key.value: _plain(entry.value) for entry in node.entries}
    return [_plain(item) for item in node.items] if isinstance(node, Items) else node.value
