"""All that sheets say, put over the catalogue: what changes in which record, and the new texts of files.

Enters: the catalogue, what sheets say, and what the clerk has answered.  Leaves: a ``MergePlan``;
nothing is written here.  Records are known by their code.  One that has another code now but the
name and the body of before is asked about, and so is one that the sheet no longer has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from ...basics.problem import Code, Place, Problem
from ...schema.catalogue import Shelf
from ...schema.declare import Record
from ...schema.source.nodes import Node, Table, Text
from .. import trees
from ..declared import TableLayout, code_key
from ..sourced import Catalogue, StoredRecord
from ..understood.cells.draft_flows import FLOW, drafted, replaces_a_flow
from ..understood.entered import NO_OWNER, Entered
from ..understood.put_together import KeyPath
from .found_again import RecordKey, bodies_of, by_item, by_name, code_of, codes_in, items_of, name_of
from .overlay import overlaid

TWICE = Code("T15", "同一个编码有两行", "每条只能有一行：请改编码，或删去一行")
RECODED = Code(
    "T16",
    "像是换了编码",
    "是同一条的，加 --renamed 换码（原来的写进“原编码”）；是另外一条的，加 --renamed 新增",
)


LEFT_BEHIND = Code(
    "T42",
    "总表里没有，别的表里还有",
    "要删去它，把它在各张表里的行都删去，再加 --removed 删；不删的，在总表里补回这一行",
)


class Recoded(Enum):
    """What is to be done with a record that seems to have another code."""

    SAME = "换码"
    OTHER = "新增"


@dataclass(frozen=True, slots=True)
class Answers:
    """What the clerk has said; None where nobody has been asked."""

    recoded: Recoded | None = None
    remove: bool = False


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a record before and after."""

    key: str
    before: Node | None
    after: Node | None


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record before and after; None before: it is new; None after: it goes."""

    shelf: Shelf
    code: str
    old: StoredRecord | None
    new: Table | None

    @property
    def fields(self) -> Iterator[FieldChange]:
        """The fields that differ."""
        before, after = trees.entries(self.old.node if self.old else None), trees.entries(self.new)
        for key in dict.fromkeys((*before, *after)):
            old, new = before.get(key), after.get(key)
            if old is None or new is None or trees.plain(old) != trees.plain(new):
                yield FieldChange(key, old, new)


@dataclass(frozen=True)
class MergePlan:
    """What would be changed, and what is not sure."""

    changes: tuple[RecordChange, ...]
    same: int
    missing: tuple[StoredRecord, ...]
    """Records of the same bodies that the sheets do not have."""
    recoded: tuple[tuple[StoredRecord, str], ...]
    problems: tuple[Problem, ...]
    flows_kept: tuple[str, ...] = ()
    """Records that have a flow, over which the steps that the sheets tell are not drafted."""


@dataclass
class Planning:
    """Puts one thing after the other over the catalogue."""

    catalogue: Catalogue
    answers: Answers = field(default_factory=Answers)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._kept = {(kept.shelf, kept.code): kept for kept in self.catalogue.records}
        self._now: dict[RecordKey, Table] = {}
        self._recoded: list[tuple[StoredRecord, str]] = []
        self._was: dict[RecordKey, StoredRecord] = {}
        self._told: set[RecordKey] = set()
        self._renamed: dict[RecordKey, str] = {}
        self._lists: set[tuple[TableLayout, str]] = set()
        self._flows_kept: list[str] = []
        self._named = by_name(self.catalogue.records)
        self._holders: dict[TableLayout, Mapping[str, RecordKey]] = {}

    def plan(self, entered: Sequence[Entered], sheets: Iterable[TableLayout]) -> MergePlan:
        """The whole plan; ``sheets`` are the tables that were there, be they without rows."""
        layouts = set(sheets)
        whole = [entry for entry in entered if entry.layout.owner is None]
        listed = [entry for entry in entered if entry.layout.owner is not None]
        self._told = {(entry.layout.shelf, entry.code) for entry in whole}
        self._lists = {(entry.layout, entry.code) for entry in listed}
        for entry in self._each_once(whole):
            self._whole(entry, [x for x in layouts if x.owner is entry.layout and entry.exact])
        complete = {entry.layout for entry in whole if self.answers.remove} | layouts
        for entry in sorted(listed, key=lambda entry: len(entry.layout.title.split("."))):
            now = self._renamed.get((entry.layout.shelf, entry.code), entry.code)
            self._listed(replace(entry, code=now), complete)
        self._draft([entry for entry in whole if not entry.exact])
        missing = tuple(self._missing(whole))
        gone = missing if self.answers.remove else ()
        made = [self._change(key, new) for key, new in self._now.items()]
        changes = [change for change in made if change.old is None or any(change.fields)]
        removed = [RecordChange(kept.shelf, kept.code, kept, None) for kept in gone]
        same = len(made) - len(changes)
        recoded, problems, changed = tuple(self._recoded), tuple(self.problems), (*changes, *removed)
        kept = tuple(self._flows_kept)
        return MergePlan(changed, same, missing, recoded, problems, flows_kept=kept)

    def _change(self, key: RecordKey, new: Table) -> RecordChange:
        return RecordChange(key[0], key[1], self._was.get(key) or self._kept.get(key), new)

    def _each_once(self, entered: Sequence[Entered]) -> Iterator[Entered]:
        seen: dict[RecordKey, Entered] = {}
        for entry in entered:
            key = entry.layout.shelf, entry.code
            if key in seen:
                what = f"“{entry.code}”在 {seen[key].code_place} 已经有了"
                self.problems.append(Problem(entry.code_place, TWICE, what))
            else:
                seen[key] = entry
                yield entry

    def _whole(self, entry: Entered, empty: Iterable[TableLayout]) -> None:
        """A record; lists whose sheet is there and has no row of it are taken from it."""
        key = entry.layout.shelf, entry.code
        before = self._kept.get(key) or self._before(entry)
        codes = (entry.code, before.code if before else "")
        gone = [x.path for x in empty if not any((x, code) in self._lists for code in codes)]
        fields = {**entry.fields, **dict.fromkeys(gone)}
        node = before.node if before else None
        if before and before.code != entry.code:
            former = trees.inside(node, ("原编码",))
            fields["原编码",] = _with(former, before.code, entry.place)
            self._was[key] = before
            self._renamed[before.shelf, before.code] = entry.code
        if replaces_a_flow(node, fields.get(FLOW)):
            self._flows_kept.append(entry.code)
            del fields[FLOW]
        self._now[key] = overlaid(entry.layout.record, node, fields, entry.place)

    def _before(self, entry: Entered) -> StoredRecord | None:
        """The record of another code that this one seems to be, if the clerk says that it is."""
        twin = self._twin(entry)
        if twin is None or self.answers.recoded is Recoded.OTHER:
            return None
        if self.answers.recoded is None:
            self._recoded.append((twin, entry.code))
            what = f"“{name_of(twin.node)}”原来的编码是 {twin.code}，这里是 {entry.code}"
            self.problems.append(Problem(entry.code_place, RECODED, what))
        return twin if self.answers.recoded is Recoded.SAME else None

    def _twin(self, entry: Entered) -> StoredRecord | None:
        """The one record of the same name and body, where its code is not in the sheet."""
        name = entry.fields.get(("名称",))
        unit = entry.fields.get(("主体",))
        if not entry.code or not isinstance(name, Text):
            return None
        found = [
            kept
            for kept in self._named.get((entry.layout.shelf, name.value), ())
            if unit is None or bodies_of(kept.node) == codes_in(unit)
        ]
        is_free = len(found) == 1 and (entry.layout.shelf, found[0].code) not in self._told
        return found[0] if is_free else None

    def _listed(self, entry: Entered, complete: Collection[TableLayout]) -> None:
        """A list inside a record, or inside one of its items that has a code."""
        owner = entry.layout.owner
        if owner is None:
            return
        shelf = entry.layout.shelf
        if owner.owner is None:
            key = (shelf, entry.code)
            if owner in complete and key in self._kept and key not in self._told:
                what = (
                    f"“{owner.title}”表里没有 {entry.code}，这里还有它的“{'/'.join(entry.layout.path)}”"
                )
                self.problems.append(Problem(entry.place, LEFT_BEHIND, what))
            if (node := self._at(key)) is None:
                self._report_no_owner(entry)
            else:
                self._now[key] = overlaid(owner.record, node, self._merged(entry, node), entry.place)
            return
        if (held := self._holding(owner, entry.code)) is None:
            self._report_no_owner(entry)
            return
        key, node = held
        items = trees.inside(node, owner.path)
        made = [
            overlaid(owner.record, item, self._merged(entry, item), entry.place)
            if code_of(item, owner.record) == entry.code
            else item
            for item in items_of(items)
        ]
        self._now[key] = overlaid(
            owner.owner.record, node, {owner.path: trees.items(made, node.place)}, entry.place
        )

    def _merged(self, entry: Entered, node: Node) -> Mapping[KeyPath, Node | None]:
        """The list that is told; in a sheet of an office's own, coded items that it lacks are kept."""
        told = entry.fields[entry.layout.path]
        record = entry.layout.record
        if told is None or not code_key(record):
            return entry.fields
        old = {code_of(item, record): item for item in items_of(trees.inside(node, entry.layout.path))}
        now = {
            code_of(item, record): _over(record, old.get(code_of(item, record)), item)
            for item in items_of(told)
        }
        kept = {} if entry.exact else old
        return {entry.layout.path: trees.items(list({**kept, **now}.values()), told.place)}

    def _at(self, key: RecordKey) -> Node | None:
        if key in self._now:
            return self._now[key]
        return self._kept[key].node if key in self._kept else None

    def _holding(self, owner: TableLayout, code: str) -> tuple[RecordKey, Node] | None:
        """The record that has an item of a code in a list; the lists of records are all told by now."""
        if owner not in self._holders:
            nodes = {key: kept.node for key, kept in self._kept.items()}
            self._holders[owner] = by_item({**self._now, **nodes, **self._now}, owner)
        key = self._holders[owner].get(code)
        node = self._at(key) if key else None
        return None if key is None or node is None else (key, node)

    def _report_no_owner(self, entry: Entered) -> None:
        owner = entry.layout.owner
        what = f"没有编码是“{entry.code}”的{owner.record.title if owner else ''}"
        self.problems.append(Problem(entry.place, NO_OWNER, what))

    def _draft(self, entered: Iterable[Entered]) -> None:
        """A flow to begin with, for new records that tell their stages and have no flow."""
        for entry in entered:
            key, record = (entry.layout.shelf, entry.code), entry.layout.record
            new = key not in self._kept and key not in self._was
            node = self._now.get(key)
            if new and node is not None and (flow := drafted(record, node)):
                self._now[key] = overlaid(record, node, {FLOW: flow}, flow.place)

    def _missing(self, whole: Sequence[Entered]) -> Iterator[StoredRecord]:
        """Records of the bodies that the sheet speaks of, which it does not have."""
        shelves = {entry.layout.shelf for entry in whole if entry.layout.code}
        bodies = {(key[0], *bodies_of(node)) for key, node in self._now.items()}
        was = set(map(id, self._was.values()))
        for kept in self.catalogue.records:
            apart = (kept.shelf, kept.code) not in self._now and id(kept) not in was
            if kept.shelf in shelves and apart and (kept.shelf, *bodies_of(kept.node)) in bodies:
                yield kept


def _over(record: type[Record], old: Node | None, item: Node) -> Node:
    """An item with what it says now, and what it had that the sheet has no column for."""
    if old is None:
        return item
    fields: dict[KeyPath, Node | None] = {(key,): value for key, value in trees.entries(item).items()}
    return overlaid(record, old, fields, item.place)


def _with(former: Node | None, code: str, place: Place) -> Node:
    """The former codes, with one more."""
    return (
        trees.items([*items_of(former), trees.text(code, place)], place)
        if former
        else trees.text(code, place)
    )
