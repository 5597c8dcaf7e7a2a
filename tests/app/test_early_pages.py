"""A page that somebody has open is shown before the release that it is of, and no longer than that."""

from __future__ import annotations

import os
import socket
import struct
import sys
import threading
import time
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from counties import AS_OF, lay_out_case
from playwright.sync_api import Browser, expect

from disclosure.app.arguments import parser
from disclosure.app.build import build
from disclosure.app.host.render_job import Early
from disclosure.app.preview import builder, pages, serve
from disclosure.app.preview.early_pages import EarlyPages, OpenPages

POWER, PAGE, OTHER = "catalogues/powers/MZ-JF-001.yaml", "powers/MZ-JF-001.html", "units/MZJ.html"
SHOWN = f"public/{PAGE}"


@pytest.mark.usefixtures("ungated")
def test_it_is_made_before_the_release_and_is_what_the_release_holds(tmp_path: Path) -> None:
    county, out = lay_out_case("", tmp_path), tmp_path / "out"
    words = ["build", str(county), "--output", str(out), "--as-of", str(AS_OF), "--processes", "1"]
    asked = parser().parse_args(words)
    assert build(asked) == 0
    text = (county / POWER).read_text("utf-8")
    (county / POWER).write_text(text.replace("承诺时限: 8个", "承诺时限: 9个"), "utf-8")
    seen: dict[str, bytes] = {}

    def show(path: str, data: bytes) -> None:
        seen[path] = data
        assert "9个工作日" not in (out / SHOWN).read_text("utf-8")

    awaited = (SHOWN, f"public/{OTHER}", "public/powers/没有这一页.html", "public/../../x.html")
    assert build(asked, early=Early(awaited, show)) == 0
    assert "9个工作日" in seen[SHOWN].decode()
    assert seen == {path: (out / path).read_bytes() for path in awaited[:2]}


class Input:
    """Standard input whose other end is ``tell``."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe()

    def fileno(self) -> int:
        return self._read

    def tell(self, *lines: bytes) -> None:
        os.write(self._write, b"".join(lines))

    def end(self) -> None:
        os.close(self._write)


def options(folder: Path) -> Namespace:
    """Of a builder."""
    return Namespace(
        folder=folder, output=folder, as_of=None, early=folder, builder="", no_open=True,
        read_build=lambda _: Namespace(),
    )  # fmt: skip


@pytest.mark.parametrize("status", [0, 1])
def test_it_is_taken_back_when_the_build_has_ended_however_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    told, left, early = Input(), [], EarlyPages(tmp_path)

    def built(_asked: Namespace, _memory: object, awaited: Early) -> int:
        left.append((sorted(awaited.paths), early.read(SHOWN)))
        for path in awaited.paths:
            awaited.show(path, b"early")
            assert early.read(path) == b"early"
        awaited.heed()
        told.end() if left[1:] else told.tell(b'["public/a.html"]\n', f'["{SHOWN}"]\n'.encode())
        return status

    monkeypatch.setattr("sys.stdin", told)
    monkeypatch.setattr(builder, "_stamp", lambda _: None)
    told.tell(b'["public/units/MZJ.html"]\n')
    assert builder.build_for(options(tmp_path), built) == 0
    assert left == [(["public/units/MZJ.html"], None), ([SHOWN], None)], "只做最后一次说的"
    assert not list(tmp_path.iterdir())


def test_one_is_given_up_after_the_other_but_not_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was shown early stays until a build that shows more has ended; each takes 13 seconds."""
    told, clock, early = Input(), [0.0], EarlyPages(tmp_path)
    begun, ended = list[bytes | None](), list[int]()

    def built(_asked: Namespace, _memory: object, awaited: Early) -> None:
        number, _ = len(begun), begun.append(early.read(SHOWN))
        if number == 4:  # it is refused before it shows anything
            return told.end()
        awaited.show(SHOWN, str(number).encode())
        clock[0] += 12
        awaited.heed()
        told.tell(b"[]\n")
        clock[0] += 1
        awaited.heed()
        return ended.append(number)

    told.tell(b"[]\n")
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    monkeypatch.setattr(builder, "_stamp", lambda _: None)
    monkeypatch.setattr("sys.stdin", told)
    assert builder.build_for(options(tmp_path), built) == 0
    assert ended == [2]
    assert begun == [None, b"0", b"1", None, b"3"]
    assert early.read(SHOWN) == b"3"
    said = capsys.readouterr().out
    assert (said.count("又有改动"), said.count("打开：")) == (3, 1)


def test_a_folder_that_was_put_away_or_is_full_ends_no_build(tmp_path: Path) -> None:
    """What cleans up the folder of temporary files does so after some days."""
    early = EarlyPages(tmp_path / "gone")
    early.clear()
    early.show(SHOWN, b"early")
    assert early.read(SHOWN) == b"early"
    early.clear()
    (early.folder / "public").write_bytes(b"no folder")
    early.show(SHOWN, b"early")
    assert early.read(SHOWN) is None


