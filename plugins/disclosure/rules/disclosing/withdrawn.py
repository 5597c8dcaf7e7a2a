"""Rules on withdrawals: an address says that its record is gone, why, and no more than it may.

Sources: 《政府信息公开条例》第十四条、第十五条 (what may not be public).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem
from ...county.site import Site, former_codes
from ...schema.catalogue import LINKED
from ...schema.records.notices.withdrawal import MERGED, OTHER, UNNAMED, Withdrawal
from ...schema.records.unit import Post
from ..registry import rule

STILL_THERE = Code(
    "R190",
    "撤下的编码还在用",
    "同一个地址不能又是一条记录、又说它撤下了：请删去那条记录，或者删去撤下记录",
)
AHEAD = Code("R191", "撤下的日期在将来", "请写实际撤下的日期；还没有撤下的，到期再写")
NAMED = Code(
    "R192",
    "不该公开而撤下的，又说出了它是什么",
    "请删去“名称”和“说明”：只留编码、日期、原因和接替的记录",
    law="《政府信息公开条例》第十四条、第十五条",
)
UNCLEAR = Code("R193", "撤下没有说清楚", "合并的写“接替”，原因是“其他”的写“说明”")


@rule(STILL_THERE)
def what_is_withdrawn_is_gone(site: Site) -> Iterator[Problem]:
    """No record has a code, or had it before, whose page says that it was withdrawn."""
    used = dict(_used(site))
    for gone in site.of(Withdrawal).values():
        for code in gone.codes:
            record = used.get((gone.kind, code.casefold()))
            if record is not None:
                what = f"{gone.kind}“{code}”已经撤下，目录里还有“{record}”"
                yield Problem(gone.at("code"), STILL_THERE, what)


def _used(site: Site) -> Iterator[tuple[tuple[str, str], str]]:
    """Every code that a page lies under or leads on from, by kind, and what is called so."""
    for title, records in site.names.items():
        if title in _WITH_PAGES:
            for code, record in records.items():
                name = str(getattr(record, "name", code))
                yield from (((title, each.casefold()), name) for each in (code, *former_codes(record)))


_WITH_PAGES = {*(shelf.title for shelf in LINKED if shelf.pages), Post.title}


@rule(AHEAD)
def nothing_is_withdrawn_in_the_future(site: Site) -> Iterator[Problem]:
    """A withdrawal has happened."""
    for gone in site.of(Withdrawal).values():
        if gone.day > site.as_of:
            what = f"{gone.called}撤下于 {gone.day}，晚于本次生成的日期 {site.as_of}"
            yield Problem(gone.at("day"), AHEAD, what)


@rule(NAMED)
def what_may_not_be_public_is_not_named(site: Site) -> Iterator[Problem]:
    """Of what was withdrawn because it may not be public nothing is told."""
    for gone in site.of(Withdrawal).values():
        if gone.reason in UNNAMED and (gone.name or gone.note):
            told = "“名称”" if gone.name else "“说明”"
            what = f"因{gone.reason}撤下的{gone.kind}写了{told}"
            yield Problem(gone.at("name" if gone.name else "note"), NAMED, what)


@rule(UNCLEAR)
def a_withdrawal_says_why(site: Site) -> Iterator[Problem]:
    """What was merged says into what, and any other reason what it is."""
    needed = {MERGED: ("successors", "由哪一条接替"), OTHER: ("note", "是什么原因")}
    for gone in site.of(Withdrawal).values():
        attribute, lacking = needed.get(gone.reason, ("", ""))
        if attribute and not getattr(gone, attribute):
            what = f"{gone.called}的原因是“{gone.reason}”，没有写{lacking}"
            yield Problem(gone.at("reason"), UNCLEAR, what)
