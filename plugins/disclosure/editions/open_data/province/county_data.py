"""What a county publishes of its catalogue (``editions.open_data``), read again by another program.

Enters: the bytes of ``catalogue.json``.  Leaves: ``CountyData``.  It comes from another machine: what
is not as this program writes it is refused whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ....basics.values import dataclass
from ..catalogue_index import FORMAT, PATH

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
_PATH = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*\.html")
_URL = re.compile(r"https?://[^\s\"'<>\\]{3,200}/")


class BadData(Exception):
    """The data are not what this program publishes."""


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit; ``page`` is its page below the county's address."""

    name: str
    level: str
    page: str


@dataclass(frozen=True, slots=True)
class ListedPower:
    """A power of a unit; ``charted`` tells that it has a flow, ``aliases`` are everyday words for it."""

    name: str
    unit: ListedUnit
    category: str
    charted: bool
    page: str
    aliases: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """All its names in a line."""
        return f"{self.name}（也叫{'、'.join(self.aliases)}）" if self.aliases else self.name


@dataclass(frozen=True, slots=True)
class CountyData:
    """A county's catalogue, as the province's index needs it; ``deciders`` decided, one a decision."""

    code: str
    name: str
    url: str
    levels: tuple[str, ...]
    categories: tuple[str, ...]
    units: tuple[ListedUnit, ...]
    powers: tuple[ListedPower, ...]
    deciders: tuple[ListedUnit, ...]


def read(data: bytes) -> CountyData:
    """Raises ``BadData``."""
    try:
        whole = json.loads(data)
        if whole["format"] != FORMAT:
            raise BadData("这是另一版程序写的数据，请用同一版程序重新生成")
        return _read(whole)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise BadData(f"{PATH} 读不懂") from error


def _read(whole: Mapping[str, Any]) -> CountyData:
    county = whole["county"]
    units = {unit["code"]: _unit(unit) for unit in whole["units"]}
    return CountyData(
        code=_fit(_CODE, county["code"]),
        name=_words(county["name"]),
        url=_fit(_URL, county["url"]),
        levels=tuple(map(_words, county["levels"])),
        categories=tuple(map(_words, county["categories"])),
        units=tuple(units.values()),
        powers=tuple(_powers(whole["powers"], units)),
        deciders=tuple(units[decision["unit"]] for decision in whole["decisions"]),
    )


def _unit(told: Mapping[str, Any]) -> ListedUnit:
    return ListedUnit(_words(told["name"]), _words(told["level"]), _fit(_PATH, told["path"]))


def _powers(told: list[Mapping[str, Any]], units: Mapping[str, ListedUnit]) -> Iterator[ListedPower]:
    for power in told:
        yield ListedPower(
            _words(power["name"]), units[power["unit"]], _words(power["category"]),
            power["flow"] is True, _fit(_PATH, power["path"]),
            aliases=tuple(map(_words, power.get("aliases", ()))),
        )  # fmt: skip


def _fit(form: re.Pattern[str], text: object) -> str:
    if not isinstance(text, str) or not form.fullmatch(text):
        raise ValueError(text)
    return text


def _words(text: object) -> str:
    if not isinstance(text, str) or not text.strip():
        raise ValueError(text)
    return text
