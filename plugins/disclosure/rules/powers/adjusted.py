"""Rules on 调整记录 that say how it was before: something changed, and there is something to compare.

Sources: 沁县: 精减审批环节、申请材料、办理时限; 关键岗位分权换岗.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem
from ...county.flows.before_after import comparisons
from ...county.lookups.written_once import written_once
from ...county.site import Site
from ..registry import rule

ACCOUNT = "沁县：简化审批程序、优化审批流程"
NOTHING_CHANGED = Code(
    "R177", "调整记录看不出改了什么", "“原来”只写与现在不同的：请核对，或者删去“原来”", law=ACCOUNT
)
NO_STEPS_NOW = Code(
    "R178", "原来的步骤没有可比的", "请给职权写上“流程”，或者删去“原来”里的步骤", law=ACCOUNT
)


@rule(NOTHING_CHANGED)
def adjustments_changed_something(site: Site) -> Iterator[Problem]:
    """What was before is not what it became."""
    for power in written_once(site):
        told = [adjustment for adjustment in reversed(power.adjustments) if adjustment.before]
        for adjustment, compared in zip(told, comparisons(power), strict=True):
            if not compared.changes:
                what = f"“{power.name}”{adjustment.day} 的调整，原来写的和后来一样"
                yield Problem(adjustment.at("before"), NOTHING_CHANGED, what)


@rule(NO_STEPS_NOW)
def former_steps_can_be_compared(site: Site) -> Iterator[Problem]:
    """Steps of before stand beside the steps of a flow."""
    for power in written_once(site):
        for adjustment in power.adjustments if power.flow is None else ():
            if adjustment.before and adjustment.before.steps:
                what = f"“{power.name}”没有流程，原来的步骤无从比较"
                yield Problem(adjustment.before.at("steps"), NO_STEPS_NOW, what)
