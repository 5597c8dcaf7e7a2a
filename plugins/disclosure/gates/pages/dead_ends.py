"""Gate: on a touch screen every link leads to a page, from which there is a way on.

Enters: the files of a release.  Leaves: a problem for each link of an edition for fingers that leads
to anything but one of its own pages or a place in one, and for each of its files that no page shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import lru_cache
from html import unescape
from itertools import chain
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from ...basics.media import MEDIA
from ...basics.problem import Code, Place, Problem
from ...basics.values import dataclass
from ..reading.sieve import Fresh, NewTag
from ..reading.tag_facts import TagFacts
from ..reading.tags import taken_apart
from ..written import Gate, Unchanged, WrittenFile

DEAD_END = Code(
    "C15", "触摸屏上走进死路", "触摸屏上没有地方存文件，也没有“后退”：请把这一行告诉维护本程序的人"
)
_FOLDERS = tuple(f"{medium.folder}/" for medium in MEDIA if medium.touch)
_SHOWN = ("src", "href", "xlink:href")
_FOLLOWED = ("a", "area")
_OF_THE_THEME = ("html", "css", "js")
_PAGE = ".html"


@dataclass(frozen=True, slots=True)
class _Leads:
    """The paths of what a tag shows, and its links that lead to no page of their edition."""

    shown: tuple[str, ...]
    dead: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.shown or self.dead)


_NOWHERE = _Leads((), ())


@dataclass
class DeadEnds(Gate):
    """Pages are looked at as they come; what they show is compared with the other files at the end."""

    others: set[str] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)
    forgone: set[str] = field(default_factory=set)
    unchanged: Unchanged = field(default_factory=Unchanged)

    def __post_init__(self) -> None:
        self.said = TagFacts(_told, tuple)

    settings = ()
    gathers = ("others", "shown")

    def learn(self, fresh: Fresh) -> bool:
        self.said.learn(fresh)
        return True

    def look(self, file: WrittenFile) -> Iterator[Problem]:
        if _is_other(file.name):
            self.others.add(file.name)
        said = self._of_page(file)
        self.shown.update(_shown(file, said))
        for leads in said:
            for link in leads.dead:
                yield Problem(file.place, DEAD_END, f"链接 {link} 不通向本版本的网页")

    def forgo(self, file: WrittenFile) -> None:
        self.forgone.update(_shown(file, self._of_page(file)))

    def pass_over(self, unchanged: Unchanged) -> Iterator[Problem]:
        self.unchanged = unchanged
        return iter(())

    def close(self) -> Iterator[Problem]:
        forgone = self.forgone & self.unchanged.paths.keys()
        unshown = (self.others | set(filter(_is_other, forgone))) - self.shown
        for file in self.unchanged.pages_naming(unshown, _FOLDERS) if unshown else ():
            unshown.difference_update(_shown(file, self._of_page(file)))
        for name in sorted(unshown):
            yield Problem(Place(name), DEAD_END, "这个文件没有任何网页显示它")

    def _of_page(self, file: WrittenFile) -> list[_Leads]:
        """What a page's tags say; in their order where there is anything to report."""
        if file.ending != "html" or not file.name.startswith(_FOLDERS):
            return []
        said = list(chain.from_iterable(self.said.by(file.sieved) if file.sieved else ()))
        if file.sieved is None or any(leads.dead for leads in said):
            return [_leads(tag) for tag in dict.fromkeys(file.tags)]
        return said


def _is_other(name: str) -> bool:
    """Whether a file is for a page to show."""
    return name.startswith(_FOLDERS) and name.rpartition(".")[2].lower() not in _OF_THE_THEME


def _shown(file: WrittenFile, said: Iterable[_Leads]) -> Iterator[str]:
    """The files that the tags of a page show."""
    folder = dirname(file.name)
    return (_from(folder, path) for leads in said for path in leads.shown)


@lru_cache(maxsize=1 << 12)  # pages of a folder show the same styles, scripts and pictures
def _from(folder: str, path: str) -> str:
    return normpath(join(folder, path))


def _told(tag: NewTag) -> _Leads:
    """What a new tag shows or leads to; most lead along a plain path, and do nothing else."""
    if not tag.link or "download" in tag.text:
        return _leads(tag.text)
    path, _, _ = tag.link.partition("#")
    return _NOWHERE if not path or path.endswith(_PAGE) else _Leads((), (tag.link,))


def _leads(tag: str) -> _Leads:
    kind, attributes = taken_apart(tag)
    links = [unescape(attributes[key]) for key in _SHOWN if key in attributes]
    try:
        shown = () if kind in _FOLLOWED else tuple(unquote(urlsplit(link).path) for link in links)
        followed = links if kind in _FOLLOWED else ()
        dead = (link for link in followed if "download" in attributes or not _is_page(link))
        return _Leads(shown, tuple(dead))
    except ValueError:  # no address at all
        return _Leads((), tuple(links))


def _is_page(link: str) -> bool:
    parts = urlsplit(link)
    outside = parts.scheme or parts.netloc
    return not outside and (parts.path.endswith(_PAGE) or not parts.path)
