"""Every scanner of a release takes twice as long over twice as much, whatever is written there."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure import gates
from disclosure.gates.leaks import Leaks
from disclosure.gates.pages.links import Links
from disclosure.gates.pages.requests import Requests
from disclosure.gates.personal_numbers import PersonalNumbers
from disclosure.gates.reading.sieve import Sieve

Scanner = Callable[[gates.WrittenFile], object]
HIDDEN = "关于干部调整的内部请示"


def leaks() -> Leaks:
    return Leaks({HIDDEN, "另一件内部的事"})


def with_care(make: Callable[[], gates.Gate]) -> Scanner:
    return lambda file: list(make().look(file))


def in_pieces(make: Callable[[], Leaks | PersonalNumbers]) -> Scanner:
    """As far as it is told that there is nothing to be found, or that there may be something."""

    def scan(file: gates.WrittenFile) -> None:
        gate, parts = make(), Sieve().sieved(file.cut)
        if parts and gate.learn(parts.fresh):
            vars(file)["sieved"] = parts
            list(gate.look(file))

    return scan


SCANNERS: dict[str, Scanner] = {
    "leaks": with_care(leaks),
    "links": with_care(Links),
    "requests": with_care(Requests),
    "numbers": with_care(PersonalNumbers),
    "leaks in pieces": in_pieces(leaks),
    "numbers in pieces": in_pieces(PersonalNumbers),
}
UNITS = (
    "<0.001 ", '<a "', '<a href="', "<a ", "</", "stream\n", "&#", "&#x4e", "\\u00", "\\", "%E5%", "http://",
    "data:", "url(", "1 ", "1-", "139 ", "1.", "62", "姓名", "姓名：", "张、", "（", "关于干部", "关于",
    "一，", "A", "AAAAAAAAAAAAAAAA=", '{"', "[", "'", "\t", "\n", "身份证号", "—", "1\n \n",
)  # fmt: skip
START = 30_000
ENOUGH = 0.01
"""Seconds below which a doubling says nothing: the input grows until it takes that long."""
MOST_BYTES = 100_000
"""What takes no time over so many takes none to speak of over a megabyte: ``make trust`` tries that."""


def spent(scan: Scanner, unit: str, size: int, name: str) -> float:
    """Processor seconds over so many bytes of a unit."""
    file = gates.WrittenFile(name, Path(name))
    vars(file)["data"] = (unit * (size // len(unit.encode()) + 1)).encode()[:size]
    begun = time.process_time()
    try:
        scan(file)
    except UnicodeDecodeError:
        return 0.0  # cut inside of a character: a gate that cannot read says so, and at once
    return time.process_time() - begun


def is_slower(scan: Scanner, unit: str, size: int, name: str) -> bool:
    """Whether twice as much took much more than twice as long, both measured now: the speed of a machine
    changes from one moment to the next."""
    return spent(scan, unit, size * 2, name) > 3.2 * spent(scan, unit, size, name)


@pytest.mark.parametrize("scanner", SCANNERS)
def test_twice_as_much_takes_twice_as_long(scanner: str) -> None:
    scan, slow = SCANNERS[scanner], []
    name = "public/a.txt" if scanner.startswith("numbers") else "public/a.html"
    for unit in UNITS:
        size, taken = START, spent(scan, unit, START, name)
        while taken < ENOUGH and size < MOST_BYTES:
            size *= 4
            taken = spent(scan, unit, size, name)
        if taken >= ENOUGH and all(is_slower(scan, unit, size, name) for _ in range(3)):
            slow.append((unit, size, taken))
    assert slow == []
