"""The theme: tokens hold every literal, components are one macro a file, pages fit their screens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from edition_counties import THEME, Built, built, editions_with_pages
from playwright.sync_api import Browser, ConsoleMessage, Page

from disclosure.app.host.static_files import static_files
from disclosure.basics.media import MEDIA

TEMPLATES = sorted((THEME / "templates").rglob("*.html"))
COMPONENTS = [path for path in TEMPLATES if "components" in path.parts]
SHEETS = sorted(path for path in THEME.rglob("*.css") if path.name not in ("tokens.css", "ink.css"))
LITERAL = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\b\d*\.?\d+(?:px|rem|pt)\b")
PAGES = (
    "index.html", "levels/bumen.html", "units/index.html", "units/MZJ.html", "powers/index.html",
    "powers/MZ-JF-001.html", "decisions/index.html", "decisions/JC-XW-2026-001.html",
    "posts/MZJ-JZ.html", "topics/index.html", "topics/jiuzhu.html", "about/index.html",
    "sitemap/index.html",
)  # fmt: skip


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
    assert not re.search(r"\son\w+=|\sstyle=|<style", text)


def written(edition: Built, folder: Path) -> Path:
    for path, text in edition.pages.items():
        if path.split("/", 1)[1] in PAGES:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
    root = folder / path.split("/", 1)[0]
    (root / "static").mkdir()
    for name, data in static_files(THEME).items():
        (root / "static" / name).write_bytes(data)
    return root


def listen(page: Page) -> list[str]:
    """What the browser's console says from now on."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        said.append(message.text)

    page.on("console", hear)
    return said


@pytest.mark.parametrize(("name", "folder"), list(editions_with_pages()))
def test_no_page_is_wider_than_its_screen_with_or_without_script(
    name: str, folder: str, browser: Browser, tmp_path: Path
) -> None:
    root = written(built(name), tmp_path)
    sizes = [(1080, 1920)] if folder == "kiosk" else [(320, 640), (390, 844), (1280, 800)]
    for script in (True, False):
        context = browser.new_context(java_script_enabled=script)
        page = context.new_page()
        said = listen(page)
        for path in sorted(root.rglob("*.html")):
            page.goto(path.as_uri())
            for width, height in sizes:
                page.set_viewport_size({"width": width, "height": height})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert said == [], "the content security policy must not stop anything of ours"
        context.close()


def test_the_styles_reach_a_page_opened_from_a_disk(browser: Browser, tmp_path: Path) -> None:
    root = written(built("触摸屏"), tmp_path)
    page = browser.new_page(viewport={"width": 1080, "height": 1920})
    page.goto((root / "index.html").as_uri())
    buttons = [link.bounding_box() for link in page.locator(".touchbar a:visible").all()]
    assert len(buttons) >= 3
    assert all(box and box["height"] >= 60 and box["width"] >= 60 for box in buttons)
    page.locator(".nav a", has_text="职权目录").click()
    assert page.locator("h1").inner_text() == "职权目录"
    page.close()


@pytest.mark.parametrize("path", [*TEMPLATES, *THEME.rglob("*.js"), *SHEETS], ids=lambda path: path.name)
def test_no_template_script_or_style_asks_for_the_name_of_an_edition(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    for medium in MEDIA:
        assert not re.search(rf"(?<![\w-]){medium.folder}(?![\w-])", text), medium.folder
    assert "medium.folder" not in text