@pytest.mark.skipif(sys.platform == "win32", reason="没有 sh")
def test_who_builds_is_told_what_is_open_whenever_one_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one that takes the place of one that was killed."""
    heard, script, opened = tmp_path / "heard", tmp_path / "python", OpenPages()
    script.write_text(f"#!/bin/sh\nexec cat >>'{heard}'\n")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    child = serve._Child(options(tmp_path), "", opened, EarlyPages(tmp_path / "early"))  # noqa: SLF001
    opened.note(SHOWN)
    child.build()
    child.end()
    child.build()
    child.end()
    assert heard.read_text().splitlines() == ["[]", f'["{SHOWN}"]', f'["{SHOWN}"]']


def test_pages_that_are_open_are_those_that_asked_of_late(monkeypatch: pytest.MonkeyPatch) -> None:
    opened, clock = OpenPages(), [0.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    for number in range(20):
        clock[0] = number / 4
        opened.note(f"{number}.html")
    assert opened.now() == [f"{number}.html" for number in range(19, 11, -1)]
    clock[0] += 2.9
    assert opened.now() == ["19.html"]
    clock[0] += 1
    assert opened.now() == []


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[tuple[str, OpenPages, EarlyPages]]:
    """A portal of one page, where it is shown, and what is noted and shown early."""
    release, early = tmp_path / "out" / "public", tmp_path / "early"
    (release / "static").mkdir(parents=True)
    early.mkdir()
    (release / "static/site.css").write_text("p {}")
    (release / "一 页.html").write_text(
        '<!doctype html><html lang="zh-CN"><head><title>题</title>'
        '<link rel="stylesheet" href="static/site.css"></head><body><p>一版</p></body></html>'
    )
    opened, first = OpenPages(), EarlyPages(early)
    with pages.server(tmp_path / "out", 0, opened, first) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{pages.LOOPBACK}:{server.server_address[1]}/一 页.html", opened, first
        server.shutdown()


def test_it_loads_itself_again_when_it_is_another_one_and_not_otherwise(
    shown: tuple[str, OpenPages, EarlyPages], tmp_path: Path, browser: Browser
) -> None:
    address, opened, early = shown
    portal, path = tmp_path / "out" / "public", "public/一 页.html"
    first = (portal / "一 页.html").read_text("utf-8")
    other = first.replace("一版", "先看")
    page = browser.new_page()
    loads: list[str] = []
    page.on("load", lambda at: loads.append(at.url))
    page.goto(address)
    early.show(path, first.encode())  # it is the same, in another place
    (portal / "别的.html").write_text("别的")
    page.wait_for_timeout(300)
    early.show(path, other.encode())
    expect(page.locator("p")).to_have_text("先看")
    (portal / "一 页.html").write_text(other)
    early.clear()  # the release holds what was shown
    page.wait_for_timeout(300)
    early.show(path, first.encode())
    expect(page.locator("p")).to_have_text("一版")
    early.clear()
    expect(page.locator("p")).to_have_text("先看")
    with page.expect_event("load"):
        (portal / "static/site.css").write_text("p {color: red}")
    with page.expect_event("load"):
        (portal / "names-0.js").write_text("[]")  # a script of the page asks for it
    assert len(loads) == 6
    assert opened.now() == [path]
    page.close()


def test_a_page_that_is_no_more_or_not_yet_comes_when_it_is_there(
    shown: tuple[str, OpenPages, EarlyPages], tmp_path: Path, browser: Browser
) -> None:
    address, opened, early = shown
    place = tmp_path / "out" / "public" / "一 页.html"
    was = place.read_text("utf-8")
    page = browser.new_page()
    page.goto(address)
    place.unlink()
    expect(page.locator("p")).to_contain_text("没有这一页")
    assert opened.now() == ["public/一 页.html"]
    early.show("public/一 页.html", was.encode())
    expect(page.locator("p")).to_have_text("一版")
    page.close()
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{address.rpartition('/')[0]}/%00{quote('一 页')}%00.html%00")  # noqa: S310  loopback


def test_nothing_is_said_of_a_browser_that_leaves_in_the_middle_of_an_answer(
    shown: tuple[str, OpenPages, EarlyPages], capsys: pytest.CaptureFixture[str]
) -> None:
    host, port = pages.LOOPBACK, int(shown[0].split(":")[2].partition("/")[0])
    before = threading.active_count()
    with socket.create_connection((host, port)) as browser:
        browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        browser.sendall(b"GET /static/site.css HTTP/1.0\r\n")
        while threading.active_count() == before:
            time.sleep(0.01)
    while threading.active_count() > before:
        time.sleep(0.01)
    assert capsys.readouterr().err == ""
