"""Releases written to the last byte, quickly: Pelican is set up once, then only our generator runs.

Enters: a county and an audience.  Leaves: the manifest of the release, in which every path and the
hash of every byte stand.  ``quickly`` uses the generator, the theme and the Jinja environment that
a whole run of Pelican uses (``wholly``), without the run; that both give the same manifest is
itself tested.
"""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from unittest.mock import patch

import kills
from corpora import ROOT
from edition_counties import drawn_once
from pelican import Pelican
from pelican.settings import read_settings

from disclosure.app.executors.processes import Processes
from disclosure.app.executors.stages import Stages
from disclosure.app.host.pelican_adapter import DisclosureGenerator, render
from disclosure.app.host.render_job import job_of
from disclosure.app.kept.kept_pages import KeptPages
from disclosure.basics.paths.where import theme_folder
from disclosure.charts.graphviz import dot
from disclosure.charts.model.geometry import Positions
from disclosure.county.audience import Audience, for_audience
from disclosure.county.site import Site
from disclosure.editions.edition import TextsOf, written_anew
from disclosure.release import StagedRelease, first_dates, manifest


def quickly(site: Site, audience: Audience) -> bytes:
    """The manifest of a release that our generator wrote."""
    with folder() as place, patch.object(dot, "lay_out", laid_out):
        stage = StagedRelease(place)
        make(for_audience(site, audience), stage)
        return manifest.of_folder(stage.root)


def make(
    seen: Site, stage: StagedRelease, kept: KeptPages | None = None, texts_of: TextsOf = written_anew
) -> None:
    """All files of a release but its manifest, by our generator and this process alone: as many
    harnesses run at once as there are processors."""
    host, alone = generator(), Processes(1)
    host.job = job_of(seen, stage, drawn_once, kept, Stages(executor=alone), alone, texts_of)
    host.generate_output(None)
    _date(stage, seen)


def wholly(site: Site, audience: Audience) -> bytes:
    """The manifest of a release that a whole run of Pelican wrote."""
    with folder() as stage:
        seen = for_audience(site, audience)
        job = job_of(seen, StagedRelease(stage))
        render(job, ROOT)
        _date(job.stage, seen)
        return manifest.of_folder(job.stage.root)


@contextmanager
def folder() -> Iterator[Path]:
    """An empty folder, in memory where the machine has one there."""
    with tempfile.TemporaryDirectory(dir=kills.MEMORY if kills.MEMORY.is_dir() else None) as place:
        yield Path(place)


_lay_out = dot.lay_out


@cache
def laid_out(text: str) -> Positions:
    """Graphviz's answer, remembered."""
    return _lay_out(text)


@cache
def generator() -> DisclosureGenerator:
    """Our generator as Pelican makes it; give it a ``job``."""
    nowhere = {"OUTPUT_PATH": "", "THEME": str(theme_folder())}
    with contextlib.redirect_stderr(io.StringIO()):
        host = Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=nowhere))
    context = dict(host.settings)
    return DisclosureGenerator(context, host.settings, host.path, host.theme, host.output_path)


def _date(stage: StagedRelease, seen: Site) -> None:
    stage.write(first_dates.LEDGER, first_dates.updated({}, seen))
