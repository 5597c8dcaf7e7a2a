"""Gate: every link inside the release leads to a file of the release, and every ``#`` to an id.

Enters: the files of a release.  Leaves: a finding for each link that leads nowhere, leads out of
its edition, or names a folder instead of a file (a kiosk would show a directory listing).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from .markup import tags, taken_apart


@dataclass(frozen=True, slots=True)
class _Page:
    links: frozenset[str]
    ids: frozenset[str]
    twice: frozenset[str]


def check(files: Mapping[str, Path]) -> Iterator[str]:
    """Relative links only; absolute ones are for the gate on outside requests."""
    pages = {n: _page(p.read_text(encoding="utf-8")) for n, p in files.items() if n.endswith(".html")}
    for name, page in pages.items():
        yield from (f"{name} 里 id“{one}”用了两次" for one in sorted(page.twice))
        for link in sorted(page.links):
            fault = _fault(name, link, files, pages)
            if fault:
                yield f"{name} 的链接 {link} {fault}"


def _page(text: str) -> _Page:
    links: set[str] = set()
    ids: set[str] = set()
    twice: set[str] = set()
    for tag in tags(text):
        attributes = taken_apart(tag)[1]
        links.update(unescape(attributes[k]) for k in ("href", "src", "xlink:href") if k in attributes)
        one = attributes.get("id")
        if one is not None:
            (twice if one in ids else ids).add(one)
    return _Page(frozenset(links), frozenset(ids), frozenset(twice))


def _fault(page: str, link: str, files: Mapping[str, Path], pages: Mapping[str, _Page]) -> str | None:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    target = normpath(join(dirname(page), unquote(parts.path))) if parts.path else page
    if target.split("/")[0] != page.split("/", maxsplit=1)[0]:
        return "走出了本版本"
    if target not in files:
        return "没有对应的文件"
    if parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
        return "没有对应的位置"
    return None
