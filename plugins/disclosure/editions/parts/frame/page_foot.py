"""The foot of every page: whom to ask, and whom to tell of a mistake.

Enters: an ``Edition``, and the record that a page is of.  Leaves: a ``PageFoot``.  Nothing is sent from
here: a reader is handed over to the channel that the county declares (纠错), or told whom to call.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

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
    """Of the body whose record it is; of none, the county's.  Pages of the same have one in common."""
    code, phones = _body(of), _enquiries(of)
    return edition.reads.once(" ".join(("foot", code, *phones)), partial(_foot, edition, code, phones))


def _foot(edition: Edition, code: str, phones: Sequence[str]) -> PageFoot:
    declared = edition.site.county.portal.error_desk
    ask = _own(edition, code, phones) or _county(edition, declared)
    return PageFoot(ask, _declared(edition, declared) if declared else ask)


def _own(edition: Edition, code: str, phones: Sequence[str]) -> Desk | None:
    """The body that answers for a record, where it can be called."""
    unit = edition.site.units.get(code)
    if unit is None or not (phones or unit.phones):
        return None
    office = Anchor(unit.label, urls.unit(unit.code))
    return Desk(office, outward.phones(edition, phones or unit.phones))


def _body(of: Record | None) -> str:
    """The code of the body whose record it is, "" of none."""
    ref = getattr(of, "unit", None)
    return of.code if isinstance(of, Unit) else ref.code if isinstance(ref, Ref) else ""


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
