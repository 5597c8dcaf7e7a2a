"""A notice whose time has run out says so by itself, on the day after."""

from __future__ import annotations

from datetime import timedelta

import pytest
from edition_counties import AS_OF, changed, page_of

NOTICE = "content/TZ-2026-001.md"


@pytest.mark.parametrize(("days", "told"), [(0, None), (1, f"自 {AS_OF} 起失效，不再作为办事的依据。")])
def test_a_notice_ends_when_its_last_day_is_over(days: int, told: str | None) -> None:
    until = AS_OF - timedelta(days)
    county = changed(NOTICE, ("公开范围:", f"效力: {{有效期至: {until}}}\n公开范围:"))
    ended = page_of(county, "public/notices/TZ-2026-001.html").ended
    assert (ended and ended.told) == told
    listed = page_of(county, "public/notices/index.html").entries
    assert [entry.badge.text for entry in listed] == ["失效" if days else "有效"]
