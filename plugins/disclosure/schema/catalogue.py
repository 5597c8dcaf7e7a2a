"""Which folder holds which kind of record: the table of contents of the data language."""

from __future__ import annotations

from dataclasses import dataclass

from . import common
from .declare import Record
from .records import county, privacy_policy, screen, unit
from .records.decisions import decision, procedure
from .records.notices import notice
from .records.powers import flow, power


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder below ``catalogues/`` (or ``content/``) and the record each file in it holds.

    A file holds one record or a list of them.
    """

    folder: str
    record: type[Record]
    schema: str
    nested: bool = False


COUNTY = Shelf("county.yaml", county.County, "county")
SHELVES = (
    Shelf("units", unit.Unit, "unit", nested=True),
    Shelf("flows", flow.StandardFlow, "flow", nested=True),
    Shelf("powers", power.Power, "power", nested=True),
    Shelf("procedures", procedure.Procedure, "procedure"),
    Shelf("decisions", decision.Decision, "decision", nested=True),
    Shelf("screens", screen.Screen, "screen"),
)
PRIVACY = Shelf("privacy.yaml", privacy_policy.Privacy, "privacy")
NOTICES = Shelf("content", notice.Notice, "notice", nested=True)
ALL = (COUNTY, *SHELVES, PRIVACY, NOTICES)

__all__ = ["ALL", "COUNTY", "NOTICES", "PRIVACY", "SHELVES", "Shelf", "common"]
