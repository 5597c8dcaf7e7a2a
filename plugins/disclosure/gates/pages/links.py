"""Gate: every link inside the release leads to a file of the release, and every ``#`` to an id.

Enters: the files of a release.  Leaves: a problem for each link that leads nowhere, leads out of
its edition, or names a folder instead of a file (a kiosk would show a directory listing).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from functools import lru_cache
from html import unescape
from itertools import chain
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from ...basics.problem import Code, Place, Problem
from ...basics.values import dataclass
from ..reading.sieve import Fresh, NewTag
from ..reading.tag_facts import TagFacts
from ..reading.tags import taken_apart
from ..written import Gate, Unchanged, WrittenFile

DEAD_LINK = Code("C04", "站内链接不通", "请把这一行告诉维护本程序的人；公告里写的链接，请改正公告")

MISSING = "404.html"
"""The name of that page below an edition; page 404 of a long list is a page like others."""
_ID = b' id="'
_PLAIN = re.compile(
    r"(?P<up>(?:\.\./)*)(?P<down>(?:[\w-][\w.-]*/)*[\w-][\w.-]*)(?:#(?P<place>[\w.-]+))?"
)
"""A link as this program writes it: nothing in it is escaped."""
_PLACE = re.compile(r"#[\w.-]+")
_NOWHERE = "?"
"""No path in a release begins with it."""
_FOREIGN = re.compile(r"(?:https?|tel|mailto):")


class _Lead(NamedTuple):
    """Where a tag, or all in one line, leads: away from its page or within it; and its ids."""

    away: tuple[str, ...]
    inside: tuple[str, ...]
    ids: tuple[str, ...]


@dataclass(slots=True)
class _Page:
    """Its links to others and within itself, its ids, those of them that stand there twice, and how many
    stand there."""

    away: tuple[str, ...]
    inside: tuple[str, ...]
    ids: frozenset[str]
    twice: tuple[str, ...]
    count: int


@dataclass
class Links(Gate):
    """Relative links only; absolute ones are for the gate on outside requests.

    The page for addresses that lead nowhere is shown at any of them: its links begin with ``home``, the
    path of the site.  ``outside`` are the addresses that the county itself gives for the portal's header
    and footer: they lie on the portal, not in the release.
    """

    home: str = "/"
    outside: frozenset[str] = frozenset()
    names: set[str] = field(default_factory=set)
    pages: dict[str, _Page] = field(default_factory=dict)
    forgone: dict[str, frozenset[str]] = field(default_factory=dict)
    unchanged: Unchanged = field(default_factory=Unchanged)
    passed: dict[str, frozenset[str] | None] = field(default_factory=dict)

    gathers = ("names", "pages")

    def __post_init__(self) -> None:
        self.said, self.odd = TagFacts(_told, _together), set[bytes]()

    @property
    def settings(self) -> object:
        return self.home, tuple(sorted(self.outside))

    def learn(self, fresh: Fresh) -> bool:
        leads = self.said.learn(fresh).items()
        self.odd.update(tag for tag, lead in leads if tag.count(_ID) != len(lead.ids))
        return self.odd.isdisjoint(fresh.tags)

    def look(self, file: WrittenFile) -> Iterator[Problem]:
        self.names.add(file.name)
        if file.ending == "html":
            page = self.pages[file.name] = self._page(file)
            for name in page.twice:
                yield Problem(file.place, DEAD_LINK, f"id“{name}”用了两次")

    def forgo(self, file: WrittenFile) -> None:
        self.forgone[file.name] = self._page(file).ids if file.ending == "html" else frozenset()

    def pass_over(self, unchanged: Unchanged) -> Iterator[Problem]:
        self.unchanged = unchanged
        self.names.update(unchanged.paths)
        return iter(())

    def close(self) -> Iterator[Problem]:
        if gone := tuple(self._gone()):
            self.pages |= {file.name: self._page(file) for file in self.unchanged.pages_naming(gone)}
        wrong = self._wrong()
        for name, page in sorted(self.pages.items()):
            faults = {
                link: self._fault(name, link) for link in page.inside if not _is_plainly_in(page, link)
            }
            if there := wrong.get(_beside(name)) if wrong else None:
                faults |= {link: there[link] for link in page.away if link in there}
            for link in sorted(link for link, fault in faults.items() if fault):
                yield Problem(Place(name), DEAD_LINK, f"链接 {link} {faults[link]}")

    def _page(self, file: WrittenFile) -> _Page:
        return self._of_tags(file) or _page(map(_lead, file.tags))

    def _gone(self) -> Iterator[str]:
        """Files that are gone to which a page that passed may lead, and those of which an id is."""
        for name, ids in self.forgone.items():
            if name not in self.names:
                yield name
            elif not ids <= (self._ids(name) or frozenset()):
                yield f"{name}#"

    def _ids(self, name: str) -> frozenset[str] | None:
        """The ids of a page; one that passed is read when a link leads there."""
        if name in self.pages:
            return self.pages[name].ids
        if name in self.unchanged.paths and name not in self.passed:
            file = WrittenFile(name, self.unchanged.paths[name])
            self.passed[name] = self._page(file).ids if file.ending == "html" else None
        return self.passed.get(name)

    def _of_tags(self, file: WrittenFile) -> _Page | None:
        """A page by its distinct tags; None where one with an id may stand there twice."""
        if file.sieved is None:
            return None
        page = _page(self.said.by(file.sieved))
        return page if file.data.count(_ID) == page.count else None

    def _wrong(self) -> dict[str, dict[str, str]]:
        """By the folder of the pages, which of their links away lead nowhere, and why."""
        away: dict[str, set[str]] = {}
        some: dict[str, str] = {}
        for name, own in self.pages.items():
            beside = _beside(name)
            some[beside] = name
            away.setdefault(beside, set()).update(own.away)
        wrong: dict[str, dict[str, str]] = {}
        for beside, links in away.items():
            page = some[beside]
            unsure = links if is_missing(page) else self._not_plainly_right(page, links)
            faults = ((link, self._fault(page, link)) for link in unsure)
            if found := {link: fault for link, fault in faults if fault}:
                wrong[beside] = found
        return wrong

    def _not_plainly_right(self, page: str, links: Iterable[str]) -> Iterator[str]:
        """Links but those that name a file as it is called: a name has nothing escaped in it."""
        above = _Above(dirname(page))
        for link in links:
            up, step, down = link.rpartition("../")
            if above[up + step] + down not in self.names:
                yield link

    def _fault(self, page: str, link: str) -> str | None:
        if link in self.outside:
            return None
        if is_missing(page) and not link.startswith("#"):
            if not link.startswith(self.home):
                return None if _FOREIGN.match(link) else "只在这一个网址下走得通"
            link = link.removeprefix(self.home)
        try:
            leads = _target(dirname(page), link)
        except ValueError:
            return "不是网址"
        return self._fault_at(page, leads[0] or page, leads[1]) if leads else None

    def _fault_at(self, page: str, target: str, place: str) -> str | None:
        if target.split("/", 1)[0] != page.split("/", 1)[0]:
            return "走出了本版本"
        if target not in self.names:
            return "没有对应的文件"
        ids = self._ids(target) if place else None
        return "没有对应的位置" if ids is not None and place not in ids else None


def _beside(page: str) -> str:
    """What pages have in common from which the same link leads to the same place."""
    return page if is_missing(page) else dirname(page) or page


def _is_plainly_in(page: _Page, link: str) -> bool:
    """Whether a link leads to a place in its own page, with nothing escaped in it."""
    return _PLACE.fullmatch(link) is not None and link[1:] in page.ids


def _together(leads: Sequence[_Lead]) -> _Lead:
    """Those of one line; most have but one."""
    if len(leads) == 1:
        return leads[0]
    away, inside, ids = map(tuple, map(chain.from_iterable, zip(*leads, strict=True)))
    return _Lead(away, inside, ids)


def _page(leads: Iterable[_Lead]) -> _Page:
    away, inside, named = tuple(zip(*leads, strict=True)) or ((), (), ())
    ids = list(chain.from_iterable(named))
    once = frozenset(ids)
    often = Counter(ids).items() if len(once) < len(ids) else ()
    twice = sorted(name for name, times in often if times > 1)
    within = tuple(set(chain.from_iterable(inside)))
    return _Page(tuple(chain.from_iterable(away)), within, once, tuple(twice), len(ids))


def _told(tag: NewTag) -> _Lead | None:
    if not tag.link:
        lead = _lead(tag.text)
        return lead if any(lead) else None
    away, inside = ((), (tag.link,)) if tag.link[0] == "#" else ((tag.link,), ())
    return _Lead(away, inside, (tag.id,) if tag.id else ())


def _lead(tag: str) -> _Lead:
    attributes = taken_apart(tag)[1]
    links = [unescape(attributes[k]) for k in ("href", "src", "xlink:href") if k in attributes]
    away = tuple(link for link in links if _is_away(link))
    ids = (attributes["id"],) if "id" in attributes else ()
    return _Lead(away, tuple(link for link in links if link not in away), ids)


def _is_away(link: str) -> bool:
    if _PLAIN.fullmatch(link):
        return True
    try:
        return any(urlsplit(link)[:3])
    except ValueError:
        return True


def _target(folder: str, link: str) -> tuple[str, str] | None:
    """The file that a link in a folder names, and the place in it; None where it leaves the site."""
    plain = _PLAIN.fullmatch(link)
    if plain and (beginning := _above(folder, len(plain["up"]))) is not None:
        return f"{beginning}{plain['down']}", plain["place"] or ""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    return (normpath(join(folder, unquote(parts.path))) if parts.path else ""), unquote(parts.fragment)


@lru_cache(maxsize=1 << 10)
def _above(folder: str, steps: int) -> str | None:
    """What paths begin with that lie so many ``../`` above a folder; None above the top."""
    up = steps // len("../")
    parts = folder.split("/") if folder else []
    kept = parts[: len(parts) - up]
    return None if up > len(parts) else "".join(f"{part}/" for part in kept)


class _Above(dict[str, str]):
    """The same of one folder, by what a link begins with; what is beyond an edition has no name."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder

    def __missing__(self, up: str) -> str:
        is_plain = not up.replace("../", "")
        self[up] = above = (_above(self._folder, len(up)) if is_plain else "") or _NOWHERE
        return above


def is_missing(page: str) -> bool:
    """Whether a path in a release is that of the page for addresses that lead nowhere."""
    return page.partition("/")[2] == MISSING
