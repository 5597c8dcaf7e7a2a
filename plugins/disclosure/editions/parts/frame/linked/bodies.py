"""Bodies as ``GovernmentOrganization``, those of a town or a village with the place that they serve.

Enters: an ``Edition`` and a unit.  Leaves: what is told of it.
"""

from __future__ import annotations

from typing import cast

from .....schema.records.unit import Unit
from ....edition import Edition
from .terms import DataNode, RecordPage, TypedKind, area, body, contact

PLACES = (("AdministrativeArea", ("镇", "乡", "街道")), ("Place", ("村", "社区")))
"""A body that bears the name of its place, by how such names end; of another one nothing is guessed."""


def _told(edition: Edition, page: RecordPage) -> DataNode:
    unit = cast(Unit, page.of)
    return {
        "identifier": unit.code,
        "name": unit.name,
        "alternateName": unit.short,
        "description": page.description,
        "address": unit.address,
        "contactPoint": contact(unit.phones, unit.hours),
        "parentOrganization": body(edition, unit.parent),
        "areaServed": _served(edition, unit),
    }


def _served(edition: Edition, unit: Unit) -> DataNode | None:
    """The place whose name a body bears, within that of the body above it; else the county."""
    county = area(edition.site.county)
    above = edition.site.units.get(unit.parent.code) if unit.parent else None
    for kind, ends in PLACES:
        if unit.name.endswith(ends):
            within = (_served(edition, above) if above else None) or county
            return {"@type": kind, "name": unit.name, "containedInPlace": within}
    return None if unit.parent else county


UNIT = TypedKind(Unit, ("GovernmentOrganization",), _told)
