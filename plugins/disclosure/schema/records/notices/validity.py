"""效力 of a notice or a policy: until when it is in force, or since when no more, and by what.

Source: 《政府信息公开条例》第六条 (what is published is right).
"""

from __future__ import annotations

from datetime import date

from ...compound import Many, Ref, RefTo
from ...declare import Record, key, record
from ...kinds import Choice, Date, Line

LASTING, EXPIRED, REPEALED, REPLACED = "长期有效", "失效", "废止", "被替代"
ENDED = (EXPIRED, REPEALED, REPLACED)
"""States of what is in force no more."""


@record
class Validity(Record):
    """效力: one of 有效期至 and 状态 at least."""

    title = "效力"
    until: date | None = key(
        "有效期至", Date(), "有效的最后一天；过了这一天，页面上自己写“失效”", default=None
    )
    state: str = key(
        "状态", Choice((LASTING, *ENDED)), "写了“有效期至”、还有效的，不用写", default=""
    )  # fmt: skip
    day: date | None = key("日期", Date(), "失效、废止、被替代：从哪一天起", default=None)
    declared: str = key("宣布文件", Line(120), "由哪份文件宣布的：名称或文号", default="")
    successors: tuple[Ref, ...] = key(
        "接替", Many(RefTo("公告"), lone=True), "由哪几篇接替；那几篇的页面上写明代替了它", default=()
    )

    @property
    def has_ended(self) -> bool:
        """Whether somebody ended it; that its time has run out is for the as-of date to say."""
        return self.state in ENDED
