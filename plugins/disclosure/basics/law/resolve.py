"""Citations found in the library: the text of the articles, and what is wrong with a citation.

Enters: a ``Library``, a line with citations, and the day whose law counts.  Leaves: a
``Reading``.  The newest version in force on that day is read; an explicit year of an older one
is a fault.  What the library does not hold is not guessed at.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from enum import Enum, auto

from ..values import dataclass, regex
from .citation import Citation, parse
from .library import Article, Library, Paragraph, Version, key
from .numerals import chinese
from .places import LawPlace, Reach


class FaultKind(Enum):
    """What can be wrong with a citation."""

    NO_ARTICLE = auto()
    REPEALED = auto()
    OLD_VERSION = auto()
    NOT_HELD = auto()
    DOCUMENT = auto()
    NO_SUCH_VERSION = auto()
    UNREADABLE = auto()
    NOT_YET = auto()


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, with the particulars in Chinese."""

    kind: FaultKind
    what: str


@dataclass(frozen=True, slots=True)
class ProvisionLine:
    """A paragraph, item or subitem of an article; ``cited`` where the citation means just that."""

    text: str
    cited: bool = False
    item: bool = False


@dataclass(frozen=True, slots=True)
class Provision:
    """One cited article of one version of a law, in full."""

    title: str
    version: date
    article: str
    lines: tuple[ProvisionLine, ...]

    @property
    def text(self) -> str:
        """The words of the article, a line a paragraph or item."""
        return "\n".join(line.text for line in self.lines)

    @property
    def cited(self) -> str:
        """The words cited: those of the paragraphs or items named, or of the whole article."""
        return "\n".join(line.text for line in self.lines if line.cited) or self.text


@dataclass(frozen=True, slots=True)
class Reading:
    """A line resolved."""

    provisions: tuple[Provision, ...] = ()
    faults: tuple[Fault, ...] = ()


NOTHING = Reading()


@dataclass(frozen=True, slots=True)
class Provisions:
    """Every citation of a county, resolved, by its words and the day whose law counts."""

    readings: Mapping[tuple[str, date], Reading] = field(default_factory=dict)

    def of(self, words: str, day: date) -> Reading:
        """What a citation resolves to; nothing where no library was consulted."""
        return self.readings.get((words, day), NOTHING)


NO_PROVISIONS = Provisions()


# Party rules, and documents below regulations, which a library of laws does not collect.
_PARTY = regex("中国共产党|党政|党内|党组|党员|党委|干部|纪检|纪律检查|巡视|巡察|中央八项规定")
_DOCUMENT = regex("(?:通知|意见|方案|细则|办法|规定|规则|章程|目录|清单|标准|规划|函|批复|公告)$")
_OFFICE_NUMBER = regex(r"[〔\[【(（]\d{4}[〕\]】)）]\d+号$|(?:部|局|委|署|会|院)令")
_STATE_NUMBER = regex("国务院令|国令|主席令")
_DRAFT = regex(r"[（(](?:试行|暂行)[）)]$")


def resolve(library: Library, words: str, day: date) -> Reading:
    """Every citation in ``words`` as the law stood on ``day``."""
    parsed = parse(words)
    provisions: list[Provision] = []
    faults = [Fault(FaultKind.UNREADABLE, f"“{part}”读不出是哪部法规的哪一条") for part in parsed.unread]
    for citation in parsed.citations:
        reading = _resolved(library, citation, day)
        provisions += reading.provisions
        faults += reading.faults
    return Reading(tuple(provisions), tuple(faults))


def _resolved(library: Library, citation: Citation, day: date) -> Reading:
    versions = library.versions(citation.title)
    if not versions:
        return Reading(faults=(_not_held(library, citation, day),))
    valid = next((v for v in versions if v.in_force <= day), None)
    if valid is None:
        first = versions[-1]
        what = f"《{citation.title}》自 {first.in_force} 起施行，{day} 还没有施行"
        return Reading(_provisions(first, citation.reaches), (Fault(FaultKind.NOT_YET, what),))
    faults = [*_repealed(library, citation, valid, day), *_wrong_year(citation, versions, valid)]
    inside = tuple(reach for reach in citation.reaches if reach.in_articles)
    faults += _missing(valid, inside)
    faults += _beyond(citation.title, set(citation.reaches).difference(inside))
    return Reading(_provisions(valid, inside), tuple(faults))


def _beyond(title: str, reaches: Iterable[Reach]) -> Iterator[Fault]:
    """Annexes and lists, which the library does not divide into articles."""
    for words in sorted(map(str, reaches)):
        yield Fault(FaultKind.DOCUMENT, f"《{title}》{words}不在条文里")


def _not_held(library: Library, citation: Citation, day: date) -> Fault:
    title = citation.title
    repeals = [r for r in library.repeals.get(key(title), ()) if r.day <= day]
    if repeals:
        return Fault(FaultKind.NOT_HELD, f"法规库没有《{title}》；据《{repeals[0].by}》，它已经废止")
    if _is_document(citation):
        return Fault(FaultKind.DOCUMENT, f"《{title}》是党内法规、部门文件或地方文件")
    close = difflib.get_close_matches(key(title), library.titles, n=1, cutoff=0.8)
    guess = f"，是不是《{library.titles[close[0]][0].title}》？" if close else ""
    return Fault(FaultKind.NOT_HELD, f"法规库没有《{title}》{guess}")


def _is_document(citation: Citation) -> bool:
    """Whether a title is one that a library of national laws cannot be expected to hold."""
    if _STATE_NUMBER.search(citation.number):
        return False
    title = _DRAFT.sub("", citation.title)
    found = _PARTY.search(title) or _DOCUMENT.search(title) or _OFFICE_NUMBER.search(citation.number)
    return bool(found)


