"""security.txt (RFC 9116): whom to tell about a weakness of the site.

Enters: an ``Edition``.  Leaves: the file, where the county names a contact.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.output import File, ready
from ..edition import Edition
from ..parts.addresses import base_of

PATH = ".well-known/security.txt"


def files(edition: Edition) -> Iterator[File]:
    """The file of the public site; ``rules.security`` sees to it that it has not expired."""
    security = edition.site.county.portal.security
    if security:
        lines = (
            f"Contact: {security.contact}",
            f"Expires: {security.expires}T00:00:00+08:00",
            "Preferred-Languages: zh",
            f"Canonical: {base_of(edition.site.county)}{PATH}",
        )
        yield File(PATH, ready("".join(f"{line}\n" for line in lines).encode()))
