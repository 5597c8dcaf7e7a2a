"""How a record is declared, and how a ``Node`` tree becomes one.

Enters: nodes of ``source``.  Leaves: frozen ``Record`` values that know the place of every
field.  A field is declared once, as ``key(中文键, kind, 说明)``; reading, editor completion
and the field reference are all derived from that declaration.
"""

from __future__ import annotations

import dataclasses
import difflib
import functools
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import field
from typing import Any, ClassVar, Protocol, TypeVar, dataclass_transform
from unicodedata import normalize

from ..basics.problem import FIRST, Code, Place, Problem, at_mark
from ..basics.values import dataclass
from .source.nodes import Node, Table, Text
from .source.packed import Packed

UNKNOWN_KEY = Code("S01", "不认识的键", "请改成上面的键，或者删去这一项；全部键见 docs/fields.md")
MISSING_KEY = Code("S02", "缺少必填的键", "请补上这一项")
WRONG_SHAPE = Code("S03", "值的形状不对", "请对照 docs/fields.md 里这一项的写法")
EMPTY_VALUE = Code("S04", "值是空的", "请填写内容，或者删去这个键")


JsonSchema = dict[str, Any]
T_co = TypeVar("T_co", covariant=True)
R = TypeVar("R", bound="Record")


class Invalid(Exception):
    """The value cannot be read; the problem has been reported."""


@dataclass(slots=True)
class Report:
    """Gathers problems while one file is read."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, place: Place, code: Code, what: str) -> None:
        self.problems.append(Problem(place, code, what))

    def invalid(self, place: Place, code: Code, what: str) -> Invalid:
        """Report a problem and return the exception to raise."""
        self.add(place, code, what)
        return Invalid(what)


class Kind(Protocol[T_co]):
    """A type of value: reads a node, describes itself to editors and to people."""

    def read(self, node: Node, report: Report) -> T_co:
        """The value.  Raises ``Invalid`` once the problem is reported."""

    def json_schema(self) -> JsonSchema:
        """What an editor checks and completes."""

    def label(self) -> str:
        """A few Chinese words for the field reference."""


@dataclass(frozen=True, slots=True)
class Key:
    """The declaration of one field: Chinese key, type, description, source of the rule.

    ``narrows`` marks a list that says whom the record is for, and that means all where it is left out;
    ``lent`` what need not be written where the record's ``lender`` is.
    """

    name: str
    kind: Kind[object]
    doc: str
    source: str
    required: bool
    narrows: bool
    lent: bool


def key(  # noqa: PLR0913  a declaration, read as one line of a table
    name: str,
    kind: Kind[object],
    doc: str,
    *,
    source: str = "",
    default: Any = dataclasses.MISSING,
    narrows: bool = False,
    lent: bool = False,
) -> Any:
    """Declare a field of a record; without ``default`` it is required."""
    declared = Key(
        name=name,
        kind=kind,
        doc=doc,
        source=source,
        required=default is dataclasses.MISSING,
        narrows=narrows,
        lent=lent,
    )
    return dataclasses.field(default=default, metadata={"key": declared})


@dataclass(frozen=True, slots=True)
class Origin(Packed):
    """Where a record, and each of its fields by attribute name (``names``), was written.

    Half a million places of a county are marks in ``path``; what linking takes from elsewhere has its
    place as it is.
    """

    path: str
    mark: int = FIRST
    names: tuple[str, ...] = ()
    marks: tuple[int | Place, ...] = ()

    @classmethod
    def of(cls, whole: Origin, fields: Mapping[str, int | Place]) -> Origin:
        """The origin of what stands where ``whole`` does, its fields ``seen_from`` there."""
        return cls(whole.path, whole.mark, (*fields,), (*fields.values(),))

    def seen_from(self, path: str) -> Mapping[str, int | Place]:
        """Where each field was written: its mark in that path, its place in any other."""
        places = self.marks if path == self.path else map(self.at, self.names)
        return dict(zip(self.names, places, strict=True))

    @property
    def place(self) -> Place:
        return at_mark(self.path, self.mark)

    @property
    def fields(self) -> Mapping[str, Place]:
        return {name: self.at(name) for name in self.names}

    def at(self, attribute: str) -> Place:
        """The place of a field, or of the whole record where the field was left out."""
        if attribute not in self.names:
            return self.place
        mark = self.marks[self.names.index(attribute)]
        return mark if isinstance(mark, Place) else at_mark(self.path, mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Packed):
    """Base of all records; ``origin`` does not take part in equality."""

    origin: Origin = field(compare=False, repr=False)
    title: ClassVar[str] = ""
    """The record's Chinese name, for messages and the field reference."""
    leading: ClassVar[tuple[str, ...]] = ()
    """Attributes whose keys come before all others, also before those of a record that it extends."""
    lender: ClassVar[str] = ""
    """The key that names a ready-made record, whose values stand for what is not written."""

    @classmethod
    @functools.cache
    def keys(cls) -> Mapping[str, Key]:
        """Declared fields by attribute name: the leading ones, then in the order of declaration."""
        found = {f.name: f.metadata["key"] for f in dataclasses.fields(cls) if "key" in f.metadata}
        return {name: found[name] for name in (*cls.leading, *found) if name in found}

    @classmethod
    @functools.cache
    def shape(cls) -> tuple[Mapping[str, tuple[str, Kind[object]]], frozenset[str]]:
        """Attribute and kind of each declared field by its key, and the attributes required."""
        keys = cls.keys().items()
        required = frozenset(attribute for attribute, declared in keys if declared.required)
        return {declared.name: (attribute, declared.kind) for attribute, declared in keys}, required

    def at(self, attribute: str = "") -> Place:
        """The place of a field, or of the whole record where the field was left out."""
        return self.origin.at(attribute)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(key,))
