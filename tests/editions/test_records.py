"""What the page of a record says: steps, votes, leaders; what it hides; how it bears bad words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from edition_counties import Built, build, built, changed, editions_with_pages, page_of, sample, small
from lxml import html as lxml_html

from disclosure.county import audience
from disclosure.county.facts.posts import answerable
from disclosure.editions.pages.decisions.six_steps import six_steps
from disclosure.editions.parts import words
from disclosure.schema.records.decisions.decision import STATES

DECISION = "catalogues/decisions/JC-2026-001.yaml"
POWER = "catalogues/powers/MZ-JF-001.yaml"
LATER = (
    ("  提前发布预告: {日期: 2026-01-12, 承办: 县委办公室}\n", ""),
    ("  广泛征求意见: {开始: 2026-01-13, 截止: 2026-02-13, 承办: 民政局, 收到意见: 12}\n", ""),
    ("  专家咨询论证: {日期: 2026-02-20, 承办: 民政局, 论证成熟: 是}\n", ""),
    (("  会议集体决策: {日期: 2026-03-02, 会议: 县委常委会会议, 应到: 11, 实到: 10, 赞成: 10, 反对: 0,"
      " 弃权: 0, 结果: 通过, 多数意见统一: 是}\n"), ""),
    ("  形成决议公告: {日期: 2026-03-05, 承办: 县委办公室}\n", ""),
)  # fmt: skip


def statuses(state: str, *left_out: int, until: str = "2026-02-13") -> list[str]:
    swaps = (("状态: 已决定", f"状态: {state}"), *(LATER[n - 2] for n in left_out))
    swaps = (*swaps, ("截止: 2026-02-13", f"截止: {until}")) if until != "2026-02-13" else swaps
    county = changed(DECISION, *swaps)
    (decision,) = county.decisions.values()
    return [step.status for step in six_steps(county, decision)]


def test_a_decision_carried_out_has_done_all_six_steps() -> None:
    assert statuses("办结") == ["done"] * 6


def test_while_opinions_are_heard_the_third_step_is_current() -> None:
    asking = ["done", "done", "current", "later", "later", "later"]
    assert statuses("征求意见中", 4, 5, 6) == [*asking[:2], "done", *asking[3:]], "it ended in February"
    assert statuses("征求意见中", 4, 5, 6, until="2026-12-01") == asking


def test_a_forecast_is_current_until_opinions_are_heard() -> None:
    assert statuses("预告", 3, 4, 5, 6) == ["done", "current", "later", "later", "later", "later"]


def test_a_decision_not_yet_announced_is_at_its_last_step() -> None:
    assert statuses("已决定", 6) == ["done"] * 5 + ["current"]


@pytest.mark.parametrize("state", ["暂缓", "不予通过", "撤回"])
def test_a_matter_given_up_stops_where_it_stood(state: str) -> None:
    assert statuses(state, 6) == ["done"] * 4 + ["stopped", "later"]


def test_a_step_left_out_is_said_to_be_unrecorded() -> None:
    assert statuses("已决定", 4) == ["done", "done", "done", "skipped", "done", "done"]


def test_no_state_shows_two_steps_as_current() -> None:
    for state in STATES:
        for shown in (statuses(state), statuses(state, 6), statuses(state, 4, 5, 6)):
            assert shown.count("current") <= 1


def test_shares_of_a_vote_fill_the_bar() -> None:
    site = changed(DECISION, ("赞成: 10, 反对: 0, 弃权: 0", "赞成: 7, 反对: 2, 弃权: 1"))
    (votes,) = page_of(site, "public/decisions/JC-2026-001.html").votes
    (ballot,) = votes.ballots
    assert [(s.label, s.votes, s.start, s.width) for s in ballot.shares] == [
        ("赞成", 7, 0, 70),
        ("反对", 2, 70, 20),
        ("弃权", 1, 90, 10),
    ]


@pytest.mark.parametrize(("name", "folder"), list(editions_with_pages()))
def test_every_graded_post_names_its_leader_and_the_branch_of_the_rule(name: str, folder: str) -> None:
    edition = built(name)
    site = edition.edition.site
    for post in site.posts.values():
        leader = answerable.responsible_leader(site, post)
        if post.grade and leader:
            tree = lxml_html.document_fromstring(edition.pages[f"{folder}/posts/{post.code}.html"])
            line = "".join(tree.xpath("//*[@class='answerable']//text()"))
            assert (leader.post.name if leader.post else leader.name) in line
            assert leader.why in line


def test_the_grade_is_a_shape_and_a_word_never_colour_alone() -> None:
    shapes = {"一": "octagon", "二": "triangle", "三": "circle"}
    edition = built("门户")
    for post in sample().posts.values():
        if post.grade:
            tree = lxml_html.document_fromstring(edition.pages[f"public/posts/{post.code}.html"])
            mark = tree.xpath("//h1/span")[0]
            assert mark.get("class") == f"mark-{shapes[post.grade]}"
            assert mark.text == post.grade
            assert mark.text_content() == f"{post.grade}级风险"


def test_amounts_are_exact() -> None:
    site = changed(DECISION, ("金额: 5000000元", "金额: 36812345.60元"))
    page = page_of(site, "public/decisions/JC-2026-001.html")
    assert page.amount == "36,812,345.60元"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("0", "0元"),
        ("800", "800元"),
        ("9999.99", "9999.99元"),
        ("10000", "1万元"),
        ("12300", "1.23万元"),
        ("12345", "12,345元"),
        ("1250.5", "1250.50元"),
        ("155758600", "15,575.86万元"),
        ("120000000", "1.2亿元"),
        ("99990000", "9999万元"),
        ("100000001", "100,000,001元"),
    ],
)
def test_a_sum_of_money_has_one_form_that_loses_nothing(written: str, told: str) -> None:
    assert words.money(Decimal(written)) == told


@pytest.mark.parametrize(
    "path", ["powers/MZ-JF-001", "units/MZJ", "decisions/JC-2026-001", "notices/TZ-2026-001"]
)
def test_the_page_of_a_record_names_its_carriers(path: str) -> None:
    tree = lxml_html.document_fromstring(build(small(), "门户").pages[f"public/{path}.html"])
    (told,) = tree.xpath("//dt[.='公开载体']/following-sibling::dd[1]")
    assert "门户网站" in told.text_content()


def test_what_the_audience_may_not_see_is_neither_linked_nor_named() -> None:
    site = changed(POWER, ("公开范围: 向社会公开", "公开范围: 在全党公开"))
    edition = build(audience.for_audience(site, audience.Audience()), "门户")
    assert not any("临时救助审核确认" in text or "MZ-JF-001" in text for text in edition.pages.values())


def test_what_is_not_addressed_to_the_edition_is_neither_linked_nor_named() -> None:
    site = changed(DECISION, ("载体: [门户网站, 触摸屏, 显示屏]", "载体: [触摸屏]"))
    assert "public/decisions/JC-2026-001.html" not in build(site, "门户").paths
    assert not any("农村危房改造" in text for text in build(site, "门户").pages.values())
    assert "kiosk/decisions/JC-2026-001.html" in build(site, "触摸屏").paths


HOSTILE = "<script>alert(1)</script>\"]{{7*7}}'><u>{%x%}&amp;"


def hostile() -> Built:
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    site = changed(
        POWER,
        (
            "名称: 临时救助审核确认",
            f"名称: {quoted}\n说明: {quoted}\n条件: [{quoted}]\n流程差异: {quoted}",
        ),
        ("依据: 《社会救助暂行办法》第四十七条", f"依据: {{引用: {quoted}, 原文: {quoted}}}"),
    )
    return build(site, "门户")


def test_hostile_words_stay_words_wherever_they_are_printed() -> None:
    edition = hostile()
    tree = lxml_html.document_fromstring(edition.pages["public/powers/MZ-JF-001.html"])
    assert tree.xpath("string(//h1)") == HOSTILE
    for path, text in edition.pages.items():
        page = lxml_html.document_fromstring(text)
        assert not page.xpath("//script[not(@src or @type='application/ld+json')] | //u"), path
        assert "49" not in page.text_content().replace("数据截至", ""), path


def test_links_in_prose_lead_to_records_of_the_edition_or_are_only_words() -> None:
    body = "[甲](powers/MZ-JF-001.html)[乙](powers/NONE.html)[丙](../../secret.html)[丁](https://a.example/)"
    notice = "content/TZ-2026-001.md"
    site = changed(notice, ("临时救助的办理流程已经公布，欢迎监督。", body))
    for name, folder, outside in (
        ("门户", "public", ["https://a.example/"]),
        ("触摸屏", "kiosk", []),
    ):
        tree = lxml_html.document_fromstring(
            build(site, name).pages[f"{folder}/notices/TZ-2026-001.html"]
        )
        assert tree.xpath("//article//a/@href")[-1 - len(outside) :] == [
            "../powers/MZ-JF-001.html",
            *outside,
        ]
        assert tree.xpath("string(//article/div)").strip() == "甲乙丙丁"
