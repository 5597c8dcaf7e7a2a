"""Decisions with one planted fault each: the golden cases that change one sound decision.

Enters: the cases below ``decision/`` that stand on a sound decision.  Leaves: one county with all of
them, in which each fault must be named in its own file, and nothing else anywhere.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from cases import SOUND, Case, case, case_names, changed, lay_over

SOUND_DECISIONS = "decision/sound/"
COUNTY = "catalogues/county.yaml"
CODE = re.compile(r"(编码: |同步公开: )(\w+)")

BASES = tuple(name for name in case_names() if name.startswith(SOUND_DECISIONS))
STANDING = tuple(one for one in map(case, case_names()) if one.base.startswith(SOUND_DECISIONS))
ALONE = tuple(
    one
    for one in STANDING
    if "规则程度" not in one.changes.get(COUNTY, "")
    and not any("/procedures/" in path for path in one.changes)  # which other decisions follow too
    and not any("/ledgers/" in path for path in one.files)  # which say when another was put up
)
FAULTS = tuple(one for one in ALONE if one.codes)
EDGES = tuple(one for one in ALONE if not one.codes)  # at the very edge of the law, and in order


def file_of(one: Case) -> str:
    """The path of the decision that a case speaks of."""
    (path,) = (path for path in case(one.base or one.name).files if "/decisions/" in path)
    return path


def text_of(one: Case) -> str:
    """The decision as the case has it."""
    path = file_of(one)
    text = case(one.base or one.name).files[path]
    assert isinstance(text, str)
    return changed(text, one.changes[path]) if path in one.changes else text


def short(one: Case) -> str:
    """A name that serves as a file name."""
    return one.name.replace("/", "-")


def folder_of_faults(folder: Path) -> Path:
    """The sound county with every faulty decision, each in its own file and under its own codes."""
    county = folder / "county"
    shutil.copytree(SOUND, county)
    for base in BASES:
        lay_over(base, county)
        (county / file_of(case(base))).unlink()
    for number, one in enumerate((*FAULTS, *EDGES)):
        text = CODE.sub(rf"\g<1>F{number:02}-\2", text_of(one))
        write(county / "catalogues" / "decisions" / f"{short(one)}.yaml", text)
    place = county / COUNTY
    for change in dict.fromkeys(one.changes[COUNTY] for one in ALONE if COUNTY in one.changes):
        write(place, changed(place.read_text(encoding="utf-8"), change))
    return county


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
