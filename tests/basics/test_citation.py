"""Citations as clerks write them, read; and put back into words."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.basics.law.citation import Citation, parse, written
from disclosure.basics.law.numerals import MOST, chinese, number
from disclosure.basics.law.places import LawPlace, Reach

AS_WRITTEN = [
    ("《行政许可法》第三十二条", "《行政许可法》第三十二条"),
    ("《行政许可法》第三十二条第二款第(一)项", "《行政许可法》第三十二条第二款第（一）项"),
    ("《行政许可法》第32条第2款第1项的规定", "《行政许可法》第三十二条第二款第（一）项"),
    ("《行政许可法》 第三十二条 第（ 一 ）项", "《行政许可法》第三十二条第（一）项"),
    ("《行政许可法》第五十八条、第五十九条", "《行政许可法》第五十八条、第五十九条"),
    ("《行政许可法》第五十八、五十九条", "《行政许可法》第五十八条、第五十九条"),
    ("《行政许可法》第五十八条和五十九条", "《行政许可法》第五十八条、第五十九条"),
    ("《行政许可法》第三条至第五条", "《行政许可法》第三条至第五条"),
    ("《行政许可法》第三至五条", "《行政许可法》第三条至第五条"),
    ("《行政许可法》第三条-第五条", "《行政许可法》第三条至第五条"),
    ("《某法》第二十一条之一第二款", "《某法》第二十一条之一第二款"),
    ("《某法》第三条、第五条至第七条及第九条", "《某法》第三条、第五条至第七条、第九条"),
    ("《某法》第三条第一款、第三款", "《某法》第三条第一款、第三条第三款"),
    ("《某法》第三条第（一）、（三）项", "《某法》第三条第（一）项、第三条第（三）项"),
    ("《某法》第三条第（一）至（三）项", "《某法》第三条第（一）项至第三条第（三）项"),
    ("《某法》第三条第一款第（二）项第3目", "《某法》第三条第一款第（二）项第三目"),
    ("《某法》第三条（五）项", "《某法》第三条第（五）项"),
    ("《某法》第三条第一项第二目、第二项", "《某法》第三条第（一）项第二目、第三条第（二）项"),
    ("《某法》（2019年修正）第三条", "《某法》（2019年）第三条"),
    ("《某法》(2019年4月23日第二次修正版)第三条", "《某法》（2019年）第三条"),
    ("《某法（2018修订）》第三条", "《某法》（2018年）第三条"),
    ("《某法》2021年修订第三条", "《某法》（2021年）第三条"),
    ("《某办法》（财教〔2021〕310号）", "《某办法》（财教〔2021〕310号）"),
    ("《某办法》(财政部令第98号)第三条", "《某办法》（财政部令第98号）第三条"),
    ("《某条例》（试行）第八条", "《某条例（试行）》第八条"),
    ("《某条例（试行）》第八条", "《某条例（试行）》第八条"),
    ("《某法》（以下简称本法）第八条", "《某法》第八条"),
    ("《某决定》（国务院令第412号）附件第112项", "《某决定》（国务院令第412号）附件第112项"),
    ("《某决定》附件目录：112项", "《某决定》附件第112项"),
    ("《某决定》第112项", "《某决定》第112项"),
    ("《某决定》附件一第3项、附件2", "《某决定》附件1第3项、附件2"),
    ("《某办法》附件2第三条第1款、第五条", "《某办法》附件2第三条第一款、附件2第五条"),
    ("《某法》第三条和附件第七项", "《某法》第三条、附件第7项"),
    ("《某法》第15条1款", "《某法》第十五条第一款"),
    ("《某法》32条1款2项的规定", "《某法》第三十二条第一款第（二）项"),
    ("《某法》第三条（一）、（三）", "《某法》第三条第（一）项、第三条第（三）项"),
    ("《某法》第三条第（一）（二）项", "《某法》第三条第（一）项、第三条第（二）项"),
    ("《某法》第120条之1；第121条", "《某法》第一百二十条之一、第一百二十一条"),
    (
        "《某条例》（2003年6月8日国务院令第379号公布，2016年2月6日修正、2018年3月19日修正）第三条",
        "《某条例》（2018年）（国务院令第379号）第三条",
    ),
    ("《某法》（主席令第七号，二〇一八年修订）第三条", "《某法》（2018年）（主席令第七号）第三条"),
    ("《某条例》国务院令第379号第三条", "《某条例》（国务院令第379号）第三条"),
    ("《某法》2018版第三条", "《某法》（2018年）第三条"),
    ("《某法》（以下简称《本法》）第八条", "《某法》第八条"),
    ("（一）《某法》第八条", "《某法》第八条"),
    ("《关于修改〈某法〉的决定》第一条", "《关于修改〈某法〉的决定》第一条"),
    ("《关于修改《某法》的决定》第一条", "《关于修改《某法》的决定》第一条"),
]


@pytest.mark.parametrize(("typed", "meant"), AS_WRITTEN, ids=[typed for typed, _ in AS_WRITTEN])
def test_a_citation_is_read_as_it_is_meant(typed: str, meant: str) -> None:
    parsed = parse(typed)
    assert [written(citation) for citation in parsed.citations] == [meant]
    assert not parsed.unread


def test_several_laws_in_one_line_are_several_citations() -> None:
    parsed = parse("《甲法》第二十六条、《乙办法》（建设部令第3号），《丙法》第一条第二款")
    assert [citation.title for citation in parsed.citations] == ["甲法", "乙办法", "丙法"]
    assert [len(citation.reaches) for citation in parsed.citations] == [1, 0, 1]
    assert not parsed.unread


@pytest.mark.parametrize(
    "prose",
    ["县政府第41次常务会议纪要", "县委常委会2025年第19次会议", "村民会议决议", "发改价格〔2003〕2322号"],
)
def test_what_cites_no_law_is_left_alone(prose: str) -> None:
    assert parse(prose).citations == parse(prose).unread == ()


def test_words_behind_an_article_are_not_taken_for_its_items() -> None:
    (citation,) = parse("《某法》第三条规定的五项、三款补贴").citations
    assert citation.reaches == (Reach(LawPlace(3), LawPlace(3)),)


@pytest.mark.parametrize(
    "broken",
    [
        "行政许可法第三十二条", "《某法》第三十二", "《某法》第百百条", "《某法》第〇条", "《某法第三条",
        "某法》第三条", "《某法》第二款", "《某法》第三条第一款第一款", "《某法》第三条（附注）第二款",
        "《某法》第三章", "《某法》（第三条）", "《某法》第三条第2句", "《某法》第三条规定的第3项",
        "《某法》第三条五项规定",
        "《某法》第三条（2018）", "《某法》（2016-2020年）", "《某法》【2018年修正】",
        "《某法》第三条但书",
    ],
)  # fmt: skip
def test_what_looks_like_a_citation_and_is_none_is_told(broken: str) -> None:
    assert parse(broken).unread


PLACES = {
    "第15条1款": [15, 1], "第十五条一款": [15, 1], "第15条第1款2项": [15, 1, 2],
    "第三条（一）（三）": [3, 1, 3],
    "第３条２款": [3, 2], "32条": [32], "第三编第五条": [3, 5], "第三条 2款": [3, 2],
    "第三条的2款": [3, 2],
    "附件第112项": [112], "附件1第3项": [1, 3], "附件：第112项": [112], "附件2、附件3": [2, 3],
    "附表4": [4],
    "第三条和附件第7项": [3, 7], "第三条之1": [3, 1], "第三条第一款第2句": [3, 1, 2], "（第三条）": [3],
}  # fmt: skip
BRACKETS = {
    "": (0, ""), "（2018年修正）": (2018, ""), "2018年修正": (2018, ""), "【2018年修正】": (2018, ""),
    "（2003年6月8日国务院令第379号公布，2018年3月19日修正）": (2018, "379"),
    "（根据2018年3月19日国务院令第698号修正）": (2018, "698"), "（第412号令）": (0, "412"),
    "（财教〔2021〕310号，2022年修订）": (2022, "310"), "（2018年修正 2021年修订）": (2021, ""),
    "（2018年12月29日第十三届全国人民代表大会常务委员会第七次会议修正）": (2018, ""),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_no_number_of_a_citation_is_dropped_in_silence(place: str) -> None:
    """Every number written is in the places, the year and the document number; or the line is told."""
    for bracket, behind in itertools.product(BRACKETS, ["", "的规定", "规定", "等", "，以及会议纪要"]):
        line = f"《某法》{bracket}{place}{behind}"
        parsed = parse(line)
        (citation,) = parsed.citations
        year, document = BRACKETS[bracket]
        found = [end for reach in citation.reaches for end in (reach.first, reach.last)]
        numbers = {n for end in found for n in (end.article, end.inserted, end.paragraph, end.item)}
        numbers |= {int(end.annex[2:] or 0) for end in found}
        whole = numbers >= set(PLACES[place]) and citation.year == year and document in citation.number
        assert whole or parsed.unread, line


HOSTILE = [
    "《" * 200, "》" * 200, "《》", "《》" * 100, "《》第一条", "《（》第一条", "《某法》" + "（" * 190,
    "《某法》" + "第一条、" * 48, "《某法》" + "第" * 190, "《某法》第" + "一" * 190 + "条",
    "第" * 100 + "条" * 100, "《某法》第一条" + "至第二条" * 40, "《某法》第一" + "、一" * 90,
    "《某法》第九千九百九十九条至第一条", "《某法》第" + " " * 190 + "条", "\u3000" * 200,
    "《\u202e法》第一条", "《中华人民共和国》第一条", "《某法》第٣条", "\x00《\x00》",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_read_or_told(text: str) -> None:
    """``make trust`` times such words; here they only have to come to an answer."""
    for citation in parse(text).citations:
        assert parse(written(citation)).citations == (citation,)


@given(st.text("《》〈〉（）()第条款项目之至、和 一二十百千零〇两0129年修正令号〔〕某法", max_size=200))
def test_no_words_make_the_parser_fail(text: str) -> None:
    for citation in parse(text).citations:
        assert parse(written(citation))


NUMBERS = st.integers(1, MOST)
POINTS = st.one_of(
    st.builds(LawPlace, NUMBERS, st.integers(0, 20)),
    st.builds(LawPlace, NUMBERS, st.integers(0, 20), st.integers(1, 30)),
    st.builds(LawPlace, NUMBERS, st.integers(0, 20), st.integers(0, 30), st.integers(1, 40)),
    st.builds(LawPlace, NUMBERS, st.just(0), st.integers(0, 30), st.integers(1, 40), st.integers(1, 20)),
    st.builds(LawPlace, st.just(0), item=NUMBERS, annex=st.sampled_from(["附件", "附件3", "附表12"])),
)
REACHES = st.builds(Reach, POINTS, POINTS) | POINTS.map(lambda point: Reach(point, point))
TITLES = (
    st.text("行政许可土地管理办暂行条例法〈〉·“”、 第三", min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool)
)
CITATIONS = st.builds(
    Citation,
    TITLES.map(lambda title: " ".join(title.split())),
    st.just(0) | st.integers(1949, 2099).filter(lambda year: year // 100 in (19, 20)),
    st.sampled_from(["", "财教〔2021〕310号", "国务院令第713号", "民发[2020]1号"]),
    st.lists(REACHES, max_size=6).map(tuple),
)


@given(CITATIONS)
def test_what_is_written_reads_back_the_same(citation: Citation) -> None:
    assert parse(written(citation)).citations == (citation,)
    assert not parse(written(citation)).unread


@given(st.lists(CITATIONS, min_size=2, max_size=4))
def test_citations_joined_read_back_the_same(citations: list[Citation]) -> None:
    line = "、".join(map(written, citations))
    assert list(parse(line).citations) == citations


def test_every_number_reads_back_the_same() -> None:
    assert all(number(chinese(value)) == value for value in range(1, MOST + 1))
    assert chinese(10) == "十"
    assert chinese(105) == "一百零五"
    assert chinese(110) == "一百一十"


@pytest.mark.parametrize(
    ("words", "value"),
    [("一百〇五", 105), ("１２", 12), ("一二三", 123), ("二百一十", 210), ("两百", 200)],
)
def test_other_ways_to_write_a_number_are_understood(words: str, value: int) -> None:
    assert number(words) == value


@pytest.mark.parametrize("words", ["", "百百", "零", "十百", "0", "甲", "12345", "一十二十"])
def test_what_is_no_number_is_none(words: str) -> None:
    assert number(words) == 0
