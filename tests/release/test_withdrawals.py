"""What was published and is absent is told by name; much of it at once is not withdrawn unasked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from counties import AS_OF, lay_out_case
from outside import tree

from disclosure.__main__ import main
from disclosure.release.compare import Release
from disclosure.release.withdrawals import LargeWithdrawal, large

pytestmark = pytest.mark.usefixtures("ungated")
Printed = pytest.CaptureFixture[str]
COUNTY, NOTICE = "catalogues/county.yaml", "content/TZ-2026-001.md"


def build(county: Path, *more: str) -> int:
    output = ["--output", str(county.parent / "out"), "--as-of", str(AS_OF)]
    return main(["build", str(county), *output, *more])


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """The small county with ten notices."""
    made = lay_out_case("", tmp_path)
    text = (made / NOTICE).read_text("utf-8")
    for number in range(2, 11):
        other = text.replace("TZ-2026-001", f"TZ-2026-{number:03}").replace(
            "关于公布", f"关于第{number}次公布"
        )
        (made / "content" / f"TZ-2026-{number:03}.md").write_text(other, "utf-8")
    return made


def withdraw(county: Path, number: int) -> None:
    for path in sorted((county / "content").glob("*.md"))[:number]:
        path.unlink()


def refused(county: Path, capsys: Printed) -> str:
    """What a build says that publishes nothing."""
    out = county.parent / "out"
    before, release = tree(out), (out / "current").readlink()
    capsys.readouterr()
    assert build(county) == 1
    printed = capsys.readouterr()
    assert (tree(out), (out / "current").readlink()) == (before, release)
    assert "原来的网站没有改动" in printed.err
    assert "撤下公告" in printed.out
    return printed.err


def test_a_folder_that_went_withdraws_nothing_unasked(county: Path, capsys: Printed) -> None:
    assert build(county) == 0
    shutil.move(county / "content", county / "没有挂上")
    told = refused(county, capsys)
    assert "门户网站的公告 10 项中的 10 项" in told
    assert "--allow-withdrawal" in told
    assert build(county, "--allow-withdrawal") == 0
    assert not list((county.parent / "out" / "public" / "notices").glob("TZ-*"))


def test_the_last_record_of_a_kind_is_asked_for(tmp_path: Path, capsys: Printed) -> None:
    county = lay_out_case("", tmp_path)
    assert build(county) == 0
    (county / NOTICE).unlink()
    assert "门户网站的公告 1 项中的 1 项" in refused(county, capsys)


def test_half_of_the_notices_is_too_much_unless_the_county_says_otherwise(
    county: Path, capsys: Printed
) -> None:
    assert build(county) == 0
    withdraw(county, 5)
    assert "门户网站的公告 10 项中的 5 项" in refused(county, capsys)
    text = (county / COUNTY).read_text("utf-8")
    (county / COUNTY).write_text(f"{text}\n撤下上限: 50\n", "utf-8")
    assert build(county) == 0


def test_a_few_are_withdrawn_and_told_by_name(county: Path, capsys: Printed) -> None:
    assert build(county) == 0
    withdraw(county, 2)
    assert build(county) == 0
    told = capsys.readouterr().out
    assert "撤下公告 2 项\n    关于公布2026年临时救助办理流程的公告（TZ-2026-001；" in told


def test_a_dry_run_says_what_a_build_would(county: Path, capsys: Printed) -> None:
    assert build(county) == 0
    withdraw(county, 6)
    assert build(county, "--dry-run") == 1
    assert "公告 10 项中的 6 项" in capsys.readouterr().err


def test_every_withdrawn_record_is_named(county: Path, capsys: Printed) -> None:
    for number in range(20, 35):
        text = (county / NOTICE).read_text("utf-8").replace("关于公布", f"关于第{number}次公布")
        path = county / "content" / f"TZ-2026-{number:03}.md"
        path.write_text(text.replace("TZ-2026-001", f"TZ-2026-{number:03}"), "utf-8")
    assert build(county) == 0
    withdraw(county, 20)
    capsys.readouterr()
    assert build(county, "--allow-withdrawal") == 0
    assert capsys.readouterr().out.partition("新增")[0].count("（TZ-2026-") == 20


def released(*paths: str) -> Release:
    return Release(Path(), dict.fromkeys(paths, ""))


POWERS = [f"public/powers/P-{number}.html" for number in range(100)]


@pytest.mark.parametrize(
    ("gone", "percent", "found"), [(20, 20, 0), (21, 20, 1), (4, 0, 0), (5, 0, 1), (100, 100, 1)]
)
def test_the_bound_is_where_the_county_put_it(gone: int, percent: int, found: int) -> None:
    told = list(large(released(*POWERS), released(*POWERS[gone:]), percent))
    assert told == [LargeWithdrawal("门户网站", "职权", gone, 100)][:found]


def test_another_edition_a_facet_and_a_new_record_are_no_withdrawal() -> None:
    old = released(
        *POWERS, "kiosk/powers/P-1.html", "public/powers/by/x.html", "public/powers/index.html"
    )
    assert not list(large(old, released(*POWERS, "kiosk/powers/P-1.html", "public/powers/N.html"), 0))
    assert [str(one) for one in large(old, released(*POWERS), 20)] == ["触摸屏的职权 1 项中的 1 项"]


def test_a_screen_is_withdrawn_like_a_record() -> None:
    old = released("led/square/text.txt", "led/square/text.utf8.txt")
    assert [str(one) for one in large(old, released(*POWERS), 20)] == ["显示屏的屏幕 1 项中的 1 项"]


def test_a_site_whose_manifest_is_damaged_is_not_called_the_first(county: Path, capsys: Printed) -> None:
    assert build(county) == 0
    (county.parent / "out" / "current" / "manifest.json").write_text("坏了", "utf-8")
    capsys.readouterr()
    assert build(county) == 0
    assert "没法与现在的网站比较" in capsys.readouterr().out
