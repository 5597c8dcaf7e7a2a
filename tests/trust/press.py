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

from disclosure.app.host.pelican_adapter import DisclosureGenerator, render
from disclosure.app.host.render_job import RenderJob, job_of
from disclosure.basics.paths.where import theme_folder
from disclosure.charts.graphviz import dot
from disclosure.charts.model.geometry import Positions
from disclosure.county.audience import Audience, for_audience
from disclosure.county.site import Site
from disclosure.release import StagedRelease, first_dates, manifest


def quickly(site: Site, audience: Audience) -> bytes:
    """The manifest of a release that our generator wrote."""
    with folder() as stage, patch.object(dot, "lay_out", laid_out):
        host = generator()
        seen = for_audience(site, audience)
        host.job = job_of(seen, StagedRelease(stage), drawn_once)
        host.generate_output(None)
        return _manifest(host.job, seen)


def wholly(site: Site, audience: Audience) -> bytes:
    """The manifest of a release that a whole run of Pelican wrote."""
    with folder() as stage:
        seen = for_audience(site, audience)
        job = job_of(seen, StagedRelease(stage))
        render(job, ROOT)
        return _manifest(job, seen)


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


def _manifest(job: RenderJob, seen: Site) -> bytes:
    job.stage.write(first_dates.LEDGER, first_dates.updated({}, seen))
    return manifest.of_folder(job.stage.root)
