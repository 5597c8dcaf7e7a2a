"""The places that people go to: halls, and their windows.

Enters: a ``Site``.  Leaves: ``Venue`` values.  Nobody declares places: they are named where a power says
where it is done (办理地点), and where a body says its address.  A place is named up to the word for a
hall or a house; each window keeps the words in which it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from itertools import zip_longest

from ...basics.values import dataclass, regex
from ..site import Site

_HALL = "中心|大厅|大楼|大厦|大院|村委会|派出所|接待室|议事厅|财政所"
_STREET = regex(r".*?(?:路|街|巷|道)[0-9]+号")
_ANY = regex(r"^(?:户籍所在地|居住地|困难发生地|学生所在|所在|任一|各)+(?:的)?")
_NAMED = regex(
    rf"^(?![一二三四五六七八九十]楼)[^0-9A-Za-z《》\s]{{1,20}}?(?:{_HALL})(?:大楼|大厅|中心)?"
)
_LEAD = regex(r"^(?:或者?|可?在|请?到|咨询在|查询在|线下辅导在|[^，；、]{0,12}在(?=县))")
_PART = regex(r"[，。；、（）()]")


@dataclass(frozen=True, slots=True)
class Window:
    """What is done at one window: the words in which it is named, and the codes of powers."""

    words: str
    powers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Venue:
    """A hall or a house; ``units`` are the codes of the bodies whose address it is.

    ``street`` is where it is written to be, as fully as that is said; ``several`` marks one of which
    each township or village has its own.
    """

    name: str
    windows: tuple[Window, ...]
    units: tuple[str, ...]
    street: str
    several: bool

    @property
    def powers(self) -> frozenset[str]:
        """The codes of all that is done here."""
        return frozenset(code for window in self.windows for code in window.powers)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place in a line: its name, the words around it, the street if it is told.

    ``any_of`` tells one of several.
    """

    name: str
    words: str
    street: str
    any_of: bool


@dataclass(slots=True)
class _Gathered:
    """What is found of a place."""

    windows: dict[str, list[str]] = field(default_factory=dict)
    units: list[str] = field(default_factory=list)
    streets: list[str] = field(default_factory=list)
    several: bool = False


def venues(site: Site) -> tuple[Venue, ...]:
    """Every place, the one where most is done first."""
    found: dict[str, _Gathered] = {}
    for power in site.powers.values():
        for named in named_in(power.counter):
            place = found.setdefault(named.name, _Gathered())
            place.windows.setdefault(named.words, []).append(power.code)
            place.streets += filter(None, (named.street,))
            place.several |= named.any_of
    done = tuple(found)
    for unit in site.units.values():
        for named in named_in(unit.address):
            place = found.setdefault(_same(named.name, done), _Gathered())
            place.units.append(unit.code)
            place.streets += filter(None, (named.street,))
    made = (_place(name, place) for name, place in found.items())
    return tuple(sorted(made, key=lambda place: (-len(place.powers), place.name)))


def _same(name: str, done: Iterable[str]) -> str:
    """The one place that powers name more shortly, or more fully."""
    same = [other for other in done if other.endswith(name) or name.endswith(other)]
    return same[0] if len(same) == 1 else name


def _place(name: str, found: _Gathered) -> Venue:
    windows = (Window(words, tuple(dict.fromkeys(held))) for words, held in found.windows.items())
    units = tuple(dict.fromkeys(found.units))
    return Venue(name, tuple(windows), units, max(found.streets, key=len, default=""), found.several)


def named_in(text: str) -> Iterator[NamedPlace]:
    """The places of a line; a street in brackets is that of the place before it."""
    parts = list(filter(None, _PART.split(text)))
    for part, after in zip_longest(parts, parts[1:], fillvalue=""):
        street = _STREET.match(part)
        words = _LEAD.sub("", part[street.end() :] if street else part)
        plain = _ANY.sub("", words)
        found = _NAMED.match(plain)
        if found:
            behind = _STREET.fullmatch(after)
            where = street[0] if street else behind[0] if behind else ""
            yield NamedPlace(found[0], words, where, plain != words)
