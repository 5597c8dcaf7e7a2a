"""A pattern is compiled when somebody first searches with it, and searches as the library's does."""

import importlib
import pkgutil
import re

import pytest

import disclosure
from disclosure.basics import values
from disclosure.basics.values import regex


def test_nothing_is_compiled_before_somebody_searches(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[object] = []
    monkeypatch.setattr(
        re, "compile", lambda *given, of=re.compile: compiled.append(given) or of(*given)
    )
    word = regex(r"承诺(\d+)天", re.IGNORECASE)
    assert not compiled
    assert word.fullmatch("承诺8天")
    assert word.sub(r"\1", "承诺8天") == "8"
    assert set(compiled) == {(r"承诺(\d+)天", re.IGNORECASE)}


def test_it_searches_as_that_of_the_library_does() -> None:
    written = ("A(?P<n>b)", re.IGNORECASE)
    of, same = regex(*written), re.compile(*written)
    found, known = of.search("xaB"), same.search("xaB")
    assert found
    assert known
    assert found.groupdict() == known.groupdict() == {"n": "B"}
    assert of.split("1ab2") == same.split("1ab2")
    assert of.pattern == same.pattern
    assert of.groupindex == same.groupindex
    assert regex(rb"\d").findall(b"a1") == [b"1"]


def test_one_method_serves_from_then_on() -> None:
    of = regex("b")
    assert of.search is of.search


def test_every_pattern_of_the_program_is_one() -> None:
    """What is wrong with one is not left to whoever first searches with it."""
    for module in pkgutil.walk_packages(disclosure.__path__, "disclosure."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    values.compile_all()


def test_a_wrong_one_is_told_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "_PATTERNS", [])
    regex("(")
    with pytest.raises(re.error):
        values.compile_all()
