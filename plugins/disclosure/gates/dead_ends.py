"""Gate: on a touch screen every link leads to a page, from which there is a way on.

Enters: the files of a release.  Leaves: a problem for each link of an edition for fingers that leads
to anything but one of its own pages or a place in one, and for each of its files that no page shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from ..basics.media import MEDIA
from ..basics.problem import Code, Place, Problem
from .tags import taken_apart
from .written import Gate, WrittenFile

DEAD_END = Code(
    "C15", "触摸屏上走进死路", "触摸屏上没有地方存文件，也没有“后退”：请把这一行告诉维护本程序的人"
)
_FOLDERS = tuple(f"{medium.folder}/" for medium in MEDIA if medium.touch)
_SHOWN = ("src", "href", "xlink:href")
_FOLLOWED = ("a", "area")
_OF_THE_THEME = ("html", "css", "js")


@dataclass
class DeadEnds(Gate):
    """Pages are looked at as they come; what they show is compared with the other files at the end."""

    others: set[str] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)

    def look(self, file: WrittenFile) -> Iterator[Problem]:
        if not file.name.startswith(_FOLDERS):
            return
        if file.ending not in _OF_THE_THEME:
            self.others.add(file.name)
        for tag in dict.fromkeys(file.tags) if file.ending == "html" else ():
            yield from self._looked_at(file, tag)

    def close(self) -> Iterator[Problem]:
        for name in sorted(self.others - self.shown):
            yield Problem(Place(name), DEAD_END, "这个文件没有任何网页显示它")

    def _looked_at(self, file: WrittenFile, tag: str) -> Iterator[Problem]:
        kind, attributes = taken_apart(tag)
        for link in (unescape(attributes[key]) for key in _SHOWN if key in attributes):
            leads = urlsplit(link)
            if kind not in _FOLLOWED:
                self.shown.add(normpath(join(dirname(file.name), unquote(leads.path))))
            elif "download" in attributes or not _is_page(link):
                yield Problem(file.place, DEAD_END, f"链接 {link} 不通向本版本的网页")


def _is_page(link: str) -> bool:
    parts = urlsplit(link)
    outside = parts.scheme or parts.netloc
    return not outside and (parts.path.endswith(".html") or not parts.path)
