"""What the documents tell people to type is typed here, in a copy of the sample county, line by line.

A document marks what a reader does between the lines in comments that no reader sees:
``<!-- 试 写 FILE -->`` before a block: it is the file; ``接``: its end; ``换 FILE OLD NEW``: an edit
(␣ stands for a space); ``答 WORDS``: what ``check`` must say now; ``定时``: a line of cron; ``换三行``:
the edit that the text describes; ``不运行 REASON`` before a block: it cannot run here, and why.
A block of text behind a command is what ``check`` must print, where … stands for anything.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import bootstrap
import pytest
from cases import ROOT, lay_out_case
from outside import checkout, county_in, environment

from disclosure.__main__ import main

DAY = "2026-11-28"
DOCUMENTS = (
    "README.md", "docs/tutorial.md", "docs/ledgers.md", "docs/install.md", "docs/scale.md",
    "docs/elements.md", "docs/led.md",
)  # fmt: skip
_PIECE = re.compile(
    r"^ *<!-- 试 (?P<mark>.+?) -->$|^ *```(?P<language>\w*)\n(?P<block>.*?)^ *```$",
    re.MULTILINE | re.DOTALL,
)
PLAIN = re.compile(r"(?:\S+/)?disclosure [^&|;<>$`]+")
"""A line that needs no shell; what goes on in a process of its own is tried by test_from_outside."""
REJECTED = """        证件是假的:
          - 步骤: 书面告知理由|和救济途径
            岗位: 社会救助股经办员
            去向: 终止 不予查询
