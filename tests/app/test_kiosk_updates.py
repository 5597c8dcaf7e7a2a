"""Updates of touch screens: the good one is taken, every other is refused and changes nothing."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from configparser import ConfigParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from counties import ROOT
from playwright.sync_api import Browser

from disclosure.__main__ import main
from disclosure.app.releases import kiosk_updates
from disclosure.release import signing

COUNTY = "990122"
Spoil = Callable[[Path, bytes], None]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases one after the other, as bundles in ``1`` and ``2``, and the key."""
    top = tmp_path_factory.mktemp("更新 包")
    county = shutil.copytree(ROOT / "tests/cases/_county", top / "county")
    assert main(["keygen", str(top / "key")]) == 0
    for number in ("1", "2"):
        where = ["--output", str(top / "out"), "--key", str(top / "key")]
        assert main(["build", str(county), "--as-of", "2026-11-22", *where]) == 0
        assert main(["publish", "--kiosk", str(top / number), *where]) == 0
        unit = county / "catalogues/units/MZJ.yaml"
        unit.write_text(unit.read_text("utf-8") + "\n办公时间: 每天\n", "utf-8")
    return top


def update(made: Path, bundles: Path, screen: Path, *more: str, county: str = COUNTY) -> int:
    told = ["--public-key", str(made / "key.pub"), "--county", county]
    return main(["kiosk-update", str(bundles), str(screen), *told, "--today", "2026-11-29", *more])


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def shown(screen: Path) -> dict[str, bytes]:
    """What the browser is led to."""
    name = (screen / "current.js").read_text("utf-8").split('"')[1]
    found = tree(screen / name)
    del found["as-of.txt"]
    return found


def test_a_screen_takes_a_release_and_the_next_as_what_changed(
    made: Path, tmp_path: Path, browser: Browser
) -> None:
    screen, stick = tmp_path / "屏 幕", shutil.copytree(made / "2", tmp_path / "stick")
    assert update(made, made / "1", screen) == 0
    for whole in stick.glob("kiosk-????????????????.zip"):
        whole.unlink()
    assert update(made, stick, screen) == 0
    assert shown(screen) == tree(made / "out" / "kiosk")
    assert len(list(screen.glob("site-*"))) == 2
    assert update(made, stick, screen) == 0
    page = browser.new_page()
    page.goto((screen / "index.html").as_uri())
    page.wait_for_url("**/site-00000002-*/index.html")
    page.close()


def test_the_same_release_gives_the_same_bundles(made: Path, tmp_path: Path) -> None:
    where = ["--output", str(made / "out"), "--key", str(made / "key")]
    assert main(["publish", "--kiosk", str(tmp_path / "again"), *where]) == 0
    assert tree(tmp_path / "again") == tree(made / "2")


@pytest.mark.parametrize(("last", "bases"), [("0", 0), ("1", 1), ("2", 2), ("50", 2)])
def test_what_changed_since_each_of_the_last_releases_is_bundled(
    made: Path, tmp_path: Path, last: str, bases: int
) -> None:
    out, stick = tmp_path / "out", tmp_path / "stick"
    shutil.copytree(made / "out", out, symlinks=True)
    first = json.loads((out / ".disclosure.kiosk/00000001.json").read_bytes())
    older = json.dumps({**first, "release": "0123456789abcdef"})
    (out / ".disclosure.kiosk/00000000.json").write_text(older, "utf-8")
    where = ["--output", str(out), "--key", str(made / "key")]
    assert main(["publish", "--kiosk", str(stick), "--last", last, *where]) == 0
    bundles = {path.name for path in stick.glob("kiosk-*.zip")}
    told = json.loads((stick / "kiosk.json").read_bytes())
    assert {bundle["file"] for bundle in told["bundles"]} == bundles
    assert len(bundles) == 1 + bases
    assert told["sequence"] == 2


