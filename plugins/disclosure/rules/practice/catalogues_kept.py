"""Rules on how catalogues of publicity are kept: nothing is late or missing, 三个一律 are kept.

Source: 庄浪县: 编制完善党务公开目录，做到“三个一律”，一律向群众和社会公开; 公开管理动态化.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...county.facts.practices.kept_up import Kept, RowStanding, standings
from ...county.site import Site
from ...schema.common import PUBLIC
from ...schema.records.publicity import ALWAYS, PARTY_LIST, PublicityCatalogue
from ..registry import practice_rule

DYNAMIC = "庄浪县：公开管理动态化、公开机制长效化"
THREE_ALWAYS = "庄浪县：党务公开目录做到“三个一律”"
NAMED = 3
"""Bodies that a reminder names; of more it says how many."""

STALE_ROW = Code(
    "Z70", "公开事项逾期没有再公开", "请补公开；确有原因的在事项里写“豁免”", Severity.REMINDER, DYNAMIC
)
MISSING_ROW = Code(
    "Z71",
    "目录里写了的没有公开",
    "请公开，或者核对“落实”；确有原因的在事项里写“豁免”",
    Severity.REMINDER,
    DYNAMIC,
)
NOT_TO_ALL = Code(
    "Z72", "一律公开的事项没有向社会公开", "请把“公开范围”改为向社会公开，或者移出“一律”的分类",
    Severity.REMINDER, THREE_ALWAYS,
)  # fmt: skip
ALWAYS_LEFT_OUT = Code(
    "Z73",
    "党务公开目录的三个一律不全",
    "请补上缺的分类，分类里写“一律”",
    Severity.REMINDER,
    THREE_ALWAYS,
)


@practice_rule(STALE_ROW, MISSING_ROW)
def catalogues_are_kept(site: Site) -> Iterator[Problem]:
    """Whatever is to be disclosed is, and again when its cycle has passed.

    Nothing is said where what is missed may stand in a record that could not be read.
    """
    found = (row for of in standings(site).values() for row in of.rows if site.whole)
    for standing in (row for row in found if row.row.fulfilled):
        for kept, code in ((Kept.MISSING, MISSING_ROW), (Kept.STALE, STALE_ROW)):
            units = [unit.unit for unit in standing.units if unit.kept is kept]
            if units:
                place = standing.row.at("name")
                yield Problem(place, code, _said(site, standing, kept, units))


def _said(site: Site, standing: RowStanding, kept: Kept, units: list[str]) -> str:
    named = "、".join(site.units[unit].label for unit in units[:NAMED])
    who = f"{named}等 {len(units)} 个机构" if len(units) > NAMED else named
    late = [unit.until for unit in standing.units if unit.kept is Kept.STALE and unit.until]
    since = f"，最迟应在 {min(late)}" if kept is Kept.STALE and late else ""
    undated = "，公开了却没有日期" if kept is Kept.STALE and not late else ""
    return f"“{standing.row.name}”：{who}{kept}{since}{undated}"


@practice_rule(NOT_TO_ALL, ALWAYS_LEFT_OUT)
def three_always_are_kept(site: Site) -> Iterator[Problem]:
    """三个一律: each is there, and all in it is open to society."""
    for catalogue in site.of(PublicityCatalogue).values():
        always = {group.always for group in catalogue.groups}
        missing = "、".join(name for name in ALWAYS if name not in always)
        if catalogue.kind == PARTY_LIST and missing:
            yield Problem(catalogue.at("kind"), ALWAYS_LEFT_OUT, f"“{catalogue.name}”没有{missing}")
        for row in (row for group in catalogue.groups if group.always for row in group.rows):
            if row.scope != PUBLIC:
                yield Problem(row.at("scope"), NOT_TO_ALL, f"“{row.name}”写着{row.scope}")