"""
ENDED = "        证件是假的: 终止 不予查询\n"
"""The three lines that the tutorial has its reader replace, below their condition."""


@dataclass(frozen=True)
class Piece:
    """A marked action, or a block with what stands in the mark before it."""

    mark: str
    language: str = ""
    block: str = ""


def pieces(document: str) -> Iterator[Piece]:
    """What a document has its reader do, in order."""
    waiting = ""
    for found in _PIECE.finditer((ROOT / document).read_text("utf-8")):
        if found["mark"] is None:
            yield Piece(waiting, found["language"], without_margin(found["block"]))
            waiting = ""
        elif found["mark"].split()[0] in ("换", "答"):
            yield Piece(found["mark"])
        else:
            waiting = found["mark"]


def without_margin(block: str) -> str:
    margin = min((len(line) - len(line.lstrip()) for line in block.splitlines() if line), default=0)
    return "".join(f"{line[margin:]}\n" for line in block.splitlines())


@dataclass
class Reader:
    """Somebody who does what a document says, in ``folder``."""

    folder: Path
    done: list[str] = field(default_factory=list)

    def follow(self, piece: Piece) -> None:
        verb, _, rest = piece.mark.partition(" ")
        if verb == "不运行":
            assert len(rest) > 5, "要说明为什么不运行"
            return
        self.done.append(verb or piece.language)
        if verb in ("写", "接"):
            self.write(rest, piece.block, "a" if verb == "接" else "w")
        elif verb == "换":
            path, old, new = rest.split()
            self.edit(path, old.replace("␣", " "), new.replace("␣", " "))
        elif verb == "答":
            assert rest in self.checked()
        elif verb == "换三行":
            self.edit("catalogues/powers/MZJ/MZ-FW-090.yaml", REJECTED, ENDED)
            self.hear(piece.block)
            self.edit("catalogues/powers/MZJ/MZ-FW-090.yaml", ENDED, REJECTED)
        elif piece.language == "text":
            self.hear(piece.block)
        else:
            self.type_all(piece.block, cron=verb == "定时")

    def write(self, path: str, text: str, how: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        with (self.folder / path).open(how, encoding="utf-8") as file:
            file.write(text)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace what stands at the beginning of one line."""
        text = (self.folder / path).read_text("utf-8")
        assert text.count(f"\n{old}") == 1, (path, old)
        (self.folder / path).write_text(text.replace(f"\n{old}", f"\n{new}"), "utf-8")

    def hear(self, text: str) -> None:
        """Every line that the document shows is what ``check`` prints."""
        printed = self.checked()
        for line in text.splitlines():
            shown = ".*".join(map(re.escape, line.split("…")))
            assert re.search(f"^{shown}", printed, re.MULTILINE), f"{line}\n——\n{printed}"

    def checked(self) -> str:
        """What ``check`` prints."""
        return self.ran(["check", str(self.folder), "--as-of", DAY])[1]

    def ran(self, words: list[str]) -> tuple[int, str]:
        """The program, here: a process of its own for each would say the same."""
        with StringIO() as printed, redirect_stdout(printed), redirect_stderr(printed):
            return main(words), printed.getvalue()

    def type_all(self, block: str, *, cron: bool) -> None:
        lines = [line.partition("  #")[0].strip() for line in block.splitlines()]
        for line in filter(None, lines):
            # ``check`` may be typed to see it complain; what it then says is held to the next block
            self.type(
                line.split(maxsplit=5)[5] if cron else line, None if line == "disclosure check" else 0
            )

    def type(self, line: str, status: int | None) -> None:
        here = str(self.folder)
        for named in ("/path/to", "/srv"):
            line = line.replace(f"{named}/liangquan", here).replace(named, here)
        ended, printed = self.plain(line) if PLAIN.fullmatch(line) else self.shell(line)
        assert status is None or ended == status, f"{line}\n{printed}"
        assert "Traceback" not in printed

    def plain(self, line: str) -> tuple[int, str]:
        """The command alone, in the reader's folder."""
        verb, *rest = shlex.split(line)[1:]
        with chdir(self.folder):
            return self.ran([verb, *(("--as-of", DAY) if verb in ("check", "build") else ()), *rest])

    def shell(self, line: str) -> tuple[int, str]:
        bin_folder = str(self.folder / ".venv" / "bin")
        found = {**environment(checkout().path), "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(
            ["sh", "-c", line], cwd=self.folder, env=found, encoding="utf-8", check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return done.returncode, done.stdout


def settled(folder: Path) -> Reader:
    """The command as the set-up writes it, but for the day: the documents were written on one."""
    command = folder / ".venv" / "bin" / "disclosure"
    command.parent.mkdir(parents=True)
    (command.parent / "python").symlink_to(sys.executable)
    on_the_day = f'case "$1" in check|build) c=$1; shift; set -- "$c" --as-of {DAY} "$@";; esac\n'
    text = bootstrap.COMMAND_TEXT.replace("\n", f"\n{on_the_day}", 1)
    command.write_text(text.replace('"$(dirname "$0")/python"', f'"{sys.executable}"'), "utf-8")
    command.chmod(0o755)
    return Reader(folder)


SPOKEN_OF = {
    "catalogues": {"county.yaml", "privacy.yaml", "units", "powers", "screens"},
    "catalogues/units": {"MZJ.yaml", "XW.yaml", "XZF.yaml"},
    "catalogues/powers": {"MZJ"},
    "catalogues/powers/MZJ": {"MZ-JF-001.yaml"},
    "content": set[str](),
}
"""What stays of the sample county: the power that is spoken of, whoever it names, and the county."""


def of_others(folder: str, names: list[str]) -> set[str]:
    return {*names} - SPOKEN_OF.get(Path(folder).relative_to(ROOT).as_posix(), {*names})


@pytest.fixture
def sample_copy(tmp_path: Path) -> Reader:
    """What the documents speak of in the sample county, in a folder named as a clerk would name it."""
    folder = tmp_path / "权力 公开"
    for name in ("catalogues", "content"):
        shutil.copytree(ROOT / name, folder / name, ignore=of_others)
    return settled(folder)


DONE = {"README.md": ("换", "答", "text"), "docs/tutorial.md": ("写", "接", "sh", "text", "换三行")}


@pytest.mark.parametrize("document", DONE)
def test_a_reader_gets_what_the_document_says(document: str, sample_copy: Reader) -> None:
    for piece in pieces(document):
        sample_copy.follow(piece)
    assert set(DONE[document]) <= set(sample_copy.done)
    if document == "docs/tutorial.md":
        assert (sample_copy.folder / "output/public/notices/TZ-2026-090.html").is_file()


def test_the_installation_runs_as_written(tmp_path: Path) -> None:
    reader = settled(lay_out_case("", tmp_path).parent)
    for piece in pieces("docs/install.md"):
        reader.follow(piece)
    assert reader.done == ["", "定时", "sh"]
    assert (reader.folder / "out" / "public" / "index.html").is_file()


def test_the_commands_for_many_counties_run_as_written(tmp_path: Path) -> None:
    reader = settled(lay_out_case("", tmp_path))
    for piece in pieces("docs/scale.md"):
        reader.follow(piece)
    assert (reader.folder / "output" / "public" / "index.html").is_file()


def test_every_command_of_the_readme_runs(tmp_path: Path) -> None:
    reader = settled(county_in(tmp_path))
    named = {
        "文件夹": "output",
        "旧": "output/previous",
        "新": "output",
        "文件": "钥匙",
        "文件.pub": "钥匙.pub",
    }
    rows = re.findall(
        r"^\| `(disclosure [^`]+)` \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
    )
    reader.type("disclosure build --as-of 2026-11-22", 0)
    reader.type("mkdir 各县 && cp -a output 各县/titian", 0)
    for row in rows:
        words = [named.get(word, word) for word in row.split()]
        if words[1] != "serve":  # it runs until somebody stops it: tests/app/test_serve.py
            reader.type(" ".join(words), 0)
    assert {row.split()[1] for row in rows} == {
        "check", "build", "serve", "rollback", "verify", "diff", "keygen", "new", "schema", "province",
        "export", "import", "self-audit", "cms", "sqlite", "print", "publish", "kiosk-update",
        "led-feed", "led-verify", "forget",
    }  # fmt: skip


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_block_is_tried_or_says_why_not(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    blocks = [piece for piece in pieces(document) if piece.block]
    assert len(blocks) == len(re.findall(r"^ *```", text, re.MULTILINE)) // 2
    for piece in blocks:
        assert piece.mark or piece.language in ("sh", "text") or "disclosure" in piece.block, piece.block
