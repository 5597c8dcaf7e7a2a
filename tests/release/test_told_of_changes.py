"""Who subscribed hears of every change of what was published: nothing moves in silence."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import feedparser
import icalendar
import pytest
from counties import AS_OF, lay_out_case
from edition_counties import changed, small
from matters_of import decision_files

from disclosure.__main__ import main
from disclosure.county.site import Site
from disclosure.release import said_before

pytestmark = pytest.mark.usefixtures("ungated")
Printed = pytest.CaptureFixture[str]
POWER = "catalogues/powers/MZ-JF-001.yaml"
ASKED = "catalogues/decisions/ask.yaml"
CORRECTION = "更正: [{日期: 2026-11-18, 内容: 征求意见延长到12月10日}]\n"


def build(county: Path) -> int:
    return main(["build", str(county), "--output", str(county.parent / "out"), "--as-of", str(AS_OF)])


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """The small county with a matter on which opinions are asked, published once."""
    made = lay_out_case("", tmp_path)
    (made / ASKED).write_text(asked(), "utf-8")
    assert build(made) == 0
    return made


def asked() -> str:
    text = next(text for text in decision_files().values() if "ASK-1" in text)
    return re.sub("法定程序:\n.*\n", "", text)


def told(county: Path) -> dict[str, tuple[str, ...]]:
    """What every format says of the matter, and of the whole feed."""
    public = county.parent / "out" / "public"
    calendar = icalendar.Calendar.from_ical((public / "feed.ics").read_bytes())
    (event,) = (e for e in calendar.events if str(e["UID"]).startswith("ASK-1-consultation-1@"))
    stamps = (str(event.decoded(key).date()) for key in ("dtstamp", "last-modified"))
    atom = feedparser.parse((public / "feed.atom").read_bytes())
    rss = feedparser.parse((public / "feed.xml").read_bytes())
    items = json.loads((public / "feed.json").read_bytes())["items"]
    (changed,) = (item["date_modified"] for item in items if item["id"].endswith("/ASK-1"))
    return {
        "ics": (str(event["SEQUENCE"]), *stamps),
        "atom": (*(e.updated for e in atom.entries if "ASK-1" in e.id), atom.feed.updated),
        "rss": (*(e.published for e in rss.entries if "ASK-1" in e.id), rss.feed.updated),
        "json": (changed,),
    }


def test_a_prolonged_consultation_reaches_every_subscriber(county: Path, capsys: Printed) -> None:
    before = told(county)
    edit(county / ASKED, "截止: 2026-11-25", "截止: 2026-12-10")
    assert build(county) == 1
    said = capsys.readouterr().err
    assert f"{ASKED}:" in said
    assert "R119" in said
    assert told(county) == before

    with (county / ASKED).open("a", encoding="utf-8") as file:
        file.write(CORRECTION)
    assert build(county) == 0
    after = told(county)
    assert all(new != old for kind in after for new, old in zip(after[kind], before[kind], strict=True))
    assert int(after["ics"][0]) > int(before["ics"][0])
    assert after["ics"][1:] == ("2026-11-17", "2026-11-17")  # midnight in Beijing
    assert after["json"] == ("2026-11-18T00:00:00+08:00",)
    assert set(after["atom"]) == {"2026-11-18T00:00:00+08:00"}
    assert set(after["rss"]) == {"Wed, 18 Nov 2026 00:00:00 +0800"}


def test_a_power_that_promises_otherwise_is_told_or_reminded_of(county: Path, capsys: Printed) -> None:
    edit(county / POWER, "承诺时限: 8个工作日", "承诺时限: 9个工作日")
    capsys.readouterr()
    assert build(county) == 0
    assert f"{POWER}:1:1: R65 提醒" in capsys.readouterr().err
    edit(county / POWER, "承诺时限: 9个工作日", "承诺时限: 10个工作日")
    adjusted = "调整记录: [{日期: 2026-11-20, 类型: 修改, 说明: 承诺改为10个工作日}]\n"
    edit(county / POWER, "公布日期:", f"{adjusted}公布日期:")
    assert build(county) == 0
    assert "R65" not in capsys.readouterr().err
    feed = feedparser.parse((county.parent / "out" / "public" / "feed.atom").read_bytes())
    assert feed.feed.updated == "2026-11-20T00:00:00+08:00"
    assert "MZ-JF-001" in feed.entries[0].id


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ("到场次数: 0", ["R65"]), ("承诺时限说明: 公示不算", ["R65"]), ("办理结果: 救助证", ["R65"]),
        ("不予受理情形: 领过的", ["R65"]), ("数量限制: 每年9户", ["R65"]), ("办件类型: 承诺件", ["R65"]),
        ("子项: [{编码: A-1, 名称: 小额, 承诺时限: 3日}]", ["R65"]), ("别名: 救急钱", []),
    ],
)  # fmt: skip
def test_what_else_a_power_asks_is_no_more_changed_in_silence(more: str, codes: list[str]) -> None:
    before = said_before.contents(small())
    after = changed(POWER, ("承诺时限: 8个工作日\n", f"承诺时限: 8个工作日\n{more}\n"))
    assert [problem.code.id for problem in said_before.changed(before, after)] == codes


def county_of(change: Callable[[str], str]) -> Site:
    files = {path: change(text) for path, text in decision_files().items()}
    return small(files)


MOVED = {
    "截止: 2026-11-25": "截止: 2026-11-30",
    "日期: 2026-12-01, 地点": "日期: 2026-12-02, 地点",
    "拟决策日期: 2027-01-14": "拟决策日期: 2027-02-14",
    "公示截止: 2026-11-24": "公示截止: 2026-11-27",
}


@pytest.mark.parametrize("old", MOVED)
def test_every_announced_day_that_moves_is_told(old: str) -> None:
    before = said_before.contents(county_of(str))
    assert list(said_before.changed(before, county_of(str))) == []
    moved = county_of(lambda text: text.replace(old, MOVED[old]))
    (problem,) = said_before.changed(before, moved)
    assert problem.code is said_before.MOVED_DAY
    assert problem.is_error
    corrected = county_of(
        lambda text: text.replace(old, MOVED[old]) + CORRECTION if old in text else text
    )
    assert list(said_before.changed(before, corrected)) == []


def test_an_announced_meeting_that_is_held_is_no_moved_day() -> None:
    before = said_before.contents(county_of(str))
    held = "{日期: 2026-11-20, 会议: 局党组会议, 应到: 7, 实到: 7, 赞成: 7, 结果: 通过}"
    after = county_of(
        lambda text: text.replace(
            "参与方式: 到民政局一楼登记}", f"参与方式: 到民政局一楼登记}}\n  会议集体决策: {held}"
        )
    )
    assert after.decisions["PLAN-1"].steps.meeting
    assert list(said_before.changed(before, after)) == []
