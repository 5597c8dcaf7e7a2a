"""Rules on screens: what an LED controller cannot show is refused by name."""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.media import MEDIUM_OF
from ...basics.problem import Code, Problem
from ...county.site import Published, Site
from ...schema.records.decisions.decision import Decision
from ...schema.records.notices.notice import Notice
from ...schema.records.shown.screen import CELL, CHARTS, LEAST_FOR_CHARTS, SEEN_FROM
from ...schema.records.unit import Unit
from ...schema.source.taken import fault
from ..registry import rule

NOT_GBK = Code(
    "R70", "显示屏显示不了的字", "显示屏控制卡只认 GBK 字符：请换一个字，或不要指定“电子显示屏”载体"
)

TOO_SMALL = Code(
    "R71",
    "屏幕太小，放不下流程图",
    "请从“内容”里删去“流程”，或者核对宽和高",
    law="显示屏上的字不小于 24 像素",
)


NO_ROOM = Code("E02", "屏幕放不下这几行字", "请把“行数”写少，或者核对宽和高")

TOO_SMALL_TO_READ = Code(
    "E04",
    "字太小，站在那里看不清",
    "请减少行数，或者核对点距和观看距离",
    law="字高不小于观看距离的 1/250",
)
_FEW = 4
"""Characters that a line is to hold at least."""


@rule(NOT_GBK)
def led_can_show(site: Site) -> Iterator[Problem]:
    """Every title addressed to a screen, and the name of its unit, can be encoded in GBK."""
    told: set[tuple[str, str]] = set()
    for record in site.published if site.screens else ():
        editions = (MEDIUM_OF.get(site.carriers[ref.code].edition) for ref in record.carriers)
        if not any(medium and medium.screens for medium in editions):
            continue
        for owner, attribute in _words(site, record):
            if (owner.code, attribute) not in told:
                told.add((owner.code, attribute))
                yield from _beyond_gbk(owner, attribute)


def _words(site: Site, record: Published) -> Iterator[tuple[Unit | Published, str]]:
    """Where the words stand that a screen prints of a record."""
    yield record, "name"
    if isinstance(record, Decision | Notice):
        unit = site.unit(record.unit)
        yield unit, "short" if unit.short else "name"


def _beyond_gbk(owner: Unit | Published, attribute: str) -> Iterator[Problem]:
    words = getattr(owner, attribute)
    strange = {c for c in words if not (_encodable(c) or fault(c))}  # what is not taken is told (Y04)
    for char in sorted(strange):
        what = f"“{words}”里的“{char}”（U+{ord(char):04X}）"
        yield Problem(owner.at(attribute), NOT_GBK, what)


@rule(TOO_SMALL)
def charts_fit(site: Site) -> Iterator[Problem]:
    """A screen that is to show flows has room for the steps of a flow at 24 px."""
    for screen in site.screens.values():
        wide, high = LEAST_FOR_CHARTS
        if CHARTS in screen.contents and (screen.width < wide or screen.height < high):
            what = f"“{screen.name}”是 {screen.width}×{screen.height}，流程图至少要 {wide}×{high}"
            yield Problem(screen.at("contents"), TOO_SMALL, what)


@rule(NO_ROOM)
def lines_fit(site: Site) -> Iterator[Problem]:
    """Every line of a screen is as high as a character, and a few of them wide."""
    for screen in site.screens.values():
        if screen.height < CELL * screen.lines or screen.width < CELL * _FEW:
            what = f"“{screen.name}”是 {screen.width}×{screen.height}，一个字要 {CELL}×{CELL}，"
            yield Problem(screen.at("lines"), NO_ROOM, f"{what}放不下 {screen.lines} 行、每行 {_FEW} 字")


@rule(TOO_SMALL_TO_READ)
def is_legible(site: Site) -> Iterator[Problem]:
    """The characters of a screen are high enough for where people stand."""
    for screen in site.screens.values():
        if screen.pitch is None or screen.distance is None:
            continue
        high = screen.smallest * screen.pitch  # mm
        if high * SEEN_FROM < screen.distance * 1000:
            what = f"“{screen.name}”的字高 {high:f} 毫米，{high * SEEN_FROM / 1000:.1f} 米以内才看得清，"
            yield Problem(screen.at("distance"), TOO_SMALL_TO_READ, f"{what}人在 {screen.distance} 米外")


def _encodable(char: str) -> bool:
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True
