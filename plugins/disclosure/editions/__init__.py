"""Editions: one module each, named after the folder of its row in ``basics.media``."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from ..basics.media import Medium
from .edition import View


def view_of(medium: Medium) -> View:
    """The module that makes an edition.  Raises ``ModuleNotFoundError`` where a row has none."""
    return cast(View, import_module(f".{medium.folder}", __name__))
