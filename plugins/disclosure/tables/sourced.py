"""The records of a county as trees, with the file and the place of each.

Enters: the source files.  Leaves: ``StoredRecord`` values, and problems of files that cannot be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from ..basics.problem import Problem
from ..basics.values import dataclass
from ..county.read import SourceFile, shelf_of
from ..schema import yaml_source
from ..schema.catalogue import NOTICES, Shelf
from ..schema.source.nodes import Items, Node, Text
from ..schema.yaml_source import SourceError
from .declared import code_key
from .trees import entries


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as it stands in a file; ``number`` is its place in a list, None where it is alone."""

    shelf: Shelf
    path: str
    node: Node
    number: int | None = None

    @property
    def code(self) -> str:
        """Its code; nothing where it has none."""
        code = entries(self.node).get(code_key(self.shelf.written))
        return code.value if isinstance(code, Text) else ""


@dataclass(frozen=True)
class Catalogue:
    """All records of a county that lie in YAML files, and the texts of these."""

    records: tuple[StoredRecord, ...]
    texts: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def of(self, shelf: Shelf) -> tuple[StoredRecord, ...]:
        return tuple(kept for kept in self.records if kept.shelf is shelf)


def catalogue(files: Iterable[SourceFile]) -> Catalogue:
    """The records of every file that can be read."""
    records, texts, problems = list[StoredRecord](), dict[str, str](), list[Problem]()
    for file in sorted(files, key=lambda file: file.path):
        shelf = shelf_of(file.path)
        if shelf is None or shelf is NOTICES:
            continue
        try:
            texts[file.path] = yaml_source.decode(file.path, file.data)
            records += _records(shelf, file.path, texts[file.path])
        except SourceError as error:
            problems += error.problems
    return Catalogue(tuple(records), texts, problems)


def _records(shelf: Shelf, path: str, text: str) -> Iterator[StoredRecord]:
    node = yaml_source.parse(path, text)
    if isinstance(node, Items):
        yield from (StoredRecord(shelf, path, item, number) for number, item in enumerate(node.items))
    else:
        yield StoredRecord(shelf, path, node)
