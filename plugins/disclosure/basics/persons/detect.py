"""Resident IDs, bank cards, mobile numbers, passports and permits in a stretch of text.

Enters: text, and the label of the column or field it stands in.  Leaves: ``Finding`` values.
The tiers of a resident ID: A valid; B of the right shape with a wrong check (mistyped, or cut
to 15 digits by a spreadsheet); C any long number under a label that promises an ID.

What passes is what its own label or shape says to be something else: a 统一社会信用代码, a
contract's or project's code, an amount, a landline, a short number, a labelled office mobile, a
digest, an address of a page.  A valid ID passes only as a project's code that holds a day of our
century's second decade or later.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from ..values import dataclass, regex
from . import shapes
from .labels import DOOR, EVERY, Label, Labels, context, under_every
from .remembered import LONG, Remembered
from .seams import SEAM, Joint, joints
from .shaped import ANY_DIGITS, BY_DIGIT, ID_LENGTH, SEEKERS, Finding, NumberKind, Seeker, Shaped
from .word_search import APART, holding

_ALIKE = str.maketrans("123456789", "000000000")
_LIKE = Remembered(
    lambda text: frozenset(
        seek for seek, of in ANY_DIGITS.items() if any(shape.search(text) for shape in of)
    )
)
_LETTERS = 4  # of a digest at the least
_INVISIBLE = shapes.INVISIBLE.pattern
_LEAST = regex(
    rf"[\d_{_INVISIBLE[1:-1]}](?:(?<=\d)(?:(?:[\s\S]{{0,3}}\d){{5}}|[ \t\-]{{0,3}}[\r\n])"
    rf"|(?<=_)x000[aAdD]_|(?<={_INVISIBLE}))"
)
"""What any number of a person has in it, however it is written."""


def scan(text: str, label: str = "") -> Iterator[Finding]:
    """Every number of a person in ``text``, each stretch of digits once, in order.

    Offsets are those of ``text`` where it holds no invisible characters, and close where it does.
    """
    return (found for found in scan_all(text, label) if not found.excused)


def told(text: str) -> str:
    """A text as it may stand in the one line of a message: of each number enough to find it by."""
    line = _plain(text).replace("\n", " ")
    found = sorted(scan_all(line), key=lambda number: number.start, reverse=True)
    for number in found:
        line = line[: number.start] + number.shown + line[number.end :]
    return line if found else text


def scan_under_any(text: str, *, is_cell: bool = True) -> Iterator[tuple[Labels, Finding]]:
    """Every number that some label makes a person's, excused or not, with the words of that label."""
    plain = _plain(text)
    stretches = _stretches(plain) if _may_hold(plain, DOOR) else ()
    shaped = [stretch for stretch in stretches if stretch.shaped]
    every = chain.from_iterable(stretch.shaped for stretch in shaped)
    said = ((number, *kind) for number in every for kind in under_every(number.near).items())
    making = {label for number, context, own in said if number.judge(context) for label in own}
    for labels, label in EVERY.items() if making else ():
        if label in making:
            yield from ((labels, found) for found in _found_in(shaped, label, is_cell=is_cell))


def shaped_among(texts: Collection[str]) -> frozenset[str]:
    """Those of many texts in which there may be what some label makes a number: a search over all is the
    quickest, and but for their digits most are alike."""
    some = list(holding(_LEAST, list(texts)))
    together = _plain(APART.join(some))
    whole, plain = together.split(APART), shapes.OURS.sub(_blank, together).split(APART)
    if len(plain) != len(some):
        return frozenset(some)
    like = [read.translate(_ALIKE) for read in plain]
    alike, every_shape = list(set(like)), chain.from_iterable(ANY_DIGITS.values())
    shaped = {read for shape in every_shape for read in holding(shape, alike)}
    own = {read for shape in BY_DIGIT.values() for read in holding(shape, plain)}
    joined = set(holding(SEAM, whole))
    every = zip(some, whole, plain, like, strict=True)
    return frozenset(
        text for text, *read, kind in every if kind in shaped or read[1] in own or read[0] in joined
    )


