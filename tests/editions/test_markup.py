"""Prose from clerks: Markdown becomes safe HTML, quickly, whatever it holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from disclosure.editions.parts import prose as markup

MARKS = "[]()*_`!<>&|\\~#-=: \n>1.中"
LONG = 50_000


def prose(text: str, depth: int = 2) -> str:
    return str(markup.prose(text, lambda href: href, depth))


def test_headings_stand_below_the_page_s_own() -> None:
    assert prose("# 一\n\n## 二\n\n###### 六") == "<h2>一</h2>\n<h3>二</h3>\n<h6>六</h6>"
    assert prose("# 一", depth=4) == "<h4>一</h4>"


def test_a_line_break_between_chinese_words_leaves_no_gap() -> None:
    assert prose("前一行。\n后一行 A\nB") == "<p>前一行。后一行 A\nB</p>"
    assert "一\n二" in prose("    一\n    二")


def test_lists_tables_and_emphasis_are_kept() -> None:
    assert "<li>甲</li>" in prose("- 甲\n- 乙")
    assert "<td>1</td>" in prose("|甲|乙|\n|-|-|\n|1|2|")
    assert "<strong>要紧</strong>" in prose("**要紧**")


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
    assert str(markup.prose("[字](x.html)", lambda _: None)) == "<p><a>字</a></p>"
    assert 'href="../x.html"' in markup.prose("[字](x.html)", lambda href: f"../{href}")


@pytest.mark.parametrize(
    "unit",
    ["[", "![", "[](", "*", "**a", "_", "`", "<", "<!--", "&", "\\", "> ", ">\n", "- ", "-\n", "#\n",
     "1. ", "a\n===\n", "---\n", "|", "a|b\n-|-\n", "[a](<", "***a**b*", "- a\n    - b\n", "```\n"],
)  # fmt: skip
def test_no_block_is_given_to_the_library_that_would_take_it_long(unit: str) -> None:
    """``make trust`` times a megabyte of each."""
    text, _ = markup.tame((unit * LONG)[:LONG])
    assert not any(markup.wild(block) for block in text.split("\n\n"))
    assert not any(line.startswith(" " * (markup.INDENT + 1)) for line in text.split("\n"))


def test_lists_nested_without_end_are_read() -> None:
    assert "深" in prose("".join(f"{' ' * 4 * n}- 深\n" for n in range(400)))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=MARKS, max_size=400))
def test_whatever_is_written_comes_out_with_allowed_tags_only(text: str) -> None:
    tree = lxml_html.fragment_fromstring(prose(text), create_parent=True)
    assert {element.tag for element in tree.iterdescendants()} <= markup.TAGS


def test_a_wild_block_keeps_its_every_character() -> None:
    text = "[*_`<&|" * 300
    assert lxml_html.fragment_fromstring(prose(text)).text_content() == text


def test_a_number_of_a_hidden_block_cannot_be_typed() -> None:
    text = "[字](\ufdd00\ufdd1)\ufdd00\ufdd1\n\n" + "<&*" * 900 + "javascript:x"
    html = prose(text)
    assert html.count("javascript:x") == 1
    assert "href" not in html or "\ufdd0" not in html
    assert "\ufdd0" not in html
