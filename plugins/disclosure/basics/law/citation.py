"""What a clerk wrote as a legal basis, read: titles, years, document numbers, articles.

Enters: a line such as ``《行政许可法》（2019年修正）第三十二条第二款第（一）项、第三十三条``.
Leaves: ``Citation`` values, and the words that look like a citation but could not be read.
Nothing is dropped: what is not understood is in ``unread``.  Nothing is looked up here; ``written``
puts a citation back into words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from ..values import dataclass, regex
from .numerals import NUMERAL, number
from .places import ENDED, ONE, Reach, reaches


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


_DATED = (
    r"(?P<year>(?:19|20)\d\d|[一二][零〇○一二三四五六七八九]{3}(?=年))"
    r"年?(?:[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?)?"
)
_MADE = r"(?:修正|修订|修改|制定|公布|发布|通过|颁布|施行|实施|批准|起施行)"
_YEAR = regex(rf"{_DATED}(?:第?[一二三四五六七八九十]+次)?{_MADE}?(?:版|本|文本)?")
_LOOSE_YEAR = regex(rf" ?{_DATED}(?:第?[一二三四五六七八九十]+次)?(?:{_MADE}(?:版|本)?|版|本)")
_LOOSE_NUMBER = regex(rf" ?(?P<number>[^\s、，。；,;第令《》（()）\d]{{1,30}}令 ?第?{NUMERAL}号)")
_BRACKET = regex(r"[ ]?[（(]((?:[^（()）]|[（(][^（()）]*[）)])*)[）)]")
_CLAUSES = regex(rf"[，、；。,;]| (?={_DATED.replace('?P<year>', '?:')})")
_DATE_BEFORE = regex(rf"(?:(?:根据|经|自|于)?{_DATED.replace('?P<year>', '?:')} ?起?)*")
_DRAFT = regex(r"(?:试行|暂行|草案)")
_TRACE = regex(
    rf"第{ONE}(?:[条款项目章节编段句点表行栏]|部分|(?=[、，。；,;]|$))|{NUMERAL}条"
    rf"|\d+[款项目]{ENDED}|(?:附件|附表|附录) ?第?{NUMERAL}"
)
_TRACE_BEHIND = regex(
    rf"{_TRACE.pattern}|^ ?[的之中]?{NUMERAL}[款项目]|^ ?之 ?{NUMERAL}|前段|后段|但书|^ ?[（(] ?\d"
    rf"|[（(] ?(?!(?:19|20)\d\d){NUMERAL} ?[）)]|(?:19|20)\d\d年?(?:修|版)"
)
_LISTED = regex(rf"[（(] ?{NUMERAL} ?[）)] ?$")


def parse(text: str) -> Parsed:
    """Every citation in a line.  Never fails: what cannot be read is in ``unread``."""
    text = " ".join(text.split())
    citations: list[Citation] = []
    unread: list[str] = []
    position = 0
    for start, end in _titles(text):
        if start < position:
            continue  # a title in the brackets of another
        unread += _left_over(_LISTED.sub("", text[position:start]), behind=bool(citations))
        citation, position, strange = _citation(text, start, end)
        citations.append(citation)
        unread += strange
    unread += _left_over(text[position:], behind=bool(citations))
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


def _left_over(text: str, *, behind: bool) -> list[str]:
    """Words beside citations that were meant as one: an article, or a title never closed."""
    trace = _TRACE_BEHIND if behind else _TRACE
    meant = trace.search(text) or "《" in text or "》" in text
    return [text.strip(" 、，,；;")] if meant else []


def _citation(text: str, start: int, end: int) -> tuple[Citation, int, list[str]]:
    """A citation, where it ends, and what stands in its brackets and is not understood."""
    citation = _dated_title(text[start + 1 : end - 1].strip())
    citation, position, strange = _suffixes(citation, text, end)
    found, position = reaches(text, position)
    return replace(citation, reaches=found), position, strange


def _dated_title(title: str) -> Citation:
    """A title; a year in brackets at its end is that of the version."""
    match = re.search(r"[（(]([^（()）]*)[）)]$", title)
    year = _YEAR.fullmatch(match[1].strip()) if match else None
    if match and year and match.start():
        return _of_year(Citation(title[: match.start()].strip()), year["year"])
    return Citation(title)


def _suffixes(citation: Citation, text: str, position: int) -> tuple[Citation, int, list[str]]:
    """What follows a title: the year of a version, 试行, a document number, a remark."""
    strange: list[str] = []
    while True:
        if match := _BRACKET.match(text, position):
            for clause in filter(None, map(str.strip, _CLAUSES.split(match[1]))):
                told = _told(citation, clause)
                strange += [clause] if told is None else []
                citation = told or citation
        elif match := _LOOSE_YEAR.match(text, position):
            citation = _of_year(citation, match["year"])
        elif match := _LOOSE_NUMBER.match(text, position):
            citation = _numbered(citation, match["number"])
        else:
            return citation, position, strange
        position = match.end()


def _told(citation: Citation, clause: str) -> Citation | None:
    """What one clause in brackets tells of the title; none where a number in it is not understood."""
    if _DRAFT.fullmatch(clause):
        return replace(citation, title=f"{citation.title}（{clause}）")
    before = _DATE_BEFORE.match(clause)
    position = before.end() if before else 0
    document, mark, behind = clause[position:].rpartition("号")
    words = clause[:position] + behind
    if mark:
        citation = _numbered(citation, f"{document}号")
    elif not _YEAR.fullmatch(clause) and not re.search(_MADE, clause):
        numbers = re.search(r"\d", clause) or _TRACE.search(clause)
        return None if numbers and "简称" not in clause else citation
    for dated in re.finditer(_DATED, words):
        citation = _of_year(citation, dated["year"])
    return citation


def _of_year(citation: Citation, words: str) -> Citation:
    """The newest year that is named is that of the version."""
    return replace(citation, year=max(citation.year, number(words.replace("○", "〇"))))


def _numbered(citation: Citation, words: str) -> Citation:
    """The first number that is named is that of the document."""
    return replace(citation, number=citation.number or unicodedata.normalize("NFC", words.strip()))
