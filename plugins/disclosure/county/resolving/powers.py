"""A power resolved: one body that leads, one limit, one supervision, one flow, wherever stated.

Enters: a ``RawPower`` and its flow.  Leaves: a ``Power``.  The power's own word counts; where
it is silent, that of its flow does.  What its flow states otherwise is kept in ``overruled`` to be
told: within one power it is a contradiction, beside a standard flow a promise of the power's own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ...basics.problem import Place
from ...schema.common import Placed
from ...schema.compound import Ref
from ...schema.declare import Origin
from ...schema.records.powers.flow import Flow, StandardFlow
from ...schema.records.powers.power import STATED_TWICE, AnyPower, Departure, Overruled, Power
from ...schema.records.powers.raw_power import RawPower
from ...schema.source.packed import values_of
from ..flows.varied import applied, meant

_OWN = ("unit", "flow", "differences")
_COMMON = [f.name for f in dataclasses.fields(AnyPower) if f.name not in _OWN]
_COMMON_OF = values_of(_COMMON)


def stated(raw: RawPower, flows: Mapping[str, StandardFlow]) -> Flow | None:
    """The flow of a power, its own or the standard one; None where it names one that does not exist."""
    return flows.get(raw.flow.code) if isinstance(raw.flow, Ref) else raw.flow


def resolve(raw: RawPower, flow: Flow | None) -> Power:
    """The power as it runs the flow, where there is one and it is no draft."""
    shared = raw.flow if isinstance(raw.flow, Ref) else None
    drafted = Placed(flow.draft, flow.at("draft")) if flow and flow.draft else None
    if drafted:
        shared = flow = None
    common: dict[str, Any] = dict(zip(_COMMON, _COMMON_OF(raw), strict=True))
    whole = Power(
        **common,
        unit=raw.unit[0],
        joint=raw.unit[1:],
        differences=tuple(_departures(raw, flow if shared else None)),
        standard=shared,
        drafted=drafted,
    )
    return _with_flow(whole, flow) if flow else whole


def _departures(raw: RawPower, standard: Flow | None) -> Iterator[Departure]:
    for difference in raw.differences:
        yield Departure(difference, meant(standard, difference.step.text) if standard else None)


def _with_flow(power: Power, stated: Flow) -> Power:
    """The power with what its flow states where it is silent, and the flow as the power runs it."""
    counts = {name: getattr(power, name) or getattr(stated, name) for name in STATED_TWICE}
    return replace(
        power,
        **counts,
        overruled=tuple(_overruled(power, stated)),
        origin=_places(power, stated),
        flow=_as_run(power, stated, counts),
    )


def _overruled(power: Power, stated: Flow) -> Iterator[Overruled]:
    for attribute in STATED_TWICE:
        counts, other = getattr(power, attribute), getattr(stated, attribute)
        if counts and other and counts != other:
            yield Overruled(attribute, str(counts), str(other), stated.at(attribute))


def _places(power: Power, stated: Flow) -> Origin:
    """Where the power was written, what stands only in a flow of its own included."""
    path = power.origin.path
    own = {} if power.standard else _of_both(stated.origin, path)
    return Origin.of(power.origin, {**own, **power.origin.seen_from(path)})


def _of_both(origin: Origin, path: str) -> Mapping[str, int | Place]:
    """Where that was written which both a power and its flow may state, seen from a path."""
    return {name: at for name, at in origin.seen_from(path).items() if name in STATED_TWICE}


def _as_run(power: Power, stated: Flow, counts: Mapping[str, Any]) -> Flow:
    """The flow of a power, with what ``counts`` of what both may state.  A standard flow without a basis
    rests on none in particular."""
    bases = tuple(Placed(basis.cite, basis.at("cite")) for basis in power.basis)
    varied = (
        applied(stated, [departure.of for departure in power.differences]) if power.standard else stated
    )
    return replace(
        varied,
        origin=_places_of_flow(power, stated),
        name=stated.name or power.name,
        code=stated.code or power.code,
        **counts,
        basis=(*stated.basis, *bases) if stated.basis or not power.standard else (),
    )


def _places_of_flow(power: Power, stated: Flow) -> Origin:
    """Where each part of the flow can be mended: in a shared flow only what the power leaves to it."""
    path = stated.origin.path
    own, inside = _of_both(power.origin, path), stated.origin.seen_from(path)
    return Origin.of(stated.origin, {**inside, **own} if power.standard else {**own, **inside})
