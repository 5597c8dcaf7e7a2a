"""Rules on villages: income and expenditure published at least every quarter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ...basics.calendar.month_spans import first_day
from ...basics.problem import Code, Problem
from ...county.site import Site
from ...schema.records.county import MONTHLY
from ...schema.records.unit import Unit
from ..registry import decision_rule

GRACE = timedelta(20)

QUARTER_MISSING = Code(
    "R150",
    "村级财务没有按时公布",
    "请补公布，并在“财务公布”里写明“截至”和“日期”",
    law="《村民委员会组织法》第三十条第三款",
)
TOLD_EARLY = Code(
    "R151",
    "财务公布早于收支截止",
    "季度没有结束不能公布全季收支：请核对“截至”和“日期”",
    law="《村民委员会组织法》第三十条第四款",
)


@decision_rule(QUARTER_MISSING)
def accounts_every_quarter(site: Site) -> Iterator[Problem]:
    """From a unit's first publication on, each quarter (month) is published within twenty days."""
    for unit in site.units.values():
        rhythm = site.level_of(unit).accounts
        if rhythm and not unit.accounts:
            what = f"“{unit.name}”从来没有公布财务，应当{rhythm}公布"
            yield Problem(unit.at("code"), QUARTER_MISSING, what)
        missing = list(_missing(unit, 1 if rhythm == MONTHLY else 3, site.as_of))
        if missing:
            spans = "、".join(f"{first}至{last}" for first, last in missing)
            yield Problem(unit.at("accounts"), QUARTER_MISSING, f"“{unit.name}”没有公布{spans}的财务")


@decision_rule(TOLD_EARLY)
def accounts_are_closed(site: Site) -> Iterator[Problem]:
    """Accounts are published after the last day that they cover, and not in the future."""
    for unit in site.units.values():
        for accounts in unit.accounts:
            if accounts.day <= accounts.until or accounts.day > site.as_of:
                what = f"“{unit.name}”截至 {accounts.until} 的收支写着 {accounts.day} 公布"
                yield Problem(accounts.at("day"), TOLD_EARLY, what)


def _missing(unit: Unit, months: int, as_of: date) -> Iterator[tuple[date, date]]:
    """The periods since the first publication that are over, grace included, and not told."""
    told = [accounts.until for accounts in unit.accounts]
    last = _last_day(min(told), months) if told and min(told) <= as_of else as_of
    while last + GRACE < as_of:
        first = first_day(last, months)
        if not any(first <= day <= last for day in told):
            yield first, last
        last = _last_day(last + timedelta(1), months)


def _last_day(day: date, months: int) -> date:
    """The last day of the period of so many months that holds the day."""
    return first_day(day, months, after=1) - timedelta(1)
