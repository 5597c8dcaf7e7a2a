"""One meaning a name: classes, type aliases and modules of the whole program."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from own_source import PACKAGE, nodes, trees

SAME_THING = {
    "decision": "the record of a decision, and its page",
    "links": "links are made in one room, and tried in another by their bytes alone",
    "materials": "what to bring: the rules on it, and how a page shows it",
    "notices": "the pages of notices, and the rules on them",
    "personal_numbers": "the same numbers, sought in what was written and in what is published",
    "power": "the record of a power, and its page",
    "shared_lists": "lists of powers that many bodies hold: written out, and their pages",
    "six_steps": "六步决策: the rules on them, and how a page shows them",
    "units": "the pages of units, and the rules on them",
    "withdrawn": "the pages that tell of withdrawals, and the rules on them",
}
"""Module names in two rooms that mean one thing, and which."""


def place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def types(path: Path) -> Iterator[str]:
    """Names of classes at any depth, and of type aliases: CamelCase names bound in the module."""
    yield from (node.name for node in nodes()[path] if isinstance(node, ast.ClassDef))
    for node in trees()[path].body:
        targets = node.targets if isinstance(node, ast.Assign) else ()
        for name in (target.id for target in targets if isinstance(target, ast.Name)):
            if name.lstrip("_")[:1].isupper() and not name.isupper():
                yield name


def twice(found: Iterator[tuple[str, Path]]) -> dict[str, list[str]]:
    """Names that stand in several places, and the places."""
    places: dict[str, list[str]] = defaultdict(list)
    for name, path in found:
        places[name].append(place(path))
    return {name: held for name, held in places.items() if len(held) > 1}


def test_every_class_has_a_name_of_its_own() -> None:
    assert twice((name, path) for path in trees() for name in types(path)) == {}


def test_a_module_name_stands_twice_only_where_it_means_the_same() -> None:
    names = twice((path.stem, path) for path in trees() if path.stem != "__init__")
    assert names.keys() == SAME_THING.keys()


SAYS_NOTHING = frozenset(("one", "foo", "baz", "tmp", "temp", "obj", "stuff", "my"))


def bound(of_module: Sequence[ast.AST]) -> Iterator[str]:
    """Names of variables, loop variables and parameters."""
    for node in of_module:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg


def test_a_variable_has_the_noun_of_what_it_holds() -> None:
    found = [(place(path), name) for path, of_module in nodes().items() for name in bound(of_module)]
    assert [pair for pair in found if pair[1] in SAYS_NOTHING] == []


MOST_BLANKS = 5


def test_what_has_many_parts_is_built_with_their_names() -> None:
    classes = {*chain(*map(types, trees()))}
    calls = (
        (path, n) for path, of_module in nodes().items() for n in of_module if isinstance(n, ast.Call)
    )
    long = [
        f"{place(path)}:{call.lineno} {call.func.id}"
        for path, call in calls
        if isinstance(call.func, ast.Name) and call.func.id in classes and len(call.args) > MOST_BLANKS
    ]
    assert long == []
