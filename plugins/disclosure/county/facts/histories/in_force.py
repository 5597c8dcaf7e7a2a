"""Whether a notice is in force on the as-of date, and if not, since when.

Enters: a ``Site`` and a notice.  Leaves: a ``ForceStanding``; None where the notice does not tell.
"""

from __future__ import annotations

from datetime import date, timedelta

from ....basics.values import dataclass
from ....schema.records.notices.notice import Notice
from ....schema.records.notices.validity import EXPIRED
from ...site import Site

IN_FORCE = "有效"


@dataclass(frozen=True, slots=True)
class ForceStanding:
    """有效, or how it ended and from which day on."""

    state: str
    ended: date | None

    @property
    def mark(self) -> str:
        """What stands behind the name of what is in force no more: 已废止, 已失效, 已被替代."""
        return f"已{self.state}" if self.ended else ""


def standing(site: Site, notice: Notice) -> ForceStanding | None:
    """What the notice says, or that its time has run out."""
    force = notice.force
    if force is None:
        return None
    if force.has_ended:
        return ForceStanding(force.state, force.day)
    until = site.lapsed.get(notice.code)
    return ForceStanding(EXPIRED, until + timedelta(1)) if until else ForceStanding(IN_FORCE, None)


def mark(site: Site, notice: Notice) -> str:
    """What stands behind its name: nothing while it is in force."""
    told = standing(site, notice)
    return told.mark if told else ""
