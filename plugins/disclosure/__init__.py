"""亮权: power catalogues and decisions as a Pelican plugin.  Read ``pipeline`` first."""

from __future__ import annotations

__version__ = "0.1.0"


def register() -> None:
    """Pelican's entry point; Pelican itself is imported by ``pelican_adapter`` only."""
    from .app import pelican_adapter  # noqa: PLC0415  the command line's `check` needs no Pelican

    pelican_adapter.register()
