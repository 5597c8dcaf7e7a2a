"""Rules on materials: a form that is promised can be had.

Enters: a ``Site``.  Leaves: problems.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem
from ...county.site import Site
from ...schema.records.powers.item import Item
from ...schema.records.powers.material import Material
from ...schema.records.powers.service import Outcome
from ..registry import rule
from .service_terms import items

NO_FORM = Code(
    "R28",
    "没有这份表",
    "请把文件列为一篇公告（例如办事指南）的附件，或删去这一项",
    law="《行政许可法》第三十条：公示需要提交的全部材料的目录和申请书示范文本",
)


@rule(NO_FORM)
def forms_can_be_had(site: Site) -> Iterator[Problem]:
    """A blank or sample form, and the sample of a result, is attached to a notice."""
    attached = {file.name for notice in site.notices.values() for file in notice.files}
    for _, item in items(site):
        for record, attribute, name in _promised(item):
            if name and name not in attached:
                what = f"“{record.name}”的“{name}”不是任何公告的附件"
                yield Problem(record.at(attribute), NO_FORM, what)


def _promised(item: Item) -> Iterator[tuple[Material | Outcome, str, str]]:
    for material in item.materials:
        yield material, "blank", material.blank
        yield material, "sample", material.sample
    yield from ((result, "sample", result.sample) for result in item.results)
