"""Rules on 公开台账: what people put on carriers by hand, and whether all levels did so at once.

Source: the counties' practice of disclosing 四重一大 at four levels at once, on 两网两栏两屏两中心.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from ....basics.media import BY_HAND
from ....basics.problem import Code, Place, Problem, Severity
from ....basics.values import dataclass
from ....county.facts.matters.groups import matters
from ....county.site import Published, Site, code_of
from ....schema.compound import Ref
from ....schema.records.decisions.decision import ADOPTED_STATES
from ....schema.records.ledgers.ledger import Ledger, SheetLine
from ....schema.records.ledgers.ledger_checks import PostedOn
from ...registry import rule

NOT_ADDRESSED = Code("L46", "登记的载体不是这条记录的", "请核对；真的公开了的，在记录的“载体”里写上")
NOT_AT_ONCE = Code(
    "L47",
    "同一事项没有在各层级同时公开",
    "请核对日期；确实不同日的，下一次同日公开",
    Severity.REMINDER,
    law="“四重一大”决策四级同步公开",
)
NOT_POSTED = Code(
    "L48", "应当公开的载体没有登记", "请登记哪天、由谁公开的；还没有公开的，请公开", Severity.REMINDER
)

PublishedName = tuple[str, str]
"""The title of the kind of a record, and its code."""


@dataclass(frozen=True, slots=True)
class Posting:
    """A record on a carrier, and where that was written down."""

    record: PublishedName
    carrier: str
    day: date
    place: Place


@rule(NOT_ADDRESSED, NOT_AT_ONCE, NOT_POSTED)
def what_is_put_up_is_written_down(site: Site) -> Iterator[Problem]:
    """Each on the carriers of its record, all of them, and at every level on one day."""
    published = {(record.title, code_of(record)): record for record in site.published}
    for ledger in site.ledgers.values():
        if ledger.posting:
            postings = list(_postings(ledger, ledger.posting))
            yield from _addressed(published, postings)
            yield from _at_once(site, postings)
            yield from _all(site, ledger, ledger.posting, postings)


def _postings(ledger: Ledger, posting: PostedOn) -> Iterator[Posting]:
    asked = map(ledger.number_of, (*posting.records, posting.carrier, posting.day))
    *records, carrier, day = (-1 if number is None else number for number in asked)
    if min(*records, carrier, day) >= 0:
        for sheet in ledger.sheets:
            for line in sheet.lines:
                yield from _of_line(line, records, (carrier, day))


def _of_line(line: SheetLine, records: list[int], places: tuple[int, int]) -> Iterator[Posting]:
    on, day = (line.cells[place] for place in places)
    for of in (line.cells[number] for number in records):
        if isinstance(of, Ref) and isinstance(on, Ref) and isinstance(day, date):
            yield Posting((of.to, of.code), on.code, day, on.place)


def _addressed(
    published: Mapping[PublishedName, Published], postings: list[Posting]
) -> Iterator[Problem]:
    for posting in postings:
        record = published.get(posting.record)
        if record and posting.carrier not in {ref.code for ref in record.carriers}:
            named = "、".join(ref.code for ref in record.carriers)
            yield Problem(posting.place, NOT_ADDRESSED, f"“{record.name}”的载体是{named}")


def _at_once(site: Site, postings: list[Posting]) -> Iterator[Problem]:
    """Of a matter the first day at each level; told of the level that was late."""
    found: dict[str, Posting] = {}
    for posting in sorted(postings, key=lambda posting: posting.day, reverse=True):
        found[posting.record[1]] = posting
    for matter in matters(site.decisions.values()):
        own = [(found[of.code], site.unit(of.unit).level.code) for of in matter if of.code in found]
        first, level = min(own, key=lambda told: told[0].day, default=(None, ""))
        for posting, late in own if first else ():
            if first and posting.day != first.day and late != level:
                what = f"“{posting.record[1]}”{late} {posting.day} 公开，{level} {first.day} 就公开了"
                yield Problem(posting.place, NOT_AT_ONCE, what)


def _all(site: Site, ledger: Ledger, declared: PostedOn, postings: list[Posting]) -> Iterator[Problem]:
    """Since the ledger is kept, each adopted decision on each carrier that nobody serves but by hand."""
    done: dict[str, set[str]] = defaultdict(set)
    for posting in postings:
        done[posting.record[1]].add(posting.carrier)
    last = site.as_of - timedelta(days=declared.within)
    for decision in site.decisions.values():
        if decision.state in ADOPTED_STATES and ledger.published <= decision.published <= last:
            asked = (ref for ref in decision.carriers if site.carriers[ref.code].edition == BY_HAND)
            for ref in asked:
                if ref.code not in done[decision.code]:
                    what = f"“{decision.name}”应当在{ref.code}公开，“{ledger.name}”没有登记"
                    yield Problem(ref.place, NOT_POSTED, what)
