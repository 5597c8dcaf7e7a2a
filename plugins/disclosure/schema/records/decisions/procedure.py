"""procedures/*.yaml: a procedure of deciding, as data: its steps, periods, quorum and majority.

A county adds or changes a procedure here, without code.  Which procedure a decision follows is
named in the decision, or found by body, level and category (``适用``).
"""

from __future__ import annotations

from ...compound import Many, Nested, Ref, RefTo, Term
from ...declare import Record, key, record
from ...kinds import Choice, CodeText, Line, Prose
from ...periods import Period, PeriodText
from ..powers.basis import BASIS, Basis
from .decision import CATEGORIES, SIX_STEPS, StatutorySteps

STATUTORY_STEPS = tuple(declared.name for declared in StatutorySteps.keys().values())
EXECUTION = "执行"
RECORDED_STEPS = (*SIX_STEPS, *STATUTORY_STEPS, EXECUTION)
"""Steps that have a place of their own in a decision; all others are written under 环节."""

QUORUMS = ("五分之四以上", "三分之二以上", "过半数")
PASSES = ("应到过半数", "实到过半数", "应到三分之二以上", "实到三分之二以上")


@record
class Applies(Record):
    """适用: decisions that follow a procedure; what is left out is not asked."""

    title = "适用"
    units: tuple[Ref, ...] = key(
        "主体", Many(RefTo("机构"), lone=True), "机构编码", default=(), narrows=True
    )
    levels: tuple[Ref, ...] = key("层级", Many(Term("层级"), lone=True), "层级名称", default=())
    categories: tuple[str, ...] = key(
        "类别", Many(Choice(CATEGORIES), lone=True), "四重一大类别", default=()
    )


@record
class ProcedureStep(Record):
    """程序环节: one step of a procedure and what the law asks of it."""

    title = "程序环节"
    name: str = key("环节", Line(40), "环节名称")
    recorded: str = key(
        "对应",
        Choice(RECORDED_STEPS),
        "记在决策的哪一步；不写就记在“环节”里，名称要一致",
        default="",
    )
    required: str = key("必经", Choice(("是", "否")), "通过的决策是否必须有这一环节", default="是")
    shortest: Period | None = key("最短", PeriodText(dates=True), "从开始到截止最少多久", default=None)
    wait: Period | None = key("间隔", PeriodText(dates=True), "距上一环节最少多久", default=None)
    within: Period | None = key("限期", PeriodText(dates=True), "上一环节之后最多多久", default=None)
    quorum: str = key("到会", Choice(QUORUMS), "法定到会人数", default="")
    passes: str = key("通过", Choice(PASSES), "通过所需的票数", default="")
    basis: str = key("依据", Line(200), "期限、人数的依据：《法规》第几条", default="")
    note: str = key("说明", Line(200), "一句话说明这一环节做什么", default="")


@record
class Procedure(Record):
    """程序: how a kind of decision is made, step by step."""

    title = "程序"
    code: str = key("编码", CodeText(), "全县唯一，例如 liubu")
    name: str = key("名称", Line(60), "例如 六步决策法")
    about: str = key("说明", Prose(), "用群众听得懂的话说明这套程序", default="")
    basis: tuple[Basis, ...] = key("依据", Many(BASIS, lone=True), "程序的依据", default=())
    applies: tuple[Applies, ...] = key(
        "适用", Many(Nested(Applies)), "哪些决策走这套程序；不写就只由决策指定", default=(), narrows=True
    )
    steps: tuple[ProcedureStep, ...] = key("环节", Many(Nested(ProcedureStep)), "各环节，依次")
