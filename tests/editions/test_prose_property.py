"""Every number, sign, line and character of a clerk's text is on the page.

The oracle reads the page with html5lib as a browser would, counts list items by the rules of HTML, and
compares with what the generator typed; it knows nothing of how the page was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from random_tests import examples

from disclosure.editions.parts.prose import prose
from disclosure.schema.source.lines import unwrapped
from disclosure.schema.source.prose_signs import faults

SIGNS = "#*-~>|:."
"""What may be a sign of the dialect, and a list's dot; all else has to be on the page, in its order."""

APART = {"p", "h2", "h3", "h4", "h5", "h6", "hr", "tr", "br", "ul", "ol", "li", "table", "blockquote"}


def shown(html: str) -> list[str]:
    """The lines that a reader sees, without the spaces around them."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    lines = "".join(seen(tree)).split("\n")
    return [line.strip() for line in lines if line.strip()]


def seen(element: Element, marker: str = "") -> Iterator[str]:
    """The words of an element and of what lies in it; a new line before and after what stands apart."""
    apart = element.tag in APART
    yield "\n" * apart + marker + "¦" * (element.tag in ("td", "th")) + "——" * (element.tag == "hr")
    yield re.sub("\n+", " ", element.text or "").strip("\n ") if apart else element.text or ""
    number = int(element.get("start", "1"))
    for child in element:
        sign = ""
        if child.tag == "li":
            number = int(child.get("value", number))
            sign = f"{number}. " if element.tag == "ol" else "• "
            number += 1
        yield from seen(child, sign)
        yield (
            child.tail or "" if element.tag not in ("ul", "ol", "table", "tbody", "thead", "tr") else ""
        )
    yield "\n" * apart


@dataclass(frozen=True)
class Typed:
    """Lines as typed, and as they should be seen."""

    typed: tuple[str, ...]
    seen: tuple[str, ...]


PIECES = st.sampled_from(
    [
        *(
            "100元*4个月*2人=800元",
            "3*4*5=60",
            "2**3**4",
            "张**、李**",
            "1,200.50元",
            "97.1%",
            "+3",
            "-5℃",
        ),
        *(
            "《某办法》第三条",
            "〔2026〕11号",
            "2026年3月10日",
            "8:30—18:00",
            "12~15日",
            "（一）",
            "①",
            "〇",
        ),
        *(
            "https://www.example.cn/a_b?c=1&d=2",
            "a_b_c",
            "____",
            "5<6",
            "&nbsp;",
            "A&B",
            "C:\\共享\\*.doc",
        ),
        *(
            "`甲`",
            "“乙”",
            "𠮷",
            "㙍",
            "é",
            "０１２",
            "[附件1](见下页)",
            "办公室",
            "No.7",
            "\\",
            "'",
            '"',
        ),
        *("# 号", "| 竖", "> 60", "1. 点", "- 杠"),
    ]
)
WORDS = st.lists(PIECES, min_size=1, max_size=4).map("，".join)
START = re.compile(r"[#|>*-]|[0-9]+\. ")
PLAIN = WORDS.filter(lambda words: not START.match(words))
NUMBERS = st.integers(0, 30) | st.just(999)


def same(words: str) -> Typed:
    return Typed((words,), (words,))


@st.composite
def lists(draw: st.DrawFn) -> Typed:
    """Items with numbers of any order or dots, some with an item or a line below."""
    dotted = draw(st.booleans())
    typed, seen_ = [], []
    for words in draw(st.lists(PLAIN, min_size=1, max_size=4)):
        sign = "-" if dotted else f"{draw(NUMBERS)}."
        typed.append(f"{sign} {words}")
        seen_.append(f"{'•' if dotted else sign} {words}")
        below = draw(st.sampled_from(["", "   续行", "  - 子项"]))
        typed += [below] if below else []
        seen_ += [below.strip().replace("-", "•")] if below else []
    return Typed(tuple(typed), tuple(seen_))


@st.composite
def tables(draw: st.DrawFn) -> Typed:
    wide = draw(st.integers(1, 3))
    cells = PLAIN.filter(lambda words: "|" not in words)
    rows = draw(st.lists(st.lists(cells, min_size=wide, max_size=wide), min_size=2, max_size=4))
    rule = "|" + "|".join(draw(st.sampled_from(["---", ":--", "-:", ":-:"])) for _ in range(wide)) + "|"
    typed = [f"| {' | '.join(row)} |" for row in rows]
    return Typed((typed[0], rule, *typed[1:]), tuple("¦" + "¦".join(row) for row in rows))


TEXTS = PLAIN.map(same)
STANDING_IN = st.tuples(st.sampled_from(["    ", "　　", " " * 20, "　" * 9]), PLAIN).map(
    lambda pair: Typed((pair[0] + pair[1],), (pair[1],))
)
HEADINGS = st.tuples(st.integers(1, 6), PLAIN).map(
    lambda pair: Typed(("#" * pair[0] + " " + pair[1],), (pair[1],))
)
BOLD = PLAIN.filter(lambda words: "*" not in words).map(
    lambda words: Typed((f"甲**乙{words}丙**丁",), (f"甲乙{words}丙丁",))
)
QUOTES = PLAIN.map(lambda words: Typed((f"> {words}",), (words,)))
RULES = st.sampled_from(["---", "-----", "***"]).map(lambda rule: Typed((rule,), ("——",)))
BLANK = st.just(Typed(("",), ()))
BLOCKS = st.one_of(TEXTS, TEXTS, BLANK, STANDING_IN, HEADINGS, BOLD, QUOTES, RULES, lists(), tables())


def document(blocks: list[Typed]) -> Typed:
    """The blocks below each other; a blank line behind a table, words between a list and indentation."""
    typed: list[str] = []
    wanted: list[str] = []
    for block in blocks:
        if typed and "|" in typed[-1]:
            typed.append("")
        if block.typed[0].startswith((" ", "　")) and any(START.match(line) for line in typed[-3:]):
            typed.append("记：")
            wanted.append("记：")
        typed += block.typed
        wanted += block.seen
    return Typed(tuple(typed), tuple(wanted))


@examples(300)
@given(st.lists(BLOCKS, min_size=1, max_size=8).map(document))
def test_every_line_and_number_typed_is_seen(text: Typed) -> None:
    assert shown(prose("\n".join(text.typed), lambda href: href)) == list(text.seen)


SIGNED = [*"甲，《”（0#>|&<\"' ", "1.", "- ", "**乙**", "~~"]
ANYTHING = st.lists(
    PIECES
    | st.sampled_from(
        [*"#*-~>|: \n\n\n\t1230.一、（）_`<&\\", "    ", "1. ", "\n- ", "**", "~~", "|-|\n"]
    ),
    max_size=40,
).map("".join)


@examples(300)
@given(ANYTHING)
@example("1. 甲\n3. 乙")
@example("0. 甲\n\n00. 乙")
def test_no_character_is_lost_or_made(text: str) -> None:
    """Signs aside, in the same order: from any text at all."""
    page = "".join(shown(prose(text, lambda href: href)))
    assert bare(page, "¦•—") == bare(text, "—")


def bare(text: str, more: str) -> str:
    return "".join(char for char in text if char not in SIGNS + more and not char.isspace())


@examples(200)
@given(ANYTHING)
def test_a_catalogue_s_text_loses_nothing_but_line_breaks(text: str) -> None:
    assert "".join(unwrapped(text).split()) == "".join(text.split())


SOURCE = st.sampled_from(
    [("![甲](a.png)", 0), ("[甲](a.pdf)", 4), ("<br>", 0), ("|甲|\n|乙|", 0), ("|-|-|", 0)]
)


@examples(200)
@given(ANYTHING, SOURCE)
def test_what_would_be_seen_as_source_is_told_by_its_place(text: str, source: tuple[str, int]) -> None:
    typed, behind = source
    found = faults(f"{text}\n\n{typed}")
    assert len(text) + 2 + behind in {at for at, _, _ in found}


@pytest.mark.parametrize(
    "text",
    [
        "1. 甲\n2. 乙",
        "甲\n|甲|\n|-|\n|乙|",
        "[甲](https://a.cn)",
        "[甲](powers/A.html)",
        "[1](2.5)",
        "5<6",
        "a|b",
    ],
)
def test_what_is_in_order_is_not_told(text: str) -> None:
    assert list(faults(text)) == []


@examples(300)
@given(st.lists(st.sampled_from(SIGNED), max_size=6).map("".join))
def test_a_plain_line_is_what_any_line_is_made_to(text: str) -> None:
    assert prose(f"甲{text}", str) == prose(f"甲{text}\n", str)
    assert prose(text, str) == prose(f"{text}\n", str)
