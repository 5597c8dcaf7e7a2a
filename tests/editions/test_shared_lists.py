"""A list that many bodies hold is told as if each power had been written out, and drawn once.

The oracle writes the list of a small county out itself, power by power, as YAML: what the program makes
of these must be what it makes of the list.
"""

from __future__ import annotations

import operator
import re
from dataclasses import replace
from typing import Any

import pytest
import yaml
from cases import case
from edition_counties import AS_OF, SOUND, build, small

from disclosure.charts.power_charts import flow_jobs
from disclosure.county.audience import Audience, for_audience
from disclosure.county.held import MadeOfHeld
from disclosure.county.link import link
from disclosure.county.lookups.prints import Prints
from disclosure.county.read import Records, SourceFile, read
from disclosure.county.site import Site
from disclosure.editions.feeds import subscriptions
from disclosure.rules import check
from disclosure.schema.records.powers.power import Power
from disclosure.schema.records.unit import Unit

LIST = "catalogues/lists/QD-01.yaml"
FLOW = """    流程:
      岗位:
        办事人: {类: 群众}
      步骤:
        - {步骤: 递交, 岗位: 办事人}
        - 步骤: 登记
          岗位: 村文书
          职能: 受理
          时限: 2
          风险: {级: 三, 类: 业务流程, 表现: 不登记, 措施: 公开登记本, 监督: 村书记}
        - {公示: 公开, 岗位: 村文书, 职能: 公开, 时限: 7天(不计)}
"""


def files(flow: str = FLOW) -> dict[str, str]:
    """The villages and the list of the golden case, its first item with a flow."""
    told: Any = case("list/pass-shared-list").files
    held = {path: str(text) for path, text in told.items()}
    promise = "    承诺时限: 5个工作日\n"
    assert promise in held[LIST]
    return held | {LIST: held[LIST].replace(promise, promise + flow)}


def written_out(listed: str) -> dict[str, str]:
    """The same powers, each a file of its own: by what the golden case says, rule by rule."""
    whole = yaml.safe_load(listed)
    names = {"SQ": {}, "BJ": {"村文书": "社区文书", "村书记": "社区书记"}}
    watchers = {"SQ": ("石桥监督组", "0000-5550103"), "BJ": ("县委监督室", "0000-5550102")}
    posts = {"村文书": "WS", "村书记": "SJ", "社区文书": "WS", "社区书记": "SJ"}
    made = {}
    for unit, item in [("SQ", 0), ("SQ", 1), ("BJ", 0)]:
        own = dict(whole["事项"][item])
        code, hands = f"{unit}-{own.pop('编号')}", own.pop("承办岗位")
        own.pop("全县统一", None)
        common = ("类别", "公开范围", "载体", "公布日期")
        power = {"编码": code, "主体": unit, **{key: whole[key] for key in common}, **own}
        power["监督"] = dict(zip(("岗位", "电话"), watchers[unit], strict=True))
        power["承办岗位"] = [
            f"{unit}-{posts[name]}" for name in ([hands] if isinstance(hands, str) else hands)
        ]
        if code == "SQ-X02":
            power |= {"承诺时限": "2个工作日", "办理地点": "村部一楼"}
        text = yaml.safe_dump(power, allow_unicode=True)
        for there, here in names[unit].items():
            text = text.replace(there, here)
        made[f"catalogues/powers/{code}.yaml"] = text
    return made


def two_ways() -> tuple[Site, Site]:
    """The county with the list, and with its powers written out."""
    listed = files()
    apart = {path: text for path, text in listed.items() if path != LIST}
    return small(listed), small(apart | written_out(listed[LIST]))


def test_a_list_is_what_it_would_be_if_each_power_were_written_out() -> None:
    listed, apart = two_ways()
    assert {code for code, power in listed.powers.items() if power.listed} == {
        "SQ-X01",
        "SQ-X02",
        "BJ-X01",
    }
    assert listed.powers.keys() == apart.powers.keys()
    for code, power in listed.powers.items():
        flow, other = power.flow, apart.powers[code].flow
        assert replace(power, listed=None, flow=None) == replace(apart.powers[code], flow=None)
        assert (flow and flow.steps) == (other and other.steps)
        assert (flow and flow.promised) == (other and other.promised)


def test_a_list_is_written_out_again_where_what_it_is_made_of_changed_and_not_otherwise() -> None:
    held = MadeOfHeld()
    sound = {path.relative_to(SOUND).as_posix(): path.read_bytes() for path in SOUND.rglob("*.*")}
    told = sound | {path: text.encode() for path, text in files().items()}
    records, _ = read(SourceFile(path, data) for path, data in told.items())
    first = powers_of(records, held)
    assert all(map(operator.is_, first, powers_of(records, MadeOfHeld(held))))
    for unit in records.of(Unit):
        records.items[records.items.index(unit)] = replace(unit, name=f"{unit.name}（新）")
    again = powers_of(records, MadeOfHeld(held))
    assert again == powers_of(records, None)
    assert not any(map(operator.is_, first, again))


