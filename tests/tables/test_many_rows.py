"""Lists of thousands of rows: as many more rows are as much more work, whichever way they go.

Calls are counted, not seconds; docs/tables.md says what 4,000 rows take, tests/bench/rows.py times them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from calls import calls_in
from imports import held_in, imported, remembered
from office_files import xlsx
from test_directories import CHECKED, EACH, WHOLE, directory
from test_round_trip import POWERS, exported

from disclosure.county.read import SourceFile
from disclosure.tables.sheets_read import Asked

HEADS = ["权力类型", "项目编码", "项目名称", "子项", "实施依据", "承诺期限", "责任事项"]
FEW, SOME = 10, 15
"""Rows to begin with; the more, the smaller a growth is seen: with ``--whole`` some."""


def listed(count: int, prefix: str = "MZ") -> bytes:
    """So many powers, each with a subitem, a basis and two stages."""
    stages = "1.受理责任：公示材料。\n2.审查责任：核查。"
    rows = [
        [
            "行政许可",
            f"{prefix}-{n}",
            f"事项{n}",
            f"子项{n}",
            "《殡葬管理条例》第八条",
            "20个工作日",
            stages,
        ]
        for n in range(count)
    ]
    return xlsx({"目录": [HEADS, *rows]})


def matters(count: int, told: str = "电话") -> list[list[object]]:
    return [[n, "综合业务", f"事项{n}", told, *CHECKED[4:]] for n in range(count)]


@cache
def taken_in(count: int) -> list[SourceFile]:
    """A county that took in so many; nothing changes it."""
    return imported({"清单.xlsx": listed(count)}).after()


@cache
def gone_out(count: int) -> bytes:
    return exported(taken_in(count), POWERS)


def into_nothing(count: int) -> Callable[[], object]:
    data = listed(count)
    return lambda: len(imported({"清单.xlsx": data}).written.texts) == 1


def out(count: int) -> Callable[[], object]:
    files = taken_in(count)
    return lambda: exported(files, POWERS)


def back(count: int) -> Callable[[], object]:
    files, data = taken_in(count), gone_out(count)
    return lambda: not imported({"职权.xlsx": data}, files, Asked()).plan.changes


def with_other_codes(count: int) -> Callable[[], object]:
    files, data = taken_in(count), listed(count, "GA")
    return lambda: len(imported({"清单.xlsx": data}, files).plan.recoded) == count


def a_directory_with_other_words(count: int) -> Callable[[], object]:
    few = count // 4 + 1  # one catalogue of a thousand matters is a large one
    files = directory(*matters(few)).after()
    return lambda: directory(*matters(few, "地址"), into=files, said=WHOLE | EACH).plan.changes


WAYS = (into_nothing, out, back, with_other_codes, a_directory_with_other_words)


def calls_of_one_who_remembers_nothing(work: Callable[[], object]) -> int:
    remembered.cache_clear()
    held_in.cache_clear()
    return calls_in(work)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_work_grows_no_faster_than_the_rows(
    way: Callable[[int], Callable[[], object]], *, whole: bool
) -> None:
    rows = SOME if whole else FEW
    once, twice, four_times = (way(count) for count in (rows, 2 * rows, 4 * rows))
    assert once()  # nothing is read for the first time below
    base, more, most = map(calls_of_one_who_remembers_nothing, (once, twice, four_times))
    assert most - more < 2.05 * (more - base)
