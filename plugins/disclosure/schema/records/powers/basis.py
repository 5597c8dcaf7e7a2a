"""实施依据: a citation, or a citation with the words of the provision.

Enters: nodes.  Leaves: ``Basis``.
"""

from __future__ import annotations

from ...compound import Brief
from ...declare import Record, key, record
from ...kinds import Line, Prose


@record
class Basis(Record):
    """实施依据: a citation and, where quoted, the words of the provision."""

    title = "实施依据"
    cite: str = key("引用", Line(200), "《法规名称》第几条")
    words: str = key("原文", Prose(2000), "条文原文", default="")


BASIS = Brief(Basis, "引用")
