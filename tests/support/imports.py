"""An import as the command does it, in this process: bytes in, records of the catalogue out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from disclosure.basics.problem import Problem
from disclosure.county.lookups.registered import registered
from disclosure.county.read import Records, SourceFile, read
from disclosure.schema.derived.new_county import Beginning
from disclosure.tables import trees
from disclosure.tables.merged.plan import Answers, MergePlan
from disclosure.tables.merged.texts import Written, written
from disclosure.tables.sheets_read import Asked, Understood, understand
from disclosure.tables.sourced import Catalogue, catalogue
from disclosure.tables.sources import read as read_grids

UNIT = """编码: MZJ
名称: 梯田县民政局
简称: 民政局
层级: 县直部门
公开范围: 向社会公开
载体: [县政府门户网站]
岗位:
  - {代码: MZJ-01, 名称: 局长, 职务: 主要领导}
"""
SAME = {"主体": "MZJ", "公开范围": "向社会公开", "载体": "县政府门户网站"}
"""What lists of one office leave out."""


def county(more: Mapping[str, str] | None = None) -> list[SourceFile]:
    """A county that has just begun, with one office."""
    texts = {**Beginning("梯田县", "990122").files(), "catalogues/units/MZJ.yaml": UNIT, **(more or {})}
    return [SourceFile(path, text.encode()) for path, text in texts.items()]


@cache
def remembered(function: Callable[[SourceFile], object], file: SourceFile) -> object:
    """What is read of a file, read once for all tests of a process."""
    return function(file)


@cache
def held_in(files: tuple[SourceFile, ...]) -> Catalogue:
    """The trees of some files, read once for all tests of a process."""
    return catalogue(files)


def records(files: Iterable[SourceFile]) -> tuple[Records, list[Problem]]:
    return read(files, remembered)


@dataclass(frozen=True)
class Done:
    """What came of an import."""

    files: list[SourceFile]
    understood: Understood
    plan: MergePlan

    @property
    def records(self) -> dict[str, Any]:
        """Records that are new or changed, without places, by their codes."""
        return {c.code: trees.plain(c.new) for c in self.plan.changes if c.new is not None}

    @property
    def problems(self) -> list[str]:
        """Everything wrong, as it is printed."""
        return [str(problem) for problem in (*self.understood.problems, *self.plan.problems)]

    @property
    def left(self) -> list[tuple[int, str]]:
        """Rows that were not taken."""
        return [(left.number, left.why) for sheet in self.understood.sheets for left in sheet.left]

    @property
    def columns(self) -> dict[str, str]:
        """Fields by the heads of the first sheet."""
        matches = self.understood.sheets[0].reading.matches
        return {match.head: match.target.told if match.target else "" for match in matches}

    @property
    def written(self) -> Written:
        return written(held_in(tuple(self.files)), self.plan)

    def after(self) -> list[SourceFile]:
        """The county's files as they will be."""
        return self.written.over(self.files)


def imported(
    files: Mapping[str, bytes], into: list[SourceFile] | None = None, asked: Asked | None = None,
    answers: Answers | None = None,
) -> Done:  # fmt: skip
    """Put some files into a county, by default one that has just begun, with what ``SAME`` says."""
    sources = county() if into is None else into
    grids = [grid for name, data in files.items() for grid in read_grids(name, data)]
    known = registered(records(sources)[0])
    held = held_in(tuple(sources))
    understood = understand(grids, held, known, asked or Asked(SAME))
    return Done(sources, understood, understood.plan(held, answers or Answers()))
