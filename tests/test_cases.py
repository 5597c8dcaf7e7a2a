"""Golden cases: what a clerk mistypes, and the answer.

A case is one file below ``tests/cases``: how it is written stands in docs/architecture.md.
``pytest --accept tests/test_cases.py`` rewrites the answers for review.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from cases import CASES, SOUND, CaseError, accept, case, case_names, changed, lay_out_case
from counties import AS_OF

from disclosure.__main__ import main

pytestmark = pytest.mark.usefixtures("read_once")
LINE = re.compile(r"[^:]+(?::\d+:\d+|!\w+): ([A-Z]\d{2,3}) (?:提醒：)?.+[。？].+")
POWER = """名称: 救助 # 全称
时限: 2
步骤:
  # 当场
  - {步骤: 受理, 时限: 1}
  # 当场
  - {步骤: 决定, 时限: 1}
"""


def run(*arguments: object) -> int:
    return main([str(argument) for argument in (*arguments, "--as-of", AS_OF)])


def one_of_each_sort() -> list[str]:
    """For each letter of the codes one mistake: whatever finds it, building stops in one place."""
    wrong = (case(name) for name in case_names() if not case(name).harmless)
    return sorted({one.codes[0][0]: one.name for one in wrong}.values())


@pytest.mark.parametrize("name", case_names())
def test_each_mistake_is_answered_by_line_and_column(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    status = run("check", lay_out_case(name, tmp_path))
    printed = capsys.readouterr().out
    if request.config.getoption("--accept"):
        accept(name, printed)
    one, named = case(name), [LINE.fullmatch(line) for line in printed.splitlines()]
    assert printed == one.answer
    assert {found and found[1] for found in named} == set(one.codes), "“代码”写明这个用例要说的是哪几条"
    assert status == (0 if one.harmless else 1)
    assert bool(printed) != ("/pass-" in name)


def test_the_sound_county_has_no_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", SOUND) == 0
    assert capsys.readouterr().out == ""


def test_every_file_of_the_folder_belongs_to_a_case() -> None:
    told = {case(name).path for name in case_names()}
    kept = {content["取自"] for name in case_names() for content in case(name).files.values()
            if not isinstance(content, str) and "取自" in content}  # fmt: skip
    loose = [path for path in CASES.rglob("*") if path.is_file() and path not in told]
    names = {
        path.relative_to(CASES.parent.parent).as_posix() for path in loose if SOUND not in path.parents
    }
    assert names <= kept


@pytest.mark.parametrize("name", one_of_each_sort())
def test_a_mistake_leaves_the_last_good_output_byte_for_byte(
    name: str, tmp_path: Path, good_output: tuple[Path, dict[str, bytes]]
) -> None:
    output, before = good_output
    assert run("build", lay_out_case(name, tmp_path), "--output", output) == 1
    assert contents(output) == before


@pytest.fixture(scope="module")
def good_output(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    output = tmp_path_factory.mktemp("good") / "output"
    shutil.copytree(sound, output, symlinks=True)
    return output, contents(output)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, and where every link leads."""
    found = (Path(at, name) for at, folders, files in os.walk(folder) for name in (*folders, *files))
    return {
        str(path): str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
        for path in found
        if path.is_symlink() or path.is_file()
    }


# How a change is made


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"时限": "3"}, POWER.replace("时限: 2", "时限: 3")),
        ({"步骤/决定/时限": "9"}, POWER.replace("决定, 时限: 1", "决定, 时限: 9")),
        ("-时限: 2\n+时限: 3\n", POWER.replace("时限: 2", "时限: 3")),
        ("@@\n 时限: 2\n+法定: 9\n@@\n-  - {步骤: 受理, 时限: 1}\n",
         "名称: 救助 # 全称\n时限: 2\n法定: 9\n步骤:\n  # 当场\n  # 当场\n  - {步骤: 决定, 时限: 1}\n"),
    ],
)  # fmt: skip
def test_a_change_moves_nothing_else(change: str | dict[str, str], text: str) -> None:
    assert changed(POWER, change) == text


@pytest.mark.parametrize(
    "change",
    [
        {"期限": "3"}, {"步骤/审查/时限": "3"}, {"步骤/1/时限": "3"}, {"步骤": "无"}, {"名称/时限": "3"},
        "-  # 当场\n", "-时限: 3\n", "-时限\n", "+时限: 3\n", "时限: 2\n",
        " 时限: 2\n+时限: 3\n@@\n-时限: 4\n",
    ],
)  # fmt: skip
def test_a_change_that_has_no_place_or_two_is_refused(change: str | dict[str, str]) -> None:
    with pytest.raises(CaseError):
        changed(POWER, change)


@pytest.mark.parametrize(
    "text",
    [
        "备注: 无\n说明: 无\n答: 没有问题\n", "说明: 无\n", "答: 没有问题\n说明: 无\n",
        "说明: 无\n文件: {a.yaml: {取: b.yaml}}\n答: 没有问题\n",
        "说明: 无\n改: {catalogues/none.yaml: {名称: 无}}\n答: 没有问题\n",
    ],
)  # fmt: skip
def test_a_case_that_says_what_is_not_known_is_refused(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cases.CASES", tmp_path)
    (tmp_path / "strange.yaml").write_text(text, encoding="utf-8")
    case.cache_clear()
    with pytest.raises(CaseError):
        lay_out_case("strange", tmp_path)
    case.cache_clear()
