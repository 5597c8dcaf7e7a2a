"""Which words no file of a release may hold.

Enters: the records that an audience may not read, and all records by their prints.  Leaves: words of the
first and what lists of persons cover, and which of these each record says: what none says is looked for.
Which record is hidden is read off the records themselves (``hidden.parted``), not taken from what was
left of the county: that is on trial here.  Each record is looked through once, and not again by the next
build while it is what it was.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import Any

from ..basics.digests import digest
from ..basics.persons.word_search import HEAD as SHORTEST
from ..basics.persons.word_search import search_for
from ..basics.values import dataclass
from ..county.site import Site
from ..schema.common import Supervision
from ..schema.compound import Ref
from ..schema.declare import Record
from ..schema.derived.references import PLAIN
from ..schema.kinds import Choice
from ..schema.records.privacy_policy import Privacy
from ..schema.records.unit import Unit
from ..schema.source.packed import values_of

NAME = 3
"""Characters of the shortest covered value that is looked for: names of two are common words."""

_CLAUSE = re.compile(r"[，、；。：！？\s]+")
_PERIOD = re.compile("20[0-9]{2}(?:-(?:[HQ][1-4]|[01][0-9]))?")
"""A year, a quarter, a month: every table has one, and it tells nothing."""
_PROGRAM = ""
SOME = 97
"""One character in so many tells well enough which are seldom."""

_SILENT = PLAIN - {str} | {Ref}


@dataclass(frozen=True, slots=True)
class Sought:
    """Words of hidden records, and clear values of covered cells, wherever else they may stand."""

    hidden: frozenset[str]
    covered: frozenset[str]

    @classmethod
    def of(cls, whole: Site, secret: Iterable[Record]) -> Sought:
        """Whether the county may write a covered value itself is judged at the source
        (``rules.names``)."""
        lists = [listed for notice in whole.notices.values() for listed in notice.lists]
        lines = (line for of in whole.ledgers.values() for sheet in of.sheets for line in sheet.lines)
        covered = (*(listed.withheld for listed in lists), *(line.withheld for line in lines))
        return cls(
            frozenset(part for record in secret for text in _texts(record) for part in _parts(text)),
            frozenset(word for words in covered for word in words if len(word) >= NAME),
        )

    @property
    def digest(self) -> str:
        return digest(repr((sorted(self.hidden), sorted(self.covered))).encode())


@dataclass(frozen=True, slots=True)
class WordsHeard:
    """Which of some words each record says, by its print, and under ``_PROGRAM`` the program itself.

    ``sought`` is the digest of the words, ``usual`` is some of what is said.
    """

    sought: str = ""
    said: Mapping[str, Sequence[str]] = field(default_factory=dict)
    usual: str = ""

    def by(self, prints: Iterable[str]) -> frozenset[str]:
        """What some records and the program say."""
        return frozenset[str]().union(*(self.said[of] for of in (*prints, _PROGRAM)))


def heard(sought: Sought, records: Mapping[str, Record], before: WordsHeard) -> WordsHeard:
    """What records say, by their prints; none that was heard ``before``, by the same program, is looked
    through again."""
    if not (sought.hidden or sought.covered):
        return WordsHeard(sought.digest, dict.fromkeys((*records, _PROGRAM), ()))
    known = before.said if before.sought == sought.digest else {}
    fresh = {of: "\n".join(_texts(records[of])) for of in records.keys() - known.keys()}
    usual = before.usual or "".join(fresh.values())[::SOME]
    every = (sought.hidden, SHORTEST), (sought.covered, NAME)
    search = [search_for(words, shortest, usual) for words, shortest in every]
    if _PROGRAM not in known:
        fresh[_PROGRAM] = _own_words()
    said = {of: sorted({w for some in search for w in some.within(text)}) for of, text in fresh.items()}
    still = {of: known[of] for of in (*records, _PROGRAM) if of in known}
    return WordsHeard(sought.digest, {**still, **said}, usual)


def waived(whole: Site) -> frozenset[str]:
    """Fingerprints of what may be shown."""
    return frozenset(waiver.number for of in whole.of(Privacy).values() for waiver in of.waivers)


def _texts(record: Record) -> frozenset[str]:
    """What a record says, line by line; a post is named with its unit before it."""
    said: set[str] = set()
    _gather(record, said)
    if isinstance(record, Unit):
        said.update(
            f"{name}{post.name}" for post in record.posts for name in (record.name, record.label)
        )
    return frozenset(said)


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
