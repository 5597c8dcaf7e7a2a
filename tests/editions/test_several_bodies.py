"""A power of several bodies: told on its page, on theirs, in their lists and their feeds."""

from __future__ import annotations

from functools import cache

from edition_counties import SOUND, Built, build, page_of, small

from disclosure.basics.output import File
from disclosure.county.site import Site

UNIT = "编码: {0}\n名称: 梯田县{1}\n简称: {1}\n层级: {2}\n公开范围: 向社会公开\n载体: [门户网站]\n"
UNITS = {
    "CZJ": ("财政局", "县直部门"),
    "YBJ": ("医保局", "县直部门"),
    "LXZ": ("柳溪镇", "乡镇"),
}
SHARED = """\
主体: [MZJ, CZJ]
联办机构: YBJ
委托: {受托: LXZ, 内容: 每户每次3000元以下的审批, 期限: 2028-12-31, 委托书: TZ-2026-001}
委托机关: 市民政局
"""


@cache
def county() -> Site:
    power = "catalogues/powers/MZ-JF-001.yaml"
    text = (SOUND / power).read_text("utf-8")
    units = {f"catalogues/units/{code}.yaml": UNIT.format(code, *about) for code, about in UNITS.items()}
    return small({**units, power: text.replace("主体: MZJ\n", SHARED)})


@cache
def site() -> Built:
    return build(county(), "门户")


def test_the_page_of_the_power_says_who_leads_and_who_does_what() -> None:
    page = page_of(county(), "public/powers/MZ-JF-001.html")
    told = {fact.term: [(value.text, value.href) for value in fact.values] for fact in page.told.facts}
    assert told["牵头机构"] == [("梯田县民政局", "units/MZJ.html")]
    assert told["共同实施"] == [("梯田县财政局", "units/CZJ.html")]
    assert told["联办机构"] == [("梯田县医保局", "units/YBJ.html")]
    assert told["委托实施"] == [
        ("梯田县柳溪镇：每户每次3000元以下的审批，至2028-12-31", "units/LXZ.html"),
        ("关于公布2026年临时救助办理流程的公告", "notices/TZ-2026-001.html"),
    ]
    assert told["委托机关"] == [("市民政局", "")]
    assert "行使主体" not in told
    assert page.keys[0].answer == "民政局牵头，财政局共同实施"


def test_a_power_of_one_body_is_told_as_before() -> None:
    page = page_of(small(), "public/powers/MZ-JF-001.html")
    assert [v.text for f in page.told.facts if f.term == "行使主体" for v in f.values] == [
        "梯田县民政局"
    ]


def test_each_body_says_what_its_part_is_and_counts_only_its_own() -> None:
    notes = {}
    for code in UNITS:
        page = page_of(county(), f"public/units/{code}.html")
        (group,) = page.powers
        notes[code] = [(entry.text, *entry.notes) for entry in group.entries]
        assert page.figures == ()
    assert notes == {
        "CZJ": [("临时救助审核确认", "民政局牵头，本机构共同实施")],
        "YBJ": [("临时救助审核确认", "民政局牵头，本机构联办")],
        "LXZ": [("临时救助审核确认", "民政局牵头，本机构受托")],
    }


def test_lists_and_feeds_of_every_body_and_its_level_hold_the_power() -> None:
    places = {"u-MZJ", "l-bumen", "l-xiangzhen", *(f"u-{code}" for code in UNITS)}
    assert {f"public/powers/by/{place}/_/1.html" for place in places} <= site().paths
    codes = (f"units/{code}" for code in UNITS)
    for feed in ("units/MZJ", "levels/bumen", "levels/xiangzhen", *codes):
        path = f"public/feeds/{feed}.atom"
        (file,) = (o for o in site().outputs if isinstance(o, File) and o.path == path)
        assert "临时救助审核确认" in file.data.decode(), path
