"""The one table of kinds: each kind of record once, with all that the program does with it.

A kind says here which folder it lies in, who may read its records, where their pages lie and
whether they are announced.  Reading, linking, the audience, the leak gate, feeds, links, the
comparison of releases and the trust corpora iterate this table; none of them lists kinds.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from ..basics.values import dataclass
from . import common
from .declare import Record
from .records import clearing_round, county, privacy_policy, publicity, unit
from .records.decisions import decision, procedure
from .records.ledgers import ledger, ready_made
from .records.lists import raw_list, shared_list
from .records.notices import annual_report, notice, withdrawal
from .records.powers import flow, power, raw_power
from .records.shown import screen
from .source.nodes import Node


class Scope(Enum):
    """Who may read the records of a kind (《中国共产党党务公开条例（试行）》第八条)."""

    OWN = "每条记录自己写公开范围；所属机构看不到的，记录也看不到"
    FOLLOWS = "跟着引用它的记录：没有看得到的记录引用它，它也看不到"
    COUNTY = "全县公用；只为看不到的机构写的那一份，看不到"
    OFFICE = "只供办公，从不公开"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A kind of record: a folder below ``catalogues/`` (or ``content/``) and what its files hold.

    A file holds one record or a list of them.  ``scope`` has no default: a kind of which nobody said
    who may read it cannot be imported.  ``raw`` is what the files hold where linking makes the record
    of it (``county.resolving``); nothing behind that step sees it.  ``pages`` is the folder of its
    records' pages below an edition, "" where they have none.  ``announced`` are the words by which feeds
    tell of a record, behind its unit; None for kinds that no feed tells of.  ``completed`` adds to what
    is written in a file what the program lends.

    Raises ``TypeError`` where the record lacks a key that the row needs.
    """

    record: type[Record]
    raw: type[Record] | None = None
    folder: str
    schema: str
    scope: Scope
    nested: bool = False
    pages: str = ""
    announced: Callable[[Any], tuple[str, ...]] | None = None
    completed: Callable[[Node], Node] = lambda node: node

    def __post_init__(self) -> None:
        needed = {"code": self.pages or self.scope is Scope.OWN, "published": self.announced is not None}
        needed["scope"] = self.scope is Scope.OWN
        lacking = [name for name, is_needed in needed.items() if is_needed and not self.has(name)]
        if lacking:
            raise TypeError(f"{self.record.__name__} has no {', '.join(lacking)}")

    def has(self, attribute: str) -> bool:
        """Whether the records of the kind declare a field."""
        return attribute in set(self.record.keys())

    @property
    def written(self) -> type[Record]:
        """What a file on the shelf holds."""
        return self.raw or self.record

    @property
    def title(self) -> str:
        """What the kind is called."""
        return self.record.title

    @property
    def dated(self) -> bool:
        """Whether its records carry a date of publication."""
        return self.has("published")


COUNTY = Shelf(record=county.County, folder="county.yaml", schema="county", scope=Scope.COUNTY)
SHELVES = (
    Shelf(
        record=unit.Unit, folder="units", schema="unit", scope=Scope.OWN, nested=True, pages="units"
    ),
    Shelf(
        record=flow.StandardFlow, folder="flows", schema="flow", scope=Scope.FOLLOWS, nested=True
    ),
    Shelf(
        record=power.Power, raw=raw_power.RawPower, folder="powers", schema="power", scope=Scope.OWN,
        nested=True, pages="powers", announced=lambda power: (power.category.code,),
    ),
    Shelf(
        record=shared_list.SharedList, raw=raw_list.RawSharedList, folder="lists", schema="list",
        scope=Scope.FOLLOWS, pages="lists",
    ),
    Shelf(
        record=procedure.Procedure, folder="procedures", schema="procedure", scope=Scope.COUNTY
    ),
    Shelf(
        record=decision.Decision, folder="decisions", schema="decision", scope=Scope.OWN, nested=True,
        pages="decisions", announced=lambda decision: (decision.category, decision.state),
    ),
    Shelf(
        record=ledger.Ledger, folder="ledgers", schema="ledger", scope=Scope.OWN, nested=True,
        pages="ledgers", announced=lambda ledger: (ledger.title,), completed=ready_made.completed,
    ),
    Shelf(record=screen.Screen, folder="screens", schema="screen", scope=Scope.COUNTY),
    Shelf(
        record=publicity.PublicityCatalogue, folder="publicity", schema="publicity", scope=Scope.OWN,
        pages="catalogues",
    ),
    Shelf(
        record=clearing_round.ClearingRound, folder="clearing", schema="clearing", scope=Scope.OWN,
        pages="clearing",
    ),
    Shelf(
        record=annual_report.AnnualReport, folder="annual", schema="annual", scope=Scope.OWN,
        pages="annual", announced=lambda report: (report.title,),
    ),
    Shelf(
        record=withdrawal.Withdrawal, folder="withdrawn", schema="withdrawal", scope=Scope.OWN,
        nested=True,
    ),
)  # fmt: skip
PRIVACY = Shelf(
    record=privacy_policy.Privacy, folder="privacy.yaml", schema="privacy", scope=Scope.OFFICE
)
NOTICES = Shelf(
    record=notice.Notice, folder="content", schema="notice", scope=Scope.OWN, nested=True,
    pages="notices", announced=lambda notice: (notice.column,),
)  # fmt: skip
LINKED = (*SHELVES, NOTICES)
"""Kinds whose records have a code."""
ALL = (COUNTY, *SHELVES, PRIVACY, NOTICES)
SHELF_OF = {shelf.record: shelf for shelf in ALL}

__all__ = [
    "ALL",
    "COUNTY",
    "LINKED",
    "NOTICES",
    "PRIVACY",
    "SHELF_OF",
    "SHELVES",
    "Scope",
    "Shelf",
    "common",
]
