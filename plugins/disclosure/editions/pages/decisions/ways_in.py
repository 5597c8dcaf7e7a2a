"""The ways from hubs to the pages that follow decisions; only to pages that are made.

Enters: an ``Edition``.  Leaves: ``Tile`` values with the number that matters today.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ....county.facts import agenda
from ....county.facts.agenda import Event, EventKind, EventStanding
from ....county.facts.matters.matter import matters_of
from ....county.site import Site
from ....schema.records.county import Level
from ...edition import Edition
from ...parts import urls, words
from ...parts.blocks import Anchor, Tile


def ways(edition: Edition) -> tuple[Tile, ...]:
    """Every way, what is open to citizens first; none in a county without decisions."""
    return tuple(_ways(edition)) if edition.site.decisions else ()


def of_level(edition: Edition, level: Level) -> tuple[Anchor, ...]:
    """The register of one level, and the ways that all levels share."""
    site = edition.site
    held = any(site.unit(d.unit).level.code == level.name for d in site.decisions.values())
    own = Anchor(f"{level.name}决策台账", urls.listed("register", (level.code, urls.ANY, urls.ANY), 1))
    shared = (Anchor(tile.text, tile.href) for tile in ways(edition) if tile.href != urls.REGISTER)
    return (own, *shared) if held else ()


def _ways(edition: Edition) -> Iterator[Tile]:
    site = edition.site
    note = "将要决策什么、什么时候、怎样参加"
    yield Tile("决策预告", urls.PLAN, note, len(agenda.planned(site)), "项")
    asked = agenda.of_kind(site, EventKind.CONSULTATION)
    note = "正在听取意见的草案，到哪天截止"
    yield _running(site, Tile("征求意见", urls.CONSULTATIONS, note), asked)
    notices = agenda.of_kind(site, EventKind.NOTICE)
    if notices:
        yield _running(site, Tile("任前公示", urls.PUBLICITY, "公示什么、到哪天截止"), notices)
    yield Tile("决策台账", urls.REGISTER, "按层级、类别、年份汇总件数和金额", len(site.decisions), "件")
    whole = sum(1 for _ in matters_of(site))
    if whole:
        note = "同一件事在几个层级、几次会上怎样定、怎样做"
        yield Tile("各级一起看", urls.MATTERS, note, whole, "件")
    carried = agenda.carried_out(site)
    if carried:
        note = "五个一、调度督查观摩兑现，逾期标红"
        yield Tile("执行公开", urls.EXECUTION, note, len(carried), "项")
    yield Tile("决策统计", urls.STATISTICS, "多少件、多少钱、多快、听了多少意见")
    if site.procedures:
        yield Tile("决策程序", urls.PROCEDURES, "每类决策要走哪几步", len(site.procedures), "套")
    if edition.medium.links_out:
        yield Tile("订阅", urls.SUBSCRIBE, "新决策、征求意见、会议日期自动送到")


def _running(site: Site, tile: Tile, events: Sequence[Event]) -> Tile:
    """How many of some events run on the day of the data, and the days from which to count anew.

    What is over on that day is over on each later one.
    """
    lasting = [event for event in events if event.standing is not EventStanding.CANCELLED]
    running = sum(event.running(site.as_of) for event in lasting)
    days = tuple(f"{event.start}/{event.until}" for event in lasting if event.until >= site.as_of)
    unit = f"项进行中（{words.month_day(site.as_of)}）"
    return replace(tile, count=running, unit=unit, runs=days)
