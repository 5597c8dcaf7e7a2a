"""A matter as a whole: its records from the highest level down, under a code that lasts.

Enters: a ``Site``.  Leaves: ``Matter`` values.  The code is the one that the records write (事项), or
else the one under which the first of them was published.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....basics.values import dataclass
from ....schema.records.decisions.decision import Decision
from ...lookups.lasting_code import lasting_code
from ...site import Site
from . import groups


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter; ``records`` stand from the highest level down."""

    code: str
    records: tuple[Decision, ...]

    @property
    def lead(self) -> Decision:
        """The record of the highest level."""
        return self.records[0]

    @property
    def name(self) -> str:
        return self.lead.name

    @property
    def has_much_to_tell(self) -> bool:
        """Whether its story is more than that of one record: several levels, or several meetings."""
        return len(self.records) > 1 or len(self.lead.steps.meetings) > 1


def matters_of(site: Site) -> Iterator[Matter]:
    """Every matter that has more to tell than one record does."""
    order = {level.name: number for number, level in enumerate(site.county.levels)}

    def height(of: Decision) -> tuple[int, str]:
        return order[site.unit(of.unit).level.code], of.code

    for group in groups.matters(site.decisions.values()):
        records = tuple(sorted(group, key=height))
        matter = Matter(code(records), records)
        if matter.has_much_to_tell:
            yield matter


def code(records: Sequence[Decision]) -> str:
    """The code of the matter that these records tell of, the highest first."""
    written = next((of.matter for of in records if of.matter), "")
    return written or lasting_code(min(records, key=lambda of: of.published))