def _may_hold(plain: str, label: str) -> bool:
    """Whether it is worth while to look."""
    return bool(shapes.MAYBE.search(plain) or shapes.PERMIT.search(f"{label}\n{plain}"))


def scan_all(text: str, label: str = "", *, is_cell: bool = True) -> Iterator[Finding]:
    """The same with those that are excused.

    The lines of a cell are one value sooner than lines that only stand below each other.
    """
    plain = _plain(text)
    if _may_hold(plain, label):
        yield from _found_in(_stretches(plain), label, is_cell=is_cell)


@dataclass(frozen=True, slots=True)
class _Extent:
    """A text, or some of its lines put together, and what in it has the shape of a number."""

    joint: Joint | None
    shaped: tuple[Shaped, ...]

    @classmethod
    def of(cls, plain: str, joint: Joint | None = None) -> _Extent:
        text = shapes.OURS.sub(_blank, plain)
        return cls(joint, tuple(chain.from_iterable(seek(text) for seek in _who_finds(text))))


def _who_finds(text: str) -> Iterator[Seeker]:
    """Who finds anything in a text; of short ones, most of them dates and codes, it is remembered what
    they are like but for their digits."""
    if len(text) > LONG:
        return iter(SEEKERS)
    like = _LIKE[text.translate(_ALIKE)]
    return (
        seek for seek in SEEKERS if (BY_DIGIT[seek].search(text) if seek in BY_DIGIT else seek in like)
    )


def _stretches(plain: str) -> Iterator[_Extent]:
    """A text, and all of its lines that may be put together, each once."""
    yield _Extent.of(plain)
    once: dict[tuple[tuple[str, ...], bool], Joint] = {}
    for joint in joints(plain) if "\n" in plain else ():
        once.setdefault((joint.parts, joint.is_whole), joint)
    yield from (_Extent.of(joint.text, joint) for joint in once.values())


def _found_in(stretches: Iterable[_Extent], label: str, *, is_cell: bool) -> Iterator[Finding]:
    for stretch in stretches:
        joint, taken = stretch.joint, set[int]()
        for found in filter(None, (shaped.under(label) for shaped in stretch.shaped)):
            span = range(found.start, found.end)
            if taken.isdisjoint(span):
                taken.update(span)
                if joint is None:
                    yield found
                elif _holds_together(found, joint, label, is_cell=is_cell):
                    yield replace(found, start=joint.start)


def _blank(match: re.Match[str]) -> str:
    """Spaces in place of a digest; digits alone are none."""
    ours = sum(char.isalpha() for char in match.group()) >= _LETTERS
    return " " * len(match.group()) if ours else match.group()


def _holds_together(found: Finding, joint: Joint, label: str, *, is_cell: bool) -> bool:
    """Whether lines that could be one number are: eleven digits alone prove too little."""
    if not joint.is_spanned(found.start, found.end):
        return False
    if found.kind is NumberKind.ID:
        sure = found.tier == "A" and len(found.number) == ID_LENGTH
        return sure or joint.is_whole or (found.tier == "B" and joint.is_likely)
    said = context(label, joint.text, found.start)
    promised = said.nearest in (Label.PHONE, Label.CARD)
    if promised or (found.kind is NumberKind.CARD and found.tier == "A"):
        return joint.is_whole or joint.is_likely
    return joint.is_whole and (is_cell or joint.is_likely)


def _plain(text: str) -> str:
    """Digits of every script as ASCII, without invisible characters; one kind of line break."""
    text = _BREAKS.sub("\n", text)
    if text.isascii():
        return text
    if strange := _STRANGE.findall(text):
        text = text.translate({ord(c): str(int(c)) if c.isdecimal() else _X[c] for c in set(strange)})
    return shapes.INVISIBLE.sub("", text)


_BREAKS = regex(r"[\r_](?:(?<=\r)\n?|(?<=_)x000(?:[aA]_|[dD]_(?:\r\n?|_x000[aA]_|\n)?))")
_STRANGE = regex(r"[Ｘｘ\d](?<![0-9])")
_X = {"Ｘ": "X", "ｘ": "x"}
