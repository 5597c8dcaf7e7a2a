"""Places in a law: 条, 款, 项, 目, and the annexes behind its articles.

Enters: what stands behind a title, such as ``第三十二条第二款第（一）项、附件第112项``.  Leaves:
``Reach`` values, and where the words end that were understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..values import dataclass, regex
from .numerals import NUMERAL, chinese, number

LEVELS = ("条", "款", "项", "目")
_MOST_ITEMS = 99
"""Of items that are bracketed without the word 项: a larger number in brackets is a year."""


@dataclass(frozen=True, slots=True, order=True)
class LawPlace:
    """A place in a law: 条, 之, 款, 项, 目; 0 where the citation does not go so deep.

    ``paragraph`` is 0 as well where an item is cited without its paragraph; ``article`` is 0 in an
    annex, such as 附件2, that is a list, and where an item of a list is cited alone.
    """

    article: int
    inserted: int = 0
    paragraph: int = 0
    item: int = 0
    subitem: int = 0
    annex: str = ""

    def __str__(self) -> str:
        words = self.annex + (f"第{chinese(self.article)}条" if self.article else "")
        words += f"之{chinese(self.inserted)}" if self.inserted else ""
        words += f"第{chinese(self.paragraph)}款" if self.paragraph else ""
        if self.item:
            words += f"第（{chinese(self.item)}）项" if self.article else f"第{self.item}项"
        return words + (f"第{chinese(self.subitem)}目" if self.subitem else "")

    @property
    def depth(self) -> int:
        """The deepest level named, as a place in ``LEVELS``; -1 for an annex as a whole."""
        named = (self.article, self.paragraph, self.item, self.subitem)
        return max((level for level, value in enumerate(named) if value), default=-1)


@dataclass(frozen=True, slots=True)
class Reach:
    """From one place to another; a single place has both ends alike."""

    first: LawPlace
    last: LawPlace

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}至{self.last}"

    @property
    def in_articles(self) -> bool:
        """Whether both ends are articles of the law, or parts of them."""
        return all(end.article and not end.annex for end in (self.first, self.last))


_SPACE = " ?"  # runs of white space have become one
_BRACKETED = rf"{_SPACE}[（(]{_SPACE}(?:{NUMERAL}){_SPACE}[）)]{_SPACE}"
ONE = rf"{_SPACE}[（(]?{_SPACE}(?:{NUMERAL}){_SPACE}[）)]?{_SPACE}"
_JOIN = r"(?:、|，|,|；|;|和|及|与|以及|至|到|—|－|-|~|～)"
_JOINED = rf"{_SPACE}(?P<join>{_JOIN}?){_SPACE}"
_GROUP = regex(
    rf"{_JOINED}(?P<first>第?)(?P<numbers>{ONE}(?:{_JOIN}第?{ONE}|{_BRACKETED})*)"
    rf"(?P<level>[条款项目])(?:{_SPACE}之{_SPACE}(?P<inserted>{NUMERAL}))?"
)
_BARE_ITEM = regex(rf"{_JOINED}第?(?P<numbers>{_BRACKETED})(?!{_SPACE}[《条款项目])")
_ANNEX = regex(
    rf"{_JOINED}(?P<name>附件|附表|附录)"
    rf"(?:{_SPACE}(?P<number>{NUMERAL})(?![零〇一二三四五六七八九十百千两\d]|{_SPACE}[条款项目]))?"
    rf"{_SPACE}(?:目录|清单)?[:：]?"
)
_PART = regex(rf"(?P<join>{_JOIN}?)第?{_SPACE}[（(]?{_SPACE}(?P<number>{NUMERAL})")
_RANGES = ("至", "到", "—", "－", "-", "~", "～")
ENDED = r"(?=$|[、，。；：,;:第（(\d《]|[和及与至到等]|[的之]规定)"
"""What may stand behind 三项 where it is a place, and not the beginning of 三项规定."""
_ENDED = regex(rf"{_SPACE}{ENDED}")

_Ends = list[list[LawPlace]]


def reaches(text: str, position: int) -> tuple[tuple[Reach, ...], int]:
    """The articles, paragraphs, items and annexes that follow a title, and where they end."""
    ends: _Ends = []
    while (end := _step(ends, text, position)) > position:
        position = end
    return tuple(Reach(pair[0], pair[-1]) for pair in ends), position


def _step(ends: _Ends, text: str, position: int) -> int:
    """One more group of numbers understood: where it ends; else ``position``."""
    annex = _ANNEX.match(text, position)
    if annex and (annex["join"] or not ends):
        name = annex["name"] + (str(number(annex["number"])) if annex["number"] else "")
        _put(ends, annex["join"] if ends else "", LawPlace(0, annex=name))
        return annex.end()
    group = _GROUP.match(text, position)
    if group and _belongs(ends, group):
        return group.end() if _grouped(ends, group, LEVELS.index(group["level"])) else position
    bare = _BARE_ITEM.match(text, position)
    if bare and ends and (bare["join"] or ends[-1][-1].depth < LEVELS.index("项")):
        return bare.end() if _grouped(ends, bare, LEVELS.index("项"), _MOST_ITEMS) else position
    return position


def _grouped(ends: _Ends, group: re.Match[str], level: int, most: int | None = None) -> bool:
    """The numbers of a group added; false, and nothing added, where one of them is none."""
    values = list(_values(group))
    if not all(0 < value <= (most or value) for _, value in values):
        return False
    for join, value in values:
        _add(ends, join, level, value)
    inserted = group.groupdict().get("inserted")
    if inserted:
        ends[-1][-1] = replace(ends[-1][-1], inserted=number(inserted))
    return True


def _values(group: re.Match[str]) -> Iterator[tuple[str, int]]:
    """The numbers with what joins each to the one before; （一）（二） stand side by side."""
    for place, part in enumerate(_PART.finditer(group["numbers"])):
        yield part["join"] or (group["join"] if not place else "、"), number(part["number"])


def _belongs(ends: _Ends, group: re.Match[str]) -> bool:
    """Whether a group is part of the citation, and not prose such as 五项规定."""
    level = LEVELS.index(group["level"])
    if group["inserted"] and (level or not number(group["inserted"])):
        return False
    if not _introduced(group, level):
        return False
    if not ends:
        return level in (0, LEVELS.index("项")) and not group["join"]
    return bool(group["join"]) or level > ends[-1][-1].depth


def _introduced(group: re.Match[str], level: int) -> bool:
    bracketed = group["numbers"].strip().startswith(("（", "("))
    marked = group["first"] or bracketed or (level == 0 and group["join"])
    return bool(marked) or (not group["join"] and bool(_ENDED.match(group.string, group.end())))


def _add(ends: _Ends, join: str, level: int, value: int) -> None:
    """One more number: deeper into the last place, the other end of a range, or beside it."""
    here = ends[-1][-1] if ends else LawPlace(0)
    beside = bool(join) and level == 0 and not here.article  # a list has items, the law articles
    _put(ends, join, LawPlace(value) if beside else _below(here, level, value))


def _put(ends: _Ends, join: str, point: LawPlace) -> None:
    if ends and not join:
        ends[-1][-1] = point
    elif ends and join in _RANGES and len(ends[-1]) == 1:
        ends[-1].append(point)
    else:
        ends.append([point])


def _below(here: LawPlace, level: int, value: int) -> LawPlace:
    """The place of that level and number, in the same annex, article or item as ``here``."""
    if level == 0:
        return LawPlace(value, annex=here.annex)
    if level == 1:
        return LawPlace(here.article, here.inserted, value, annex=here.annex)
    if level == len(LEVELS) - 1:
        return replace(here, subitem=value)
    return replace(here, item=value, subitem=0)
