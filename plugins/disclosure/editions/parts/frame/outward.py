"""The ways that lead out of the site: telephones, and addresses of others.

Enters: an ``Edition``.  Leaves: ``Anchor`` values: words alone on a screen from which nobody can call or
leave.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from ....basics.values import regex
from ....schema.phones import IN_WORDS, dialled
from ...edition import Edition
from ..blocks import Anchor, Fact

_DAY = "<time>{0}</time>"
_WHOLE = regex(f"{IN_WORDS.pattern}|(?P<day>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})")
"""What is not broken over two lines."""


def phones(edition: Edition, numbers: Iterable[str]) -> tuple[Anchor, ...]:
    """Numbers to call, each to be dialled at a touch; a kiosk has no telephone."""
    return tuple(
        Anchor(number, dial=dialled(number) if edition.medium.links_out else "") for number in numbers
    )


def readable(edition: Edition, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts in whose sentences a number can be dialled, and no number and no day is broken."""
    return tuple(
        replace(of, values=tuple(_in_words(edition, value) for value in of.values)) for of in facts
    )


def _in_words(edition: Edition, value: Anchor) -> Anchor:
    if value.href or value.dial or value.away or not _WHOLE.search(value.text):
        return value
    told, end = Markup(), 0
    link = '<a href="tel:{1}">{0}</a>' if edition.medium.links_out else '<b class="number">{0}</b>'
    for found in _WHOLE.finditer(value.text):
        told += value.text[end : found.start()]
        form = _DAY if found["day"] else link
        told += Markup(form).format(found[0], dialled(found[0]))  # noqa: S704  ours, filled in escaped
        end = found.end()
    return Anchor(told + value.text[end:])


def away(edition: Edition, address: str) -> Anchor:
    """A web address outside the site, which a kiosk does not leave for."""
    return Anchor(address, away=address if edition.medium.links_out else "")
