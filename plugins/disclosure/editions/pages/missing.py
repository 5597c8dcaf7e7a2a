"""The page that a web server shows where there is none, at whatever address that was asked for.

Enters: an ``Edition``.  Leaves: ``404.html``.  A relative link would be taken from the address that was
asked for: its links begin with the path of the declared address instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from ...basics.output import Html
from ..edition import Edition
from ..parts import links, urls
from ..parts.addresses import base_of
from ..parts.blocks import Anchor, Head
from . import about

TITLE = "没有这个网页"


@dataclass(frozen=True, slots=True)
class MissingPage:
    """Where to go from an address that leads nowhere."""

    head: Head
    columns: tuple[Anchor, ...]


def pages(edition: Edition) -> Iterator[Html]:
    head = links.head(edition, TITLE, "", Anchor(TITLE))
    root = urlsplit(base_of(edition.site.county)).path
    page = MissingPage(head, about.columns(edition))
    yield Html(urls.MISSING, "site/missing.html", page, root)
