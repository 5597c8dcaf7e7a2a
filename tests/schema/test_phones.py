"""Telephones as offices print them: every number is read whole and dialled whole."""

from __future__ import annotations

import re

import pytest

from disclosure.basics.persons.detect import scan
from disclosure.basics.problem import Place
from disclosure.schema.declare import Invalid, Report
from disclosure.schema.phones import IN_WORDS, Phones, PhoneText, dialled, is_mobile
from disclosure.schema.source.nodes import Items, Node, Text

HERE = "x.yaml"
PRINTED = (
    "0000-5550171转8001", "0000-5550171、0000-5550172", "110", "120", "95598", "400-000-1234",
    "0000-12345",
)  # fmt: skip


def read(node: Node) -> tuple[str, ...]:
    return Phones().read(node, Report())


@pytest.mark.parametrize("text", PRINTED)
def test_what_offices_print_is_read_and_nothing_of_it_is_lost(text: str) -> None:
    numbers = read(Text(text, HERE))
    assert "、".join(numbers) == text
    figures = re.sub(r"\D", "", text)
    assert "".join(re.sub(r"\D", "", dialled(number)) for number in numbers) == figures


def test_a_list_holds_what_a_line_holds() -> None:
    assert read(Items((Text("110", HERE), Text("120、119", HERE)), HERE)) == ("110", "120", "119")


def test_the_extension_is_dialled_behind_a_pause() -> None:
    assert dialled("0000-5550171转8001") == dialled("0000-5550171-8001") == "0000-5550171,8001"
    assert dialled("400-000-1234") == "400-000-1234"


def test_a_number_is_found_among_words_and_no_day_or_code_is_one() -> None:
    assert IN_WORDS.findall("来电0000-5550101转8001、0000-5550102") == [
        "0000-5550101转8001",
        "0000-5550102",
    ]
    assert IN_WORDS.findall("2026-11-30，JC-0000-5550101-3，0139-12345678") == []


@pytest.mark.parametrize("start", [f"1{n}" for n in range(3, 10)])
def test_no_mobile_passes_as_a_landline(start: str) -> None:
    mobile = f"{start}000000000"
    for first in range(2, 9):
        for second in range(first + 1, 11):
            a, b, c = mobile[:first], mobile[first:second], mobile[second:]
            for text in (f"0000-{a}{b}-{c}", f"0000-{a}{b}转{c}", f"0{a}-{b}{c}", f"0{a}-{b}-{c}"):
                taken = PhoneText().form.fits(text)
                assert not (taken and any(f.number == mobile for f in scan(text))), text
    assert is_mobile(mobile)


def test_a_number_too_many_is_refused_where_it_stands() -> None:
    report = Report()
    with pytest.raises(Invalid):
        Phones().read(Items((Text("110", HERE), Text("电话", HERE, Place(HERE, 2).mark)), HERE), report)
    assert [(p.code.id, p.place.line) for p in report.problems] == [("S12", 2)]
