"""A code that was published does not change in silence: it stays, or its address leads on."""

from __future__ import annotations

from pathlib import Path

import pytest
from counties import AS_OF, lay_out_case

from disclosure.__main__ import main

pytestmark = pytest.mark.usefixtures("ungated")
Printed = pytest.CaptureFixture[str]
POWER, NOTICE = "catalogues/powers/MZ-JF-001.yaml", "content/TZ-2026-001.md"
COUNTY = "catalogues/county.yaml"
MZJ, DECISION = "catalogues/units/MZJ.yaml", "catalogues/decisions/JC-2026-001.yaml"


def build(county: Path, *more: str) -> int:
    output = ["--output", str(county.parent / "out"), "--as-of", str(AS_OF)]
    return main(["build", str(county), *output, *more])


def change(county: Path, path: str, old: str, new: str) -> None:
    text = (county / path).read_text("utf-8")
    assert old in text
    (county / path).write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def county(tmp_path: Path, capsys: Printed) -> Path:
    """The small county, published once."""
    made = lay_out_case("", tmp_path)
    assert build(made) == 0
    capsys.readouterr()
    return made


CHANGED = {
    POWER: ("编码: MZ-JF-001", "编码: MZ-JF-101", "\n原编码: MZ-JF-001", "powers"),
    NOTICE: ("编码: TZ-2026-001", "编码: TZ-2026-101", "\n原编码: TZ-2026-001", "notices"),
    DECISION: ("编码: JC-2026-001", "编码: JC-2026-101", "\n原编码: JC-2026-001", "decisions"),
    COUNTY: ("代码: jiuzhu", "代码: jiuji", ", 原代码: jiuzhu", "topics"),
    MZJ: ("代码: MZJ-GY", "代码: MZJ-CK", ", 原代码: MZJ-GY", "posts"),
}
"""What is changed in a file, what says so, and the folder of its page."""


def test_a_changed_code_is_refused_until_the_old_address_leads_on(county: Path, capsys: Printed) -> None:
    for path, (old, new, _, _) in CHANGED.items():
        change(county, path, old, new)
    before = (county.parent / "out" / "current").readlink()
    assert build(county) == 1
    told = capsys.readouterr().err
    assert [line.partition(":")[0] for line in told.splitlines() if "R109" in line] == sorted(CHANGED)
    assert (county.parent / "out" / "current").readlink() == before

    for path, (_, new, former, _) in CHANGED.items():
        change(county, path, new, new + former)
    assert build(county) == 0
    for old, new, _, folder in CHANGED.values():
        for edition in ("public", "kiosk"):
            page = county.parent / "out" / edition / folder / f"{old.partition(': ')[2]}.html"
            assert f'href="{new.partition(": ")[2]}.html"' in page.read_text("utf-8")

    for path, (_, new, former, _) in CHANGED.items():
        change(county, path, new + former, new)
    capsys.readouterr()
    assert build(county) == 1
    assert capsys.readouterr().err.count("R109") == len(CHANGED)
    assert build(county, "--allow-withdrawal") == 0


def test_a_record_that_goes_is_told_and_one_of_the_same_name_elsewhere_is_another(
    county: Path, capsys: Printed
) -> None:
    other = (county / POWER).read_text("utf-8").replace("MZ-JF-001", "XW-JF-001")
    other = other.replace("主体: MZJ", "主体: XW").partition("流程:")[0]
    (county / "catalogues/powers/XW.yaml").write_text(other.replace("承办岗位: MZJ-GZ\n", ""), "utf-8")
    assert build(county) == 0
    (county / POWER).unlink()
    assert build(county) == 0
    told = capsys.readouterr()
    assert "撤下职权 1 项" in told.out
    assert "R109" not in told.err


def test_a_changed_code_keeps_the_date_and_the_identity_that_it_had(
    county: Path, capsys: Printed
) -> None:
    change(county, NOTICE, "编码: TZ-2026-001", "编码: TZ-2026-101\n原编码: TZ-2026-001")
    change(county, NOTICE, "发布日期: 2026-03", "发布日期: 2026-04")
    assert build(county) == 1
    assert "R62" in capsys.readouterr().err
    change(county, NOTICE, "发布日期: 2026-04", "发布日期: 2026-03")
    assert build(county) == 0
    feed = county.parent / "out" / "public" / "feed.atom"
    assert "990122/notice/TZ-2026-001<" in feed.read_text("utf-8")
    change(county, NOTICE, "发布日期: 2026-03", "发布日期: 2026-04")
    assert build(county) == 1
    assert "R62" in capsys.readouterr().err


def test_the_feeds_of_a_body_and_of_a_level_go_on_where_they_were_subscribed_to(county: Path) -> None:
    change(county, COUNTY, "代码: bumen,", "代码: danwei, 原代码: bumen,")
    for path in (MZJ, POWER, NOTICE, DECISION):
        text = (county / path).read_text("utf-8")
        for key in ("主体", "发布机构", "提出单位"):
            text = text.replace(f"{key}: MZJ", f"{key}: MZ")
        (county / path).write_text(text.replace("编码: MZJ\n", "编码: MZ\n原编码: MZJ\n"), "utf-8")
    assert build(county) == 0
    feeds = county.parent / "out" / "public" / "feeds"
    for code in ("units/MZJ", "units/MZ", "levels/bumen", "levels/danwei"):
        for suffix in ("xml", "atom", "json"):
            assert "临时救助审核确认" in (feeds / f"{code}.{suffix}").read_text("utf-8")


def test_a_level_that_changed_its_code_leads_on_and_one_that_goes_is_told(
    county: Path, capsys: Printed
) -> None:
    change(county, COUNTY, "代码: xiangzhen", "代码: xiang")
    assert build(county) == 1
    assert "“乡镇”公布过的编码是 xiangzhen" in capsys.readouterr().err
    change(county, COUNTY, "代码: xiang,", "代码: xiang, 原代码: xiangzhen,")
    assert build(county) == 0
    page = county.parent / "out/public/levels/xiangzhen.html"
    assert 'href="xiang.html"' in page.read_text("utf-8")
    change(county, COUNTY, "  - {代码: xiang, 原代码: xiangzhen, 名称: 乡镇}\n", "")
    assert build(county) == 0
    assert "R209" in capsys.readouterr().err
