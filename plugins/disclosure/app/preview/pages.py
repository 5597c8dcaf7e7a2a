"""The release in force, shown on this machine: pages that load themselves again.

Enters: an output folder.  Leaves: answers to a browser.  A page asks for a script that comes from here
only, never from a release; it says which build is shown, and loads the page again when that is another
one.
"""

from __future__ import annotations

import io
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from ... import release
from ...basics.media import FRONT

LOOPBACK = "127.0.0.1"
SCRIPT = "/-reload.js"
"""The address of the script that loads a page again; no release holds such a name."""
_EVERY = 100
"""Milliseconds between two looks of a page; browsers let one that nobody sees look once a second."""

_TAG = f'<script src="{SCRIPT}" defer></script>'.encode()
_RELOAD = """{{
  const shown = document.documentElement;
  if ((shown.dataset.build ??= "{build}") !== "{build}") location.reload();
  else setTimeout(() => {{
    const next = document.createElement("script");
    next.src = "{script}?" + Date.now();
    next.onerror = next.onload = () => next.remove();
    document.head.append(next);
  }}, {every});
}}
"""


def server(out: Path, port: int) -> ThreadingHTTPServer:
    """Shows the portal below ``out``.  Raises ``OSError`` where the port cannot be had."""
    handler = partial(_Quiet, directory=str(out / FRONT.folder), out=out)
    return ThreadingHTTPServer((LOOPBACK, port), handler)


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
            script = _RELOAD.format(build=_build(self.out), script=SCRIPT, every=_EVERY)
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
