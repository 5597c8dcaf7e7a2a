"""Search over the names of units and powers of all counties, without a server and from a disk too.

Enters: ``CountyData``.  Leaves: scripts, for a page may load no other data from a disk.  Entries of a
county are numbered, units first, and stand in blocks of ``BLOCK``; for every two characters that stand
side by side, a shard lists the entries in which they do.  A search loads the shards of its own pairs
and the blocks of what it shows, and nothing else (``province/search.js``).

A shard is one line a county, so it is put together of lines that were made county by county.  Numbers
are written in letters: digits in a row would look like somebody's telephone number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...parts.assets.scripts import call
from .county_data import CountyData
from .tally import CountyTally

SHARDS, BLOCK = 256, 500
SCRIPT = "search/search.js"
COUNTIES = "search/counties.js"
_FACTOR, _LETTERS, _FIRST = 31, 26, ord("a")

SearchEntry = tuple[str, str, str]
"""A name, whose it is or at which level, and its page below the county's address."""


def blocks(county: CountyData) -> Iterator[tuple[str, bytes]]:
    """The entries of a county in files, by path."""
    entries = list(_entries(county))
    for number, first in enumerate(range(0, len(entries), BLOCK)):
        yield (
            f"search/entries/{county.code}/{number}.js",
            call("found.block", county.code, number, entries[first : first + BLOCK]),
        )


def lines(county: CountyData) -> list[bytes]:
    """The county's line in every shard; nothing where it has no such pair."""
    found: list[dict[str, list[int]]] = [{} for _ in range(SHARDS)]
    for number, (name, *_) in enumerate(_entries(county)):
        for pair in pairs(name):
            found[shard_of(pair)].setdefault(pair, []).append(number)
    return [_line(county.code, pairs) if pairs else b"" for pairs in found]


def shard_path(number: int) -> str:
    return f"search/shards/{number}.js"


def counties(tallies: Sequence[CountyTally], shards: Sequence[int]) -> bytes:
    """What the search knows from the beginning: the counties, and which shards there are."""
    told = [(county.code, county.name, county.url) for county in tallies]
    return call("found.counties", told, shards, BLOCK)


def pairs(name: str) -> set[str]:
    """Every two characters side by side, as a reader may write them."""
    text = "".join(name.lower().split())
    return {text[at : at + 2] for at in range(len(text) - 1)}


def shard_of(pair: str) -> int:
    return (ord(pair[0]) * _FACTOR + ord(pair[1])) % SHARDS


def in_gaps(numbers: Sequence[int]) -> str:
    """Rising numbers as the gaps between them, in letters; the last letter of each is a capital."""
    before, written = 0, []
    for number in numbers:
        written.append(_letters(number - before))
        before = number
    return "".join(written)


def _letters(number: int) -> str:
    rest, last = divmod(number, _LETTERS)
    text = chr(_FIRST + last).upper()
    while rest:
        rest, digit = divmod(rest, _LETTERS)
        text = chr(_FIRST + digit) + text
    return text


def _entries(county: CountyData) -> Iterator[SearchEntry]:
    for unit in county.units:
        yield unit.name, unit.level, unit.page
    for power in county.powers:
        yield power.called, power.unit.name, power.page


def _line(code: str, found: dict[str, list[int]]) -> bytes:
    return call("found.shard", code, {pair: in_gaps(numbers) for pair, numbers in sorted(found.items())})
