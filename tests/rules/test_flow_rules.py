"""Every check on flows is known by its code, has a golden case, and finds nothing in a sound flow."""

from __future__ import annotations

from counties import CASES, ROOT

from disclosure.app.commands import codes
from disclosure.basics.problem import Severity

CODES = [code for code in codes() if code.id.startswith("F")]


def test_every_check_has_a_golden_case_and_a_line_in_the_documents() -> None:
    answers = "\n".join(path.read_text("utf-8") for path in CASES.glob("*/problems.txt"))
    documents = (ROOT / "docs" / "problems.md").read_text("utf-8")
    assert len(CODES) > 50
    assert [code.id for code in CODES if f" {code.id} " not in answers] == []
    assert [code.id for code in CODES if f"| {code.id} |" not in documents] == []


def test_reminders_stop_nothing() -> None:
    answers = {path.parent.name: path.read_text("utf-8") for path in CASES.glob("*/problems.txt")}
    for code in CODES:
        cases = [name for name, answer in answers.items() if f" {code.id} " in answer]
        if code.severity is Severity.REMINDER:
            assert any(name.startswith("reminder-") for name in cases), code.id
        else:
            assert not any(name.startswith("reminder-") for name in cases), code.id
