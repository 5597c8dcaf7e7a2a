"""Pelican as host: settings, theme, Jinja environment, plugins; the only module that imports it.

Enters: the outputs of the pipeline and an empty stage.  Leaves: the rendered files of a release.
Plain ``pelican`` has no job handed to it and makes its own.  Pelican reports the failure of a plugin
or a page and goes on; here any error it logs fails the build (``BuildFailed``).
"""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from datetime import date
from inspect import getsource
from pathlib import Path

from jinja2 import Environment, TemplateError
from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.settings import read_settings

from ... import pipeline
from ...basics.media import MEDIA
from ...basics.output import Chart, File, Html, Output
from ...basics.where import theme_folder
from ...charts.graphviz import dot
from ...charts.graphviz.wheel import LayoutFailed
from ...charts.stage import Each, here
from ...county.audience import Audience, for_audience
from ...county.lookups.watched import Read
from ...county.site import Site
from ...editions.edition import Edition
from ...editions.parts.stylesheets import BadSheet, bundled
from ...release import StagedRelease
from ...release.manifest import FileEntry
from ...schema.records.county import County
from .. import disk, processes
from ..kept import kept_store
from ..kept.compiled_templates import CompiledTemplates
from ..kept.kept_pages import KeptPages
from ..load import load_county
from ..stages import KEPT, MADE, WRITTEN, Spent, StagePart, Stages
from . import pelican_settings
from .quick_templates import QuickCode, quicken

JOB = "DISCLOSURE_JOB"
STATIC = "static/"
_MEDIA = {medium.folder: medium for medium in MEDIA}


Made = tuple[int, FileEntry, set[Read]]
"""Which of the wanted files it was, what the manifest says of it, and what was asked for it."""


class BuildFailed(Exception):
    """Pelican, a plugin or a template failed; the message says which."""


@dataclass(slots=True)
class RenderJob:
    """One build handed through Pelican's settings: what to render, and the stage to write it to.

    Files are made while they are written; ``kept`` knows which need not be.  ``county`` and ``as_of``
    stand in the frames of pages.  ``errors`` are what the host logs meanwhile.
    """

    editions: Sequence[Edition]
    county: County
    as_of: date
    stage: StagedRelease
    kept: KeptPages | None = None
    errors: list[str] = field(default_factory=list)
    stages: Stages = field(default_factory=Stages)


def job_of(
    seen: Site,
    stage: StagedRelease,
    each: Each = here,
    kept: KeptPages | None = None,
    stages: Stages | None = None,
) -> RenderJob:
    """The build of what some readers may see; ``each`` draws the charts."""
    editions = pipeline.editions(seen, dot.lay_out, each, dot.colophon)
    return RenderJob(editions, seen.county, seen.as_of, stage, kept=kept, stages=stages or Stages())


def register() -> None:
    """Connect the generator; called by Pelican through the plugin."""
    signals.get_generators.connect(_generators)


def render(job: RenderJob, county: Path) -> None:
    """Render a whole release into the job's stage.

    Raises:
        BuildFailed: Pelican logged an error, a template or a chart failed, or our own generator
            never ran.
    """
    with _errors_of_pelican(job.errors) as errors:
        settings = read_settings(
            str(settings_file(county)), override={**overrides(county, job.stage), JOB: job}
        )
        try:
            with redirect_stdout(io.StringIO()):
                Pelican(settings).run()
        except (dot.NoGraphviz, LayoutFailed, BadSheet) as error:
            raise BuildFailed(str(error)) from error
    if errors:
        raise BuildFailed("；".join(errors))
    if not job.stage.files:
        raise BuildFailed("插件没有运行：请检查 pelicanconf.py 的 PLUGINS 里有 disclosure")


