"""What people come to have done, by the words that they use: where it is done, how long it takes.

Enters: an ``Edition`` and powers.  Leaves: ``Tile`` values; what many bodies hold alike stands once.
"""

from __future__ import annotations

from collections.abc import Iterable

from ....basics.values import dataclass
from ....schema.records.powers.power import Power
from ...edition import Edition
from ...parts import links, urls
from ...parts.blocks import Tile
from ..powers import handling


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """What can be done, by level or window; one that is ``folded`` shows its title, and opens."""

    title: str
    tiles: tuple[Tile, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A power, for itself or for all ``holders`` that hold the same item of a list."""

    power: Power
    holders: int = 1


def once(powers: Iterable[Power]) -> tuple[Task, ...]:
    """What many bodies hold alike stands once, where the first of them stands."""
    found: dict[str, list[Power]] = {}
    for power in powers:
        found.setdefault(power.listed.key if power.listed else power.code, []).append(power)
    return tuple(Task(held[0], len(held)) for held in found.values())


def applied_for(power: Power) -> bool:
    """Whether people come for it: it says where, on what conditions, or with what papers."""
    return bool(power.counter or power.online or power.materials or power.conditions)


def tiles(edition: Edition, tasks: Iterable[Task]) -> tuple[Tile, ...]:
    return tuple(_tile(edition, task) for task in tasks)


def _tile(edition: Edition, task: Task) -> Tile:
    """By what people call it, if they call it anything; the name in the list below."""
    power, words = task.power, task.power.everyday_words
    if power.listed and task.holders > 1:
        href, who = urls.listed_item(power.listed.key), f"{task.holders}个机构都办，选您的那一个"
    else:
        href, who = urls.power(power.code), links.unit_label(edition, power)
    promised = f"{power.promised}办好" if power.promised else ""
    note = "，".join(filter(None, (power.name if words else "", who, promised, handling.charge(power))))
    return Tile(words[0] if words else power.name, href, note)
