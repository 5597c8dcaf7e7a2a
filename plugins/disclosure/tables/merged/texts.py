"""The files of a plan: their new texts, and from which cell each line of them comes.

Enters: the catalogue and a plan.  Leaves: ``Written``: texts by path ("" for a file that goes), and a
problem in one of them told at its cell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import count

from ...basics.problem import Place, Problem
from ...basics.values import dataclass
from ...county.read import SourceFile
from ...schema.catalogue import Shelf
from ...schema.compound import Reference
from ...schema.derived.editor import kinds_in
from ...schema.kinds import CodeText
from ...schema.records.powers.power import Power
from ...schema.source.nodes import Items, Node, Table, Text
from ...schema.yaml_source import parse
from .. import trees
from ..grid import CellPlace
from ..sourced import Catalogue, StoredRecord
from .plan import MergePlan, RecordChange
from .splice import appended, spliced

MOST_IN_A_FILE = 200
"""New records: a file of the catalogue is for people to read, and has its bounds."""


@dataclass(frozen=True)
class Written:
    """New texts, and where in them what cells stand."""

    texts: Mapping[str, str]
    cells: Mapping[str, Sequence[tuple[int, Place]]] = field(default_factory=dict)

    def over(self, files: Sequence[SourceFile]) -> list[SourceFile]:
        """The county's files as they will be."""
        kept = [file for file in files if file.path not in self.texts]
        data = self.data(files)
        return [*kept, *(SourceFile(path, data[path]) for path, text in self.texts.items() if text)]

    def data(self, files: Sequence[SourceFile]) -> Mapping[str, bytes]:
        """The new files, each in the encoding and with the line ends of the one before it."""
        held = {file.path: file.data for file in files}
        return {path: _like(text, held.get(path, b"")) for path, text in self.texts.items()}

    def at_cell(self, problem: Problem) -> Problem:
        """The problem where people find it: at the cell of a line, or in the file as it still is."""
        paths = "|".join(map(re.escape, self.texts))
        what = re.sub(
            rf"(?<!\S)({paths}):(\d+):(\d+)",
            lambda found: str(self._found(Place(found[1], int(found[2]), int(found[3])))),
            problem.what,
        )
        return replace(problem, place=self._found(problem.place), what=what)

    def _found(self, place: Place) -> Place:
        marks = self.cells.get(place.path, ())
        number = bisect_right(marks, place.mark, key=lambda mark: mark[0])
        return marks[number - 1][1] if number and place.path in self.texts else place


def _like(text: str, before: bytes) -> bytes:
    """A text as the file of before was kept; of a ledger's data the line ends are as they were."""
    is_old = "\r" not in text and b"\r\n" in before
    return _encoded(text.replace("\n", "\r\n") if is_old else text, like=before)


def written(catalogue: Catalogue, plan: MergePlan) -> Written:
    """The texts of all files that change."""
    changed = _by_place(plan)
    texts: dict[str, str] = {}
    for path in dict.fromkeys(change.old.path for change in plan.changes if change.old):
        records = [kept for kept in catalogue.records if kept.path == path]
        texts[path] = _changed(catalogue.texts[path], records, changed)
    homes = _homes(catalogue, plan)
    for path, changes in homes.items():
        before = texts.get(path, catalogue.texts.get(path, ""))
        nodes = [change.new for change in changes if change.new is not None]
        texts[path] = appended(before or _first_line(changes[0].shelf, path), nodes)
    expected = {path: _expected(catalogue, plan, path, homes.get(path, ())) for path in texts}
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


def _homes(catalogue: Catalogue, plan: MergePlan) -> Mapping[str, list[RecordChange]]:
    """Where records stand that are new: those of a body together, as many as a file can hold."""
    held = Counter(kept.path for kept in catalogue.records)
    alone = {kept.path for kept in catalogue.records if kept.number is None}
    found: dict[str, list[RecordChange]] = {}
    for change in plan.changes:
        if change.old is None and change.new is not None:
            places = _places(change)
            path = next(p for p in places if p not in alone and held[p] < MOST_IN_A_FILE)
            held[path] += 1
            found.setdefault(path, []).append(change)
    return found


def _places(change: RecordChange) -> Iterator[str]:
    """Files for a new record, one after the other: the lists of its body, or one of its own.

    Powers come by the dozen; what else is kept has a file of its own, beside which its data may lie.
    """
    shelf = change.shelf
    body = _body(shelf, change.new) if shelf.record is Power else ""
    name = f"{body}/list" if body else change.code
    yield (
        f"catalogues/{shelf.folder}"
        if shelf.folder.endswith(".yaml")
        else f"catalogues/{shelf.folder}/{name}.yaml"
    )
    yield from (f"catalogues/{shelf.folder}/{name}-{number}.yaml" for number in count(2))


def _body(shelf: Shelf, node: Table | None) -> str:
    """The code of the body to which a record belongs, where its kind has one."""
    for key in shelf.written.keys().values():
        refers = any(isinstance(kind, Reference) and kind.to == "机构" for kind in kinds_in(key.kind))
        value = trees.entries(node).get(key.name)
        if refers and key.required and value is not None:
            first = value.items[0] if isinstance(value, Items) and value.items else value
            is_code = isinstance(first, Text) and CodeText().form.fits(first.value)
            return first.value if isinstance(first, Text) and is_code else ""
    return ""


def _first_line(shelf: Shelf, path: str) -> str:
    up = "../" * (path.count("/") - 1)
    return f"# yaml-language-server: $schema={up}schemas/{shelf.schema}.schema.json\n"


def _expected(
    catalogue: Catalogue, plan: MergePlan, path: str, more: Sequence[RecordChange]
) -> list[Node]:
    """The records of a file in their order, with their cells."""
    changed = _by_place(plan)
    nodes: list[Node] = []
    for kept in catalogue.records:
        if kept.path == path:
            at = kept.path, kept.number
            node = changed[at].new if at in changed else kept.node
            nodes += [node] if node is not None else []
    return [*nodes, *(change.new for change in more if change.new is not None)]


def _cells(path: str, text: str, expected: Sequence[Node]) -> Sequence[tuple[int, Place]]:
    """Marks of the text in order, each with the place from which its value comes."""
    if not text:
        return ()
    root = parse(path, text)
    nodes = root.items if isinstance(root, Items) else (root,)
    pairs = zip(nodes, expected, strict=True)
    return sorted(dict(mark for node, meant in pairs for mark in _marks(node, meant)).items())


def _marks(node: Node, meant: Node) -> Iterator[tuple[int, Place]]:
    yield node.mark, _whence(meant)
    if isinstance(node, Table) and isinstance(meant, Table):
        values = trees.entries(meant)
        for entry in node.entries:
            inner = values[entry.key.value]
            yield entry.key.mark, _whence(inner)
            yield from _marks(entry.value, inner)
    elif isinstance(node, Items) and isinstance(meant, Items):
        for item, inner in zip(node.items, meant.items, strict=True):
            yield from _marks(item, inner)


def _whence(meant: Node) -> Place:
    return CellPlace(*meant.place) if "!" in meant.path else meant.place


def _encoded(text: str, like: bytes) -> bytes:
    """A text in the encoding of another, with the mark before it that this one has."""
    marks = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}
    for mark, encoding in marks.items():
        if like.startswith(mark):
            return mark + text.encode(encoding)
    try:
        like.decode()
    except UnicodeDecodeError:
        return text.encode("gb18030")
    return text.encode()
