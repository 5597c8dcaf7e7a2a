"""The ways that lead out of the site: telephones, and addresses of others.

Enters: an ``Edition``.  Leaves: ``Anchor`` values: words alone on a screen from which nobody can call or
leave.
"""

from __future__ import annotations

from collections.abc import Iterable

from ....schema.phones import dialled
from ...edition import Edition
from ..blocks import Anchor


def phones(edition: Edition, numbers: Iterable[str]) -> tuple[Anchor, ...]:
    """Numbers to call, each to be dialled at a touch; a kiosk has no telephone."""
    return tuple(
        Anchor(number, dial=dialled(number) if edition.medium.links_out else "") for number in numbers
    )


def away(edition: Edition, address: str) -> Anchor:
    """A web address outside the site, which a kiosk does not leave for."""
    return Anchor(address, away=address if edition.medium.links_out else "")
