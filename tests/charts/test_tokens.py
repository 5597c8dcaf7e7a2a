"""Charts and pages have the same colours, and in every theme the words stand out from what is behind."""

from __future__ import annotations

import re
from dataclasses import astuple, fields

import pytest
from counties import ROOT

from disclosure.charts.ink.palette import DARK, LIGHT, Look, Palette

CSS = (ROOT / "theme" / "static" / "tokens.css").read_text("utf-8")
SYSTEM = {"CanvasText", "Canvas", "LinkText"}
NAMED = re.compile(r"var\((--[\w-]+),(#[0-9a-f]{6})\)")
# what stands on what: words need 4.5:1, outlines and ways 3:1
WORDS = (
    ("ink", "ground"), ("soft", "ground"), ("guard", "ground"), ("bad", "ground"), ("back", "ground"),
    ("ink", "step"), ("ink", "decide"), ("ink", "review"), ("ink", "sub"), ("ink", "public"),
    ("soft", "step"), ("soft", "decide"), ("soft", "review"), ("soft", "sub"), ("soft", "public"),
    ("guard", "step"), ("guard", "review"), ("guard", "decide"), ("ink", "band"),
    ("on_number", "number"), ("on_done", "done"),
)  # fmt: skip


def colours(palette: Palette) -> dict[str, str]:
    """Every colour by field; fill and line of a look are ``name`` and ``name line``."""
    flat = {}
    for one in fields(palette):
        value = getattr(palette, one.name)
        if isinstance(value, Look):
            flat[one.name], flat[f"{one.name} line"] = astuple(value)
        elif isinstance(value, tuple):
            flat.update({f"{one.name} {n}": grade for n, grade in enumerate(value, 1)})
        else:
            flat[one.name] = value
    return flat


def block(head: str) -> dict[str, str]:
    """The tokens of one block of tokens.css, by name."""
    inside = CSS[CSS.index(head) + len(head) :]
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", inside[: inside.index("}")]))


ROOT_TOKENS = block(":root {")
THEMES = {
    "light": {},
    "dark": block("(prefers-color-scheme: dark) {\n  :root {"),
    "high contrast": block("(prefers-contrast: more) {\n  :root {"),
    "dark, high contrast": block(
        "(prefers-contrast: more) and (prefers-color-scheme: dark) {\n  :root {"
    ),
}


def shown(theme: str) -> dict[str, str]:
    """The colours of a chart in a theme of the page, as literals."""
    tokens = ROOT_TOKENS | (THEMES["dark"] if "dark" in theme else {}) | THEMES[theme]
    found = {name: NAMED.fullmatch(value) for name, value in colours(LIGHT).items()}
    return {name: tokens[one[1]] for name, one in found.items() if one}


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two colours #rrggbb."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    shares = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_chart_alone_looks_as_it_does_in_its_page() -> None:
    for name, value in colours(LIGHT).items():
        found = NAMED.fullmatch(value)
        assert found, f"{name} is no token of the page"
        assert ROOT_TOKENS[found[1]] == found[2], found[1]


@pytest.mark.parametrize("theme", [*THEMES, "board"])
def test_words_and_ways_stand_out_in_every_theme(theme: str) -> None:
    seen = colours(DARK) if theme == "board" else shown(theme)
    least = 7 if "contrast" in theme or theme == "board" else 4.5
    faint = [pair for pair in WORDS if contrast(seen[pair[0]], seen[pair[1]]) < least]
    lines = [(name, "ground") for name in seen if name.endswith(" line") or name in ("edge", "rule")]
    grades = [("on_grade", f"grades {n}") for n in (1, 2)] + [("grades 3", "ground")]
    faint += [pair for pair in lines if contrast(seen[pair[0]], seen[pair[1]]) < 3]
    faint += [pair for pair in grades if contrast(seen[pair[0]], seen[pair[1]]) < 4.5]
    assert [(pair, round(contrast(seen[pair[0]], seen[pair[1]]), 1)) for pair in faint] == []


def test_forced_colours_leave_no_colour_of_ours() -> None:
    forced = block("(forced-colors: active) {\n  :root {")
    used = {found[1] for value in colours(LIGHT).values() if (found := NAMED.fullmatch(value))}
    assert {name: forced.get(name) for name in used if forced.get(name) not in SYSTEM} == {}
