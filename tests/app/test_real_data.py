"""Real input: 34 departments and their 1,135 items become a site, item by item."""

from __future__ import annotations

import re
import sys
from html import unescape
from pathlib import Path

import pytest
from counties import AS_OF
from real_county import DATA, write_county

from disclosure.__main__ import main

pytestmark = pytest.mark.skipif(
    not DATA.is_file(), reason=f"仓库旁边没有 shared/data/{DATA.name}：没有用真实的职权试过"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], Path]:
    county = tmp_path_factory.mktemp("real")
    names = write_county(county)
    out = county / "output"
    assert main(["build", str(county), "--output", str(out), "--as-of", str(AS_OF)]) == 0
    return names, out


def test_every_item_has_its_page_with_its_whole_name(built: tuple[dict[str, str], Path]) -> None:
    names, out = built
    for edition in ("public", "kiosk"):
        for code, name in names.items():
            page = (out / edition / "powers" / f"{code}.html").read_text(encoding="utf-8")
            heading = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
            assert heading
            assert unescape(re.sub(r"<[^>]+>", "", heading[1])).strip() == name


def test_nothing_collides_and_the_counts_are_those_of_the_data(
    built: tuple[dict[str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    names, out = built
    pages = {path.stem for path in (out / "public" / "powers").glob("*.html")} - {"index"}
    units = {path.stem for path in (out / "public" / "units").glob("*.html")} - {"index"}
    counts = f"机构 {len(units)} 个，事项 {len(names)} 项，事项页 {len(names.keys() & pages)} 张"
    with capsys.disabled():
        sys.stdout.write(f"\n真实数据：{counts}\n")
    assert len(units) == 34
    assert len(names) == 1135
    assert names.keys() <= pages


def test_every_name_stands_whole_in_the_lists(built: tuple[dict[str, str], Path]) -> None:
    names, out = built
    lists = "".join(
        p.read_text(encoding="utf-8") for p in sorted((out / "public" / "units").glob("*.html"))
    )
    text = unescape(re.sub(r"<[^>]+>", "", lists))
    assert [name for name in names.values() if name not in text] == []
