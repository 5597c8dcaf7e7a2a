"""The files of a plan: their new texts, and from which cell each line of them comes.

Enters: the catalogue and a plan.  Leaves: ``Written``: texts by path ("" for a file that goes), and a
problem in one of them told at its cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...basics.problem import Problem
from ...county.read import SourceFile
from ...schema.catalogue import Shelf
from ...schema.compound import Reference
from ...schema.derived.editor import kinds_in
from ...schema.source.nodes import Items, Node, Table, Text
from ...schema.yaml_source import parse
from .. import trees
from ..grid import CellPlace
from ..sourced import Catalogue, StoredRecord
from .plan import MergePlan, RecordChange
from .splice import appended, spliced


@dataclass(frozen=True)
class Written:
    """New texts, and where in them what cells stand."""

    texts: Mapping[str, str]
    cells: Mapping[str, Sequence[tuple[int, CellPlace]]] = field(default_factory=dict)

    def over(self, files: Sequence[SourceFile]) -> list[SourceFile]:
        """The county's files as they will be."""
        kept = [file for file in files if file.path not in self.texts]
        return [*kept, *(SourceFile(path, text.encode()) for path, text in self.texts.items() if text)]

    def at_cell(self, problem: Problem) -> Problem:
        """The problem at the cell from which its line comes, if it comes from one."""
        marks = self.cells.get(problem.place.path, ())
        number = bisect_right(marks, problem.place.mark, key=lambda mark: mark[0])
        if not number or problem.place.path not in self.texts:
            return problem
        return replace(problem, place=marks[number - 1][1])


def written(catalogue: Catalogue, plan: MergePlan) -> Written:
    """The texts of all files that change."""
    changed = _by_place(plan)
    texts: dict[str, str] = {}
    for path in dict.fromkeys(change.old.path for change in plan.changes if change.old):
        records = [kept for kept in catalogue.records if kept.path == path]
        texts[path] = _changed(catalogue.texts[path], records, changed)
    for path, changes in _new_files(catalogue, plan):
        before = texts.get(path, catalogue.texts.get(path, ""))
        nodes = [change.new for change in changes if change.new is not None]
        texts[path] = appended(before or _first_line(changes[0].shelf, path), nodes)
    expected = {path: _expected(catalogue, plan, path) for path in texts}
    return Written(texts, {path: _cells(path, texts[path], nodes) for path, nodes in expected.items()})


def _by_place(plan: MergePlan) -> Mapping[tuple[str, int | None], RecordChange]:
    """Changes of records that are there already, by file and place in it."""
    return {(change.old.path, change.old.number): change for change in plan.changes if change.old}


def _changed(
    text: str, records: Sequence[StoredRecord], changed: Mapping[tuple[str, int | None], RecordChange]
) -> str:
    new = [
        changed[kept.path, kept.number].new if (kept.path, kept.number) in changed else kept.node
        for kept in records
    ]
    if not any(node is not None for node in new):
        return ""
    return spliced(records[0].path, text, [kept.node for kept in records], new)


def _new_files(catalogue: Catalogue, plan: MergePlan) -> Iterator[tuple[str, list[RecordChange]]]:
    """Where records stand that are new: those of a body together."""
    found: dict[str, list[RecordChange]] = {}
    for change in plan.changes:
        if change.old is None and change.new is not None:
            found.setdefault(_home(catalogue, change), []).append(change)
    yield from found.items()


def _home(catalogue: Catalogue, change: RecordChange) -> str:
    """The file of a new record: the list of its body, or one of its own."""
    shelf = change.shelf
    if shelf.folder.endswith(".yaml"):
        return f"catalogues/{shelf.folder}"
    body = _body(shelf, change.new)
    stem = (
        f"catalogues/{shelf.folder}/{body}/list"
        if body and shelf.nested
        else f"catalogues/{shelf.folder}/{change.code}"
    )
    path, number = f"{stem}.yaml", 2
    while path in catalogue.texts and not isinstance(parse(path, catalogue.texts[path]), Items):
        path, number = f"{stem}-{number}.yaml", number + 1
    return path


def _body(shelf: Shelf, node: Table | None) -> str:
    """The code of the body to which a record belongs, where its kind has one."""
    for key in shelf.written.keys().values():
        refers = any(isinstance(kind, Reference) and kind.to == "机构" for kind in kinds_in(key.kind))
        value = trees.entries(node).get(key.name)
        if refers and key.required and value is not None:
            first = value.items[0] if isinstance(value, Items) and value.items else value
            return first.value if isinstance(first, Text) else ""
    return ""


def _first_line(shelf: Shelf, path: str) -> str:
    up = "../" * (path.count("/") - 1)
    return f"# yaml-language-server: $schema={up}schemas/{shelf.schema}.schema.json\n"


def _expected(catalogue: Catalogue, plan: MergePlan, path: str) -> list[Node]:
    """The records of a file in their order, with their cells."""
    changed = _by_place(plan)
    nodes: list[Node] = []
    for kept in catalogue.records:
        if kept.path == path:
            node = (
                changed[kept.path, kept.number].new if (kept.path, kept.number) in changed else kept.node
            )
            nodes += [node] if node is not None else []
    homes = ((_home(catalogue, change), change.new) for change in plan.changes if change.old is None)
    return [*nodes, *(node for home, node in homes if home == path and node is not None)]


def _cells(path: str, text: str, expected: Sequence[Node]) -> Sequence[tuple[int, CellPlace]]:
    """Marks of the text whose values come from cells, in order."""
    if not text:
        return ()
    root = parse(path, text)
    nodes = root.items if isinstance(root, Items) else (root,)
    pairs = zip(nodes, expected, strict=True)
    return sorted(dict(mark for node, meant in pairs for mark in _marks(node, meant)).items())


def _marks(node: Node, meant: Node) -> Iterator[tuple[int, CellPlace]]:
    if "!" in meant.path:
        yield node.mark, CellPlace(*meant.place)
    if isinstance(node, Table) and isinstance(meant, Table):
        values = trees.entries(meant)
        for entry in node.entries:
            inner = values[entry.key.value]
            if "!" in inner.path:
                yield entry.key.mark, CellPlace(*inner.place)
            yield from _marks(entry.value, inner)
    elif isinstance(node, Items) and isinstance(meant, Items):
        for item, inner in zip(node.items, meant.items, strict=True):
            yield from _marks(item, inner)
