"""What touch screens and players load is understood by old browsers: ES5, and CSS of Chromium 65."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from calmjs.parse import es5
from calmjs.parse.exceptions import ECMASyntaxError
from counties import ROOT

from disclosure.app.host.static_files import static_files

THEME = ROOT / "theme"
SCRIPTS = [*THEME.glob("static/*.js"), *THEME.glob("templates/screens/*.js")]
SHEETS = [*THEME.rglob("*.css"), *THEME.glob("templates/screens/*.css.txt")]
LATER = {
    r":has\(": 105, r":is\(": 88, r":where\(": 88, r":not\([^()]*,": 88, r"@layer": 99,
    r"@container": 105,
    r"clamp\(": 79, r"(?<![-\w])inset(?:-\w+)*:": 87, r"(?<![-\w])(?:row-)?gap:": 84,
    r"aspect-ratio:": 88,
    r"\d(?:dvh|svh|lvh)\b": 108, r"color-mix\(": 111, r"overflow(?:-[xy])?:\s*clip": 90,
    r"(?:margin|padding)-(?:inline|block)\b(?!-(?:start|end))": 87, r"&\s*[.:\[>]": 112,
    r"(?:scale|rotate|translate):": 104, r"content-visibility": 85,
}  # fmt: skip
"""What a sheet must not need, and which Chromium was the first to know it."""


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_script_is_es5(path: Path) -> None:
    assert es5(path.read_text("utf-8"))


def test_the_parser_refuses_what_came_later() -> None:
    for later in ("let a = 1;", "var f = () => 1;", "var t = `a`;", "f(...a);"):
        with pytest.raises(ECMASyntaxError):
            es5(later)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_no_sheet_needs_what_old_browsers_do_not_know(path: Path) -> None:
    sheet = re.sub(r"/\*.*?\*/|\{\{.*?\}\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    sheet = re.sub(r"[^{}]*::details-content \{[^}]*\}", "", sheet)  # left out whole where unknown
    assert [(feature, since) for feature, since in LATER.items() if re.search(feature, sheet)] == []


def test_what_is_younger_is_dressed_without_it_too() -> None:
    """``min()`` only narrows the columns of a grid; without ``anywhere`` there is ``break-word``."""
    sheet = static_files(THEME)["site.css"].decode()
    outside = re.sub(r"grid-template-columns:[^;]*;", "", sheet)
    assert not re.search(r"(?<![-\w])(?:min|max)\(", outside)
    assert re.search(r"^body \{[^}]*overflow-wrap: break-word", sheet, re.MULTILINE)
