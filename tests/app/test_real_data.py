"""Real input: 34 departments and their 1,135 items become a site, item by item.

``make trust`` takes them all (``--whole``); else of each department the first item and every tenth.
"""

from __future__ import annotations

import re
import sys
from html import unescape
from pathlib import Path

import pytest
from counties import AS_OF
from real_county import DATA, OTHERS, TENTH, write_county

from disclosure.__main__ import main

pytestmark = pytest.mark.skipif(
    not DATA.is_file(), reason=f"仓库旁边没有 shared/data/{DATA.name}：没有用真实的职权试过"
)


Built = tuple[dict[str, dict[str, str]], Path]
"""What every item says, by its code, and the site that was made of it."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, *, whole: bool) -> Built:
    county = tmp_path_factory.mktemp("real")
    said = write_county(county, 1 if whole else TENTH)
    out = county / "output"
    assert main(["build", str(county), "--output", str(out), "--as-of", str(AS_OF)]) == 0
    return said, out


def test_every_item_has_its_page_with_its_whole_name_and_all_that_it_says(built: Built) -> None:
    said, out = built
    for edition, carrier in (("public", "门户网站"), ("kiosk", "触摸屏")):
        shown = {code: item for code, item in said.items() if carrier in item["carriers"]}
        assert shown
        for code, item in shown.items():
            page = (out / edition / "powers" / f"{code}.html").read_text(encoding="utf-8")
            heading = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
            assert heading
            assert unescape(re.sub(r"<[^>]+>", "", heading[1])).strip() == item["name"]
            told = {unescape(value).strip() for value in re.findall(r"<dd>([^<]*)</dd>", page)}
            asked = {item[key].strip() for key in ("itemCode", *OTHERS)} | {code.split("-")[0]}
            assert asked - told - {""} == set()


def test_nothing_collides_and_the_counts_are_those_of_the_data(
    built: Built, capsys: pytest.CaptureFixture[str], *, whole: bool
) -> None:
    said, out = built
    pages = {path.stem for path in (out / "public" / "powers").glob("*.html")} - {"index"}
    units = {path.stem for path in (out / "public" / "units").glob("*.html")} - {"index"}
    counts = f"机构 {len(units)} 个，事项 {len(said)} 项，事项页 {len(said.keys() & pages)} 张"
    with capsys.disabled():
        sys.stdout.write(f"\n真实数据：{counts}\n")
    assert len(units) == 34
    assert len(said) == (1135 if whole else 134)
    assert said.keys() <= pages


def test_every_name_stands_whole_in_the_lists(built: Built) -> None:
    said, out = built
    lists = "".join(
        p.read_text(encoding="utf-8") for p in sorted((out / "public" / "units").glob("*.html"))
    )
    text = unescape(re.sub(r"<[^>]+>", "", lists))
    assert [item["name"] for item in said.values() if item["name"] not in text] == []
