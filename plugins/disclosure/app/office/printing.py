"""``disclosure print``: posters, windows and notice boards as PDF, swapped in whole.

Enters: parsed options.  Leaves: an exit status, and below the output ``print/``: the sheets, and
``sheets.json``, which says of each which record it is of, what it was made from and its SHA-256.  A
sheet made from the same is not set again.  What a record no longer is, or may no longer show, is gone
with the next run; every sheet passes the gates that pages pass.
"""

from __future__ import annotations

import hashlib
import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from ... import gates
from ... import release as publish
from ...basics.media import CARRIERS, PAPER, PAPERS, SHEETS
from ...basics.output import in_line
from ...charts.power_charts import flow_jobs
from ...charts.stage import Drawn
from ...county.audience import Audience, for_audience
from ...county.facts.practices import kept_up
from ...county.site import Site
from ...editions.edition import Edition
from ...editions.printed import carrier_texts, sheets
from ...editions.printed.by_carrier import CarrierText
from ...editions.printed.paper import PaperSheet
from ...schema.declare import nearest
from .. import disk
from ..executors.processes import Processes
from ..report import PROBLEMS, USAGE, say
from .beside_site import sound_county, swap_in
from .typesetting import CannotPrint, made_from, missing_letters, see_that_all_is_there, set_type

LIST = f"{PAPER.folder}/sheets.json"
FORMAT = "disclosure sheets 1"
UNDONE = "没有印"


def print_sheets(options: Namespace) -> int:
    """Read the county, set its sheets, judge them, swap them in."""
    try:
        disk.refuse_among_sources(options.folder, options.output)
        audience = Audience.parse(options.audience)
        see_that_all_is_there()
    except ValueError as error:
        return say(str(error), USAGE)
    except CannotPrint as error:
        return say(f"{UNDONE}：{error}。", PROBLEMS)
    site = sound_county(options, UNDONE)
    if site is None:
        return PROBLEMS
    make = partial(_made, options, site, audience)
    return swap_in(options, f"{PAPER.title} {options.audience}", UNDONE, make, (CannotPrint,))


def _made(
    options: Namespace, site: Site, audience: Audience, stage: publish.StagedRelease
) -> tuple[Sequence[gates.Gate], str]:
    _see_that_all_are_known(options.unit or (), site)
    seen = for_audience(site, audience)
    papers = [PAPERS[name] for name in options.paper or ("A3竖",)]
    folders = [SHEETS[name] for name in options.only or SHEETS]
    edition = Edition.watched(PAPER, seen, Drawn(), "", kept_up.as_seen(seen))
    made = sheets(edition, dict(flow_jobs(seen)), papers, options.unit, folders)
    told = [_Told(sheet, seen) for sheet in made]
    texts = [] if options.unit or CARRIERS not in folders else list(carrier_texts(edition))
    if lacking := list(filter(None, (missing_letters(entry.sheet, entry.data) for entry in told))):
        sys.stderr.write("".join(f"{line}\n" for line in dict.fromkeys(lacking)))
        raise CannotPrint("有字印不出来")
    fresh = _set(told, texts, stage)
    place = (options.output / PAPER.folder).absolute()
    every = gates.all_gates(site, audience, stage.finish(), ())
    if not told:
        return every, f"没有可印的：要印的这些机构、这几种纸，县里还没有写内容。{place} 是空的"
    return every, f"{len(told)} 份，其中 {fresh} 份是新排的：{place}"


def _see_that_all_are_known(units: Sequence[str], site: Site) -> None:
    for code in units:
        if code not in site.units:
            raise CannotPrint(f"没有编码是“{code}”的机构{nearest(code, site.units).rstrip('？')}")


class _Told:
    """A sheet, what it says, and what it is made from."""

    def __init__(self, sheet: PaperSheet, seen: Site) -> None:
        self.sheet = sheet
        self.path = f"{PAPER.folder}/{sheet.path}.pdf"
        self.data = sheet.data(seen.county.portal.sponsor)
        self.made_from = made_from(self.data, sheet.template)

    def row(self, sha256: str) -> Mapping[str, object]:
        """As the list tells it."""
        mark = self.sheet.imprint
        return {
            "file": self.path.partition("/")[2], "kind": self.sheet.of.title, "code": mark.code,
            "title": self.sheet.title, "paper": self.sheet.paper.title, "published": mark.published,
            "digest": mark.digest, "carriers": list(self.sheet.carriers), "sha256": sha256,
            "made_from": self.made_from,
        }  # fmt: skip


def _row_of_text(text: CarrierText, sha256: str) -> Mapping[str, object]:
    """A text as the list tells it, beside the sheets."""
    return {
        "file": text.path, "kind": text.carrier.title, "code": text.carrier.code, "title": text.title,
        "digest": text.digest, "carriers": [text.carrier.name], "sha256": sha256,
    }  # fmt: skip


def _set(told: Sequence[_Told], texts: Sequence[CarrierText], stage: publish.StagedRelease) -> int:
    """Write all sheets and texts, and their list; how many sheets were set anew."""
    before = _before(stage)
    wanted = [entry for entry in told if not _kept(entry, before, stage)]
    jobs = [(entry.sheet.template, entry.data) for entry in wanted]
    # typst's threads end with the copy that has them: this process is to be copied again, by the gates
    with Processes().beside(lambda: Processes().mapped(set_type, jobs)) as all_set:
        for entry, pdf in zip(wanted, all_set(), strict=True):
            stage.write(entry.path, pdf)
    rows = [in_line(entry.row(stage.files[entry.path].sha256)) for entry in told]
    for words in texts:
        stage.write(path := f"{PAPER.folder}/{words.path}", words.data)
        rows.append(in_line(_row_of_text(words, stage.files[path].sha256)))
    listed = ",\n".join(rows)
    text = f'{{\n"format": {in_line(FORMAT)},\n"sheets": [\n{listed}\n]\n}}\n'
    stage.write(LIST, text.encode())
    return len(wanted)


def _kept(entry: _Told, before: Mapping[str, str], stage: publish.StagedRelease) -> bool:
    return before.get(entry.path) == entry.made_from and stage.keep(entry.path)


def _before(stage: publish.StagedRelease) -> Mapping[str, str]:
    """What each sheet in force was made from, where their list is what its manifest says."""
    try:
        data = (stage.before / LIST).read_bytes() if stage.before else b""
    except OSError:
        return {}
    if hashlib.sha256(data).hexdigest() != stage.known.get(LIST):
        return {}
    return dict(_made_from(json.loads(data)["sheets"]))


def _made_from(sheets: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for sheet in sheets:
        if "made_from" in sheet:
            yield f"{PAPER.folder}/{sheet['file']}", sheet["made_from"]
