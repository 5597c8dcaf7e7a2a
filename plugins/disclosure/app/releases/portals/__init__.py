"""The published site as others take it in: a package of articles, a folder with squeezed files."""

from __future__ import annotations

from argparse import Namespace

from ..kiosk_bundles import publish_kiosk
from .web_folder import publish_web


def publish(options: Namespace) -> int:
    """For touch screens, or for a web server."""
    return publish_web(options) if options.web else publish_kiosk(options)
