"""Somebody with an everyday question finds the answer in three touches and two screens.

One question of a few kinds on each screen; ``tests/support/stranger.py`` asks all of them of all.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import stranger
from playwright.sync_api import Browser
from questions import QUESTIONS

ASKED = (0, 6, 8, 10)


@pytest.mark.parametrize(
    ("number", "screen"),
    list(zip(ASKED, stranger.SCREENS_TRIED, strict=True)),
    ids=lambda of: of.name if isinstance(of, stranger.Screen) else str(of),
)
def test_a_stranger_finds_the_answer(
    browser: Browser, sample: Path, number: int, screen: stranger.Screen
) -> None:
    page = browser.new_page()
    way = stranger.ask(page, sample, screen, QUESTIONS[number])
    page.close()
    assert way, QUESTIONS[number].asked
    assert way.short, way
