"""``disclosure self-audit``: the county's own office sees how each body keeps the standards, and what
will be late on which day.

Enters: parsed options.  Leaves: an exit status, and a folder of pages and data that no reader of the
site is given: it names what is open to nobody, so it may not be a folder of the site, nor lie in one.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from ... import gates
from ... import release as publish
from ...county.facts.practices.foretold import foretold
from ...county.facts.practices.self_audit import audits
from ...county.site import Site
from ...editions.feeds.office_dues import office_calendar
from ...editions.pages.disclosed import foretold_pages, self_audit_pages
from ...gates.complete import Complete
from ...gates.file_names import Names
from ...gates.pages.links import Links
from ...gates.pages.requests import Requests
from .. import disk
from ..host.loose_pages import LoosePages
from ..host.pelican_adapter import BuildFailed
from ..host.static_files import static_files
from ..report import PROBLEMS, USAGE, say
from .beside_site import sound_county, swap_in

OWNER = "办公室自查"
"""Stands where an output folder says for whom it is: no site is ever built into it."""
FOLDER = "office"
_STATIC = ("site.css", "icon.svg")
UNDONE = "没有自查"


def self_audit(options: Namespace) -> int:
    """Read the county, audit every body, write it whole."""
    try:
        disk.refuse_among_sources(options.folder, options.output)
    except ValueError as error:
        return say(str(error), USAGE)
    site = sound_county(options, UNDONE)
    if site is None:
        return PROBLEMS
    make = partial(_made, site, options.output)
    return swap_in(options, OWNER, UNDONE, make, (BuildFailed,))


def _made(site: Site, out: Path, stage: publish.StagedRelease) -> tuple[Sequence[gates.Gate], str]:
    for path, made in _files(site):
        stage.write(f"{FOLDER}/{path}", made)
    front = (out / FOLDER / "index.html").absolute().as_uri()
    every = (Complete(stage.finish(), (), ()), Names(), Links(), Requests())
    return every, f"只给县里办公用，不要放到网站上。打开：{front}"


def _files(site: Site) -> Iterator[tuple[str, bytes]]:
    found, pages = audits(site), LoosePages(f"{site.county.name}公开工作自查")
    index = self_audit_pages.index(found, site.as_of)
    yield "index.html", pages.page("office/audit.html", "index.html", index)
    for audit in found:
        path = self_audit_pages.path_of(audit.unit.code)
        page = self_audit_pages.page(audit, site.as_of)
        yield path, pages.page("office/unit_audit.html", path, page)
    yield "audit.json", self_audit_pages.data(found, site.as_of)
    yield from _dues(site, pages)
    static = static_files(pages.theme)
    yield from ((f"static/{name}", static[name]) for name in _STATIC)


def _dues(site: Site, pages: LoosePages) -> Iterator[tuple[str, bytes]]:
    """On which day what will be late."""
    due = foretold(site)
    for path, page in foretold_pages.pages(due, site.units, site.as_of):
        yield path, pages.page("office/foretold.html", path, page)
    yield "due.json", foretold_pages.data(due, site.as_of)
    yield "due.ics", office_calendar(site.county, due, site.as_of)
