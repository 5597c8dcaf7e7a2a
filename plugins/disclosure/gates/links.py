"""Gate: every link inside the release leads to a file of the release, and every ``#`` to an id.

Enters: the files of a release.  Leaves: a problem for each link that leads nowhere, leads out of
its edition, or names a folder instead of a file (a kiosk would show a directory listing).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from ..basics.problem import Code, Place, Problem
from .tags import taken_apart
from .written import Gate, WrittenFile

DEAD_LINK = Code("C04", "站内链接不通", "请把这一行告诉维护本程序的人；公告里写的链接，请改正公告")

MISSING = "/404.html"


@dataclass(frozen=True, slots=True)
class _Page:
    links: frozenset[str]
    ids: frozenset[str]
    twice: frozenset[str]


@dataclass
class Links(Gate):
    """Relative links only; absolute ones are for the gate on outside requests.

    The page for addresses that lead nowhere is shown at any of them: its links begin with ``home``, the
    path of the site.
    """

    home: str = "/"
    names: set[str] = field(default_factory=set)
    pages: dict[str, _Page] = field(default_factory=dict)

    def look(self, file: WrittenFile) -> Iterator[Problem]:
        self.names.add(file.name)
        if file.ending == "html":
            page = self.pages[file.name] = _page(file.tags)
            for name in sorted(page.twice):
                yield Problem(file.place, DEAD_LINK, f"id“{name}”用了两次")

    def close(self) -> Iterator[Problem]:
        for name, page in self.pages.items():
            for link in sorted(page.links):
                fault = self._fault(name, link)
                if fault:
                    yield Problem(Place(name), DEAD_LINK, f"链接 {link} {fault}")

    def _fault(self, page: str, link: str) -> str | None:
        if page.endswith(MISSING) and not link.startswith("#"):
            if not link.startswith(self.home):
                return "只在这一个网址下走得通"
            link = link.removeprefix(self.home)
        leads = _target(dirname(page), link)
        if leads is None:
            return None
        target, place = leads[0] or page, leads[1]
        if target.split("/", 1)[0] != page.split("/", 1)[0]:
            return "走出了本版本"
        if target not in self.names:
            return "没有对应的文件"
        if place and target in self.pages and place not in self.pages[target].ids:
            return "没有对应的位置"
        return None


def _page(tags: list[str]) -> _Page:
    links: set[str] = set()
    ids: set[str] = set()
    twice: set[str] = set()
    for tag in tags:
        own, element_id = _said(tag)
        links.update(own)
        if element_id is not None:
            (twice if element_id in ids else ids).add(element_id)
    return _Page(frozenset(links), frozenset(ids), frozenset(twice))


@lru_cache(maxsize=1 << 16)
def _said(tag: str) -> tuple[tuple[str, ...], str | None]:
    """Where a tag leads, and its id."""
    attributes = taken_apart(tag)[1]
    leads = (unescape(attributes[k]) for k in ("href", "src", "xlink:href") if k in attributes)
    return tuple(leads), attributes.get("id")


@lru_cache(maxsize=1 << 16)  # a folder's pages share most of their links
def _target(folder: str, link: str) -> tuple[str, str] | None:
    """The file that a link in a folder names, and the place in it; None where it leaves the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    return (normpath(join(folder, unquote(parts.path))) if parts.path else ""), unquote(parts.fragment)
