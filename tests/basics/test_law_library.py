"""Texts of laws: titles, versions, articles, paragraphs, items, and what they repeal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lawtexts import AID_ACT, REGISTRY, aid, held, tiny

from disclosure.app import disk
from disclosure.basics.law.library import Article, Library, is_law, key
from disclosure.basics.problem import Place
from disclosure.schema.common import Placed


def articles() -> dict[str, Article]:
    newest = tiny().versions("临时救助法")[0]
    return {f"{number}-{inserted}": article for (number, inserted), article in newest.articles.items()}


def test_articles_are_found_with_those_inserted_later() -> None:
    assert list(articles()) == ["1-0", "2-0", "3-0", "3-1", "4-0"]


def test_blank_lines_separate_paragraphs_and_items_belong_to_theirs() -> None:
    assert [paragraph.text for paragraph in articles()["2-0"].paragraphs] == [
        "申请人可以当面申请，也可以委托他人申请。",
        "受理机构应当当场登记，并出具凭证。",
    ]
    first, second = articles()["3-0"].paragraphs
    assert [item.number for item in first.items] == [1, 2]
    assert first.items[1].subitems == ("1．住房火灾；", "2．作坊火灾。")
    assert second.text == "救助后应当补办手续。"


def test_a_heading_and_an_annex_are_not_part_of_an_article() -> None:
    assert all("第二章" not in str(article) for article in articles().values())
    assert len(articles()["4-0"].paragraphs) == 1


def test_versions_stand_from_the_newest() -> None:
    days = [version.day for version in tiny().versions("临时救助法")]
    assert days == [date(2019, 6, 1), date(2015, 3, 1)]


def test_a_version_comes_into_force_on_the_later_day_that_its_text_names() -> None:
    newest, first = tiny().versions("临时救助法")
    assert (newest.in_force, first.in_force) == (date(2019, 6, 1), date(2015, 5, 1))


@pytest.mark.parametrize(
    "title",
    ["临时救助法", "中华人民共和国临时救助法", "临时 救助法", "临时救助法(试行)", "临时救助法（暂行）"],
)
def test_a_title_is_found_by_its_full_and_short_name(title: str) -> None:
    assert tiny().versions(title)


def test_usual_short_names_are_known() -> None:
    name = "地方各级人民代表大会和地方各级人民政府组织法"
    library = held(**{f"{name}(2022-03-11)": REGISTRY})
    assert library.versions("地方组织法") == library.versions(name) != ()


def test_brackets_and_widths_do_not_matter() -> None:
    assert key("实施《药品管理法》办法（试行）") == key("实施〈药品管理法〉 办法(试行)")


@pytest.mark.parametrize(
    "title", ["", "中华人民共和国", "组织法", "《》", "../laws", "救助", "临时救助法第"]
)
def test_half_a_title_is_no_title(title: str) -> None:
    assert tiny().versions(title) == ()


def test_what_a_law_repeals_is_read_from_its_text() -> None:
    (repeal,) = tiny().repeals["救助登记办法"]
    assert (repeal.by, repeal.day) == ("中华人民共和国临时救助法", date(2015, 5, 1))


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        ("《甲条例》、《乙条例》和《丙条例》同时废止。", {"甲条例", "乙条例", "丙条例"}),
        ("1990年1月1日国务院发布的《甲条例》即行废止。", {"甲条例"}),
        ("《甲条例》中关于收费的规定同时废止。", set()),
        ("《甲条例》第三条同时废止。", set()),
        ("与《甲条例》抵触的，予以修改或者废止。", set()),
        ("1950年公布的《中华人民共和国临时救助法》同时废止。", set()),
    ],
)
def test_only_whole_titles_of_other_laws_are_repealed(sentence: str, titles: set[str]) -> None:
    library = held(**{"临时救助法(2019-06-01)": aid(sentence)})
    assert set(library.repeals) == titles


def test_a_file_that_is_not_called_like_a_law_is_none() -> None:
    assert is_law("行政法/行政许可法(2019-04-23).md")
    assert not any(map(is_law, ["_index.md", "行政许可法.md", "行政许可法(2019-04-23).txt"]))
    assert held(**{"某法(2019-13-45)": AID_ACT}) == Library({})


def test_a_text_without_its_marks_is_held_without_articles() -> None:
    (version,) = held(**{"某法(2019-01-01)": "第一条 没有标题，也没有分隔。"}).versions("某法")
    assert not version.articles


def test_every_text_of_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "法律").mkdir()
    (tmp_path / "法律" / "临时救助法(2019-06-01).md").write_bytes(b"\xef\xbb\xbf" + aid().encode())
    (tmp_path / "坏法(2019-06-01).md").write_bytes("甲".encode("gb18030"))
    texts, problems = disk.read_laws(tmp_path, None, Placed(".", Place("catalogues/county.yaml", 9, 6)))
    assert [text.name for text in texts] == ["法律/临时救助法(2019-06-01).md"]
    assert texts[0].text == aid()
    assert [problem.place.path for problem in problems] == ["坏法(2019-06-01).md"]


def test_a_library_that_is_not_there_is_told_where_it_was_asked_for(tmp_path: Path) -> None:
    place = Place("catalogues/county.yaml", 9, 6)
    assert [p.place for p in disk.read_laws(tmp_path, None, Placed("laws", place))[1]] == [place]
    assert [p.place.path for p in disk.read_laws(tmp_path, tmp_path / "x", None)[1]] == [
        str(tmp_path / "x")
    ]
    assert disk.read_laws(tmp_path, None, None) == ([], [])
