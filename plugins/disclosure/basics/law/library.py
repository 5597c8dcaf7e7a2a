"""The texts of laws, indexed: titles → versions → articles, paragraphs and items.

Enters: ``LawText`` values, a file each, in the format of the law library: the file is called
``简称(2019-04-23).md``, the title is its first line, the history of the text stands before
``<!-- INFO END -->``, articles begin with 第N条, paragraphs are separated by blank lines, items
begin with （一）.  Leaves: a ``Library``; a text is parsed when it is first asked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property

from ..values import dataclass, regex
from .numerals import NUMERAL, number

# 简称 in general use that leave out more than 中华人民共和国
USUAL_NAMES = {
    "地方组织法": "地方各级人民代表大会和地方各级人民政府组织法",
    "选举法": "全国人民代表大会和地方各级人民代表大会选举法",
    "代表法": "全国人民代表大会和地方各级人民代表大会代表法",
    "监督法": "各级人民代表大会常务委员会监督法",
    "村委会组织法": "村民委员会组织法",
    "居委会组织法": "城市居民委员会组织法",
    "环评法": "环境影响评价法",
    "道交法": "道路交通安全法",
    "固废法": "固体废物污染环境防治法",
    "民促法": "民办教育促进法",
    "信息公开条例": "政府信息公开条例",
}

_NAME = regex(r"(?:.*/)?(?P<title>[^/]+)\((?P<day>\d{4}-\d{2}-\d{2})\)\.md")
_INFO_END = "<!-- INFO END -->"
_BLANK = regex(r"\n[ \t\u3000]*\n")
_ARTICLE = regex(rf"第(?P<n>{NUMERAL})条(?:之(?P<i>[一二三四五六七八九十]+))?(?:[ \u3000]+|$)")
_ITEM = regex(rf"[（(](?P<n>{NUMERAL})[）)]")
_SUBITEM = regex(r"(?P<n>\d{1,2})[.．、]")
_FORCE = regex(r"自(\d{4})年(\d{1,2})月(\d{1,2})日起(?:施行|实施|执行|生效)")
_DAY = regex(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_TITLE = r"《(?:[^《》]|《[^《》]*》)+》"
_REPEAL = regex(rf"{_TITLE}(?:[^《》。；\n]*{_TITLE})*(?:(?:同时|即行|一并|予以)*废止)")
_SENTENCE_ENDS = tuple("。；：，！？;:,!?）)”》、")


@dataclass(frozen=True, slots=True)
class LawText:
    """One file of the library: its path below the folder, and what it says."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class LawItem:
    """项, with its 目."""

    number: int
    text: str
    subitems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """款: its words, and the items below them."""

    text: str
    items: tuple[LawItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """条; ``inserted`` is the 之 of 第N条之一, else 0."""

    number: int
    inserted: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Version:
    """A law as it stood from ``day``, the date in the file's name."""

    title: str
    day: date
    text: str = field(repr=False)

    @cached_property
    def full_title(self) -> str:
        """The title line, with 中华人民共和国 where the law has it."""
        first = self.text.lstrip("\ufeff").split("\n", 1)[0]
        return " ".join(first.removeprefix("#").split()) or self.title

    @cached_property
    def in_force(self) -> date:
        """``day``, or the first later date on which the text says that it comes into force."""
        later = (day for day in _dates(_FORCE, self.text) if day > self.day)
        return min(later, default=self.day)

    @cached_property
    def first_in_force(self) -> date:
        """When the law, in its first version, came into force, or else was made."""
        info, _, _ = self.text.partition(_INFO_END)
        made = min(_dates(_DAY, info), default=self.day)
        return min(_dates(_FORCE, self.text), default=made)

    @cached_property
    def articles(self) -> Mapping[tuple[int, int], Article]:
        """Articles by number and 之; of two with one number the first counts."""
        found: dict[tuple[int, int], Article] = {}
        for article in _articles(self.text):
            found.setdefault((article.number, article.inserted), article)
        return found


@dataclass(frozen=True, slots=True)
class Repeal:
    """Law ``by`` says that a title ceased to apply on ``day``."""

    by: str
    day: date


@dataclass(frozen=True)
class Library:
    """All versions of all titles; versions from the newest."""

    titles: Mapping[str, tuple[Version, ...]]

    def versions(self, title: str) -> tuple[Version, ...]:
        """The versions of a title by its full, short or usual name; none if it is not held."""
        wanted = key(title)
        bare = re.sub(r"\((?:试行|暂行)\)$", "", wanted)
        for name in (wanted, key(USUAL_NAMES.get(wanted, "")), bare, f"{wanted}(试行)"):
            if name in self.titles:
                return self.titles[name]
        return ()

    @cached_property
    def repeals(self) -> Mapping[str, tuple[Repeal, ...]]:
        """What the texts say of other titles' repeal, by the key of the title repealed."""
        found: dict[str, list[Repeal]] = {}
        for version in (version for versions in self.titles.values() for version in versions):
            for name, repeal in _repeals(version):
                found.setdefault(name, []).append(repeal)
        return {name: tuple(repeals) for name, repeals in found.items()}


NO_LIBRARY = Library({})


def library(texts: Iterable[LawText]) -> Library:
    """The index of the texts; a file not named like a law is no law."""
    found: dict[str, dict[date, Version]] = {}
    for text in sorted(texts, key=lambda text: text.name):
        version = _version(text)
        if version:
            found.setdefault(key(version.title), {}).setdefault(version.day, version)
    newest_first = {name: sorted(days.items(), reverse=True) for name, days in found.items()}
    return Library({name: tuple(v for _, v in days) for name, days in newest_first.items()})


def is_law(name: str) -> bool:
    """Whether a file is called like a law: ``简称(2019-04-23).md``."""
    return bool(_NAME.fullmatch(name))


def key(title: str) -> str:
    """A title without what writers vary: 中华人民共和国, spaces, widths and kinds of brackets."""
    plain = unicodedata.normalize("NFKC", title).replace("中华人民共和国", "")
    plain = plain.translate(str.maketrans("《》〈〉＜＞", "<><><>"))
    return re.sub(r"\s+", "", plain)


def _version(text: LawText) -> Version | None:
    match = _NAME.fullmatch(text.name)
    try:
        return Version(match["title"], date.fromisoformat(match["day"]), text.text) if match else None
    except ValueError:
        return None


def _dates(pattern: re.Pattern[str], text: str) -> Iterator[date]:
    """Every date that a pattern of year, month and day finds; impossible ones are passed over."""
    for match in pattern.finditer(text):
        try:
            yield date(*map(int, match.groups()))
        except ValueError:
            continue


def _repeals(version: Version) -> Iterator[tuple[str, Repeal]]:
    """Titles that a law's own text repeals, but for its own predecessors."""
    if "废止" not in version.text:
        return
    _, _, body = version.text.partition(_INFO_END)
    repeal = Repeal(version.full_title, version.first_in_force)
    for sentence in _REPEAL.finditer(body):
        for title in re.findall(_TITLE, sentence[0]):
            if key(title[1:-1]) != key(version.title):
                yield key(title[1:-1]), repeal


def _articles(text: str) -> Iterator[Article]:
    """The articles of a text in order; headings end an article, and annexes the last one."""
    _, _, body = text.partition(_INFO_END)
    runs: list[tuple[re.Match[str], list[str]]] = []
    open_run = False
    for block in (block.strip() for block in _BLANK.split(body)):
        match = _ARTICLE.match(block)
        if match:
            runs.append((match, [block[match.end() :]]))
            open_run = True
        elif block.startswith(("#", "!")):
            open_run = False
        elif block and open_run:
            runs[-1][1].append(block)
    for place, (match, blocks) in enumerate(runs):
        kept = blocks if place < len(runs) - 1 else list(_without_annex(blocks))
        yield Article(number(match["n"]), number(match["i"] or ""), _paragraphs(kept))


def _without_annex(blocks: list[str]) -> Iterator[str]:
    """The blocks of the last article, up to a line that is no sentence: a table, a signature."""
    for place, block in enumerate(blocks):
        if place and (block.startswith(("附", "（注", "(注")) or not block.endswith(_SENTENCE_ENDS)):
            return
        yield block


def _paragraphs(blocks: list[str]) -> tuple[Paragraph, ...]:
    """Blocks as paragraphs with their items; what follows the items is a new paragraph."""
    gathered: list[tuple[str, list[LawItem]]] = []
    for block in blocks:
        item, subitem = _ITEM.match(block), _SUBITEM.match(block)
        if item and gathered:
            gathered[-1][1].append(LawItem(number(item["n"]), block))
        elif subitem and gathered and gathered[-1][1]:
            last = gathered[-1][1][-1]
            gathered[-1][1][-1] = LawItem(last.number, last.text, (*last.subitems, block))
        else:
            gathered.append((block, []))
    return tuple(Paragraph(text, tuple(items)) for text, items in gathered)
