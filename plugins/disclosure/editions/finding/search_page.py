"""The page on which people search; without a script it shows every list instead.

Enters: an ``Edition`` and the paths of its index.  Leaves: ``Html`` with a ``SearchPage``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from ...basics.output import Html
from ...basics.values import dataclass
from ..edition import Edition
from ..pages import about
from ..pages.errands import topics
from ..parts import links, urls
from ..parts.blocks import Anchor, Head, Tile


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A box; ``index`` are the scripts that are looked through."""

    head: Head
    index: tuple[str, ...]
    columns: tuple[Anchor, ...]
    topics: tuple[Tile, ...]


def pages(edition: Edition, index: Sequence[str]) -> Iterator[Html]:
    yield Html(urls.SEARCH, "lists/search.html", partial(_page, edition, tuple(index)))


def _page(edition: Edition, index: tuple[str, ...]) -> SearchPage:
    head = links.head(edition, "搜索", "search", Anchor("搜索"), column="搜索")
    return SearchPage(head, index, about.columns(edition), topics.tiles(edition))
