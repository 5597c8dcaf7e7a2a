"""Rules on what every power of a catalogue tells: 责任事项、追责情形、公布日期、流程.

Sources: 沁县 两单两图 (权力清单、责任清单, 权力运行流程图、廉政风险防控图); 娄底市 确权明风险; 庄浪县
“编制了职权目录，分类逐项制作了流程图”.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...county.site import Site
from ...schema.records.powers.power import Power
from ..registry import practice_rule
from .left_out import left_out

TWO_LISTS = "沁县：两单两图"
CHARTED = ("行政许可", "行政给付", "行政处罚", "党务职权")
"""Categories of which every power is charted."""

NO_DUTIES = Code(
    "Z10", "职权没有责任事项", "请写“责任事项”：每个环节要做什么", Severity.REMINDER, TWO_LISTS
)
NO_LIABILITY = Code(
    "Z11", "职权没有追责情形", "请写“追责情形”：哪些情形要追究责任", Severity.REMINDER, TWO_LISTS
)
NO_DAY = Code(
    "Z12",
    "职权没有公布日期",
    "请写“公布日期”；真的查不到的写“豁免”说明，不可编造",
    Severity.REMINDER,
    "庄浪县：两公开",
)
NO_FLOW = Code(
    "Z13",
    "应当有流程图的职权没有流程",
    "请写“流程”，或写明采用哪个标准流程",
    Severity.REMINDER,
    "庄浪县：分类逐项制作流程图",
)


@practice_rule(NO_DUTIES)
def duties_are_told(site: Site) -> Iterator[Problem]:
    """权责 go together."""
    yield from left_out(site, NO_DUTIES, "责任事项", lambda power: bool(power.duties))


@practice_rule(NO_LIABILITY)
def liabilities_are_told(site: Site) -> Iterator[Problem]:
    """Who has power answers for it."""
    yield from left_out(site, NO_LIABILITY, "追责情形", lambda power: bool(power.liabilities))


@practice_rule(NO_DAY)
def days_are_told(site: Site) -> Iterator[Problem]:
    """A reader sees since when a power is published."""
    yield from left_out(site, NO_DAY, "公布日期", lambda power: power.published is not None)


@practice_rule(NO_FLOW)
def weighty_powers_are_charted(site: Site) -> Iterator[Problem]:
    """Licences, payments, penalties and powers of the Party."""
    yield from left_out(site, NO_FLOW, "流程", lambda power: power.flow is not None, _is_charted)


def _is_charted(power: Power) -> bool:
    return power.category.code in CHARTED
