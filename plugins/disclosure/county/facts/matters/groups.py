"""Matters: decisions of several levels that disclose one and the same thing (同步公开).

Enters: decisions.  Leaves: groups of sisters, and totals of money in which each matter counts
once.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ....schema.records.decisions.decision import Decision


def matters(decisions: Iterable[Decision]) -> tuple[tuple[Decision, ...], ...]:
    """The decisions in groups of sisters, in the order of the first of each."""
    left = {decision.code: decision for decision in decisions}
    sisters = _sisters(left.values())
    order = {code: number for number, code in enumerate(left)}
    groups = []
    for code in order:
        if code in left:
            found = sorted(_reached(code, sisters), key=order.__getitem__)
            groups.append(tuple(left.pop(c) for c in found))
    return tuple(groups)


def total(decisions: Iterable[Decision]) -> Decimal:
    """The money of all the decisions, in 元; sisters count once, or by what each itself gives."""
    return sum((_amount(matter) for matter in matters(decisions)), Decimal(0))


def whole(matter: tuple[Decision, ...]) -> Decimal:
    """The money of a matter, as its records state it."""
    return max((d.amount or Decimal(0)) for d in matter)


def given(matter: tuple[Decision, ...]) -> Decimal | None:
    """The money that the bodies themselves give; None where no record says."""
    own = [d.own_amount for d in matter if d.own_amount is not None]
    return sum(own, Decimal(0)) if own else None


def _amount(matter: tuple[Decision, ...]) -> Decimal:
    own = given(matter)
    return whole(matter) if own is None else own


def _sisters(decisions: Iterable[Decision]) -> dict[str, set[str]]:
    """Sisters by code, both ways, among these decisions only."""
    found: dict[str, set[str]] = {decision.code: set() for decision in decisions}
    for decision in decisions:
        for ref in decision.sisters:
            if ref.code in found:
                found[decision.code].add(ref.code)
                found[ref.code].add(decision.code)
    return found


def _reached(code: str, sisters: dict[str, set[str]]) -> set[str]:
    pending, seen = [code], {code}
    while pending:
        new = sisters[pending.pop()] - seen
        seen |= new
        pending += new
    return seen
