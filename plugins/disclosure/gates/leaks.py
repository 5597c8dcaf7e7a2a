"""Gate: no words of a record that the audience may not see, however they are wrapped.

Enters: the files of a release, the whole county and the part of it that is for the audience.
Leaves: a problem for each file that holds such words, in its name or in any layer of its bytes
(``unwrap``), and for each that could not be opened to the last layer: what nobody has read is
let through only where someone has looked and signed (privacy.yaml, 签字).

It looks at words only; that counts, order and dates tell nothing either is shown by the
comparison of two builds (``tests/trust/equality.py``).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..basics.persons.word_search import HEAD as SHORTEST
from ..basics.persons.word_search import Words
from ..basics.problem import Code, Problem
from ..county.reviewed import PRINT, fingerprint
from ..county.site import Site
from ..schema.compound import Ref
from ..schema.declare import Record
from ..schema.kinds import Choice
from ..schema.records.unit import Unit
from .reading.quiet import Quiet
from .reading.sieve import New
from .reading.traces import Traces
from .reading.unwrap import Closed, Layer, is_wrapped, layers, readings, runs_of_base64
from .written import Gate, WrittenFile

HIDDEN = Code("C06", "有不该让这些读者看到的话", "请核对这条记录和引用它的记录的“公开范围”")
CLOSED = Code(
    "C07",
    "打不开的文件",
    "没有人读过的不能公布：请换成打得开的；附件换不了的，看过后把散列登记到 privacy.yaml 的“签字”",
)

COVERED = Code("C11", "名单里遮盖的内容写成了原样", "请在它的来源处同样遮盖")


NAME = 3
"""Characters of the shortest covered value that is looked for: names of two are common words."""

_CLAUSE = re.compile(r"[，、；。：！？\s]+")


@dataclass
class Leaks(Gate):
    """``secrets`` are words that no file may hold, ``withheld`` clear values of covered cells.

    ``signed`` are digests of files that a person has read.
    """

    secrets: Collection[str]
    signed: Collection[str] = ()
    withheld: Collection[str] = ()

    def __post_init__(self) -> None:
        covered = [word for word in self.withheld if len(word) >= NAME]
        self.words, self.covered = Words(self.secrets), Words(covered, NAME)
        self.traces = Traces((*self.secrets, *covered))
        self.runs, self.said = Quiet(self._telling), Quiet(self._traced)
        self.loud: set[bytes] = set()

    def learn(self, new: New) -> None:
        tags = [tag.data for tag in new.tags]
        if self.traces.stand_in(b"<".join(tags).decode()):
            self.loud.update(tag for tag in tags if self.traces.stand_in(tag.decode()))
        parts = (*tags, *new.texts)
        if self._wraps(b"<".join(parts)):
            self.loud.update(part for part in parts if self._wraps(part))

    def look(self, file: WrittenFile) -> Iterator[Problem]:
        hidden, covered = set(self.words.within(file.name)), set(self.covered.within(file.name))
        closed: list[str] = []
        for layer in () if self.is_quiet(file) else layers(file.data):
            if isinstance(layer, Closed):
                closed.append(layer.why)
                continue
            for text in readings(layer):
                hidden.update(self.words.within(text))
                covered.update(self.covered.within(text))
        if hidden:
            said = "”“".join(sorted(hidden)[:3])
            yield Problem(file.place, HIDDEN, f"这里有不该让这些读者看到的“{said}”")
        if covered:
            said = "、".join(f"{word[0]}…（{len(word)} 字）" for word in sorted(covered)[:3])
            yield Problem(file.place, COVERED, f"这里有名单里遮盖了的 {said}")
        if closed and not any(file.digest.startswith(digest) for digest in self.signed):
            why = "、".join(list(dict.fromkeys(closed))[:3])
            yield Problem(file.place, CLOSED, f"{why}，散列 {file.digest[:PRINT]}")

    def is_quiet(self, file: WrittenFile) -> bool:
        """Whether no word can stand in a file, in a tag or across tags, and nothing is shut."""
        parts = file.sieved
        if parts is None or is_wrapped(file.data):
            return False
        is_loud = not (self.loud.isdisjoint(parts.tags) and self.loud.isdisjoint(parts.texts))
        return not is_loud and self.said.holds_all(frozenset(parts.bare.split()))

    def _wraps(self, part: bytes) -> bool:
        return not self.runs.holds_all(runs_of_base64(part))

    def _traced(self, words: AbstractSet[bytes]) -> Iterable[bytes]:
        """Which of some words without spaces may hold a secret."""
        if not self.traces.stand_in(b"\n".join(words).decode()):
            return ()
        return [word for word in words if self.traces.stand_in(word.decode())]

    def _telling(self, runs: AbstractSet[bytes]) -> Iterable[bytes]:
        """Which runs of base64 hold a secret, or something that no one can open."""
        return [run for run in runs if any(map(self._is_telling, layers(run)))]

    def _is_telling(self, layer: Layer) -> bool:
        if isinstance(layer, Closed):
            return True
        both = (self.words, self.covered)
        return any(next(words.within(text), None) for text in readings(layer) for words in both)


def hidden_words(secret: Iterable[Record], seen: Collection[Record]) -> frozenset[str]:
    """Texts of hidden records that stand nowhere in what may be seen, nor in the program itself.

    Which record is hidden is read off the records themselves (``hidden.parted``), not taken from what
    was left of the county: that is on trial here.
    """
    visible = frozenset(text for record in seen for text in _strings(record))
    own = {text for record in secret for text in _strings(record)} - visible
    words = {part for text in own for part in _parts(text)}
    if not words:
        return frozenset()
    known = "\n".join((*visible, *_put_together(seen), _own_words()))
    return frozenset(text for text in words if text not in known)


def withheld(whole: Site) -> frozenset[str]:
    """Clear values that a list covers, but for those that the county itself writes elsewhere.

    Whether it may write them there is judged at the source (``rules.names``).
    """
    lists = [listed for notice in whole.notices.values() for listed in notice.lists]
    covered = frozenset(word for listed in lists for word in listed.withheld)
    if not covered:
        return covered
    known = "\n".join((*frozenset(_everything(whole)), _own_words()))
    waived = {waiver.number for waiver in whole.privacy.waivers} if whole.privacy else set()
    return frozenset(w for w in covered if w not in known and fingerprint(w) not in waived)


def _everything(site: Site) -> Iterator[str]:
    for found in site.records.values():
        yield from _strings(found)


def _put_together(seen: Iterable[Record]) -> Iterator[str]:
    """Names that pages make of two others: a post with its unit before it."""
    for unit in (record for record in seen if isinstance(record, Unit)):
        yield from (f"{name}{post.name}" for post in unit.posts for name in (unit.name, unit.label))


def _parts(text: str) -> Iterator[str]:
    """A text, and its clauses, for a screen may break it between two of them."""
    if len(text) >= SHORTEST:
        yield text
    yield from (clause for clause in _CLAUSE.split(text) if len(clause) >= 2 * SHORTEST)


def _strings(value: object) -> Iterator[str]:
    """Every text below a value, line by line; words of a fixed list are everyone's."""
    if isinstance(value, str):
        yield from (line.strip() for line in value.splitlines())
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, Ref):
        fixed = _fixed(value) if isinstance(value, Record) else {"place"}
        for part in dataclasses.fields(value):
            if part.name not in fixed:
                yield from _strings(getattr(value, part.name))


def _fixed(record: Record) -> set[str]:
    return {"origin", *(name for name, key in record.keys().items() if isinstance(key.kind, Choice))}


@cache
def _own_words() -> str:
    """What the program and its theme say on any county's pages."""
    package = Path(__file__).parent.parent
    theme = package / "theme" if (package / "theme").is_dir() else package.parent.parent / "theme"
    own = (*package.rglob("*.py"), *theme.rglob("*.html"), *theme.rglob("*.css"), *theme.rglob("*.js"))
    return "\n".join(path.read_text(encoding="utf-8") for path in own)
