"""Files of which nothing is known: empty ones, and sheets whose ledger cannot be read.

Enters: paths, grids, problems.  Leaves: problems that say what is really amiss.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from ....basics.problem import Code, Problem
from ....schema.catalogue import SHELF_OF
from ....schema.records.ledgers.ledger import Ledger
from ....tables.grid import FilePlace, SheetGrid
from ....tables.sheets_read import UNKNOWN_TABLE
from .word_notices import WordDrafts

EMPTY = Code("T41", "文件里没有内容", "请看是不是另一个文件，或者填好、保存以后再导入")


def empty(
    paths: Sequence[Path], grids: Sequence[SheetGrid], told: Sequence[Problem], notices: WordDrafts
) -> Iterator[Problem]:
    """A problem for each file in which no table stands and of which nothing else was said."""
    known = {grid.file for grid in grids} | {problem.place.path for problem in told} | {*notices.files}
    for name in dict.fromkeys(path.name for path in paths):
        if name not in known:
            yield Problem(FilePlace(name), EMPTY, "每一张表都是空的，或者一张表也没有")


def rather(problems: Sequence[Problem], faults: Collection[Problem]) -> Sequence[Problem]:
    """Of a sheet that no ledger claims while one cannot be read, what is wrong with that ledger."""
    folder = f"catalogues/{SHELF_OF[Ledger].folder}/"
    broken = [fault for fault in faults if fault.is_error and fault.place.path.startswith(folder)]
    strange = [problem for problem in problems if problem.code is UNKNOWN_TABLE]
    if not (broken and strange):
        return problems
    return [*broken, *(problem for problem in problems if problem.code is not UNKNOWN_TABLE)]
