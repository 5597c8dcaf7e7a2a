"""Keys, signatures and whose folder it is: nothing is overwritten, nothing lapses without a word."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from counties import AS_OF, lay_out_case

from disclosure.__main__ import main
from disclosure.app.releases.release_commands import AUDIENCE

pytestmark = pytest.mark.usefixtures("ungated")
Printed = pytest.CaptureFixture[str]
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows 没有这种权限位")


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def build(place: Path, *more: object) -> int:
    return run("build", place / "county", "--output", place / "out", "--as-of", AS_OF, *more)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A county, and a key beside it."""
    lay_out_case("", tmp_path)
    assert run("keygen", tmp_path / "key") == 0
    return tmp_path


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county and its site; whoever changes anything changes it back, or a copy."""
    folder = tmp_path_factory.mktemp("published")
    lay_out_case("", folder)
    assert build(folder) == 0
    return folder


@pytest.mark.parametrize("there", ["key", "key.pub"])
def test_neither_half_of_a_key_is_overwritten(there: str, tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / there).write_text("旧的", "utf-8")
    assert run("keygen", tmp_path / "key") == 1
    assert "不会被覆盖" in capsys.readouterr().err
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [(there, "旧的")]


@POSIX
@pytest.mark.parametrize("mode", [0o602, 0o620, 0o640, 0o604, 0o666])
def test_a_key_that_others_can_read_or_change_signs_nothing(
    mode: int, place: Path, capsys: Printed
) -> None:
    (place / "key").chmod(mode)
    assert build(place, "--key", place / "key") == 1
    assert "chmod 600" in capsys.readouterr().err
    assert not (place / "out" / "public").exists()


def test_a_key_that_is_none_is_told_before_anything_is_drawn(place: Path, capsys: Printed) -> None:
    (place / "bad").write_bytes(b"\x00")
    (place / "bad").chmod(0o600)
    assert build(place, "--key", place / "bad") == 1
    printed = capsys.readouterr()
    assert "私钥读不懂" in printed.err
    assert "第一次发布" not in printed.out


def test_a_signed_site_does_not_lose_its_signature_unasked(place: Path, capsys: Printed) -> None:
    (place / "key").chmod(0o400)
    assert build(place, "--key", place / "key") == 0
    release = (place / "out" / "current").readlink()
    notice = place / "county" / "content" / "TZ-2026-001.md"
    notice.write_text(notice.read_text("utf-8") + "\n另附说明。\n", "utf-8")
    assert build(place) == 1
    assert "现在的网站有签名" in capsys.readouterr().err
    assert (place / "out" / "current").readlink() == release
    assert build(place, "--key", place / "key") == 0
    assert run("verify", place / "out", "--public-key", place / "key.pub") == 0
    assert build(place, "--unsigned") == 0


@pytest.mark.parametrize("left", ["", "\n  \n", None], ids=["empty", "blank", "gone"])
def test_a_folder_that_says_not_whose_it_is_is_refused(
    left: str | None, published: Path, tmp_path: Path, capsys: Printed
) -> None:
    place = shutil.copytree(published, tmp_path / "copy", symlinks=True)
    mark = place / "out" / AUDIENCE
    if left is None:
        mark.unlink()
    else:
        mark.write_text(left, "utf-8")
    assert build(place, "--audience", "全党") == 1
    assert "是给谁看的网站" in capsys.readouterr().err
    assert build(place) == 1
    mark.write_text("社会\n", "utf-8")
    assert build(place) == 0


@pytest.mark.parametrize("part", ["public", "kiosk", "led/square", "current/public", "current", "."])
def test_a_part_of_an_output_folder_is_verified_by_the_manifest_above(
    part: str, published: Path, capsys: Printed
) -> None:
    asked = published / "out" / part
    assert run("verify", asked) == 0
    page = (asked / "current" if part == "." else asked).resolve() / "多出来.html"
    page.write_text("不是我们的", "utf-8")
    try:
        assert run("verify", asked) == 1
    finally:
        page.unlink()
    assert "多出：" in capsys.readouterr().out


def test_a_part_is_verified_with_its_signature(place: Path) -> None:
    assert build(place, "--key", place / "key") == 0
    assert run("verify", place / "out" / "public", "--public-key", place / "key.pub") == 0
