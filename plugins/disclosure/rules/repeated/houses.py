"""Addresses in prose: 县民政局（云台路5号）, 县政务服务中心一楼（云台路5号）, as bodies declare them.

Enters: a ``Site``.  Leaves: a ``SentenceJudge``.  A place such as 县政务服务中心 is where the
addresses of bodies say that it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...basics.values import dataclass, regex
from ...county.site import Site
from ...schema.records.unit import Unit
from .beside_names import both, names_of
from .sentences import Sentence, SentenceJudge

_STREET = regex(
    "(?P<street>[^\\W县镇乡市区村寄到在址于往是][\u4e00-\u9fff]{1,2}(?:路|街|巷|大道))(?P<number>[0-9]{1,4})号"
)
_PLACE = "县[\u4e00-\u9fff]{2,8}?(?:中心|大院|大厦|大楼|礼堂)"
_BEHIND = regex(_PLACE)
_BEFORE = regex(f"(?P<place>{_PLACE})[^，。；（(]{{0,12}}[（(]$")


@dataclass(frozen=True, slots=True)
class _House:
    """A house in a street; a street's name may have a word before it."""

    street: str
    number: str
    told: str

    def is_same(self, other: _House) -> bool:
        """Whether two writings mean one house."""
        streets = self.street.endswith(other.street) or other.street.endswith(self.street)
        return streets and self.number == other.number


def judge(site: Site) -> SentenceJudge:
    """Houses beside the name of a body that declares another, or of a place that stands elsewhere."""
    bodies = {name: unit for name, unit in names_of(site).items() if _houses(unit.address)}
    places: dict[str, tuple[_House, Unit]] = {}
    for unit in site.units.values():
        for match in _STREET.finditer(unit.address):
            for place in _places(unit.address, match):
                places.setdefault(place, (_house(match), unit))

    def judged(sentence: Sentence) -> Iterator[str]:
        for match in _STREET.finditer(sentence.text):
            house = _house(match)
            for name in both(sentence.text, match.start(), match.end(), bodies):
                unit = bodies[name]
                if sentence.of is not unit and not any(h.is_same(house) for h in _houses(unit.address)):
                    yield f"这里“{name}”在{house.told}，登记的地址是“{unit.address}”"
            for place in _places(sentence.text, match):
                if place in places and not places[place][0].is_same(house):
                    known, whose = places[place]
                    yield f"这里“{place}”在{house.told}，“{whose.label}”的地址里在{known.told}"

    return judged


def _houses(address: str) -> list[_House]:
    return [_house(match) for match in _STREET.finditer(address)]


def _house(match: re.Match[str]) -> _House:
    return _House(match["street"], match["number"], match[0])


def _places(text: str, match: re.Match[str]) -> Iterator[str]:
    """The places that stand right behind a house, or before it with the house in brackets."""
    behind = _BEHIND.match(text, match.end())
    before = _BEFORE.search(text, max(0, match.start() - 30), match.start())
    yield from (found for found in (behind and behind[0], before and before["place"]) if found)