def record(cls: type[R]) -> type[R]:
    """Class decorator: a frozen, slotted record whose fields are declared with ``key``."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


def read_record(cls: type[R], node: Node, report: Report) -> R:
    """A record from a table.

    Raises:
        Invalid: after every problem below ``node`` has been reported.
    """
    if not isinstance(node, Table):
        first = next((key.name for key in cls.keys().values() if key.required), "键")
        what = f"“{cls.title}”应写成若干行“键: 值”，例如“{first}: …”{hint(node)}"
        raise report.invalid(node.place, WRONG_SHAPE, what)
    fields, required = cls.shape()
    values: dict[str, object] = {}
    marks: dict[str, int] = {}
    sound = True
    for key, value in node.entries:
        if key.value not in fields:
            report.add(key.place, UNKNOWN_KEY, _unknown(cls, key.value, fields))
            sound = False
            continue
        attribute, kind = fields[key.value]
        marks[attribute] = value.mark
        try:
            values[attribute] = kind.read(value, report)
        except Invalid:
            sound = False
    if not required <= marks.keys():
        _complain_of_lack(cls, node.place, marks, report)
        sound = False
    if not sound:
        raise Invalid(cls.title)
    origin = Origin(node.path, node.mark, _shared((*marks,)), (*marks.values(),))
    return cls(origin=origin, **values)


@functools.lru_cache(maxsize=4096)
def _shared(names: tuple[str, ...]) -> tuple[str, ...]:
    """The same names, once for all records that state the same fields."""
    return names


def _complain_of_lack(cls: type[Record], place: Place, written: Container[str], report: Report) -> None:
    for attribute, declared in cls.keys().items():
        if declared.required and attribute not in written:
            report.add(place, MISSING_KEY, f"“{cls.title}”缺少“{declared.name}”（{declared.doc}）")


def hint(node: Node) -> str:
    """A guess at the slip behind a value of the wrong shape."""
    if isinstance(node, Text) and "：" in node.value:
        return "；这里的“：”是全角冒号，请改成英文冒号加空格"
    if isinstance(node, Text):
        return f"，这里却是“{node.value[:20]}”" if node.value else "，这里却是空的"
    return "，这里却是“键: 值”" if isinstance(node, Table) else "，这里却是列表"


def quoted_in_chinese(text: str) -> str:
    """What to say of a text that stands in Chinese quotation marks, which YAML takes for part of it."""
    marked = len(text) > 1 and text[0] in "“”‘’「＂＇" and text[-1] in "“”‘’」＂＇"
    return "；外面是中文引号，请删去" if marked else ""


def meant(text: str, values: tuple[str, ...]) -> str:
    """What to say of a text that is none of the words of which one is to be chosen."""
    parts, known = re.split("[、，,；;/ ]+", text), set(values)
    if len(parts) > 1 and known.issuperset(parts):
        return f"；可以选几个的，请写成列表 [{', '.join(parts)}]"
    several = sum(text in value for value in values) > 1
    return quoted_in_chinese(text) or ("" if several else nearest(text, values))


def nearest(word: str, known: Iterable[str]) -> str:
    """“，是不是“…”？” for the known word nearest to ``word``, in whatever case and width, or nothing."""
    plain = {normalize("NFKC", other).casefold(): other for other in known}
    close = difflib.get_close_matches(normalize("NFKC", word).casefold(), plain, n=1, cutoff=0.5)
    return f"，是不是“{plain[close[0]]}”？" if close else ""


def _unknown(cls: type[Record], name: str, known: Iterable[str]) -> str:
    if "：" in name:
        return f"“{name[:30]}”里的“：”是全角冒号，请改成英文冒号加空格"
    return f"“{cls.title}”没有“{name[:30]}”这一项{nearest(name, known)}"
