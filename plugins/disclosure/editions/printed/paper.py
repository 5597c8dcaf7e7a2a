"""What a sheet of paper is: a size, a template of the theme, what stands on it, and of which records.

Enters: an ``Edition`` and records.  Leaves: sheets, whose ``data`` is the JSON that a template
of ``theme/print`` sets.  Nothing in it is markup: a word is set as it is written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any

from ...basics.media import BY_HAND, FRONT, Paper
from ...basics.values import dataclass
from ...charts.ink.palette import LIGHT, Look, unthemed
from ...schema.declare import Record
from ...schema.records.powers.power import Power
from ...schema.records.unit import Unit
from ..edition import Edition
from ..pages.powers.power import PowerPage
from ..parts import urls, words
from ..parts.addresses import base_of
from ..parts.blocks import Fact
from ..parts.qr_codes import qr_svg

ToPrint = Callable[[Record], bool]
"""Whether the sheets of a record are to be printed."""
PageOf = Callable[[str], PowerPage]
"""The page of a power by its code, made once."""
SAME = "扫码看网上的同一页，散列相同就是没有改过："
EACH = "扫码到网上的这一页，末尾“连同各项职权”的散列相同，就没有一项改过："


@dataclass(frozen=True, slots=True)
class Imprint:
    """What tells which record a sheet is of, as it was when it was printed.

    ``scan`` says what is at the ``address``, ``told`` whose portal it is.
    """

    code: str
    published: str
    digest: str
    address: str
    scan: str
    qr: str
    told: str


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A file to be printed: ``path`` below the edition, without its ending.

    ``of`` is its record, and ``body`` a dataclass: what stands on it.
    """

    path: str
    template: str
    paper: Paper
    title: str
    of: Record
    imprint: Imprint
    body: Any
    carriers: tuple[str, ...] = ()

    def data(self, sponsor: str) -> str:
        """All that the template sets, always in the same words."""
        told = {
            "title": self.title, "sponsor": sponsor, "paper": asdict(self.paper),
            "columns": self.paper.columns, "sizes": self.paper.sizes, "inks": INKS,
            "imprint": asdict(self.imprint), **asdict(self.body),
        }  # fmt: skip
        return json.dumps(told, ensure_ascii=False, sort_keys=True)


def imprint(edition: Edition, record: Any, day: str = "") -> Imprint:
    """Of a record, with the way to its page where the portal has one."""
    digest = edition.digest_of(record)
    return _imprint(edition, record, day or words.day(getattr(record, "published", None)), digest, SAME)


def imprint_of_body(edition: Edition, unit: Unit) -> Imprint:
    """Of a sheet that tells of a body and of its powers: none of them changes without its digest."""
    day = latest(edition.site.powers_of[unit.code])
    return _imprint(edition, unit, day, edition.digest_of_body(unit.code), EACH)


def _imprint(edition: Edition, record: Any, day: str, digest: str, scan: str) -> Imprint:
    address = f"{base_of(edition.site.county)}{urls.record(type(record), record.code)}"
    on_web = any(_is_on_the_web(edition, ref.code) for ref in record.carriers)
    return Imprint(
        code=record.code,
        published=day,
        digest=digest,
        address=address if on_web else "",
        scan=scan,
        qr=qr_svg(f"{address}#{digest}") if on_web else "",
        told=portal_of(edition),
    )


def latest(powers: Iterable[Power]) -> str:
    """The day on which one of them was published last."""
    return words.day(max((power.published for power in powers if power.published), default=None))


def portal_of(edition: Edition) -> str:
    """Whose portal it is, at the foot of every sheet."""
    portal = edition.site.county.portal
    return f"{portal.site}　{portal.sponsor}"


def _is_on_the_web(edition: Edition, carrier: str) -> bool:
    return edition.site.carriers[carrier].edition == FRONT.carrier


def said(*told: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Rows that say something behind their term."""
    return tuple(row for row in told if any(row[1:]))


def where_it_is(unit: Unit) -> tuple[tuple[str, ...], ...]:
    """A body's address, hours and telephones, and which practices it was excused from."""
    waived = map(words.waived, unit.waivers)
    return said(
        ("地址", unit.address), ("办公时间", unit.hours), ("电话", *unit.phones), ("做法豁免", *waived)
    )


def by_hand(edition: Edition, record: Any) -> tuple[str, ...]:
    """The carriers of a record that no edition serves: somebody has to put it up."""
    named = (ref.code for ref in record.carriers)
    return tuple(n for n in named if edition.site.carriers[n].edition == BY_HAND)


def rows(facts: Iterable[Fact]) -> tuple[tuple[str, ...], ...]:
    """Facts as rows of words: the term first."""
    return tuple((fact.term, *_values(fact)) for fact in facts)


def _values(fact: Fact) -> Iterator[str]:
    yield from (value.text for value in fact.values)
    if fact.note:
        yield fact.note


def _inks() -> Iterator[tuple[str, str]]:
    """The colours of the charts on paper, by name."""
    for part in fields(LIGHT):
        value = getattr(LIGHT, part.name)
        name = part.name.replace("_", "-")
        if isinstance(value, str):
            yield name, unthemed(value)
        elif isinstance(value, Look):
            yield from ((f"{name}-fill", unthemed(value.fill)), (f"{name}-line", unthemed(value.line)))
    yield from ((f"grade-{grade}", unthemed(LIGHT.grade(grade))) for grade in "一二三")


INKS = dict(_inks())
