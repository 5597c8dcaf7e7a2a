"""What a gate is, and what it looks at: one written file, read once and decoded once for all gates.

Enters: the path of a file of a staged release.  Leaves: its bytes, its text and its tags, each
worked out when the first gate asks for it and dropped when the last one has looked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from ..basics.digests import digest
from ..basics.problem import Place, Problem
from ..basics.values import dataclass
from .reading.batches import ContentJudge, learn
from .reading.link_targets import LinkTargets
from .reading.new_rows import ENDINGS, cut_down
from .reading.sieve import Cut, FileKind, Fresh, Sieve, Sieved, cut_in_lines
from .reading.tags import tags

TablesInRows = Mapping[str, AbstractSet[str]]
"""Tables by path, and in each the rows that name what stands in others, by their digests."""
AROUND = 1 << 14
"""Bytes of text on either side of what is new in a table that are read again with it."""


@dataclass(frozen=True)
class WrittenFile:
    """One file of a release, by its name there; ``before`` is that which passed all gates."""

    name: str
    path: Path
    sieve: Sieve | None = None
    before: WrittenFile | None = None
    naming: AbstractSet[str] = frozenset()

    @cached_property
    def data(self) -> bytes:
        """All bytes of the file."""
        return self.path.read_bytes()

    @cached_property
    def is_there(self) -> bool:
        """Whether it can be read; where it cannot, the gates say so."""
        try:
            return isinstance(self.data, bytes)
        except OSError:
            return False

    @cached_property
    def text(self) -> str:
        """The file as UTF-8.  Raises ``UnicodeDecodeError``."""
        return self.data.decode("utf-8")

    @cached_property
    def tags(self) -> list[str]:
        """Every start tag of a page or a drawing, in order."""
        return tags(self.text)

    @cached_property
    def cut(self) -> Cut:
        """The file by its lines."""
        return cut_in_lines(self.data, self.ending)

    @cached_property
    def sieved(self) -> Sieved | None:
        """The file taken apart, for those who have judged what is fresh; None where it is to be read."""
        return self.sieve.sieved(self.cut) if self.sieve and not self.new_rows else None

    @cached_property
    def is_judged(self) -> bool:
        """Whether all in it was judged together with what stands in others: mostly it was."""
        return not self.new_rows and self.is_there and self.cut.noted is not None

    @cached_property
    def new_rows(self) -> NewRows | None:
        """What is new in a table that passed; None where all of it is to be looked at."""
        if self.before is None or self.ending not in ENDINGS or not self.is_there:
            return None
        both = self.before.data, self.data
        cut = cut_down(self.ending, *both, AROUND, self.before.naming)
        return NewRows(self.before.digest, *map(self._holding, cut)) if cut else None

    @cached_property
    def with_care(self) -> WrittenFile:
        """The same file to be read from end to end."""
        return self._holding(self.data)

    def _holding(self, data: bytes) -> WrittenFile:
        """A file of this name with other bytes, to be read from end to end."""
        file = WrittenFile(self.name, self.path)
        vars(file)["data"] = data
        return file

    def forget(self) -> None:
        """All gates have looked at it: what was fresh need not be judged again if it was quiet."""
        if self.sieve and self.is_there and self.sieved:
            self.sieve.remember(self.sieved)

    @cached_property
    def digest(self) -> str:
        """SHA-256 in letters, as signatures name a file."""
        return digest(self.data)

    @property
    def ending(self) -> str:
        """What kind of file it says it is, in lower case, without the dot."""
        return self.name.rpartition(".")[2].lower()

    @property
    def place(self) -> Place:
        """Where a finding about the file is reported."""
        return Place(self.name)


class NewRows(NamedTuple):
    """The digest of a table that passed; the rows of it that are no more, and those that are new."""

    passed: str
    was: WrittenFile
    now: WrittenFile


def is_signed(digest: str, signed: Collection[str]) -> bool:
    """Whether a person has read and signed a file: they name it by the beginning of its digest."""
    return digest.startswith(tuple(signed))


LARGE = 1024 * 1024
"""Bytes of files that are judged together: as quick as more, and soon shared out."""


def in_lots(files: Iterable[WrittenFile]) -> Iterator[list[WrittenFile]]:
    """Files that follow each other, so many that it is worth while."""
    lot: list[WrittenFile] = []
    size = 0
    for file in files:
        lot.append(file)
        size += len(file.data) if file.is_there else 0
        if size > LARGE:
            yield lot
            lot, size = [], 0
    yield from (lot,) if lot else ()


def learn_together(lot: Iterable[WrittenFile], sieve: Sieve, judge: ContentJudge) -> None:
    """Have what is fresh in files judged together, those of each kind apart; some are never sieved."""
    alike: dict[tuple[FileKind, str], list[Cut]] = {}
    for file in lot:
        is_known = file.is_there and (file.ending == "csv" or b"\r" not in file.data)
        if is_known and not file.new_rows:
            alike.setdefault((file.cut.kind, file.ending), []).append(file.cut)
    for cuts in alike.values():
        learn(cuts, sieve, judge)


@dataclass(frozen=True, slots=True)
class SomeFiles(Mapping[str, Path]):
    """Those files that have these names; of tens of thousands few are ever asked where they lie."""

    files: Mapping[str, Path]
    names: Mapping[str, None]

    def __getitem__(self, name: str) -> Path:
        self.names[name]
        return self.files[name]

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Files that passed all gates in the same bytes: where they lie, and their digests, by path.

    ``in_rows`` are tables that passed, in these bytes or in others, of which a row is read by rows that
    name what stands in others and itself alone, with the digests of those rows.
    """

    paths: Mapping[str, Path] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    in_rows: TablesInRows = field(default_factory=dict)

    def pages(self, below: tuple[str, ...] = ("",)) -> Iterator[WrittenFile]:
        """The pages among them below some folders, to be read after all."""
        files = (WrittenFile(name, path) for name, path in self.paths.items() if name.startswith(below))
        return (file for file in files if file.ending == "html")

    def pages_naming(
        self, paths: Iterable[str], below: tuple[str, ...] = ("",)
    ) -> Iterator[WrittenFile]:
        """Those of them in which a link to one of some files may stand, or to places in it, with a ``#``
        behind its path."""
        targets = LinkTargets(paths)
        return (file for file in self.pages(below) if targets.may_be_led_to_from(file.name, file.data))


