"""Whatever is typed: a value or a coded problem, text in equals text out, within bounds."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest
from counties import AS_OF, SOUND
from everything import outputs
from hypothesis import given, settings
from hypothesis import strategies as st
from random_tests import examples

from disclosure import pipeline
from disclosure.app import disk
from disclosure.basics.files import any_file
from disclosure.basics.output import Chart, File
from disclosure.county.audience import Audience, for_audience
from disclosure.county.read import SourceFile, read
from disclosure.editions.told.messages import WhatToTell, messages
from disclosure.schema import yaml_source
from disclosure.schema.records.notices.notice import Notice
from disclosure.schema.source.nodes import Text
from disclosure.schema.yaml_source import SourceError, decode, parse

NOTICE = "content/F.md"
HEAD = """---
编码: F-1
标题: {}
栏目: 通知公告
发布机构: XW
发布日期: 2026-05-18
公开范围: 向社会公开
载体: [门户网站, 触摸屏]
---

正文
"""
ALPHABET = st.sampled_from(
    [
        "0100",
        "no",
        "<<",
        '"];',
        "</script>",
        "\u202e",
        "é",
        "e\u0301",
        "权",
        "{{7*7}}",
        ":",
        "：",
        "- ",
        "\n",
        "  ",
    ]
    + [
        "&a",
        "*a",
        "!!x",
        "#",
        "'",
        '"',
        "|",
        ">",
        "\t",
        "\x00",
        "]]>",
        "\\",
        "名称",
        "~",
        "1_000",
        "2013-02-30",
    ]
)
YAMLISH = st.lists(ALPHABET, max_size=30).map("".join)
PRINTED = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=60)
FILES, _ = disk.read_county(SOUND)


@examples(150)
@given(YAMLISH)
def test_any_yaml_is_read_or_answered_with_a_code(text: str) -> None:
    _, problems = read([SourceFile("catalogues/units/F.yaml", text.encode())])
    assert problems
    assert all(problem.code.id and problem.place.line >= 1 for problem in problems)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_answered_with_a_code(data: bytes) -> None:
    for path in (
        "catalogues/units/F.yaml",
        NOTICE,
        "catalogues/privacy.yaml",
        "content/F.pdf",
        "content/F.xlsx",
    ):
        _, problems = read([SourceFile(path, data)])
        assert isinstance(problems, list)


@given(st.text(max_size=80))
def test_a_scalar_comes_out_as_it_went_in(text: str) -> None:
    try:
        tree = parse("F.yaml", decode("F.yaml", f"a: {json.dumps(text)}\n".encode()))
    except SourceError:
        return
    spaced = re.sub("[\u00a0\u1680\u2000-\u200a\u202f\u205f]", " ", text)
    assert [entry.value.value for entry in tree.entries if isinstance(entry.value, Text)] == [spaced]  # type: ignore[union-attr]


@settings(max_examples=10)
@given(PRINTED)
def test_a_title_reaches_the_feed_as_typed_or_is_refused(title: str) -> None:
    data = HEAD.format(json.dumps(title, ensure_ascii=False)).encode()
    site, problems = pipeline.load([*FILES, SourceFile(NOTICE, data)], AS_OF)
    if any(problem.is_error for problem in problems):
        return
    assert site
    made = list(outputs(for_audience(site, Audience())))
    feed = next(
        output for output in made if isinstance(output, File) and output.path == "public/feed.xml"
    )
    titles = [element.text for element in ET.fromstring(feed.data).iter("title")]  # noqa: S314  our own
    notice = next(n for n in site.notices.values() if isinstance(n, Notice) and n.code == "F-1")
    assert notice.name in titles
    for chart in made:
        if isinstance(chart, Chart) and chart.path.endswith(".svg"):
            ET.fromstring(chart.text)  # noqa: S314  our own


ODD = (
    st.characters()
    | st.characters(categories=("Zs", "Cf", "Cn", "Co", "So"))
    | st.sampled_from("民政⽣𠮷")
)


@examples(150)
@given(st.text(ODD, min_size=1, max_size=5))
def test_a_title_for_a_screen_can_be_encoded_or_is_refused(title: str) -> None:
    """R70 once left out what Python did not call printable, and the build died of it."""
    head = HEAD.replace("触摸屏]", "显示屏]\n急播至: 2099-12-31").format(
        json.dumps(f"关于{title}", ensure_ascii=False)
    )
    site, problems = pipeline.load([*FILES, SourceFile(NOTICE, head.encode("utf-8", "ignore"))], AS_OF)
    if site and not any(problem.is_error for problem in problems):
        shown = [
            message.text
            for screen in site.screens.values()
            for message in messages(site, WhatToTell.of(screen))
        ]
        assert any("关于" in text for text in shown)
        assert "".join(shown).encode("gbk")


@examples(150)
@given(st.sampled_from(sorted(any_file.READERS)), st.binary(max_size=400), st.booleans())
def test_any_attachment_is_read_or_named_as_unread(
    ending: str,
    data: bytes,
    plausible: bool,  # noqa: FBT001  hypothesis gives them by position
) -> None:
    start = any_file.BEGINNINGS.get(ending, b"")
    first = start if isinstance(start, bytes) else start[0]
    list(any_file.findings(f"F.{ending}", first + data if plausible else data))


MEGABYTES = {
    "深": b"[" * (1 << 20), "长": b"a: " + b"x" * (1 << 20), "多": b"- a\n" * 260_000, "键": b"a:\n " * 250_000,
    "引": b'"' * (1 << 20), "锚": b"&a " * 350_000, "注": b"#" * (1 << 20), "数": b"1" + b":01" * 350_000,
}  # fmt: skip


@pytest.mark.parametrize("name", MEGABYTES)
def test_a_hostile_megabyte_of_yaml_is_answered(name: str) -> None:
    """Within the bounds of depth, values and problems; ``make trust`` times it."""
    _, problems = read([SourceFile("catalogues/units/F.yaml", MEGABYTES[name])])
    assert 0 < len(problems) <= yaml_source.MOST_PROBLEMS


def test_the_values_of_a_file_are_counted() -> None:
    _, problems = read([SourceFile("catalogues/units/F.yaml", MEGABYTES["多"])])
    assert [(p.code, p.place.line) for p in problems] == [(yaml_source.TOO_MANY, yaml_source.MAX_VALUES)]
