"""Every legal basis that the county cites, with its place; and the library consulted for them.

Enters: a ``Site`` and a ``Library``.  Leaves: mentions, and the ``Site`` with its provisions.
The basis of an adjustment or a withdrawal is read as the law stood on its day, all others as it stands
on the as-of date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ...basics.law.library import Library
from ...basics.law.resolve import Provisions, resolve
from ...basics.problem import Place
from ...basics.values import dataclass
from ...schema.records.decisions.decision import Decision
from ...schema.records.decisions.procedure import Procedure
from ...schema.records.lists.shared_list import SharedList
from ...schema.records.notices.withdrawal import Withdrawal
from ...schema.records.powers.basis import Basis
from ...schema.records.powers.flow import Flow, steps_of
from ...schema.records.powers.item import Item, SubItem
from ...schema.records.powers.power import Power
from ...schema.records.powers.service import Agency, Boundary
from ...schema.records.publicity import PublicityCatalogue
from ..lookups.written_once import written_once
from ..site import Site


@dataclass(frozen=True, slots=True)
class Mention:
    """A basis as written, the day whose law counts, and the words it claims to quote."""

    words: str
    place: Place
    day: date
    quote: str = ""
    quote_place: Place | None = None


def consult(site: Site, library: Library) -> Site:
    """The county with every mention resolved; each citation is looked up once."""
    wanted = dict.fromkeys((mention.words, mention.day) for mention in mentions(site))
    readings = {(words, day): resolve(library, words, day) for words, day in wanted}
    return replace(site, provisions=Provisions(readings))


def mentions(site: Site) -> Iterator[Mention]:
    """Every basis that a record of any kind states."""
    for power in written_once(site):
        yield from _of_power(power, site.as_of)
    for flow in site.flows.values():
        yield from _of_flow(flow, site.as_of)
    for decision in site.decisions.values():
        yield from _of_bases(decision, site.as_of)
    for procedure in site.procedures.values():
        yield from _of_bases(procedure, site.as_of)
        for step in procedure.steps:
            yield Mention(step.basis, step.at("basis"), site.as_of)
    for catalogue in site.of(PublicityCatalogue).values():
        for bases in (catalogue.basis, *(row.basis for row in catalogue.rows)):
            yield from (_of_basis(basis, site.as_of) for basis in bases)
    yield from _of_lists(site)
    for gone in site.of(Withdrawal).values():
        if gone.basis:
            yield Mention(gone.basis, gone.at("basis"), gone.day)


def _of_lists(site: Site) -> Iterator[Mention]:
    for shared in site.of(SharedList).values():
        grounds = (*shared.grounds, *(basis for ban in shared.forbidden for basis in ban.basis))
        yield from (Mention(ground.text, ground.place, site.as_of) for ground in grounds)


def _of_power(power: Power, day: date) -> Iterator[Mention]:
    """A standard flow is cited for itself; a flow of the power's own repeats the power's bases."""
    yield from _of_bases(power, day)
    if power.flow and not power.standard:
        named = {basis.at("cite") for basis in power.basis}
        yield from (mention for mention in _of_flow(power.flow, day) if mention.place not in named)
    for difference in (departure.of for departure in power.differences):
        added = (step.basis for step in (*difference.before, *difference.after))
        for basis in (*difference.basis, *(basis for bases in added for basis in bases)):
            yield Mention(basis.text, basis.place, day)
    yield from (_of_basis(basis, day) for basis in power.liability_basis)
    for boundary in power.boundaries:
        yield from _of_bases(boundary, day)
    for item in power.items:
        yield from _of_item(item, day)
    for adjustment in power.adjustments:
        if adjustment.basis:
            yield Mention(adjustment.basis, adjustment.at("basis"), adjustment.day)


def _of_item(item: Item, day: date) -> Iterator[Mention]:
    """Of a power or 子项; what a power itself rests on is cited with its flow."""
    if isinstance(item, SubItem):
        yield from _of_bases(item, day)
    if item.fee and item.fee.basis:
        yield Mention(item.fee.basis, item.fee.at("basis"), day)
    for agency in item.agencies:
        yield from _of_bases(agency, day)


def _of_bases(record: Item | Agency | Boundary | Decision | Procedure, day: date) -> Iterator[Mention]:
    yield from (_of_basis(basis, day) for basis in record.basis)


def _of_basis(basis: Basis, day: date) -> Mention:
    return Mention(basis.cite, basis.at("cite"), day, basis.words, basis.at("words"))


def _of_flow(flow: Flow, day: date) -> Iterator[Mention]:
    steps = steps_of(flow)
    for basis in (*flow.basis, *(basis for step in steps for basis in step.basis)):
        yield Mention(basis.text, basis.place, day)
