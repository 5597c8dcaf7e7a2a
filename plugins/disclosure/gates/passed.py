"""What a release that passed all gates tells of one that is made upon it.

Enters: the gates, and a release that passed others, where its files lie, their digests, and which of
them stand untouched in the new one.  Leaves: those that need not be read again, and those that the
new one forgoes.  Whether a file is judged again is decided by bytes alone: gates whose ``settings`` or
sources differ in anything are others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field
from pathlib import Path

from ..basics.digests import digest
from ..basics.values import dataclass
from .reading.sieve import Sieve
from .written import Gate, SomeFiles, TablesInRows, Unchanged, WrittenFile

FEW = 500
"""Files that are soon read one by one, though they may be most of a release."""


@dataclass(frozen=True, slots=True)
class PassedRelease:
    """``same`` are the names of the files that the new release holds in the same bytes, ``in_rows``
    tables of which a row is read by rows that name and itself alone."""

    folder: Path
    digests: Mapping[str, str]
    same: AbstractSet[str]
    in_rows: TablesInRows = field(default_factory=dict)

    def unchanged(self, files: Mapping[str, Path]) -> Unchanged:
        """What of the new release need not be read."""
        names = dict.fromkeys(name for name in files if name in self.same)
        return Unchanged(SomeFiles(files, names), self.digests, self.in_rows)

    def forgone(self) -> Sequence[WrittenFile] | None:
        """What was there and is not, or not so, not read yet; None where one of these is not as it
        passed, or where they are so many that it is quicker to look at everything.

        They have a sieve of their own: not every gate judges what is in them.
        """
        sieve = Sieve()
        names = sorted(self.digests.keys() - self.same)
        if len(names) > max(FEW, len(self.digests) / 2) or not all(map(self._is_whole, names)):
            return None
        naming = ((name, self.in_rows.get(name, frozenset[str]())) for name in names)
        return [WrittenFile(name, self.folder / name, sieve, naming=rows) for name, rows in naming]

    def _is_whole(self, name: str) -> bool:
        try:
            return digest((self.folder / name).read_bytes()) == self.digests[name]
        except OSError:
            return False


def settings(gates: Iterable[Gate], audience: str, program: str) -> str | None:
    """A digest of all that decides what they find, besides the files; None where one does not say."""
    told = [(type(gate).__name__, gate.settings) for gate in gates]
    is_told = all(said is not None for _, said in told)
    return digest(repr((program, audience, told)).encode()) if is_told else None
