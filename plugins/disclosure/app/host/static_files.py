"""What every edition with pages carries besides them: style sheets, scripts, fonts, icons.

Enters: the folder of the theme.  Leaves: bytes, by their paths below ``static/``.
"""

from __future__ import annotations

from pathlib import Path

from ...editions.parts.assets.stylesheets import bundled
from .. import disk

STATIC = "static/"


def static_files(theme: Path) -> dict[str, bytes]:
    """Everything below ``static/``, with what a sheet or a script imports written in its place.

    Raises:
        BadSheet: one is missing, imported twice, or not at all.
    """
    found = disk.files_below(theme)
    own = {path for path in found if path.startswith(STATIC)}
    scripts = {path for path in own if path.endswith(".js")}
    parts = scripts | {path for path in found if path.endswith(".css")}
    plain = {path.removeprefix(STATIC): found[path].read_bytes() for path in own - parts}
    texts = {path: file.read_text("utf-8") for path, file in found.items() if path in parts}
    return plain | {name: text.encode() for name, text in bundled(texts).items()}
