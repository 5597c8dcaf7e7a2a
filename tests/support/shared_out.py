"""How the suite is shared out among test processes, so that all end together and nothing is made twice.

Enters: what xdist knows: names of tests, processors.  Leaves: who runs what after what.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

from xdist.scheduler import LoadFileScheduling

ROOT = Path(__file__).parent.parent.parent

LONG = (
    "test_kinds_of_pages.py", "test_pages.py", "test_from_outside.py",
    "test_setup.py", "test_cluster.py", "test_audience_separation.py", "test_touch_pages.py",
    "test_kept_pages.py", "test_browser.py", "test_memory.py", "test_cases.py",
    "test_round_trip.py", "test_documents_run.py", "test_touch.py", "test_trust_harnesses.py",
    "test_serve.py", "test_fails_closed.py", "test_bench.py", "test_active.py", "test_real_data.py",
    "test_accessible.py", "test_answers_first.py", "test_compare_and_verify.py", "test_forms.py",
    "test_adding_a_rule.py", "test_personal_numbers.py", "test_county_graphs.py", "test_mounted.py",
    "test_command_line.py", "test_registry.py", "test_sieve.py", "test_kept_records.py",
    "test_kept_verdicts.py", "test_pdf.py", "test_import_command.py", "test_withdrawals.py",
    "test_charts.py", "test_drawings.py", "test_many_rows.py", "test_growth.py", "test_linear.py",
    "test_province.py", "test_golden.py",
)  # fmt: skip
"""Files whose tests take long, the longest first."""

_EDITIONS = re.compile(r"^from edition_counties import\b[^)\n]*(?:\n[^)]*)?\bbuilt\b", re.MULTILINE)
"""Says that a file looks at the editions of the sample county: a process makes them in seconds."""

_ROOM = 2 * 2**30
"""Bytes that a test process needs with its browser."""


def rank(path: Path) -> int:
    """Long files come first, so that no process waits for another at the end."""
    return LONG.index(path.name) if path.name in LONG else len(LONG)


def processes(processors: int) -> int:
    """One more than processors, where there is room: one always waits for a disk or a browser."""
    if not hasattr(os, "sysconf"):
        return processors
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return processors + 1 if memory > (processors + 1) * _ROOM else processors


def turned(process: int, of: int) -> list[str]:
    """All folders and files of tests, from another place on for each process."""
    tests = ROOT / "tests"
    below = sorted({path.parent for path in tests.rglob("test_*.py")} - {tests})
    below += sorted(tests.glob("test_*.py"))
    start = process * len(below) // of
    return [str(path) for path in (*below[start:], *below[:start])]


class SharedOut(LoadFileScheduling):
    """A file stays in one process, and all that look at the editions of the sample in the same one."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return "editions of the sample" if _looks_at_editions(ROOT / file) else file


@cache
def _looks_at_editions(file: Path) -> bool:
    return bool(_EDITIONS.search(file.read_text("utf-8")))
