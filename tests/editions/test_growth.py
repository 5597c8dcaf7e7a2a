"""A county of twice the size has twice the pages, and each costs what it did: counted, not timed.

The oracle is the same county made up twice, and the counts of bytes, links, look-ups and lines a page.
"""

from __future__ import annotations

import posixpath
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import FrameType
from typing import Any, TypeVar
from urllib.parse import urldefrag

import pytest
from edition_counties import AS_OF, build, edition_of, render, small
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from disclosure.basics.output import Html
from disclosure.county.lookups.watched import Reads, Watched
from disclosure.county.site import Site
from disclosure.editions import public
from disclosure.editions.edition import below
from disclosure.editions.pages import lists
from disclosure.editions.pages.bodies import county_map, units
from disclosure.editions.pages.decisions import ahead, execution
from disclosure.editions.pages.disclosed import in_charge
from disclosure.editions.pages.errands import topics, venue_pages
from disclosure.editions.pages.lists import DirectoryPage, ListPage
from disclosure.editions.parts import facets, pager, urls

MOST = 6
"""Of whatever fills a page, in this test: so that a county of a hundred records is a large one."""
SMALL, TOWNS, IN_A_TOWN = 2, 3, 6
OPEN = "公开范围: 向社会公开\n载体: [门户网站, 触摸屏]\n"
TOWN = "编码: {code}\n名称: {code}镇\n层级: 乡镇\n" + OPEN
VILLAGE = (
    "编码: {code}\n名称: {code}村\n层级: 村和社区\n上级: {town}\n"
    + OPEN
    + "岗位: [{{代码: {code}-1, 名称: 主任, 职务: 主要领导, 外部上级: 镇, 风险等级: 一}},\n"
    "  {{代码: {code}-2, 名称: 文书, 职务: 工作人员, 上级岗位: {code}-1, 风险等级: 三}}]\n"
)
POWER = (
    "编码: {code}\n名称: 事项{code}\n类别: 行政给付\n主体: {unit}\n依据: 村规\n主题: 社会救助\n" + OPEN
)
PLANNED = (
    "编码: {code}\n标题: 修路\n类别: 重大投资项目\n主体: {unit}\n状态: 预告\n内容: 修路。\n"
    "公布日期: 2026-10-08\n"
    "六步: {{确立决策内容: {{日期: 2026-10-01, 承办: 村}}, "
    "提前发布预告: {{日期: 2026-10-08, 承办: 村, 拟决策日期: 2027-01-14}}}}\n" + OPEN
)
RUNNING = (
    "编码: {code}\n标题: 改造\n类别: 大额度资金使用\n主体: {unit}\n状态: 执行中\n金额: 20000元\n"
    "内容: 改造。\n公布日期: 2026-07-06\n"
    "六步: {{确立决策内容: {{日期: 2026-05-01, 承办: 村}}, "
    "广泛征求意见: {{开始: 2026-05-10, 截止: 2026-06-12, 承办: 村}}, "
    "会议集体决策: {{日期: 2026-07-01, 会议: 村民会议, 应到: 9, 实到: 9, 结果: 通过}}, "
    "形成决议公告: {{日期: 2026-07-06, 承办: 村}}}}\n"
    "五个一: {{一名领导: 书记, 一个责任人: 主任, 一套工作班子: 专班, "
    "一个实施方案: 方案, 监督: 监委会}}\n" + OPEN
)
NOTICE = (
    "---\n编码: {code}\n标题: 通知{code}\n栏目: 通知公告\n发布机构: {unit}\n发布日期: 2026-09-01\n"
    + OPEN
    + "---\n公开。\n"
)
NAMES_EVERY_BODY = (
    "bodies/units.html",
    "bodies/level.html",
    "site/sitemap.html",
    "lists/directory.html",
    "site/subscribe.html",
)
"""Of all pages these alone may grow with the county, and no faster."""
SAME, TWICE, FEW = 1.05, 2.5, 8

T = TypeVar("T")


@dataclass
class Kind:
    """What the pages of one kind come to: the largest of each, and the sum of what it took."""

    pages: int = 0
    largest: int = 0
    links: int = 0
    looked_up: int = 0
    lines: int = 0


