"""Which words no file of a release may hold.

Enters: the records that an audience may not read, those that it may, and the whole county.  Leaves:
words of the first that stand nowhere else, and what lists of persons cover.  Which record is hidden is
read off the records themselves (``hidden.parted``), not taken from what was left of the county: that
is on trial here.  Each record is looked through once.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..basics.persons.word_search import HEAD as SHORTEST
from ..basics.persons.word_search import Words
from ..county.reviewed import fingerprint
from ..county.site import Site
from ..schema.common import Supervision
from ..schema.compound import Ref
from ..schema.declare import Record, values_of
from ..schema.derived.references import PLAIN
from ..schema.kinds import Choice
from ..schema.records.privacy_policy import Privacy
from ..schema.records.unit import Unit

NAME = 3
"""Characters of the shortest covered value that is looked for: names of two are common words."""

_CLAUSE = re.compile(r"[，、；。：！？\s]+")
_PERIOD = re.compile("20[0-9]{2}(?:-(?:[HQ][1-4]|[01][0-9]))?")
"""A year, a quarter, a month: every table has one, and it tells nothing."""
SOME = 97
"""One character in so many tells well enough which are seldom."""

_SILENT = PLAIN - {str} | {Ref}


@dataclass(frozen=True, slots=True)
class Texts:
    """What records say, line by line, and the names that pages make of two others."""

    said: frozenset[str]
    put_together: frozenset[str]

    @classmethod
    def of(cls, records: Collection[Record]) -> Texts:
        """All of it; a post is named with its unit before it."""
        said: set[str] = set()
        for record in records:
            _gather(record, said)
        units = [record for record in records if isinstance(record, Unit)]
        posts = ((unit, post) for unit in units for post in unit.posts)
        together = (f"{name}{post.name}" for unit, post in posts for name in (unit.name, unit.label))
        return cls(frozenset(said), frozenset(together))


def hidden_words(secret: Texts, seen: Texts) -> frozenset[str]:
    """Texts of hidden records that stand nowhere in what may be seen, nor in the program itself."""
    words = {part for text in secret.said - seen.said for part in _parts(text)}
    return _not_in((*seen.said, *seen.put_together), words, SHORTEST)


def withheld(whole: Site, everything: Iterable[str]) -> frozenset[str]:
    """Clear values that a list covers, but for those that the county itself writes elsewhere.

    Whether it may write them there is judged at the source (``rules.names``).
    """
    lists = [listed for notice in whole.notices.values() for listed in notice.lists]
    lines = (line for of in whole.ledgers.values() for sheet in of.sheets for line in sheet.lines)
    withheld_in = (*(listed.withheld for listed in lists), *(line.withheld for line in lines))
    covered = {word for words in withheld_in for word in words if len(word) >= NAME}
    waived = {waiver.number for policy in whole.of(Privacy).values() for waiver in policy.waivers}
    return frozenset(w for w in _not_in(everything, covered, NAME) if fingerprint(w) not in waived)


def _not_in(texts: Iterable[str], words: set[str], head: int) -> frozenset[str]:
    """Words that stand neither in these texts nor in what the program says itself."""
    known = "\n".join((*texts, _own_words())) if words else ""
    return frozenset(words.difference(Words(words, head, known[::SOME]).within(known)))


def _parts(text: str) -> Iterator[str]:
    """A text, and its clauses, for a screen may break it between two of them."""
    if len(text) >= SHORTEST and not _PERIOD.fullmatch(text):
        yield text
    yield from (clause for clause in _CLAUSE.split(text) if len(clause) >= 2 * SHORTEST)


def _gather(value: object, said: set[str]) -> None:
    """Add every text below a value that is no text itself, line by line."""
    if isinstance(value, Supervision):  # pages say it in one line, hidden or not
        said.add(str(value))
    for part in _PARTS_OF[type(value)](value):
        if isinstance(part, str):
            said.update(map(str.strip, part.splitlines()))
        elif type(part) not in _SILENT:
            _gather(part, said)


class _TextParts(dict[type, Callable[[Any], Iterable[object]]]):
    """How to come by all in which there may be text, learnt once a type; words of a fixed list are
    everyone's."""

    def __missing__(self, kind: type) -> Callable[[Any], Iterable[object]]:
        self[kind] = self._learnt(kind)
        return self[kind]

    def _learnt(self, kind: type) -> Callable[[Any], Iterable[object]]:
        if issubclass(kind, tuple):
            return iter
        if issubclass(kind, Mapping):
            return kind.values
        if not dataclasses.is_dataclass(kind) or issubclass(kind, Ref):
            return values_of(())
        keys = kind.keys() if issubclass(kind, Record) else {}
        fixed = {name for name, key in keys.items() if isinstance(key.kind, Choice)}
        fixed.add("origin" if issubclass(kind, Record) else "place")
        names = (field.name for field in dataclasses.fields(kind))
        return values_of([name for name in names if name not in fixed])


_PARTS_OF = _TextParts()


@cache
def _own_words() -> str:
    """What the program and its theme say on any county's pages."""
    package = Path(__file__).parent.parent
    theme = package / "theme" if (package / "theme").is_dir() else package.parent.parent / "theme"
    own = (*package.rglob("*.py"), *theme.rglob("*.html"), *theme.rglob("*.css"), *theme.rglob("*.js"))
    return "\n".join(path.read_text(encoding="utf-8") for path in own)
