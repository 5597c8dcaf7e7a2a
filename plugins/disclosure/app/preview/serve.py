"""``disclosure serve``: rebuild on every change, show the pages on this machine only.

Enters: parsed options.  Leaves: nothing; runs until interrupted.  The county is built by a process of
its own (``builder``), which remembers what it made.  One that ended is begun again at the next change,
one that stands behind its program at once.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from argparse import Namespace
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from ...basics.files.os_errors import reason
from . import builder, pages
from .early_pages import EarlyPages, OpenPages
from .watching import changes

_PATIENCE = 5
"""Seconds in which a builder that is told to end can finish, and then put away, what it had begun."""


def serve(options: Namespace) -> int:
    """Build, serve ``out/public``, and build again whenever something changes."""
    with TemporaryDirectory() as folder:
        return _served(options, EarlyPages(Path(folder)))


def _served(options: Namespace, early: EarlyPages) -> int:
    opened = OpenPages()
    try:
        server = pages.server(options.output, options.port, opened, early)
    except OSError as error:
        sys.stderr.write(f"端口 {options.port} 用不了（{reason(error)}），请用 --port 换一个\n")
        return 1
    with server, suppress(KeyboardInterrupt):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://{pages.LOOPBACK}:{server.server_address[1]}/index.html"
        child = _Child(options, address, opened, early)
        try:
            _watch(options.folder, child)
        finally:
            child.end()
            server.shutdown()
    sys.stderr.write("预览结束。\n")
    return 0


def _watch(county: Path, child: _Child) -> None:
    """Have it built at every change, for ever."""
    for names in changes(county):
        if names:
            sys.stdout.write(f"有改动：{'、'.join(sorted(names)[:5])}\n")
            sys.stdout.flush()
            child.build()
        else:
            child.look()


class _Child:
    """The process that builds whenever it is told to, at first when it begins."""

    def __init__(self, options: Namespace, address: str, opened: OpenPages, early: EarlyPages) -> None:
        self._options, self._address = options, address
        self._open, self._early, self._missed = opened, early, False
        self._begin(told=not options.no_open)

    def build(self) -> None:
        """Have it build, or begin again."""
        if not self._asked():
            self._begin(told=False)

    def look(self) -> None:
        """Begin again where it asks for it; say so, once, where it ended otherwise."""
        status = self._child.poll()
        if status == builder.BEGIN_AGAIN:
            self._begin(told=False)
        elif status is not None and not self._missed:
            self._missed = True
            self._early.clear()
            sys.stderr.write("生成的进程停了；网页还看得到，下一次改动时重新开始。\n")

    def end(self) -> None:
        """However it takes it."""
        with suppress(OSError):  # it has ended
            if self._child.stdin:
                self._child.stdin.close()
        for more in (self._child.terminate, self._child.kill):
            with suppress(subprocess.TimeoutExpired):
                self._child.wait(_PATIENCE)
                return
            more()
        self._child.wait()

    def _asked(self) -> bool:
        """Whether it is there and has been told what somebody has open."""
        with suppress(OSError):  # it has just ended
            if self._child.poll() is None and self._child.stdin:
                self._child.stdin.write(f"{json.dumps(self._open.now())}\n".encode())
                self._child.stdin.flush()
                return True
        return False

    def _begin(self, *, told: bool) -> None:
        """A process that finds the program where this one did, and nothing where one stands."""
        self._early.clear()
        options = self._options
        command = [sys.executable, "-P", "-m", "disclosure", "serve", str(options.folder)]
        command += ["--output", str(options.output), "--builder", self._address]
        command += ["--early", str(self._early.folder)]
        command += ["--as-of", str(options.as_of)] if options.as_of else []
        command += [] if told else ["--no-open"]
        places = os.pathsep.join((str(Path(__file__).parents[3]), os.environ.get("PYTHONPATH", "")))
        environment = {**os.environ, "PYTHONPATH": places.rstrip(os.pathsep)}
        with builder.unheard():
            self._child = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE)  # noqa: S603  our own program
        self._missed = False
        self._asked()
