"""The county's catalogue as data for other programs: units, powers, decisions, one a line.

Enters: an ``Edition``.  Leaves: ``catalogue.json``.  What a power says in full stands on its page; this
is what it is called, whose it is and where that page lies.  A province's index is made of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial

from ..basics.output import File
from .edition import Edition
from .parts import urls
from .parts.addresses import base_of

PATH = "catalogue.json"
FORMAT = "disclosure catalogue 1"


def files(edition: Edition) -> Iterator[File]:
    yield File(PATH, partial(_catalogue, edition))


def _catalogue(edition: Edition) -> bytes:
    county = edition.site.county
    head = {
        "code": county.area_code, "name": county.name,
        "site": county.portal.site, "url": base_of(county),
        "levels": [level.name for level in county.levels],
        "categories": [category.name for category in county.categories],
    }  # fmt: skip
    parts = {"units": _units(edition), "powers": _powers(edition), "decisions": _decisions(edition)}
    lines = [f'"format": {_json(FORMAT)}', f'"county": {_json(head)}']
    lines += [f'"{name}": [\n{_rows(rows)}\n]' for name, rows in parts.items()]
    return "{{\n{}\n}}\n".format(",\n".join(lines)).encode()


def _units(edition: Edition) -> Iterator[object]:
    for unit in edition.site.units.values():
        yield {
            "code": unit.code, "name": unit.name, "level": unit.level.code, "path": urls.unit(unit.code)
        }  # fmt: skip


def _powers(edition: Edition) -> Iterator[object]:
    for power in edition.site.powers.values():
        yield {
            "code": power.code, "name": power.name, "unit": power.unit.code,
            "category": power.category.code, "flow": power.flow is not None,
            "path": urls.power(power.code),
        }  # fmt: skip


def _decisions(edition: Edition) -> Iterator[object]:
    for decision in edition.site.decisions.values():
        yield {
            "code": decision.code, "name": decision.name, "unit": decision.unit.code,
            "path": urls.decision(decision.code),
        }  # fmt: skip


def _rows(rows: Iterable[object]) -> str:
    return ",\n".join(map(_json, rows))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
