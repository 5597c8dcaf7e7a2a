"""Rules on flows: what they say of themselves holds in the golden cases."""

from __future__ import annotations

from cases import case, case_names

from disclosure.app.commands import codes
from disclosure.basics.problem import Severity

CODES = [code for code in codes() if code.id.startswith("F")]


def test_reminders_stop_nothing() -> None:
    every = [case(name) for name in case_names()]
    assert len(CODES) > 50
    for code in CODES:
        harmless = [one.name for one in every if one.harmless and code.id in one.codes]
        assert bool(harmless) == (code.severity is Severity.REMINDER), (code.id, harmless)
