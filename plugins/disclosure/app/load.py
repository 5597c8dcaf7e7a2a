"""A county's folder on disk to its ``Site``: the one way in for every command and for plain Pelican.

Enters: the folder, the as-of date, and a law library asked for on the command line.  Leaves: the
site, or None where nothing sound could be linked, and every problem: first what took a record away, then
the rest, each in the order of the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from itertools import product
from pathlib import Path

from .. import pipeline
from ..basics.calendar.workdays import day_at
from ..basics.problem import Problem, in_order
from ..county.lookups.held import MadeOfHeld
from ..county.read import SourceFile, read_file, shelf_of
from ..county.site import Site
from ..rules.persons.personal_numbers import told_in
from . import disk
from .executors.executor import ProcessLost
from .executors.processes import Processes
from .kept.kept_records import HeldRecords, KeptEntries, KeptRecords, keep, opened

MADE_OF_EACH = (read_file, told_in)
"""What the path asks of every file on a shelf."""


@dataclass(frozen=True, slots=True)
class LinkedCounty:
    """A county that was read from ``folder`` and linked: ``amiss`` is what was found so far."""

    folder: Path
    site: Site | None
    amiss: Sequence[Problem]
    judge: Callable[[], list[Problem]]
    remember: KeptRecords

    def judged(self) -> list[Problem]:
        """Every problem in its files, in their order."""
        return self._told()[0]

    @contextmanager
    def judging(self, here: Processes) -> Iterator[Callable[[], list[Problem]]]:
        """The same, judged by a copy of this process until somebody asks."""
        with here.beside(self._told) as told:

            def judged() -> list[Problem]:
                problems, learnt = told()
                self.remember.now.update(learnt)
                return problems

            yield judged

    def _told(self) -> tuple[list[Problem], KeptEntries]:
        """With what was remembered meanwhile; all of it is kept."""
        known = set(self.remember.now)
        problems = self.judge()
        keep(self.folder, self.remember)
        return problems, {name: of for name, of in self.remember.now.items() if name not in known}


def linked(
    folder: Path,
    as_of: date | None = None,
    laws: Path | None = None,
    held: HeldRecords | None = None,
    here: Processes | None = None,
) -> LinkedCounty:
    """Read and link one county; without ``as_of``, as of the county's own today.

    ``held`` is what this process remembers of the county, ``here`` are the processes that read what is
    new.
    """
    files, unread = disk.read_county(folder)
    known = held or HeldRecords()
    if unread and not files:
        return LinkedCounty(folder, None, unread, lambda: unread, KeptRecords({}))
    remember = opened(folder, known)
    processes = here or Processes()
    if processes.at_once > 1:
        on_shelves = [file for file in files if shelf_of(file.path)]
        with suppress(ProcessLost):  # what was lost is made when it is asked for
            remember.ahead(product(MADE_OF_EACH, on_shelves), processes.beside)
    read_laws = partial(disk.read_laws, folder, laws)
    known.made = MadeOfHeld(known.made)
    of = pipeline.linked(files, as_of or today(), read_laws, remember, known.made)
    amiss = [*unread, *of.unread, *of.unlinked]
    return LinkedCounty(folder, of.county, amiss, lambda: [*in_order(unread), *of.judged()], remember)


def load_county(
    folder: Path, as_of: date | None = None, laws: Path | None = None, here: Processes | None = None
) -> tuple[Site | None, list[Problem]]:
    """Read, link and check one county."""
    county = linked(folder, as_of, laws, here=here)
    return county.site, county.judged()


def judged(folder: Path, files: Sequence[SourceFile], as_of: date | None = None) -> list[Problem]:
    """Every problem that these files would have in the county's folder; nothing is remembered."""
    read_laws = partial(disk.read_laws, folder, None)
    return pipeline.load(files, as_of or today(), read_laws)[1]


def today() -> date:
    """The county's day."""
    return day_at(datetime.now(UTC))
