"""By what right a body acts, and who answers: codes, rank, source, boundaries, oversight of a power.

Enters: an ``Edition`` and a power.  Leaves: facts, and ``BoundaryView`` values.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....basics.values import dataclass
from ....schema.records.element_kind import DUTY
from ....schema.records.powers.power import Power
from ...edition import Edition
from ...parts import links
from ...parts.blocks import Fact, Passage, fact, present
from . import given_elements


@dataclass(frozen=True, slots=True)
class BoundaryView:
    """A matter that several bodies deal with, what each does, and by what rule."""

    matter: str
    shares: tuple[tuple[str, str], ...]
    basis: tuple[Passage, ...]


def codes(power: Power) -> tuple[Fact, ...]:
    """Numbers of the power in other lists, who exercises such powers, and whence this one comes."""
    return (
        fact("基本编码", power.base_code),
        fact("实施编码", power.own_code),
        fact("行使层级", "、".join(power.ranks)),
        fact("权力来源", power.source),
    )


def boundaries(edition: Edition, power: Power, path: str) -> Iterator[BoundaryView]:
    for boundary in power.boundaries:
        basis = links.passages(edition, boundary.basis, path)
        yield BoundaryView(boundary.matter, boundary.shares, basis)


def oversight(edition: Edition, power: Power) -> tuple[Fact, ...]:
    """How it is watched whether what was allowed is kept to."""
    told = fact("事中事后监管", *power.oversight)
    return present(told, *given_elements.facts(edition, power, DUTY))
