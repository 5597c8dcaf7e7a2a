"""What every edition with pages carries besides them: style sheets, scripts, fonts, icons.

Enters: the folder of the theme.  Leaves: bytes, by their paths below ``static/``.
"""

from __future__ import annotations

from pathlib import Path

from ...editions.parts.assets.stylesheets import bundled
from .. import disk

STATIC = "static/"


def static_files(theme: Path) -> dict[str, bytes]:
    """Everything below ``static/``, with the sheets of components written into those that pages load.

    Raises:
        BadSheet: a style sheet is missing, imported twice, or not at all.
    """
    found = disk.files_below(theme)
    sheets = {path: file.read_text("utf-8") for path, file in found.items() if path.endswith(".css")}
    others = {
        path: file for path, file in found.items() if path.startswith(STATIC) and path not in sheets
    }
    plain = {path.removeprefix(STATIC): file.read_bytes() for path, file in others.items()}
    return plain | {name: text.encode() for name, text in bundled(sheets).items()}
