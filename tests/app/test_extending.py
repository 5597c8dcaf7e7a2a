"""docs/extending.md does what it says: each section is carried out, word for word, in a copy."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cases import ROOT, SOUND, with_lines
from outside import in_turn

PAGE = (ROOT / "docs" / "extending.md").read_text("utf-8")
BLOCK = re.compile(r"^```(python|html|diff) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
AS_OF = ("--as-of", "2026-11-22")
PYTHON = (sys.executable, "-P")
KINDS = ("一个字段", "一条规则", "一种记录", "一个版本", "一道发布前检查", "一种流程图")
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
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program without its tests, with all six things carried out, and a county that uses them."""
    folder = tmp_path_factory.mktemp("program")
    copied(ROOT / "plugins", folder / "plugins")
    shutil.copytree(ROOT / "theme", folder / "theme")
    shutil.copytree(SOUND, folder / "county")
    shutil.copy(ROOT / "pelicanconf.py", folder)
    (folder / "content").mkdir()
    for title in KINDS:
        carried_out(title, folder)
    a_bus_goes_there(folder / "county")
    bulletins(folder / "county")
    an_edition_has_a_carrier(folder / "county")
    return folder


def copied(program: Path, to: Path) -> None:
    """With what Python compiled of it: a file as old as its source is not compiled again."""
    shutil.copytree(program, to, ignore=shutil.ignore_patterns("*.pyc.*"))  # which others are writing


def a_bus_goes_there(county: Path) -> None:
    unit = county / "catalogues" / "units" / "MZJ.yaml"
    unit.write_text(unit.read_text("utf-8") + "公交: 3 路\n", "utf-8")


def bulletins(county: Path) -> None:
    """An open record of the new kind, and an internal one."""
    folder = county / "catalogues" / "bulletins"
    folder.mkdir()
    for code, scope, words in (
        ("JB-1", "向社会公开", OPEN),
        ("JB-2", "在本地区本部门本单位公开", INTERNAL),
    ):
        text = f"编码: {code}\n标题: 简报{words}\n主体: MZJ\n公布日期: 2026-06-01\n"
        text += f"公开范围: {scope}\n载体: [门户网站, 触摸屏]\n正文: {words}。\n"
        (folder / f"{code}.yaml").write_text(text, "utf-8")


def an_edition_has_a_carrier(county: Path) -> None:
    about = county / "catalogues" / "county.yaml"
    text = about.read_text("utf-8")
    carrier = "  - {代码: xianshiping, 名称: 显示屏, 版本: 显示屏}\n"
    assert carrier in text
    about.write_text(
        text.replace(carrier, f"{carrier}  - {{代码: laba, 名称: 村里的喇叭, 版本: 广播}}\n"), "utf-8"
    )
    decision = county / "catalogues" / "decisions" / "JC-2026-001.yaml"
    carriers = re.sub(r"(载体: \[[^\]]+)", r"\1, 村里的喇叭", decision.read_text("utf-8"))
    decision.write_text(carriers, "utf-8")


@dataclass(frozen=True)
class Done:
    """What the program says, and what it publishes for all and for one unit."""

    checked: str
    blank: str
    public: dict[str, bytes]
    inside: dict[str, bytes]


@pytest.fixture(scope="module")
def done(home: Path) -> Done:
    """All that is asked of the extended program, in one process: to start one costs seconds."""
    county, wrong = home / "county", shutil.copytree(home / "county", home / "wrong")
    unit = wrong / "catalogues" / "units" / "MZJ.yaml"
    unit.write_text(unit.read_text("utf-8").replace("简称: ", "简称: 梯田县人民政府"), "utf-8")
    (status, checked), *said = in_turn(
        PYTHON, str(home / "plugins"), county, ("check", str(wrong), *AS_OF), ("schema",),
        ("new", "机构"), ("build", *AS_OF),
        ("build", *AS_OF, "--output", "inside", "--audience", "单位:MZJ"),
    )  # fmt: skip
    assert [status, *(ended for ended, _ in said)] == [1, 0, 0, 0, 0], (checked, said)
    public, inside = (dict(written(county / out / "current")) for out in ("output", "inside"))
    return Done(checked, said[1][1], public, inside)


