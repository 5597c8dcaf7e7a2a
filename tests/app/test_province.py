"""One index over many counties: what each publishes, verified, and nothing of one that cannot be."""

from __future__ import annotations

import gc
import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import golden
import pytest
from counties import AS_OF, SOUND
from playwright.sync_api import Browser

from disclosure import release
from disclosure.__main__ import main
from disclosure.app.kept import kept_store
from disclosure.app.kept.kept_counties import KeptCounties
from disclosure.app.releases import county_releases
from disclosure.app.releases.release_commands import AUDIENCE
from disclosure.editions.open_data.province import search_data
from disclosure.editions.open_data.province.county_data import CountyData
from disclosure.release import manifest, signing

_APART = re.compile("/shards/|/static/|search.js")
"""Many and small, or the theme's own; what the shards hold is searched below."""
UNIT = {"code": "U1", "name": "石桥镇人民政府", "level": "乡镇", "path": "units/U1.html"}


def power(number: int, name: str, **other: object) -> dict[str, object]:
    path = f"powers/P{number}.html"
    told = {"code": f"P{number}", "name": name, "unit": "U1", "category": "行政许可", "flow": True}
    return told | {"path": path} | other


def catalogue(code: str, powers: list[dict[str, object]], **other: object) -> dict[str, object]:
    county = {"code": code, "name": f"第{code}县", "site": "", "url": f"https://{code}.example/gk/"}
    county |= {"levels": ["县直部门", "乡镇"], "categories": ["行政许可"]}
    told = {"format": "disclosure catalogue 1", "county": county, "units": [UNIT]}
    return {**told, "powers": powers, "decisions": [{"code": "D1", "name": "甲", "unit": "U1"}], **other}


def publish(out: Path, told: dict[str, object], secret: bytes = b"") -> Path:
    """A county's release that holds nothing but its data."""
    with release.staging(out) as stage:
        (out / AUDIENCE).write_text("社会\n", "utf-8")
        stage.write("public/catalogue.json", json.dumps(told, ensure_ascii=False).encode())
        release.commit(out, stage, (lambda text: signing.sign(secret, text, "r")) if secret else None)
    return out


@pytest.fixture
def counties(sound: Path, tmp_path: Path) -> Path:
    """A real county and a written one."""
    folder = tmp_path / "各县"
    shutil.copytree(sound, folder / "titian", symlinks=True)
    publish(folder / "shiqiao", catalogue("990199", [power(1, "临时占道审批"), power(2, "救助 <金>")]))
    return folder


def index(folder: Path, *options: str, out: str = "out") -> int:
    place = str(folder.parent / out)
    return main(["province", str(folder), "--output", place, "--name", "示例省", *options])


def in_force(folder: Path, out: str = "out") -> golden.Tree:
    return golden.tree_of((folder.parent / out / "current").resolve())


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache that no other test fills."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The counties whose data are read."""
    names: list[str] = []
    whole = county_releases.CountyRelease.data

    def noted(county: county_releases.CountyRelease) -> CountyData:
        names.append(county.name)
        return whole(county)

    monkeypatch.setattr(county_releases.CountyRelease, "data", noted)
    return names


