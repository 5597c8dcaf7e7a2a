"""Which addresses below the root of an edition are pages of records, also of withdrawn ones, topics,
levels or risk posts.

Enters: a county, whole or as an edition shows it, and an address.  Leaves: whether it has the page.
"""

from __future__ import annotations

import re

from ...schema.catalogue import LINKED
from ...schema.records.unit import Post
from ..site import Site

_KINDS = {shelf.pages: shelf.record for shelf in LINKED if shelf.pages}
_TITLES = {**{folder: kind.title for folder, kind in _KINDS.items()}, "posts": Post.title}
_FOLDERS = (*_TITLES, "topics", "levels")
_RECORD_PAGE = re.compile(rf"({'|'.join(_FOLDERS)})/([\w.-]+)\.html", re.ASCII)


def has_page(site: Site, href: str) -> bool:
    """Whether a root-relative address is the page of a record of the county."""
    match = _RECORD_PAGE.fullmatch(href)
    if not match:
        return False
    folder, code = match.groups()
    if folder in _TITLES and f"{_TITLES[folder]} {code}" in site.withdrawn:
        return True
    if folder in _KINDS:
        return code in site.of(_KINDS[folder])
    known: dict[str, object] = {
        "posts": (found := site.posts.get(code)) and found.grade,
        "topics": any(word.code == code for word in site.county.topics),
        "levels": any(word.code == code for word in site.county.levels),
    }
    return bool(known[folder])
