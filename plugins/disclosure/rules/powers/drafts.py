"""Rules on drafts: whoever reads a flow can trust that someone has reviewed it."""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...county.site import Site
from ..registry import rule

STILL_A_DRAFT = Code(
    "T30",
    "流程还是草稿，没有公布",
    "请照实际补上岗位、时限和不予办理的去向，核对以后删去“草稿: 是”",
    Severity.REMINDER,
)


@rule(STILL_A_DRAFT)
def drafts_are_named(site: Site) -> Iterator[Problem]:
    """A flow drafted from 责任事项 is not published until the mark is gone."""
    for power in site.powers.values():
        if power.drafted:
            what = f"“{power.name}”的流程是起草的，没有人核对过"
            yield Problem(power.drafted.place, STILL_A_DRAFT, what)
