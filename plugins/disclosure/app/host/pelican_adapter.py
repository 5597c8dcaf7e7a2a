"""Pelican as host: settings, theme, Jinja environment, plugins; the only module that imports it.

Enters: the outputs of the pipeline and an empty stage.  Leaves: the rendered files of a release.
Plain ``pelican`` has no job handed to it and makes its own.  Pelican reports the failure of a plugin
or a page and goes on; here any error it logs fails the build (``BuildFailed``).
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import redirect_stdout
from functools import partial
from inspect import getsource
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import Environment, TemplateError
from pelican import Pelican, generators, signals
from pelican.generators import Generator
from pelican.settings import read_settings

from ... import pipeline
from ...basics.media import MEDIA
from ...basics.output import Chart, File, Html, Output
from ...basics.paths.where import theme_folder
from ...charts.graphviz import dot
from ...charts.graphviz.wheel import LayoutFailed
from ...county.audience import Audience, for_audience
from ...county.lookups.watched import Read
from ...editions.edition import Edition
from ...editions.kiosk import taken_home
from ...editions.parts.addresses import base_of, root_of, stands_on, straight
from ...editions.parts.assets.stylesheets import BadSheet
from ...release import StagedRelease
from ...release.staged_release import StageWork
from ..executors.stages import KEPT, MADE, WRITTEN
from ..kept import kept_store
from ..kept.compiled_templates import CompiledTemplates
from ..load import load_county
from . import pelican_settings, quick_templates
from .logged_errors import logged_as_errors
from .parcel import Parcel
from .quick_templates import page, quicken
from .render_job import MadeFile, MadeShare, RenderJob, job_of
from .static_files import static_files
from .unlisted_templates import UnlistedTemplates

JOB = "DISCLOSURE_JOB"
OWN_SETTINGS = "pelicanconf.py"
_MEDIA = {medium.folder: medium for medium in MEDIA}


class BuildFailed(Exception):
    """Pelican, a plugin or a template failed; the message says which."""


generators.Environment = UnlistedTemplates


def register() -> None:
    """Connect the generator; called by Pelican through the plugin."""
    signals.get_generators.connect(_generators)


def render(job: RenderJob, county: Path) -> None:
    """Render a whole release into the job's stage.

    Raises:
        BuildFailed: Pelican logged an error, a template or a chart failed, or our own generator
            never ran.
    """
    with logged_as_errors(job.errors) as errors:
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

    _own: MadeShare | None = None
    """What this process made last."""

    def __init__(self, *of_pelican: object, **more: object) -> None:
        super().__init__(*of_pelican, **more)
        quicken(self.env)
        how = (self.settings["JINJA_ENVIRONMENT"], getsource(quick_templates))
        self.env.bytecode_cache = CompiledTemplates(kept_store.folder("templates"), how)

    def generate_context(self) -> None:
        """Take the job handed over, or (plain ``pelican``) read the county beside the settings."""
        self.job: RenderJob = self.settings.get(JOB) or _job_of_plain_pelican(
            Path(self.path).parent, Path(self.output_path)
        )

    def generate_output(self, _writer: object) -> None:
        job, apart = self.job, self.job.apart
        if job.early.paths:
            job.allow()
            self._make_early()
            job.stages.heed = job.early.heed
        job.stages.begin(KEPT)
        with job.beside(partial(self._go_through, apart)) as theirs:
            self._wanted = _by_path(job.not_kept(job.editions[: len(job.editions) - len(apart)]))
            job.draw()
            job.allow()
            job.stages.heed = job.early.heed
            shares = job.stages.shared(self._make, _in_turn(self._wanted), len(self._wanted))
            for number, share in enumerate(shares):
                if share is not self._own:
                    job.take_over(share, watched=not number)
                job.take(share.made, self._wanted)
            if theirs:
                share, work = theirs()
                job.take_over(share)
                job.stage.add(work)
        carried = static_files(Path(self.theme))
        for medium in MEDIA if self.job.stage.files else ():
            for name, data in carried.items() if medium.pages else ():
                self.job.stage.write(f"{medium.folder}/static/{name}", data)
            if medium.touch:
                lacking = taken_home.script(medium, self.job.seen.county, self.job.stage.files)
                self.job.stage.write(f"{medium.folder}/{taken_home.SCRIPT}", lacking)

    def _make_early(self) -> None:
        """What somebody waits for, as it will be in the release."""
        awaited = set(self.job.early.paths)
        for edition in self.job.awaited:
            self.job.stages.turn(MADE, edition.medium.title)
            for output in pipeline.files_of(edition):
                if output.path in awaited:
                    with edition.reads.noted():
                        self.job.early.show(output.path, self._bytes(output))
                    awaited.remove(output.path)
                if not awaited:
                    return

    def _go_through(self, editions: Sequence[Edition]) -> tuple[MadeShare, StageWork]:
        """Some editions whole; what a copy of this process did, it has to tell this one."""
        job = self.job
        job.stages.turn(KEPT)  # what was counted so far is the other's
        before = job.stages.spent.copy()
        self._wanted = _by_path(self.job.not_kept(editions))
        self._make([list(self._wanted)])
        work = job.stage.work()
        noted = job.kept.noted((*work.files, *work.kept), editions) if job.kept else None
        return MadeShare((), job.stages.since(before), noted), work

    def __reduce__(self) -> tuple[Callable[[Parcel], DisclosureGenerator], tuple[Parcel]]:
        """Pickled, it is what its files are made of; whoever unpickles it can make them too."""
        settings = settings_file(Path(self.path)).read_bytes()
        return _elsewhere, (Parcel.of(self.job.seen, self.job.editions, settings),)

    def _make(self, groups: Iterable[Iterable[str]]) -> MadeShare:
        """A share of what is wanted, written to the stage by this process or by a copy of it, or made
        elsewhere.

        Raises ``BuildFailed`` where something was logged as an error meanwhile: another process's log
        is not this one's.
        """
        made: list[MadeFile] = []
        stages, kept, before = self.job.stages, self.job.kept, self.job.stages.spent.copy()
        for path in chain.from_iterable(groups):
            edition, output = self._wanted[path]
            stages.turn(MADE, edition.medium.title)
            with edition.reads.noted() as reads:
                data = self._bytes(output)
            if kept:
                kept.made(edition, output, reads)
            stages.turn(WRITTEN, edition.medium.title)
            made.append(self._put(path, data, reads))
            stages.done()
        stages.turn(MADE)
        if self.job.errors:
            raise BuildFailed("；".join(self.job.errors))
        noted = kept.noted(file.path for file in made) if kept else None
        self._own = MadeShare(made, stages.since(before), noted)
        return self._own

    def _put(self, path: str, data: bytes, _reads: set[Read]) -> MadeFile:
        self.job.stage.write(path, data)
        return MadeFile(path, self.job.stage.files[path], None)

    def _bytes(self, output: Output) -> bytes:
        if isinstance(output, File):
            return output.data
        text = output.text if isinstance(output, Chart) else self._page(output)
        return text.encode()

    def _page(self, html: Html) -> str:
        folder, _, below = html.path.partition("/")
        environment: Environment = self.env
        medium, county = _MEDIA[folder], self.job.seen.county
        try:
            text = page(
                environment,
                html.template,
                page=html.page,
                medium=medium,
                root=html.root or root_of(below),
                county=county,
                address=base_of(county) + below,
                as_of=self.job.seen.as_of if html.hub else None,
            )
            return text if html.root else straight(text, below)
        except (TemplateError, AttributeError, LookupError) as error:
            raise BuildFailed(f"模板 {html.template} 渲染 {html.path} 时出错：{error}") from error


class _Elsewhere(DisclosureGenerator):
    """On another machine, which writes nothing."""

    def __init__(self, parcel: Parcel, host: Pelican) -> None:
        super().__init__(host.settings.copy(), host.settings, host.path, host.theme, host.output_path)
        self.job = job_of(parcel.site(), StagedRelease(Path(host.output_path)), parcel.each)
        self._wanted = _by_path(self.job.not_kept(self.job.editions))

    def _put(self, path: str, data: bytes, reads: set[Read]) -> MadeFile:
        return MadeFile(path, data, reads)


def _elsewhere(parcel: Parcel) -> DisclosureGenerator:
    with TemporaryDirectory() as place:
        folder = Path(place)
        own = folder / OWN_SETTINGS
        own.write_bytes(parcel.settings)
        settings = read_settings(str(own), override=overrides(folder, StagedRelease(folder)))
        return _Elsewhere(parcel, Pelican(settings))


def _by_path(wanted: Iterable[tuple[Edition, Output]]) -> dict[str, tuple[Edition, Output]]:
    """Raises ``BuildFailed`` where two outputs collide."""
    found: dict[str, tuple[Edition, Output]] = {}
    for edition, output in wanted:
        if found.setdefault(output.path, (edition, output))[1] is not output:
            raise BuildFailed(f"有两个文件都叫 {output.path}")
    return found


def _alike(paths: Iterable[str]) -> list[list[str]]:
    """Files of one name in several editions together, and with a page the files of its drawings: whoever
    makes one knows most of the others."""
    groups: dict[str, list[str]] = {}
    for path in paths:
        groups.setdefault(stands_on(path.partition("/")[2]), []).append(path)
    return list(groups.values())


def _in_turn(wanted: Mapping[str, tuple[Edition, Output]]) -> list[list[str]]:
    """Groups of files as they are taken, pages last: a table, or the loop of a screen, tells of hundreds
    of records, and whoever takes it when the others are done is waited for."""

    def is_small(group: Sequence[str]) -> bool:
        edition, output = wanted[group[0]]
        return isinstance(output, Html) and not edition.of.screens

    return sorted(_alike(wanted), key=is_small)


def _generators(_pelican: object) -> type[DisclosureGenerator]:
    return DisclosureGenerator


def settings_file(county: Path) -> Path:
    """The county's own ``pelicanconf.py``, or the settings that come with the program."""
    own = county / OWN_SETTINGS
    return own if own.is_file() else Path(pelican_settings.__file__)


def overrides(county: Path, stage: StagedRelease) -> dict[str, object]:
    """Pelican takes a relative folder for one beside its settings: ours are always absolute.  What is at
    hand in the stage is ours to remove."""
    folders = {"PATH": county, "OUTPUT_PATH": stage.root, "THEME": theme_folder()}
    absolute = {name: str(folder.absolute()) for name, folder in folders.items()}
    return {**absolute, "DELETE_OUTPUT_DIRECTORY": False}


def _job_of_plain_pelican(county: Path, output: Path) -> RenderJob:
    """Plain ``pelican`` reads the county itself and stops on any problem."""
    site, problems = load_county(county)
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    if site is None or any(problem.is_error for problem in problems):
        raise SystemExit(1)
    seen = for_audience(site, Audience())
    return job_of(seen, StagedRelease(output))
