"""Which picture goes with a page when somebody passes it on in a chat.

Enters: the county, the section of a page and its record.  Leaves: an address: each decision has a
picture of its own, any other page that of its section.
"""

from __future__ import annotations

from ....schema.declare import Record
from ....schema.records.county import County
from ....schema.records.decisions.decision import Decision
from ..addresses import base_of

SECTIONS = {
    "powers": "职权目录",
    "decisions": "四重一大决策",
    "topics": "我要办事",
    "units": "机构和职权",
    "posts": "风险岗位",
    "ledgers": "台账",
    "notices": "公告公示",
}
"""The sections with a picture, and what stands on it; all others share that of the site."""
SITE = "site"


def path(name: str) -> str:
    """Where a picture lies."""
    return f"cards/{name}.png"


def of_decision(code: str) -> str:
    """Where the picture of a decision lies."""
    return path(f"decisions/{code}")


def address(county: County, section: str, of: Record | None) -> str:
    """The picture of a page."""
    own = of_decision(of.code) if isinstance(of, Decision) else path(section)
    return base_of(county) + (own if isinstance(of, Decision) or section in SECTIONS else path(SITE))
