"""The code by which other programs have known a record from the beginning.

Enters: a record.  Leaves: its code.
"""

from __future__ import annotations

from ...schema.declare import Record
from ..site import code_of, former_codes


def lasting_code(item: Record) -> str:
    """The first code under which a record was published."""
    return next(iter((*former_codes(item), code_of(item))))
