"""Flows of the made-up county: 8 to 14 boxes, duties apart, every refusal with its reasons.

Enters: a body and the thing that a power is about.  Leaves: a flow as written, and the days it takes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bodies import Body, Seat, risk
from clerk import Value
from speech import Speaker

_NAME = 17  # what is still read at a glance, with a word before it
_APART = "3"
_QUESTIONS = ("批准吗？", "符合条件？", "同意办理？", "可以批准？", "准予办理？")


@dataclass
class _Draft:
    """Steps as they are written, and the days that they add up to."""

    body: Body
    steps: list[Value] = field(default_factory=list)
    days: int = 0

    @property
    def speaker(self) -> Speaker:
        return self.body.speaker

    def add(self, kind: str, name: str, post: str, duty: str = "", **more: Value) -> None:
        """One more step, of a few days where it has a duty and says nothing else."""
        step: dict[str, Value] = {kind: name, "岗位": post}
        if duty:
            step["职能"] = duty
        if "时限" not in more and duty:
            days = self.speaker.number(1, 6)
            self.days += days
            step["时限"] = str(days)
        self.steps.append({**step, **more})

    def does(self, before: str = "") -> str:
        """What a step does, in a few words."""
        return before + self.speaker.say("短事", _NAME - len(before))


@dataclass(frozen=True)
class _Hands:
    """Who acts in a flow: each duty in a hand of its own."""

    window: Seat
    worker: Seat
    head: Seat
    leader: Seat


def flow(body: Body, thing: str) -> tuple[Value, int]:
    """A flow, and the working days of its longest way."""
    speaker, draft = body.speaker, _Draft(body)
    staff = body.of("工作人员")
    head = speaker.pick(body.of("中层"))
    hands = _Hands(staff[0], speaker.pick(staff[1:]), head, speaker.pick(body.of("分管领导")))
    way = speaker.pick((_on_request, _on_request, _on_duty, _on_funds))
    way(draft, hands, thing)
    applicant = {"岗位": {"申请人": {"类": "群众"}}} if way is _on_request else {}
    return {**applicant, "步骤": draft.steps}, draft.days


def _on_request(draft: _Draft, hands: _Hands, thing: str) -> None:
    """Someone applies."""
    speaker, window = draft.speaker, hands.window.name
    complete: Value = {
        "步骤": "一次性告知补正", "岗位": window, "时限": "当场", "产出": "补正告知单",
        "次数": "1", "说明": speaker.say("否则"), "去向": "退回 申请",
    }  # fmt: skip
    draft.add("步骤", f"递交{thing}申请"[:20], "申请人", 代号="申请", 产出=speaker.say("件"))
    ways: Value = {"齐全": "下一步", "不齐全": [complete]}
    draft.add("判断", "材料齐全？", window, "受理", 去向=ways)
    _examined(draft, hands, 0.5)
    _decided(draft, hands)
    draft.add("送达", f"送达{speaker.say('件')}", window, "发放")
    if speaker.chance(0.4):
        draft.add("步骤", draft.does("回访"), speaker.pick(draft.body.seats[1:4]).name, 时限="2(不计)")
    _shown(draft, hands.window)


def _on_duty(draft: _Draft, hands: _Hands, thing: str) -> None:
    """The body acts of its own accord: inspects, and decides on what it finds."""
    speaker = draft.speaker
    draft.add("步骤", f"{thing}立案登记"[:20], hands.window.name, 产出=speaker.say("件"))
    if speaker.chance(0.6):
        found = risk(speaker, "二", hands.head.name)
        draft.add(
            "步骤", draft.does("现场"), hands.worker.name, "承办", 风险=found, 产出=speaker.say("件")
        )
    if speaker.chance(0.6):
        draft.add("步骤", "告知权利、听取申辩", hands.worker.name, "承办", 说明=speaker.say("否则"))
    _examined(draft, hands, 0.3)
    _decided(draft, hands)
    if speaker.chance(0.6):
        draft.add("步骤", draft.does(), hands.window.name, "办理")
    _shown(draft, hands.window)


def _on_funds(draft: _Draft, hands: _Hands, thing: str) -> None:
    """Money or goods are shared out."""
    speaker, kept = draft.speaker, draft.speaker.say("制约", 90)
    draft.add("步骤", f"提出{thing}计划"[:20], hands.worker.name, 产出=speaker.say("件"))
    _examined(draft, hands, 0.5)
    draft.add("会审", draft.does("集体研究"), "领导班子", "定事", 制约=kept, 说明=speaker.say("完成"))
    _decided(draft, hands)
    draft.add("步骤", draft.does(), hands.window.name, "发放", 产出=speaker.say("件"))
    _shown(draft, hands.window)


def _examined(draft: _Draft, hands: _Hands, often: float) -> None:
    """Seen and judged, sometimes by two at a time or on the spot."""
    speaker = draft.speaker
    if speaker.chance(often):
        apart: Value = [
            {"步骤": draft.does(), "岗位": hands.worker.name, "职能": "承办", "时限": _APART},
            {"步骤": draft.does(), "岗位": hands.head.name, "职能": "审查", "时限": _APART},
        ]
        name, joined = draft.does("分头"), speaker.say("件")
        draft.steps.append({"并行": name, "代号": "分头办", "汇合": joined, "分支": apart})
        draft.days += int(_APART)
    if speaker.chance(often):
        found = risk(speaker, "三", hands.head.name)
        draft.add(
            "步骤", draft.does("到场"), hands.worker.name, "承办", 产出=speaker.say("件"), 风险=found
        )
    judged = risk(speaker, "二", hands.leader.name)
    draft.add("步骤", draft.does(), hands.head.name, "审查", 说明=speaker.say("完成"), 风险=judged)


def _decided(draft: _Draft, hands: _Hands) -> None:
    """Approved, or refused with reasons."""
    speaker = draft.speaker
    refused: Value = {
        "步骤": "书面说明理由和救济途径", "岗位": hands.window.name, "时限": "1",
        "产出": "不予办理告知书", "说明": speaker.say("否则"), "去向": "终止 不予办理",
    }  # fmt: skip
    ways: Value = {"同意": "下一步", "不同意": [refused]}
    asked, kept = speaker.pick(_QUESTIONS), speaker.say("制约", 90)
    held = risk(speaker, "一", "派驻纪检监察组")
    draft.add("判断", asked, hands.leader.name, "批准", 制约=kept, 风险=held, 去向=ways)
    draft.days += 1


def _shown(draft: _Draft, seat: Seat) -> None:
    long = f"{draft.speaker.number(5, 20)}日(不计)"
    draft.add("公示", draft.does("公布"), seat.name, "公开", 时限=long)
