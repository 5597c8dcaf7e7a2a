"""A county's folder on disk to its ``Site``: the one way in for every command and for plain Pelican.

Enters: the folder, the as-of date, and a law library asked for on the command line.  Leaves: the
site, or None where nothing sound could be linked, and every problem: first what took a record away, then
the rest, each in the order of the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from functools import partial
from itertools import product
from pathlib import Path
from typing import TypeVar

from .. import pipeline
from ..basics.calendar.workdays import day_at
from ..basics.problem import Problem, in_order
from ..basics.values import dataclass
from ..county.held import MadeOfHeld
from ..county.read import SourceFile, read_file, shelf_of
from ..county.site import Site
from ..rules.persons.personal_numbers import told_in
from . import disk
from .executors.executor import ProcessLost
from .executors.processes import Answer, Processes
from .kept.kept_records import HeldRecords, KeptEntries, KeptRecords, keep, opened

T = TypeVar("T")

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
        """Every problem in its files, in their order; what was learnt of them is kept."""
        problems = self.judge()
        keep(self.folder, self.remember)
        return problems

    @contextmanager
    def asked(self, question: Callable[[], T], here: Processes) -> Iterator[Answer[T]]:
        """Have a copy of this process find an answer; what it learns meanwhile comes back with it."""
        with here.beside(partial(self._with_learnt, question)) as told:

            def answer() -> T:
                found, learnt = told()
                self.remember.now.update(learnt)
                return found

            yield Answer(answer, told.is_there)

    def _with_learnt(self, question: Callable[[], T]) -> tuple[T, KeptEntries]:
        known = set(self.remember.now)
        found = question()
        return found, {name: of for name, of in self.remember.now.items() if name not in known}


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
