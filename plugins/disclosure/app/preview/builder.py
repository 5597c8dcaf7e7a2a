"""The process that builds for ``serve``, again and again: what it made once it remembers.

Enters: the options of ``serve``; at first, and whenever something has changed, a line on standard input
with the pages that somebody has open.  Leaves: these pages, as soon as they are made; and releases, one
after the other, each what a fresh ``build`` would have made.  It ends with its input, and stands aside
(``BEGIN_AGAIN``) where its program is no longer what it was when it began, or when it has built so often
that what nobody bounds is to be forgotten.

Whoever asks while a build makes the rest of its pages, or judges them, need not wait for it: it is given
up, and what was shown of it early is shown until another build has shown more.  One that is being put in
force is not, and after ``_LONGEST`` seconds of such builds one goes on to its end: who saves every
second has early pages every time, and a release now and then.
"""

from __future__ import annotations

import gc
import json
import math
import os
import select
import signal
import sys
import time
import webbrowser
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial

from ...basics import values
from ..executors.stages import GivenUp
from ..host.pelican_adapter import settings_file
from ..host.render_job import Early
from ..kept import program
from ..kept.memory import Memory
from .early_pages import EarlyPages

BEGIN_AGAIN = 79
MOST = 200
"""Builds of one process."""
_MUCH = 1 << 16
_LONGEST, _EVERY = 30.0, 0.05
"""Seconds in which builds are given up before one goes on to its end; between two looks at who asks."""

Build = Callable[[Namespace, Memory, Early], object]


def build_for(options: Namespace, build: Build) -> int:
    """Build whenever it is asked for, once for all that was asked for meanwhile, until nobody can ask
    any more."""
    asked, memory, at_first = _asked_of(options), Memory(), _stamp(options)
    early, asking = EarlyPages(options.early), _Asking(sys.stdin.fileno())
    is_told = False
    with suppress(KeyboardInterrupt):  # whoever asks answers it too
        _hear(signal.SIG_UNBLOCK)
        for _ in range(MOST):
            told = asking.heard()
            if not told:
                return 0
            if _stamp(options) != at_first:
                break
            awaited = Early(json.loads(told.splitlines()[-1]), early.show, asking.heed)
            if asking.is_done(partial(build, asked, memory, awaited)):
                if asking.is_past_early:
                    early.clear()  # what was shown is in force now, or was refused
                _tidy(memory)
                is_told = is_told or _tell(options)
        return BEGIN_AGAIN
    return 0


@contextmanager
def unheard() -> Iterator[None]:
    """A builder that is begun meanwhile hears Ctrl+C once it can answer, not while it is loaded."""
    _hear(signal.SIG_BLOCK)
    try:
        yield
    finally:
        _hear(signal.SIG_UNBLOCK)


def _hear(how: int) -> None:
    if hasattr(signal, "pthread_sigmask"):  # not on Windows
        signal.pthread_sigmask(how, {signal.SIGINT})


class _Asking:
    """Whoever asks for builds over a pipe: what is asked for, and whether a build is given up for it."""

    def __init__(self, handle: int) -> None:
        self._handle, self._process = handle, os.getpid()
        self._looked, self._since, self._gave_up = 0.0, math.inf, False
        self.is_past_early = False
        """Whether the build has shown its early pages; one that was refused before leaves what others
        showed."""

    def heard(self) -> bytes:
        """What was said since; nothing where nobody can say anything any more."""
        told = os.read(self._handle, _MUCH)
        if told and self._gave_up:
            sys.stdout.write("又有改动，先做新的。\n")
            sys.stdout.flush()
        return told

    def is_done(self, build: Callable[[], object]) -> bool:
        """Whether a build came to its end, whatever that was."""
        self._since = min(self._since, time.monotonic())
        self._gave_up, self.is_past_early = True, False
        with suppress(GivenUp):
            build()
            self._gave_up = False
            if self.is_past_early:
                self._since = math.inf
        return not self._gave_up

    def heed(self) -> None:
        """Raises ``GivenUp`` where something was said meanwhile; copies of this process know nothing."""
        self.is_past_early, now = True, time.monotonic()
        if now - self._looked > _EVERY and now - self._since < _LONGEST and os.getpid() == self._process:
            self._looked = now
            with suppress(OSError):  # where one cannot ask that of a pipe
                if select.select([self._handle], [], [], 0)[0]:
                    raise GivenUp


def _asked_of(options: Namespace) -> Namespace:
    """The options of the ``build`` that somebody would run in its place."""
    words = [str(options.folder), "--output", str(options.output)]
    words += ["--as-of", str(options.as_of)] if options.as_of else []
    asked: Namespace = options.read_build(words)
    return asked


def _tidy(memory: Memory) -> None:
    """Notes are unpacked, patterns compiled and garbage is looked for between two builds, and what is
    left is not looked through again."""
    sys.stdout.flush()
    _ = memory.notes.notes
    values.compile_all()
    gc.collect()
    gc.freeze()


def _tell(options: Namespace) -> bool:
    """Where it is shown; a browser is opened there, unless that is not wanted."""
    sys.stdout.write(f"打开：{options.builder}　（改动会自动重新生成，网页自动刷新，按 Ctrl+C 结束）\n")
    sys.stdout.flush()
    if not options.no_open:
        webbrowser.open(options.builder)
    return True


def _stamp(options: Namespace) -> object:
    """Of the program, the theme and the host's settings; of nothing while one is being put in place."""
    with suppress(OSError):
        return program.stamp(settings_file(options.folder))
    return None
