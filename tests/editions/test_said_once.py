"""One name a thing, over pages of every kind of the sample; ``test_kinds_of_pages``: one fact once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import html as lxml_html
from page_kinds import kinds


@cache
def heading(path: Path) -> str:
    """What a page calls itself."""
    found: str = lxml_html.fromstring(path.read_bytes()).xpath("string(//h1)")
    return found


def test_a_column_has_one_name(sample: Path) -> None:
    """What leads there from the head, the crumbs and the foot is in the title that is met there."""
    public = (sample / "public").resolve()
    links, wrong = 0, set()
    for path in kinds(sample / "public"):
        tree = lxml_html.fromstring(path.read_bytes())
        for link in tree.xpath("//header//nav//a | //nav[@class='crumbs']//a | //footer//ul//a"):
            to = (path.resolve().parent / link.get("href")).resolve()
            if to.name == "index.html" and to.parent.parent == public:
                links += 1
                if link.text_content().strip() not in heading(to):
                    wrong.add((link.text_content().strip(), heading(to)))
    assert links
    assert wrong == set()


def test_a_link_does_not_go_to_the_root_and_come_back(sample: Path) -> None:
    for edition in ("public", "kiosk"):
        for path in kinds(sample / edition):
            up = path.relative_to(sample / edition).parent.parts
            links = lxml_html.fromstring(path.read_bytes()).xpath("//a/@href")
            if up and path.name != "404.html":
                assert links
                assert not [link for link in links if link.startswith(f"{'../' * len(up)}{up[0]}/")], (
                    path
                )
