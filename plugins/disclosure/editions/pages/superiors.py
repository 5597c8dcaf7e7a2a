"""Bodies of a level under the bodies of another level that stand above them: villages by town.

Enters: a ``Site`` and units.  Leaves: the same units in groups.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...basics.values import dataclass
from ...county.site import Site
from ...schema.records.unit import Unit


@dataclass(frozen=True, slots=True)
class Below:
    """Bodies under the name of the one above them, whose code is ``above``; "" where there is none."""

    title: str
    above: str
    units: tuple[Unit, ...]

    @property
    def anchor(self) -> str:
        """Where a level's page shows them."""
        return f"u-{self.above}" if self.above else ""


def by_superior(site: Site, units: Iterable[Unit]) -> tuple[Below, ...]:
    """Units under the one above them; all under no name where fewer than two stand above.

    A body whose superior is among ``units`` itself, or that has none, comes last.
    """
    held = tuple(units)
    own = {unit.code for unit in held}
    groups: dict[str, list[Unit]] = {}
    for unit in held:
        above = unit.parent.code if unit.parent else ""
        groups.setdefault("" if above in own else above, []).append(unit)
    rest = groups.pop("", [])
    if len(groups) < 2:  # noqa: PLR2004  several bodies above
        return (Below("", "", held),)
    found = (Below(site.units[code].name, code, tuple(of)) for code, of in groups.items())
    return (*found, *((Below("其他", "", tuple(rest)),) if rest else ()))
