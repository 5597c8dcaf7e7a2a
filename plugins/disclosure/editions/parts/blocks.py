"""The small values that view models are made of.

Enters: nothing.  Leaves: frozen dataclasses that the components of the theme print.  An ``href``
is relative to the root of the edition; an empty one means that there is nothing to link to.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from ...basics.law.resolve import ProvisionLine
from ...basics.values import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words; ``href`` links them, ``dial`` is a telephone they call, ``away`` leads out of the site."""

    text: str
    href: str = ""
    dial: str = ""
    away: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """An office, and how it is reached; ``words`` are an address, or what else is told of it."""

    office: Anchor
    phones: tuple[Anchor, ...] = ()
    form: Anchor | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class PageFoot:
    """Whom to ask who does not understand a page, and whom to tell of what is wrong on it."""

    ask: Desk
    wrong: Desk


@dataclass(frozen=True, slots=True)
class MetaTag:
    """One ``<meta>`` of the head."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Head:
    """What the frame of a page needs: title, place in the site, government meta data.

    ``section`` is the current entry of the navigation, ``published`` a date of the data or empty.  The
    page of a record bears its ``code`` and the ``digest`` of what it says, as on paper, and leads to its
    ``history``; that of a body ``combined``, the digest of it and its powers.  ``canonical`` is the
    address of what a page leads on to; ``unlisted`` ones are not for search engines.  ``linked`` is
    the page to programs, ``card`` its picture.
    """

    title: str
    section: str
    crumbs: tuple[Anchor, ...]
    tags: tuple[MetaTag, ...] = ()
    published: str = ""
    code: str = ""
    digest: str = ""
    combined: str = ""
    history: Anchor | None = None
    canonical: str = ""
    unlisted: bool = False
    foot: PageFoot | None = None
    linked: Markup | None = None
    card: str = ""

    @property
    def up(self) -> str:
        """The page above this one, "" for the front page: the last link on the way here."""
        return next((crumb.href for crumb in reversed(self.crumbs[:-1]) if crumb.href), "")


@dataclass(frozen=True, slots=True)
class Section:
    """A panel and its line in the page's contents list; what is not ``shown`` is in neither.

    One that is ``folded`` shows its title, and opens.
    """

    anchor: str
    title: str
    shown: bool = True
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """The sections of a page in order: its panels and its contents list both come from here."""

    sections: tuple[Section, ...]

    def __iter__(self) -> Iterator[Section]:
        return iter(self.sections)

    def __getitem__(self, anchor: str) -> Section:
        return next(section for section in self.sections if section.anchor == anchor)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a summary list."""

    term: str
    values: tuple[Anchor, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """A short word in a box; ``tone`` is a class of the theme: plain, live, done, stop."""

    text: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Grade:
    """A risk grade; ``shape`` (octagon, triangle, circle) carries it together with the word."""

    name: str
    shape: str


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A record in a list."""

    text: str
    href: str
    notes: tuple[str, ...] = ()
    date: str = ""
    badge: Badge | None = None
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a heading, ``folded`` on a phone; ``more`` leads to all of them, or is None."""

    title: str
    entries: tuple[ListEntry, ...]
    more: Anchor | None = None
    note: str = ""
    anchor: str = ""
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """A way into the site: a name, a sentence, a number; ``runs`` are first and last days, in ISO, of
    what is counted, where it changes with the day."""

    text: str
    href: str
    note: str = ""
    count: int | None = None
    unit: str = ""
    runs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number worth showing."""

    number: int
    unit: str
    label: str
    href: str = ""
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class KeyFact:
    """One of the things everybody asks first: to where, what to bring, how long, how much.

    ``calls`` are the telephones to ask.
    """

    question: str
    answer: str
    note: str = ""
    calls: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class TallyRow:
    """A row of figures; ``sum`` marks one that adds up those before it."""

    label: Anchor
    cells: tuple[str, ...]
    sum: bool = False


@dataclass(frozen=True, slots=True)
class TallyTable:
    """Figures by what stands in the first column, under the heads of the others."""

    caption: str
    first: str
    heads: tuple[str, ...]
    rows: tuple[TallyRow, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A point on a timeline."""

    date: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Risk:
    """A row of a table of risk points."""

    grade: Grade
    kind: str
    stage: str
    sign: str
    measure: str
    watcher: str
    where: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class ChannelView:
    """A way to report abuse of power; ``link`` may lead outside the site."""

    name: str
    phones: tuple[Anchor, ...]
    link: str
    note: str


@dataclass(frozen=True, slots=True)
class ArticleText:
    """A cited article in full, and the version of the law from which it is taken."""

    title: str
    version: str
    lines: tuple[ProvisionLine, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading with running text below it; of a citation, the articles it leads to."""

    title: str
    body: Markup
    note: str = ""
    articles: tuple[ArticleText, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that a reader finds by itself; ``media`` is its MIME type.  RSS stands on every page."""

    name: str
    media: str
    path: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A channel and its addresses, a format each."""

    name: str
    formats: tuple[Anchor, ...]
    feeds: tuple[Feed, ...]


SHAPES = {"一": "octagon", "二": "triangle", "三": "circle"}
_GRADES = {name: Grade(name, shape) for name, shape in SHAPES.items()}


def grade(name: str) -> Grade:
    return _GRADES[name]


def fact(term: str, *values: str | Anchor | None, note: str = "") -> Fact:
    """A fact of the values that are there; ``present`` drops a fact that is left with none."""
    return Fact(term, tuple([Anchor(v) if isinstance(v, str) else v for v in values if v]), note)


def present(*facts: Fact) -> tuple[Fact, ...]:
    return tuple(f for f in facts if f.values)