def test_the_whole_index_is_as_it_was_reviewed(
    tmp_path: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "各县"
    publish(folder / "a", catalogue("990198", [power(1, "临时占道审批"), power(2, "救助 <金>")]))
    publish(folder / "b", catalogue("990199", [power(1, "临时救助审核确认", flow=False)]))
    assert index(folder) == 0
    assert main(["verify", str(tmp_path / "out")]) == 0
    assert "新增 第990198县（990198）" in capsys.readouterr().out
    told = {path: data for path, data in in_force(folder).items() if not _APART.search(path)}
    files = golden.to_keep(told)
    if request.config.getoption("--accept"):
        golden.accept("province", files)
    if found := golden.difference("province", files):
        pytest.fail(found, pytrace=False)


def test_an_unchanged_county_is_not_read_again(counties: Path, read: list[str]) -> None:
    assert index(counties) == 0
    assert sorted(read) == ["shiqiao", "titian"]
    before = in_force(counties)
    read.clear()
    assert index(counties) == 0
    assert (read, in_force(counties)) == ([], before)
    publish(counties / "shiqiao", catalogue("990199", [power(1, "临时占道核准")]))
    assert index(counties) == 0
    assert read == ["shiqiao"]
    assert index(counties, out="clean") == 0
    assert in_force(counties) == in_force(counties, "clean") != before


@pytest.mark.usefixtures("own_cache")
@pytest.mark.parametrize("harm", ["cache lost", "cache damaged", "page changed by hand", "another name"])
def test_what_is_not_as_it_was_kept_is_made(counties: Path, read: list[str], harm: str) -> None:
    assert index(counties) == 0
    before = in_force(counties)
    read.clear()
    kept = kept_store.folder("province")
    if harm == "cache lost":
        shutil.rmtree(kept)
    elif harm == "cache damaged":
        for path in kept.rglob("*"):
            if path.is_file():
                path.write_bytes(path.read_bytes()[:-3])
    elif harm == "page changed by hand":
        for page in (counties.parent / "out" / "public" / "counties").iterdir():
            page.write_text("改过", "utf-8")
    name = ("--name", "另一个省") if harm == "another name" else ()
    assert index(counties, *name) == 0
    assert sorted(read) == ["shiqiao", "titian"]
    assert (in_force(counties) == before) is (harm != "another name")


def _data(out: Path) -> Path:
    return (out / "current").resolve() / "public" / "catalogue.json"


def _replaced(out: Path, old: bytes, new: bytes) -> None:
    data = _data(out).read_bytes()
    assert old in data
    _data(out).write_bytes(data.replace(old, new))


def _republished(**other: Any) -> Callable[[Path], object]:
    return lambda out: publish(out, catalogue("990199", [power(1, "审批") | other]))


def _renamed_county(out: Path) -> None:
    _replaced(out, "审批".encode(), "审核".encode())
    folder = _data(out).parents[1]
    (folder / "manifest.json").write_bytes(manifest.of_folder(folder))


HARMS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a byte of the data": (lambda out: _replaced(out, b"P1", b"P9"), "和清单不一致"),
    "data and manifest": (_renamed_county, "对不上"),
    "no manifest": (lambda out: (_data(out).parents[1] / "manifest.json").unlink(), "没有清单"),
    "no data": (lambda out: _data(out).unlink(), "没有 public/catalogue.json"),
    "no release": (lambda out: (out / "current").unlink(), "还没有发布过"),
    "for the Party": (lambda out: (out / AUDIENCE).write_text("全党\n"), "给“全党”看"),
    "for whom is unknown": (lambda out: (out / AUDIENCE).unlink(), "不知道谁"),
    "a key, no signature": (
        lambda out: out.with_name("shiqiao.pub").write_text(str(signing.public_of(signing.new_key()))),
        "没有签名",
    ),
    "leads elsewhere": (_republished(path="../../x.html"), "读不懂"),
    "a unit that is not there": (_republished(unit="U2"), "读不懂"),
    "no name": (_republished(name=" "), "读不懂"),
    "another format": (lambda out: publish(out, catalogue("990199", [], format="2")), "另一版程序"),
    "a script for an address": (
        lambda out: publish(out, catalogue("990199", [], county={"code": "1", "name": "县",
            "url": "javascript:alert(1)/", "levels": [], "categories": []})), "读不懂",
    ),
    "the same code": (lambda out: publish(out, catalogue("990122", [])), "990122 和 "),
}  # fmt: skip


