"""公开目录 as data for other programs: each row, who is bound by it, and how that stands.

Enters: an ``Edition``.  Leaves: a JSON ``File`` for each catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from ....basics.output import File, as_json
from ....county.facts.practices.kept_up import RowStanding, Shown, UnitStanding
from ....schema.records.publicity import PublicityCatalogue
from ...edition import Edition
from ...parts import links, urls, words
from .catalogues import held

FORMAT = "disclosure publicity 1"


def files(edition: Edition) -> Iterator[File]:
    """Each catalogue."""
    for catalogue, rows in held(edition).values():
        yield File(urls.catalogue_data(catalogue.code), partial(_json, edition, catalogue, rows))


def _json(edition: Edition, catalogue: PublicityCatalogue, rows: Sequence[RowStanding]) -> bytes:
    said = {
        "format": FORMAT, "as_of": words.day(edition.site.as_of), "code": catalogue.code,
        "name": catalogue.name, "kind": catalogue.kind, "unit": catalogue.unit.code,
        "revised": words.day(catalogue.revised), "path": urls.catalogue(catalogue.code),
        "groups": [
            {
                "name": group.name, "always": group.always, "unconcerned": group.unconcerned,
                "rows": [_row_data(edition, row) for row in rows if row.group == number],
            }
            for number, group in enumerate(catalogue.groups, 1)
        ],
    }  # fmt: skip
    return as_json(said)


def _row_data(edition: Edition, standing: RowStanding) -> object:
    row = standing.row
    return {
        "name": row.name, "content": row.content, "basis": [b.cite for b in row.basis],
        "cycle": row.cycle, "within": row.within, "deadline": row.deadline,
        "manner": row.manner, "scope": row.scope,
        "carriers": [carrier.code for carrier in row.carriers],
        "units": [_unit_data(edition, kept) for kept in standing.units],
    }  # fmt: skip


def _unit_data(edition: Edition, kept: UnitStanding) -> object:
    return {
        "unit": kept.unit, "state": str(kept.kept), "count": kept.count,
        "latest": _shown_data(edition, kept.latest), "until": words.day(kept.until),
    }  # fmt: skip


def _shown_data(edition: Edition, shown: Shown | None) -> object:
    anchor = links.record(edition, shown.to) if shown else None
    if shown is None:
        return None
    return {"day": words.day(shown.day), "path": anchor.href if anchor else ""}
