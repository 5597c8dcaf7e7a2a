"""Powers as ``GovernmentService``: who exercises it, where and when, by which way, for how much.

Enters: an ``Edition`` and a power.  Leaves: what is told of it.
"""

from __future__ import annotations

from typing import cast

from .....schema.records.powers.item import Fee
from .....schema.records.powers.power import Power
from ....edition import Edition
from .terms import DataNode, RecordPage, TypedKind, area, body, contact, hours_of, laws, present

WHOLE_COUNTY = "全县"


def _told(edition: Edition, page: RecordPage) -> DataNode:
    power = cast(Power, page.of)
    return {
        "identifier": power.code,
        "name": power.name,
        "alternateName": power.everyday_words,
        "description": page.description,
        "serviceType": power.category.code,
        "provider": body(edition, power.unit),
        "jurisdiction": area(edition.site.county),
        "areaServed": _reach(edition, power.reach),
        "audience": [{"@type": "Audience", "audienceType": served} for served in power.served],
        "hoursAvailable": hours_of(power.hours),
        "availableChannel": _channel(power),
        "offers": _offer(power.fee),
        "serviceOutput": [{"@type": "Thing", "name": result.name} for result in power.results],
        "cv:hasLegalResource": laws(edition, power.basis),
    }


def _reach(edition: Edition, reach: str) -> DataNode | None:
    """In how large an area it can be had anywhere, where that is declared."""
    if reach == WHOLE_COUNTY:
        return area(edition.site.county)
    return {"@type": "AdministrativeArea", "name": reach} if reach else None


def _channel(power: Power) -> DataNode | None:
    """The counter, the address on the web, whom to call."""
    line = power.enquiries
    ways = present(
        {
            "serviceLocation": {"@type": "Place", "name": power.counter} if power.counter else None,
            "serviceUrl": power.online,
            "servicePhone": contact(line.phones, line.hours) if line else [],
        }
    )
    return {"@type": "ServiceChannel", **ways} if ways else None


def _offer(fee: Fee | None) -> DataNode | None:
    """Free is a price; a rate stays as it is worded."""
    if fee is None:
        return None
    free = fee.charged == "否"
    told = {"price": "0", "priceCurrency": "CNY"} if free else {"description": fee.standard}
    return {"@type": "Offer", **present(told)}


POWER = TypedKind(Power, ("GovernmentService",), _told, ("cv",))
