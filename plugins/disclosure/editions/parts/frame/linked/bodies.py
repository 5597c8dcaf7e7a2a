"""Bodies as ``GovernmentOrganization``.

Enters: an ``Edition`` and a unit.  Leaves: what is told of it.
"""

from __future__ import annotations

from typing import cast

from .....schema.records.unit import Unit
from ....edition import Edition
from .terms import DataNode, RecordPage, TypedKind, area, body, contact


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
        "areaServed": area(edition.site.county) if unit.parent is None else None,
    }


UNIT = TypedKind(Unit, ("GovernmentOrganization",), _told)
