"""The words of the flow language: kinds of step, duties, and where an exit leads.

Enters: nothing.  Leaves: terms, declared once for whoever reads, judges, draws or tells a flow.
"""

from __future__ import annotations

from enum import StrEnum

DUTIES = ("受理", "承办", "审查", "批准", "定事", "办理", "监督", "公开", "发放")
DUTIES_APART = (("审查", "批准"), ("定事", "办理"), ("承办", "监督"))
"""Pairs that no one post may hold: 审与批、定事与办事、承办与监督相分离."""
CITIZENS, BODY = "群众", "集体"
"""Who is not a post: whom the power serves, and several who act under one name."""
DRAFT = "是"
"""Of 草稿: written down by a program, reviewed by nobody."""
NEXT, BACK, END, GOTO = "下一步", "退回", "终止", "转到"


class StepKind(StrEnum):
    """What a step is, by the word that it begins with."""

    ACTION = "步骤"
    DECISION = "判断"
    REVIEW = "会审"
    PARALLEL = "并行"
    SUBFLOW = "子流程"
    PUBLICITY = "公示"
    DELIVERY = "送达"
    FINISH = "结束"
