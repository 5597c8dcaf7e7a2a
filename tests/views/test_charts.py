"""Charts in their pages: the right drawing for the screen, links that resolve, files to take away."""

from __future__ import annotations

import posixpath
import re
import shutil
from pathlib import Path

import pytest
from editions import SOUND, THEME, build, changed, small
from playwright.sync_api import Browser

from disclosure import dot
from disclosure.charts import draw
from disclosure.output import Chart
from disclosure.site import Site

POWER = "catalogues/powers/MZ-JF-001.yaml"
PAGE = "public/powers/MZ-JF-001.html"


def files(county: Site, name: str = "门户") -> dict[str, str]:
    """Pages and chart files by path."""
    made = build(county, name, draw(county, dot.lay_out))
    return {**made.pages, **{o.path: o.text for o in made.outputs if isinstance(o, Chart)}}


@pytest.mark.parametrize(("wide", "shown", "hidden"), [
    (320, "phone", "wide"), (390, "phone", "wide"), (800, "wide", "phone"), (1280, "wide", "phone"),
])  # fmt: skip
def test_a_phone_shows_one_column_and_a_tablet_two_dimensions(
    wide: int, shown: str, hidden: str, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / PAGE
    path.parent.mkdir(parents=True)
    path.write_text(files(small())[PAGE], "utf-8")
    shutil.copytree(THEME / "static", tmp_path / "public" / "static")
    page = browser.new_page(viewport={"width": wide, "height": 800})
    page.goto(path.as_uri())
    assert page.locator(f".flow-{shown} svg").is_visible()
    assert not page.locator(f".flow-{hidden} svg").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= wide
    page.close()


def test_two_drawings_on_a_page_share_no_id() -> None:
    ids = re.findall(r' id="([^"]+)"', files(small())[PAGE])
    assert len(ids) == len(set(ids)) > 40


@pytest.mark.parametrize(("name", "folder"), [("门户", "public"), ("触摸屏", "kiosk")])
def test_a_chart_taken_away_leads_back_to_the_steps_of_its_page(name: str, folder: str) -> None:
    made = files(small(), name)
    charts = {path: text for path, text in made.items() if path.endswith(".svg")}
    assert set(charts) == {f"{folder}/charts/MZ-JF-001{part}.svg" for part in ("", "-fengxian")}
    for path, text in charts.items():
        links = re.findall(r' href="([^"#]*)#([^"]+)"', text)
        assert len(links) == 8
        for target, step in links:
            page = made[posixpath.normpath(posixpath.join(posixpath.dirname(path), target))]
            assert f'id="{step}"' in page


def test_there_is_no_ladder_where_there_is_no_risk() -> None:
    text = (SOUND / POWER).read_text("utf-8")
    made = files(small({POWER: re.sub(r" *风险: .*\n", "", text)}))
    assert not [path for path in made if path.endswith("-fengxian.svg")]
    assert "-fengxian.svg" not in made[PAGE]


@pytest.mark.parametrize(("grade", "post", "leader"), [
    ("一", "救助股股长", "责任领导：民政局局长"), ("二", "救助股股长", "责任领导：民政局副局长"),
    ("三", "救助股股长", "责任领导：民政局副局长"),
    ("一", "局长", "责任领导：中共梯田县委员会县委副书记"),
])  # fmt: skip
def test_the_ladder_names_the_leader_who_answers_for_the_post(
    grade: str, post: str, leader: str
) -> None:
    county = changed(
        POWER, ("级: 二", f"级: {grade}"), ("      岗位: 救助股股长", f"      岗位: {post}"),
    )  # fmt: skip
    text = re.sub(r"<[^>]*>", "", files(county)["public/charts/MZ-JF-001-fengxian.svg"])
    assert leader in text
