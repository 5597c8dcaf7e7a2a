"""Rules on what slips out in words: a sentence of an internal record in a public one.

The leak gate cannot tell such a sentence from a public one, since a public record says it: whoever
wrote it there may have meant to.  So it is told before, as a reminder.

Source: 《中国共产党党务公开条例（试行）》第八条；《政府信息公开条例》第十六条 (internal matters).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ...basics.digests import digest
from ...basics.persons.word_search import Words
from ...basics.problem import Code, Place, Problem, Severity
from ...county.lookups.prints import Prints
from ...county.read import Remember, SourceFile
from ...county.site import Site
from ...schema.catalogue import LINKED, Scope
from ...schema.common import PUBLIC, Placed
from ...schema.declare import Record
from ...schema.derived.references import PLAIN
from ...schema.kinds import Choice, Line, Prose, Scalar
from ...schema.records.powers.basis import Basis
from ...schema.records.unit import Unit
from ...schema.source.packed import values_of
from ..registry import remembering_rule

QUOTED = Code(
    "R67",
    "公开的内容里有内部的话",
    "请核对两条记录的公开范围：确可公开的不用理会，不可公开的请从这里删去",
    Severity.REMINDER,
    "《中国共产党党务公开条例（试行）》第八条",
)
LEAST = 12
"""Characters of the shortest sentence that is somebody's own; shorter ones are phrases of the trade."""

USUAL = 2
"""Places in public records above which a sentence is a phrase that everyone uses."""
_SENTENCE = re.compile(r"[^。！？；!?;\n]+")


@remembering_rule(QUOTED)
def nothing_internal_is_quoted(site: Site, remember: Remember) -> Iterator[Problem]:
    """No record for everyone repeats a whole sentence of one that is not for everyone."""
    internal = {said: record for record in _records(site, public=False) for _, said in _said(record)}
    search, prints = Words(internal), Prints(site)
    sought = digest("\n".join(sorted(internal)).encode())

    def is_repeating(record: Record) -> bool:
        told = f"{sought} {prints.of(record)}".encode()
        return remember(lambda _: any(search.within(_words(record))), SourceFile(QUOTED.id, told))

    repeated: dict[str, list[Place]] = {}
    for record in filter(is_repeating, _records(site, public=True) if internal else ()):
        for place, said in _said(record):
            for found in dict.fromkeys(search.within(said)):
                repeated.setdefault(found, []).append(place)
    for found, places in repeated.items():
        source = internal[found]
        what = f"“{found[:20]}……”也写在“{source.name}”里，那里的公开范围是“{source.scope}”"
        yield from (Problem(place, QUOTED, what) for place in places if len(places) <= USUAL)


def _records(site: Site, *, public: bool) -> Iterator[Any]:
    """Records of the kinds that say themselves who may read them."""
    for shelf in LINKED:
        for record in site.of(shelf.record).values() if shelf.scope is Scope.OWN else ():
            if _is_public(site, record) is public:
                yield record


def _is_public(site: Site, record: Any) -> bool:
    home = record if isinstance(record, Unit) else site.units[record.unit.code]
    return bool(record.scope == PUBLIC and home.scope == PUBLIC)


def _words(record: Record) -> str:
    """All words of a record in one text, line by line: most hold nothing that is looked for."""
    found: list[object] = [getattr(record, "body", "")]
    _gather(record, found)
    return "\n".join(text for text in found if isinstance(text, str) and len(text) >= LEAST)


def _gather(value: object, found: list[object]) -> None:
    if isinstance(value, Record):
        words, parts = _FIELDS[type(value)]
        found += words(value)
        value = parts(value)
    for part in value if isinstance(value, tuple) else ():
        if isinstance(part, Placed):
            found.append(part.text)
        elif type(part) not in PLAIN:
            _gather(part, found)


_Values = Callable[[object], tuple[object, ...]]


class _WordFields(dict[type[Record], tuple[_Values, _Values]]):
    """How to come by the words of a record, and by what holds more: learnt of each type once."""

    def __missing__(self, kind: type[Record]) -> tuple[_Values, _Values]:
        keys = kind.keys().items()
        words = [name for name, key in keys if isinstance(key.kind, Line | Prose)]
        parts = [name for name, key in keys if not isinstance(key.kind, Scalar | Choice)]
        self[kind] = values_of(words), values_of(parts)
        return self[kind]


_FIELDS = _WordFields()


def _said(record: Record) -> Iterator[tuple[Place, str]]:
    """Every sentence of a record's own words; what it quotes of a law is everyone's."""
    for attribute, key in record.keys().items():
        value = getattr(record, attribute)
        if isinstance(value, str) and isinstance(key.kind, Line | Prose):
            yield from ((record.at(attribute), said) for said in _sentences(value))
        elif not isinstance(value, str):
            yield from _inside(value)
    body = getattr(record, "body", "")
    yield from ((record.at(), said) for said in _sentences(body))


def _inside(value: object) -> Iterator[tuple[Place, str]]:
    if isinstance(value, Placed):
        yield from ((value.place, said) for said in _sentences(value.text))
    elif isinstance(value, Record) and not isinstance(value, Basis):
        yield from _said(value)
    elif isinstance(value, tuple):
        for part in value:
            yield from _inside(part)


def _sentences(text: str) -> Iterator[str]:
    return (said for found in _SENTENCE.findall(text) if len(said := found.strip()) >= LEAST)
