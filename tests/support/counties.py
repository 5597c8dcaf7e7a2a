"""Counties for tests: the small sound county, a case laid over it, and what the program reads there."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from cases import CASES, ROOT, SOUND, case_names, lay_out_case

from disclosure.app.load import load_county
from disclosure.basics.problem import Problem
from disclosure.county.site import Site

__all__ = ["AS_OF", "CASES", "ROOT", "SOUND", "case_names", "lay_out_case", "load", "sample"]
AS_OF = date(2026, 11, 22)


@cache
def sample() -> Site:
    """The sample county as its own offices see it, read once for all tests of a process."""
    site, problems = load(ROOT)
    assert site, problems
    return site


def load(county: Path) -> tuple[Site | None, list[Problem]]:
    """The county as the program reads it."""
    return load_county(county, AS_OF)
