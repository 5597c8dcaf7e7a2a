"""Drawings as files: whole in programs that know no page, no theme and no ``var``."""

from __future__ import annotations

import re

import pytest
from edition_counties import built
from lxml import etree

from disclosure.basics.output import Chart

PLAIN = re.compile(r"none|#[0-9a-f]{3,6}", re.IGNORECASE)


@pytest.mark.parametrize("carrier", ["门户", "显示屏"])
def test_a_drawing_to_take_away_carries_plain_colours_and_fonts(carrier: str) -> None:
    drawings = [o for o in built(carrier).outputs if isinstance(o, Chart) and o.path.endswith(".svg")]
    assert drawings
    for drawing in drawings:
        assert "var(" not in drawing.text, drawing.path
        root = etree.fromstring(drawing.text.encode())
        painted = {v for one in root.iter() for k in ("fill", "stroke") if (v := one.get(k)) is not None}
        assert all(PLAIN.fullmatch(value) for value in painted), drawing.path
        assert root.get("font-family", "").endswith("sans-serif")


def test_a_drawing_in_a_page_says_no_look_itself() -> None:
    page = built("门户").pages["public/powers/MZ-JF-001.html"]
    drawn = re.findall(r'<svg class="chart .*?</svg>', page)
    assert len(drawn) == 1
    assert re.findall(r" (?:fill|stroke[a-z-]*|font-[a-z]*|text-anchor|style|xmlns)=", drawn[0]) == []
