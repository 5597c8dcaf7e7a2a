"""轮岗: when somebody in a post of risk has stayed as long as the county allows.

Source: 娄底市 廉政风险防控: 连续工作达到一定年限的人员一律进行交流.
"""

from __future__ import annotations

from datetime import date

from ....schema.records.unit import Post
from ...site import Site


def due(site: Site, post: Post) -> date | None:
    """The day on which the holder of a post is to move on; None where nothing says so."""
    years = dict(site.county.rotation).get(post.grade)
    if years is None or post.since is None or post.since.year + years > date.max.year:
        return None
    is_leap_day = (post.since.month, post.since.day) == (2, 29)
    day = 28 if is_leap_day else post.since.day
    return post.since.replace(year=post.since.year + years, day=day)
