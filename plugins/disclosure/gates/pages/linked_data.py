"""Gate: what a page says of itself to programs (JSON-LD) is what it says to people.

Enters: the files of a release.  Leaves: a problem for each page whose data block cannot be read, names
something else than the page's heading, another way than its crumbs or a vote that the page does not tell
of, holds words that nobody may read behind a mark of escape, or gives an address of the site where no
file is.  It trusts nothing that wrote the block: it reads the bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin

from ...basics.media import MEDIA
from ...basics.problem import Code, Place, Problem
from ...basics.values import dataclass
from ..written import Gate, Unchanged, WrittenFile

WRONG = Code("D09", "给程序读的数据和网页说的不一样", "请把这一行告诉维护本程序的人")

_FOLDER = next(f"{medium.folder}/" for medium in MEDIA if medium.pages and not medium.touch)
_TYPE, _ESCAPE = b"application/ld+json", b"\\"
_OPENS, _CLOSES = b'<script type="application/ld+json">\n', b"\n</script>"
_H1 = b"<h1"
_HEADING = re.compile(rb"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_CRUMBS = b'<nav class="crumbs"'
_CRUMB = re.compile(rb"<li[^>]*>(.*)")
_TAG = re.compile(rb"<[^>]*>")
_HREF = re.compile(rb' href="([^"]*)"')
_MARKS = re.compile("(?:（[^（）]*）)*")
"""What a heading may say behind a name: （已被替代）."""
_POINTS = ("@id", "url", "item", "contentUrl")
_ELSEWHERE = re.compile("(?:https?|mailto|tel):")
_NAMES = ("name", "headline", "alternateName")
_SITE, _WAY = "WebSite", "BreadcrumbList"
_VOTED_ON = "besluit:onderwerp"


@dataclass
class LinkedData(Gate):
    """``base`` is the address of the site; ``secret`` tells the words in a text that nobody may read."""

    base: str
    secret: Callable[[str], Iterable[str]]
    names: set[str] = field(default_factory=set)
    leads: dict[str, str] = field(default_factory=dict)
    forgone: set[str] = field(default_factory=set)
    unchanged: Unchanged = field(default_factory=Unchanged)
    met: set[tuple[str, str]] = field(default_factory=set)

    gathers = ("names", "leads")

    @property
    def settings(self) -> object:
        return self.base

    def look(self, file: WrittenFile) -> Iterator[Problem]:
        self.names.add(file.name)
        if file.ending == "html" and _TYPE in file.data:
            for fault in self._faults(file):
                yield Problem(file.place, WRONG, fault)

    def forgo(self, file: WrittenFile) -> None:
        self.forgone.add(file.name)

    def pass_over(self, unchanged: Unchanged) -> Iterator[Problem]:
        self.unchanged = unchanged
        self.names.update(unchanged.paths)
        return iter(())

    def close(self) -> Iterator[Problem]:
        """Addresses lead to files; where a file is gone, those of pages that passed are read again."""
        if gone := self.forgone - self.names:
            for file in self.unchanged.pages_naming(gone, (_FOLDER,)):
                self._note(file, _read_block(_block(file.data)).texts if _TYPE in file.data else ())
        for path, page in sorted(self.leads.items()):
            if path not in self.names:
                yield Problem(
                    Place(page), WRONG, f"{self.base}{path.removeprefix(_FOLDER)} 没有这个文件"
                )

    def _faults(self, file: WrittenFile) -> Iterator[str]:
        try:
            nodes, told = _read_block(_block(file.data))
            faults = [*_name(file.data, nodes[0]), *_way(file, nodes, self.base)]
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            yield f"这一段读不了（{error!r}）"
            return
        yield from faults
        yield from _voted_on(file.data, told)
        is_escaped = _ESCAPE in file.data
        new = told if is_escaped else [said for said in told if said not in self.met]
        self._note(file, new)
        for key, value in new:
            if key in _POINTS and not _ELSEWHERE.match(value):
                yield f"{key}“{value[:60]}”不是完整的网址"
            else:
                self.met.add((key, value))
            if hidden := next(iter(self.secret(value) if is_escaped else ()), ""):
                yield f"这里有不该让这些读者看到的“{hidden}”"

    def _note(self, file: WrittenFile, told: Iterable[tuple[str, str]]) -> None:
        for _, value in told:
            if value.startswith(self.base):
                path = unquote(re.split("[?#]", value.removeprefix(self.base))[0]) or "index.html"
                self.leads.setdefault(_FOLDER + path, file.name)


class _BlockTold(NamedTuple):
    """What a block tells of, and every text in it with the key that it stands under."""

    nodes: Sequence[Any]
    texts: Sequence[tuple[str, str]]


def _block(data: bytes) -> bytes:
    """The one block of a page; whatever else stands there raises."""
    _, opens, rest = data.partition(_OPENS)
    block, closes, _ = rest.partition(_CLOSES)
    if data.count(_TYPE) != 1 or not (opens and closes):
        raise ValueError(data.count(_TYPE))
    return block


@lru_cache(maxsize=1 << 10)
def _read_block(block: bytes) -> _BlockTold:
    """Pages that stand beside each other say much the same: the way to a post is that to its body."""
    nodes = tuple(json.loads(block)["@graph"])
    return _BlockTold(nodes, _inside(nodes))


def _inside(nodes: Sequence[object]) -> Sequence[tuple[str, str]]:
    """Every text with the key that it stands under, however deep."""
    found, left = list[tuple[str, str]](), [("", node) for node in nodes]
    while left:
        key, value = left.pop()
        if isinstance(value, str):
            found.append((key, value))
        elif isinstance(value, dict):
            left += value.items()
        elif isinstance(value, list):
            left += [(key, said) for said in value]
    return found[::-1]


def _name(data: bytes, node: Mapping[str, Any]) -> Iterator[str]:
    """The record that a page is of has the name that stands over the page."""
    if node["@type"] in (_SITE, _WAY):
        return
    (heading,) = map(_words, _headings(data))
    told = (node.get(key, ()) for key in _NAMES)
    names = [name for said in told for name in ((said,) if isinstance(said, str) else said)]
    if not any(heading.startswith(name) and _MARKS.fullmatch(heading, len(name)) for name in names):
        yield f"标题是“{heading[:60]}”，这里的名称是“{'、'.join(names)[:60]}”"


def _headings(data: bytes) -> Sequence[bytes]:
    """What the headings of a page say; where there may be but one, it is found much sooner."""
    if data.count(_H1) != 1:
        return _HEADING.findall(data)
    found = _HEADING.match(data, data.find(_H1))
    return (found[1],) if found else ()


def _voted_on(data: bytes, told: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What was voted on, and who stood, is what people read of."""
    if subjects := dict.fromkeys(value for key, value in told if key == _VOTED_ON):
        before, _, rest = data.partition(_OPENS)
        said = _words(before + rest.partition(_CLOSES)[2])
        yield from (f"网页上没有说表决“{subject[:60]}”" for subject in subjects if subject not in said)


