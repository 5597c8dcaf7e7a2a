"""Looks: a drawing dressed by the style sheet of its page looks as it does in plain values."""

from __future__ import annotations

import re

from counties import ROOT
from drawings import samples
from playwright.sync_api import Browser

from disclosure.charts.column import risk_ladder
from disclosure.charts.graphviz import dot
from disclosure.charts.grid import compact_chart, swimlanes
from disclosure.charts.ink.looks import plain

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
    assert [said for svg in drawings() for said in SAID.findall(svg)] == []


def test_a_file_has_plain_values_and_no_class_of_ours() -> None:
    for svg in drawings():
        assert not re.search(r' class="[a-zA-Z]\d?( [A-Z])?"', plain(svg))
        assert len(re.findall("<", plain(svg))) == len(re.findall("<", svg))
        assert "var(" not in plain(svg)


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