def written(release: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(release.rglob("*")):
        if path.is_file():
            yield path.relative_to(release).as_posix(), path.read_bytes()


def test_the_page_holds_the_six_things() -> None:
    assert re.findall(r"^## (.+)$", PAGE, re.MULTILINE) == [*KINDS]
    assert all(BLOCK.search(section(kind)) for kind in KINDS)


def test_a_field(home: Path, done: Done) -> None:
    schema = home / "county" / "catalogues" / "schemas" / "unit.schema.json"
    assert "坐哪路车到" in schema.read_text("utf-8")
    assert "公交" in done.blank


def test_a_rule(done: Done) -> None:
    assert "R199" in done.checked


def test_a_kind_is_published_where_it_may_be_and_nowhere_else(done: Done) -> None:
    public, inside = done.public, done.inside
    for edition in ("public", "kiosk"):
        assert OPEN in public[f"{edition}/bulletins/JB-1.html"].decode()
    assert f"简报{OPEN}" in public["public/feed.xml"].decode()
    assert [name for name, data in public.items() if INTERNAL.encode() in data or "JB-2" in name] == []
    assert INTERNAL in inside["public/bulletins/JB-2.html"].decode()


def test_an_edition(done: Done, sound: Path) -> None:
    before, after = dict(written((sound / "current").resolve())), done.public
    others = {name for name in {*after} - {*before} if not name.startswith(("public/", "kiosk/"))}
    assert others == {"radio/sheet.txt"}
    assert "村里的喇叭早晚各念一遍" in after["public/about/index.html"].decode()
    assert "危房改造" in after["radio/sheet.txt"].decode()
    led = {name: data for name, data in before.items() if name.startswith("led/")}
    assert led
    assert led.items() <= after.items()


def test_a_drawing(done: Done) -> None:
    assert "public/charts/MZ-JF-001-mingdan.svg" in done.public
    assert "public/charts/MZ-JF-001-mingdan.dot" in done.public
    assert "步骤名单" in done.public["public/powers/MZ-JF-001.html"].decode()


def test_the_gates_hold_back_what_is_too_long_and_what_the_audience_lets_through(
    home: Path, done: Done, tmp_path: Path
) -> None:
    """The new gate and an old one, before a program that shows all of the new kind to everybody."""
    longest = max(len(data) for name, data in done.public.items() if name.endswith(".html"))
    program = a_copy(home, tmp_path)
    change(program / "gates" / "length.py", "5_000_000", str(longest - 1))
    audience = "Scope.OWN and not keep", "Scope.OWN and shelf.title != '简报' and not keep"
    change(program / "county" / "audience.py", *audience)
    build = (*PYTHON, "-m", "disclosure", "build", *AS_OF, "--output", str(tmp_path / "out"))
    held = run(tmp_path, *build, folder=home / "county")
    assert held.returncode == 1
    assert {"C06", "C99"} <= {*re.findall(r": (C\d\d) ", held.stderr)}
    assert not (tmp_path / "out" / "public").exists()


@pytest.mark.usefixtures("done")
def test_a_kind_of_which_nobody_said_who_may_read_it_is_not_imported(home: Path, tmp_path: Path) -> None:
    """What is imported before it is broken: ``done`` shows it."""
    program, catalogue = a_copy(home, tmp_path), (*PYTHON, "-c", "import disclosure.schema.catalogue")
    change(program / "schema" / "catalogue.py", '"bulletin", scope=Scope.OWN,', '"bulletin",')
    assert "scope" in run(tmp_path, *catalogue, folder=tmp_path).stderr


def a_copy(home: Path, to: Path) -> Path:
    """The package of a copy of the extended program, to be broken."""
    copied(home / "plugins", to / "plugins")
    (to / "theme").symlink_to(home / "theme")
    return to / "plugins" / "disclosure"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def run(home: Path, *command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(home / "plugins"), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
