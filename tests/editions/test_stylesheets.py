"""Style sheets: each dresses something, once, in the order in which site.css lists them."""

from __future__ import annotations

import re

import pytest
from counties import ROOT

from disclosure.app.host.static_files import static_files
from disclosure.editions.parts.assets.stylesheets import BadSheet, bundled

THEME = ROOT / "theme"
SITE = "static/site.css"
TILE = "templates/components/tile/tile.css"
LISTED = f'/* all */\n@import "base.css";\n@import "../{TILE}";\n'


def test_sheets_are_written_where_they_are_imported() -> None:
    sheets = {SITE: LISTED, "static/base.css": "a {}\n", TILE: "b {}\n", "static/wall.css": "c {}\n"}
    assert bundled(sheets) == {"site.css": "/* all */\na {}\nb {}\n", "wall.css": "c {}\n"}


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ({SITE: LISTED, "static/base.css": ""}, f"{TILE} 写在 @import 里"),
        ({SITE: "", TILE: ""}, f"{TILE} 用到 0 次"),
        ({SITE: LISTED, "static/base.css": "", TILE: "", "static/b.css": LISTED}, "用到 2 次"),
        ({SITE: LISTED, TILE: "", "static/base.css": f'@import "../{TILE}";\n'}, "别处才能写"),
        ({SITE: '@import "base.css";\n', "static/base.css": '@import "site.css";\n'}, "别处才能写"),
        ({SITE: '@import url("base.css");\n', "static/base.css": ""}, "别处才能写"),
        ({SITE: '@import "site.css";\n'}, "别处才能写"),
    ],
)
def test_a_sheet_missing_forgotten_or_taken_twice_is_an_error(sheets: dict[str, str], said: str) -> None:
    with pytest.raises(BadSheet, match=re.escape(said)):
        bundled(sheets)


def test_every_rule_beside_a_component_reaches_the_pages_once() -> None:
    written = b"".join(data for name, data in static_files(THEME).items() if name.endswith(".css"))
    for path in THEME.rglob("*.css"):
        own = re.sub(r"@import.*\n", "", path.read_text("utf-8"))
        assert written.decode().count(own) == 1, path


def test_the_scripts_and_the_icon_are_written_as_they_are() -> None:
    files = static_files(THEME)
    assert sorted(files) == [
        "first.js", "flow.js", "icon.svg", "poster.css", "qr.js", "search.js", "site.css", "site.js",
        "touch.css", "touch.js",
    ]  # fmt: skip
    assert files["flow.js"] == (THEME / "static" / "flow.js").read_bytes()
    assert files["touch.js"].endswith((THEME / "static" / "parts.js").read_bytes())
