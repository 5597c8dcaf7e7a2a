"""docs/extending.md does what it says: each section is carried out, word for word, in a copy."""

from __future__ import annotations

import compileall
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import ROOT, SOUND, with_lines
from outside import in_turn

from disclosure.__main__ import main

PAGE = (ROOT / "docs" / "extending.md").read_text("utf-8")
BLOCK = re.compile(r"^```(python|html|diff) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
AS_OF = ("--as-of", "2026-11-22")
OPEN, INTERNAL = "内部简报里的一句要紧话", "公开简报里的一句平常话"


def section(title: str) -> str:
    """What the page says below a heading."""
    (found,) = re.findall(rf"^## {title}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


def carried_out(title: str, home: Path) -> None:
    """A section's new files and changed lines, in a copy of the program."""
    for language, name, text in BLOCK.findall(section(title)):
        path = home / name
        if language != "diff":
            assert not path.exists()
            path.write_text(text, "utf-8")
            continue
        path.write_text(with_lines(path.read_text("utf-8"), text.removesuffix("\n")), "utf-8")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program without its tests, compiled, and the small sound county beside it."""
    folder = tmp_path_factory.mktemp("program")
    leave = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "plugins", folder / "plugins", ignore=leave)
    shutil.copytree(ROOT / "theme", folder / "theme")
    shutil.copytree(SOUND, folder / "county")
    shutil.copy(ROOT / "pelicanconf.py", folder)
    (folder / "content").mkdir()
    compileall.compile_dir(folder / "plugins", quiet=1)
    return folder


@pytest.fixture
def home(program: Path, tmp_path: Path) -> Path:
    """A copy of its own."""
    return shutil.copytree(program, tmp_path, dirs_exist_ok=True)


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(home / "plugins"), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-P", "-m", "disclosure", *arguments]
    return subprocess.run(
        command, cwd=home / "county", env=environment, capture_output=True, text=True, check=False
    )


def run_in_turn(home: Path, *commands: tuple[str, ...]) -> list[str]:
    """What commands print that all end well."""
    said = in_turn((sys.executable, "-P"), str(home / "plugins"), home / "county", *commands)
    assert {status for status, _ in said} == {0}, said
    return [printed for _, printed in said]


def build(home: Path) -> Path:
    built = run(home, "build", *AS_OF)
    assert built.returncode == 0, built.stderr
    return home / "county" / "output" / "current"


def written(release: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(release.rglob("*")):
        if path.is_file():
            yield path.relative_to(release).as_posix(), path.read_bytes()


def test_the_page_holds_the_six_things() -> None:
    kinds = ["一个字段", "一条规则", "一种记录", "一个版本", "一道发布前检查", "一种流程图"]
    assert re.findall(r"^## (.+)$", PAGE, re.MULTILINE) == kinds
    assert all(BLOCK.search(section(kind)) for kind in kinds)


def test_a_field(home: Path) -> None:
    carried_out("一个字段", home)
    unit = home / "county" / "catalogues" / "units" / "MZJ.yaml"
    unit.write_text(unit.read_text("utf-8") + "公交: 3 路\n", "utf-8")
    *_, new = run_in_turn(home, ("check", *AS_OF), ("schema",), ("new", "机构"))
    schema = home / "county" / "catalogues" / "schemas" / "unit.schema.json"
    assert "坐哪路车到" in schema.read_text("utf-8")
    assert "公交" in new


def test_a_rule(home: Path) -> None:
    carried_out("一条规则", home)
    unit = home / "county" / "catalogues" / "units" / "MZJ.yaml"
    unit.write_text(unit.read_text("utf-8").replace("简称: ", "简称: 梯田县人民政府"), "utf-8")
    assert "R199" in run(home, "check", *AS_OF).stdout


def bulletins(home: Path) -> None:
    """An open record of the new kind, and an internal one."""
    folder = home / "county" / "catalogues" / "bulletins"
    folder.mkdir()
    for code, scope, words in (
        ("JB-1", "向社会公开", OPEN),
        ("JB-2", "在本地区本部门本单位公开", INTERNAL),
    ):
        text = f"编码: {code}\n标题: 简报{words}\n主体: MZJ\n公布日期: 2026-06-01\n"
        text += f"公开范围: {scope}\n载体: [门户网站, 触摸屏]\n正文: {words}。\n"
        (folder / f"{code}.yaml").write_text(text, "utf-8")


def test_a_kind_is_published_where_it_may_be_and_nowhere_else(home: Path) -> None:
    carried_out("一种记录", home)
    bulletins(home)
    to_one = ("--output", "inside", "--audience", "单位:MZJ")
    run_in_turn(home, ("build", *AS_OF), ("build", *AS_OF, *to_one))
    public, inside = (dict(written(home / "county" / out / "current")) for out in ("output", "inside"))
    for edition in ("public", "kiosk"):
        assert OPEN in public[f"{edition}/bulletins/JB-1.html"].decode()
    assert f"简报{OPEN}" in public["public/feed.xml"].decode()
    assert [name for name, data in public.items() if INTERNAL.encode() in data or "JB-2" in name] == []
    assert INTERNAL in inside["public/bulletins/JB-2.html"].decode()


def test_what_the_audience_lets_through_of_a_new_kind_the_gate_holds_back(home: Path) -> None:
    carried_out("一种记录", home)
    bulletins(home)
    audience = home / "plugins" / "disclosure" / "county" / "audience.py"
    whole = audience.read_text("utf-8")
    broken = whole.replace("Scope.OWN and not keep", "Scope.OWN and shelf.title != '简报' and not keep")
    assert broken != whole
    audience.write_text(broken, "utf-8")
    held = run(home, "build", *AS_OF)
    assert held.returncode == 1
    assert "C06" in held.stderr
    assert not (home / "county" / "output" / "public").exists()


def test_a_kind_of_which_nobody_said_who_may_read_it_is_not_imported(home: Path) -> None:
    carried_out("一种记录", home)
    catalogue = home / "plugins" / "disclosure" / "schema" / "catalogue.py"
    text = catalogue.read_text("utf-8")
    forgotten = text.replace('schema="bulletin", scope=Scope.OWN,', 'schema="bulletin",')
    assert forgotten != text
    catalogue.write_text(forgotten, "utf-8")
    assert run(home, "check", *AS_OF).returncode != 0


def test_an_edition(home: Path) -> None:
    assert main(["build", str(home / "county"), "--output", str(home / "before"), *AS_OF]) == 0
    before = dict(written(home / "before" / "current"))
    carried_out("一个版本", home)
    county = home / "county" / "catalogues" / "county.yaml"
    text = county.read_text("utf-8")
    carrier = "  - {代码: xianshiping, 名称: 显示屏, 版本: 显示屏}\n"
    assert carrier in text
    county.write_text(
        text.replace(carrier, f"{carrier}  - {{代码: laba, 名称: 村里的喇叭, 版本: 广播}}\n"), "utf-8"
    )
    decision = home / "county" / "catalogues" / "decisions" / "JC-2026-001.yaml"
    carriers = re.sub(r"(载体: \[[^\]]+)", r"\1, 村里的喇叭", decision.read_text("utf-8"))
    decision.write_text(carriers, "utf-8")
    after = dict(written(build(home)))
    assert set(after) - set(before) == {"radio/sheet.txt"}
    assert "村里的喇叭早晚各念一遍" in after["public/about/index.html"].decode()
    assert "危房改造" in after["radio/sheet.txt"].decode()
    led = {name: data for name, data in before.items() if name.startswith("led/")}
    assert led.items() <= after.items()


def test_a_gate(home: Path) -> None:
    carried_out("一道发布前检查", home)
    build(home)
    gate = home / "plugins" / "disclosure" / "gates" / "length.py"
    gate.write_text(gate.read_text("utf-8").replace("5_000_000", "50"), "utf-8")
    held = run(home, "build", *AS_OF)
    assert held.returncode == 1
    assert "C99" in held.stderr


def test_a_drawing(home: Path) -> None:
    carried_out("一种流程图", home)
    public = dict(written(build(home)))
    assert "public/charts/MZ-JF-001-mingdan.svg" in public
    assert "public/charts/MZ-JF-001-mingdan.dot" in public
    assert "步骤名单" in public["public/powers/MZ-JF-001.html"].decode()
