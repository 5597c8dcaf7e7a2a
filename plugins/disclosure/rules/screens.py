"""Rules on screens: what an LED controller cannot show is refused by name."""

from __future__ import annotations

from collections.abc import Iterator

from ..flow import board
from ..problem import Code, Problem
from ..schema.screen import CHARTS
from ..site import Site

NOT_GBK = Code(
    "R70", "显示屏显示不了的字", "显示屏控制卡只认 GBK 字符：请换一个字，或不要指定“电子显示屏”载体"
)

TOO_SMALL = Code(
    "R71",
    "屏幕太小，放不下流程图",
    "请从“内容”里删去“流程”，或者核对宽和高",
    law="显示屏上的字不小于 24 像素",
)

CODES = (NOT_GBK, TOO_SMALL)


def led_can_show(site: Site) -> Iterator[Problem]:
    """Every title addressed to a screen can be encoded in GBK."""
    for record in site.published:
        editions = {site.carriers[ref.code].edition for ref in record.carriers}
        if "显示屏" not in editions or not site.screens:
            continue
        for char in sorted({c for c in record.name if not _encodable(c)}):
            what = f"“{record.name}”里的“{char}”（U+{ord(char):04X}）"
            yield Problem(record.at("name"), NOT_GBK, what)


def charts_fit(site: Site) -> Iterator[Problem]:
    """A screen that is to show flows has room for the steps of a flow at 24 px."""
    for screen in site.screens.values():
        wide, high = board.LEAST_SCREEN
        if CHARTS in screen.contents and (screen.width < wide or screen.height < high):
            what = f"“{screen.name}”是 {screen.width}×{screen.height}，流程图至少要 {wide}×{high}"
            yield Problem(screen.at("contents"), TOO_SMALL, what)


def _encodable(char: str) -> bool:
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


RULES = (led_can_show, charts_fit)
