"""What an office makes beside the site: from the same county, held to gates, swapped in whole.

Enters: parsed options that name the county and an output folder of its own, and how to make it.
Leaves: an exit status.  What is ``undone`` is the word for people where nothing was made.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence

from ... import gates
from ... import release as publish
from ...basics.files.os_errors import said
from ...county.site import Site
from .. import disk
from ..executors.processes import Processes
from ..kept import kept_verdicts, program
from ..load import load_county
from ..releases import keys, release_commands
from ..report import BUSY, FINE, PROBLEMS, say, status_of, summary, write_out

_REFUSALS = (publish.Damaged, publish.Foreign, keys.Unsigned, OSError)
Make = Callable[[publish.StagedRelease], tuple[Sequence[gates.Gate], str]]
"""Writes all files; which gates they must pass, and what to say when they are in force."""


def sound_county(options: Namespace, undone: str) -> Site | None:
    """The county; None where it has errors, which are told."""
    site, problems = load_county(options.folder, options.as_of, options.laws)
    write_out((problem for problem in problems if problem.is_error), sys.stderr.write)
    if site is None or status_of(problems):
        summary(problems, site)
        say(f"{undone}：请先改正上面的错误。", PROBLEMS)
        return None
    return site


def swap_in(
    options: Namespace, owner: str, undone: str, make: Make, refusals: tuple[type[Exception], ...]
) -> int:
    """Made into a folder that is the ``owner``'s for good, judged, put in force.

    ``refusals`` are what ``make`` raises where it cannot be done.  A file that passed these gates as
    part of the release in force is not read again.
    """
    refused: tuple[type[Exception], ...] = (*_REFUSALS, *refusals)
    try:
        with publish.staging(options.output) as stage:
            release_commands.claim(options.output, owner)
            every, told = make(stage)
            settings = gates.settings(every, owner, program.of_all())
            passed = kept_verdicts.load(options.output, stage, settings)
            files = disk.files_below(stage.root)
            if findings := gates.check(files, every, passed, Processes().shared):
                write_out(findings[:50], sys.stderr.write)
                return say(f"{undone}：发现 {len(findings)} 处问题。原来的没有改动。", PROBLEMS)
            release_commands.commit(options.output, stage, b"")
            kept_verdicts.save(options.output, settings, gates.in_rows(every))
            sys.stdout.write(f"{told}\n")
            return FINE
    except publish.Busy as error:
        return say(str(error), BUSY)
    except refused as error:
        return say(f"{undone}：{said(error)}。原来的没有改动。", PROBLEMS)
