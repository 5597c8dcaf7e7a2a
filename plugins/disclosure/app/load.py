"""A county's folder on disk to its ``Site``: the one way in for every command and for plain Pelican.

Enters: the folder, the as-of date, and a law library asked for on the command line.  Leaves: the
site, or None where nothing sound could be linked, and every problem: first what took a record away, then
the rest, each in the order of the files.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
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
from .kept.kept_records import HeldRecords, opened

MADE_OF_EACH = (read_file, told_in)
"""What the path asks of every file on a shelf."""


def load_county(  # noqa: PLR0913, PLR0917  all that reading is about
    folder: Path,
    as_of: date | None = None,
    laws: Path | None = None,
    judging: Callable[[], object] = lambda: None,
    held: HeldRecords | None = None,
    here: Processes | None = None,
) -> tuple[Site | None, list[Problem]]:
    """Read, link and check one county; without ``as_of``, as of the county's own today.

    ``judging`` is called when all is read; ``held`` is what this process remembers of the county,
    ``here`` are the processes that read what is new.
    """
    files, unread = disk.read_county(folder)
    if unread and not files:
        return None, unread
    day = as_of or today()
    known = held or HeldRecords()
    with opened(folder, known) as remember:
        processes = here or Processes()
        if processes.at_once > 1:
            on_shelves = [file for file in files if shelf_of(file.path)]
            with suppress(ProcessLost):  # what was lost is made when it is asked for
                remember.ahead(product(MADE_OF_EACH, on_shelves), processes.beside)
        read_laws = partial(disk.read_laws, folder, laws)
        known.made = MadeOfHeld(known.made)
        site, problems = pipeline.load(files, day, read_laws, judging, remember, known.made)
    return site, [*in_order(unread), *problems]


def judged(folder: Path, files: Sequence[SourceFile], as_of: date | None = None) -> list[Problem]:
    """Every problem that these files would have in the county's folder; nothing is remembered."""
    read_laws = partial(disk.read_laws, folder, None)
    return pipeline.load(files, as_of or today(), read_laws)[1]


def today() -> date:
    """The county's day."""
    return day_at(datetime.now(UTC))
