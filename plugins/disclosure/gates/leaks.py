"""Gate: no words of a record that the audience may not see, however they are wrapped.

Enters: the files of a release, the whole county and the part of it that is for the audience.
Leaves: a problem for each file that holds such words, in its name or in any layer of its bytes
(``unwrap``), and for each that could not be opened to the last layer: what nobody has read is
let through only where someone has looked and signed (privacy.yaml, 签字).

It looks at words only; that counts, order and dates tell nothing either is shown by the
comparison of two builds (``tests/trust/equality.py``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet

from ..basics.persons.word_search import search_for
from ..basics.problem import Code, Problem
from ..basics.values import dataclass
from ..county.reviewed import PRINT
from .reading.quiet import Quiet
from .reading.sieve import Fresh
from .reading.traces import Traces
from .reading.unwrap import Closed, Layer, in_base64, is_wrapped, layers, readings, runs_of_base64
from .secret_words import NAME
from .written import AROUND, Gate, NewRows, WrittenFile, is_signed

HIDDEN = Code("C06", "有不该让这些读者看到的话", "请核对这条记录和引用它的记录的“公开范围”")
CLOSED = Code(
    "C07",
    "打不开的文件",
    "没有人读过的不能公布：请换成打得开的；附件换不了的，看过后把散列登记到 privacy.yaml 的“签字”",
)

_LONGEST = 12
"""Bytes in which a character may be written."""

COVERED = Code("C11", "名单里遮盖的内容写成了原样", "请在它的来源处同样遮盖")


@dataclass
class Leaks(Gate):
    """``secrets`` are words that no file may hold, ``withheld`` clear values of covered cells.

    ``signed`` are digests of files that a person has read, ``usual`` is some of what texts are like.
    """

    secrets: Collection[str]
    signed: Collection[str] = ()
    withheld: Collection[str] = ()
    usual: str = ""

    def __post_init__(self) -> None:
        covered = [word for word in self.withheld if len(word) >= NAME]
        self.words = search_for(frozenset(self.secrets), usual=self.usual)
        self.covered = frozenset(covered)
        self.traces = Traces((*self.secrets, *covered), self.usual)
        self.runs, self.said = Quiet(self._telling), Quiet(self._traced)
        self.loud: set[bytes] = set()

    @property
    def settings(self) -> object:
        return sorted(self.secrets), sorted(self.signed), sorted(self.withheld)

    def learn(self, fresh: Fresh) -> bool:
        if not self.said.holds_all(self.traces.pieces(b"<".join(fresh.new_tags))):
            self.loud.update(self._traced(fresh.new_tags))
        parts = (*fresh.new_tags, *fresh.new_texts)
        if self._wraps(b"<".join(parts)):
            self.loud.update(part for part in parts if self._wraps(part))
        is_loud = not (self.loud.isdisjoint(fresh.tags) and self.loud.isdisjoint(fresh.texts))
        return not is_loud and self.said.holds_all(self.traces.pieces(fresh.bare))

    def look(self, file: WrittenFile) -> Iterator[Problem]:
        said = set(self.traces.words_in(file.name))
        closed: list[str] = []
        is_quiet = file.sieved and not is_wrapped(file.data)
        if file.before and not (is_quiet or is_signed(file.before.digest, self.signed)):
            self.runs.trust(runs_of_base64(file.before.data))
        for layer in () if is_quiet else layers(file.data, runs=self._telling_in):
            if isinstance(layer, Closed):
                closed.append(layer.why)
                continue
            for text in readings(layer):
                said.update(self.traces.words_in(text))
        if hidden := sorted(said.intersection(self.secrets))[:3]:
            yield Problem(file.place, HIDDEN, f"这里有不该让这些读者看到的“{'”“'.join(hidden)}”")
        if covered := sorted(said & self.covered)[:3]:
            what = "、".join(f"{word[0]}…（{len(word)} 字）" for word in covered)
            yield Problem(file.place, COVERED, f"这里有名单里遮盖了的 {what}")
        if closed and not is_signed(file.digest, self.signed):
            why = "、".join(list(dict.fromkeys(closed))[:3])
            yield Problem(file.place, CLOSED, f"{why}，散列 {file.digest[:PRINT]}")

    def passes(self, rows: NewRows) -> bool:
        """A word may go from cell to cell; what nobody could open was let through for its digest."""
        longest = max(map(len, (*self.secrets, *self.withheld)), default=0)
        may_pass = longest * _LONGEST < AROUND and not is_signed(rows.passed, self.signed)
        return may_pass and not any(self.look(rows.now))

    def _wraps(self, part: bytes) -> bool:
        return bool(self._telling_in(part))

    def _telling_in(self, data: bytes) -> set[bytes]:
        """The runs of base64 in bytes that are to be opened; the same stand in many files."""
        return self.runs.loud_in(runs_of_base64(data))

    def _traced(self, pieces: Collection[bytes]) -> Iterable[bytes]:
        """Which of some pieces of text may hold a secret."""
        found = [part.encode() for part in self.traces.standing_in(b"<".join(pieces).decode())]
        return [piece for piece in pieces if any(part in piece for part in found)] if found else ()

    def _telling(self, runs: AbstractSet[bytes]) -> Iterable[bytes]:
        """Which runs of base64 hold a secret, or something that no one can open."""
        opened = {run: list(in_base64(run)) for run in runs}
        held = [layer for inner in opened.values() for layer in inner]
        texts = [text for layer in held if not isinstance(layer, Closed) for text in readings(layer)]
        is_shut = any(isinstance(layer, Closed) for layer in held)
        if not is_shut and not self.traces.standing_in("\n".join(texts)):
            return ()
        return [run for run, inner in opened.items() if any(map(self._is_telling, inner))]

    def _is_telling(self, layer: Layer) -> bool:
        if isinstance(layer, Closed):
            return True
        return any(next(self.traces.words_in(text), None) for text in readings(layer))
