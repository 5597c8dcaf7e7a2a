"""The gates themselves: each kind of damage to a sound drawing is seen, and named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from drawings import DRAWINGS, breaches, samples

from disclosure.charts.model.geometry import Drawing

GRAPH = dict(samples())["01_xuke"]
SOUND = DRAWINGS["lanes"](GRAPH)
Damage = Callable[[Drawing], Drawing]


def words(old: str, new: str) -> Damage:
    """The first ``old`` in the SVG becomes ``new``."""
    return lambda one: replace(one, svg=one.svg.replace(old, new, 1))


def plan(**changed: Callable[[Drawing], object]) -> Damage:
    """Parts of the plan become others."""
    return lambda one: replace(
        one, plan=replace(one.plan, **{name: make(one) for name, make in changed.items()})
    )


DAMAGE: dict[str, tuple[Damage, str]] = {
    "an id twice": (words('id="l-n2"', 'id="l-n1"'), "ids are not unique"),
    "a dangling link": (words('href="#step-2"', 'href="#step-99"'), "not the steps in their order"),
    "no description": (words("<desc", "<title"), "do not label"),
    "another title": (words("小餐饮", "大餐饮"), "does not name"),
    "nothing spoken": (words('step-2" aria-label="', 'step-2" aria-label="另'), "the link of n2"),
    "a script": (words("<g", "<script></script><g"), "no place in a chart"),
    "a condition gone": (words(">不属本机关<", "><"), "is nowhere"),
    "a way gone": (plan(routes=lambda one: one.plan.routes[1:]), "drawn 0"),
    "a way twice": (plan(listed=lambda one: (one.plan.routes[0].edge,)), "listed 1"),
    "a box gone": (plan(boxes=lambda one: one.plan.boxes[1:]), "is drawn 0 times"),
    "boxes on each other": (
        plan(boxes=lambda one: tuple(box._replace(x=200.0, y=200.0) for box in one.plan.boxes)),
        "overlap",
    ),
    "a slanted way": (
        plan(
            routes=lambda one: (
                one.plan.routes[0]._replace(points=((0.0, 0.0), (9.0, 9.0))),
                *one.plan.routes[1:],
            )
        ),
        "diagonally",
    ),
    "ways on each other": (
        plan(
            routes=lambda one: tuple(
                r._replace(points=((1.0, 0.0), (1.0, 90.0))) for r in one.plan.routes
            )
        ),
        "lie on each other",
    ),
    "a condition on a box": (
        plan(
            labels=lambda one: tuple(
                replace(label, box=label.box._replace(x=one.plan.boxes[0].x, y=one.plan.boxes[0].y))
                for label in one.plan.labels
            )
        ),
        "lies on n1",
    ),
    "out of its lane": (
        plan(lanes=lambda one: tuple(replace(lane, right=lane.left + 5) for lane in one.plan.lanes)),
        "leaves its lane",
    ),
}


def test_the_sound_drawing_is_sound() -> None:
    assert breaches(GRAPH, SOUND) == []


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_seen(name: str) -> None:
    damage, told = DAMAGE[name]
    assert any(told in breach for breach in breaches(GRAPH, damage(SOUND)))
