"""The characters that are taken: a table of our own, held against Python's and the codecs'."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from disclosure.schema.source.taken import Unfit, fault, refused, spaced, usual
from disclosure.schema.source.unassigned import RANGES


@pytest.fixture(scope="module")
def every() -> list[str]:
    """Every character there is, while it is asked for: they take a hundred megabytes."""
    return [chr(code) for code in range(sys.maxunicode + 1)]


def test_what_this_python_knows_the_table_knows(every: list[str]) -> None:
    """A character once assigned stays so: whichever Python runs, none of its characters is missing."""
    private = {char for char in every if unicodedata.category(char) in ("Co", "Cs")}
    unknown = {chr(code) for first, last in RANGES for code in range(first, last + 1)}
    assert [char for char in unknown - private if unicodedata.category(char) != "Cn"] == []
    assert private <= unknown
    assert len(unknown) == 941_236


def test_the_table_is_in_order() -> None:
    flat = [code for span in RANGES for code in span]
    assert flat == sorted(flat)


def test_no_format_character_or_control_is_taken(every: list[str]) -> None:
    unseen = {char for char in every if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp")}
    assert [char for char in unseen - {"\t", "\n"} if fault(char) is not Unfit.UNSEEN] == []
    assert fault("\t") is fault("\n") is None


def test_spaces_are_one_space_but_the_ideographic_one(every: list[str]) -> None:
    spaces = {char for char in every if unicodedata.category(char) == "Zs"}
    assert {char for char in spaces if spaced(char) == " "} == spaces - {"\u3000"}
    assert not refused("".join(spaces))


@pytest.mark.parametrize("char", "生𠮷㙍𬭊𰻝\U00031350\U000323afé〇①℃Ａ“—·𖿰﨎﨩ཀᠠ")
def test_rare_characters_are_taken(char: str) -> None:
    assert fault(char) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        "⼀一",
        "⽣生",
        "⽤用",
        "⿕龠",
        "⻅见",
        "⻓长",
        "⺠民",
        "⻄西",
        "\uf900豈",
        "\U0002f800丽",
        "\ue863䶮",
        "\ue81e龴",
    ],
)
def test_a_lookalike_is_told_with_the_character_that_is_meant(typed: str, meant: str) -> None:
    assert usual(typed) == meant
    assert fault(typed)
    assert fault(meant) is None


def test_every_kangxi_radical_and_compatibility_ideograph_is_a_lookalike(every: list[str]) -> None:
    """By Python's own decompositions, which Unicode never changes."""
    for char in (*every[0x2F00:0x2FD6], *every[0xF900:0xFADA], *every[0x2F800:0x2FA1E]):
        if unicodedata.decomposition(char):
            assert (fault(char), usual(char)) == (Unfit.LOOKALIKE, unicodedata.normalize("NFKC", char))
        else:
            assert fault(char) is not Unfit.LOOKALIKE


def test_the_character_that_is_meant_is_always_taken(every: list[str]) -> None:
    meant = {char: usual(char) for char in every if usual(char)}
    assert [char for char in meant.values() if fault(char)] == []
    assert [char for char in meant if not fault(char)] == []


@pytest.mark.parametrize("char", "\ue000\uf8ff\ufdd0\uffff\U0010fffd\u0378\ufffd\U000e0041\u2fd6")
def test_what_means_nothing_is_refused(char: str) -> None:
    assert fault(char)
    assert refused(f"甲{char}乙") == {char}
    assert usual(char) == ""
