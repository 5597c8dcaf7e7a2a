"""What each gate calls the file that it holds back."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure import gates
from disclosure.basics.digests import digest
from disclosure.gates.pages.dead_ends import DeadEnds
from disclosure.gates.pages.links import Links
from disclosure.gates.pages.page_tags import PageMeta
from disclosure.gates.pages.requests import Requests
from disclosure.gates.personal_numbers import PersonalNumbers


def head(*told: str) -> bytes:
    """A page of a column with further tags, ``name=content`` each."""
    own = ("ColumnName=甲", "ColumnType=乙", "ColumnKeywords=丙", *told)
    tags = (f'<meta name="{name}" content="{said}">' for name, said in (each.split("=") for each in own))
    return f"<title>甲</title>{''.join(tags)}</head>".encode()


@pytest.mark.parametrize(
    ("gate", "name", "data", "code"),
    [
        (Links(), "public/a.html", b'<a href="b.html">', "C04"),
        (Links("/lq/"), "public/404.html", b'<a href="404.html">', "C04"),
        (Links("/lq/"), "public/404.html", b'<a href="/404.html">', "C04"),
        (Links("/lq/"), "public/a.html", b'<a href="/lq/a.html">', "C04"),
        (DeadEnds(), "kiosk/a.html", b'<a href="b.svg">', "C15"),
        (DeadEnds(), "kiosk/a.html", b'<a href="b.html" download="b.html">', "C15"),
        (DeadEnds(), "kiosk/a.html", b'<a href="tel:12345">', "C15"),
        (DeadEnds(), "kiosk/a.svg", b"<svg/>", "C15"),
        (Requests(), "public/a.svg", b'<image href="https://example.com/a.png"/>', "C05"),
        (
            PageMeta({"SiteName": "甲"}),
            "public/a.html",
            head("SiteName=乙", "ColumnDescription=丙"),
            "D08",
        ),
        (PageMeta({}), "public/a.html", head("ColumnDescription=丙").replace(b"Keywords", b"x"), "D08"),
        (PageMeta({}), "public/a.html", head("ArticleTitle=丙", "PubDate=2026-03-10"), "D08"),
        (PageMeta({}), "public/a.html", head("ColumnDescription= "), "D08"),
        (PageMeta({}), "public/a.html", head("ColumnDescription=丙", "ColumnName=丁"), "D08"),
        (PersonalNumbers(), "public/a.csv", b"a,b\n1,=HYPERLINK(A1)\n", "C09"),
    ],
    ids=[
        "dead-link",
        "missing-relative",
        "missing-elsewhere",
        "absolute",
        "to-a-file",
        "download",
        "call",
        "unseen",
        "request",
        "another-site",
        "column-without-keywords",
        "article-without-source",
        "empty-tag",
        "tag-twice",
        "formula",
    ],
)
def test_a_gate_names_what_it_holds_back(
    gate: gates.Gate, name: str, data: bytes, code: str, tmp_path: Path
) -> None:
    path = tmp_path / "held"
    path.write_bytes(data)
    assert [problem.code.id for problem in gates.check({name: path}, [gate])] == [code]


def test_a_page_that_says_all_is_let_through(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    article = ("ArticleTitle=丙", "PubDate=2026-03-10", "ContentSource=丁")
    for told in (("ColumnDescription=丙",), article):
        path.write_bytes(head(*told))
        assert gates.check({"public/a.html": path}, [PageMeta({"ColumnName": "甲"})]) == []


def test_the_page_for_lost_addresses_leads_to_the_site(tmp_path: Path) -> None:
    path = tmp_path / "404.html"
    path.write_bytes(
        b'<a href="#main"><main id="main"><a href="/lq/404.html"><a href="tel:12345"><a href="https://a.example/b">'
    )
    assert gates.check({"public/404.html": path}, [Links("/lq/")]) == []


HELD = '<style>b {{}}</style><img src="{image}" alt=""><script>{script}</script>'
OWN = {digest(b"play();"), digest(b"b {}")}


@pytest.mark.parametrize(
    ("script", "image", "found"),
    [
        ("play();", "data:image/png;base64,AA==", 0),
        ("play() ;", "data:image/png;base64,AA==", 3),
        ("play();", "data:image/svg+xml;base64,AA==", 1),
        ("play();", 'data:image/png;base64,AA==" onload="play()', 1),
        ('play();</script><script src="https://example.com/a.js">', "data:image/png;base64,AA==", 1),
    ],
    ids=["to-the-letter", "another-script", "not-a-picture", "event", "from-elsewhere"],
)
def test_a_page_may_hold_what_is_a_script_and_a_sheet_of_the_release_to_the_letter(
    script: str, image: str, found: int, tmp_path: Path
) -> None:
    path = tmp_path / "held"
    path.write_text(HELD.format(script=script, image=image), "utf-8")
    assert len(gates.check({"led/a/screen.html": path}, [Requests(OWN)])) == found
