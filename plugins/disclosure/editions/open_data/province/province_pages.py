"""The pages of a province: its front, one a county, and the statistics.

Enters: ``CountyTally``, and the data of one county at a time.  Leaves: frozen values, each for one
template of ``theme/templates/province``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ....basics.values import dataclass
from ...parts import urls
from ...parts.blocks import Anchor, Figure, Group, ListEntry
from .county_data import CountyData
from .tally import Counts, CountyTally, level_names, total

STATISTICS = urls.STATISTICS


@dataclass(frozen=True, slots=True)
class CountedLine:
    """A line of a table: what is counted, and how much."""

    name: Anchor
    counts: Counts


@dataclass(frozen=True, slots=True)
class FrontPage:
    """All counties."""

    figures: tuple[Figure, ...]
    counties: tuple[CountedLine, ...]
    title: str = "目录"
    section: str = "home"


@dataclass(frozen=True, slots=True)
class CountyPage:
    """One county: how much at which level, and its units; ``site`` is its own."""

    title: str
    site: Anchor
    figures: tuple[Figure, ...]
    levels: tuple[CountedLine, ...]
    units: tuple[Group, ...]
    section: str = ""


@dataclass(frozen=True, slots=True)
class NumbersPage:
    """Counties beside each other: powers by level and by category, and the sums of both."""

    levels: tuple[CountedLine, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[Anchor, tuple[int, ...]], ...]
    categories: tuple[tuple[str, int], ...]
    title: str = "统计"
    section: str = "statistics"


def county_path(code: str) -> str:
    return f"counties/{code}.html"


def front(counties: Sequence[CountyTally]) -> FrontPage:
    whole = total(county.whole for county in counties)
    figures = (Figure(len(counties), "个", "县", STATISTICS), *_figures(whole))
    return FrontPage(figures, tuple(CountedLine(_to(county), county.whole) for county in counties))


def of_county(data: CountyData, county: CountyTally) -> CountyPage:
    powers = Counter(power.unit.page for power in data.powers)
    groups = tuple(_units(data, level, powers) for level in county.levels)
    return CountyPage(
        title=data.name,
        site=Anchor(data.url, data.url),
        figures=_figures(county.whole),
        levels=tuple(CountedLine(Anchor(name), counts) for name, counts in county.levels.items()),
        units=tuple(group for group in groups if group.entries),
    )


def numbers(counties: Sequence[CountyTally]) -> NumbersPage:
    names = tuple(level_names(counties))
    none = Counts()
    sums = {name: total(county.levels.get(name, none) for county in counties) for name in names}
    categories: Counter[str] = Counter()
    for county in counties:
        categories.update(county.categories)
    return NumbersPage(
        levels=tuple(CountedLine(Anchor(name), counts) for name, counts in sums.items()),
        heads=names,
        rows=tuple(
            (_to(county), tuple(county.levels.get(name, none).powers for name in names))
            for county in counties
        ),
        categories=tuple(categories.items()),
    )


def _figures(counts: Counts) -> tuple[Figure, ...]:
    return (
        Figure(counts.units, "个", "机构"),
        Figure(counts.powers, "项", "职权"),
        Figure(counts.charted, "张", "流程图"),
        Figure(counts.decisions, "项", "四重一大决策"),
    )


def _units(data: CountyData, level: str, powers: Counter[str]) -> Group:
    entries = (
        ListEntry(unit.name, data.url + unit.page, (f"{powers[unit.page]}项职权",))
        for unit in data.units
        if unit.level == level
    )
    return Group(level, tuple(entries))


def _to(county: CountyTally) -> Anchor:
    return Anchor(county.name, county_path(county.code))