@dataclass
class Counted:
    """How many records were looked at, and how many lines were run, each turn of a loop anew."""

    looked_up: int = 0
    lines: int = 0

    def during(self, action: Callable[[], T]) -> tuple[T, int, int]:
        """What it returned, the records that it looked at, and the lines that were run."""
        before = self.looked_up, self.lines
        sys.settrace(self._ran)
        try:
            made = action()
        finally:
            sys.settrace(None)
        return made, self.looked_up - before[0], self.lines - before[1]

    def watch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Count whatever is asked of a county: whoever goes through all has looked at all."""
        note, whole = Reads.note, Watched._whole  # noqa: SLF001  what every look-up passes through

        def noted(reads: Reads, name: str, key: object = None) -> None:
            self.looked_up += key is not None
            note(reads, name, key)

        def walked(of: Watched[object, object]) -> Mapping[object, object]:
            found = whole(of)
            self.looked_up += len(found)
            return found

        monkeypatch.setattr(Reads, "note", noted)
        monkeypatch.setattr(Watched, "_whole", walked)

    def _ran(self, _frame: FrameType, event: str, _argument: object) -> Any:
        self.lines += event == "line"
        return self._ran


def county(towns: int) -> Site:
    return small(dict(_files(towns)))


def _files(towns: int) -> Iterator[tuple[str, str]]:
    for place in range(towns):
        town = f"T{place:02}"
        yield f"catalogues/units/{town}.yaml", TOWN.format(code=town)
        for number in range(IN_A_TOWN):
            code = f"{town}V{number}"
            yield f"catalogues/units/{code}.yaml", VILLAGE.format(code=code, town=town)
            for kind, folder, text in (
                ("A", "catalogues/powers", POWER),
                ("B", "catalogues/powers", POWER),
                ("C", "catalogues/decisions", PLANNED),
                ("D", "catalogues/decisions", RUNNING),
                ("E", "content", NOTICE),
            ):
                ending = "md" if folder == "content" else "yaml"
                record = text.format(code=f"{code}-{kind}", unit=code)
                yield f"{folder}/{code}-{kind}.{ending}", record


@pytest.fixture(scope="module")
def _small_pages() -> Iterator[None]:
    """Lists, facets, boards and indexes that are full with a few."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        _fill_with_few(monkeypatch)
        yield


def _fill_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "MOST", MOST)
    monkeypatch.setattr(ahead, "MOST", MOST)
    monkeypatch.setattr(execution, "CARDS", MOST)
    monkeypatch.setattr(topics, "TILES", MOST)
    monkeypatch.setattr(venue_pages, "TILES", MOST)
    monkeypatch.setattr(in_charge, "ROWS", MOST)
    monkeypatch.setattr(units, "PER_PAGE", MOST)
    monkeypatch.setattr(county_map, "PER_PAGE", MOST)
    monkeypatch.setattr(pager.slices, "__defaults__", (MOST,))
    monkeypatch.setattr(pager.pager, "__defaults__", (MOST,))


