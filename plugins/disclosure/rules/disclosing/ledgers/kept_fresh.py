"""Rules on freshness and limits: every period is published, in time, on a day that can be; matters past
their limit and units last again are told."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from ....basics.law.titles import VETO
from ....basics.problem import Code, Problem, Severity
from ....county.ledgers.freshness import Freshness, dues
from ....county.ledgers.last_again import last_again
from ....county.ledgers.ledger_lines import by_period, periods
from ....county.ledgers.standings import LimitStanding, standing
from ....county.site import Site
from ....schema.records.ledgers.ledger import EVERYTHING, Ledger, LedgerSheet
from ....schema.records.ledgers.ledger_checks import Ranking
from ....schema.records.ledgers.ledger_spans import said, span_of
from ...registry import rule

UNPOSTED = Code(
    "L20",
    "这一期没有写哪天公布的",
    "请在“公布”里写这一期哪天公布的（导入时写 --set 公布=日期），不可编造",
    law=VETO,
)
NO_DATA = Code("L21", "写了公布日期，没有数据", "请把这一期的数据放进文件夹，或者删去日期", law=VETO)
IMPOSSIBLE = Code("L22", "公布的日期不可能", "一期完了才公布，公布不晚于今天：请写实际的日期", law=VETO)
OVERDUE = Code("L23", "台账逾期没有公布", "请补上数据，写上公布日期", Severity.REMINDER)
PAST_LIMIT = Code("L24", "还没有办完，已经超过时限", "请催办；办完的请填办结日期", Severity.REMINDER)
MISRANKED = Code("L25", "写的名次与算出的不一致", "请照分数从高到低排，分数一样的名次一样")
LAST_AGAIN = Code("L26", "连续两期排在末位", "请照本县的考核办法处理", Severity.REMINDER)
BACKWARDS = Code("L27", "办结早于起算", "请核对两个日期，改正写错的那个")


@rule(UNPOSTED, NO_DATA, IMPOSSIBLE, OVERDUE)
def ledgers_are_kept_fresh(site: Site) -> Iterator[Problem]:
    """Data and dates of publication belong together, and none is late."""
    for ledger in site.ledgers.values():
        yield from _posted(site, ledger)
        late = [due for due in dues(ledger, site.as_of) if due.standing is Freshness.OVERDUE]
        if late and periods(ledger):
            told = "、".join(due.label for due in late)
            what = f"“{ledger.name}”的{told}没有公布，最早的一期最晚应在 {late[0].last}"
            yield Problem(ledger.at("posted"), OVERDUE, what)


def _posted(site: Site, ledger: Ledger) -> Iterator[Problem]:
    posted, found = dict(ledger.posted), periods(ledger)
    for period in found:
        if period not in posted:
            what = f"有{said(ledger.period, period)}的数据"
            yield Problem(ledger.at("posted"), UNPOSTED, what)
    for period, day in ledger.posted:
        span = span_of(ledger.period, period)
        if (span and day <= span.last) or day > site.as_of or day < ledger.published:
            what = f"{said(ledger.period, period)}写着 {day} 公布"
            yield Problem(ledger.at("posted"), IMPOSSIBLE, what)
        if period not in found and (span or period == EVERYTHING):
            yield Problem(ledger.at("posted"), NO_DATA, f"文件夹里没有“{period}”的数据")


@rule(PAST_LIMIT, BACKWARDS)
def matters_are_done_within_their_limits(site: Site) -> Iterator[Problem]:
    """A matter that is not done after its last day is told, one done before it began is refused."""
    for ledger in site.ledgers.values():
        done = ledger.number_of(ledger.limit.done) if ledger.limit else None
        begun = ledger.number_of(ledger.limit.start) if ledger.limit else None
        for sheet in ledger.sheets if done is not None else ():
            late = [n for n in sheet.lines if standing(ledger, n, site.as_of) is LimitStanding.OVERDUE]
            if late and done is not None:
                yield Problem(sheet.place(late[0], done), PAST_LIMIT, f"{len(late)}件，最早的在这一行")
            if begun is not None and done is not None:
                yield from _backwards(sheet, begun, done)


def _backwards(sheet: LedgerSheet, begun: int, done: int) -> Iterator[Problem]:
    for line in sheet.lines:
        first, last = line.cells[begun], line.cells[done]
        if isinstance(first, date) and isinstance(last, date) and last < first:
            yield Problem(sheet.place(line, done), BACKWARDS, f"{last} 早于 {first}")


@rule(MISRANKED, LAST_AGAIN)
def ranks_follow_scores(site: Site) -> Iterator[Problem]:
    """Places follow scores, equal ones share a place; who stands last twice in a row is told."""
    for ledger in site.ledgers.values():
        if ledger.ranking:
            yield from _ranked(ledger, ledger.ranking)
            yield from _last_again(ledger, ledger.ranking)


def _ranked(ledger: Ledger, ranking: Ranking) -> Iterator[Problem]:
    score, place = ledger.number_of(ranking.column), ledger.number_of(ranking.place)
    scores = _scores(ledger, score) if score is not None else {}
    for sheet in ledger.sheets if scores and place is not None else ():
        for line in sheet.lines:
            own, stated = line.cells[score or 0], line.cells[place or 0]
            if isinstance(own, Decimal) and isinstance(stated, Decimal):
                held = scores[sheet.period]
                right = len(held) - bisect_right(held, own) + 1
                if stated != right:
                    what = f"写的是第 {stated:f}，照分数是第 {right}"
                    yield Problem(sheet.place(line, place or 0), MISRANKED, what)


def _scores(ledger: Ledger, score: int) -> Mapping[str, list[Decimal]]:
    """The scores of each period, from the lowest."""
    found: dict[str, list[Decimal]] = defaultdict(list)
    for sheet in ledger.sheets:
        values = (line.cells[score] for line in sheet.lines)
        found[sheet.period] += [value for value in values if isinstance(value, Decimal)]
    return {period: sorted(values) for period, values in found.items()}


def _last_again(ledger: Ledger, ranking: Ranking) -> Iterator[Problem]:
    again = last_again(ledger, by_period(ledger))
    if again is None:
        return
    for unit in again.units:
        periods = f"{again.before.label}和{again.newest.label}"
        what = f"“{unit}”在{periods}都排在后 {ranking.last} 位"
        yield Problem(ledger.at("ranking"), LAST_AGAIN, what)
