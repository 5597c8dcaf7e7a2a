"""Counties for tests: the small sound county, a case laid over it, and what the program reads there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cases import CASES, ROOT, SOUND, case_names, lay_out_case

from disclosure.app.load import load_county
from disclosure.basics.problem import Problem
from disclosure.county.site import Site

__all__ = ["AS_OF", "CASES", "ROOT", "SOUND", "case_names", "lay_out_case", "load"]
AS_OF = date(2026, 11, 22)


def load(county: Path) -> tuple[Site | None, list[Problem]]:
    """The county as the program reads it."""
    return load_county(county, AS_OF)
