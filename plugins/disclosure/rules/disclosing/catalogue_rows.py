"""Rules on catalogues of publicity: every row says how often, and what fulfils it.

Sources: 国办发〔2019〕54号 (公开事项、内容、依据、时限、主体、渠道); 庄浪县 编制完善党务公开目录.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem
from ...county.facts.practices.kept_up import binds
from ...county.site import Site
from ...schema.records.publicity import MONTHS, ON_REQUEST, Fulfilment, PublicityCatalogue, PublicityRow
from ..registry import rule

LAW = "国办发〔2019〕54号"
NOTHING_NAMED = Code(
    "R180", "公开事项没有写由什么落实", "请在“落实”里写清单、栏目，或者公告、职权、决策的编码", law=LAW
)
NO_CYCLE = Code("R181", "公开事项没有周期", "请写“周期”；没有固定日子的写随时或长期", law=LAW)
EMPTY_FIELD = Code(
    "R182", "目录的分类里没有公开事项", "请写“事项”；确实没有的写“不涉及”的理由，两样只写一样", law=LAW
)
BAD_WITHIN = Code(
    "R183", "期内天数和周期对不上", "“期内”只配每月、每季度、每半年、每年，不能比周期长", law=LAW
)
BINDS_NOBODY = Code(
    "R184", "公开事项没有机构要公开", "“层级”里还没有机构：请改层级，或者写“主体”", law=LAW
)
SHORTEST = {1: 28, 3: 90, 6: 181, 12: 365}
"""Days of the shortest period of so many months."""


@rule(NOTHING_NAMED)
def rows_name_what_fulfils_them(site: Site) -> Iterator[Problem]:
    """A list, a column or records; what is given on request needs none."""
    for row in _rows(site):
        if row.manner != ON_REQUEST and not row.fulfilled:
            yield Problem(row.at("name"), NOTHING_NAMED, f"“{row.name}”没有写“落实”")
        for by in row.fulfilled:
            if not _names(by):
                yield Problem(by.origin.place, NOTHING_NAMED, f"“{row.name}”的“落实”没有写在哪里公开")


@rule(NO_CYCLE, BAD_WITHIN)
def rows_have_a_cycle(site: Site) -> Iterator[Problem]:
    """How often, and a last day that lies within the period."""
    for row in _rows(site):
        if row.manner != ON_REQUEST and not row.cycle:
            yield Problem(row.at("name"), NO_CYCLE, f"“{row.name}”没有写“周期”")
        most = SHORTEST[MONTHS[row.cycle]] if row.cycle in MONTHS else 0
        if row.within and row.within > most:
            what = f"“{row.name}”的周期是{row.cycle or '空的'}，期内写着 {row.within} 天"
            yield Problem(row.at("within"), BAD_WITHIN, what)


@rule(BINDS_NOBODY)
def rows_bind_somebody(site: Site) -> Iterator[Problem]:
    """A level at which no body is registered publishes nothing."""
    for catalogue in site.of(PublicityCatalogue).values():
        for row in catalogue.rows:
            if not binds(site, catalogue, row):
                levels = "、".join(ref.code for ref in row.levels)
                yield Problem(
                    row.at("levels"), BINDS_NOBODY, f"“{row.name}”写着{levels}，没有这样的机构"
                )


@rule(EMPTY_FIELD)
def fields_have_rows_or_a_reason(site: Site) -> Iterator[Problem]:
    """A field without rows says why; one with rows does not."""
    for catalogue in site.of(PublicityCatalogue).values():
        for group in catalogue.groups:
            if bool(group.rows) == bool(group.unconcerned):
                lacking = "又有事项、又写了不涉及" if group.rows else "没有事项，也没有写不涉及的理由"
                yield Problem(group.at("name"), EMPTY_FIELD, f"“{group.name}”{lacking}")


def _names(by: Fulfilment) -> bool:
    return any((by.listed, by.column, by.notices, by.powers, by.decisions))


def _rows(site: Site) -> Iterator[PublicityRow]:
    for catalogue in site.of(PublicityCatalogue).values():
        yield from catalogue.rows
