"""Nothing leaves its folder: links, ``..``, absolute paths, reserved and colliding names, archives."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
from pathlib import Path

import pytest
from counties import AS_OF, lay_out_case, load

from disclosure import gates
from disclosure.__main__ import main
from disclosure.basics.paths.filenames import fault, twins
from disclosure.gates.file_names import Names
from disclosure.release import StagedRelease

HOSTILE = {
    "../escape.html": "会走出文件夹",
    "a/../../escape.html": "会走出文件夹",
    "a/./b.html": "会走出文件夹",
    "a//b.html": "会走出文件夹",
    "/etc/passwd": "绝对路径",
    "C:/windows/win.ini": "绝对路径",
    "c:win.ini": "绝对路径",
    "\\\\server\\share": "绝对路径",
    "a\\..\\b": "会走出文件夹",
    "powers/CON.html": "Windows 保留的名字",
    "powers/nul": "Windows 保留的名字",
    "com1.tar.gz": "Windows 保留的名字",
    "LPT9": "Windows 保留的名字",
    "conin$": "Windows 保留的名字",
    "a./b": "以点或空格结尾",
    "a /b": "以点或空格结尾",
    f"{'权' * 84}.html": "太长",
}


@pytest.mark.parametrize(("name", "why"), HOSTILE.items())
def test_a_hostile_name_is_refused_by_name(name: str, why: str) -> None:
    assert fault(name) == why


@pytest.mark.parametrize("name", ["powers/MZ-JF-001.html", "control.html", "com10", "权" * 84 + "/a"])
def test_an_ordinary_name_is_not(name: str) -> None:
    assert fault(name) == ""


def test_names_that_only_some_disks_can_tell_apart_are_found() -> None:
    found = list(twins(["a.html", "A.html", "caf\u00e9", "cafe\u0301", "b.html"]))
    assert found == [("A.html", "a.html"), ("cafe\u0301", "caf\u00e9")]


@pytest.mark.parametrize("name", ["../escape", "a/../../escape", "/tmp/escape-of-disclosure"])  # noqa: S108
def test_writing_outside_the_release_is_refused(name: str, tmp_path: Path) -> None:
    root = tmp_path / "root"
    with pytest.raises(ValueError, match="escape"):
        StagedRelease(root).write(name, b"")
    assert not list(tmp_path.rglob("escape*"))


def in_archive(path: Path) -> list[str]:
    return list(map(str, gates.check({"bundle.zip": path}, [Names()])))


@pytest.mark.parametrize("name", [*HOSTILE, "a.txt"])
def test_an_archive_that_would_unpack_outside_is_held_back(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), "一")
        info = zipfile.ZipInfo("x")
        info.filename = name
        archive.writestr(info, "二")
    findings = in_archive(path)
    assert findings
    assert all(finding.startswith("bundle.zip:1:1: C03 里面的 ") for finding in findings)


def test_a_link_in_an_archive_is_held_back(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("link")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc")
    assert [f.partition("。")[0] for f in in_archive(path)] == ["bundle.zip:1:1: C03 里面的 link 是链接"]


def test_an_ordinary_archive_passes(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("权力/清单.csv", "一")
    assert in_archive(path) == []


# On the way in


def codes(county: Path) -> list[str]:
    _, problems = load(county)
    return [f"{problem.code.id} {problem.place.path}" for problem in problems]


@pytest.mark.parametrize("target", ["/etc/hostname", "../../secret.md", "TZ-2026-001.md"])
def test_a_link_to_a_file_is_named_and_not_followed(target: str, tmp_path: Path) -> None:
    county = lay_out_case("", tmp_path)
    (county / "content" / "TZ-2026-009.md").symlink_to(target)
    assert codes(county) == ["D02 content/TZ-2026-009.md"]


@pytest.mark.parametrize("folder", ["content", "catalogues/powers", "content/elsewhere"])
def test_a_link_to_a_folder_is_named_and_not_followed(folder: str, tmp_path: Path) -> None:
    county = lay_out_case("", tmp_path)
    if (county / folder).exists():
        shutil.move(county / folder, tmp_path / "elsewhere")
    (county / folder).symlink_to(tmp_path / "elsewhere" if "/" not in folder else "/etc")
    assert f"D02 {folder}" in codes(county)
    assert not any(path.startswith(f"{folder}/") for path in (code[4:] for code in codes(county)))


def test_a_device_is_named_and_not_read(tmp_path: Path) -> None:
    county = lay_out_case("", tmp_path)
    os.mkfifo(county / "content" / "TZ-2026-009.md")
    assert codes(county) == ["D03 content/TZ-2026-009.md"]


@pytest.mark.parametrize("name", ["CON.md", "nul.md", "a.md\\..\\b.md", "甲.md "])
def test_a_source_file_that_another_machine_refuses_is_named(name: str, tmp_path: Path) -> None:
    county = lay_out_case("", tmp_path)
    (county / "content" / name).write_text("---\n", encoding="utf-8")
    assert f"D06 content/{name}" in codes(county)


@pytest.mark.parametrize("pair", [("A.md", "a.md"), ("caf\u00e9.md", "cafe\u0301.md")])
def test_source_files_that_another_machine_confuses_are_named(
    pair: tuple[str, str], tmp_path: Path
) -> None:
    county = lay_out_case("", tmp_path)
    for name in pair:
        (county / "content" / name).write_text("---\n", encoding="utf-8")
    if len({path.name for path in (county / "content").iterdir()} & set(pair)) < len(pair):
        pytest.skip("这个磁盘自己就分不清")
    assert any(code.startswith("D07 ") for code in codes(county))


@pytest.mark.parametrize(
    "code",
    ["../../etc/x", "/etc/x", "a/b", "CON", "nul.x", "A" * 300, "a..b", "caf\u00e9", ".hidden", "a\\b"],
)
def test_a_code_that_would_make_a_bad_file_name_is_refused_at_its_line(
    code: str, tmp_path: Path
) -> None:
    county = lay_out_case("", tmp_path)
    notice = county / "content" / "TZ-2026-001.md"
    notice.write_text(notice.read_text("utf-8").replace("编码: TZ-2026-001", f"编码: '{code}'"), "utf-8")
    _, problems = load(county)
    assert [(p.place.path, p.place.line) for p in problems] == [("content/TZ-2026-001.md", 2)]


@pytest.mark.parametrize(
    "name", ["../名单.csv", "/etc/名单.csv", "下/名单.csv", "..\\名单.csv", "C:\\名单.csv"]
)
@pytest.mark.parametrize("key", ["附件: '{}'", "名单: {{文件: '{}', 标题: 名单, 列: {{姓名: 姓名}}}}"])
def test_a_file_of_a_notice_that_lies_elsewhere_is_refused_by_name(
    key: str, name: str, tmp_path: Path
) -> None:
    county = lay_out_case("", tmp_path)
    (county / "名单.csv").write_text("姓名\n样例\n", "utf-8")
    notice = county / "content" / "TZ-2026-001.md"
    notice.write_text(
        notice.read_text("utf-8").replace("公开范围:", f"{key.format(name)}\n公开范围:", 1), "utf-8"
    )
    _, problems = load(county)
    assert [problem.code.id for problem in problems] == ["N03" if key.startswith("附件") else "N07"]
    assert f"“{name}”" in problems[0].what


@pytest.mark.parametrize("name", ["名单.csv", "CON.csv", "名 单 .csv"])
def test_an_attachment_that_is_a_link_or_has_a_bad_name_is_refused(name: str, tmp_path: Path) -> None:
    county = lay_out_case("", tmp_path)
    path = county / "content" / name
    path.symlink_to("/etc/hostname")
    assert f"D02 content/{name}" in codes(county)
    path.unlink()
    path.write_text("甲\n", "utf-8")
    assert (f"D06 content/{name}" in codes(county)) == (name == "CON.csv")


# On the way out


@pytest.mark.skipif(os.name == "nt", reason="Windows 没有这种权限位")
def test_a_read_only_or_foreign_folder_is_never_emptied(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    county = lay_out_case("", tmp_path)
    foreign = tmp_path / "documents"
    foreign.mkdir()
    (foreign / "论文.doc").write_text("不要删我", encoding="utf-8")
    assert main(["build", str(county), "--output", str(foreign), "--as-of", str(AS_OF)]) == 1
    assert "论文.doc" in capsys.readouterr().err
    assert [path.name for path in foreign.iterdir()] == ["论文.doc"]
