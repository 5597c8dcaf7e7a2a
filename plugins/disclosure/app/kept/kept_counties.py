"""What a province's index made of each county, kept so that an unchanged county is not read again.

Enters: what was made of a county's release.  Leaves: the same, as long as the same program makes an
index of the same name and the release in force is the one for which it was kept.  As all that is kept
it may be deleted at any time; a store that is damaged counts as empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ... import release
from ...basics.values import dataclass
from ...editions.open_data.province.tally import CountyTally
from . import kept_store


@dataclass(frozen=True, slots=True)
class IndexedCounty:
    """A county as it stands in the index: its numbers, its own files, and its lines in the shards."""

    tally: CountyTally
    files: tuple[str, ...]
    lines: tuple[bytes, ...]


class KeptCounties:
    """Of the index in an output folder; ``made_by`` tells the program and the name of the index."""

    def __init__(self, out: Path, made_by: str) -> None:
        self._out = out
        self._made_by = made_by
        self._folder = kept_store.place("province", out)
        self._are_of_force = kept_store.read(self._folder / "about", self._about()) is not None

    def of(self, token: str) -> IndexedCounty | None:
        """What was made of a release."""
        data = kept_store.read(self._folder / token, self._made_by) if self._are_of_force else None
        if data is None:
            return None
        tally, files, lines = json.loads(data)
        return IndexedCounty(
            CountyTally.of_told(tally), tuple(files), tuple(line.encode() for line in lines)
        )

    def keep(self, token: str, county: IndexedCounty) -> None:
        told = (county.tally.told(), county.files, [line.decode() for line in county.lines])
        data = json.dumps(told, ensure_ascii=False).encode()
        kept_store.write(self._folder / token, self._made_by, data)

    def settle(self, tokens: Iterable[str]) -> None:
        """What is kept is of the index that is in force now; what it does not hold goes."""
        kept_store.write(self._folder / "about", self._about(), b"")
        wanted = {"about", *tokens}
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in wanted:
                    path.unlink()

    def _about(self) -> str:
        there = release.in_force_if_any(self._out)
        return f"{there.name if there else ''}\n{self._made_by}"
