"""The tables that are published as data, each with its columns: all of it from the declared fields.

Enters: an ``Edition``.  Leaves: ``DataSet`` values, a catalogue each, with ``DataTable`` values: its
records, and one for each list in them that belongs to records with codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property, partial

from ...basics.values import dataclass
from ...county.facts.histories import in_force
from ...county.site import code_of
from ...schema.catalogue import SHELF_OF
from ...schema.compound import RefTo
from ...schema.declare import Record
from ...schema.kinds import Choice, Count, Date
from ...schema.records.decisions.decision import Decision
from ...schema.records.notices.notice import Notice
from ...schema.records.notices.validity import ENDED
from ...schema.records.powers.power import Power
from ...schema.records.publicity import PublicityCatalogue, PublicityRow
from ...schema.records.unit import Unit
from ...schema.source.packed import values_of
from ...tables.declared import Column, TableLayout, layouts_for
from ..edition import Edition
from ..parts import urls, words
from ..parts.addresses import base_of
from .plain_values import HEADED, OWN_FILES, WHOLE, Extent, in_cell, is_plain

ADDRESS = "网页"
"""The head of the column that says where a record is shown: its lasting id."""

_WITHIN = "_"
"""Between the name of a table and that of a list in its records."""

CellTexts = tuple[str, ...]
Found = Iterator[tuple[CellTexts, Record]]
"""Records, each behind what its row says of those to which it belongs."""
ToldRows = tuple[Record, CellTexts, CellTexts]
"""A record of which rows are made, what stands before and what behind its own values."""


@dataclass(frozen=True)
class DataColumn:
    """A column; ``refers`` is the title of the records whose codes stand in it."""

    head: str
    doc: str
    sort: str = "string"
    required: bool = False
    choices: tuple[str, ...] = ()
    refers: str = ""


AS_OF = (
    DataColumn("现在的效力", "没有写效力的空着", choices=(in_force.IN_FORCE, *ENDED)),
    DataColumn("不再有效从", "失效、废止、被替代的，从哪一天起", "date"),
    DataColumn("以哪天为准", "写了有效期至的，过没过以这一天为准：生成这份数据的日期", "date"),
)
"""What is said of a notice beside what it says itself: the day in it may have passed."""


@dataclass(frozen=True)
class DataTable:
    """A table: ``name`` is what files and programs call it; ``key`` the head of the codes, if any.

    A row is a record ``within`` one of the ``owners``, which may be that itself; from its attributes
    ``fields`` lead to its values.  That of a notice has its ``standing`` as of the day as well, and one
    that has a page says where.
    """

    name: str
    title: str
    record: type[Record]
    columns: tuple[DataColumn, ...]
    fields: tuple[tuple[str, ...], ...]
    owners: Callable[[Edition], Found]
    within: Callable[[Record], Found]
    key: str = ""
    paged: bool = False

    def standing(self, edition: Edition, record: Record) -> CellTexts:
        """The values of ``AS_OF``; none for what cannot be in force, no day where none can come."""
        if not isinstance(record, Notice):
            return ()
        told, force = in_force.standing(edition.site, record), record.force
        ended = words.day(told.ended) if told else ""
        as_of = edition.site.as_of if force and force.until and not force.has_ended else None
        return told.state if told else "", ended, words.day(as_of)

    def told(self, edition: Edition) -> Sequence[ToldRows]:
        """All that decides the rows, owner by owner that has any."""
        return [told for told, _ in self.counted(edition)]

    def counted(self, edition: Edition) -> Sequence[tuple[ToldRows, int]]:
        """The same, each with how many rows it decides; several files tell of each table, and several
        tables of the same."""
        of = self.name if self.paged else f"what is within {self.name.partition(_WITHIN)[0]}"
        every = edition.reads.once(f"rows of {of}", lambda: tuple(self._told(edition)))
        return [of for of in zip(every, self._counts(edition), strict=True) if of[1]]

    def _told(self, edition: Edition) -> Iterator[ToldRows]:
        for lead, owner in self.owners(edition):
            where = (address(edition, owner),) if self.paged else ()
            yield owner, lead, (*self.standing(edition, owner), *where)

    def rows(self, owner: Record, lead: CellTexts, tail: CellTexts) -> Iterator[tuple[str | int, ...]]:
        """The rows of an owner, a value for each column."""
        for inner, record in self.within(owner):
            found = zip(self._values(record), self.fields, strict=True)
            cells = [in_cell(value if len(path) == 1 else _at(value, path[1:])) for value, path in found]
            yield (*lead, *inner, *cells, *tail)

    @cached_property
    def _values(self) -> Callable[[object], tuple[object, ...]]:
        """How to take from a record what leads to its values."""
        return values_of([path[0] for path in self.fields])

    def count(self, edition: Edition) -> int:
        """How many rows it has."""
        return sum(self._counts(edition))

    def _counts(self, edition: Edition) -> Sequence[int]:
        """How many rows each owner has."""

        def counts() -> Iterator[int]:
            return (sum(1 for _ in self.within(owner)) for _, owner in self.owners(edition))

        return edition.reads.once(f"numbers of {self.name}", lambda: tuple(counts()))


@dataclass(frozen=True)
class DataSet:
    """A catalogue: one workbook, one JSON file, a CSV file for each table, the first for its records."""

    about: str
    share: Extent
    tables: tuple[DataTable, ...]

    @property
    def whole(self) -> DataTable:
        """The table of its records."""
        return self.tables[0]

    def held(self, edition: Edition) -> tuple[DataTable, ...]:
        """The tables in which anything stands; to know of one that is empty takes all its records."""
        return edition.reads.once(f"tables of {self.whole.name}", partial(self._held, edition))

    def _held(self, edition: Edition) -> tuple[DataTable, ...]:
        return tuple(table for table in self.tables if table.count(edition))


def published(edition: Edition) -> tuple[DataSet, ...]:
    """The catalogues of which the county has anything."""
    return tuple(data for data in datasets().values() if data.held(edition))


def address(edition: Edition, record: Record) -> str:
    """Where a record is shown, in full."""
    return base_of(edition.site.county) + urls.record(type(record), code_of(record))


@cache
def datasets() -> dict[str, DataSet]:
    """All catalogues by their names."""
    found = (
        _dataset(Unit, "公布职权的机构，和各机构的岗位", WHOLE),
        _dataset(Power, "每一项职权的全文：依据、责任事项、材料、时限、监督", WHOLE),
        _dataset(Decision, "四重一大决策：标题、主体、类别、状态、内容", HEADED),
        _dataset(Notice, "公告、政策文件、办事指南、制度规定：标题、栏目、日期", HEADED),
        DataSet("公开目录里的每一项：公开什么、由谁公开、多久一次", HEADED, (_publicity(),)),
    )
    return {data.whole.name: data for data in found}


def _dataset(record: type[Record], about: str, share: Extent) -> DataSet:
    layouts = layouts_for(SHELF_OF[record], record)
    return DataSet(about, share, tuple(_table(x) for x in layouts if share.whole or not x.owner))


def _table(layout: TableLayout) -> DataTable:
    columns = _shown(layout.record, layout.columns)
    owner = layout.owner
    head = owner.record.title if owner else ""
    lead = (
        (DataColumn(layout.owner_head, f"哪一项{head}的", required=True, refers=head),) if owner else ()
    )
    tail = () if owner else (DataColumn(ADDRESS, "公开它的网页，长期不变", required=True),)
    return DataTable(
        name=_name(layout),
        title=layout.title,
        record=layout.record,
        columns=(*lead, *map(_column, columns), *(AS_OF if layout.record is Notice else ()), *tail),
        fields=tuple(_attributes(layout.record, column.path) for column in columns),
        owners=partial(_whole, _outermost(layout)),
        within=_inside(layout),
        key=layout.code,
        paged=owner is None,
    )


def _publicity() -> DataTable:
    """The rows of 公开目录, which have no codes: each behind its catalogue and its field."""
    keys = HEADED.keys(PublicityRow)
    columns = [Column((key.name,), key, PublicityRow, key.required) for key in keys.values()]
    lead = (
        DataColumn("目录", "哪一份公开目录的编码", required=True),
        DataColumn("分类", "目录里的哪一类", required=True),
    )
    return DataTable(
        name="publicity",
        title=PublicityCatalogue.title,
        record=PublicityRow,
        columns=(*lead, *map(_column, columns)),
        fields=tuple((name,) for name in keys),
        owners=_of_catalogues,
        within=_itself,
    )


def _of_catalogues(edition: Edition) -> Found:
    for catalogue in edition.site.of(PublicityCatalogue).values():
        for group in catalogue.groups:
            yield from (((catalogue.code, group.name), row) for row in group.rows)


def _whole(kind: type[Record], edition: Edition) -> Found:
    return (((), record) for record in edition.site.of(kind).values())


def _outermost(layout: TableLayout) -> type[Record]:
    return _outermost(layout.owner) if layout.owner else layout.record


def _itself(record: Record) -> Found:
    yield (), record


def _inside(layout: TableLayout) -> Callable[[Record], Found]:
    """How to come by the records of a table that are within an outermost one."""
    if layout.owner is None:
        return _itself
    path = _attributes(layout.owner.record, layout.path)
    coded = _attributes(layout.owner.record, (layout.owner.code,))
    return partial(_records, _inside(layout.owner), coded, path)


def _records(
    owners: Callable[[Record], Found], coded: tuple[str, ...], path: tuple[str, ...], outermost: Record
) -> Found:
    for _, owner in owners(outermost):
        held = _at(owner, path)
        if held and isinstance(held, tuple):
            lead = (str(_at(owner, coded)),)
            yield from ((lead, inner) for inner in held)


def _shown(record: type[Record], columns: Iterable[Column]) -> list[Column]:
    own = {key.name for name, key in record.keys().items() if name in OWN_FILES}
    return [c for c in columns if c.path[0] not in own and is_plain(c.key)]


def _column(column: Column) -> DataColumn:
    kind = column.key.kind
    sort = "integer" if isinstance(kind, Count) else "date" if isinstance(kind, Date) else "string"
    choices = kind.values if isinstance(kind, Choice) else ()
    refers = kind.to if isinstance(kind, RefTo) else ""
    return DataColumn(
        column.head, column.key.doc, sort, required=column.required, choices=choices, refers=refers
    )


def _name(layout: TableLayout) -> str:
    """units, units_posts: by the attributes, as a database calls a table."""
    if layout.owner is None:
        return layout.shelf.pages
    return _WITHIN.join((_name(layout.owner), *_attributes(layout.owner.record, layout.path)))


def _attributes(record: type[Record], path: tuple[str, ...]) -> tuple[str, ...]:
    """The attributes behind a path of keys."""
    name, *rest = path
    attribute, kind = record.shape()[0][name]
    return (attribute, *_attributes(getattr(kind, "of"), tuple(rest))) if rest else (attribute,)  # noqa: B009  one record inside another


def _at(value: object, path: tuple[str, ...]) -> object:
    for attribute in path:
        value = getattr(value, attribute, None)
    return value
