"""Everything in an edition that can be searched for, with the answer that most people want of it.

Enters: an ``Edition``.  Leaves: ``Findable`` values, kind by kind, each leading to a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from ...basics.values import dataclass
from ...county.ledgers.ledger_lines import companies
from ...schema.phones import in_line
from ...schema.records.ledgers.ledger import Ledger
from ...schema.records.ledgers.ledger_columns import ColumnKind
from ...schema.records.lists.shared_list import SharedList
from ...schema.records.notices.annual_report import AnnualReport
from ...schema.records.powers.power import Power
from ...schema.records.publicity import PublicityCatalogue
from ...schema.records.unit import Unit
from ..edition import Edition
from ..pages import about, entries
from ..pages.errands import venue_pages
from ..pages.powers import handling
from ..parts import links, urls, words

ITEM, POWER, PLACE, DECISION, UNIT, POST, NOTICE, TOPIC, OTHER, COMPANY = (
    "事项", "职权", "地点", "决策", "机构", "岗位", "公告", "主题", "栏目", "企业"
)  # fmt: skip
KINDS = (ITEM, POWER, PLACE, DECISION, UNIT, POST, NOTICE, TOPIC, OTHER, COMPANY)
"""In the order in which results are shown that fit equally well."""


@dataclass(frozen=True, slots=True)
class Findable:
    """A page by the name of what it tells of; ``told`` is the answer in one line.

    ``words`` are other names of it, ``keys`` its codes and telephones.  How to reach it is told of the
    body whose code is ``unit``.
    """

    kind: str
    name: str
    href: str
    told: str
    keys: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    unit: str = ""


def everything(edition: Edition) -> Iterator[Findable]:
    """Each with what the county says that people call it (俗称)."""
    called = dict(edition.site.county.everyday)
    kinds = (
        _items, _powers, _places, _decisions, _units, _posts, _notices, _topics, _others, _companies
    )  # fmt: skip
    for found in chain.from_iterable(of(edition) for of in kinds):
        more = called.get(found.name)
        yield replace(found, words=(*found.words, *more)) if more else found


def _line(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def reached(unit: Unit) -> str:
    """How a body is reached, in a line."""
    return _line(f"电话 {in_line(unit.phones)}" if unit.phones else "", unit.address)


def _items(edition: Edition) -> Iterator[Findable]:
    """What many bodies hold alike, once."""
    held: dict[str, list[Power]] = {}
    for power in edition.site.powers.values():
        if power.listed:
            held.setdefault(power.listed.key, []).append(power)
    for key, powers in held.items():
        told = _line(f"{len(powers)}个机构都办", *_how(powers[0]))
        yield Findable(ITEM, powers[0].name, urls.listed_item(key), told, words=powers[0].everyday_words)


def _powers(edition: Edition) -> Iterator[Findable]:
    for power in edition.site.powers.values():
        told = _line(links.unit_label(edition, power), *_how(power))
        subitems = (item.name for item in power.subitems)
        yield Findable(
            POWER, power.name, urls.power(power.code), told, keys=(power.code,), unit=power.unit.code,
            words=tuple(dict.fromkeys((*power.everyday_words, *subitems))),
        )  # fmt: skip


def _how(power: Power) -> tuple[str, ...]:
    """How long it takes, and what it costs."""
    return (f"承诺{power.promised}" if power.promised else "", handling.charge(power))


def _places(edition: Edition) -> Iterator[Findable]:
    for place in venue_pages.places(edition):
        told = _line(*venue_pages.told(edition, place))
        yield Findable(PLACE, place.name, urls.place(place.name), told)


def _decisions(edition: Edition) -> Iterator[Findable]:
    for decision in edition.site.decisions.values():
        amount = words.amount(decision.amount)
        told = _line(
            links.unit_label(edition, decision), decision.state, amount, words.day(decision.published)
        )
        yield Findable(
            DECISION,
            decision.name,
            urls.decision(decision.code),
            told,
            keys=(decision.code,),
            words=decision.aliases,
        )


def _units(edition: Edition) -> Iterator[Findable]:
    for unit in edition.site.units.values():
        other = (unit.short,) if unit.short and unit.short != unit.name else ()
        yield Findable(
            UNIT,
            unit.name,
            urls.unit(unit.code),
            unit.hours,
            keys=(unit.code, *unit.phones),
            words=other,
            unit=unit.code,
        )


def _posts(edition: Edition) -> Iterator[Findable]:
    """Only posts with a grade have a page."""
    for post in edition.site.posts.values():
        if post.grade:
            unit = edition.site.unit_of_post[post.code]
            name = post.name if post.name.startswith(unit.label) else f"{unit.label}{post.name}"
            told = _line(post.rank, words.graded(post.grade), entries.held(edition, post))
            yield Findable(POST, name, urls.post(post.code), told, (post.code,))


def _notices(edition: Edition) -> Iterator[Findable]:
    for report in entries.newest(edition.site.of(AnnualReport).values()):
        told = words.day(report.published)
        yield Findable(NOTICE, report.name, urls.record(AnnualReport, report.code), told, (report.code,))
    for notice in entries.newest(edition.site.notices.values()):
        unit = edition.site.units.get(notice.unit.code)
        told = _line(notice.column, unit.label if unit else "", words.day(notice.published))
        yield Findable(NOTICE, notice.name, urls.notice(notice.code), told, (notice.code, notice.number))


def _topics(edition: Edition) -> Iterator[Findable]:
    held = {ref.code for power in edition.site.powers.values() for ref in power.topics}
    for topic in edition.site.county.topics:
        if topic.name in held:
            yield Findable(TOPIC, topic.name, urls.topic(topic.code), topic.note)


def _others(edition: Edition) -> Iterator[Findable]:
    """Lists, catalogues and ledgers, each a whole of its own; then the other columns of the site."""
    kinds: Iterable[tuple[type[SharedList | PublicityCatalogue | Ledger], Callable[[str], str]]] = (
        (SharedList, urls.shared_list), (PublicityCatalogue, urls.catalogue), (Ledger, urls.ledger)
    )  # fmt: skip
    wholes = set[str]()
    for kind, address in kinds:
        for code, record in edition.site.of(kind).items():
            asked = _asked_of(record)
            wholes.add(address(code))
            yield Findable(OTHER, record.name, address(code), kind.title, (code,), words=asked)
    for column in about.columns(edition):
        if column.href not in wholes:
            yield Findable(OTHER, column.text, column.href, "")


def _asked_of(record: SharedList | PublicityCatalogue | Ledger) -> tuple[str, ...]:
    """The columns of a ledger that say who won: 中标（成交）人."""
    if not isinstance(record, Ledger):
        return ()
    return tuple(record.columns[number].name for number in record.of_kind(ColumnKind.COMPANY))


def _companies(edition: Edition) -> Iterator[Findable]:
    """Whoever won or supplies, by each ledger that says so, with what it says first."""
    for code, ledger in edition.site.ledgers.items():
        for name, told in companies(ledger).items():
            more = f"等{len(told)}项" if len(told) > 1 else ""
            yield Findable(COMPANY, name, urls.ledger(code), _line(ledger.name, told[0] + more))
