"""The package for portals that take articles in: what is in it, read by someone else's eyes."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import golden
import pytest
from lxml import html

from disclosure.__main__ import main


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("包")
    made = [folder / "一.zip", folder / "二.zip"]
    public = golden.GOLDEN / "society" / "public"
    assert [main(["cms", str(public), str(path)]) for path in made] == [0, 0]
    assert made[0].read_bytes() == made[1].read_bytes()
    return zipfile.ZipFile(made[0])


def test_each_article_stands_in_its_column_with_its_tags(package: zipfile.ZipFile) -> None:
    listed = list(csv.DictReader(io.StringIO(package.read("articles.csv").decode("utf-8-sig"))))
    folders = {name.rpartition("/")[0] for name in package.namelist() if name.endswith("article.json")}
    assert {row["文件夹"] for row in listed} == folders
    assert len(listed) == len(folders) > 20
    for row in listed:
        tags = json.loads(package.read(f"{row['文件夹']}/article.json"))
        assert row["文件夹"].partition("/")[0] == row["栏目"] == tags["ColumnName"]
        assert (row["标题"], row["日期"]) == (tags["ArticleTitle"], tags["PubDate"])


def test_links_lead_to_the_site_and_files_lie_beside_the_article(package: zipfile.ZipFile) -> None:
    seen = set()
    for name in package.namelist():
        if name.endswith("article.html"):
            for link in html.fromstring(package.read(name).decode()).xpath("//*/@href | //*/@src"):
                beside = f"{name.rpartition('/')[0]}/{link}"
                kind = link.partition(":")[0] if ":" in link else "#" if link[0] == "#" else "file"
                seen.add(kind)
                assert kind != "file" or beside in package.namelist(), f"{name} → {link}"
    assert {"https", "file", "#"} <= seen <= {"https", "file", "#", "tel"}


def test_a_folder_without_a_site_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cms", str(tmp_path), str(tmp_path / "a.zip")]) == 1
    assert "里没有网站" in capsys.readouterr().err
    assert not (tmp_path / "a.zip").exists()
