"""Under the portal's roof: what is taken over of the portal, and what may not be."""

from __future__ import annotations

import re
import shutil
from dataclasses import fields
from itertools import product
from pathlib import Path

import html5lib
import pytest
from counties import AS_OF, ROOT, SOUND, lay_out_case, load
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure import gates
from disclosure.__main__ import main
from disclosure.gates.pages.links import Links
from disclosure.rules.bodies.portal_look import GROUNDS, WORDS
from disclosure.schema.records.shown.contrast import ratio
from disclosure.schema.records.shown.portal_frame import TAGS, VOID, PortalLook, fault, markup

TOKENS = (ROOT / "theme" / "static" / "tokens.css").read_text("utf-8").partition("@media")[0]


def token(name: str) -> str:
    found = re.search(rf"^  --{name}: (#[0-9a-f]{{6}});$", TOKENS, re.MULTILINE)
    assert found, name
    return found[1]


def test_the_rule_and_the_theme_know_the_same_colours() -> None:
    assert set(GROUNDS.values()) == {token("paper"), token("ground"), token("tint")}
    own = {field.name: field.default for field in fields(PortalLook) if field.name in WORDS}
    assert own == {name: token(name) for name in WORDS}


@pytest.mark.parametrize(
    ("one", "other", "known"),
    [("#000000", "#ffffff", 21), ("#767676", "#ffffff", 4.54), ("#ff0000", "#ffffff", 4.0)],
)
def test_contrast_is_what_others_measure(one: str, other: str, known: float) -> None:
    assert round(ratio(one, other), 2) == round(ratio(other, one), 2) == known


@pytest.mark.parametrize(("one", "other"), list(product(WORDS, GROUNDS.values())))
def test_our_own_colours_can_be_read(one: str, other: str) -> None:
    assert ratio(token(one), other) >= 4.5


def test_a_fragment_is_written_anew_in_our_own_way() -> None:
    given = "<UL class=top><li><a href='/a?b=1&amp;c=2'>甲 & 乙</a></li></UL>"
    made = '<ul class="top"><li><a href="/a?b=1&amp;c=2">甲 &amp; 乙</a></li></ul>'
    assert markup(given) == markup(made) == made
    assert fault(given) == ""


@pytest.mark.parametrize(
    "text",
    [
        "<script src='/a.js'></script>", "<style>a{}</style>", "<p style='color:red'>甲</p>",
        "<a href='javascript:alert(1)'>甲</a>", "<a href='//b.example/'>甲</a>", "<a onclick='x'>甲</a>",
        "<img src='https://b.example/a.png' alt='甲'>", "<img src='//b.example/a.png' alt='甲'>",
        "<img src='/a.png'>", "<img src='/../a.png' alt='甲'>", "<iframe src='/a'></iframe>",
        "<form action='/a'></form>", "<p id='main'>甲</p>", "<p>甲", "甲</p>", "<p><b>甲</p></b>",
        "<!-- 甲 -->", "<!--#exec cmd='ls' -->", "<!doctype html>", "<?php ?>", "<link href='/a.css'>",
        "<div/>", "<p><div>甲</div></p>", "<b><ul><li>甲</li></ul></b>", "<li>甲</li>", "<ul>甲</ul>",
        "<ul><p>甲</p></ul>", "<a href='/a'><b><a href='/b'>甲</a></b></a>",
        "<p class='a' class='b'>甲</p>",
        "<base href='/'>", "<main>甲</main>", "<h1>甲</h1>", "<object data='/a'></object>",
    ],
)  # fmt: skip
def test_what_would_run_load_from_elsewhere_or_break_a_page_is_refused(text: str) -> None:
    assert fault(text)


def wrapped(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A tag around what stands inside."""
    tags = st.sampled_from([name for name in TAGS if name not in VOID])
    opened = {name: f"<{name}>" for name in TAGS} | {"a": '<a href="/a">'}
    many = st.lists(inside, max_size=3).map("".join)
    return st.builds(lambda name, text: f"{opened[name]}{text}</{name}>", tags, many)


@settings(max_examples=40)
@given(st.recursive(st.sampled_from(["甲", "乙 &amp; 丙", "<br/>"]), wrapped, max_leaves=6))
def test_a_browser_reads_what_is_taken_as_it_is_written(text: str) -> None:
    if fault(text):
        return
    reader = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), strict=True)
    read = reader.parseFragment(markup(text))
    assert html5lib.serialize(read, omit_optional_tags=False, quote_attr_values="always") == markup(text)


def test_tags_that_end_themselves_are_taken_where_they_hold_nothing() -> None:
    assert markup("<div>甲<br/><img src='/a.png' alt='乙' /></div>") == (
        '<div>甲<br><img src="/a.png" alt="乙"></div>'
    )


def test_the_example_of_the_document_is_taken_and_the_gates_are_told_of_it(tmp_path: Path) -> None:
    block = re.search(
        r"```yaml\n门户:\n(.*?)```", (ROOT / "docs" / "portal.md").read_text("utf-8"), re.DOTALL
    )
    assert block
    county = lay_out_case("", tmp_path)
    told = county / "catalogues" / "county.yaml"
    told.write_text(told.read_text("utf-8").replace("做法规则:", f"{block[1]}做法规则:"), "utf-8")
    site, problems = load(county)
    assert (problems, bool(site)) == ([], True)
    frame = site.county.portal.frame
    assert set(frame.addresses()) == {"/css/frame.css", "/", "/images/logo.png", "/zwgk/", "/hudong/"}
    page = tmp_path / "a.html"
    page.write_text('<a href="/zwgk/"></a><a href="/other/"></a>', "utf-8")
    (found,) = gates.check({"public/a.html": page}, [Links("/", frozenset(frame.addresses()))])
    assert "/other/" in str(found)


def test_the_server_is_asked_for_the_header_and_the_footer(tmp_path: Path) -> None:
    shutil.copytree(SOUND, tmp_path / "县")
    county = tmp_path / "县" / "catalogues" / "county.yaml"
    frame = "  外框: {页头包含: /include/top.html, 页脚包含: /include/foot.html}\n  安全联系:"
    county.write_text(county.read_text("utf-8").replace("  安全联系:", frame), "utf-8")
    output = tmp_path / "出"
    assert main(["build", str(tmp_path / "县"), "--output", str(output), "--as-of", str(AS_OF)]) == 0
    page = (output / "public" / "index.html").read_text("utf-8")
    top, foot = (f'<!--#include virtual="/include/{name}.html" -->' for name in ("top", "foot"))
    assert page.index(top) < page.index("<main") < page.index("</main>") < page.index(foot)
    assert top not in (output / "kiosk" / "index.html").read_text("utf-8")
