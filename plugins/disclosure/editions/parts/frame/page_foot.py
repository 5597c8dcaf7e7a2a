"""The foot of every page: whom to ask, and whom to tell of a mistake.

Enters: an ``Edition``, and the record that a page is of.  Leaves: a ``PageFoot``.  Nothing is sent from
here: a reader is handed over to the channel that the county declares (纠错), or told whom to call.
"""

from __future__ import annotations

from collections.abc import Sequence

from ....schema.compound import Ref
from ....schema.declare import Record
from ....schema.records.county import ErrorDesk
from ....schema.records.powers.power import Power
from ....schema.records.unit import Unit
from ...edition import Edition
from .. import urls
from ..blocks import Anchor, Desk, PageFoot
from . import outward


def foot(edition: Edition, of: Record | None) -> PageFoot:
    """Of the body whose record it is; of none, the county's."""
    declared = edition.site.county.portal.error_desk
    ask = _own(edition, of) or _county(edition, declared)
    return PageFoot(ask, _declared(edition, declared) if declared else ask)


def _own(edition: Edition, of: Record | None) -> Desk | None:
    """The body that answers for a record, where it can be called."""
    unit = of if isinstance(of, Unit) else _body(edition, getattr(of, "unit", None))
    if unit is None:
        return None
    phones = _enquiries(of) or unit.phones
    office = Anchor(unit.label, urls.unit(unit.code))
    return Desk(office, outward.phones(edition, phones)) if phones else None


def _body(edition: Edition, ref: object) -> Unit | None:
    return edition.site.units.get(ref.code) if isinstance(ref, Ref) else None


def _enquiries(of: Record | None) -> Sequence[str]:
    """The telephones that a power names for questions."""
    return of.enquiries.phones if isinstance(of, Power) and of.enquiries else ()


def _county(edition: Edition, declared: ErrorDesk | None) -> Desk:
    """Those who take what is wrong, or else whose site it is."""
    portal = edition.site.county.portal
    if declared and declared.phones:
        return Desk(Anchor(declared.office), outward.phones(edition, declared.phones))
    return Desk(Anchor(portal.sponsor), words=portal.contact)


def _declared(edition: Edition, desk: ErrorDesk) -> Desk:
    if edition.medium.links_out:
        form = Anchor("在网上填写", away=desk.form) if desk.form else None
    else:
        form = Anchor(desk.form) if desk.form else None
    return Desk(Anchor(desk.office), outward.phones(edition, desk.phones), form, desk.letters)
