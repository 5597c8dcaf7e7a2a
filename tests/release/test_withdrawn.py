"""A record that goes leaves an address that says so, and nothing of what it said."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import feedparser
import pytest
from counties import AS_OF, lay_out_case

from disclosure.__main__ import main

Printed = pytest.CaptureFixture[str]
POWER, NOTICE = "catalogues/powers/MZ-JF-002.yaml", "content/TZ-2026-001.md"
LEDGER = "catalogues/withdrawn/2026.yaml"
PERSONAL = (
    "- {种类: 公告, 编码: TZ-2026-001, 主体: MZJ, 日期: 2026-11-20,"
    " 原因: 保护个人信息, 公开范围: 向社会公开}\n"
)
OFFICE = (
    "- {种类: 机构, 编码: JLB, 原编码: JLJ, 名称: 酒类办, 主体: XW, 日期: 2026-11-20,"
    " 原因: 划转, 公开范围: 向社会公开}\n"
)


def build(county: Path) -> int:
    return main(["build", str(county), "--output", str(county.parent / "out"), "--as-of", str(AS_OF)])


@pytest.fixture
def county(tmp_path: Path, capsys: Printed) -> Path:
    """The small county, with another power, published once."""
    made = lay_out_case("", tmp_path)
    power = (made / "catalogues/powers/MZ-JF-001.yaml").read_text("utf-8")
    power = power.replace("MZ-JF-001", "MZ-JF-002").replace("临时救助审核确认", "取暖救助审核确认")
    (made / POWER).write_text(power, "utf-8")
    assert build(made) == 0
    capsys.readouterr()
    return made


def test_what_goes_in_silence_is_told_with_the_line_that_is_to_be_written(
    county: Path, capsys: Printed
) -> None:
    (county / POWER).unlink()
    assert build(county) == 0
    told = capsys.readouterr()
    (line,) = re.findall(r"R197 .*(- \{.*\})", told.err)
    assert "撤下职权 1 项" in told.out
    (county / "catalogues/withdrawn").mkdir()
    (county / LEDGER).write_text(re.sub("原因: [^,]*", "原因: 取消", line) + "\n", "utf-8")
    assert build(county) == 0
    assert "R197" not in capsys.readouterr().err
    for edition in ("public", "kiosk"):
        page = county.parent / "out" / edition / "powers" / "MZ-JF-002.html"
        assert "撤下，原因：取消" in page.read_text("utf-8")


def test_what_cannot_be_read_is_not_taken_for_gone(county: Path, capsys: Printed) -> None:
    (county / POWER).write_text("编码: [", "utf-8")
    assert build(county) == 1
    told = capsys.readouterr().err
    assert told.startswith(POWER)
    assert "R197" not in told


@pytest.mark.usefixtures("ungated")
def test_nothing_of_what_may_not_be_public_is_left_in_any_edition(county: Path, capsys: Printed) -> None:
    title, said = "关于公布2026年临时救助办理流程的公告", "办理流程已经公布，欢迎监督"
    out = county.parent / "out"
    assert any(said in text for text in texts(out))
    (county / NOTICE).unlink()
    (county / "catalogues/withdrawn").mkdir()
    (county / LEDGER).write_text(PERSONAL + OFFICE, "utf-8")
    assert build(county) == 0
    assert f"{title}，旧地址说明已撤下（TZ-2026-001；" in capsys.readouterr().out
    assert not [text for text in texts(out) if title in text or said in text]
    entries = feedparser.parse((out / "public" / "feed.atom").read_bytes()).entries
    assert [e.title for e in entries if e.id.endswith("/notice/TZ-2026-001")] == [
        "已撤下：公告 TZ-2026-001"
    ]
    for code in ("JLB", "JLJ"):
        assert "机构“酒类办”" in (out / "public" / "units" / f"{code}.html").read_text("utf-8")
        (entry,) = feedparser.parse((out / "public/feeds/units" / f"{code}.atom").read_bytes()).entries
        assert entry.title == "已撤下：机构“酒类办”"


def test_what_may_not_be_public_leaves_older_releases_bundles_and_screens_too(
    county: Path, capsys: Printed
) -> None:
    top, said = county.parent, "办理流程已经公布，欢迎监督"
    out, stick, screen, key = (top / name for name in ("out", "U 盘", "屏", "key"))
    on_screen = ["kiosk-update", str(stick), str(screen), "--county", "990122"]

    def run(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        return main([*words]), "".join(capsys.readouterr())

    def published() -> str:
        return run("publish", "--output", str(out), "--kiosk", str(stick), "--key", str(key))[1]

    def updated() -> int:
        return run(*on_screen, "--public-key", f"{key}.pub", "--today", "2026-11-22")[0]

    assert run("keygen", str(key))[0] == 0
    assert "forget" not in published()
    assert updated() == 0
    before = (out / "current").resolve()
    (county / NOTICE).unlink()
    (county / "catalogues/withdrawn").mkdir()
    (county / LEDGER).write_text(PERSONAL, "utf-8")
    assert build(county) == 0
    old = f"旧版 {before.name} 里还有不该公开而撤下的：公告 TZ-2026-001"
    assert old in "".join(capsys.readouterr())
    status, told = run("rollback", "--output", str(out))
    assert (status, old in told) == (1, True)
    told = published()
    assert old in told
    assert f"kiosk-{before.name}.zip 是旧版的" in told
    forget = ["forget", "--output", str(out), "--bundles", str(stick)]
    assert run(*forget)[0] == 1
    assert (before.is_dir(), said in held(top)) == (True, True)
    assert updated() == updated() == 0
    assert run(*forget, "--remove")[0] == 0
    assert (before.exists(), said in held(top)) == (False, False)
    assert run(*forget)[0] == 0
    assert updated() == 0


def held(top: Path) -> str:
    """Every word in the output folder, in the bundles and on the screen."""
    files = [
        path for name in ("out", "U 盘", "屏") for path in (top / name).rglob("*") if path.is_file()
    ]
    packed = (zipfile.ZipFile(path) for path in files if path.suffix == ".zip")
    inside = (data for pack in packed for data in map(pack.read, pack.namelist()))
    return b"\n".join((*(path.read_bytes() for path in files), *inside)).decode("utf-8", "replace")


def texts(out: Path) -> list[str]:
    """Every file of the release in force, as text."""
    current = (out / "current").resolve()
    return [p.read_text("utf-8", "replace") for p in current.rglob("*") if p.is_file()]