def _way(file: WrittenFile, nodes: Sequence[Mapping[str, Any]], base: str) -> Iterator[str]:
    """The way to a page is that of its crumbs between the front page and itself, step by step."""
    _, shown, rest = file.data.partition(_CRUMBS)
    between = _CRUMB.findall(rest.partition(b"</nav>")[0])[1:-1] if shown else []
    folder = base + file.name.removeprefix(_FOLDER).rpartition("/")[0] + "/"
    wanted = [step for step in (_step(folder, crumb) for crumb in between) if step]
    ways = [node["itemListElement"] for node in nodes if node["@type"] == _WAY]
    told = [[(step["name"], step["item"]) for step in way] for way in ways]
    if told != ([wanted] if len(wanted) > 1 else []):
        yield f"当前位置是“{'›'.join(words for words, _ in wanted)[:60]}”，这里写的不一样"


@lru_cache(maxsize=1 << 12)
def _step(folder: str, crumb: bytes) -> tuple[str, str] | None:
    """What a crumb of the pages of a folder says, and the address to which it leads, if it does."""
    leads = _HREF.search(crumb)
    return (_words(crumb), urljoin(folder, unescape(leads[1].decode()))) if leads else None


def _words(markup: bytes) -> str:
    return unescape(_TAG.sub(b"", markup).decode()).strip()
