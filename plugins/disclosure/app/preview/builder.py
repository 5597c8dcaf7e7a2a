"""The process that builds for ``serve``, again and again: what it made once it remembers.

Enters: the options of ``serve``; at first, and whenever something has changed, a line on standard input
with the pages that somebody has open.  Leaves: these pages, as soon as they are made; and releases, one
after the other, each what a fresh ``build`` would have made.  It ends with its input, and stands aside
(``BEGIN_AGAIN``) where its program is no longer what it was when it began, or when it has built so often
that what nobody bounds is to be forgotten.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import webbrowser
from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from ..host.pelican_adapter import settings_file
from ..host.render_job import Early
from ..kept import program
from ..kept.memory import Memory
from .early_pages import EarlyPages

BEGIN_AGAIN = 79
MOST = 200
"""Builds of one process."""
_MUCH = 1 << 16

Build = Callable[[Namespace, Memory, Early], object]


def build_for(options: Namespace, build: Build) -> int:
    """Build whenever it is asked for, once for all that was asked for meanwhile, until nobody can ask
    any more."""
    asked, memory, at_first = _asked_of(options), Memory(), _stamp(options)
    early = EarlyPages(options.early)
    with suppress(KeyboardInterrupt):  # whoever asks answers it too
        for number in range(MOST):
            told = os.read(sys.stdin.fileno(), _MUCH)
            if not told:
                return 0
            if _stamp(options) != at_first:
                break
            awaited = Early(json.loads(told.splitlines()[-1]), early.show)
            _build(partial(build, asked, memory, awaited), early)
            if not number:
                _tell(options)
        return BEGIN_AGAIN
    return 0


def _asked_of(options: Namespace) -> Namespace:
    """The options of the ``build`` that somebody would run in its place."""
    words = [str(options.folder), "--output", str(options.output)]
    words += ["--as-of", str(options.as_of)] if options.as_of else []
    asked: Namespace = options.read_build(words)
    return asked


def _build(build: Callable[[], object], early: EarlyPages) -> None:
    """What was shown early is in force then, or was refused.

    Garbage is looked for between two builds, and what is left is not looked through again.
    """
    build()
    early.clear()
    sys.stdout.flush()
    gc.collect()
    gc.freeze()


def _tell(options: Namespace) -> None:
    sys.stdout.write(f"打开：{options.builder}　（改动会自动重新生成，网页自动刷新，按 Ctrl+C 结束）\n")
    sys.stdout.flush()
    if not options.no_open:
        webbrowser.open(options.builder)


def _stamp(options: Namespace) -> object:
    """Of the program, the theme and the host's settings; of nothing while one is being put in place."""
    with suppress(OSError):
        return program.stamp(settings_file(options.folder))
    return None
