"""Counties for tests: the small sound county, a case laid over it, and real data as a county."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from disclosure.app.load import load_county
from disclosure.basics.problem import Problem
from disclosure.county.site import Site

ROOT = Path(__file__).parent.parent.parent
CASES = ROOT / "tests" / "cases"
SOUND = CASES / "_county"
AS_OF = date(2026, 11, 22)


def case_names() -> list[str]:
    """Every golden case; ``_county`` is the sound county that the cases are laid over."""
    return sorted(path.name for path in CASES.iterdir() if not path.name.startswith("_"))


def lay_out_case(name: str, folder: Path) -> Path:
    """The sound county with the files of a case on top, in ``folder``."""
    county = folder / "county"
    shutil.copytree(SOUND, county)
    if name:
        shutil.copytree(CASES / name / "in", county, symlinks=True, dirs_exist_ok=True)
    return county


def load(county: Path) -> tuple[Site | None, list[Problem]]:
    """The county as the program reads it."""
    return load_county(county, AS_OF)
