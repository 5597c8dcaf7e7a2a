"""What a build made, as a table for people.

Enters: the ``Site`` and the paths written.  Leaves: a ``rich`` table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.table import Table

from ..basics.media import TITLES
from ..county.site import Site


def release_table(site: Site, written: Iterable[str]) -> Table:
    """Pages, charts and other files by edition, then records by level."""
    counts = Counter(_sort(path) for path in written)
    table = Table(title=f"{site.county.name}　以 {site.as_of} 为准", title_justify="left")
    for heading in ("版本 / 层级", "页面", "流程图", "其他文件"):
        table.add_column(heading, justify="left" if heading.startswith("版本") else "right")
    for folder, name in TITLES.items():
        table.add_row(name, *(str(counts[folder, kind]) for kind in ("page", "chart", "file")))
    table.add_section()
    table.add_row("", "机构", "职权", "决策", style="bold")
    for level in site.county.levels:
        units = [unit for unit in site.units.values() if unit.level.code == level.name]
        powers = sum(len(site.powers_of[unit.code]) for unit in units)
        decisions = sum(len(site.decisions_of[unit.code]) for unit in units)
        table.add_row(level.name, str(len(units)), str(powers), str(decisions))
    return table


def _sort(path: str) -> tuple[str, str]:
    kind = "page" if path.endswith(".html") else "chart" if path.endswith(".svg") else "file"
    return path.split("/", maxsplit=1)[0], kind
