"""The sentences of a county's prose, with where they were written and what they may speak of.

Enters: a ``Site``.  Leaves: ``Sentence`` values of texts that hold a figure at all.  Only the texts of a
record itself are read, not its parts: those tell of steps, of the past, of what others said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any, cast

from ...basics.problem import Place
from ...basics.values import dataclass
from ...county.site import Site
from ...schema.catalogue import LINKED, Scope
from ...schema.declare import Record
from ...schema.kinds import Line, Prose
from ...schema.records.decisions.decision import Decision
from ...schema.records.notices.notice import Notice

FIGURE = re.compile(r"工作日|[0-9]号|0[0-9]{2,3}-[0-9]{7}|[0-9万亿]元")
_SENTENCE = re.compile(r"[^。！？；!?;\n]+")
_EMPHASIS = re.compile(r"[*_`~]")
_CHANGE = re.compile("由|从|原|压缩|缩短|延长|改为|调整|以前")


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
    """Every sentence of a text with a figure in it."""
    for shelf in LINKED:
        for record in site.of(shelf.record).values() if shelf.scope is Scope.OWN else ():
            for written, text in _texts(record):
                if FIGURE.search(text):
                    place = written()
                    for said in _SENTENCE.findall(_EMPHASIS.sub("", text)):
                        yield Sentence(record, place, said)


def _texts(record: Any) -> Iterator[tuple[Callable[[], Place], str]]:
    """The record's own texts, and where each was written; that of a notice line by line."""
    kind: type = type(record)
    for attribute in _worded(kind):
        value = getattr(record, attribute)
        if isinstance(value, str):
            yield partial(record.at, attribute), value
    if isinstance(record, Decision):
        for step in (record.steps.forecast, record.steps.consult):
            if step:
                yield partial(step.at, "take_part"), step.take_part
    if isinstance(record, Notice):
        for line, text in enumerate(record.body.split("\n"), record.body_line):
            yield partial(Place, record.at().path, line), text


@cache
def _worded(kind: type) -> tuple[str, ...]:
    """What of a kind of record may be a text."""
    keys = cast(type[Record], kind).keys()
    return tuple(name for name, key in keys.items() if isinstance(key.kind, Line | Prose))
