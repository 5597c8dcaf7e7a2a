"""One build as it is handed to the host: what is to be made, where to, and what need not be made.

Enters: what some readers may see of a county, and a stage.  Leaves: ``RenderJob``, which takes in what
this process and copies of it made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import field
from functools import partial
from itertools import chain
from typing import NamedTuple, TypeVar

from ... import pipeline
from ...basics.output import Output
from ...basics.values import dataclass
from ...charts import stage as drawing
from ...charts.graphviz import dot
from ...county.lookups.watched import Read
from ...county.site import Site
from ...editions.edition import Edition, TextsOf, written_anew
from ...release import StagedRelease
from ...release.manifest import FileEntry
from ..executors.processes import Processes
from ..executors.stages import Spent, StagePart, Stages
from ..kept.kept_pages import KeptPages, NotedPages

R = TypeVar("R")

PartTimes = Mapping[StagePart, Spent]


class MadeFile(NamedTuple):
    """The path of a file; what the manifest says of it, or its bytes where it was not written; and what
    was asked for it, where whoever made it keeps no notes."""

    path: str
    file: FileEntry | bytes
    reads: set[Read] | None


class Early(NamedTuple):
    """Paths of pages that somebody waits for, and who is to be given each as soon as it is made; from
    then on ``heed`` is called again and again, which raises ``GivenUp`` where the rest is not wanted."""

    paths: Collection[str] = ()
    show: Callable[[str, bytes], object] = lambda _path, _data: None
    heed: Callable[[], object] = lambda: None


class MadeShare(NamedTuple):
    """Files that a process made, the time that it took, and what it noted of all that it saw."""

    made: Sequence[MadeFile]
    spent: PartTimes
    noted: NotedPages | None


@dataclass(slots=True)
class RenderJob:
    """One build handed through Pelican's settings: what to render, and the stage to write it to.

    Files are made while they are written; ``kept`` knows which need not be.  ``editions`` are of what
    is ``seen``.  ``errors`` are what the host logs meanwhile.  ``here`` are this machine's processes.
    What is wanted ``early`` is made before all else, and once more with all; before anything is made,
    ``allow`` is asked, which refuses.
    """

    editions: Sequence[Edition]
    seen: Site
    stage: StagedRelease
    kept: KeptPages | None = None
    errors: list[str] = field(default_factory=list)
    stages: Stages = field(default_factory=Stages)
    here: Processes = field(default_factory=Processes)
    early: Early = field(default_factory=Early)
    allow: Callable[[], object] = lambda: None

    @property
    def awaited(self) -> Sequence[Edition]:
        """Editions of which somebody waits for a page."""
        folders = {path.partition("/")[0] for path in self.early.paths}
        return [edition for edition in self.editions if edition.medium.folder in folders]

    @property
    def apart(self) -> Sequence[Edition]:
        """Editions that a copy of this process goes through meanwhile: of which little is to be made."""
        is_little = self.kept and self.kept.has_notes and self.here.at_once > 1
        return self.editions[1:] if is_little else ()

    def not_kept(self, editions: Iterable[Edition]) -> Iterator[tuple[Edition, Output]]:
        """All that must be made; the rest is in the stage."""
        kept, stage = self.kept, self.stage
        for edition in editions:
            of = edition.listed_by(partial(kept.listed, stage)) if kept else edition
            for output in pipeline.files_of(of):
                self.stages.heed()
                if not (kept and kept.keep(of, output, stage)):
                    yield of, output

    def beside(
        self, function: Callable[[], R]
    ) -> AbstractContextManager[Callable[[], R]] | AbstractContextManager[None]:
        """Have what is apart done by a copy of this process, where there is any; what both would ask is
        asked before."""
        if self.apart and self.kept:
            self.draw()
            self.kept.answer(self.editions[0])
        return self.here.beside(function) if self.apart else nullcontext()

    def draw(self) -> None:
        """Wait for all drawings, as the first who asks for one does: from now on copies may ask."""
        next(chain.from_iterable(edition.drawings.made() for edition in self.editions), None)

    def take(self, made: Iterable[MadeFile], wanted: Mapping[str, tuple[Edition, Output]]) -> None:
        """Note what was made of what was ``wanted``, and write what was made elsewhere."""
        for path, file, reads in made:
            if isinstance(file, bytes):
                self.stage.write(path, file)
                self.stages.done()
            else:
                self.stage.files[path] = file
            if self.kept and reads is not None:
                self.kept.made(*wanted[path], reads)

    def take_over(self, share: MadeShare, *, watched: bool = False) -> None:
        """Note what a copy of this process noted and spent; this one made something itself meanwhile,
        or ``watched`` it."""
        self.stages.elsewhere(share.spent, watched=watched)
        if self.kept and share.noted:
            self.kept.take_over(share.noted)


def job_of(  # noqa: PLR0913, PLR0917  all that a build is about
    seen: Site, stage: StagedRelease, each: drawing.Each = drawing.here, kept: KeptPages | None = None,
    stages: Stages | None = None, here: Processes | None = None, texts_of: TextsOf = written_anew,
) -> RenderJob:  # fmt: skip
    """The build of what some readers may see; ``each`` draws the charts."""
    editions = pipeline.editions(seen, dot.lay_out, each, dot.colophon, texts_of)
    own = here or Processes()
    return RenderJob(editions, seen, stage, kept=kept, stages=stages or Stages(), here=own)
