"""The program as others start it: a process of its own, in any folder, with the checkout or without."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from cases import ROOT, lay_out_case

DAY = "2026-11-22"
PLACE = "放 县 的 地方"
"""A folder as a clerk would name it."""
LISTENING = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from disclosure.__main__ import run; run()"
)
"""Whoever starts the tests in the background has every child ignore Ctrl+C."""
_IN_TURN = """
import io, json, sys
from contextlib import redirect_stdout
from disclosure.__main__ import main
said = []
for words in json.loads(sys.argv[1]):
    with redirect_stdout(io.StringIO()) as printed:
        ended = main(words)
    said.append((ended, printed.getvalue()))
json.dump(said, sys.stdout)
"""


@dataclass(frozen=True)
class Program:
    """``words`` start it; ``path`` is where Python finds it."""

    words: tuple[str, ...]
    path: str

    def run(self, *arguments: object, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
        """One command, run in ``folder``."""
        return subprocess.run(
            [*self.words, *map(str, arguments)], cwd=folder, env={**environment(self.path), **more},
            capture_output=True, encoding="utf-8", errors="backslashreplace",
            stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip


def in_turn(
    python: tuple[str, ...], path: str, folder: Path, *commands: tuple[str, ...]
) -> list[tuple[int, str]]:
    """What each command ends with and prints, in one process: to start one costs more."""
    done = subprocess.run(
        [*python, "-c", _IN_TURN, json.dumps(commands)], cwd=folder, env=environment(path),
        capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [(ended, printed) for ended, printed in json.loads(done.stdout)]


def environment(path: str) -> dict[str, str]:
    """This one's, but for what says where Python looks."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return {**inherited, "PYTHONPATH": path}


def checkout() -> Program:
    """As the README starts it: ``python -m disclosure``."""
    return Program((sys.executable, "-m", "disclosure"), str(ROOT / "plugins"))


def installed(target: Path) -> Program:
    """As installed into ``target``; without ``site``, nothing leads to the checkout."""
    packages = sysconfig.get_path("purelib")
    script = target / "bin" / "disclosure"
    return Program((sys.executable, "-S", "-P", str(script)), os.pathsep.join((str(target), packages)))


def county_in(folder: Path) -> Path:
    """The small sound county in a folder of its own, away from the checkout."""
    (folder / PLACE).mkdir(parents=True)
    return lay_out_case("", folder / PLACE)


def tree(folder: Path) -> set[str]:
    """Every path below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
