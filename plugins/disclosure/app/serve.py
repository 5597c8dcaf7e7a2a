"""``disclosure serve``: rebuild on every change, show the pages on this machine only.

Enters: parsed options.  Leaves: nothing; runs until interrupted.  Each build is a process of its own,
so that changes in templates and code are taken up too.  A page in the browser asks for a script that
comes from here only, never from a release; it says which build is shown, and loads the page again
when that is another one.
"""

from __future__ import annotations

import gc
import io
import os
import subprocess
import sys
import threading
import webbrowser
from argparse import Namespace
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from watchfiles import watch

from .. import release
from ..basics.files.os_errors import reason
from ..basics.media import FRONT
from ..basics.where import theme_folder

LOOPBACK = "127.0.0.1"
SCRIPT = "/-reload.js"
"""The address of the script that loads a page again; no release holds such a name."""

_TAG = f'<script src="{SCRIPT}" defer></script>'.encode()
_RELOAD = """{{
  const shown = document.documentElement;
  if ((shown.dataset.build ??= "{build}") !== "{build}") location.reload();
  else setTimeout(() => {{
    const next = document.createElement("script");
    next.src = "{script}?" + Date.now();
    next.onerror = next.onload = () => next.remove();
    document.head.append(next);
  }}, 1000);
}}
"""


def serve(options: Namespace) -> int:
    """Build, serve ``out/public``, and build again whenever something changes."""
    gc.enable()
    out: Path = options.output
    handler = partial(_Quiet, directory=str(out / FRONT.folder), out=out)
    try:
        server = ThreadingHTTPServer((LOOPBACK, options.port), handler)
    except OSError as error:
        sys.stderr.write(f"端口 {options.port} 用不了（{reason(error)}），请用 --port 换一个\n")
        return 1
    with server:
        _rebuild(options)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://{LOOPBACK}:{server.server_address[1]}/index.html"
        sys.stdout.write(f"打开：{address}　（改动会自动重新生成，网页自动刷新，按 Ctrl+C 结束）\n")
        sys.stdout.flush()
        if not options.no_open:
            webbrowser.open(address)
        with suppress(KeyboardInterrupt):
            _watch(options)
        server.shutdown()
    sys.stderr.write("预览结束。\n")
    return 0


def _watch(options: Namespace) -> None:
    """Build at every change, for ever."""
    for changes in watch(*_watched(options.folder)):
        names = sorted({Path(path).name for _, path in changes})
        sys.stdout.write(f"有改动：{'、'.join(names[:5])}\n")
        _rebuild(options)


def _rebuild(options: Namespace) -> None:
    """Build in a process that finds the program where this one did, and nothing where one stands."""
    command = [sys.executable, "-P", "-m", "disclosure", "build", str(options.folder)]
    command += ["--output", str(options.output)]
    command += ["--as-of", str(options.as_of)] if options.as_of else []
    places = os.pathsep.join((str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")))
    environment = {**os.environ, "PYTHONPATH": places.rstrip(os.pathsep)}
    subprocess.run(command, check=False, env=environment)  # noqa: S603  our own program; problems are shown, not fatal


def _watched(county: Path) -> list[Path]:
    theme = theme_folder()
    candidates = (county / "catalogues", county / "content", theme, Path(__file__).parent.parent)
    return [folder for folder in candidates if folder.is_dir()]


class _Quiet(SimpleHTTPRequestHandler):
    """Files of the release in force; pages with the script's tag, and the script itself."""

    def __init__(self, *arguments: object, out: Path, directory: str) -> None:
        self.out = out
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal belongs to the messages about the county."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        if self.path.split("?")[0] == SCRIPT:
            script = _RELOAD.format(build=_build(self.out), script=SCRIPT)
            return self._sent("text/javascript", script.encode())
        if page.suffix == ".html" and page.is_file():
            return self._sent("text/html", page.read_bytes().replace(b"</head>", _TAG + b"</head>", 1))
        return super().send_head()

    def _sent(self, kind: str, data: bytes) -> io.BytesIO:
        """The head of an answer that is made here; its body is returned."""
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)


def _build(out: Path) -> str:
    """The name of the release in force, or nothing."""
    there = release.in_force_if_any(out)
    return there.name if there else ""