@pytest.fixture(scope="module")
def grown(_small_pages: None) -> dict[str, tuple[Kind, Kind]]:
    """What each kind of page came to in a county, and in one of twice the size."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        counted = Counted()
        counted.watch(monkeypatch)
        before, after = (kinds_of(county(towns), counted) for towns in (SMALL, 2 * SMALL))
    assert before.keys() == after.keys()
    return {name: (before[name], after[name]) for name in before}


def kinds_of(site: Site, counted: Counted) -> Mapping[str, Kind]:
    """Every page of the portal as the theme prints it, by its template."""
    outputs = below("public", public.view(edition_of(site, "门户", charted=False)))
    found: dict[str, Kind] = {}
    while True:
        output, _, making = counted.during(lambda: next(outputs, None))
        if output is None:
            return found
        if isinstance(output, Html):
            _, looked_up, lines = counted.during(lambda page=output: page.page)
            text = render(output, site)
            kind = found.setdefault(kind_of(output), Kind())
            kind.pages += 1
            kind.largest = max(kind.largest, len(text.encode()))
            kind.links = max(kind.links, text.count("<a "))
            kind.looked_up = max(kind.looked_up, looked_up)
            kind.lines += making + lines


def kind_of(html: Html) -> str:
    """The template, and which of the pages that a county has only one of."""
    folder, _, name = html.path.removeprefix("public/").partition("/")
    return f"{html.template} {folder} {name if name == 'index.html' else ''}".strip()


def test_no_page_grows_but_those_that_name_every_body(grown: dict[str, tuple[Kind, Kind]]) -> None:
    for name, (before, after) in grown.items():
        most = TWICE if name.startswith(NAMES_EVERY_BODY) else SAME
        assert after.largest <= most * before.largest, name
        assert after.links <= most * before.links + 2 * pager.BESIDE, name


def test_what_a_page_takes_does_not_grow(grown: dict[str, tuple[Kind, Kind]]) -> None:
    """A page of which a county has few may look at every record once."""
    for name, (before, after) in grown.items():
        most = SAME if after.pages > before.pages > FEW else TWICE
        assert after.looked_up <= most * before.looked_up + 1, name
        assert after.lines / after.pages <= most * before.lines / before.pages, name


def test_a_list_costs_the_same_however_many_bodies_there_are_to_choose_from() -> None:
    before, after = (_lines_for(bodies) / bodies for bodies in (200, 400))
    assert after <= 1.02 * before


def _lines_for(bodies: int) -> int:
    """Lines that it takes to narrow a list of one thing a body, of either of two kinds."""
    levels = tuple(facets.Value(f"l-{n}", f"层{n}") for n in range(2))
    units = tuple(facets.Value(f"u-{n}", f"村{n}", "l-1") for n in range(bodies))
    kinds = tuple(facets.Value(key, key) for key in "ab")
    blocks = (
        facets.Block("层级", 0, levels),
        facets.Block("机构", 0, units, "units"),
        facets.Block("类别", 1, kinds),
    )

    def keys(of: int) -> tuple[tuple[str, ...], ...]:
        return ("l-1", f"u-{of}"), ("ab"[of % 2],)

    plan = facets.FacetPlan("things", blocks, keys)
    made, _, lines = Counted().during(lambda: list(facets.Facets(plan, range(bodies)).listings()))
    assert len(made) > 2 * bodies
    return lines


def test_twice_the_county_has_twice_the_pages(grown: dict[str, tuple[Kind, Kind]]) -> None:
    assert sum(kind.pages for _, kind in grown.values()) <= 2 * sum(
        kind.pages for kind, _ in grown.values()
    )


@pytest.mark.parametrize("name", ["门户", "触摸屏"])
@pytest.mark.usefixtures("_small_pages")
def test_a_large_county_holds_together(name: str) -> None:
    """Every link leads to a page, and every fragment to a part of it; there are pagers with gaps."""
    made = build(county(TOWNS), name)
    trees = {path: lxml_html.document_fromstring(text) for path, text in made.pages.items()}
    parts = {path: set(tree.xpath("//@id")) for path, tree in trees.items()}
    gaps = 0
    for path, tree in trees.items():
        if path.endswith(urls.MISSING):  # found from anywhere: its links are of the address of the site
            continue
        for href in tree.xpath("//main//a/@href[not(starts-with(., 'tel:'))]"):
            address, part = urldefrag(href)
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) if address else path
            )
            assert target in made.paths, (path, href)
            assert not part or part in parts[target], (path, href)
        spans = " ".join(tree.xpath("//@data-runs")).split()
        assert all(span.partition("/")[2] >= str(AS_OF) for span in spans), path  # none that is over
        gaps += len(tree.xpath("//nav[@class='pager']//span[@class='pager-gap']"))
    assert gaps


@pytest.mark.usefixtures("_small_pages")
def test_a_directory_holds_every_body_with_as_many_records_as_its_list() -> None:
    edition = edition_of(county(TOWNS), "门户", charted=False)
    made = {o.path: o.page for o in lists.powers(edition)}
    whole = made["powers/by/_/_/units.html"]
    assert isinstance(whole, DirectoryPage)
    choices = {c.label: c for part in whole.parts for group in part.groups for c in group.choices}
    assert len(choices) == TOWNS * IN_A_TOWN + 1
    for choice in choices.values():
        listed = made[choice.href]
        assert isinstance(listed, ListPage)
        assert listed.told.total == choice.count
    (villages,) = (part for part in whole.parts if part.title == "村和社区")
    assert [group.title for group in villages.groups] == [f"T{n:02}镇" for n in range(TOWNS)]


@given(st.integers(1, 3000), st.integers(1, 3000))
def test_a_pager_is_a_window_from_which_every_page_can_be_reached(one: int, other: int) -> None:
    number, last = sorted((one, other))
    made = pager.pager(str, number, last, 1)
    shown = [int(anchor.href) for anchor in made.pages if anchor.href]
    assert shown == sorted(set(shown))
    assert len(made.pages) <= 2 * pager.BESIDE + 5
    if last > 1:
        near = range(max(1, number - pager.BESIDE), min(last, number + pager.BESIDE) + 1)
        assert {1, *near, last} <= set(shown)
    for before, gap, after in zip(made.pages, made.pages[1:], made.pages[2:], strict=False):
        if gap == pager.GAP:
            assert int(after.href) - int(before.href) > 2
    assert (made.previous is None, made.following is None) == (number == 1, number == last)
