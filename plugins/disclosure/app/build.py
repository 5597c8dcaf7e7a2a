"""``disclosure build``: the whole path once, from a county's files to a release in force.

Enters: parsed options.  Leaves: an exit status; on any problem the last good release stays as it was.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from dataclasses import field
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from .. import gates, release
from ..basics.files.os_errors import said
from ..basics.media import FRONT
from ..basics.problem import Problem, in_order
from ..basics.values import dataclass
from ..charts.graphviz import dot
from ..charts.graphviz.wheel import LayoutFailed
from ..county.audience import Audience, for_audience
from ..county.site import Site
from ..gates.passed import PassedRelease
from ..gates.secret_words import WordsHeard
from ..release import signing
from . import disk
from .executors import choosing
from .executors.executor import ProcessLost
from .executors.processes import Answer, Processes
from .executors.stages import DRAWN, JUDGED, SWAPPED, Stages, bar
from .host.pelican_adapter import BuildFailed, render, settings_file
from .host.render_job import Early, job_of
from .kept import drawing_cache, kept_pages, kept_texts, kept_verdicts, kept_words
from .kept.kept_pages import KeptPages
from .kept.kept_texts import KeptTexts
from .kept.memory import Memory
from .load import LinkedCounty, linked
from .releases import forgetting, keys, release_commands
from .report import BUSY, FINE, PROBLEMS, USAGE, release_table, say, status_of, summary, write_out


class _Unsound(Exception):
    """There are errors in the county's files, which have been told."""

    def __str__(self) -> str:
        return "请先改正上面的错误"


_Amiss = tuple[Sequence[Problem], Sequence[Problem]]
"""What is amiss with a county's files, and with what was published of them."""

_Noting = AbstractContextManager[Answer[bytes]]
"""Has it found out what the next build may rely on."""

_REFUSALS = (
    release.Damaged, release.Foreign, keys.Unsigned, signing.BadKey, BuildFailed, OSError,
    dot.NoGraphviz, LayoutFailed, *choosing.REFUSALS, _Unsound,
)  # fmt: skip


def build(options: Namespace, memory: Memory | None = None, early: Early | None = None) -> int:
    """Read, check, make, judge, swap in.

    ``memory`` is that of a process that builds again, ``early`` what is wanted before all else.
    """
    try:
        disk.refuse_among_sources(options.folder, options.output)
        Audience.parse(options.audience)
    except ValueError as error:
        return say(str(error), USAGE)
    console = Console(stderr=True)
    stages = Stages(bar(console), options.profile)
    try:
        with stages.shown:
            return _build(options, stages, memory, early or Early())
    except release.Busy as error:
        return say(str(error), BUSY)
    except _REFUSALS as error:
        return say(f"没有生成：{said(error)}。原来的网站没有改动。", PROBLEMS)
    finally:
        if options.profile:
            console.print(stages.table())


def _build(options: Namespace, stages: Stages, memory: Memory | None, early: Early) -> int:
    """Raises what ``_REFUSALS`` and ``release.Busy`` are."""
    with ExitStack() as until_end:
        made = _made_if_sound(options, stages, memory or Memory(), early, until_end)
        # a memory for this build alone would hold the county that was let go
        return _publish(options, made, stages, memory or Memory())


def _made_if_sound(
    options: Namespace, stages: Stages, memory: Memory, early: Early, until_end: ExitStack
) -> _Staged:
    """What is made of a county, unless it has errors, in a stage that is there ``until_end``."""
    here, audience = Processes(options.processes), Audience.parse(options.audience)
    at_hand = until_end.enter_context(here.beside(partial(_astray, options, memory)))
    county = linked(options.folder, options.as_of, options.laws, memory.records, here)
    if (site := county.site) is None:
        stages.begin(JUDGED)
        _tell(county.judged(), site)
        raise _Unsound
    seen = for_audience(site, audience)
    release.recall(options.output)
    with county.asked(partial(_amiss, options, county, seen), here) as amiss:
        stages.heed = (sound := _Sound(stages, site, amiss)).heed
        if status_of(county.amiss) or here.at_once == 1:
            sound.require()
        try:
            stage = until_end.enter_context(release.staging(options.output))
            stage.found_astray = at_hand() if here.at_once > 1 else {}
            return _made(options, site, seen, stage, stages, memory, early, sound, until_end)
        except Exception:  # what is made of a county that is not sound may be anything
            if not sound.asked:
                sound.require()
            raise


