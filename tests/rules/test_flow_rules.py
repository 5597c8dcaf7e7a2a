"""Every check on flows is known by its code, has a golden case, and finds nothing in a sound flow."""

from __future__ import annotations

from cases import ROOT, case, case_names

from disclosure.app.commands import codes
from disclosure.basics.problem import Severity

CODES = [code for code in codes() if code.id.startswith("F")]


def test_every_check_has_a_golden_case_and_a_line_in_the_documents() -> None:
    answers = "\n".join(case(name).answer for name in case_names())
    documents = (ROOT / "docs" / "problems.md").read_text("utf-8")
    assert len(CODES) > 50
    assert [code.id for code in CODES if f" {code.id} " not in answers] == []
    assert [code.id for code in CODES if f"| {code.id} |" not in documents] == []


def test_reminders_stop_nothing() -> None:
    every = [case(name) for name in case_names()]
    for code in CODES:
        harmless = [one.name for one in every if one.harmless and code.id in one.codes]
        assert bool(harmless) == (code.severity is Severity.REMINDER), (code.id, harmless)
