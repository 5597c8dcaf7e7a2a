"""What a clerk wrote as a legal basis, read: titles, years, document numbers, articles.

Enters: a line such as ``《行政许可法》（2019年修正）第三十二条第二款第（一）项、第三十三条``.
Leaves: ``Citation`` values, and the words that look like a citation but could not be read.
Nothing is looked up here; ``written`` puts a citation back into words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .numerals import NUMERAL, chinese, number

LEVELS = ("条", "款", "项", "目")


@dataclass(frozen=True, slots=True, order=True)
class LawPlace:
    """A place in a law: 条, 之, 款, 项, 目; 0 where the citation does not go so deep.

    ``paragraph`` is 0 as well where an item is cited without its paragraph.
    """

    article: int
    inserted: int = 0
    paragraph: int = 0
    item: int = 0
    subitem: int = 0

    def __str__(self) -> str:
        words = f"第{chinese(self.article)}条" + (f"之{chinese(self.inserted)}" if self.inserted else "")
        words += f"第{chinese(self.paragraph)}款" if self.paragraph else ""
        words += f"第（{chinese(self.item)}）项" if self.item else ""
        return words + (f"第{chinese(self.subitem)}目" if self.subitem else "")


@dataclass(frozen=True, slots=True)
class Reach:
    """From one place to another; a single place has both ends alike."""

    first: LawPlace
    last: LawPlace

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}至{self.last}"


@dataclass(frozen=True, slots=True)
class Citation:
    """One title with what is cited of it.

    ``year`` is that of the version named, or 0; ``number`` is the document number behind the
    title, such as 财教〔2021〕310号.
    """

    title: str
    year: int = 0
    number: str = ""
    reaches: tuple[Reach, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """A line read; ``unread`` holds what looks like a citation and is none."""

    citations: tuple[Citation, ...]
    unread: tuple[str, ...] = ()


_SPACE = " ?"  # runs of white space have become one
_ONE = rf"{_SPACE}[（(]?{_SPACE}(?:{NUMERAL}){_SPACE}[）)]?{_SPACE}"
_JOIN = r"(?:、|，|,|和|及|与|以及|至|到|—|－|-|~|～)"
_GROUP = re.compile(
    rf"{_SPACE}(?P<join>{_JOIN}?){_SPACE}(?P<first>第?)(?P<numbers>{_ONE}(?:{_JOIN}第?{_ONE})*)"
    rf"(?P<level>[条款项目])(?:{_SPACE}之{_SPACE}(?P<inserted>[一二三四五六七八九十]+))?"
)
_PART = re.compile(rf"(?P<join>{_JOIN}?)第?{_SPACE}[（(]?{_SPACE}(?P<number>{NUMERAL})")
_RANGES = ("至", "到", "—", "－", "-", "~", "～")
_BRACKET = re.compile(r"[ ]?[（(]((?:[^（()）]|[（(][^（()）]*[）)])*)[）)]")
_YEAR = re.compile(
    r"(?P<year>(?:19|20)\d\d)年?(?:\d{1,2}月(?:\d{1,2}日)?)?"
    r"(?:第?[一二三四五六七八九十]+次)?(?:修正|修订|修改|制定|公布|发布|通过|颁布|施行|实施)?(?:版|本|文本)?"
)
_LOOSE_YEAR = re.compile(r" ?((?:19|20)\d\d)年?(?:修正|修订)(?:版|本)?")
_DRAFT = re.compile(r"(?:试行|暂行|草案)")
_TRACE = re.compile(rf"第{_ONE}(?:[条款项目]|(?=[、，。；,;]|$))|{NUMERAL}条")


def parse(text: str) -> Parsed:
    """Every citation in a line.  Never fails: what cannot be read is in ``unread``."""
    text = " ".join(text.split())
    citations: list[Citation] = []
    unread: list[str] = []
    position = 0
    for start, end in _titles(text):
        unread += _left_over(text[position:start])
        citation, position = _citation(text, start, end)
        citations.append(citation)
    unread += _left_over(text[position:])
    return Parsed(tuple(citations), tuple(unread))


def written(citation: Citation) -> str:
    """A citation in the words that ``parse`` reads back."""
    year = f"（{citation.year}年）" if citation.year else ""
    document = f"（{citation.number}）" if citation.number else ""
    return f"《{citation.title}》{year}{document}" + "、".join(map(str, citation.reaches))


def _titles(text: str) -> Iterator[tuple[int, int]]:
    """Where each outermost 《…》 begins and ends; titles may hold titles."""
    depth = start = 0
    for position, char in enumerate(text):
        if char == "《":
            start = start if depth else position
            depth += 1
        elif char == "》" and depth:
            depth -= 1
            if not depth:
                yield start, position + 1


def _left_over(text: str) -> list[str]:
    """Words between citations that were meant as one: an article, or a title never closed."""
    meant = _TRACE.search(text) or "《" in text or "》" in text
    return [text.strip(" 、，,；;")] if meant else []


def _citation(text: str, start: int, end: int) -> tuple[Citation, int]:
    citation = _dated_title(text[start + 1 : end - 1].strip())
    citation, position = _suffixes(citation, text, end)
    reaches, position = _reaches(text, position)
    return replace(citation, reaches=tuple(reaches)), position


def _dated_title(title: str) -> Citation:
    """A title; a year in brackets at its end is that of the version."""
    match = re.search(r"[（(]([^（()）]*)[）)]$", title)
    year = _YEAR.fullmatch(match[1].strip()) if match else None
    if match and year and match.start():
        return Citation(title[: match.start()].strip(), int(year["year"]))
    return Citation(title)


def _suffixes(citation: Citation, text: str, position: int) -> tuple[Citation, int]:
    """Brackets behind the title: the year of a version, 试行, a document number, a remark."""
    while match := _BRACKET.match(text, position):
        citation, position = _suffixed(citation, match[1].strip()), match.end()
    loose = _LOOSE_YEAR.match(text, position)
    if loose:
        return replace(citation, year=int(loose[1])), loose.end()
    return citation, position


def _suffixed(citation: Citation, words: str) -> Citation:
    year = _YEAR.fullmatch(words)
    if year:
        return replace(citation, year=int(year["year"]))
    if _DRAFT.fullmatch(words):
        return replace(citation, title=f"{citation.title}（{words}）")
    if words.endswith("号") and not citation.number:
        return replace(citation, number=unicodedata.normalize("NFC", words))
    return citation


def _reaches(text: str, position: int) -> tuple[list[Reach], int]:
    """The articles, paragraphs and items that follow a title, and where they end."""
    ends: list[list[LawPlace]] = []
    while (match := _GROUP.match(text, position)) and _belongs(ends, match):
        values = [(part["join"] or match["join"], number(part["number"])) for part in _parts(match)]
        if not all(value for _, value in values):
            break
        for join, value in values:
            _add(ends, join, LEVELS.index(match["level"]), value)
        if match["inserted"]:
            ends[-1][-1] = replace(ends[-1][-1], inserted=number(match["inserted"]))
        position = match.end()
    return [Reach(pair[0], pair[-1]) for pair in ends], position


def _parts(match: re.Match[str]) -> list[re.Match[str]]:
    return list(_PART.finditer(match["numbers"]))


def _belongs(ends: list[list[LawPlace]], match: re.Match[str]) -> bool:
    """Whether a group is part of the citation, and not prose such as 五项规定."""
    level = LEVELS.index(match["level"])
    bracketed = match["numbers"].strip().startswith(("（", "("))
    introduced = match["first"] or bracketed or (level == 0 and match["join"])
    if not introduced or (match["inserted"] and level):
        return False
    if not ends:
        return level == 0 and not match["join"]
    return bool(match["join"]) or level > _depth(ends[-1][-1])


def _add(ends: list[list[LawPlace]], join: str, level: int, value: int) -> None:
    """One more number: deeper into the last place, the other end of a range, or beside it."""
    here = ends[-1][-1] if ends else LawPlace(value)
    point = _below(here, level, value)
    if ends and not join:
        ends[-1][-1] = point
    elif join in _RANGES and len(ends[-1]) == 1:
        ends[-1].append(point)
    else:
        ends.append([point])


def _below(here: LawPlace, level: int, value: int) -> LawPlace:
    """The place of that level and number, in the same article, paragraph or item as ``here``."""
    if level == 0:
        return LawPlace(value)
    if level == 1:
        return LawPlace(here.article, here.inserted, value)
    if level == len(LEVELS) - 1:
        return replace(here, subitem=value)
    return replace(here, item=value, subitem=0)


def _depth(point: LawPlace) -> int:
    return 3 if point.subitem else 2 if point.item else 1 if point.paragraph else 0
