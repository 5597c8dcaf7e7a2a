"""``disclosure serve``: rebuild on every change, show the pages on this machine only.

Enters: the county folder, the output folder, a port.  Leaves: nothing; runs until interrupted.
Each build is a process of its own, so that changes in templates and code are taken up too.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import webbrowser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import watch

from ..basics.media import FRONT
from ..basics.where import theme_folder

LOOPBACK = "127.0.0.1"


def serve(county: Path, out: Path, port: int, *, show: bool) -> int:
    """Build, serve ``out/public``, and build again whenever something changes."""
    _rebuild(county, out)
    handler = partial(_Quiet, directory=str(out / FRONT.folder))
    try:
        server = ThreadingHTTPServer((LOOPBACK, port), handler)
    except OSError as error:
        sys.stderr.write(f"端口 {port} 用不了（{error.strerror}），请用 --port 换一个\n")
        return 1
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://{LOOPBACK}:{server.server_address[1]}/index.html"
    sys.stdout.write(f"打开：{address}　（改动会自动重新生成，按 Ctrl+C 结束）\n")
    sys.stdout.flush()
    if show:
        webbrowser.open(address)
    for changes in watch(*_watched(county), raise_interrupt=False):
        names = sorted({Path(path).name for _, path in changes})
        sys.stdout.write(f"有改动：{'、'.join(names[:5])}\n")
        _rebuild(county, out)
    server.shutdown()
    return 0


def _rebuild(county: Path, out: Path) -> None:
    command = [sys.executable, "-m", "disclosure", "build", str(county), "--output", str(out)]
    subprocess.run(command, check=False)  # noqa: S603  our own program; problems are shown, not fatal


def _watched(county: Path) -> list[Path]:
    theme = theme_folder()
    candidates = (county / "catalogues", county / "content", theme, Path(__file__).parent.parent)
    return [folder for folder in candidates if folder.is_dir()]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal belongs to the messages about the county."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()
