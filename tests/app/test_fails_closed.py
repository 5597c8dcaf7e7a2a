"""Whatever happens, a command ends with a result or one Chinese sentence, never with a traceback."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import NoReturn

import pytest
from counties import AS_OF, lay_out_case
from outside import DAY, LISTENING, checkout, county_in, environment
from test_command_line import ordinary_user

from disclosure import pipeline
from disclosure.__main__ import main
from disclosure.app import commands, load
from disclosure.app.executors import processes
from disclosure.app.releases.release_commands import AUDIENCE
from disclosure.basics.files import os_errors
from disclosure.charts.graphviz import dot
from disclosure.charts.graphviz.wheel import LayoutFailed

Printed = pytest.CaptureFixture[str]
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows 没有这种信号、权限和文件名")


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return lay_out_case("", tmp_path)


# what nobody foresaw


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object) -> NoReturn:
        raise error

    monkeypatch.setattr(commands, "load_county", fail)


def test_an_unforeseen_failure_is_one_sentence_and_a_file(
    county: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    failing(monkeypatch, RuntimeError("内部的话"))
    assert run("check", county) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "内部的话" not in told
    details = Path(told.strip().rpartition("：")[2])
    assert "RuntimeError: 内部的话" in details.read_text("utf-8")
    assert details.stat().st_mode & 0o077 == 0
    details.unlink()


def no_engine() -> NoReturn:
    raise dot.NoGraphviz("请安装系统软件包 graphviz")


def slow_engine() -> dot.Engine:
    def too_slow(_: str) -> NoReturn:
        raise LayoutFailed("dot 失败：超时")

    return dot.Engine("0.0.0", too_slow)  # no drawing of that version is kept anywhere


@pytest.mark.parametrize("engine", [no_engine, slow_engine])
def test_where_no_chart_can_be_laid_out_a_build_says_why(
    engine: Callable[[], dot.Engine], county: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    monkeypatch.setattr(dot, "engine", engine)
    out = county.parent / "out"
    assert run("build", county, "--output", out, "--as-of", AS_OF) == 1
    words = "请安装系统软件包 graphviz" if engine is no_engine else "dot 失败：超时"
    assert capsys.readouterr().err == f"没有生成：{words}。原来的网站没有改动。\n"
    assert not (out / "public").exists()


UNSOUND = "flow/limits/longer-than-promised"


@pytest.mark.parametrize("workers", [1, 2, "2, stopped"])
def test_a_county_with_errors_is_refused_while_it_is_drawn(
    workers: int | str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """Whatever becomes of what is drawn meanwhile."""
    county, out = lay_out_case(UNSOUND, tmp_path), tmp_path / "out"
    _, problems = load.load_county(county, AS_OF)
    monkeypatch.setattr(processes, "workers", lambda: 1 if workers == 1 else 2)
    if workers == "2, stopped":
        monkeypatch.setattr(pipeline, "editions", lambda *_: 1 / 0)
    assert run("build", county, "--output", out, "--as-of", AS_OF) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[:-2] == [str(problem) for problem in problems if problem.is_error]
    assert told[-1] == "没有生成：请先改正上面的错误。原来的网站没有改动。"
    assert not (out / AUDIENCE).exists()


def test_a_failure_of_the_disk_names_the_file(
    county: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    failing(monkeypatch, OSError(28, "No space left on device", "/盘/文件"))
    assert run("check", county) == 1
    assert "/盘/文件：磁盘满了" in capsys.readouterr().err


def test_ctrl_c_is_one_sentence(county: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    failing(monkeypatch, KeyboardInterrupt())
    assert run("check", county) == 130
    assert re.fullmatch(r"已停止（Ctrl\+C）。[^\n]*\n", capsys.readouterr().err)


@POSIX
def test_a_reader_that_left_is_no_failure(county: Path) -> None:
    words = [sys.executable, "-m", "disclosure", "new", "职权"]
    with subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(checkout().path),
        cwd=county,
    ) as child:
        assert child.stdout
        assert child.stderr
        child.stdout.close()
        assert child.stderr.read() == b""


# builds ended from outside

WORKERS = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1,
    reason="只有一个处理器，或不是 Linux：没有另外的绘图进程",
)


DRAWING_FOR_EVER = (
    "import time; from disclosure.charts.graphviz import dot\n"
    "dot.engine = lambda: dot.Engine('0.0.0', lambda _: time.sleep(600))\n"
)


@WORKERS
@pytest.mark.parametrize(
    ("number", "status", "said"),
    [
        (signal.SIGINT, 130, "已停止（Ctrl+C）"),
        (signal.SIGTERM, 143, "已停止（系统要求结束）"),
        (signal.SIGKILL, -9, ""),
    ],
    ids=lambda value: getattr(value, "name", None),
)  # fmt: skip
def test_no_drawing_process_outlives_its_build(
    number: signal.Signals, status: int, said: str, county: Path
) -> None:
    words = [sys.executable, "-c", DRAWING_FOR_EVER + LISTENING, "build", "--as-of", DAY]
    with subprocess.Popen(
        words, cwd=county, env=environment(checkout().path), stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, process_group=0,
    ) as build:  # fmt: skip
        workers = drawing(build)
        build.send_signal(number)
        assert build.stdout
        told = build.stdout.read().decode()  # ends only when nobody holds it any more
    assert build.returncode == status, told
    assert said in told
    assert "Traceback" not in told
    assert gone(workers)


def drawing(build: subprocess.Popen[bytes]) -> list[int]:
    """The processes that draw for a build, once they are there and say nothing.

    The first of its children looks for what is hidden; it may have ended, and waits to be asked.
    """
    while build.poll() is None:
        children = Path(f"/proc/{build.pid}/task/{build.pid}/children").read_text("ascii").split()
        living = [child for child in children if alive(int(child))]
        if len(children) > 1 and living and all(outlet(child) == os.devnull for child in living):
            return [int(child) for child in living]
        time.sleep(0.01)
    raise AssertionError("生成结束了，没有见到绘图进程")


def outlet(process: str) -> str:
    """What a process writes to, or nothing where it is gone."""
    try:
        return str(Path(f"/proc/{process}/fd/1").readlink())
    except OSError:
        return ""


def gone(workers: list[int]) -> bool:
    """Whether they end; a process that lives on keeps us here until the test is given up."""
    for _ in range(3000):
        if not any(alive(worker) for worker in workers):
            return True
        time.sleep(0.01)
    return False


def alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


# input that nobody can read


@POSIX
@pytest.mark.parametrize("place", ["catalogues/powers", "catalogues/民政", "content"])
def test_a_name_in_another_encoding_is_named(place: str, county: Path, capsys: Printed) -> None:
    folder = county / place
    folder.mkdir(exist_ok=True)
    name = os.fsencode(folder) + b"/" + "低保".encode("gbk") + b".yaml"
    try:
        with open(name, "wb"):  # noqa: PTH123  a path of bytes
            pass
    except OSError as error:
        pytest.skip(f"这个磁盘不收这样的文件名：{error}")
    assert run("check", county, "--as-of", AS_OF) == 1
    assert rf"{place}/\xb5\xcd\xb1\xa3.yaml:1:1: D06" in capsys.readouterr().out


@POSIX
@pytest.mark.parametrize("folder", ["catalogues/powers", "content", "catalogues"])
def test_an_unreadable_folder_is_named_and_left_out_of_nothing(folder: str, capsys: Printed) -> None:
    with somewhere() as place:
        county = lay_out_case("", place)
        (county / folder).chmod(0o000)
        with ordinary_user():
            status = run("check", county, "--as-of", AS_OF)
    assert status == 1
    assert f"{folder}:1:1: D04 这个文件夹打不开：没有权限" in capsys.readouterr().out


@POSIX
def test_an_unreadable_folder_of_laws_is_named(capsys: Printed) -> None:
    with somewhere() as place:
        county, closed = lay_out_case("", place), place / "laws" / "条例"
        closed.mkdir(parents=True)
        (place / "laws" / "一法(2020-01-01).md").write_text("# 一法\n\n第一条 甲。\n", "utf-8")
        closed.chmod(0o000)
        with ordinary_user():
            status = run("check", county, "--laws", place / "laws", "--as-of", AS_OF)
    assert status == 1
    assert f"{closed}:1:1: D05 打不开：没有权限" in capsys.readouterr().out


@contextmanager
def somewhere() -> Iterator[Path]:
    """A folder that an ordinary user may look into."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        yield Path(place)


