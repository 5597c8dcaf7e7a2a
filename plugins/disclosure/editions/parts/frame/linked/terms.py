"""The small values of linked data: a kind of page, and nodes that several kinds share.

Enters: an ``Edition`` and what records say.  Leaves: nodes of JSON-LD, without what is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .....basics.values import dataclass
from .....schema.compound import Ref
from .....schema.declare import Record
from .....schema.records.county import County
from .....schema.records.powers.basis import Basis
from ....edition import Edition
from ... import urls
from ...addresses import base_of
from ...blocks import Anchor

DataNode = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A page by its record, None where it has none; ``files`` hold the same to be taken away."""

    of: Record | None
    description: str = ""
    files: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedKind:
    """Of which types the pages of a kind of record are, of those that ``fit``, and what is told of one;
    ``prefixes`` are those of the vocabularies beside schema.org."""

    record: type[Record]
    types: tuple[str, ...]
    told: Callable[[Edition, RecordPage], DataNode]
    prefixes: tuple[str, ...] = ()
    fits: Callable[[Any], bool] = lambda _: True


def present(node: DataNode) -> DataNode:
    """A node without what is empty."""
    return {name: said for name, said in node.items() if said not in ("", None, (), [], {})}


def body(edition: Edition, ref: Ref | None) -> DataNode | None:
    """A body by its full name and its page; None where these readers do not see it."""
    unit = edition.site.units.get(ref.code) if ref else None
    if unit is None:
        return None
    address = base_of(edition.site.county) + urls.unit(unit.code)
    return {"@type": "GovernmentOrganization", "@id": address, "name": unit.name}


def area(county: County) -> DataNode:
    """The county as an area."""
    return {"@type": "AdministrativeArea", "name": county.name, "identifier": county.area_code}


def contact(phones: Iterable[str], hours: str) -> list[DataNode]:
    """Telephones, with the hours in which somebody answers."""
    open_hours = {"hoursAvailable": hours_of(hours)} if hours else {}
    return [{"@type": "ContactPoint", "telephone": phone, **open_hours} for phone in phones]


def hours_of(hours: str) -> DataNode | None:
    """Hours as they are written: they are for people to read."""
    return {"@type": "OpeningHoursSpecification", "description": hours} if hours else None


def laws(edition: Edition, bases: Iterable[Basis]) -> list[DataNode]:
    """The laws cited: article by article, in the version consulted; otherwise in the words written."""
    found: list[DataNode] = []
    for basis in bases:
        provisions = edition.site.cited(basis.cite)
        found += [
            {
                "@type": "Legislation", "name": f"《{provision.title}》{provision.article}",
                "legislationDateVersion": provision.version.isoformat(),
            }
            for provision in provisions
        ] or [{"@type": "Legislation", "name": basis.cite}]  # fmt: skip
    return found
