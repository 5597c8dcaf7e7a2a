"""Rules on screens: what an LED controller cannot show is refused by name."""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Code, Problem
from ..site import Site

NOT_GBK = Code(
    "R70", "显示屏显示不了的字", "显示屏控制卡只认 GBK 字符：请换一个字，或不要指定“电子显示屏”载体"
)

CODES = (NOT_GBK,)


def led_can_show(site: Site) -> Iterator[Problem]:
    """Every title addressed to a screen can be encoded in GBK."""
    for record in site.published:
        editions = {site.carriers[ref.code].edition for ref in record.carriers}
        if "显示屏" not in editions or not site.screens:
            continue
        for char in sorted({c for c in record.name if not _encodable(c)}):
            what = f"“{record.name}”里的“{char}”（U+{ord(char):04X}）"
            yield Problem(record.at("name"), NOT_GBK, what)


def _encodable(char: str) -> bool:
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


RULES = (led_can_show,)
