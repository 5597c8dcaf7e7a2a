"""The files that the search looks through: scripts, so that a page read from a disk may load them.

Enters: an ``Edition``.  Leaves: ``search/names-0.js`` and ``search/pages-0.js``, and further.  A name
that many bodies share stands once.  The files of a number tell of the same names in the same order,
one a line: how it is read, other names of it and how they are read; and its pages::

    ["最低生活保障审核","ZuiDi…",["低保","DiBao"]]
    [[1,"powers/MZ-1.html","民政局 · 承诺…","MZ-1",0]]

The number of a page is that of its kind, and the last that of its body in the table of the file: how
that is reached.  ``theme/static/search.js`` reads them.  A name keeps its
place among the files whatever becomes of others, and what is told of it can change without its being
read anew: so a change in the county makes few of them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from zlib import crc32

from ...basics.output import File
from ..edition import Edition
from ..parts.assets.scripts import call, literal
from .found import KINDS, Findable, everything, reached
from .readings import Readings

NAMES = 2000
"""Names in a file, at most about twice as many."""
OtherNames = tuple[str, ...]
Reached = tuple[str, str]
OwnReadings = tuple[tuple[str, str], ...]


def files(edition: Edition) -> list[File]:
    """As many as it takes; an edition that holds nothing has two without names."""
    return list(_files(edition))


def _files(edition: Edition) -> Iterator[File]:
    own = edition.site.county.readings
    for number, share in enumerate(_shares(_named(edition))):
        said = tuple((name, _words(found)) for name, found in share.items())
        told = tuple(map(tuple, share.values()))
        codes = dict.fromkeys(page.unit for found in told for page in found if page.unit)
        units = tuple((code, reached(edition.site.units[code])) for code in codes)
        yield File(f"search/names-{number}.js", partial(_names_file, edition, number, own, said))
        yield File(f"search/pages-{number}.js", partial(_pages_file, number, units, told))


def _named(edition: Edition) -> dict[str, list[Findable]]:
    """Everything by its name."""
    named: dict[str, list[Findable]] = {}
    for found in everything(edition):
        named.setdefault(found.name, []).append(found)
    return named


def _shares(named: dict[str, list[Findable]]) -> Sequence[dict[str, list[Findable]]]:
    """Dealt out by name, to a number of files that seldom changes."""
    count = 1 << (len(named) // NAMES).bit_length()
    shares: list[dict[str, list[Findable]]] = [{} for _ in range(count)]
    for name, found in named.items():
        shares[crc32(name.encode()) % count][name] = found
    return shares


def _words(found: Sequence[Findable]) -> OtherNames:
    """Other names of what has one name."""
    return tuple(dict.fromkeys(word for page in found for word in page.words if word != page.name))


def _names_file(
    edition: Edition, number: int, own: OwnReadings, said: Sequence[tuple[str, OtherNames]]
) -> bytes:
    rows = edition.texts_of(partial(_name_row, (edition.medium.folder, number), own), said)
    return _file("names", number, rows)


def _name_row(_of: tuple[str, int], own: OwnReadings, name: str, words: OtherNames) -> bytes:
    """Kept with the others of its file."""
    read = Readings.by(own).of
    return _row((name, read(name), [part for word in words for part in (word, read(word))]))


def _pages_file(number: int, units: Sequence[Reached], told: Sequence[Sequence[Findable]]) -> bytes:
    places = {code: place for place, (code, _) in enumerate(units)}
    rows = [_row([_page(page, places) for page in found]) for found in told]
    return b"".join((
        call("disclosureSearch.kinds", KINDS),
        _file("units", number, [_row(told) for _, told in units]),
        _file("pages", number, rows),
    ))  # fmt: skip


def _page(found: Findable, places: Mapping[str, int]) -> Sequence[int | str]:
    keys = " ".join(filter(None, found.keys))
    return KINDS.index(found.kind), found.href, found.told, keys, places.get(found.unit, -1)


def _row(value: object) -> bytes:
    return literal(value).encode()


def _file(function: str, number: int, rows: Iterable[bytes]) -> bytes:
    lines = b",\n".join(rows)
    return f"disclosureSearch.{function}({number},[\n".encode() + lines + b"\n]);\n"
