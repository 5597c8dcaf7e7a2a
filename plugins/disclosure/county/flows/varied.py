"""A standard flow as one power runs it: its 步骤差异 applied.

Enters: a ``Flow`` and ``Difference`` records.  Leaves: a ``Flow``.  A changed step, and an added one,
says that it was written in the power's file; every other step keeps its place in the standard flow,
so that a problem is told where it can be mended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...basics.values import dataclass
from ...schema.common import RiskPoint
from ...schema.declare import Origin
from ...schema.records.powers.difference import Difference
from ...schema.records.powers.flow import Exit, Flow, Jump, Parallel, Step, steps_of
from ...schema.records.powers.power import Power


@dataclass(frozen=True, slots=True)
class _Change:
    """The differences by the step they mean, and where to go instead of a step left out."""

    of: Mapping[int, Difference]
    instead: Mapping[str, str]

    def leaves_out(self, step: Step) -> bool:
        return id(step) in self.of and bool(self.of[id(step)].omitted)


def applied(flow: Flow, differences: Sequence[Difference]) -> Flow:
    """The flow of a power; as it is where a difference names no step or none would be left."""
    if not differences:
        return flow
    of = {
        id(step): difference for difference in differences if (step := meant(flow, difference.step.text))
    }
    change = _Change(of, {})
    change = replace(change, instead=dict(_instead(flow.steps, change)))
    steps = tuple(_steps(flow.steps, change))
    return replace(flow, steps=steps) if steps else flow


def meant(flow: Flow, name: str) -> Step | None:
    """The step with this code or, failing that, this name."""
    steps = list(steps_of(flow))
    by_code = (step for step in steps if step.code == name)
    return next(by_code, next((step for step in steps if step.label == name), None))


def _instead(steps: Sequence[Step], change: _Change) -> Iterator[tuple[str, str]]:
    """For the names of every step left out: the step behind it."""
    for number, step in enumerate(steps):
        behind = (s for s in steps[number + 1 :] if not change.leaves_out(s))
        following = next(behind, None)
        if change.leaves_out(step) and following:
            yield from ((name, following.code or following.label) for name in (step.code, step.label))
        for way in step.exits:
            yield from _instead(way.branch, change)


def _steps(steps: Sequence[Step], change: _Change) -> Iterator[Step]:
    for step in steps:
        difference = change.of.get(id(step))
        if difference is None:
            yield _rewired(step, change)
        elif not difference.omitted:
            yield from difference.before
            yield _changed(_rewired(step, change), difference)
            yield from difference.after


def _rewired(step: Step, change: _Change) -> Step:
    """The step with its side branches and parallel branches changed, and its jumps led past gaps."""
    exits = tuple(_exit(way, change) for way in step.exits)
    if isinstance(step, Parallel):
        return replace(step, exits=exits, branches=tuple(_steps(step.branches, change)))
    return replace(step, exits=exits)


def _exit(way: Exit, change: _Change) -> Exit:
    return replace(way, jump=_jump(way.jump, change), branch=tuple(_steps(way.branch, change)))


def _jump(jump: Jump | None, change: _Change) -> Jump | None:
    return replace(jump, to=change.instead.get(jump.to, jump.to)) if jump else None


def _changed(step: Step, difference: Difference) -> Step:
    path = difference.origin.path
    fields = {**step.origin.seen_from(path), **difference.origin.seen_from(path)}
    return replace(
        step,
        origin=Origin.of(difference.origin, fields),
        posts=difference.posts or step.posts,
        limit=difference.limit or step.limit,
        materials=(*step.materials, *difference.materials),
        basis=(*step.basis, *difference.basis),
        note="；".join(filter(None, (step.note, difference.note))),
    )


def with_posts_renamed(power: Power, names: Mapping[str, str]) -> Power:
    """The power with other names for the posts in its flow, and for those that watch its risks."""
    if not power.flow:
        return replace(power, risks=_watched(power.risks, names))
    steps = tuple(_renamed(step, names) for step in power.flow.steps)
    flow = power.flow if steps == power.flow.steps else replace(power.flow, steps=steps)
    return replace(power, risks=_watched(power.risks, names), flow=flow)


def _renamed(step: Step, names: Mapping[str, str]) -> Step:
    posts = tuple(names.get(post, post) for post in step.posts)
    exits = tuple(
        replace(way, branch=tuple(_renamed(inner, names) for inner in way.branch)) for way in step.exits
    )
    changed = replace(step, posts=posts, exits=exits, risks=_watched(step.risks, names))
    if isinstance(changed, Parallel):
        return replace(changed, branches=tuple(_renamed(inner, names) for inner in changed.branches))
    return changed


def _watched(risks: Sequence[RiskPoint], names: Mapping[str, str]) -> tuple[RiskPoint, ...]:
    return tuple(replace(risk, watcher=names.get(risk.watcher, risk.watcher)) for risk in risks)
