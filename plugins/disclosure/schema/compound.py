"""Types that hold other values: references, terms, lists, records, named values.

Enters: nodes.  Leaves: ``Ref``, tuples and records.  A list is read to its end even where an item
is wrong, so that all problems of a file show in one run.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import ClassVar, Generic, TypeVar

from ..basics.problem import Code, Place
from ..basics.values import dataclass
from .declare import (
    WRONG_SHAPE,
    Invalid,
    JsonSchema,
    Kind,
    Origin,
    Record,
    Report,
    hint,
    nearest,
    read_record,
)  # fmt: skip
from .forms import WHITE, says
from .kinds import BAD_CHOICE, CodeText, Line, Scalar, words
from .source.nodes import Items, Node, Table, Text
from .source.packed import Packed

TOO_FEW = Code("S14", "项数不够", "请补齐")

T = TypeVar("T", covariant=True)
R = TypeVar("R", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True)
class Ref(Packed):
    """A reference to a record, by the record's title (机构, 岗位, …) and its code."""

    to: str
    code: str
    place: Place = field(repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ref) and (self.to, self.code) == (other.to, other.code)

    def __hash__(self) -> int:
        return hash((self.to, self.code))


@dataclass(frozen=True, slots=True)
class Reference:
    """A word that means a record; ``site`` sees to it that the record exists.

    ``written`` is how it is written, ``name`` how a schema calls what a county has registered.
    """

    to: str
    written: ClassVar[Scalar[str]]

    @property
    def name(self) -> str:
        return f"{self.to}的编码"

    def read(self, node: Node, report: Report) -> Ref:
        return Ref(self.to, self.written.read(node, report), node.place)

    def json_schema(self) -> JsonSchema:
        return {"$ref": f"#/$defs/{self.name}"}

    def label(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class RefTo(Reference):
    """The code of another record.

    A name, or several in one, is read as well: only ``link`` knows which code is meant by it.
    """

    written = CodeText()

    def read(self, node: Node, report: Report) -> Ref:
        return Ref(self.to, words(node, report).strip(WHITE), node.place)


@dataclass(frozen=True, slots=True)
class Term(Reference):
    """A word from a vocabulary that ``county.yaml`` declares (层级, 职权类别, 载体, …)."""

    written = Line(40)

    @property
    def name(self) -> str:
        return f"登记的{self.to}"

    def label(self) -> str:
        return f"county.yaml 里{self.name}"


@dataclass(frozen=True, slots=True)
class Many(Generic[T]):
    """A list; a single value stands for a list of one where ``lone`` is set."""

    of: Kind[T]
    least: int = 1
    lone: bool = False

    def read(self, node: Node, report: Report) -> tuple[T, ...]:
        if self.lone and not isinstance(node, Items):
            return (self.of.read(node, report),)
        if isinstance(node, Text) and isinstance(self.of, Line) and not says(node.value):
            self.of.read(node, report)  # of no use in a list either
        if not isinstance(node, Items):
            raise report.invalid(
                node.place, WRONG_SHAPE, f"这里应是以“- ”开头的列表{hint(node)}{_several(node)}"
            )
        if len(node.items) < self.least:
            raise report.invalid(node.place, TOO_FEW, f"至少要 {self.least} 项")
        return read_all(self.of, node.items, report)

    def json_schema(self) -> JsonSchema:
        items = self.of.json_schema()
        listed: JsonSchema = {"type": "array", "items": items, "minItems": self.least}
        return {"anyOf": [items, listed]} if self.lone else listed

    def label(self) -> str:
        return f"列表：{self.of.label()}"


@dataclass(frozen=True, slots=True)
class Nested(Generic[R]):
    """A record within a record."""

    of: type[R]

    def read(self, node: Node, report: Report) -> R:
        return read_record(self.of, node, report)

    def json_schema(self) -> JsonSchema:
        return {"$ref": f"#/$defs/{self.of.title}"}

    def label(self) -> str:
        return f"《{self.of.title}》"


@dataclass(frozen=True, slots=True)
class Brief(Generic[R]):
    """A record told in full, or only the one value that says most of it: that of the key ``by``.

    ``alone`` is how that value is written by itself, where otherwise than in the record.
    """

    of: type[R]
    by: str
    alone: Kind[object] | None = None

    def holds(self) -> tuple[object, ...]:
        return (self.shortest, Nested(self.of))

    def read(self, node: Node, report: Report) -> R:
        if isinstance(node, Table):
            return read_record(self.of, node, report)
        told = {self.of.shape()[0][self.by][0]: self.shortest.read(node, report)}
        return self.of(origin=Origin(node.path, node.mark), **told)

    @property
    def shortest(self) -> Kind[object]:
        """How the one value is written."""
        return self.alone or self.of.shape()[0][self.by][1]

    def json_schema(self) -> JsonSchema:
        return {"anyOf": [self.shortest.json_schema(), Nested(self.of).json_schema()]}

    def label(self) -> str:
        return f"{self.shortest.label()}，或《{self.of.title}》"


@dataclass(frozen=True, slots=True)
class Named(Generic[T]):
    """A table whose keys are names chosen by the clerk, or taken from ``names``."""

    of: Kind[T]
    names: tuple[str, ...] = ()

    def read(self, node: Node, report: Report) -> tuple[tuple[str, T], ...]:
        if not isinstance(node, Table):
            raise report.invalid(node.place, WRONG_SHAPE, f"这里应写成若干行“键: 值”{hint(node)}")
        strange = [e.key for e in node.entries if self.names and e.key.value not in self.names]
        for name in strange:
            what = f"“{name.value[:40]}”不是 {'、'.join(self.names)} 之一"
            report.add(name.place, BAD_CHOICE, what + nearest(name.value, self.names))
        values = read_all(self.of, [e.value for e in node.entries], report)
        if strange:
            raise Invalid(strange[0].value)
        return tuple((e.key.value, v) for e, v in zip(node.entries, values, strict=True))

    def json_schema(self) -> JsonSchema:
        if not self.names:
            return {"type": "object", "additionalProperties": self.of.json_schema()}
        properties = {name: self.of.json_schema() for name in self.names}
        return {"type": "object", "properties": properties, "additionalProperties": False}

    def label(self) -> str:
        return f"名称到{self.of.label()}的对应"


def _several(node: Node) -> str:
    """How a text that names one or several is to be written."""
    parts = re.split("[、，,；;]", node.value) if isinstance(node, Text) and node.value else []
    listed = f" [{', '.join(map(str.strip, parts))}]"[:80]
    return f"；{'几项' if len(parts) > 1 else '一项也'}请写成{listed}" if parts else ""


def read_all(kind: Kind[T], nodes: list[Node] | tuple[Node, ...], report: Report) -> tuple[T, ...]:
    """Every value read, so that all problems show at once.  Raises ``Invalid`` if any failed."""
    values: list[T] = []
    for node in nodes:
        try:
            values.append(kind.read(node, report))
        except Invalid:
            continue
    if len(values) < len(nodes):
        raise Invalid("list")
    return tuple(values)
