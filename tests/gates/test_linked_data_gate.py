"""What a page says to programs and not to people is held back, one fault at a time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from disclosure import gates
from disclosure.gates.pages.linked_data import LinkedData
from disclosure.gates.passed import PassedRelease

BASE = "https://a.example/lq/"
NODE = {"@type": "Report", "@id": f"{BASE}b/a.html", "headline": "甲《一》"}
WAY = {
    "@type": "BreadcrumbList",
    "itemListElement": [
        {"name": "报告", "item": f"{BASE}b/index.html"}, {"name": "局", "item": f"{BASE}b/c.html"},
    ],
}  # fmt: skip
PAGE = (
    '<script type="application/ld+json">\n{}\n</script><nav class="crumbs"><ol>{}</ol></nav><h1>{}</h1>'
)
CRUMBS = (
    '\n<li><a href="../index.html">首页</a>\n<li><a href="index.html">报告</a>'
    '\n<li><a href="c.html">局</a>\n<li>甲《一》\n'
)


def page(said: object = (NODE, WAY), crumbs: str = CRUMBS, heading: str = "甲《一》") -> bytes:
    block = said if isinstance(said, str) else json.dumps({"@graph": said}, ensure_ascii=False)
    return PAGE.format(block, crumbs, heading).encode()


def node(**said: Any) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    return {**NODE, **said}, WAY


def found(data: bytes, folder: Path) -> list[str]:
    files = {f"public/b/{name}.html": folder / name for name in ("a", "c", "index")}
    for path in files.values():
        path.write_bytes(data if path.name == "a" else b"")
    gate = LinkedData(BASE, lambda text: ["秘“密"] if "秘“密" in text.replace('"', "“") else [])
    return [str(problem) for problem in gates.check(files, [gate])]


@pytest.mark.parametrize(("subject", "faults"), [("甲《一》", 0), ("人选乙", 1), ("Report", 1)])
def test_what_was_voted_on_stands_on_the_page(subject: str, faults: int, tmp_path: Path) -> None:
    assert len(found(page(node(**{"besluit:onderwerp": subject})), tmp_path)) == faults


@pytest.mark.parametrize("heading", ["甲《一》", "<b>甲</b>《一》\n", "甲《一》（已被替代）"])
def test_a_page_that_says_the_same_twice_is_let_through(heading: str, tmp_path: Path) -> None:
    assert found(page(heading=heading), tmp_path) == []


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (page("{"), "读不了"),
        (page('{"@graph": []}'), "读不了"),
        (page('[{"@type": "Report"}]'), "读不了"),
        (page() + page(), "读不了"),
        (page(heading="乙"), "标题是“乙”"),
        (page(node(headline="甲")), "这里的名称是“甲”"),
        (page(heading="甲《一》之二"), "标题是“甲《一》之二”"),
        (page(crumbs=CRUMBS.replace("报告", "乙")), "当前位置是“乙›局”"),
        (page(crumbs=CRUMBS.replace('"index', '"a')), "当前位置是“报告›局”"),
        (page((NODE,)), "当前位置是“报告›局”"),
        (page(node(url=f"{BASE}d.html")), "/d.html 没有这个文件"),
        (page(node(creator=[{"@id": f"{BASE}units/MZJ.html#a"}])), "/units/MZJ.html 没有"),
        (page(node(url="a.html")), "“a.html”不是完整的网址"),
        (page(node(description='秘"密')), "不该让这些读者看到"),
    ],
)
def test_a_page_that_says_something_else_to_programs_is_held_back(
    data: bytes, why: str, tmp_path: Path
) -> None:
    (problem,) = found(data, tmp_path)
    assert "D09" in problem
    assert why in problem


def test_a_page_that_passed_is_read_again_where_a_file_is_gone(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(page(node(url=f"{BASE}d.html")))
    (tmp_path / "c").write_bytes(b"")
    files = {"public/b/a.html": tmp_path / "a"}
    files |= {f"public/b/{name}.html": tmp_path / "c" for name in ("c", "index")}

    class Passed(PassedRelease):
        """One that had a file more."""

        def forgone(self) -> list[gates.WrittenFile]:
            return [gates.WrittenFile("public/d.html", tmp_path / "c")]

    kept = frozenset(files)
    for passed, faults in ((Passed, 1), (PassedRelease, 0)):
        gate = LinkedData(BASE, lambda _: ())
        assert len(gates.check(files, [gate], passed(tmp_path, {}, kept))) == faults
