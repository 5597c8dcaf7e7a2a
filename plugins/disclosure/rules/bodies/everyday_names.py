"""Rule on 俗称: what people call a thing is said of a thing that is there.

Enters: a ``Site``.  Leaves: problems.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem
from ...county.lookups.venues import venues
from ...county.site import Site
from ...schema.declare import nearest
from ...schema.records.ledgers.ledger import Ledger
from ...schema.records.lists.shared_list import SharedList
from ...schema.records.publicity import PublicityCatalogue
from ..registry import rule

NOBODYS_NAME = Code(
    "G12", "俗称说的名称没有", "请照机构、主题、办事地点、台账、清单、公开目录登记的名称写；没有的请删去"
)


@rule(NOBODYS_NAME)
def everyday_names_are_of_something(site: Site) -> Iterator[Problem]:
    """A name that leads nowhere is found by nobody."""
    known = set(_names(site)) if site.county.everyday and site.whole else set()
    for name, _ in site.county.everyday if known else ():
        if name not in known:
            what = f"没有名称为“{name}”的{nearest(name, sorted(known))}"
            yield Problem(site.county.at("everyday"), NOBODYS_NAME, what)


def _names(site: Site) -> Iterator[str]:
    kinds: tuple[type[SharedList | PublicityCatalogue | Ledger], ...] = (
        SharedList, PublicityCatalogue, Ledger,
    )  # fmt: skip
    for kind in kinds:
        yield from (of.name for of in site.of(kind).values())
    yield from (unit.name for unit in site.units.values())
    yield from (topic.name for topic in site.county.topics)
    yield from (venue.name for venue in venues(site))
    yield from (power.name for power in site.powers.values())
    yield from (decision.name for decision in site.decisions.values())
    yield from (notice.name for notice in site.notices.values())
