"""Facets: counts add up, and every page that a choice leads to holds what it says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest
from edition_counties import build, built, small
from hypothesis import given
from hypothesis import strategies as st

from disclosure.basics.output import Html
from disclosure.editions.pages.lists import ListPage
from disclosure.editions.parts import urls
from disclosure.editions.parts.facets import Block, Choices, FacetPlan, Facets, Keys, Value
from disclosure.editions.parts.pager import PER_PAGE

FOLDERS = pytest.mark.parametrize("folder", ["powers", "decisions", "posts", "notices"])


@cache
def lists(folder: str) -> Mapping[str, ListPage]:
    own = (o for o in built("门户").outputs if isinstance(o, Html) and o.path.split("/")[1] == folder)
    pages = {o.path.removeprefix("public/"): o.page for o in own if o.template == "lists/list.html"}
    return {path: page for path, page in pages.items() if isinstance(page, ListPage)}


@FOLDERS
def test_the_choices_of_a_facet_hold_the_whole_and_nothing_else(folder: str) -> None:
    held: dict[str, set[str]] = {}
    pages = lists(folder)
    for path, page in pages.items():
        held.setdefault(list_of(path), set()).update(
            entry.href for one in page.told.gathered for entry in one.held
        )
    offered = {
        tuple(list_of(c.href) for c in block.choices)
        for page in pages.values()
        for block in page.told.blocks
    }
    for everything, *parts in offered:  # many pages offer the same
        assert set().union(*(held[part] for part in parts)) == held[everything], everything


def list_of(path: str) -> str:
    """A list by its choices, whichever of its pages the path is."""
    return path.rpartition("/")[0].partition("/by/")[2].strip("_/")


def test_a_year_is_a_choice_where_there_are_others() -> None:
    of_several, of_one_year = built("门户").outputs, build(small(), "门户").outputs
    for folder in ("decisions", "register"):
        for outputs, is_choice in ((of_several, True), (of_one_year, False)):
            start = f"public/{folder}/by/"
            years = {o.path.split("/")[5] for o in outputs if o.path.startswith(start)} - {urls.ANY}
            assert (len(years) > 1, len(years) == 0) == (is_choice, not is_choice)


@FOLDERS
def test_a_choice_leads_to_as_many_records_as_it_says(folder: str) -> None:
    pages = lists(folder)
    for page in pages.values():
        for block in page.told.blocks:
            for choice in block.choices:
                assert pages[choice.href].told.total == choice.count > 0
            assert sum(choice.current for choice in block.choices) == 1


@FOLDERS
def test_a_page_of_a_list_holds_at_most_a_hundred(folder: str) -> None:
    for page in lists(folder).values():
        assert sum(len(one.held) for one in page.told.gathered) <= PER_PAGE


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), max_size=250))
def test_every_item_is_on_exactly_one_page_of_each_list(items: list[tuple[str, str]]) -> None:
    blocks = (
        Block("甲", 0, tuple(Value(key, key) for key in "ab")),
        Block("乙", 1, tuple(Value(key, key) for key in "xyz")),
    )

    def keys(item: tuple[str, str]) -> tuple[Keys, ...]:
        return (item[0],), (item[1],)

    pages = list(Facets(FacetPlan("things", blocks, keys), items).listings())
    assert len({page.path for page in pages}) == len(pages)
    unnarrowed = [item for page in pages if not page.chosen for item in page.items]
    assert unnarrowed == items
    narrowed = [item for page in pages if len(page.chosen) == 2 for item in page.items]
    assert sorted(narrowed) == sorted(items)
    for page in pages:
        assert page.pager.number <= page.pager.last
        assert page.total <= page.pager.last * PER_PAGE


def test_a_unit_may_be_named_like_a_level_or_like_the_list_itself() -> None:
    site = small({"catalogues/units/x.yaml": UNIT})
    paths = [output.path for output in build(site, "门户").outputs]
    assert len({path.casefold() for path in paths}) == len(paths)
    assert "public/units/index_.html" in paths
    assert urls.unit("bumen") != urls.level("bumen")


UNIT = """\
编码: index
名称: 索引办公室
层级: 县直部门
公开范围: 向社会公开
载体: [门户网站]
"""


def choice_of(page: ListPage, title: str) -> Choices:
    return next(block for block in page.told.blocks if block.title == title)


def test_choosing_a_level_leaves_only_its_own_bodies_to_choose_from() -> None:
    page = lists("powers")["powers/by/l-xiangzhen/_/1.html"]
    site = built("门户").edition.site
    own = {unit.label for unit in site.units.values() if unit.level.code == "乡镇"}
    assert {choice.label for choice in choice_of(page, "机构").choices[1:]} <= own
    assert choice_of(page, "层级").chosen == "乡镇"
