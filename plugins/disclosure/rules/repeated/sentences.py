"""The sentences of a county's prose, with where they were written and what they may speak of.

Enters: a ``Site``.  Leaves: ``Sentence`` values of those that hold a figure at all.  Only the texts of a
record itself are read, not its parts: those tell of steps, of the past, of what others said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, cast

from ...basics.problem import Place
from ...basics.values import dataclass, regex
from ...county.site import Site
from ...schema.catalogue import LINKED, Scope
from ...schema.declare import Record
from ...schema.kinds import Line, Prose
from ...schema.records.decisions.decision import Decision
from ...schema.records.notices.notice import Notice

FIGURE = regex(r"工作日|[0-9]号|0[0-9]{2,3}-[0-9]{7}|[0-9万亿]元")
_SENTENCE = regex(r"[^。！？；!?;\n]+")
_EMPHASIS = regex(r"[*_`~]")
_CHANGE = regex("由|从|原|压缩|缩短|延长|改为|调整|以前")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a record, without marks of emphasis."""

    of: Any
    place: Place
    text: str

    @property
    def tells_of_a_change(self) -> bool:
        """Whether what was stands beside what is."""
        return _CHANGE.search(self.text) is not None


SentenceJudge = Callable[[Sentence], Iterator[str]]
"""Says what in a sentence is not as declared."""


def sentences(site: Site) -> Iterator[Sentence]:
    """Every sentence with a figure in it, of a text that has one as it is written."""
    for shelf in LINKED:
        for record in site.of(shelf.record).values() if shelf.scope is Scope.OWN else ():
            for place, text in _texts(record):
                for said in filter(FIGURE.search, _SENTENCE.findall(_EMPHASIS.sub("", text))):
                    yield Sentence(record, place, said)


def _texts(record: Any) -> Iterator[tuple[Place, str]]:
    """The record's own texts with a figure, and where each was written; a notice's line by line."""
    kind: type = type(record)
    for attribute in _worded(kind):
        value = getattr(record, attribute)
        if isinstance(value, str) and FIGURE.search(value):
            yield record.at(attribute), value
    if isinstance(record, Decision):
        for step in (record.steps.forecast, record.steps.consult):
            if step and FIGURE.search(step.take_part):
                yield step.at("take_part"), step.take_part
    if isinstance(record, Notice):
        for line, text in enumerate(record.body.split("\n"), record.body_line):
            if FIGURE.search(text):
                yield Place(record.at().path, line), text


@cache
def _worded(kind: type) -> tuple[str, ...]:
    """What of a kind of record may be a text."""
    keys = cast(type[Record], kind).keys()
    return tuple(name for name, key in keys.items() if isinstance(key.kind, Line | Prose))
