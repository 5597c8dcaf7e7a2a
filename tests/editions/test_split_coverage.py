"""七分权: every body against every kind of power, covered by a power that is named, or empty."""

from __future__ import annotations

from functools import cache

from edition_counties import SOUND, build, page_of, small

from disclosure.county.site import Site

COUNTY, DIBAO = "catalogues/county.yaml", "catalogues/powers/MZ-JF-001.yaml"
KINDS = """
分权:
  - {代码: renshi, 名称: 人事权, 说明: 集体票决}
  - {代码: shenpi, 名称: 审批权, 说明: 审查和批准分开}
"""


@cache
def split() -> Site:
    """Two bodies hold powers; one of them has split one of the two kinds."""
    county, power = ((SOUND / path).read_text("utf-8") for path in (COUNTY, DIBAO))
    other = power.replace("编码: MZ-JF-001", "编码: XW-JF-001").replace("主体: MZJ", "主体: XW")
    return small(
        {
            COUNTY: county + KINDS,
            DIBAO: f"{power}\n分权: 审批权\n",
            "catalogues/powers/XW-JF-001.yaml": other,
        }
    )


def test_a_kind_that_a_body_has_split_names_the_power_and_the_others_are_empty() -> None:
    table = page_of(split(), "public/separation/bumen.html").table
    assert table.kinds == ("人事权", "审批权")
    (row,) = table.rows
    assert [[to.href for to in cell] for cell in row.cells] == [[], ["powers/MZ-JF-001.html"]]
    assert (row.name.text, row.empty) == ("民政局", "人事权")


def test_a_body_that_has_split_nothing_stands_there_all_the_same() -> None:
    (row,) = page_of(split(), "public/separation/xianwei.html").table.rows
    assert (row.cells, row.empty) == (((), ()), "人事权、审批权")


def test_the_page_of_all_kinds_counts_the_bodies_of_each_level() -> None:
    rows = page_of(split(), "public/separation/index.html").coverage.rows
    told = [[cell[0].text if cell else "" for cell in row.cells] for row in rows]
    assert [row.name.text for row in rows] == ["县委", "县直部门"]
    assert told == [["", ""], ["", "1/1"]]
    assert (
        'href="../separation/bumen.html"' in build(split(), "门户").pages["public/separation/index.html"]
    )


def test_there_is_no_table_where_no_power_declares_its_kind() -> None:
    assert not [path for path in build(small(), "门户").paths if "/separation/" in path]
