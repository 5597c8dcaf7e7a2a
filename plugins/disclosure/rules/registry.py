"""Rules register themselves, by kind, each with the codes that it may report.

Enters: functions, through the decorators below.  Leaves: the rules of each kind, run one after
another.  Nobody lists a rule a second time: ``rules`` imports every module of the package::

    NO_BASIS = Code("R10", "职权没有依据", "请写“依据”")

    @rule(NO_BASIS)
    def has_basis(site: Site) -> Iterator[Problem]: ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Generic, ParamSpec

from ..basics.problem import Code, Problem
from ..basics.values import dataclass
from ..county.flows.graph import Graph
from ..county.read import Remember, Sources
from ..county.site import Site
from ..schema.declare import Record
from ..schema.records.powers.flow import Flow

P = ParamSpec("P")


@dataclass(frozen=True)
class Rule(Generic[P]):
    """A function, the codes that it reports itself, and the kinds of rule that it runs."""

    check: Callable[P, Iterator[Problem]]
    own: frozenset[Code]
    runs: tuple[Rules[...], ...]

    @property
    def codes(self) -> frozenset[Code]:
        """Every code that may come out of it."""
        return self.own.union(*(kind.codes for kind in self.runs))


class Rules(Generic[P]):
    """The rules of one kind: what they judge is what the function takes."""

    def __init__(self) -> None:
        self.registered: list[Rule[P]] = []

    def __call__(
        self, code: Code, *codes: Code, runs: tuple[Rules[...], ...] = ()
    ) -> Callable[[Callable[P, Iterator[Problem]]], Callable[P, Iterator[Problem]]]:
        """Register a function as a rule that reports these codes, and those of the kinds it runs."""

        def register(check: Callable[P, Iterator[Problem]]) -> Callable[P, Iterator[Problem]]:
            self.registered.append(Rule(check, frozenset((code, *codes)), runs))
            return check

        return register

    @property
    def codes(self) -> frozenset[Code]:
        """Every code that a rule of this kind may report."""
        return frozenset[Code]().union(*(rule.codes for rule in self.registered))

    def check(self, *judged: P.args, **named: P.kwargs) -> Iterator[Problem]:
        """What all rules of this kind find."""
        for rule in self.registered:
            yield from rule.check(*judged, **named)


rule: Rules[[Site]] = Rules()
"""Judges the whole county."""

remembering_rule: Rules[[Site, Remember]] = Rules()
"""The same; what it finds in a part of the county, and decides by that part alone, is found once."""

decision_rule: Rules[[Site]] = Rules()
"""The same, but the county sets how grave it is and excuses single decisions; see ``waivers``."""

practice_rule: Rules[[Site]] = Rules()
"""The same, about what counties promise of themselves beyond the law; every record may be excused."""

flow_rule: Rules[[Flow, Graph]] = Rules()
"""Judges one flow, wherever it is written."""

source_rule: Rules[[Sources, Sequence[Record], date]] = Rules()
"""Judges the source files themselves, also where no county could be linked from them."""

review_rule: Rules[[Site, Sequence[Problem]]] = Rules()
"""Judges what the rules on the county found."""
