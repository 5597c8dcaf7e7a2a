"""A page at every address of a record that was withdrawn: that it is gone, why, and what took its place.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``WithdrawnPage``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ....basics.output import Html
from ....basics.values import dataclass
from ....schema.records.notices.withdrawal import GONE, UNNAMED, Withdrawal
from ...edition import Edition
from ...parts import links, urls, words
from ...parts.blocks import Anchor, Fact, Head, Offer, fact, present
from . import record_histories

_LISTS = (urls.POWERS, urls.DECISIONS, urls.NOTICES, urls.UNITS, urls.POSTS)
"""Lists that are there however short they become."""
TEMPLATE = "site/withdrawn.html"


@dataclass(frozen=True, slots=True)
class WithdrawnPage:
    """What is left to tell of a record."""

    head: Head
    title: str
    told: str
    facts: tuple[Fact, ...]
    instead: tuple[Anchor, ...]
    offers: tuple[Offer, ...]


def pages(edition: Edition) -> Iterator[Html]:
    for gone in edition.site.of(Withdrawal).values():
        for code in gone.codes:
            path = urls.of_kind(gone.kind, code)
            yield Html(path, TEMPLATE, partial(_page, edition, gone, path, code))


def successors(edition: Edition, gone: Withdrawal) -> tuple[Anchor, ...]:
    """What stands in its place, as far as the edition holds it."""
    return links.all_of(links.of_kind(edition, ref) for ref in gone.successors or ())


def _page(edition: Edition, gone: Withdrawal, path: str, code: str) -> WithdrawnPage:
    title = f"{gone.name or gone.kind}{GONE}"
    unit = links.full_unit(edition, gone.unit)
    folder = path.partition("/")[0]
    home = f"{folder}/index.html"
    head = links.head(
        edition, title, folder, Anchor(gone.kind, home if home in _LISTS else ""), Anchor(code),
        description=_told(gone), source=unit.text if unit else "", column=gone.kind,
        published=words.day(gone.day), unlisted=True,
    )  # fmt: skip
    facts = present(
        fact("种类", gone.kind),
        fact("编码", code),
        fact("撤下日期", words.day(gone.day)),
        fact("原因", gone.reason),
        fact("说明", gone.note),
        fact("依据", gone.basis),
        fact("由谁撤下", unit),
        fact("别的变更", Anchor(record_histories.TITLE, urls.CHANGES)),
        fact("给程序用", record_histories.data(gone) if edition.medium.feeds else None),
    )
    return WithdrawnPage(
        head=head,
        title=title,
        told=_told(gone),
        facts=facts,
        instead=successors(edition, gone),
        offers=(record_histories.offered(gone),) if edition.medium.feeds else (),
    )


def _told(gone: Withdrawal) -> str:
    """One sentence; of what may not be public it says nothing but that."""
    what = f"这里原来的{gone.kind}" if gone.reason in UNNAMED else gone.called
    return f"{what}已于 {words.day(gone.day)} 撤下，原因：{gone.reason}"