def test_a_file_in_the_folder_one_stands_in_is_no_module(tmp_path: Path) -> None:
    county = county_in(tmp_path)
    for name in ("inspect", "json", "yaml", "argparse", "typing", "jinja2", "pelican", "blinker"):
        (county / f"{name}.py").write_text("raise SystemExit('冒充的模块')\n", "utf-8")
    done = checkout().run("build", "--as-of", DAY, folder=county)
    assert (done.returncode, "冒充" in done.stdout + done.stderr) == (0, False)


JUNK = (
    ("check", "{file}"), ("check", "{nowhere}"), ("schema", "{file}"), ("schema", "{nowhere}"),
    ("build", "{county}", "--output", "{file}"),
    ("build", "{county}", "--key", "{file}"), ("build", "{county}", "--key", "{folder}"),
    ("check", "{county}", "--laws", "{file}"), ("check", "{county}", "--laws", "{nowhere}"),
    ("verify", "{file}"), ("verify", "{nowhere}"), ("verify", "{folder}", "--manifest", "{folder}"),
    ("verify", "{folder}", "--manifest", "{file}"), ("verify", "{folder}", "--part", "../.."),
    ("diff", "{file}", "{folder}"), ("diff", "{nowhere}", "{county}"),
    ("rollback", "--output", "{file}"), ("rollback", "--output", "{nowhere}"),
    ("keygen", "{folder}"), ("keygen", "{nowhere}/a"),
    ("led-feed", "{folder}", "--output", "{nowhere}"), ("led-feed", "{folder}", "--key", "{file}"),
    ("led-verify", "{folder}", "--screen", "square", "--public-key", "{file}"),
)  # fmt: skip


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize("words", JUNK, ids=" ".join)
def test_a_command_on_anything_answers(words: tuple[str, ...], tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "file").write_bytes(bytes(range(256)))
    (tmp_path / "folder").mkdir()
    places = {name: str(tmp_path / name) for name in ("file", "folder", "nowhere", "county")}
    given = [word.format(**places) for word in words]
    status = run(*given, *(["--as-of", AS_OF] if words[0] == "build" else []))
    printed = capsys.readouterr()
    assert status in (1, 2)
    assert "没有料到" not in printed.err
    assert spoken_in_chinese(printed.err + printed.out, tmp_path)
    assert not (tmp_path / "nowhere" / "catalogues").exists()


