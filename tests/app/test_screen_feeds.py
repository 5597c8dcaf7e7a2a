"""Feeds of screens: the right one is accepted, and again; whatever else comes is refused, and why."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from counties import AS_OF, lay_out_case

from disclosure.__main__ import main
from disclosure.release import signing

pytestmark = pytest.mark.usefixtures("ungated")
Printed = pytest.CaptureFixture[str]
NOTICE = Path("county", "content", "TZ-2026-001.md")


def run(*words: object) -> int:
    return main([str(word) for word in words])


def feed(place: Path, to: str, *more: object, day: object = AS_OF) -> None:
    out = place / "out"
    assert (
        run("led-feed", place / to, "--output", out, "--key", place / "key", "--as-of", day, *more) == 0
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county, two keys, a feed, a later one with other words, and one by the other key."""
    place = tmp_path_factory.mktemp("屏 feeds")
    lay_out_case("", place)
    for name in ("key", "other"):
        assert run("keygen", place / name) == 0
    build = ("build", place / "county", "--output", place / "out", "--as-of", AS_OF)
    assert run(*build) == 0
    feed(place, "first")
    shutil.copytree(place / "first", place / "again")
    feed(place, "again", "--days", 30)
    assert run("led-feed", place / "foreign", "--output", place / "out", "--key", place / "other") == 0
    notice = place / NOTICE
    notice.write_text(
        notice.read_text("utf-8").replace("公开范围", "急播至: 2026-12-31\n公开范围", 1), "utf-8"
    )
    assert run(*build) == 0
    shutil.copytree(place / "first", place / "later")
    feed(place, "later")
    return place


@pytest.fixture
def player(made: Path, tmp_path: Path) -> Callable[..., int]:
    """Give the player of a screen a feed, after something was done to it."""

    def give(
        name: str, act: Callable[[Path], object] = str, screen: str = "square", day: object = AS_OF
    ) -> int:
        shutil.rmtree(tmp_path / "feed", ignore_errors=True)
        shutil.copytree(made / name / "square", tmp_path / "feed")
        act(tmp_path / "feed")
        key = made / "key.pub"
        words = ("--screen", screen, "--public-key", key, "--as-of", day)
        return run("led-verify", tmp_path / "feed", *words)

    return give


def test_the_right_feed_is_accepted_again_and_the_later_one_after_it(player: Callable[..., int]) -> None:
    assert [player(name) for name in ("first", "first", "again", "later")] == [0, 0, 0, 0]


@pytest.mark.parametrize(("old", "new"), [("first", "later"), ("again", "later"), ("first", "again")])
def test_a_whole_older_feed_is_refused_and_the_later_one_accepted_after(
    old: str, new: str, player: Callable[..., int], capsys: Printed
) -> None:
    assert player(new) == 0
    assert player(old) == 1
    assert "以前的节目" in capsys.readouterr().err
    assert player(new) == 0


def _edit(name: str) -> Callable[[Path], object]:
    return lambda feed: (feed / name).write_bytes((feed / name).read_bytes() + b" ")


def _endless(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("/dev/zero")


ATTACKS = {
    "改了文字": (_edit("text.txt"), "签过名的清单不同"),
    "改了清单": (_edit("manifest.json"), "签名与内容不符"),
    "多了文件": (lambda feed: (feed / "more.txt").write_text("", "utf-8"), "签过名的清单不同"),
    "少了文件": (lambda feed: (feed / "text.txt").unlink(), "签过名的清单不同"),
    "换成链接": (
        lambda feed: ((feed / "text.txt").unlink(), (feed / "text.txt").symlink_to("keys.txt")),
        "签过名的清单不同",
    ),
    "清单是管道": (
        lambda feed: ((feed / "manifest.json").unlink(), os.mkfifo(feed / "manifest.json")),
        "这不是普通的文件",
    ),
    "清单没有尽头": (lambda feed: _endless(feed / "manifest.json"), "这不是普通的文件"),
    "签名没有尽头": (lambda feed: _endless(feed / "manifest.json.minisig"), "这不是普通的文件"),
    "散列表没有尽头": (lambda feed: _endless(feed / "SHA256SUMS"), "签过名的清单不同"),
    "截短了签名": (lambda feed: (feed / "manifest.json.minisig").write_bytes(b"untrusted"), "签名"),
    "没有签名": (lambda feed: (feed / "manifest.json.minisig").unlink(), "没有这个文件"),
    "改了期限": (
        lambda feed: (feed / "manifest.json.minisig").write_bytes(
            (feed / "manifest.json.minisig").read_bytes().replace(b"2026-11-28", b"2027-11-28")
        ),
        "签名与内容不符",
    ),
}


@pytest.mark.parametrize("what", ATTACKS)
def test_a_feed_that_was_tampered_with_is_refused(
    what: str, player: Callable[..., int], capsys: Printed
) -> None:
    act, why = ATTACKS[what]
    assert player("first", act) == 1
    assert why in capsys.readouterr().err
    assert player("first") == 0


@pytest.mark.parametrize(
    ("name", "screen", "day", "why"),
    [
        ("foreign", "square", AS_OF, "不是用这把钥匙签的"),
        ("first", "hall", AS_OF, "不是 hall 屏的"),
        ("first", "square", "2026-11-29", "过期了"),
    ],
)
def test_a_feed_of_another_or_of_the_past_is_refused(  # noqa: PLR0913, PLR0917  what, where, when, why
    name: str, screen: str, day: object, why: str, player: Callable[..., int], capsys: Printed
) -> None:
    assert player(name, screen=screen, day=day) == 1
    assert why in capsys.readouterr().err


def test_a_signature_over_something_else_is_refused(
    made: Path, player: Callable[..., int], capsys: Printed
) -> None:
    """The site's own manifest is signed with the same key."""

    def act(folder: Path) -> None:
        text = (folder / "manifest.json").read_bytes()
        signed = signing.sign((made / "key").read_bytes(), text, "release 0123456789abcdef")
        (folder / "manifest.json.minisig").write_bytes(signed)

    assert player("first", act) == 1
    assert "不是显示屏的节目" in capsys.readouterr().err