class Gate:
    """A check over a release: it looks at every file once, and may add what only all of them show.

    Of a release made upon one that passed, it looks at what is new only; ``forgo`` and ``pass_over``
    tell it of the rest.
    """

    gathers: tuple[str, ...] = ()
    """The sets and tables by name in which it gathers what only all files show."""

    in_rows: TablesInRows = MappingProxyType({})
    """Tables of which it has seen that a row is read by rows that name and itself alone."""

    def gathered(self) -> Sequence[Any]:
        """What it gathered in a share of the files."""
        return [getattr(self, name) for name in self.gathers]

    def gather(self, gathered: Sequence[Any]) -> None:
        """Add what it gathered in another share."""
        for name, more in zip(self.gathers, gathered, strict=True):
            getattr(self, name).update(more)

    @property
    def settings(self) -> object:
        """All that decides, besides the files, what it finds; None where a gate does not say."""
        return None

    def learn(self, _fresh: Fresh) -> bool:
        """Judge what is fresh in a file ere it is looked at; False where it is to be read with care."""
        return True

    def forgo(self, _file: WrittenFile) -> None:
        """Note what a file offered to others that passed and is gone now, or is another."""

    def pass_over(self, _unchanged: Unchanged) -> Iterator[Problem]:
        """What is wrong with files that passed; in themselves they are as they were."""
        return iter(())

    def passes(self, _rows: NewRows) -> bool:
        """Whether a table that passed does so still, as far as new rows tell; False if they do not."""
        return False

    def look(self, _file: WrittenFile) -> Iterator[Problem]:
        """What is wrong with one file."""
        return iter(())

    def close(self) -> Iterator[Problem]:
        """What is wrong with all files together."""
        return iter(())
