"""The theme: tokens hold every literal, components are one macro a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from edition_counties import THEME

from disclosure.basics.media import MEDIA

TEMPLATES = sorted((THEME / "templates").rglob("*.html"))
COMPONENTS = [path for path in TEMPLATES if "components" in path.parts]
SHEETS = sorted(path for path in THEME.rglob("*.css") if path.name not in ("tokens.css", "ink.css"))
LITERAL = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\b\d*\.?\d+(?:px|rem|pt)\b")


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_only_tokens_hold_literal_colours_and_sizes(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/|@media[^{]*", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert LITERAL.findall(text) == []


def test_every_token_used_is_declared() -> None:
    declared = set(re.findall(r"(--[\w-]+):", (THEME / "static" / "tokens.css").read_text("utf-8")))
    used = {name for path in SHEETS for name in re.findall(r"var\((--[\w-]+)", path.read_text("utf-8"))}
    assert used <= declared


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_is_one_macro_named_like_its_file(path: Path) -> None:
    assert re.findall(r"{% macro (\w+)\(", path.read_text("utf-8")) == [path.stem]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_templates_hold_no_data_logic_and_trust_nothing(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(
        r"\|\s*(safe|selectattr|sort|groupby|map|unique)\b|{%-? *set |{%-? *autoescape", text
    )
    assert not re.search(r"\son\w+=|\sstyle=|<style(?!>{% include [^%]* %}</style>)", text)


@pytest.mark.parametrize("path", [*TEMPLATES, *THEME.rglob("*.js"), *SHEETS], ids=lambda path: path.name)
def test_no_template_script_or_style_asks_for_the_name_of_an_edition(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    for medium in MEDIA:
        assert not re.search(rf"(?<![\w-]){medium.folder}(?![\w-])", text), medium.folder
    assert "medium.folder" not in text


def test_what_html_lets_be_left_out_is_left_out() -> None:
    """A large county has two million of these.

    ``</td>`` stands where a space between cells is seen, ``</dd>`` everywhere: libxml2, with which
    programs read pages, takes the second answer to a question for a part of the first.
    """
    closed = re.compile("</(?:li|th|tr|dt)>")
    assert [path for path in TEMPLATES if closed.search(path.read_text("utf-8"))] == []
