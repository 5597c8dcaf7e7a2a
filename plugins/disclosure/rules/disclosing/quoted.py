"""Rules on what slips out in words: a sentence of an internal record in a public one.

The leak gate cannot tell such a sentence from a public one, since a public record says it: whoever
wrote it there may have meant to.  So it is told before, as a reminder.

Source: 《中国共产党党务公开条例（试行）》第八条；《政府信息公开条例》第十六条 (internal matters).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ...basics.persons.word_search import Words
from ...basics.problem import Code, Place, Problem, Severity
from ...county.site import PLAIN, Site
from ...schema.catalogue import LINKED, Scope
from ...schema.common import PUBLIC, Placed
from ...schema.declare import Record
from ...schema.kinds import Line, Prose
from ...schema.records.powers.power import Basis
from ...schema.records.unit import Unit
from ..registry import rule

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


@rule(QUOTED)
def nothing_internal_is_quoted(site: Site) -> Iterator[Problem]:
    """No record for everyone repeats a whole sentence of one that is not for everyone."""
    internal = {said: record for record in _records(site, public=False) for _, said in _said(record)}
    search = Words(internal)
    repeated: dict[str, list[Place]] = {}
    for record in _records(site, public=True) if internal else ():
        whole = "\n".join(words.text for words in _own_words(record))
        for place, said in _said(record) if any(search.within(whole)) else ():
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


class _Words(NamedTuple):
    """A text of a record's own, and where it stands."""

    holder: Record | Placed
    attribute: str
    text: str

    @property
    def place(self) -> Place:
        return self.holder.place if isinstance(self.holder, Placed) else self.holder.at(self.attribute)


def _said(record: Record) -> Iterator[tuple[Place, str]]:
    """Every sentence of a record's own words."""
    for words in _own_words(record):
        yield from ((words.place, said) for said in _sentences(words.text))


def _own_words(record: Record) -> list[_Words]:
    """Every text of a record long enough; what it quotes of a law is everyone's."""
    body = getattr(record, "body", "")
    found = [_Words(record, "", body)] if body else []
    _gather(record, found)
    return found


def _gather(value: object, found: list[_Words]) -> None:
    if isinstance(value, Placed):
        found.append(_Words(value, "", value.text))
    elif isinstance(value, Record) and not isinstance(value, Basis):
        for attribute, key in value.keys().items():
            inner = getattr(value, attribute)
            if isinstance(inner, str):
                if len(inner) >= LEAST and isinstance(key.kind, Line | Prose):
                    found.append(_Words(value, attribute, inner))
            elif type(inner) not in PLAIN:
                _gather(inner, found)
    elif isinstance(value, tuple):
        for part in value:
            if type(part) not in PLAIN:
                _gather(part, found)


def _sentences(text: str) -> Iterator[str]:
    return (said for found in _SENTENCE.findall(text) if len(said := found.strip()) >= LEAST)