# words


def spoken_in_chinese(text: str, place: Path) -> bool:
    """No English words, but for options, file names and codes."""
    plain = re.sub(rf"{re.escape(str(place))}\S*|disclosure \w+", "", text)
    return not re.search(r"[A-Za-z]+ [a-z]+", plain)


NAMES = (
    r"disclosure(?: [a-z]+)?|DISCLOSURE_KEY|Ed25519|minisign|JSON Schema|catalogues|content"
    r"|county\.yaml|json|text|public|led/square|output"
    r"|check|build|serve|new|schema|rollback|forget|verify|diff|keygen|province|self-audit|export|import|cms|sqlite|publish|kiosk-update|print|led-feed|led-verify"
    r"|Excel|Word|PDF|ZIP|SQLite|SQL|Datasette|tcp://|docs/scale\.md"
)


@pytest.mark.parametrize(
    "words",
    [
        [], ["bogus"], ["check", "--as-of"], ["check", "--format", "xml"], ["check", "--nope"], ["new"],
        ["check", "--dry-run=3"], ["serve", "--port", "x"], ["serve", "--port", "65536"], ["diff", "a"],
        ["build", "--a", "x"], ["check", "--as-of", "9999-12-31"], ["check", "--as-of", "0001-01-01"],
        ["check", "--as-of", "20260310"], ["build", "--dry-run=1"], ["-h"], ["build", "-h"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_the_command_line_speaks_chinese(words: list[str], capsys: Printed) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    told = capsys.readouterr()
    assert ended.value.code == (0 if "-h" in words else 2)
    left = re.sub(rf"--?[a-z-]+|'[a-z]+'|{NAMES}|“[^”]*”", "", told.err + told.out)
    assert not re.search(r"[A-Za-z]{3,}", left), left


def test_every_system_error_we_name_has_chinese_words() -> None:
    for number in os_errors._WORDS:  # noqa: SLF001
        assert re.fullmatch(r"[一-鿿，、]+", os_errors.reason(OSError(number, "English")))
    assert os_errors.said(OSError(9999, "English", "文件")) == "文件：系统错误 9999"


# whose day it is


class Frozen(datetime):
    """An hour past midnight in the county, when it is still yesterday in Greenwich."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Frozen:
        moment = cls(2026, 11, 22, 17, 0, tzinfo=UTC)
        return moment.astimezone(tz) if tz else moment.replace(tzinfo=None)


@pytest.fixture(params=["UTC", "America/Los_Angeles", "Asia/Shanghai"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    if hasattr(time, "tzset"):
        time.tzset()
    yield
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.mark.usefixtures("zone")
def test_today_is_the_countys_day(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "datetime", Frozen)
    notice = county / "content" / "TZ-2026-001.md"
    notice.write_text(re.sub("发布日期: .*", "发布日期: 2026-11-23", notice.read_text("utf-8")), "utf-8")
    site, problems = load.load_county(county)
    assert [str(problem) for problem in problems if problem.is_error] == []
    assert site
    assert site.as_of == date(2026, 11, 23)