def _astray(options: Namespace, memory: Memory) -> Mapping[Path, set[str]]:
    """What was noted of the release in force and is not at hand for the next one."""
    by = kept_pages.made_by(settings_file(options.folder))
    return release.astray(options.output, kept_pages.load(options.output, by, memory.notes).identities)


def _amiss(options: Namespace, county: LinkedCounty, seen: Site) -> _Amiss:
    return county.judged(), in_order(_since_published(options, seen))


def _tell(problems: Sequence[Problem], site: Site | None, since: Sequence[Problem] = ()) -> None:
    """Tell people what is wrong with a county's files, and with what was published of them."""
    write_out((p for p in problems if p.is_error), sys.stderr.write)
    write_out(since, sys.stderr.write)
    if every := [*problems, *since]:
        summary(every, site)


@dataclass
class _Sound:
    """Whether a county has no errors, which are told to whoever asks first."""

    stages: Stages
    site: Site
    amiss: Answer[_Amiss]
    asked: bool = False
    is_so: bool = False
    process: int = field(default_factory=os.getpid)

    def heed(self) -> None:
        """Raises ``_Unsound`` as soon as errors are found, for whoever makes something meanwhile; copies
        of this process know nothing."""
        if not self.asked and os.getpid() == self.process and self.amiss.is_there():
            self._ask()
            self.require()

    def require(self) -> None:
        """Raises ``_Unsound``."""
        if not self.asked:
            self.stages.begin(JUDGED)
            self._ask()
        if not self.is_so:
            raise _Unsound

    def _ask(self) -> None:
        self.asked, was = True, self.stages.turn(JUDGED)
        problems, since = self.amiss()
        _tell(problems, self.site, since)
        self.is_so = not status_of([*problems, *since])
        self.stages.turn(*was)


def _allow(options: Namespace, sound: _Sound) -> None:
    """Raises ``_Unsound``, or ``Foreign`` where the output folder is that of others."""
    sound.require()
    release_commands.claim(options.output, options.audience)


def _since_published(options: Namespace, seen: Site) -> Iterator[Problem]:
    """What may not change, or not in silence, once it was published here; what is gone from a county
    that is not whole may only be written wrongly."""
    yield from release_commands.moved_dates(options.output, seen)
    lost = release_commands.lost_codes(options.output, seen) if seen.whole else ()
    yield from (p for p in lost if not (p.is_error and options.allow_withdrawal))


@dataclass(frozen=True, slots=True)
class _Staged:
    """A release in its stage: the names of its files, what judges them, and what to say and to note once
    it is in force.

    ``of`` is what it was made of, which takes time to take apart.  Where all was made anew nothing is
    held, and a copy of this process is ``noting`` already: whoever judges so many files needs the room.
    """

    stage: release.StagedRelease
    secret: bytes
    by: str
    names: Sequence[str]
    gates: Sequence[gates.Gate]
    settings: str | None
    passed: PassedRelease | None
    noting: _Noting
    heard: WordsHeard
    withdrawable: int
    shown: Table
    of: object


