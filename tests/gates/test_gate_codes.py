"""What each gate calls the file that it holds back."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure import gates
from disclosure.gates.dead_ends import DeadEnds
from disclosure.gates.links import Links
from disclosure.gates.personal_numbers import PersonalNumbers
from disclosure.gates.requests import Requests


@pytest.mark.parametrize(
    ("gate", "name", "data", "code"),
    [
        (Links(), "public/a.html", b'<a href="b.html">', "C04"),
        (DeadEnds(), "kiosk/a.html", b'<a href="b.svg">', "C15"),
        (DeadEnds(), "kiosk/a.html", b'<a href="b.html" download="b.html">', "C15"),
        (DeadEnds(), "kiosk/a.html", b'<a href="tel:12345">', "C15"),
        (DeadEnds(), "kiosk/a.svg", b"<svg/>", "C15"),
        (Requests(), "public/a.svg", b'<image href="https://example.com/a.png"/>', "C05"),
        (PersonalNumbers(), "public/a.csv", b"a,b\n1,=HYPERLINK(A1)\n", "C09"),
    ],
    ids=["dead-link", "to-a-file", "download", "call", "unseen", "request", "formula"],
)
def test_a_gate_names_what_it_holds_back(
    gate: gates.Gate, name: str, data: bytes, code: str, tmp_path: Path
) -> None:
    path = tmp_path / "held"
    path.write_bytes(data)
    assert [problem.code.id for problem in gates.check({name: path}, [gate])] == [code]
