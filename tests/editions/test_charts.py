"""Charts in their pages: the right drawing for the screen, links that resolve, files to take away."""

from __future__ import annotations

import io
import posixpath
import re
from pathlib import Path

import pypdf
import pytest
from edition_counties import SOUND, THEME, build, changed, edition_of, small
from playwright.sync_api import Browser

from disclosure.app.host.static_files import static_files
from disclosure.basics.output import Chart
from disclosure.county.site import Site
from disclosure.editions.pages.powers.power_drawings import (
    DUTIES,
    NARROW,
    POSTS,
    WHOLE,
    ChartView,
    chart_view,
)
from disclosure.editions.parts.addresses import stands_on

POWER = "catalogues/powers/MZ-JF-001.yaml"
PAGE = "public/powers/MZ-JF-001.html"
POSTER = "public/charts/MZ-JF-001-fengxian.html"


def files(county: Site, name: str = "门户") -> dict[str, str]:
    """Pages and chart files by path."""
    made = build(county, name, charted=True)
    return {**made.pages, **{o.path: o.text for o in made.outputs if isinstance(o, Chart)}}


def dress(edition: Path) -> None:
    """Put the theme's files where the pages of an edition look for them."""
    for name, data in static_files(THEME).items():
        target = edition / "static" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


@pytest.fixture(scope="module")
def dressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A power with a flow, in its style, where a browser can open it."""
    folder = tmp_path_factory.mktemp("dressed")
    path = folder / PAGE
    path.parent.mkdir(parents=True)
    path.write_text(build(small(), "门户", charted=True).pages[PAGE], "utf-8")
    dress(folder / "public")
    return path


@pytest.mark.parametrize("script", [True, False])
def test_a_phone_shows_the_stages_and_a_wider_screen_the_chart_in_two_dimensions(
    *, script: bool, browser: Browser, dressed: Path
) -> None:
    page = browser.new_page(java_script_enabled=script)
    for wide in (320, 1100):
        page.set_viewport_size({"width": wide, "height": 800})
        page.goto(dressed.as_uri())
        assert page.locator(".flow-wide svg").is_visible() == (wide > 1000)
        assert page.locator(".stages").is_visible()
        assert not page.locator("#step-2").is_visible()
        page.locator(".flow-details > summary").click()
        assert page.locator("#step-2").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= wide
    page.close()


def test_what_a_stage_leads_to_is_opened(browser: Browser, dressed: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(dressed.as_uri())
    page.locator(".stages a").last.click()
    page.locator(".flow-details[open]").wait_for(state="attached")
    assert page.locator(page.url[page.url.index("#") :]).is_visible()
    page.close()


def test_a_page_draws_its_flow_once_and_uses_no_id_twice() -> None:
    page = files(small())[PAGE]
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) > 20
    assert page.count('class="chart ') == 1


def test_every_drawing_is_published_with_its_dot_and_linked_from_its_page() -> None:
    made = files(small())
    stems = {f"public/charts/MZ-JF-001{part}" for part in ("", "-yongdao", "-fengxian")}
    written = {path for path in made if path.startswith("public/charts/")}
    assert written == {f"{s}.{ending}" for s in stems for ending in ("svg", "dot")} | {POSTER}
    for path in written:
        assert f'href="../{path.removeprefix("public/")}"' in made[PAGE]
        assert made[path].startswith("digraph") == path.endswith(".dot")
        assert f"public/{stands_on(path.removeprefix('public/'))}" == PAGE
    assert not [path for path in files(small(), "触摸屏") if "/charts/" in path]


def test_a_chart_taken_away_leads_back_to_the_steps_of_its_page() -> None:
    made = files(small())
    charts = {p: t for p, t in made.items() if p.startswith("public/charts/") and p.endswith(".svg")}
    for path, text in charts.items():
        links = re.findall(r' href="([^"#]*)#([^"]+)"', text)
        assert len(links) == 8
        for target, step in links:
            page = made[posixpath.normpath(posixpath.join(posixpath.dirname(path), target))]
            assert f'id="{step}"' in page


def test_there_is_no_ladder_where_there_is_no_risk() -> None:
    text = (SOUND / POWER).read_text("utf-8")
    made = files(small({POWER: re.sub(r" *风险: .*\n", "", text)}))
    assert not [path for path in made if "-fengxian." in path]
    assert "-fengxian." not in made[PAGE]


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


def in_hall(steps: str) -> ChartView:
    """What a kiosk shows of a flow with these steps."""
    text = (SOUND / POWER).read_text("utf-8")
    county = small({POWER: text[: text.index("  步骤:")] + f"  步骤:\n{steps}"})
    view = chart_view(edition_of(county, "触摸屏"), county.powers["MZ-JF-001"])
    assert view
    return view


def many(posts: int, duties: str, first: str = "") -> str:
    """Steps one after the other, each at its own post, with one of the duties."""
    return first + "".join(
        f"    - {{步骤: 办理第{n}件, 岗位: 第{n}岗, 职能: {duties.split()[n % len(duties.split())]}}}\n"
        for n in range(1, posts + 1)
    )


WIDE = """    - 判断: 材料齐全并且符合法定形式?
      岗位: 第一岗
      去向:
        材料齐全并且符合形式: 下一步
        不属于本机关职权范围: 终止 不予受理
        需要进一步核实情况的:
          - {步骤: 发函核实有关情况, 岗位: 第二岗, 去向: 终止 另行告知申请人}
        应当由上级机关决定的:
          - {步骤: 报请上级机关决定, 岗位: 第三岗, 去向: 终止 告知报送情况}
"""


@pytest.mark.parametrize(("steps", "title", "first"), [
    (many(2, "受理 办理"), POSTS, True),
    (many(9, "受理 承办"), DUTIES, True),
    (many(9, "受理 审查 批准 办理 监督 公开"), WHOLE, True),
    (many(9, "受理 审查 批准 办理 监督 公开", WIDE), WHOLE, False),
], ids=["by post", "by duty", "compact alone", "compact below the list"])  # fmt: skip
def test_a_kiosk_shows_the_lanes_that_fit_at_its_floor_or_falls_back(
    steps: str, title: str, *, first: bool
) -> None:
    view = in_hall(steps)
    assert view.lanes_title == title
    assert bool(view.svg) == first
    assert bool(view.lanes) == (title != WHOLE or not first)
    assert view.lanes_room == NARROW or title == WHOLE


def test_the_ladder_is_printed_on_a3_at_full_size(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / POSTER
    path.parent.mkdir(parents=True)
    made = files(small())[POSTER]
    path.write_text(made, "utf-8")
    dress(tmp_path / "public")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(path.as_uri())
    sheets = page.locator(".poster-sheet").count()
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    page.emulate_media(media="print")
    room = page.evaluate("document.querySelector('.poster').clientWidth")
    page.close()
    assert len(printed.pages) == sheets
    sizes = {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in printed.pages}
    assert sizes == {(842, 1191)}
    drawn = re.search(r'class="poster-sheet"[^>]* width="(\d+)"', made)
    assert drawn
    assert int(drawn[1]) / 96 * 25.4 <= 277
    assert room >= int(drawn[1]), "its last column would be cut"
