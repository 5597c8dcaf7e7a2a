"""The documents as a site: judged by a parser of its own, over the bytes that a browser would get."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import docs_site
import pytest
from counties import ROOT


@dataclass
class _Tags(HTMLParser):
    """Where a page leads, what it loads, its ids and its plain words."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.names.add(tag)
        self.ids.update(filter(None, [said.get("id", "")]))
        self.links += [said["href"]] if tag == "a" else []
        self.loads += [said[key] for key in ("src", "href") if key in said and tag != "a"]


@cache
def site() -> dict[str, bytes]:
    return docs_site.built()


@cache
def tags(path: str) -> _Tags:
    read = _Tags()
    read.feed(site()[path].decode())
    return read


def pages() -> Iterator[str]:
    return (path for path in site() if path.endswith(".html"))


def test_every_link_and_every_place_is_there_and_nothing_is_loaded_from_elsewhere() -> None:
    for path in pages():
        assert tags(path).names.isdisjoint({"script", "style", "iframe", "form"})
        for address in (*tags(path).links, *tags(path).loads):
            parts = urlsplit(address)
            if parts.scheme:
                assert address in tags(path).links, f"{path} 从别处取 {address}"
                continue
            target = normpath(join(dirname(path), unquote(parts.path))) if parts.path else path
            assert target in site(), f"{path} → {address}"
            place = unquote(parts.fragment)
            assert not place or place in tags(target).ids, f"{path} → {address}"


def test_every_document_has_its_page_with_its_words() -> None:
    for document in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        path = "index.html" if document.name == "README.md" else f"{document.stem}.html"
        text = site()[path].decode()
        title = document.read_text("utf-8").partition("\n")[0].removeprefix("# ")
        assert f"<h1>{title}</h1>" in text
        fences = re.findall(r"^ *```", document.read_text("utf-8"), re.MULTILINE)
        assert 2 * text.count('<pre tabindex="0">') == len(fences), path
        assert not re.search("<(pre|table)>", text), "what scrolls sideways can be scrolled by keys"


def test_emphasis_and_code_of_chinese_words_came_through() -> None:
    for path in ("index.html", "tutorial.html", "ledgers.html", "install.html", "portal.html"):
        plain = re.sub(
            r"<pre[^>]*>.*?</pre>|<code>.*?</code>", "", site()[path].decode(), flags=re.DOTALL
        )
        assert re.findall(r"\*\*|`|\]\(", plain) == [], path


def test_the_command_writes_the_same_files_anywhere(tmp_path: Path) -> None:
    folder = tmp_path / "文档 试"
    command = [sys.executable, str(ROOT / "tools" / "docs_site.py"), str(folder)]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    written = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}
    assert written == site()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# 甲\n\n[乙](docs/gone.md)\n", "没有 docs/gone.md"),
        ("# 甲\n\n[乙](#丙)\n", "没有“丙”这一处"),
        ("# 甲\n\n![乙](docs/gone.png)\n", "没有 docs/gone.png"),
    ],
)
def test_a_link_that_leads_nowhere_ends_it(
    text: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "README.md").write_text(text, "utf-8")
    monkeypatch.setattr(docs_site, "ROOT", tmp_path)
    monkeypatch.setattr(docs_site, "READERS", {"甲": ("README.md",)})
    with pytest.raises(docs_site.BrokenLink, match=told):
        docs_site.built()


def test_a_document_that_is_in_no_list_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docs_site, "READERS", {"甲": ("README.md",)})
    with pytest.raises(docs_site.BrokenLink, match=r"tutorial\.md"):
        docs_site.built()


def test_only_the_site_itself_goes_into_the_output_folder() -> None:
    """A build refuses a folder in which others have written."""
    lines = (ROOT / "Makefile").read_text("utf-8").splitlines()
    named = {
        line.strip() for line in lines if "$(OUTPUT)" in line and not line.strip().startswith("rm ")
    }
    reading = {
        "@$(VENV) tests/audit/pages.py $(OUTPUT) $(ARGS)",
        "@$(VENV) tests/audit/pictures.py $(OUTPUT)",
    }
    assert named - reading == {"@$(VENV) -m disclosure build --output $(OUTPUT)"}
