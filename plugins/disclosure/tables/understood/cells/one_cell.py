"""A whole list of records in one cell: 责任事项 by stages, 依据 one below the other, 子项 by name.

Enters: the words of a cell and the record of which the list holds several.  Leaves: the list as a node.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ....schema.declare import Record
from ....schema.records.powers.basis import Basis
from ....schema.records.powers.item import Duty, SubItem
from ....schema.source.nodes import Node
from ... import trees
from ...grid import CellPlace
from .listed import NumberedStage, items, joined, stages

MOST_CITED = 200
_CITED = re.compile(
    r"^(《[^》]{2,80}》(?:（[^（）]{2,40}）)?(?:第[^，。；：:]{1,20}?[条款项](?:、第[^，。；：:]{1,20}?[条款项])*)?)[，。：:；\s]*"
)
_NEXT_LAW = re.compile(
    r"\n(?=[\s\u3000]*(?:\d{1,2}[.．、]|[一二三四五六七八九十]{1,2}、|【[^】]{2,8}】)?[\s\u3000]*《)"
)
_SORT = re.compile(r"^【[^】]{2,8}】\s*")


def listed_in(record: type[Record], words: str, place: CellPlace) -> Node:
    """The list that a cell holds."""
    make = _LISTS.get(record)
    if make is not None:
        return make(words, place)
    first = next(iter(record.keys().values()))
    nodes = [trees.table({first.name: trees.text(item, place)}, place) for item in items(words)]
    return trees.items(nodes, place)


def _duties(words: str, place: CellPlace) -> Node:
    """Stages with what is to be done in each; a text that names no stage is one duty, 办理."""
    told = stages(words)
    pairs = told or [NumberedStage("办理", item) for item in items(words)]
    return trees.items([_record(place, 环节=stage, 内容=content) for stage, content in pairs], place)


def _bases(words: str, place: CellPlace) -> Node:
    """Citations, each with the words of the provision where they are quoted."""
    laws = [part for part in _NEXT_LAW.split(words) if part.strip()]
    parts = items(words) if len(laws) == 1 else [joined(law) for law in laws]
    return trees.items([_basis(_unnumbered(part), place) for part in parts], place)


def _basis(part: str, place: CellPlace) -> Node:
    found = _CITED.match(_SORT.sub("", part))
    if found is None or not (rest := _SORT.sub("", part)[found.end() :].strip()):
        return _record(place, 引用=part)
    return _record(place, 引用=found[1], 原文=rest)


def _unnumbered(part: str) -> str:
    return re.sub(r"^[\s\u3000]*(?:\d{1,2}[.．、]|[一二三四五六七八九十]{1,2}、)\s*", "", part)


def _subitems(words: str, place: CellPlace) -> Node:
    """Names of 子项; their codes are given by whoever knows that of the power."""
    return trees.items([_record(place, 名称=name) for name in items(words)], place)


def _record(place: CellPlace, **values: str) -> Node:
    return trees.table({key: trees.text(value, place) for key, value in values.items()}, place)


_LISTS: Mapping[type[Record], Callable[[str, CellPlace], Node]] = {
    Duty: _duties,
    Basis: _bases,
    SubItem: _subitems,
}
"""Lists that offices write in one cell in a manner of their own."""