class DisclosureGenerator(Generator):  # type: ignore[misc]  # Pelican is untyped
    """Writes every output of the pipeline with the theme's templates."""

    def __init__(self, *of_pelican: object, **more: object) -> None:
        super().__init__(*of_pelican, **more)
        quicken(self.env)
        how = (self.settings["JINJA_ENVIRONMENT"], getsource(QuickCode))
        self.env.bytecode_cache = CompiledTemplates(kept_store.folder("templates"), how)

    def generate_context(self) -> None:
        """Take the job handed over, or (plain ``pelican``) read the county beside the settings."""
        self.job: RenderJob = self.settings.get(JOB) or _job_of_plain_pelican(
            Path(self.path).parent, Path(self.output_path)
        )

    def generate_output(self, _writer: object) -> None:
        job = self.job
        job.stages.begin(KEPT)
        self._wanted = list(self._not_kept())
        job.stages.begin(MADE, len(self._wanted), processes.workers())
        shares = processes.shared(self._make, range(len(self._wanted)))
        for share, (made, spent) in enumerate(shares):
            if share:
                job.stages.elsewhere(spent)
            for number, entry, reads in made:
                edition, output = self._wanted[number]
                job.stage.files[output.path] = entry
                if job.kept:
                    job.kept.made(edition, output, reads)
        for medium in MEDIA if self.job.stage.files else ():
            for name, data in static_files(Path(self.theme)).items() if medium.pages else ():
                self.job.stage.write(f"{medium.folder}/static/{name}", data)

    def _not_kept(self) -> Iterator[tuple[Edition, Output]]:
        """All that must be made; the rest is in the stage."""
        job = self.job
        for edition in job.editions:
            for output in pipeline.files_of(edition):
                if not (job.kept and job.kept.keep(edition, output, job.stage)):
                    yield edition, output

    def _make(self, numbers: list[int]) -> tuple[list[Made], dict[StagePart, Spent]]:
        """A share of what is wanted, written to the stage by this process or by another; and its time.

        Raises ``BuildFailed`` where something was logged as an error meanwhile: another process's log
        is not this one's.
        """
        made: list[Made] = []
        stages, before = self.job.stages, self.job.stages.spent.copy()
        for number in numbers:
            edition, output = self._wanted[number]
            stages.turn(MADE, edition.medium.title)
            with edition.reads.noted() as reads:
                data = self._bytes(output)
            stages.turn(WRITTEN, edition.medium.title)
            self.job.stage.write(output.path, data)
            made.append((number, self.job.stage.files[output.path], reads))
            stages.done()
        stages.turn(MADE)
        if self.job.errors:
            raise BuildFailed("；".join(self.job.errors))
        return made, stages.since(before)

    def _bytes(self, output: Output) -> bytes:
        if isinstance(output, File):
            return output.data
        text = output.text if isinstance(output, Chart) else self._page(output)
        return text.encode()

    def _page(self, html: Html) -> str:
        folder, _, below = html.path.partition("/")
        environment: Environment = self.env
        try:
            return environment.get_template(html.template).render(
                page=html.page,
                medium=_MEDIA[folder],
                root=html.root or "../" * below.count("/"),
                county=self.job.county,
                as_of=self.job.as_of if html.hub else None,
            )
        except (TemplateError, AttributeError) as error:
            raise BuildFailed(f"模板 {html.template} 渲染 {html.path} 时出错：{error}") from error


def static_files(theme: Path) -> dict[str, bytes]:
    """Everything below ``static/``, with the sheets of components written into those that pages load.

    Raises:
        BadSheet: a style sheet is missing, imported twice, or not at all.
    """
    found = disk.files_below(theme)
    sheets = {path: file.read_text("utf-8") for path, file in found.items() if path.endswith(".css")}
    others = {
        path: file for path, file in found.items() if path.startswith(STATIC) and path not in sheets
    }
    plain = {path.removeprefix(STATIC): file.read_bytes() for path, file in others.items()}
    return plain | {name: text.encode() for name, text in bundled(sheets).items()}


def _generators(_pelican: object) -> type[DisclosureGenerator]:
    return DisclosureGenerator


def settings_file(county: Path) -> Path:
    """The county's own ``pelicanconf.py``, or the settings that come with the program."""
    own = county / "pelicanconf.py"
    return own if own.is_file() else Path(pelican_settings.__file__)


def overrides(county: Path, stage: StagedRelease) -> dict[str, str]:
    """Pelican takes a relative folder for one beside its settings: ours are always absolute."""
    folders = {"PATH": county, "OUTPUT_PATH": stage.root, "THEME": theme_folder()}
    return {name: str(folder.absolute()) for name, folder in folders.items()}


def _job_of_plain_pelican(county: Path, output: Path) -> RenderJob:
    """Plain ``pelican`` reads the county itself and stops on any problem."""
    site, problems = load_county(county)
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    if site is None or any(problem.is_error for problem in problems):
        raise SystemExit(1)
    seen = for_audience(site, Audience())
    return job_of(seen, StagedRelease(output))


class _Collector(logging.Handler):
    def __init__(self, errors: list[str]) -> None:
        super().__init__(logging.ERROR)
        self.errors = errors

    def emit(self, record: logging.LogRecord) -> None:
        self.errors.append(record.getMessage())


@contextmanager
def _errors_of_pelican(errors: list[str]) -> Iterator[list[str]]:
    """Everything that Pelican and its plugins log as an error meanwhile."""
    collector = _Collector(errors)
    logger = logging.getLogger()
    logger.addHandler(collector)
    try:
        yield collector.errors
    finally:
        logger.removeHandler(collector)
