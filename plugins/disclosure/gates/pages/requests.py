"""Gate: no page fetches anything from elsewhere, runs inline script, or styles inline.

Enters: the files of a release, and the digests of its scripts and style sheets.  Leaves: a problem for
each page that would.  A page that is to be played without other files holds a script, a sheet and
pictures itself: they must be the very words of a script and a sheet of the release.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from html import unescape

from ...basics.digests import digest
from ...basics.problem import Code, Problem
from ..reading.sieve import Fresh
from ..reading.tags import ADDRESSES, PAGES, UNREADABLE, taken_apart
from ..written import Gate, WrittenFile

ACTIVE = Code("C05", "网页会运行脚本，或者从别处取内容", "请把这一行告诉维护本程序的人：网站里不能有")


Attributes = Mapping[str, str]

_LOADS = {
    "img",
    "script",
    "iframe",
    "source",
    "audio",
    "video",
    "embed",
    "object",
    "use",
    "image",
    "link",
}
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_ACTIVE = re.compile(r"[\s\x00-\x1f]*(?:javascript|vbscript|data):", re.IGNORECASE)
_HELD = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
_HELD_TAGS = ("<script>", "<style>")
_DATA = '<script type="application/ld+json">'
"""Data for programs: no browser runs it, or fetches anything for it."""
_PICTURE = re.compile(r"(<img src=\")data:image/png;base64,[A-Za-z0-9+/=]*(?=\")")
_CSS_ELSEWHERE = re.compile(r"@import|url\(\s*[\"']?(?:[a-z]+:)?//", re.IGNORECASE)


class Requests(Gate):
    """HTML and SVG by tag, CSS by ``url()`` and ``@import``; ``own`` are the digests of all scripts and
    sheets."""

    def __init__(self, own: Collection[str] = ()) -> None:
        self.own = frozenset(own)
        self.faulty: set[bytes] = set()

    @property
    def settings(self) -> object:
        return sorted(self.own)

    def learn(self, fresh: Fresh) -> bool:
        speaking = (tag for tag in fresh.told if tag.speaks and not tag.link)
        self.faulty.update(tag.data for tag in speaking if _faults(tag.text))
        return not fresh.is_page or self.faulty.isdisjoint(fresh.tags)

    def look(self, file: WrittenFile) -> Iterator[Problem]:
        if file.ending in PAGES:
            tags = dict.fromkeys(() if file.sieved else file.tags)
            if tags and self._holds_its_own(file.text):
                tags = {_PICTURE.sub(r"\1", tag): None for tag in tags if tag not in _HELD_TAGS}
            for tag in tags:
                yield from (Problem(file.place, ACTIVE, f"{tag[:60]} {why}") for why in _faults(tag))
        elif file.ending == "css" and _CSS_ELSEWHERE.search(file.text):
            yield Problem(file.place, ACTIVE, "样式从别处取内容")

    def _holds_its_own(self, text: str) -> bool:
        """Whether a page holds scripts and sheets, each to the letter one of the release."""
        held = _HELD.findall(text)
        return bool(held) and all(digest(words.encode()) in self.own for _, words in held)


def _faults(tag: str) -> tuple[str, ...]:
    if tag == _DATA:
        return ()
    kind, attributes = taken_apart(tag)
    if kind == UNREADABLE:
        return ("看不懂",)
    return (*_inline(kind, attributes), *_fetched(kind, attributes))


def _inline(kind: str, attributes: Attributes) -> Iterator[str]:
    if kind == "style" or "style" in attributes:
        yield "有内嵌样式"
    if kind == "script" and "src" not in attributes:
        yield "有内嵌脚本"
    if any(attribute.startswith("on") for attribute in attributes):
        yield "有内嵌事件"


def _fetched(kind: str, attributes: Attributes) -> Iterator[str]:
    for address in (unescape(attributes[key]) for key in ADDRESSES if key in attributes):
        if _ACTIVE.match(address):
            yield "有可执行的链接"
        elif kind in _LOADS and _ELSEWHERE.match(address) and not _is_relation(kind, attributes):
            yield "从别处取内容"


def _is_relation(kind: str, attributes: Attributes) -> bool:
    """A ``<link>`` that states a relation and loads nothing."""
    return kind == "link" and attributes.get("rel") in ("canonical", "alternate")
