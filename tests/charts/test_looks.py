"""Looks: a drawing dressed by the style sheet of its page looks as it does in plain values."""

from __future__ import annotations

import re

from counties import ROOT
from drawings import samples
from playwright.sync_api import Browser

from disclosure.charts.column import risk_ladder
from disclosure.charts.graphviz import dot
from disclosure.charts.grid import compact_chart, swimlanes
from disclosure.charts.ink import svg
from disclosure.charts.ink.looks import plain
from disclosure.charts.ink.palette import LIGHT

STATIC = ROOT / "theme" / "static"
LOOK = [
    "fill",
    "stroke",
    "strokeWidth",
    "strokeDasharray",
    "fontSize",
    "fontWeight",
    "textAnchor",
    "fontFamily",
]
SEEN = """(page, names) => [...page.querySelectorAll("svg *:not(title):not(desc)")].map(one => {
    const shown = getComputedStyle(one);
    return [one.tagName, ...names.map(name => shown[name])].join(" ").replace(/["']/g, "");
})"""
SAID = re.compile(r" (?:fill|stroke[a-z-]*|font-[a-z]+|text-anchor)=")


def drawings() -> list[str]:
    """All that pages show of the sample flows."""
    graphs = [graph for _, graph in samples()]
    return [
        drawn.svg
        for graph in graphs
        for drawn in (
            compact_chart.draw(graph, dot.lay_out), swimlanes.draw(graph), risk_ladder.draw(graph)
        )
    ]  # fmt: skip


def test_every_look_of_a_drawing_has_a_name() -> None:
    assert [said for one in drawings() for said in SAID.findall(one)] == []


def test_a_file_has_plain_values_and_no_class_of_ours() -> None:
    for one in drawings():
        assert not re.search(r' class="[a-zA-Z]\d?( [A-Z])?"', plain(one))
        assert len(re.findall("<", plain(one))) == len(re.findall("<", one))
        assert "var(" not in plain(one)


def test_no_line_within_a_text_ends_or_begins_with_a_space_which_would_move_its_middle() -> None:
    said = ("承诺", "时限", "监督 ", "0000", " 0001")
    drawn = svg.lines([(9, 20 * n, words) for n, words in enumerate(said)], 14, LIGHT.ink)
    assert re.sub(r" [xy]=\"\d+\"| class=\"\w\"", "", drawn) == (
        "<text>承诺<tspan>时限</tspan><tspan>监督 </tspan></text><text>0000</text><text> 0001</text>"
    )


def test_the_style_sheet_says_what_a_file_says(browser: Browser) -> None:
    tokens, ink = ((STATIC / name).read_text("utf-8") for name in ("tokens.css", "ink.css"))
    font = re.search(r"font-family=\"([^\"]+)\"", plain("<svg >"))
    assert font
    tokens = re.sub(r"--font: [^;]+;", f"--font: {font[1]};", tokens)
    page = browser.new_page()
    shown = []
    for styles, drawn in ((tokens + ink, drawings()), ("", map(plain, drawings()))):
        page.set_content(f"<!doctype html><style>{styles}</style><body>{''.join(drawn)}")
        shown.append(page.locator("body").evaluate(SEEN, LOOK))
    page.close()
    assert len(shown[0]) > 3000
    assert shown[0] == shown[1]
