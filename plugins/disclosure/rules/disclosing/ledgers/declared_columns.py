"""Rules on what a ledger declares: every column that it speaks of is there, and of a kind that fits."""

from __future__ import annotations

from collections.abc import Iterator

from ....basics.problem import Code, Problem
from ....county.site import Site
from ....schema.declare import nearest
from ....schema.records.ledgers.ledger import Ledger
from ....schema.records.ledgers.ledger_checks import BY_PERIOD
from ....schema.records.ledgers.ledger_columns import NUMBERS, ColumnKind
from ....schema.records.ledgers.ledger_spans import EXAMPLES, is_period
from ...registry import rule

NO_COLUMN = Code("L10", "没有这一列", "请照抄“列”里的名称")
WRONG_KIND = Code("L11", "这一列的种类用不上", "请换一列，或者改“列”里的种类")
NO_STATES = Code("L12", "有状态列，没有写可以是哪些状态", "请写“状态: {在办: 蓝, 办结: 绿}”")
NOT_A_PERIOD = Code("L13", "不是这本台账的期", "请照“周期”写：2026、2026-H1、2026-Q3、2026-09、全部")
LIMIT_UNTOLD = Code("L14", "时限没有写全", "请写“期限”列，或者“起”和“以内”（几种不同的写“按”和“各”）")
PARTS_UNTOLD = Code("L36", "要件列没有写应当有哪几样", "请写“要件: {六查: [程序, 事实, 证据]}”")

_ADDED = frozenset((ColumnKind.YUAN, ColumnKind.WAN, ColumnKind.COUNT))
_NUMBERS, _DAYS = frozenset(NUMBERS), frozenset((ColumnKind.DAY,))
_PARTS, _TEXT = frozenset((ColumnKind.PARTS,)), frozenset((ColumnKind.TEXT,))
_CARRIERS = frozenset((ColumnKind.CARRIER,))
_PUBLISHED = frozenset((ColumnKind.DECISION, ColumnKind.NOTICE, ColumnKind.POWER))
_ANY = frozenset(ColumnKind)
ColumnAsked = tuple[str, str, frozenset[ColumnKind]]
"""The attribute of a ledger that speaks of a column, its name, and the kinds that fit."""


@rule(NO_COLUMN, WRONG_KIND, NO_STATES, NOT_A_PERIOD, LIMIT_UNTOLD, PARTS_UNTOLD)
def ledgers_declare_what_they_have(site: Site) -> Iterator[Problem]:
    """What is declared can be carried out."""
    for ledger in site.ledgers.values():
        yield from _columns(ledger)
        yield from _words(ledger)


def _columns(ledger: Ledger) -> Iterator[Problem]:
    known = {column.name: column.kind for column in ledger.columns}
    for attribute, name, kinds in dict.fromkeys(_asked(ledger)):
        if name not in known:
            what = f"“{name}”不在“列”里{nearest(name, known)}"
            yield Problem(ledger.at(attribute), NO_COLUMN, what)
        elif known[name] not in kinds:
            what = f"“{name}”是{known[name]}，这里要{'、'.join(sorted(kinds))}"
            yield Problem(ledger.at(attribute), WRONG_KIND, what)


def _asked(ledger: Ledger) -> Iterator[ColumnAsked]:
    """Every column that the ledger speaks of."""
    yield from (("identity", name, _ANY) for name in ledger.identity)
    yield from (("blank", name, _ANY) for name in ledger.blank)
    yield from (("totals", name, _ADDED) for name in ledger.totals)
    yield from (("relations", name, _NUMBERS) for r in ledger.relations for name in r.columns)
    yield from (("carried", name, _NUMBERS) for pair in ledger.carried for name in pair)
    yield from (("thresholds", line.column, _NUMBERS) for line in ledger.thresholds)
    yield from _asked_besides(ledger)
    if ledger.chart:
        yield "chart", ledger.chart.column, _ADDED
        yield from (("chart", name, _ANY) for name in (ledger.chart.by,) if name != BY_PERIOD)
    if ledger.limit:
        dated = (ledger.limit.start, ledger.limit.done, ledger.limit.due)
        yield from (("limit", name, _DAYS) for name in dated if name)
        yield from (("limit", name, _ANY) for name in (ledger.limit.by,) if name)
    if ledger.ranking:
        yield "ranking", ledger.ranking.column, _NUMBERS
        yield from (("ranking", name, _NUMBERS) for name in (ledger.ranking.place,) if name)


def _asked_besides(ledger: Ledger) -> Iterator[ColumnAsked]:
    yield from (("year_before", name, _NUMBERS) for pair in ledger.year_before for name in pair)
    yield from (("agreements", agreement.column, _ADDED) for agreement in ledger.agreements)
    yield from (("parts", name, _PARTS) for name, _ in ledger.parts)
    yield from (("letters", name, _TEXT) for name, _ in ledger.letters)
    yield from (("apart", name, _DAYS) for days in ledger.apart for name in (days.start, days.end))
    if ledger.posting:
        yield from (("posting", name, _PUBLISHED) for name in ledger.posting.records)
        yield "posting", ledger.posting.carrier, _CARRIERS
        yield "posting", ledger.posting.day, _DAYS
    if ledger.tiers:
        yield from (("tiers", name, _ANY) for name in ledger.tiers.by)
        yield from (("tiers", name, _NUMBERS) for name in (ledger.tiers.low, ledger.tiers.high))


def _words(ledger: Ledger) -> Iterator[Problem]:
    told = dict(ledger.parts)
    for column in ledger.columns:
        if column.kind is ColumnKind.PARTS and column.name not in told:
            yield Problem(ledger.at("columns"), PARTS_UNTOLD, f"“{column.name}”是要件列")
    if ledger.of_kind(ColumnKind.STATE) and not ledger.states:
        yield Problem(ledger.at("columns"), NO_STATES, "“列”里有状态列")
    for period, _ in ledger.posted:
        if not is_period(ledger.period, period):
            what = f"“{period[:20]}”不像“{EXAMPLES[ledger.period]}”"
            yield Problem(ledger.at("posted"), NOT_A_PERIOD, what)
    limit = ledger.limit
    if limit and not limit.due and not (limit.start and (limit.within or (limit.by and limit.each))):
        yield Problem(limit.at(), LIMIT_UNTOLD, "算不出最晚哪一天办完")
