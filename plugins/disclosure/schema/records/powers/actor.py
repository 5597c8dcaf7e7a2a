"""流程岗位: who acts in a flow and is no post of the catalogue: a citizen, a body, another county's."""

from __future__ import annotations

from ...declare import Record, key, record
from ...kinds import CodeText, Line


@record
class Actor(Record):
    """岗位 declared in a flow: a citizen, a body, or a post that is not in the catalogue."""

    title = "流程岗位"
    kind: str = key("类", Line(20), "群众、集体、外部单位", default="")
    post: str = key("代码", CodeText(), "对应的岗位代码", default="")
    office: str = key("科室", Line(40), "所在科室、窗口", default="")
    rank: str = key("职务", Line(20), "主要领导、分管领导……", default="")
    leader: str = key("责任领导", Line(40), "直接管辖的领导岗位", default="")
