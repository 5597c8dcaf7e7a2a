"""Citations looked up: the right version, the right words, and what is wrong."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lawtexts import AS_OF, REGISTRY, aid, held, kinds, read, tiny

from disclosure.basics.law.library import NO_LIBRARY
from disclosure.basics.law.resolve import FaultKind, resolve

SECOND = "申请人可以当面申请，也可以委托他人申请。"
SECOND_2 = "受理机构应当当场登记，并出具凭证。"
LEAD = "有下列情形之一的，应当先行救助："
FIRE = "(二)遭遇火灾，包括：\n1．住房火灾；\n2．作坊火灾。"


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        ("《临时救助法》第二条", f"{SECOND}\n{SECOND_2}"),
        ("《中华人民共和国临时救助法》第2条第2款", SECOND_2),
        ("《临时救助法》第三条第二款", "救助后应当补办手续。"),
        ("《临时救助法》第三条第一款", f"{LEAD}\n（一）突发重病的；\n{FIRE}"),
        ("《临时救助法》第三条第（一）项", "（一）突发重病的；"),
        ("《临时救助法》第三条第一款第(二)项", FIRE),
        ("《临时救助法》第三条第二项第1目", "1．住房火灾；"),
        ("《临时救助法》第三条第（一）至（二）项", f"（一）突发重病的；\n{FIRE}"),
        ("《临时救助法》第三条之一", "先行救助的情况应当公开。"),
    ],
)
def test_a_citation_leads_to_the_words_it_means(words: str, cited: str) -> None:
    reading = read(words)
    assert not reading.faults
    assert [provision.cited for provision in reading.provisions] == [cited]
    assert [provision.title for provision in reading.provisions] == ["中华人民共和国临时救助法"]


def test_a_range_holds_the_articles_inserted_between() -> None:
    reading = read("《临时救助法》第二条至第四条")
    assert [p.article for p in reading.provisions] == ["第二条", "第三条", "第三条之一", "第四条"]


def test_an_article_cited_twice_is_shown_once() -> None:
    (provision,) = read("《临时救助法》第三条第（一）项、第三条第二款").provisions
    assert [line.cited for line in provision.lines] == [False, True, False, False, False, True]


def test_a_title_alone_is_enough() -> None:
    assert read("《临时救助法》") == resolve(tiny(), "《临时救助法》", AS_OF)
    assert not read("《临时救助法》").faults
    assert not read("《临时救助法》").provisions


@pytest.mark.parametrize(
    "words",
    [
        "第五条", "第二条第三款", "第二条第（一）项", "第三条第（三）项", "第三条第二款第（一）项",
        "第三条第二项第三目", "第三条之二", "第二条至第九条", "第四条至第二条",
    ],
)  # fmt: skip
def test_what_the_law_does_not_have_is_told(words: str) -> None:
    assert kinds(read(f"《临时救助法》{words}")) == [FaultKind.NO_ARTICLE]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("《救助登记办法》第一条", FaultKind.REPEALED),
        ("《临时救助法》（2015年）第一条", FaultKind.OLD_VERSION),
        ("《临时救助法》（2009年）第一条", FaultKind.OLD_VERSION),
        ("《临时救助法》（2025年修订）第一条", FaultKind.NO_SUCH_VERSION),
        ("《临时救助法》（2009年6月1日主席令第9号公布，2015年6月1日修正）第一条", FaultKind.OLD_VERSION),
        ("《临时救助法》附件第112项", FaultKind.DOCUMENT),
        ("《临时救助法》第112项", FaultKind.DOCUMENT),
        ("《临时救助法》第二条2款第3句", FaultKind.UNREADABLE),
        ("《长期救助法》第一条", FaultKind.NOT_HELD),
        ("《国务院对某事的决定》（国务院令第412号）", FaultKind.NOT_HELD),
        ("《中国共产党章程》", FaultKind.DOCUMENT),
        ("《某项资金管理办法》（财教〔2021〕310号）第三条", FaultKind.DOCUMENT),
        ("《某项规定（试行）》", FaultKind.DOCUMENT),
        ("临时救助法第二条", FaultKind.UNREADABLE),
    ],
)
def test_each_fault_has_its_kind(words: str, kind: FaultKind) -> None:
    assert kinds(read(words)) == [kind]


def test_the_newest_version_in_force_on_the_day_is_read() -> None:
    def version(day: date) -> date:
        return read("《临时救助法》第一条", day).provisions[0].version

    assert version(date(2026, 1, 1)) == date(2019, 6, 1)
    assert version(date(2019, 5, 31)) == date(2015, 3, 1)
    assert kinds(read("《临时救助法》（2019年）第一条", date(2019, 5, 31))) == [FaultKind.NOT_YET]
    assert kinds(read("《临时救助法》第一条", date(2015, 4, 30))) == [FaultKind.NOT_YET]


def test_a_title_is_good_until_the_day_of_its_repeal() -> None:
    assert not read("《救助登记办法》第一条", date(2015, 4, 30)).faults
    assert kinds(read("《救助登记办法》第一条", date(2015, 5, 1))) == [FaultKind.REPEALED]


def test_a_title_made_anew_after_its_repeal_is_good() -> None:
    anew = held(**{
        "临时救助法(2019-06-01)": aid("《救助登记办法》同时废止。"),
        "救助登记办法(2020-01-01)": REGISTRY,
    })  # fmt: skip
    assert not resolve(anew, "《救助登记办法》第一条", AS_OF).faults


def test_the_year_of_the_version_in_force_is_no_fault() -> None:
    assert not read("《临时救助法》（2019年修正）第一条").faults


def test_a_mistyped_title_is_answered_with_the_nearest() -> None:
    (fault,) = read("《临时救肋法》第一条").faults
    assert fault.what.endswith("是不是《临时救助法》？")


def test_an_empty_library_holds_nothing() -> None:
    assert kinds(resolve(NO_LIBRARY, "《临时救助法》第一条", AS_OF)) == [FaultKind.NOT_HELD]


@given(st.text("《》（）()第条款项目之至、一二三四五十0临时救助法年〔〕号", max_size=80))
def test_no_words_make_the_library_fail(words: str) -> None:
    reading = read(f"《临时救助法》{words}")
    assert all(provision.lines for provision in reading.provisions)
