"""Where the program keeps what it brings along: the theme."""

from __future__ import annotations

from pathlib import Path


def theme_folder() -> Path:
    """The theme: beside ``plugins/`` in a checkout, inside the package once installed."""
    package = Path(__file__).parent.parent.parent
    beside = package.parent.parent / "theme"
    return beside if beside.is_dir() else package / "theme"
