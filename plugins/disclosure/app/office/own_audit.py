"""``disclosure self-audit``: the county's own office sees how each body keeps the standards.

Enters: parsed options.  Leaves: an exit status, and a folder of pages and data that no reader of the
site is given: it names what is open to nobody, so it may not be a folder of the site, nor lie in one.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator

from ... import gates
from ... import release as publish
from ...basics.files.os_errors import said
from ...county.facts.practices.self_audit import audits
from ...county.site import Site
from ...editions.pages.disclosed import self_audit_pages
from ...gates.complete import Complete
from ...gates.file_names import Names
from ...gates.links import Links
from ...gates.requests import Requests
from .. import disk
from ..host.loose_pages import LoosePages
from ..host.pelican_adapter import BuildFailed
from ..host.static_files import static_files
from ..load import load_county
from ..releases import keys, release_commands
from ..report import BUSY, FINE, PROBLEMS, USAGE, say, status_of, summary, write_out

OWNER = "办公室自查"
"""Stands where an output folder says for whom it is: no site is ever built into it."""
FOLDER = "office"
_STATIC = ("site.css", "icon.svg")
_REFUSALS = (publish.Damaged, publish.Foreign, keys.Unsigned, BuildFailed, OSError)


def self_audit(options: Namespace) -> int:
    """Read the county, audit every body, write it whole."""
    try:
        disk.refuse_among_sources(options.folder, options.output)
    except ValueError as error:
        return say(str(error), USAGE)
    site, problems = load_county(options.folder, options.as_of, options.laws)
    write_out((problem for problem in problems if problem.is_error), sys.stderr.write)
    if site is None or status_of(problems):
        summary(problems)
        return say("没有自查：请先改正上面的错误。", PROBLEMS)
    try:
        with publish.staging(options.output) as stage:
            release_commands.claim(options.output, OWNER)
            return _publish(options, site, stage)
    except publish.Busy as error:
        return say(str(error), BUSY)
    except _REFUSALS as error:
        return say(f"没有自查：{said(error)}。原来的没有改动。", PROBLEMS)


def _publish(options: Namespace, site: Site, stage: publish.StagedRelease) -> int:
    for path, made in _files(site):
        stage.write(f"{FOLDER}/{path}", made)
    every = (Complete(stage.finish(), (), ()), Names(), Links(), Requests())
    if findings := gates.check(disk.files_below(stage.root), every):
        write_out(findings[:50], sys.stderr.write)
        return say(f"没有自查：发现 {len(findings)} 处问题。原来的没有改动。", PROBLEMS)
    release_commands.commit(options.output, stage, b"")
    front = (options.output / FOLDER / "index.html").absolute().as_uri()
    sys.stdout.write(f"只给县里办公用，不要放到网站上。打开：{front}\n")
    return FINE


def _files(site: Site) -> Iterator[tuple[str, bytes]]:
    found, pages = audits(site), LoosePages(f"{site.county.name}公开工作自查")
    index = self_audit_pages.index(found, site.as_of)
    yield "index.html", pages.page("office/audit.html", "index.html", index)
    for audit in found:
        path = self_audit_pages.path_of(audit.unit.code)
        page = self_audit_pages.page(audit, site.as_of)
        yield path, pages.page("office/unit_audit.html", path, page)
    yield "audit.json", self_audit_pages.data(found, site.as_of)
    static = static_files(pages.theme)
    yield from ((f"static/{name}", static[name]) for name in _STATIC)
