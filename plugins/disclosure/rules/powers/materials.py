"""Rules on materials: a form that is promised can be had.

Enters: a ``Site``.  Leaves: problems.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem
from ...county.site import Site
from ..registry import rule

NO_FORM = Code(
    "R28",
    "没有这份表",
    "请把文件列为一篇公告（例如办事指南）的附件，或删去这一项",
    law="《行政许可法》第三十条：公示需要提交的全部材料的目录和申请书示范文本",
)


@rule(NO_FORM)
def forms_can_be_had(site: Site) -> Iterator[Problem]:
    """A blank or sample form is attached to a notice."""
    attached = {file.name for notice in site.notices.values() for file in notice.files}
    for power in site.powers.values():
        for material in power.materials:
            for attribute, name in (("blank", material.blank), ("sample", material.sample)):
                if name and name not in attached:
                    what = f"“{material.name}”的“{name}”不是任何公告的附件"
                    yield Problem(material.at(attribute), NO_FORM, what)
