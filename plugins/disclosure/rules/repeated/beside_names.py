"""Bodies by the names under which prose speaks of them, right beside a figure.

Enters: a ``Site``.  Leaves: names, and which of them stands before or behind a place in a text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ...basics.values import regex
from ...county.site import Site
from ...schema.records.unit import Unit

_JOINED = regex("(?:的?(?:办公|联系)?(?:地址|电话))?(?:[:：，, 　（(]|设在|位于|在|是|为)*$")
SHORTEST = 3


def names_of(site: Site) -> dict[str, Unit]:
    """Units by their full and short names, these with 县 as well; but for what two of them share."""
    found: dict[str, Unit | None] = {}
    for unit in site.units.values():
        for name in {unit.name, unit.label, f"县{unit.label}"}:
            if len(name) >= SHORTEST:
                found[name] = unit if found.get(name, unit) is unit else None
    return {name: unit for name, unit in found.items() if unit}


def before(text: str, names: Collection[str]) -> str:
    """The longest name at the end of a text, what joins it to a figure set aside; "" for none."""
    joined = _JOINED.search(text)
    ending = text[: joined.start()] if joined else text
    return next((ending[at:] for at in range(len(ending)) if ending[at:] in names), "")


def behind(text: str, names: Collection[str]) -> str:
    """The longest name at the beginning of a text; "" for none."""
    return next((text[:at] for at in range(len(text), SHORTEST - 1, -1) if text[:at] in names), "")


def both(text: str, start: int, end: int, names: Collection[str]) -> Iterator[str]:
    """The names on either side of a figure."""
    reach = max(map(len, names), default=0)
    around = (
        before(text[max(0, start - reach - 12) : start], names),
        behind(text[end : end + reach], names),
    )
    yield from (name for name in around if name)