def powers_of(records: Records, held: MadeOfHeld | None) -> list[Power]:
    """Those that come from the list."""
    site, _ = link(records, AS_OF, held)
    assert site
    return [power for power in site.powers.values() if power.listed]


def test_rules_feeds_open_data_and_paths_see_the_powers_alike() -> None:
    listed, apart = two_ways()
    assert {(p.code.id, p.what) for p in check(listed)} == {(p.code.id, p.what) for p in check(apart)}
    made = [build(site, "门户") for site in (listed, apart)]
    feeds = [
        {c.code: set(c.items) for c in subscriptions.channels(county.edition) if c.of == "units"}
        for county in made
    ]
    assert feeds[0] == feeds[1]
    data = [next(o for o in county.outputs if o.path.endswith("catalogue.json")) for county in made]
    rows = [sorted(line.strip(",") for line in told(file).splitlines()) for file in data]
    assert rows[0] == rows[1]
    more = {f"public/lists/QD-01{part}.html" for part in ("", "/X01", "/X02")}
    assert made[0].paths == made[1].paths | more


def told(file: Any) -> str:
    return bytes(file.make()).decode()


MANY = 9
VILLAGE = """编码: V{n}
名称: 第{n}村
层级: 村和社区
上级: XW
公开范围: 向社会公开
载体: [门户网站]
岗位:
  - {{代码: V{n}-1, 名称: 村书记, 职务: 主要领导, 上级岗位: XW-FSJ, 风险等级: 一}}
  - {{代码: V{n}-2, 名称: 村文书, 职务: 工作人员, 上级岗位: V{n}-1, 风险等级: 三}}
"""


def many(more: int = MANY) -> dict[str, str]:
    return files() | {f"catalogues/units/V{n}.yaml": VILLAGE.format(n=n) for n in range(more)}


def test_however_many_hold_an_item_its_flow_is_read_kept_and_drawn_once() -> None:
    site = small(many())
    held = [power for power in site.powers.values() if power.listed and power.listed.item == "X01"]
    assert len(held) == MANY + 2
    assert len({id(power.flow) for power in held}) == 2, "社区的岗位另有叫法，其余是同一份流程"
    jobs = dict(flow_jobs(site))
    assert len({id(jobs[power.code]) for power in held}) == 2
    assert jobs["QD-01/X01"] is jobs["SQ-X01"] is jobs["V0-X01"] is not jobs["BJ-X01"]


def test_the_drawing_stands_on_the_page_of_the_item_and_the_steps_on_each_page() -> None:
    made = build(small(many()), "门户", charted=True)
    item, village = made.pages["public/lists/QD-01/X01.html"], made.pages["public/powers/V3-X01.html"]
    community = made.pages["public/powers/BJ-X01.html"]
    assert "<svg" in item.partition('id="flow"')[2]
    assert "<svg" in community.partition('id="flow"')[2]
    assert '<svg class="chart ' not in village
    assert 'href="../lists/QD-01/X01.html#flow"' in village
    assert all(step in page for step in ("递交", "登记", "公开登记本") for page in (item, village))
    charts = {path for path in made.paths if path.startswith("public/charts/") and path.endswith(".svg")}
    assert {path for path in charts if "X01" in path} == {
        f"public/charts/{stem}{kind}.svg"
        for stem in ("QD-01/X01", "BJ-X01")
        for kind in ("", "-yongdao", "-fengxian")
    }


def test_a_page_of_a_holder_costs_the_same_however_many_there_are() -> None:
    few, lots = (
        build(small(many(n)), "门户", charted=True).pages["public/powers/V1-X01.html"] for n in (2, MANY)
    )
    assert few == lots


def test_the_pages_tell_what_is_otherwise_and_where_an_item_is_not() -> None:
    pages = build(small(many()), "门户").pages
    said = re.sub("<[^>]*>", "", pages["public/powers/SQ-X01.html"])
    assert "监督：石桥监督组 0000-5550103（清单：县纪委监委 0000-5550101）" in said
    assert "村文书在这里是社区文书" in pages["public/powers/BJ-X01.html"]
    assert "城市社区没有承包地" in pages["public/lists/QD-01/X02.html"]
    assert "其中 1 项不适用：城市社区没有承包地" in pages["public/units/BJ.html"]
    for forbidden in ("public/lists/QD-01/X01.html", "public/powers/SQ-X01.html"):
        other = forbidden.replace("X01", "X02")
        assert "不得向群众收手续费" in pages[forbidden]
        assert "不得向群众收手续费" not in pages[other]


