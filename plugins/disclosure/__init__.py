"""亮权: power catalogues and decisions as a Pelican plugin.  Read ``pipeline`` first."""

import sys

if sys.argv[:1] == ["-m"] and not sys.flags.safe_path:
    del sys.path[0]  # where one stands: a file there named like a module of Python would run

__version__ = "0.1.0"


def register() -> None:
    """Pelican's entry point; Pelican itself is imported by ``pelican_adapter`` only."""
    from .app.host import pelican_adapter  # noqa: PLC0415  the command line's `check` needs no Pelican

    pelican_adapter.register()
