"""The county's catalogue as data for other programs: units, powers, decisions, one a line.

Enters: an ``Edition``.  Leaves: ``catalogue.json``: what each is called, whose it is, where its page
lies; a province's index is made of it.  And for each unit the powers that it leads in full, all that
they say under the keys of docs/fields.md, but for flows, which are published as drawings and DOT.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from ...basics.output import File, in_line
from ...schema.records.powers.power import Power
from ..edition import Edition
from ..parts import urls
from ..parts.addresses import base_of
from .plain_values import plain_record

PATH = "catalogue.json"
FORMAT = "disclosure catalogue 1"
ITEMS = "disclosure items 1"


def files(edition: Edition) -> Iterator[File]:
    yield File(PATH, partial(_catalogue, edition))
    for code, powers in edition.site.powers_of.items():
        if powers:
            yield File(urls.unit_data(code), partial(_items, edition, code))


def _items(edition: Edition, code: str) -> bytes:
    """The powers that a unit leads, one a line."""
    unit = edition.site.units[code]
    rows = _rows(map(_in_full, edition.site.powers_of[code]))
    head = f'"format": {in_line(ITEMS)},\n"unit": {in_line({"code": code, "name": unit.name})}'
    return f'{{\n{head},\n"items": [\n{rows}\n]\n}}\n'.encode()


def _in_full(power: Power) -> Mapping[str, object]:
    return {**plain_record(power), "网页": urls.power(power.code)}


def _catalogue(edition: Edition) -> bytes:
    county = edition.site.county
    head = {
        "code": county.area_code, "name": county.name,
        "site": county.portal.site, "url": base_of(county),
        "levels": [level.name for level in county.levels],
        "categories": [category.name for category in county.categories],
    }  # fmt: skip
    parts = {"units": _units(edition), "powers": _powers(edition), "decisions": _decisions(edition)}
    lines = [f'"format": {in_line(FORMAT)}', f'"county": {in_line(head)}']
    lines += [f'"{name}": [\n{_rows(rows)}\n]' for name, rows in parts.items()]
    return "{{\n{}\n}}\n".format(",\n".join(lines)).encode()


def _units(edition: Edition) -> Iterator[object]:
    for unit in edition.site.units.values():
        held = edition.site.powers_of[unit.code]
        yield {
            "code": unit.code, "name": unit.name, "level": unit.level.code, "path": urls.unit(unit.code),
            **({"items": urls.unit_data(unit.code)} if held else {}),
        }  # fmt: skip


def _powers(edition: Edition) -> Iterator[object]:
    for power in edition.site.powers.values():
        yield {
            "code": power.code, "name": power.name, "unit": power.unit.code,
            "category": power.category.code, "flow": power.flow is not None,
            "path": urls.power(power.code),
            **({"aliases": power.everyday_words} if power.everyday_words else {}),
        }  # fmt: skip


def _decisions(edition: Edition) -> Iterator[object]:
    for decision in edition.site.decisions.values():
        yield {
            "code": decision.code, "name": decision.name, "unit": decision.unit.code,
            "path": urls.decision(decision.code),
        }  # fmt: skip


def _rows(rows: Iterable[object]) -> str:
    return ",\n".join(map(in_line, rows))