def test_what_was_changed_since_it_was_judged_is_not_bundled(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, stick = tmp_path / "out", tmp_path / "stick"
    shutil.copytree(made / "out", out, symlinks=True)
    page = (out / "kiosk/static/site.css").resolve()
    page.write_bytes(page.read_bytes() + b" ")
    where = ["--output", str(out), "--key", str(made / "key")]
    assert main(["publish", "--kiosk", str(stick), *where]) == 1
    assert "kiosk/static/site.css 与清单不符" in capsys.readouterr().err
    assert not list(stick.glob("kiosk*"))


def test_a_number_that_cannot_be_noted_is_given_to_no_update(made: Path, tmp_path: Path) -> None:
    out, stick = tmp_path / "out", tmp_path / "stick"
    shutil.copytree(made / "out", out, symlinks=True)
    shutil.rmtree(out / ".disclosure.kiosk")
    (out / ".disclosure.kiosk").write_text("")
    where = ["--output", str(out), "--key", str(made / "key")]
    assert main(["publish", "--kiosk", str(stick), *where]) == 1
    assert not (stick / "kiosk.json").exists()


def test_old_data_is_told_and_kept(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert update(made, made / "2", tmp_path / "s", "--stale", "6") == 0
    assert "已有 7 天没有更新" in capsys.readouterr().err
    assert update(made, tmp_path / "no stick", tmp_path / "s") == 1
    assert shown(tmp_path / "s") == tree(made / "out" / "kiosk")


def test_today_is_the_county_s_day_on_a_machine_of_another_zone(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class EveningOfTheDayBefore(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime(2026, 11, 21, 17, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(kiosk_updates, "datetime", EveningOfTheDayBefore)
    key = ["--public-key", str(made / "key.pub"), "--county", COUNTY]
    assert main(["kiosk-update", str(made / "2"), str(tmp_path / "s"), *key]) == 0
    assert "比这台机器的晚" not in capsys.readouterr().err


def test_a_key_that_is_none_and_a_damaged_day_are_told(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    screen, other = tmp_path / "s", tmp_path / "other"
    assert update(made, made / "2", screen) == 0
    other.mkdir()
    (other / "key.pub").write_bytes(bytes(range(128, 256)))
    assert update(other, made / "2", screen) == 1
    assert "这不是公钥文件" in capsys.readouterr().err
    next(screen.glob("site-*/as-of.txt")).write_text("改过")
    assert update(made, tmp_path / "no stick", screen) == 1
    assert update(made, made / "2", screen) == 0
    assert next(screen.glob("site-*/as-of.txt")).read_text() == "2026-11-22"


def test_what_was_damaged_on_the_screen_is_mended(made: Path, tmp_path: Path) -> None:
    assert update(made, made / "2", tmp_path / "s") == 0
    next((tmp_path / "s").glob("site-*/index.html")).write_text("改过")
    assert update(made, made / "2", tmp_path / "s") == 0
    assert shown(tmp_path / "s") == tree(made / "out" / "kiosk")


def resign(stick: Path, secret: bytes, change: Callable[[dict[str, Any]], None]) -> None:
    """A manifest that says something else, with a good signature: the key was lost."""
    told = json.loads((stick / "kiosk.json").read_bytes())
    change(told)
    text = json.dumps(told).encode()
    (stick / "kiosk.json").write_bytes(text)
    (stick / "kiosk.json.minisig").write_bytes(signing.sign(secret, text, "kiosk"))


def repack(stick: Path, secret: bytes, name: str, *, listed: bool) -> None:
    """A whole bundle with one more file, of which the signed manifest knows the digest."""
    (bundle,) = stick.glob("kiosk-????????????????.zip")
    with zipfile.ZipFile(bundle, "a") as packed:
        packed.writestr(name, b"evil")

    def change(told: dict[str, Any]) -> None:
        whole = next(of for of in told["bundles"] if not of["base"])
        data = bundle.read_bytes()
        whole |= {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        told["bundles"] = [whole]
        if listed:
            told["files"][name] = hashlib.sha256(b"evil").hexdigest()

    resign(stick, secret, change)


def zips(stick: Path) -> list[Path]:
    return list(stick.glob("*.zip"))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def turned(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def piped(path: Path) -> None:
    """In place of a file a pipe, for which whoever reads it waits for ever."""
    path.unlink()
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def huge(path: Path) -> None:
    os.truncate(path, 2**33)  # of which nothing is on the disk


def repacked(change: Callable[[bytearray], object]) -> Spoil:
    """The whole bundle with other bytes, of which the signed manifest knows the digest."""

    def spoil(stick: Path, secret: bytes) -> None:
        (bundle,) = stick.glob("kiosk-????????????????.zip")
        data = bytearray(bundle.read_bytes())
        change(data)
        bundle.write_bytes(data)
        told = {"file": bundle.name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        put("bundles", [told | {"base": ""}])(stick, secret)

    return spoil


def both_heads(local: int, central: int, value: bytes) -> Callable[[bytearray], object]:
    """What both heads of the first file in a zip say of it."""

    def change(data: bytearray) -> None:
        for at in (local, data.find(b"PK\x01\x02") + central):
            data[at : at + len(value)] = value

    return change


def noise(data: bytearray) -> None:
    """Among what is packed of the first file."""
    data[100:140] = b"\xff" * 40


def bases(value: object) -> Spoil:
    return lambda stick, secret: resign(
        stick, secret, lambda told: [of.update(base=value) for of in told["bundles"]] and None
    )


def without_front(stick: Path, secret: bytes) -> None:
    resign(stick, secret, lambda told: told["files"].pop("index.html"))


def put(key: str, value: object) -> Spoil:
    return lambda stick, secret: resign(stick, secret, lambda told: told.update({key: value}))


def other_key(stick: Path, _secret: bytes) -> None:
    resign(stick, signing.new_key(), lambda _: None)


def another_release_of_the_same_number(stick: Path, secret: bytes) -> None:
    resign(stick, secret, lambda told: told.update(sequence=1, release="0" * 16))


ATTACKS: dict[str, Spoil] = {
    "manifest a pipe": lambda stick, _: piped(stick / "kiosk.json"),
    "manifest without end": lambda stick, _: endless(stick / "kiosk.json"),
    "signature without end": lambda stick, _: endless(stick / "kiosk.json.minisig"),
    "manifest of eight gigabytes": lambda stick, _: huge(stick / "kiosk.json"),
    "bundles are pipes": lambda stick, _: [piped(path) for path in zips(stick)] and None,
    "locked by a password": repacked(both_heads(6, 8, b"\x01")),
    "packed in a way unknown": repacked(both_heads(8, 10, b"\x63")),
    "packed bytes are noise": repacked(noise),
    "base is a list": bases(["x"]),
    "base is a number": bases(7),
    "no front page": without_front,
    "a day as a week": put("as_of", "2026-W47-7"),
    "a county that paints the terminal": put("county", "\x1b[2J"),
    "a file that is a folder too": put("files", {"index.html": "0" * 64, "index.html/x.html": "0" * 64}),
    "signed by another key": other_key,
    "manifest changed": lambda stick, _: turned(stick / "kiosk.json"),
    "manifest cut": lambda stick, _: cut(stick / "kiosk.json"),
    "no signature": lambda stick, _: (stick / "kiosk.json.minisig").unlink(),
    "signature cut": lambda stick, _: cut(stick / "kiosk.json.minisig"),
    "bundles cut": lambda stick, _: [cut(path) for path in zips(stick)] and None,
    "bundles changed": lambda stick, _: [turned(path) for path in zips(stick)] and None,
    "bundles missing": lambda stick, _: [path.unlink() for path in zips(stick)] and None,
    "bundles swapped": lambda stick, _: [path.write_bytes(b"PK") for path in zips(stick)] and None,
    "another county": put("county", "990123"),
    "not for touch screens": put("kind", "release"),
    "number of an older one": put("sequence", 0),
    "another of the same number": another_release_of_the_same_number,
    "number as words": put("sequence", "2"),
    "nothing in it": put("files", {}),
    "unknown key": put("more", 1),
    "path upwards, listed": lambda stick, secret: repack(stick, secret, "../evil.html", listed=True),
    "path upwards": lambda stick, secret: repack(stick, secret, "../evil.html", listed=False),
    "path from the root": lambda stick, secret: repack(stick, secret, "/evil.html", listed=True),
    "path of Windows": lambda stick, secret: repack(stick, secret, "..\\evil.html", listed=True),
    "device of Windows": lambda stick, secret: repack(stick, secret, "at/nul.html", listed=True),
    "one file too many": lambda stick, secret: repack(stick, secret, "evil.html", listed=False),
    "twice the same": lambda stick, secret: repack(stick, secret, "index.html", listed=False),
    "names that differ in case": lambda stick, secret: repack(stick, secret, "INDEX.html", listed=True),
}


@pytest.fixture(scope="module")
def attacked(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A screen with the first release, which no attack may change."""
    screen = tmp_path_factory.mktemp("attacked") / "screen"
    assert update(made, made / "1", screen) == 0
    return screen


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_every_attack_is_refused(
    made: Path, tmp_path: Path, attacked: Path, attack: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stick, before = shutil.copytree(made / "2", tmp_path / "stick"), tree(attacked)
    ATTACKS[attack](stick, (made / "key").read_bytes())
    assert update(made, stick, attacked) == 1
    assert capsys.readouterr().err.startswith("没有更新：")
    assert tree(attacked) == before
    assert not list(attacked.parent.glob("evil*"))


def test_the_good_one_is_taken_after_all_attacks(made: Path, attacked: Path) -> None:
    assert update(made, made / "2", attacked) == 0
    assert shown(attacked) == tree(made / "out" / "kiosk")


def test_a_whole_older_release_is_not_put_back(made: Path, tmp_path: Path) -> None:
    assert update(made, made / "2", tmp_path / "s") == 0
    before = tree(tmp_path / "s")
    assert update(made, made / "1", tmp_path / "s") == 1
    assert tree(tmp_path / "s") == before


MANUAL = (ROOT / "docs" / "kiosk.md").read_text("utf-8")


def test_the_commands_of_the_manual_work(made: Path, tmp_path: Path) -> None:
    places = {
        "/media/usb/更新": str(tmp_path / "usb"),
        "/srv/chumoping": str(tmp_path / "screen"),
        "output": str(made / "out"),
        "钥匙": str(made / "key"),
        "钥匙.pub": str(made / "key.pub"),
    }
    blocks = re.findall(r"^```sh\n(.*?)^```$", MANUAL, re.MULTILINE | re.DOTALL)
    commands = [line.split()[1:] for block in blocks for line in block.splitlines()]
    assert [command[0] for command in commands] == ["publish", "kiosk-update"]
    for command in commands:
        assert main([places.get(word, word) for word in command]) == 0
    assert shown(tmp_path / "screen") == tree(made / "out" / "kiosk")


def test_browser_and_service_are_started_alike_in_the_manual() -> None:
    lines = dict(re.findall(r"^(Linux|Windows) {2,}\S+ (.*)$", MANUAL, re.MULTILINE))
    (unit,) = re.findall(r"^```ini\n(.*?)^```$", MANUAL, re.MULTILINE | re.DOTALL)
    service = ConfigParser(interpolation=None)
    service.read_string(unit)
    program, _, told = service["Service"]["ExecStart"].partition(" ")
    assert program.startswith("/")
    assert told == lines["Linux"]
    assert service["Install"]["WantedBy"] == service["Unit"]["After"]
    flags, address = lines["Windows"].rsplit(" ", 1)
    assert lines["Linux"].rsplit(" ", 1)[0] == flags
    assert address == "file:///C:/chumoping/index.html"
