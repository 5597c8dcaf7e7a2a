"""Prose from clerks: what is typed is what appears, as safe HTML, whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import pytest
from calls import calls_in
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from disclosure.basics.values import regex
from disclosure.editions.parts import prose as markup
from disclosure.editions.parts.prose import prose_blocks, prose_words
from disclosure.schema.source import prose_signs

MARKS = "[]()*_`!<>&|\\~#-=: \n>1.中"


def prose(text: str, depth: int = 2) -> str:
    return str(markup.prose(text, lambda href: href, depth))


def test_headings_stand_below_the_page_s_own() -> None:
    assert prose("# 一\n## 二\n###### 六\n##七") == "<h2>一</h2>\n<h3>二</h3>\n<h6>六</h6>\n<h3>七</h3>"
    assert prose("# 一", depth=4) == "<h4>一</h4>"
    assert prose("#5楼") == "<p>#5楼</p>"


def test_a_telephone_can_be_dialled_where_the_page_can_lead_to_one_and_never_within_a_link() -> None:
    said = "拨打0000-5550508，报修"
    assert prose(said) == '<p>拨打<a href="tel:0000-5550508">0000-5550508</a>，报修</p>'
    assert str(markup.prose(said, lambda _: None)) == f"<p>{said}</p>"
    assert prose("[0000-5550508](https://a.b)").count("<a ") == 1


def test_every_line_typed_is_a_line() -> None:
    assert prose("各乡镇：\n（一）甲\n1、乙") == "<p>各乡镇：<br>（一）甲<br>1、乙</p>"


def test_a_list_keeps_the_numbers_typed() -> None:
    assert prose("16. 甲\n17. 乙\n20. 丙") == (
        '<ol start="16">\n<li>甲</li>\n<li>乙</li>\n<li value="20">丙</li>\n</ol>'
    )
    assert prose("1. 甲\n\n说明。\n\n2. 乙").count("<ol") == 2
    assert '<ol start="2">' in prose("1. 甲\n\n说明。\n\n2. 乙")
    assert prose("1.甲\n01. 乙\n1) 丙") == "<p>1.甲<br>01. 乙<br>1) 丙</p>"


def test_a_list_or_table_right_below_a_line_is_one() -> None:
    assert prose("材料：\n1. 甲\n渠道：\n- 乙") == (
        "<p>材料：</p>\n<ol>\n<li>甲</li>\n</ol>\n<p>渠道：</p>\n<ul>\n<li>乙</li>\n</ul>"
    )
    assert prose("进度：\n|甲|\n|-:|\n|1|\n共1户").startswith("<p>进度：</p>\n<table>")
    assert '<td class="right">1</td>' in prose("|甲|\n|-:|\n|1|")
    assert prose("|甲|\n|-|\n|1|\n共1户").endswith("</table>\n<p>共1户</p>")


def test_lines_that_stand_in_from_an_item_belong_to_it() -> None:
    assert prose("1. 甲\n   续\n  - 子\n\n   段") == (
        "<ol>\n<li>甲<br>续<ul>\n<li>子</li>\n</ul><p>段</p></li>\n</ol>"
    )
    assert prose("- 甲\n丙") == "<ul>\n<li>甲</li>\n</ul>\n<p>丙</p>"


def test_rows_keep_every_cell() -> None:
    assert prose("|甲|乙|\n|-|-|\n|1|\n|1|2|3|").count("<td") == 5


@pytest.mark.parametrize(
    "text",
    ["100元*4个月*2人=800元", "3*4*5=60", "2**3**4", "张**、李**", "****1234", "a_b_c", "姓名：____",
     "8~12时", "C:\\共享\\*.doc", "`x`", ">=60分", "-5℃", "+ 5", "*", "1.", "&lt;", "[附件1](见下页)",
     "[1]: 注", "a ~~ b", "2026. 3. 10"],
)  # fmt: skip
def test_what_is_no_sign_stays_as_typed(text: str) -> None:
    assert lxml_html.fragment_fromstring(prose(text)).text_content() == text
    assert "<" not in prose(text).removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("共**六个**（不少）", "共<strong>六个</strong>（不少）"),
        ("注意：**“要紧”**的", "注意：<strong>“要紧”</strong>的"),
        ("~~15日~~ 20日", "<del>15日</del> 20日"),
        ("**甲~~乙~~**", "<strong>甲<del>乙</del></strong>"),
        ("**甲~~乙**~~", "<strong>甲~~乙</strong>~~"),
        ("[**字**](https://a.cn/x_(y)?a&b)", '<a href="https://a.cn/x_(y)?a&amp;b"><strong>字</strong></a>'),
    ],
)  # fmt: skip
def test_bold_struck_and_linked(text: str, shown: str) -> None:
    assert prose(text) == f"<p>{shown}</p>"


def test_indented_lines_are_never_code() -> None:
    title, signed = " " * 10 + "关于某事的通告", " " * 14 + "县民政局\n" + " " * 12 + "11月10日"
    assert prose(f"{title}\n\n各乡镇：\n    请办理。\n　　请周知。\n\n{signed}") == (
        '<p class="centre">关于某事的通告</p>\n<p>各乡镇：<br>　　请办理。<br>　　请周知。</p>\n'
        '<p class="right">县民政局<br>11月10日</p>'
    )
    assert prose("1. 甲\n\n              县民政局").endswith('<p class="right">县民政局</p>')


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<div style='position:fixed'>",
        "![x](https://elsewhere.example/x.png)",
        "<!-- --><iframe src=x>",
    ],
)
def test_raw_html_and_pictures_stay_text(text: str) -> None:
    tree = lxml_html.fragment_fromstring(prose(text), create_parent=True)
    assert not tree.xpath("//script | //img | //iframe | //*[@style] | //*[@onerror]")
    assert not [href for href in tree.xpath("//@href") if ":" in href and not href.startswith("https:")]


@pytest.mark.parametrize("scheme", ["javascript", "data", "vbscript", "JaVaScRiPt", "file", "tel"])
def test_a_link_to_a_strange_scheme_is_only_words(scheme: str) -> None:
    assert "href" not in prose(f"[字]({scheme}:alert(1))")
    assert "字" in prose(f"[字]({scheme}:alert(1))")


def test_a_link_goes_only_where_the_caller_lets_it() -> None:
    assert str(markup.prose("[字](x.html)", lambda _: None)) == "<p>字</p>"
    assert 'href="../x.html"' in markup.prose("[字](x.html)", lambda href: f"../{href}")


BOMBS = (
    "[", "![", "[](", "*", "**a", "_", "`", "<", "<!--", "&", "\\", "> ", ">\n", "- ", "-\n", "#\n",
    "1. ", "---\n", "|", "a|b\n-|-\n", "|\n|-|\n", "[a](<", "***a**b*", "~~a", "- a\n    - b\n",
    "- a\n\n\n", "\n", "[a](https://x(", "[a](x[", "![a](", "1. a\n\n  b\n", "> - ", "　", "-|", "<a ",
)  # fmt: skip


@pytest.mark.parametrize("start", ["", "- 甲\n"])
@pytest.mark.parametrize("unit", BOMBS)
def test_the_work_grows_no_faster_than_the_text(unit: str, start: str) -> None:
    """Calls counted, not seconds; ``make trust`` times the longest text of each."""
    once, twice = (calls(start + unit * (count // len(unit)) + "\n  乙") for count in (1500, 3000))
    assert twice < 2.2 * once + 100


def calls(text: str) -> int:
    return calls_in(lambda: (prose(text), list(prose_signs.faults(text))))


def test_no_pattern_reads_anything_twice() -> None:
    """Every repetition without an end is possessive: it gives nothing back."""
    found = [*patterns(prose_signs), *patterns(prose_blocks), *patterns(prose_words)]
    assert len(found) >= 10
    assert [pattern for pattern in found if any(greedy(_parser.parse(pattern)))] == []
    assert any(greedy(_parser.parse("a(?:b*c)")))


def patterns(module: ModuleType) -> Iterator[str]:
    return (value.pattern for value in vars(module).values() if isinstance(value, re.Pattern | regex))


def greedy(parsed: Any) -> Iterator[bool]:
    """Of every repetition in a pattern, whether it has no end and gives back."""
    for op, argument in parsed:
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
            yield argument[1] is ops.MAXREPEAT
        for part in argument if isinstance(argument, tuple | list) else (argument,):
            for inner in part if isinstance(part, list) else (part,):
                if isinstance(inner, _parser.SubPattern):
                    yield from greedy(inner)


def test_lists_nested_without_end_are_read() -> None:
    assert "深" in prose("".join(f"{' ' * 2 * n}- 深\n" for n in range(400)))
    assert prose("".join(f"{' ' * 2 * n}- 深\n" for n in range(400))).count("深") == 400


@settings(max_examples=60)
@given(st.text(alphabet=MARKS, max_size=400))
def test_whatever_is_written_comes_out_with_allowed_tags_only(text: str) -> None:
    tree = lxml_html.fragment_fromstring(prose(text), create_parent=True)
    assert {element.tag for element in tree.iterdescendants()} <= markup.TAGS
