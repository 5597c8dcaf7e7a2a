"""The ways that lead out of the site: telephones, and addresses of others.

Enters: an ``Edition``.  Leaves: ``Anchor`` values: words alone on a screen from which nobody can call or
leave.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from ....schema.phones import IN_WORDS, dialled
from ...edition import Edition
from ..blocks import Anchor


def phones(edition: Edition, numbers: Iterable[str]) -> tuple[Anchor, ...]:
    """Numbers to call, each to be dialled at a touch; a kiosk has no telephone."""
    return tuple(
        Anchor(number, dial=dialled(number) if edition.medium.links_out else "") for number in numbers
    )


def in_words(edition: Edition, text: str) -> Anchor:
    """A sentence in which a number can be dialled, or on a kiosk is at least not broken."""
    told, end = Markup(), 0
    for found in IN_WORDS.finditer(text):
        link = '<a href="tel:{1}">{0}</a>' if edition.medium.links_out else '<b class="number">{0}</b>'
        told += text[end : found.start()]
        told += Markup(link).format(found[0], dialled(found[0]))  # noqa: S704  ours, filled in escaped
        end = found.end()
    return Anchor(told + text[end:])


def away(edition: Edition, address: str) -> Anchor:
    """A web address outside the site, which a kiosk does not leave for."""
    return Anchor(address, away=address if edition.medium.links_out else "")
