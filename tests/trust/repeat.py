"""Same in, same out: builds of one county under other circumstances, compared byte for byte.

Enters: a county's folder.  Leaves: by variation, the files that differ from those of a plain
build (none is the promise).  Every build is a process of its own; the clock and the order of
files are changed inside it by ``variation.py``, loaded before the program is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from disclosure.release import manifest

ROOT = Path(__file__).resolve().parent.parent.parent
AS_OF = "2026-11-22"
CLOCKS = ("1999-12-31T23:59:59", "2038-01-20T03:14:08")


@dataclass(frozen=True)
class Variation:
    """What is different about a build; ``below`` is the folder it happens in."""

    below: str = "a"
    environment: Mapping[str, str] = field(default_factory=dict)
    umask: int = 0o022
    leap: int = 0
    """Days by which the files' own times, and nothing else, are moved."""


PLAIN = Variation()
VARIATIONS: Mapping[str, Variation] = {
    "路径": Variation("很深/a b/c'd/路径"),
    "时区": Variation(environment={"TZ": "Pacific/Kiritimati"}),
    "语言": Variation(environment={"LC_ALL": "tr_TR.UTF-8", "LANG": "C", "LANGUAGE": "tr"}),
    "散列种子": Variation(environment={"PYTHONHASHSEED": "4242"}),
    "文件次序": Variation(environment={"TRUST_ORDER": "reversed"}, leap=-9000),
    "umask": Variation(umask=0o077),
    "时钟": Variation(environment={"TRUST_CLOCK": CLOCKS[0]}),
    "将来的时钟": Variation(environment={"TRUST_CLOCK": CLOCKS[1]}, leap=4000),
    "编码": Variation(environment={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "家目录和用户": Variation(environment={"HOME": "/nonexistent", "USER": "nobody", "TERM": "dumb"}),
}


def run(county: Path, names: tuple[str, ...] = tuple(VARIATIONS)) -> dict[str, list[str]]:
    """Differing files by variation.  Raises ``RuntimeError`` where a build fails."""
    with tempfile.TemporaryDirectory() as folder:
        plain = build(county, Path(folder) / "plain", PLAIN)
        return {
            name: differing(plain, build(county, Path(folder) / str(number), VARIATIONS[name]))
            for number, name in enumerate(names)
        }


def differing(one: Path, other: Path) -> list[str]:
    """Files that are not the same bytes under the same name, the manifest among them."""
    before, after = (manifest.digests(manifest.read(folder)) for folder in (one, other))
    names = {name for name, _ in before.items() ^ after.items()}
    if not names and manifest.read(one) != manifest.read(other):
        names = {manifest.MANIFEST}
    return sorted(names)


def build(county: Path, folder: Path, how: Variation) -> Path:
    """The release that a build of a copy of the county makes."""
    place = folder / how.below
    shutil.copytree(county, place / "county", ignore=shutil.ignore_patterns(".*", "output"))
    for path in _all(place):
        os.utime(path, (1e9 + how.leap * 86400,) * 2)
    out = place / "out"
    command = [sys.executable, "-c", _START, "build", str(place / "county"), "--output", str(out)]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(ROOT / "tests" / "trust"), str(ROOT / "plugins"))),
        **how.environment,
    }
    done = subprocess.run(
        [*command, "--as-of", AS_OF],
        env=environment,
        umask=how.umask,
        cwd=place,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"a build failed: {done.stderr.decode(errors='replace')[-2000:]}")
    return (out / "current").resolve()


_START = "import variation; from disclosure.__main__ import run; run()"


def _all(place: Path) -> Iterator[Path]:
    yield from sorted(place.rglob("*"))
