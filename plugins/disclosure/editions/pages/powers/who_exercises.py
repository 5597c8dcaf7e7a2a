"""Who exercises a power: who leads, who shares it, who joins in, who is entrusted with it; and what
the list that it comes from forbids them.

Enters: an ``Edition`` and a power.  Leaves: facts and entries for its page.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....schema.records.lists.shared_list import Forbidden, SharedList
from ....schema.records.powers.power import Power
from ....schema.records.powers.sharing import Entrusted
from ...edition import Edition
from ...parts import links, urls, words
from ...parts.blocks import Anchor, Fact, ListEntry, fact, present
from ...parts.frame import outward
from .. import entries


def facts(edition: Edition, power: Power) -> tuple[Fact, ...]:
    """A fact for each part that bodies take in the power."""
    lead = "牵头机构" if power.joint else "行使主体"
    return (
        fact(lead, links.full_unit(edition, power.unit)),
        fact("共同实施", *(links.full_unit(edition, ref) for ref in power.joint)),
        fact("联办机构", *(links.full_unit(edition, ref) for ref in power.partners)),
        fact(
            "委托实施",
            *(told for entrusted in power.entrusted for told in _entrusted(edition, entrusted)),
        ),
        fact("委托机关", power.principal),
    )


def _entrusted(edition: Edition, of: Entrusted) -> Iterator[Anchor | None]:
    """The body with what it is entrusted with, and where the deed was published."""
    unit = edition.site.unit(of.to)
    until = f"至{words.day(of.until)}" if of.until else ""
    told = "，".join(filter(None, (of.content, until)))
    yield Anchor(f"{unit.name}：{told}" if told else unit.name, urls.unit(unit.code))
    if of.deed:
        yield links.record(edition, of.deed)


def of_list(edition: Edition, power: Power) -> tuple[Fact, ...]:
    """From which list a power comes, and what is otherwise than there."""
    listed = power.listed
    if listed is None:
        return ()
    shared = edition.site.of(SharedList)[listed.of.code]
    item = Anchor(f"{shared.name}：{power.name}", urls.listed_item(listed.key))
    facts = present(fact("共同清单", item), fact("与清单不同", *listed.differs))
    return outward.readable(edition, facts)


def forbidden(edition: Edition, power: Power) -> tuple[ListEntry, ...]:
    """What its list forbids whoever exercises a power."""
    listed = power.listed
    if listed is None:
        return ()
    return tuple(map(ban, edition.site.of(SharedList)[listed.of.code].bans_on(listed.item)))


def ban(of: Forbidden) -> ListEntry:
    """What holders may not do, on what basis and with what consequence."""
    basis = f"依据：{'、'.join(map(str, of.basis))}"
    return ListEntry(of.words, "", entries.notes(basis, of.consequence))
