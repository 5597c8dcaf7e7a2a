"""What large files say of each record, kept from one build to the next: of thousands few differ.

Enters: functions that write, and the records and words that each is given.  Leaves: the texts, written
or known: of a record, or of some that follow each other.  A text is found by the print of all that its
function was given; the whole store by the function, the output folder and the program.  A store is a
file for each function in the user's cache; it holds what the file itself says, of the records of the
last build alone, and may be deleted at any time.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from dataclasses import field
from functools import partial
from pathlib import Path

from ...basics.values import dataclass
from ...county.lookups.prints import Prints
from ...editions.edition import KeptText
from . import kept_store

STORE = "texts"
MOST_BYTES = 1 << 30
"""Of all counties together; the latest written stay."""


def prune() -> None:
    """Once a build: every table is a file, of every output of this user."""
    kept_store.prune(kept_store.folder(STORE), MOST_BYTES)


@dataclass(frozen=True)
class KeptTexts:
    """The ``texts_of`` of an edition, for the release that is made in ``out`` by the program ``by``."""

    out: Path
    by: str
    prints: Prints
    told: dict[int, tuple[tuple[object, ...], str]] = field(default_factory=dict)
    """What tells values from others, by their identity: several files are written of the same."""

    def __call__(
        self, function: partial[KeptText], every: Iterable[tuple[object, ...]]
    ) -> Iterable[KeptText]:
        """What the function writes of each of them."""
        what = f"{function.func.__module__}.{function.func.__qualname__} {function.args}"
        place, about = kept_store.place(STORE, self.out, what), f"{self.by} {what}"
        data = kept_store.read(place, about)
        before: dict[str, KeptText] = marshal.loads(data) if data else {}  # noqa: S302  this user alone can write what it reads
        named = [(self._told_once(given), given) for given in every]
        now = {name: before[name] if name in before else function(*given) for name, given in named}
        if now != before:
            kept_store.write(place, about, marshal.dumps(now))
        return [now[name] for name, _ in named]

    def _told_once(self, given: tuple[object, ...]) -> str:
        known = self.told.get(id(given))
        if known is None:
            known = self.told[id(given)] = given, self.told_by(given)
        return known[1]

    def told_by(self, given: tuple[object, ...]) -> str:
        """What no other values are told by."""
        return self.prints.of(given)