@pytest.mark.parametrize("harm", HARMS)
def test_a_county_that_cannot_be_taken_keeps_the_index_as_it_was(
    counties: Path, harm: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert index(counties) == 0
    before = in_force(counties)
    spoil, words = HARMS[harm]
    spoil(counties / "shiqiao")
    capsys.readouterr()
    monkeypatch.setattr(KeptCounties, "of", lambda *_: None)
    assert index(counties) == 1
    said = capsys.readouterr().err
    assert words in said
    assert re.search(r"^(shiqiao|titian)：", said, re.MULTILINE)
    assert "没有生成：1 个县不能用。原来的目录没有改动。" in said
    assert in_force(counties) == before


def test_a_signed_county_is_held_to_its_key(counties: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret, other = signing.new_key(), signing.new_key()
    publish(counties / "shiqiao", catalogue("990199", [power(1, "审批")]), secret)
    key = counties / "shiqiao.pub"
    key.write_text(str(signing.public_of(secret)))
    assert index(counties) == 0
    key.write_text(str(signing.public_of(other)))
    assert index(counties) == 1
    assert "shiqiao：" in capsys.readouterr().err


def test_a_county_is_withdrawn_on_purpose_only(
    counties: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert index(counties) == 0
    before = in_force(counties)
    shutil.rmtree(counties / "shiqiao")
    assert index(counties) == 1
    said = capsys.readouterr()
    assert "撤下 第990199县（990199）" in said.out
    assert "--allow-withdrawal" in said.err
    assert in_force(counties) == before
    assert index(counties, "--allow-withdrawal") == 0
    assert b"990199" not in in_force(counties)["public/index.html"]


def test_no_county_is_no_index(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "各县").mkdir()
    assert index(tmp_path / "各县") == 1
    assert "一个县也没有" in capsys.readouterr().err
    assert main(["province", str(tmp_path), "--output", str(tmp_path / "各县" / "out")]) == 2


def test_an_index_and_a_county_do_not_share_a_folder(counties: Path) -> None:
    assert index(counties) == 0
    out = str(counties.parent / "out")
    assert main(["build", str(SOUND), "--output", out, "--as-of", str(AS_OF)]) == 1


def hits(folder: Path, words: str) -> set[str]:
    """What the data say of two characters, read as a browser would, by nobody's code but this."""
    tree, found = in_force(folder), set()
    number = (ord(words[0]) * 31 + ord(words[1])) % 256
    for line in tree.get(f"public/search/shards/{number}.js", b"").decode().splitlines():
        code, held = json.loads(f"[{line[len('found.shard(') : -2]}]")
        at = 0
        for gap in re.findall("[a-z]*[A-Z]", held.get(words, "")):
            digits = [ord(sign) - ord("a") for sign in gap.lower()]
            at += sum(digit * 26**place for place, digit in enumerate(reversed(digits)))
            block = tree[f"public/search/entries/{code}/{at // 500}.js"].decode()
            found.add(json.loads(f"[{block[len('found.block(') : -3]}]")[2][at % 500][0])
    return found


def test_the_search_data_lead_to_every_name_that_has_the_words(tmp_path: Path) -> None:
    names = [
        f"第{'甲乙丙丁戊己庚辛'[n % 8]}{'许可确认给付征收'[n // 8 % 8]}事项之{n}" for n in range(1200)
    ]
    publish(tmp_path / "c" / "a", catalogue("990101", [power(n, name) for n, name in enumerate(names)]))
    publish(tmp_path / "c" / "b", catalogue("990102", [power(1, "甲许可", aliases=["开工证", "路条"])]))
    assert index(tmp_path / "c") == 0
    whole = [*names, "甲许可（也叫开工证、路条）", UNIT["name"]]
    for words in ("甲许", "许事", "石桥", "之7", "无此", "开工", "路条"):
        assert hits(tmp_path / "c", words) == {name for name in whole if words in name}


def test_a_reader_finds_a_power_from_a_disk(counties: Path, browser: Browser) -> None:
    assert index(counties) == 0
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((counties.parent / "out" / "public" / "index.html").as_uri())
    page.fill("#words", "救助")
    page.wait_for_selector("#hits a")
    links = {
        link.inner_text(): link.get_attribute("href") for link in page.query_selector_all("#hits a")
    }
    assert links["救助 <金>"] == "https://990199.example/gk/powers/P2.html"
    assert len(links) > 1
    page.fill("#words", "没有的事")
    page.wait_for_selector("#told:text-is('没有找到。')")
    page.fill("#words", "救")
    page.wait_for_selector("#told:text('两个字')")
    page.close()
    assert errors == []


def work(folder: Path, number: int) -> int:
    """How many functions are called for an index of so many counties."""
    for one in range(number):
        powers = [power(n, f"第{one}号{n}项许可") for n in range(300)]
        publish(folder / f"c{one}", catalogue(f"9901{one:02}", powers))
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        assert index(folder) == 0
    finally:
        sys.setprofile(None)
    return calls


def test_twice_the_counties_are_twice_the_work_and_no_more_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []
    whole = search_data.lines

    def looked_around(county: CountyData) -> list[bytes]:
        held.append(sum(isinstance(thing, CountyData) for thing in gc.get_objects()))
        return whole(county)

    nothing, few, many = (work(tmp_path / f"of {n}" / "c", n) for n in (1, 4, 8))
    assert many - nothing < 2.5 * (few - nothing)
    monkeypatch.setattr(search_data, "lines", looked_around)
    assert index(tmp_path / "of 8" / "c", out="again") == 0
    assert held == [1] * 8