def test_a_word_of_an_item_changes_the_pages_of_that_item_alone() -> None:
    before = many()
    after = before | {LIST: before[LIST].replace("承包地登记", "承包地备案登记")}
    prints = [
        {code: Prints(site).of(power) for code, power in site.powers.items() if power.listed}
        for site in map(small, (before, after))
    ]
    changed = {code for code in prints[0] if prints[0][code] != prints[1][code]}
    assert changed == {code for code in prints[0] if code.endswith("-X02")}


def test_an_item_is_told_once_to_the_county_and_to_each_holder_as_its_own() -> None:
    edition = build(small(many()), "门户").edition
    told = {(c.of, c.code): c.items for c in subscriptions.channels(edition)}
    base = "https://www.titian.example/quanli"
    for of in ("", ""), ("levels", "cun"):
        once = {i.link: i.note for i in told[of] if "X01" in i.link or "X02" in i.link}
        assert once == {
            f"{base}/lists/QD-01/X01.html": "村级小微权力清单，行政给付，11个机构行使",
            f"{base}/lists/QD-01/X02.html": "村级小微权力清单，行政给付，10个机构行使",
        }
    assert {i.link for i in told["units", "V3"]} == {f"{base}/powers/V3-X0{n}.html" for n in (1, 2)}


def test_what_became_of_an_item_is_told_once_for_all_that_hold_it() -> None:
    told = many()
    adjusted = (
        "    承诺时限: 3个工作日\n    调整记录: [{日期: 2026-05-06, 类型: 修改, 说明: 少跑一趟}]\n"
    )
    listed = told[LIST].replace("    承诺时限: 3个工作日\n", adjusted)
    made = build(small(told | {LIST: listed}), "门户")
    about = {path for path in made.paths if "/changes/" in path and path.endswith(".html")}
    assert about == {"public/changes/index.html", "public/changes/lists/QD-01/X02.html"}
    assert "少跑一趟" in made.pages["public/changes/lists/QD-01/X02.html"]
    leads = "changes/lists/QD-01/X02.html"
    assert f'href="../{leads}"' in made.pages["public/powers/V3-X02.html"]
    assert f'href="../../{leads}"' in made.pages["public/lists/QD-01/X02.html"]


def test_what_an_item_was_before_is_held_against_the_holder_who_differs_least() -> None:
    told, promise = many(), "    承诺时限: 5个工作日\n"
    before = "{步骤: [{步骤: 递交, 岗位: 办事人}, {步骤: 登记, 岗位: 村文书, 时限: 9}]}"
    adjusted = f"    调整记录: [{{日期: 2026-05-06, 类型: 修改, 说明: 快了, 原来: {before}}}]\n"
    listed = told[LIST].replace(promise, promise + adjusted)
    page = build(small(told | {LIST: listed}), "门户").pages["public/changes/lists/QD-01/X01.html"]
    assert "<small>改时限</small>" in page
    assert "换岗" not in page, "社区的岗位只是另有叫法"


def test_codes_last_when_a_village_or_an_item_is_called_otherwise() -> None:
    told = files()
    unit = told["catalogues/units/SQ.yaml"].replace("编码: SQ\n", "编码: SQ\n原编码: SQC\n")
    listed = told[LIST].replace("  - 编号: X02\n", "  - 编号: X02\n    原编号: [X0, X1]\n")
    site = small(told | {"catalogues/units/SQ.yaml": unit, LIST: listed})
    assert site.powers["SQ-X02"].former == ("SQC-X0", "SQ-X0", "SQC-X1", "SQ-X1", "SQC-X02")
    paths = build(site, "门户").paths
    assert {f"public/powers/{code}.html" for code in site.powers["SQ-X02"].former} <= paths


@pytest.mark.parametrize("scope", ["在全党公开", "在本地区本部门本单位公开"])
def test_a_list_that_is_not_for_society_leaves_no_trace(scope: str) -> None:
    told = files()
    site = small(told | {LIST: told[LIST].replace("公开范围: 向社会公开", f"公开范围: {scope}")})
    public = build(for_audience(site, Audience()), "门户")
    assert not any("X01" in path or "QD-01" in path for path in public.paths)
    assert not any("小微权力" in page or "承包地" in page for page in public.pages.values())
    own = build(for_audience(site, Audience("单位", "SQ")), "门户").pages
    is_own = scope != "在全党公开"
    assert ("public/powers/SQ-X01.html" in own, "public/lists/QD-01.html" in own) == (is_own, is_own)
    assert "public/powers/BJ-X01.html" not in own
    assert not any("北街社区" in page and "QD-01" in path for path, page in own.items())
