"""The flow language (流程): how a power runs, step by step.

Steps follow one another in the order written; 判断 has labelled exits; an exit leads on
(``下一步``), back (``退回 X``), to an end (``终止 X``), to a named step, or is itself a list of
steps, a side branch that rejoins the main line behind the decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from ....basics.problem import Code, Place
from ....basics.values import dataclass
from ...common import RISKS, SUPERVISION, Placed, PlacedLine, RiskPoint, Supervision
from ...compound import TOO_FEW, Many, Named, Nested
from ...declare import (
    WRONG_SHAPE,
    Invalid,
    JsonSchema,
    Record,
    Report,
    hint,
    key,
    nearest,
    read_record,
    record,
)
from ...kinds import Choice, CodeText, Count, Line
from ...periods import Period, PeriodText
from ...source.nodes import Items, Node, Table, Text
from ...source.packed import Packed
from .flow_terms import BACK, DRAFT, DUTIES, END, GOTO, NEXT, StepKind
from .sharing import Actor

NOT_A_STEP = Code(
    "S20", "看不出是哪种步骤", "每一步以 步骤、判断、会审、并行、子流程、公示、送达、结束 之一开头"
)

_JUMP, _CONDITION = Line(80), Line(30, none=True)


@dataclass(frozen=True, slots=True)
class Jump(Packed):
    """Where an exit leads: ``how`` is NEXT, BACK, END or GOTO; ``to`` names a step or an end."""

    how: str
    to: str
    place: Place = field(repr=False)


@dataclass(frozen=True, slots=True)
class Exit(Packed):
    """One way out of a step: its condition and a jump, or the steps of a side branch."""

    label: str
    jump: Jump | None
    branch: tuple[Step, ...]
    place: Place = field(repr=False)


@dataclass(frozen=True, slots=True)
class Steps:
    """A list of steps of any kind."""

    def holds(self) -> tuple[type[Record], ...]:
        """Every kind of step, for schemas and references."""
        return tuple(STEP_KINDS.values())

    def read(self, node: Node, report: Report) -> tuple[Step, ...]:
        if not isinstance(node, Items):
            raise report.invalid(node.place, WRONG_SHAPE, f"这里应是以“- ”开头的步骤{hint(node)}")
        if not node.items:
            raise report.invalid(node.place, TOO_FEW, "至少要 1 步")
        steps = []
        for item in node.items:
            try:
                steps.append(_read_step(item, report))
            except Invalid:
                continue
        if len(steps) < len(node.items):
            raise Invalid("steps")
        return tuple(steps)

    def json_schema(self) -> JsonSchema:
        kinds = [{"$ref": f"#/$defs/{kind.title}"} for kind in STEP_KINDS.values()]
        return {"type": "array", "items": {"anyOf": kinds}, "minItems": 1}

    def label(self) -> str:
        return "步骤列表"


@dataclass(frozen=True, slots=True)
class _Exits:
    """``去向``: one jump, or conditions each with a jump or a side branch."""

    def holds(self) -> tuple[Line, ...]:
        return (_JUMP, _CONDITION)

    def read(self, node: Node, report: Report) -> tuple[Exit, ...]:
        if isinstance(node, Text):
            return (Exit("", _jump(node, report), (), node.place),)
        if not isinstance(node, Table):
            raise report.invalid(node.place, WRONG_SHAPE, f"去向应写成若干行“条件: 去处”{hint(node)}")
        exits = []
        for entry in node.entries:
            label = _CONDITION.read(entry.key, report)
            branch: tuple[Step, ...] = ()
            jump = None
            if isinstance(entry.value, Text):
                jump = _jump(entry.value, report)
            else:
                branch = Steps().read(entry.value, report)
            exits.append(Exit(label, jump, branch, entry.key.place))
        return tuple(exits)

    def json_schema(self) -> JsonSchema:
        jump, name = _JUMP.json_schema(), _CONDITION.json_schema()
        ways = {"anyOf": [jump, Steps().json_schema()]}
        return {"anyOf": [jump, {"type": "object", "propertyNames": name, "additionalProperties": ways}]}

    def label(self) -> str:
        return "下一步、退回 X、终止 X、步骤代号；判断写“条件: 去处”"


def _jump(node: Text, report: Report) -> Jump:
    text = _JUMP.read(node, report)
    how, _, to = text.partition(" ")
    if text == NEXT:
        return Jump(NEXT, "", node.place)
    if how in (BACK, END):
        return Jump(how, to.strip(), node.place)
    return Jump(GOTO, text, node.place)


@record
class Step(Record):
    """What all kinds of step share."""

    name: str
    code: str = key("代号", Line(20), "别处“退回”“转到”时用的短名；不写则用步骤名称", default="")
    posts: tuple[str, ...] = key("岗位", Many(Line(40), lone=True), "由哪个岗位办", default=())
    duty: str = key("职能", Choice(DUTIES), "本步行使的职能，用来检查职责分离", default="")
    limit: Period | None = key("时限", PeriodText(bare=True), "本步时限", default=None)
    basis: tuple[Placed, ...] = key("依据", Many(PlacedLine(), lone=True), "本步依据", default=())
    risks: tuple[RiskPoint, ...] = key("风险", RISKS, "本步的风险点", default=())
    control: str = key("制约", Line(100), "制约环节：谁与谁分开、怎样留痕", default="")
    materials: tuple[str, ...] = key(
        "材料", Many(Line(200, none=True), lone=True), "这一步要交的材料", default=()
    )
    product: str = key("产出", Line(60), "本步产生的文书、证照", default="")
    times: int | None = key("次数", Count(most=99), "退回最多几次", default=None)
    note: str = key("说明", Line(200), "补充说明", default="")
    exits: tuple[Exit, ...] = key("去向", _Exits(), "从这一步往哪里去；不写即下一步", default=())

    @property
    def label(self) -> str:
        """The name without break hints."""
        return self.name.replace("|", "")


@record
class Action(Step):
    """步骤."""

    title = StepKind.ACTION
    name: str = key(title, Line(60), "做什么；“|”提示换行处")


@record
class Decide(Step):
    """判断: a question with at least two labelled exits."""

    title = StepKind.DECISION
    name: str = key(title, Line(60), "判断什么，写成问句")
    exits: tuple[Exit, ...] = key("去向", _Exits(), "每个答案往哪里去")


@record
class Review(Step):
    """会审: several posts decide together."""

    title = StepKind.REVIEW
    name: str = key(title, Line(60), "会审什么")


@record
class SubFlow(Step):
    """子流程: a procedure with a chart of its own."""

    title = StepKind.SUBFLOW
    name: str = key(title, Line(60), "子流程的名称")
    link: str = key("链接", CodeText(), "子流程的编号", default="")


@record
class Publicity(Step):
    """公示: a publication with a period."""

    title = StepKind.PUBLICITY
    name: str = key(title, Line(60), "公示什么")


@record
class Delivery(Step):
    """送达."""

    title = StepKind.DELIVERY
    name: str = key(title, Line(60), "送达什么")


@record
class Finish(Step):
    """结束: an end with a name of its own; a flow ends in 办结 when none is written."""

    title = StepKind.FINISH
    name: str = key(title, Line(30), "结束的名称，例如 办结、不予许可")


@record
class Parallel(Step):
    """并行: branches that run at the same time and join."""

    title = StepKind.PARALLEL
    name: str = key(title, Line(60), "并行办理什么")
    branches: tuple[Step, ...] = key("分支", Steps(), "同时进行的各步")
    join: str = key("汇合", Line(40), "各分支完成后汇合成什么", default="")


STEP_KINDS: dict[str, type[Step]] = {
    kind.title: kind for kind in (Action, Decide, Review, Parallel, SubFlow, Publicity, Delivery, Finish)
}


def _read_step(node: Node, report: Report) -> Step:
    if not isinstance(node, Table):
        raise report.invalid(node.place, NOT_A_STEP, f"一步应写成“步骤: …”{hint(node)}")
    kinds = [e.key.value for e in node.entries if e.key.value in STEP_KINDS]
    if len(kinds) != 1:
        first = node.entries[0].key.value if node.entries else ""
        what = (
            "写了两种开头：" + "、".join(kinds)
            if kinds
            else f"这一步没有开头{nearest(first, STEP_KINDS)}"
        )
        raise report.invalid(node.place, NOT_A_STEP, what)
    return read_record(STEP_KINDS[kinds[0]], node, report)


@record
class Flow(Record):
    """流程: a flow written inside a power."""

    title = "流程"
    name: str = key("流程", Line(60), "流程名称；写在职权里时可省，取职权名称", default="")
    code: str = key("编号", CodeText(), "流程编号；写在职权里时可省，取职权编码", default="")
    draft: str = key(
        "草稿",
        Choice((DRAFT,)),
        "刚起草、没有核对过的写“是”：不公布；核对、补齐以后删去这一行",
        default="",
    )
    service: str = key("层级", Choice(("村", "镇", "县")), "办理层级，决定服务时限上限", default="")
    legal: Period | None = key(
        "法定时限", PeriodText(bare=True), "法定时限；职权自己写了的以职权为准", default=None
    )
    promised: Period | None = key(
        "承诺时限", PeriodText(bare=True), "承诺时限；职权自己写了的以职权为准", default=None
    )
    basis: tuple[Placed, ...] = key("依据", Many(PlacedLine(), lone=True), "依据", default=())
    supervision: Supervision | None = key(
        "监督", SUPERVISION, "监督岗位和电话；职权自己写了的以职权为准", default=None
    )
    actors: tuple[tuple[str, Actor], ...] = key(
        "岗位", Named(Nested(Actor)), "目录以外的办理者，例如 申请人", default=()
    )
    steps: tuple[Step, ...] = key("步骤", Steps(), "从头到尾的步骤")


@record
class StandardFlow(Flow):
    """标准流程: a flow with a code, shared by many powers."""

    title = "标准流程"
    name: str = key("流程", Line(60), "流程名称")
    code: str = key("编号", CodeText(), "流程编号，例如 XK-01")


def steps_of(flow: Flow | None) -> Iterator[Step]:
    """Every step of a flow, side branches and parallel branches included."""
    pending = [*flow.steps[::-1]] if flow else []  # the next one last
    while pending:
        step = pending.pop()
        yield step
        for way in step.exits[::-1]:
            pending += way.branch[::-1]
        if isinstance(step, Parallel):
            pending += step.branches[::-1]
