"""``serve``: the port first, the day that was asked for, and a page that loads itself again."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from outside import DAY, checkout, county_in, environment, tree
from playwright.sync_api import Browser, expect

from disclosure.app.serve import SCRIPT

POWER = "catalogues/powers/MZ-JF-001.yaml"


def test_a_busy_port_is_told_before_anything_is_built(tmp_path: Path) -> None:
    county = county_in(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = checkout().run("serve", "--no-open", "--port", port, folder=county)
    assert done.returncode == 1
    assert f"端口 {port} 用不了（已被别的程序占用）" in done.stderr
    assert not (county / "output").exists()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A county and the address where it is shown, as of a day."""
    county = county_in(tmp_path)
    words = [sys.executable, "-m", "disclosure", "serve", "--no-open", "--port", "0", "--as-of", DAY]
    with subprocess.Popen(
        words, cwd=county, env=environment(checkout().path), stdout=subprocess.PIPE, text=True
    ) as child:
        try:
            assert child.stdout
            told = iter(child.stdout.readline, "")
            yield (
                county,
                next(found[0] for line in told if (found := re.search(r"http://\S+?html", line))),
            )
        finally:
            child.terminate()


def test_a_changed_file_is_built_and_shown_without_a_hand(
    served: tuple[Path, str], browser: Browser
) -> None:
    county, address = served
    page = browser.new_page()
    page.goto(address)
    assert DAY in page.content()
    page.goto(address.replace("index", "powers/MZ-JF-001"))
    expect(page.get_by_text("8个工作日").first).to_be_visible()
    power = county / POWER
    text = power.read_text("utf-8")
    power.write_text(text.replace("承诺时限: 8个工作日", "承诺时限: 9个工作日"), "utf-8")
    expect(page.get_by_text("9个工作日").first).to_be_visible(timeout=120_000)
    page.close()
    out = county / "output"
    assert not [name for name in tree(out) if SCRIPT.strip("/") in name]
    published = (out / "public" / "powers" / "MZ-JF-001.html").read_text("utf-8")
    assert SCRIPT not in published
    with urllib.request.urlopen(address) as answer:  # noqa: S310  our own loopback address
        assert SCRIPT in answer.read().decode()
