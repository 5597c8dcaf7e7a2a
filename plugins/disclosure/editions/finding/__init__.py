"""How pages are found: by readers who search an edition, by browsers, search engines and programs.

Enters: an ``Edition``.  Leaves: outputs; those here are the search of an edition with pages, on a server
or from a disk: an index of scripts, and a page.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.output import Output
from ..edition import Edition
from . import search_files, search_page


def outputs(edition: Edition) -> Iterator[Output]:
    files = search_files.files(edition)
    yield from search_page.pages(edition, tuple(file.path for file in files))
    yield from files
