"""The release in force, shown on this machine: pages that load themselves again.

Enters: an output folder, and pages that are shown early in its place.  Leaves: answers to a browser, and
which pages it has open.  A page asks for a script that comes from here only, never from a release; it
says what the page is made of, and loads it again when that is something else.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote, unquote

from ...basics.digests import digest
from ...basics.media import FRONT
from .early_pages import EarlyPages, OpenPages

LOOPBACK = "127.0.0.1"
SCRIPT = "/-reload.js"
"""The address of the script that loads a page again; no release holds such a name."""
_EVERY = 50
"""Milliseconds between two looks of a page; browsers let one that nobody sees look once a second."""

_TAG = '<script src="{script}?{page}" defer></script></head>'
_RELOAD = """{{
  const shown = document.documentElement;
  if ((shown.dataset.build ??= "{build}") !== "{build}") location.reload();
  else setTimeout(() => {{
    const next = document.createElement("script");
    next.src = "{script}?{page}&" + Date.now();
    next.onerror = next.onload = () => next.remove();
    document.head.append(next);
  }}, {every});
}}
"""
_MISSING = (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>没有这一页</title></head>'
    "<body><p>这一版没有这一页。有了，就会自己打开。</p></body></html>"
).encode()
_HOLDS = re.compile(rb'(?:\bsrc|rel="stylesheet" href)="([^"#?:]+)"')
"""What a page shows besides itself."""


def server(out: Path, port: int, opened: OpenPages, early: EarlyPages) -> ThreadingHTTPServer:
    """Shows the portal below ``out``.  Raises ``OSError`` where the port cannot be had."""
    handler = partial(_Quiet, directory=str(out / FRONT.folder), opened=opened, early=early)
    return _Server((LOOPBACK, port), handler)


@lru_cache(maxsize=16)
def _scripts_in(folder: Path, _inode: int, _changed: int) -> Sequence[Path]:
    """Of a folder as it is now: an open page asks twenty times a second, and beside it lie thousands."""
    return sorted(folder.glob("*.js"))


class _Server(ThreadingHTTPServer):
    """Says nothing of a browser that left before it had its answer."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Quiet(SimpleHTTPRequestHandler):
    """Files of the release in force; pages with the script's tag, and the script itself."""

    def __init__(self, *arguments: object, directory: str, opened: OpenPages, early: EarlyPages) -> None:
        self.opened, self.early = opened, early
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal belongs to the messages about the county."""

    def translate_path(self, path: str) -> str:
        """No file's name holds a zero byte, and to ask for one would be an error."""
        return super().translate_path(path).replace("\0", "%00")

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        address, _, asked = self.path.partition("?")
        if address == SCRIPT:
            page = unquote(asked.partition("&")[0])
            self.opened.note(self._name(page))
            made_of = digest("\n".join(self._made_of(page)).encode())
            script = _RELOAD.format(build=made_of, script=SCRIPT, page=quote(page), every=_EVERY)
            return self._sent("text/javascript", script.encode())
        if self._place(address).suffix == ".html":
            shown = self._page(address)
            tag = _TAG.format(script=SCRIPT, page=quote(address)).encode()
            told, status = (shown, HTTPStatus.OK) if shown else (_MISSING, HTTPStatus.NOT_FOUND)
            return self._sent("text/html", told.replace(b"</head>", tag, 1), status)
        return super().send_head()

    def _page(self, address: str) -> bytes:
        """The page at an address as it is to be shown; nothing where there is none."""
        place = self._place(address)
        if place.suffix == ".html":
            with suppress(OSError):
                return self.early.read(self._name(address)) or place.read_bytes()
        return b""

    def _place(self, address: str) -> Path:
        place = Path(self.translate_path(address))
        return place / "index.html" if address.endswith("/") else place

    def _name(self, address: str) -> str:
        """Of a page in a release."""
        return f"{FRONT.folder}/{self._place(address).relative_to(self.directory).as_posix()}"

    def _made_of(self, address: str) -> Iterator[str]:
        """A page, the files that it shows, and the scripts beside it, which another one may ask for."""
        shown, beside = self._page(address), self._place(address).parent
        yield digest(shown)
        for name in dict.fromkeys(_HOLDS.findall(shown)):
            with suppress(OSError):
                yield digest((beside / name.decode()).read_bytes())
        with suppress(OSError):
            folder = beside.stat()
            for script in _scripts_in(beside, folder.st_ino, folder.st_mtime_ns):
                there = script.stat()
                yield f"{there.st_ino} {there.st_mtime_ns}"

    def _sent(self, kind: str, data: bytes, status: HTTPStatus = HTTPStatus.OK) -> io.BytesIO:
        """The head of an answer that is made here; its body is returned."""
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)
