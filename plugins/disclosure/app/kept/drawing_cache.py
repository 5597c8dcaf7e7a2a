"""Drawings kept between builds: the ``each`` of the drawing stage.

Enters: jobs.  Leaves: their drawings, in order; an unchanged one is read, not drawn.  An entry's name
is the hash of all that enters a drawing and of nothing else: the job's content, our drawing code, the
version of Graphviz.  So whoever may see a job may see its drawing, whichever build drew it.  An entry
that is not what was written under its name counts as absent.  The folder is never in a county or an
output, and may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import sqlite3
import weakref
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cached_property, partial
from pathlib import Path

from ...basics.values import dataclass
from ...charts.graphviz import dot
from ...charts.stage import DrawingJob, Each
from . import kept_store, program

MOST = 8000  # entries kept, the latest used; some 20 kB each
FILE = "charts.db"
_DRAWN_BY = ("charts", "county", "schema", "basics")
"""Rooms whose change may change a drawing: charts, and all that it may know (pyproject.toml)."""

Mapped = Callable[[Callable[[DrawingJob], bytes], list[DrawingJob]], Iterable[bytes]]
"""Draws jobs, or has them drawn until somebody goes through the drawings."""


def each(mapped: Mapped) -> Each:
    """The drawings kept for this user; those that are not are drawn by ``mapped``."""
    return Cache(kept_store.folder("charts"), mapped).each


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries in one SQLite file in ``folder``; ``apply`` draws what is not there."""

    folder: Path
    apply: Mapped

    def each(
        self, function: Callable[[DrawingJob], str], jobs: Mapping[str, DrawingJob]
    ) -> Mapping[str, str]:
        """The drawings of all jobs; one that is kept is read when somebody asks for it, and the first
        who asks waits for all that are not."""
        version = _version()
        entries = {name: _digest(version, name.encode()) for name in jobs}
        there = self._there()
        missing = [name for name in jobs if entries[name] not in there]
        drawn = self.apply(partial(_packed, function), [jobs[name] for name in missing])
        lacking = [entries[name] for name in missing]
        return _Shelf(self, jobs, entries, missing=lacking, drawn=drawn, function=function)

    def _there(self) -> set[str]:
        """The names of all entries."""
        with suppress(sqlite3.Error, OSError), _opened(self.folder) as rows:
            return {name for (name,) in rows.execute("SELECT name FROM drawn")}
        return set()

    def keep(self, used: Iterable[str], new: Mapping[str, bytes]) -> None:
        """All or nothing; where nothing can be written, nothing is kept."""
        try:
            with _opened(self.folder) as rows:
                (build,) = rows.execute("SELECT coalesce(max(build), 0) + 1 FROM drawn").fetchone()
                rows.executemany("UPDATE drawn SET build = ? WHERE name = ?", [(build, n) for n in used])
                rows.executemany(
                    "REPLACE INTO drawn VALUES (?, ?, ?, ?)",
                    [(name, build, _digest(name, body), body) for name, body in new.items()],
                )
                rows.execute(
                    "DELETE FROM drawn WHERE name NOT IN"
                    " (SELECT name FROM drawn ORDER BY build DESC LIMIT ?)", [MOST],
                )  # fmt: skip
        except sqlite3.DatabaseError as error:
            if not isinstance(error, sqlite3.OperationalError):  # not a database, or a damaged one
                with suppress(OSError):
                    (self.folder / FILE).unlink()
        except OSError:
            pass


@dataclass(frozen=True)
class _Shelf(Mapping[str, str]):
    """Drawings by the names of their jobs: those that are ``missing`` are being ``drawn``, the others
    are in the cache."""

    cache: Cache
    jobs: Mapping[str, DrawingJob]
    entries: Mapping[str, str]
    missing: Sequence[str]
    drawn: Iterable[bytes]
    function: Callable[[DrawingJob], str]

    def __getitem__(self, name: str) -> str:
        entry = self.entries[name]
        body = self.new.get(entry) or self._read(entry)
        if body is None:
            body = _packed(self.function, self.jobs[name])
            self.cache.keep((), {entry: body})
        return zlib.decompress(body).decode()

    def __iter__(self) -> Iterator[str]:
        return iter(self.jobs)

    def __len__(self) -> int:
        return len(self.jobs)

    @cached_property
    def new(self) -> Mapping[str, bytes]:
        """Entries that were missing, at hand."""
        new = dict(zip(self.missing, self.drawn, strict=True))
        self.cache.keep(self.entries.values(), new)
        return new

    def _read(self, entry: str) -> bytes | None:
        """An entry that is what was written there."""
        with suppress(sqlite3.Error):
            row = self._rows.execute("SELECT digest, body FROM drawn WHERE name = ?", [entry]).fetchone()
            if row and isinstance(row[1], bytes) and row[0] == _digest(entry, row[1]):
                return row[1]
        return None

    @cached_property
    def _rows(self) -> sqlite3.Connection:
        """Open as long as there may be somebody who asks."""
        rows = sqlite3.connect(f"file:{self.cache.folder / FILE}?mode=ro", uri=True)
        weakref.finalize(self, rows.close)
        return rows


@contextmanager
def _opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """The table of drawings in one transaction.

    Raises:
        sqlite3.Error, OSError: there is none, and none can be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / FILE, timeout=5)) as rows, rows:
        rows.execute("PRAGMA synchronous = OFF")  # what a power cut leaves behind fails its digest
        rows.execute(
            "CREATE TABLE IF NOT EXISTS drawn"
            " (name TEXT PRIMARY KEY, build INTEGER, digest TEXT, body BLOB)"
        )
        yield rows


def _packed(function: Callable[[DrawingJob], str], job: DrawingJob) -> bytes:
    """Drawn and compressed, by the process that draws."""
    return zlib.compress(function(job).encode(), 1)


def _version(package: Path = program.PACKAGE) -> str:
    """Our drawing code and Graphviz: another of either draws otherwise."""
    return f"{program.of_rooms(_DRAWN_BY, package)} {dot.version()}"


def _digest(about: str, data: bytes) -> str:
    return hashlib.sha256(about.encode() + b"\n" + data).hexdigest()
