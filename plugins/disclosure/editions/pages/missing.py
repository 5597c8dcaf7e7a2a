"""The page that a web server shows where there is none, at whatever address that was asked for.

Enters: an ``Edition``.  Leaves: ``404.html``.  A relative link would be taken from the address that was
asked for: its links begin with the path of the declared address instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

from ...basics.output import Html
from ...basics.values import dataclass
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
    root = urlsplit(base_of(edition.site.county)).path
    yield Html(urls.MISSING, "site/missing.html", partial(_page, edition), root)


def _page(edition: Edition) -> MissingPage:
    return MissingPage(links.head(edition, TITLE, "", Anchor(TITLE)), about.columns(edition))
