"""Node packages for the bench: installed on demand, by lock file and without scripts.

Enters: a folder with package.json and package-lock.json.  Leaves: a folder with node_modules, below
``.cache/bench``.
"""

from __future__ import annotations

import functools
import shutil
import subprocess
from pathlib import Path

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "bench"
_QUIET = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1")


class Missing(Exception):
    """What a tool needs is not on this machine; the message says what."""


def program(name: str) -> str:
    """Where a program is.  Raises ``Missing``."""
    found = shutil.which(name)
    if found is None:
        raise Missing(f"没有 {name}")
    return found


@functools.cache
def installed(locked: Path, into: Path) -> Path:
    """The locked packages, installed where they are not there yet.  Raises ``Missing``."""
    into.mkdir(parents=True, exist_ok=True)
    lock, here = (locked / "package-lock.json").read_text("utf-8"), into / "package-lock.json"
    if (into / "node_modules").exists() and here.exists() and here.read_text("utf-8") == lock:
        return into
    npm = program("npm")
    shutil.copyfile(locked / "package.json", into / "package.json")
    here.write_text(lock, "utf-8")
    done = subprocess.run([npm, "ci", *_QUIET], cwd=into, capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(into / "node_modules", ignore_errors=True)
        raise Missing(f"npm 装不上：{' '.join(done.stderr.split())[:160]}")
    return into
