"""What plays a screen, in a real browser: for a day and a half, by the machine's clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

SHOWN = "[...document.querySelectorAll('[data-from]')].filter(e => e.getClientRects().length).length"
HOUR = 3600
DAYS = 36 * HOUR


@pytest.fixture(params=["news/wall.html", "square/screen.html"])
def player(request: pytest.FixtureRequest, browser: Browser, sample: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, timezone_id="Asia/Shanghai")
    opened = context.new_page()
    opened.clock.install(time="2026-11-22T10:00:00+08:00")
    opened.goto((sample / "led" / request.param).as_uri())
    yield opened
    context.close()


def held(page: Page) -> tuple[int, int]:
    """Bytes that scripts hold, and nodes of documents, when what nobody holds is gone."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("HeapProfiler.collectGarbage")
    told = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return int(told["JSHeapUsedSize"]), int(told["Nodes"])


def test_a_player_shows_one_at_a_time_for_a_day_and_holds_no_more_at_its_end(player: Page) -> None:
    player.clock.run_for(HOUR * 1000)
    assert player.evaluate(SHOWN) == 1
    heap, nodes = held(player)
    player.clock.run_for(DAYS * 1000)
    assert player.evaluate(SHOWN) <= 1
    later, more = held(player)
    assert more <= nodes
    assert later < heap + 200_000


def test_a_screen_is_dark_outside_its_hours_from_the_first_picture_on(
    browser: Browser, sample: Path
) -> None:
    page = browser.new_page(timezone_id="Asia/Shanghai")
    page.clock.install(time="2026-11-22T05:00:00+08:00")
    page.goto((sample / "led" / "square" / "screen.html").as_uri())
    assert page.evaluate(SHOWN) == 0
    page.clock.run_for(2 * HOUR * 1000)
    assert page.evaluate(SHOWN) == 1
    page.close()
