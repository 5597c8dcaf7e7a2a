"""One record on all carriers: the same on each, and gone from each when it is withdrawn."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from cases import SOUND
from conftest import give_up

from disclosure.__main__ import main
from disclosure.app.office import typesetting

AS_OF = "2026-03-20"
CODE, SUMMARY, POWER = "JC-2026-001", "将500万元补助资金分配到四个乡镇", "MZ-JF-002"
DECISION = f"catalogues/decisions/{CODE}.yaml"
NAME = "关于2026年农村危房改造补助资金分配的决定"
WITHDRAWN = f"""- 种类: 决策
  编码: {CODE}
  主体: XW
  日期: 2026-03-19
  原因: 保护个人信息
  依据: 《个人信息保护法》第四十七条
  公开范围: 向社会公开
"""


@pytest.fixture(scope="module")
def top(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county with a carrier that is served by hand, in ``county``, and all that it makes."""
    try:
        typesetting.see_that_all_is_there()
    except typesetting.CannotPrint as error:
        give_up(str(error))
    top = tmp_path_factory.mktemp("各 载体")
    county = shutil.copytree(SOUND, top / "county")
    for name, old, new in (
        ("catalogues/county.yaml", "公开载体:\n", "公开载体:\n  - {代码: tv, 名称: 电视, 版本: 线下}\n"),
        (DECISION, " 显示屏]", " 显示屏, 电视]"),
    ):
        text = re.sub("  安全联系.*\n", "", (county / name).read_text("utf-8")).replace(old, new)
        (county / name).write_text(text, "utf-8")
    assert main(["keygen", str(top / "key")]) == 0
    make(top, "1")
    return top


def make(top: Path, number: str) -> None:
    """Build, print and bundle."""
    out, county = ["--output", str(top / "out"), "--key", str(top / "key")], str(top / "county")
    every = ["--allow-withdrawal"]
    assert main(["build", county, "--as-of", AS_OF, *out, *every]) == 0
    assert main(["publish", "--kiosk", str(top / number), *out]) == 0
    printed = ["--output", str(top / "paper"), "--only", "载体", "--only", "公示"]
    assert main(["print", county, "--as-of", AS_OF, *printed]) == 0


def listed(top: Path, path: str) -> dict[str, Any]:
    told = json.loads((top / "paper/print/sheets.json").read_text("utf-8"))["sheets"]
    return next(sheet for sheet in told if sheet["file"] == path)


def test_a_decision_bears_the_same_code_day_and_digest_on_every_carrier(top: Path) -> None:
    sheet = listed(top, f"boards/{CODE}.pdf")
    marks = {(sheet["code"], sheet["published"], sheet["digest"])}
    for edition in ("public", "kiosk"):
        page = (top / f"out/{edition}/decisions/{CODE}.html").read_text("utf-8")
        found = re.search(r'imprint">编码 (\S+?)　公布日期 (\S+?)　内容散列 <span[^>]*>(\w+)', page)
        assert found
        marks.add((found[1], found[2], found[3]))
    pages = json.loads((top / "out/led/square/playlist.json").read_text("utf-8"))["pages"]
    shown = [page for page in pages if page["record"] == f"决策 {CODE}"]
    marks.update((CODE, page["published"], page["digest"]) for page in shown)
    assert shown
    assert len(marks) == 1
    assert sheet["digest"] in words(top / f"paper/print/boards/{CODE}.pdf")
    assert f"{CODE}{sheet['digest']}" in words(top / "paper/print/carriers/tv/sheet.pdf")


def test_subtitles_are_short_lines_one_after_the_other(top: Path) -> None:
    folder = top / "paper/print/carriers/tv"
    lines = (folder / "subtitles.txt").read_text("utf-8").splitlines()
    assert max(map(len, lines)) <= 30
    assert "".join(lines) == f"【决策公告】中共梯田县委员会：{NAME}（3月2日决定）"
    cues = (folder / "subtitles.srt").read_text("utf-8").strip().split("\n\n")
    times = [cue.splitlines()[1].split(" --> ") for cue in cues]
    assert times[0][0] == "00:00:00,000"
    assert all(one[1] == next_[0] for one, next_ in pairwise(times))
    assert "".join(line for cue in cues for line in cue.splitlines()[2:]) == "".join(lines)


def test_a_fresh_decision_has_a_short_text_with_its_address(top: Path) -> None:
    (text,) = (top / "paper/print/carriers/tv/posts.txt").read_text("utf-8").split("\n\n")[:-1]
    assert len(text) <= 140
    assert text.startswith(f"【决策公告】中共梯田县委员会：{NAME}。3月2日决定")
    assert "赞成10票" in text
    assert text.endswith(f"https://www.titian.example/quanli/decisions/{CODE}.html")


def test_what_is_withdrawn_is_gone_from_every_carrier_and_bundle(top: Path) -> None:
    before = {name for name, data in everything(top, "1") if SUMMARY.encode() in data}
    assert {name.partition("/")[0] for name in before} == {"out", "zip", "paper"}
    (top / "county" / DECISION).unlink()
    gone = top / "county/catalogues/withdrawn/2026.yaml"
    gone.parent.mkdir()
    gone.write_text(WITHDRAWN, "utf-8")
    make(top, "2")
    left = dict(everything(top, "2"))
    told = (SUMMARY.encode(), NAME.encode())
    assert [name for name, data in left.items() if any(words in data for words in told)] == []
    told_of = {f"{tree}/decisions/{CODE}.html" for tree in ("out/public", "out/kiosk", "zip")}
    assert {name for name in left if CODE in name and "/changes/" not in name} == told_of


def everything(top: Path, number: str) -> Iterator[tuple[str, bytes]]:
    """All files in force: of the site, of the bundles, and the words of what is printed."""
    for edition in ("public", "kiosk", "led"):
        folder = top / "out" / edition
        for path in filter(Path.is_file, folder.rglob("*.*")):
            yield f"out/{edition}/{path.relative_to(folder).as_posix()}", path.read_bytes()
    for bundle in sorted((top / number).glob("*.zip")):
        with zipfile.ZipFile(bundle) as packed:
            yield from ((f"zip/{name}", packed.read(name)) for name in packed.namelist())
    for path in sorted((top / "paper/print").rglob("*.*")):
        data = words(path).encode() if path.suffix == ".pdf" else path.read_bytes()
        yield f"paper/{path.name}", data


def words(file: Path) -> str:
    """All words of a PDF without blanks, read by a program that did not set it."""
    pages = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file))
    return re.sub(r"\s", "", "".join(pages))