def _repealed(library: Library, citation: Citation, valid: Version, day: date) -> Iterator[Fault]:
    """A title that a later law repealed, and that was not made anew since."""
    for repeal in library.repeals.get(key(valid.title), ()):
        if valid.day < repeal.day <= day:
            what = f"《{citation.title}》已经废止（《{repeal.by}》，{repeal.day}）"
            yield Fault(FaultKind.REPEALED, what)
            return


def _wrong_year(citation: Citation, versions: tuple[Version, ...], valid: Version) -> Iterator[Fault]:
    if citation.year in (0, valid.day.year, valid.in_force.year):
        return
    name = f"《{citation.title}》"
    held = any(citation.year in (v.day.year, v.in_force.year) for v in versions)
    if held and citation.year < valid.day.year:
        yield Fault(FaultKind.OLD_VERSION, f"{name}{citation.year}年的版本已被 {valid.day} 的版本取代")
    elif held:
        yield Fault(FaultKind.NOT_YET, f"{name}{citation.year}年的版本还没有施行")
    elif citation.year < valid.day.year:
        yield Fault(FaultKind.OLD_VERSION, f"{name}现行的是 {valid.day} 的版本，不是{citation.year}年的")
    else:
        what = f"法规库里{name}最新的是 {valid.day} 的版本，没有{citation.year}年的"
        yield Fault(FaultKind.NO_SUCH_VERSION, what)


def _missing(version: Version, reaches: Iterable[Reach]) -> Iterator[Fault]:
    """The ends of reaches that the law does not have."""
    for point in dict.fromkeys(point for r in reaches for point in (r.first, r.last)):
        missing = _lacks(version, point)
        if missing:
            what = f"《{version.title}》（{version.day}）{missing}"
            yield Fault(FaultKind.NO_ARTICLE, what)
    for reach in reaches:
        if reach.last < reach.first:
            what = f"《{version.title}》{reach}前后颠倒"
            yield Fault(FaultKind.NO_ARTICLE, what)


def _lacks(version: Version, point: LawPlace) -> str:
    """“没有第…条”, or which part of the article is missing; empty where the place exists."""
    article = version.articles.get((point.article, point.inserted))
    name = str(LawPlace(point.article, point.inserted))
    if article is None:
        return f"没有{name}" if version.articles else f"全文不分条，没有{name}"
    count = len(article.paragraphs)
    if point.paragraph > count:
        return f"{name}只有 {count} 款，没有第{chinese(point.paragraph)}款"
    if (point.item or point.subitem) and not any(_marks(article, point)):
        return f"没有{point}"
    return ""


def _provisions(version: Version, reaches: Iterable[Reach]) -> tuple[Provision, ...]:
    """The articles cited, each once, in the order of the citation."""
    points: dict[tuple[int, int], list[Reach]] = {}
    for reach in reaches:
        for number in _between(version, reach):
            points.setdefault(number, []).append(reach)
    return tuple(_provision(version, version.articles[n], cited) for n, cited in points.items())


def _between(version: Version, reach: Reach) -> list[tuple[int, int]]:
    """Numbers of the articles from one end to the other, in the order of the law."""
    first = (reach.first.article, reach.first.inserted)
    last = (reach.last.article, reach.last.inserted)
    return [number for number in version.articles if first <= number <= last]


def _provision(version: Version, article: Article, reaches: list[Reach]) -> Provision:
    marks = [False] * sum(1 for _ in _lines(article))
    for reach in reaches:
        marks = [a or b for a, b in zip(marks, _marks_between(article, reach), strict=True)]
    lines = (
        ProvisionLine(text, cited, item)
        for (text, item), cited in zip(_lines(article), marks, strict=True)
    )
    name = str(LawPlace(article.number, article.inserted))
    return Provision(version.full_title, version.day, name, tuple(lines))


def _lines(article: Article) -> Iterator[tuple[str, bool]]:
    """The article's paragraphs, items and subitems as lines; true for items and subitems."""
    for paragraph in article.paragraphs:
        yield paragraph.text, False
        for item in paragraph.items:
            yield item.text, True
            yield from ((subitem, True) for subitem in item.subitems)


def _marks_between(article: Article, reach: Reach) -> list[bool]:
    """Which lines a reach means: the marks of its ends and of what lies between, if in one article."""
    first, last = _marks(article, reach.first), _marks(article, reach.last)
    if reach.first == reach.last or not (any(first) and any(last)):
        return first
    begin, end = first.index(True), len(last) - last[::-1].index(True)
    return [begin <= place < end for place in range(len(first))]


def _marks(article: Article, point: LawPlace) -> list[bool]:
    """Which lines of the article a place means; none where it means the whole, or another one."""
    marks: list[bool] = []
    here = (article.number, article.inserted) == (point.article, point.inserted)
    paragraph_of_item = _paragraph_with(article, point)
    for place, paragraph in enumerate(article.paragraphs, start=1):
        inside = here and place == (point.paragraph or paragraph_of_item)
        marks += _marks_of_paragraph(paragraph, point, inside=inside)
    return marks


def _paragraph_with(article: Article, point: LawPlace) -> int:
    """The first paragraph that has the item cited without its paragraph, or 0."""
    for place, paragraph in enumerate(article.paragraphs, start=1):
        if point.item and any(item.number == point.item for item in paragraph.items):
            return place
    return 0


def _marks_of_paragraph(paragraph: Paragraph, point: LawPlace, *, inside: bool) -> Iterator[bool]:
    yield inside and not point.item
    for item in paragraph.items:
        named = inside and point.item in (0, item.number)
        yield named and not point.subitem
        for place, _ in enumerate(item.subitems, start=1):
            yield named and point.subitem in (0, place)