def _made(  # noqa: PLR0913, PLR0917  all that one build is about
    options: Namespace, site: Site, seen: Site, stage: release.StagedRelease, stages: Stages,
    memory: Memory, early: Early, sound: _Sound, until_end: ExitStack,
) -> _Staged:  # fmt: skip
    """Everything made, of a county that is sound."""
    secret = keys.secret_of(options)
    by = kept_pages.made_by(settings_file(options.folder))
    notes = kept_pages.load(options.output, by, memory.notes)
    kept, stage.noted = KeptPages(site, notes, memory.notes.told), notes.identities
    here, audience = Processes(options.processes), Audience.parse(options.audience)
    before = kept_words.load(options.output, by)
    asked = partial(gates.said_in, site, audience, before, kept.prints)
    said_in = None if before.said else until_end.enter_context(here.beside(asked))
    stages.begin(DRAWN)
    chosen = choosing.chosen(options, by, settings_file(options.folder))
    with chosen as stages.executor, stages.drawing() as mapped:
        each, texts = drawing_cache.each(mapped), KeptTexts(options.output, by, kept.prints)
        job = job_of(seen, stage, each, kept, stages, here, texts)
        job.early, job.allow = early, partial(_allow, options, sound)
        render(job, options.folder)
        for edition in job.editions:
            edition.made.forget()
    if told := dot.another_version():
        say(told, FINE)
    with here.beside(partial(stage.look, release_commands.DATES_AND_WORDS)) as looked:
        for name, made in release_commands.DATES_AND_WORDS.items():
            stage.write(name, made(options.output, seen))
        said_in = said_in or until_end.enter_context(here.beside(asked))
        stage.manifest()  # is held until it is asked for
        found = looked()
    there = until_end.enter_context(here.beside(partial(disk.names_below, stage.root)))
    written, words = stage.finish(found), said_in()
    every = gates.all_gates(site, audience, written, said=words)
    settings = gates.settings(every, options.audience, by)
    passed = kept_verdicts.load(options.output, stage, settings)
    noting: _Noting = here.beside(partial(_noted, kept, stage))
    if not kept.has_notes:
        noting = nullcontext(until_end.enter_context(noting))
    memory.notes.told = kept.told
    of = (memory, site, seen, job, kept) if kept.has_notes else ()
    return _Staged(
        stage=stage, secret=secret, by=by, names=there(), gates=every, settings=settings, passed=passed,
        noting=noting, heard=words.heard, withdrawable=site.county.withdrawable,
        shown=release_table(seen, stage.files), of=of,
    )  # fmt: skip


def _publish(options: Namespace, made: _Staged, stages: Stages, memory: Memory) -> int:
    """What was made, held against all gates, then swapped in."""
    here, stage, passed = Processes(options.processes), made.stage, made.passed
    known = len(passed.same) if passed else 0
    reached = stages.watching(len(made.names) - known)
    files = stages.counted(stage.root, made.names, here.at_once, known)
    findings = gates.check(files, made.gates, passed, partial(here.shared, reached=reached))
    if findings:
        write_out(findings[:50], sys.stderr.write)
        return say(f"没有发布：发布前检查发现 {len(findings)} 处问题。原来的网站没有改动。", PROBLEMS)
    stages.close(SWAPPED)
    lines, large = release_commands.announced(options.output, stage, made.withdrawable)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    if large and not options.allow_withdrawal:
        return say(f"没有发布：{large}。原来的网站没有改动。", PROBLEMS)
    if options.dry_run:
        return say("没有发布：这次只看变化。", FINE)
    with made.noting as noted:
        release_commands.commit(options.output, stage, made.secret)
        with suppress(ProcessLost):  # it is in force, and the next one does without notes
            kept_pages.save(options.output, made.by, noted(), memory.notes)
    kept_verdicts.save(options.output, made.settings, gates.in_rows(made.gates))
    kept_words.save(options.output, made.by, made.heard)
    kept_texts.prune()
    forgetting.warn(options.output)
    _results(options.output, made.shown)
    return FINE


def _noted(kept: KeptPages, stage: release.StagedRelease) -> bytes:
    """What the next build may rely on, if the release is put in force."""
    return kept_pages.packed(kept.notes(stage))


def _results(out: Path, shown: Table) -> None:
    console = Console(highlight=False)
    console.print(shown)
    console.print(f"打开：{(out.resolve() / FRONT.folder / 'index.html').as_uri()}", soft_wrap=True)
