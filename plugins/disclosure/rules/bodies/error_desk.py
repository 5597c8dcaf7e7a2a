"""Rule on 纠错: whoever is to be told of mistakes can be reached.

Enters: a ``Site``.  Leaves: problems.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem
from ...county.site import Site
from ..registry import rule

UNREACHED = Code("G11", "纠错没有写怎样找", "请写“网页”“电话”“信箱”里的至少一样，或者整个不写“纠错”")


@rule(UNREACHED)
def mistakes_can_be_told(site: Site) -> Iterator[Problem]:
    """A form, a telephone or a letter box is given."""
    desk = site.county.portal.error_desk
    if desk and not (desk.form or desk.phones or desk.letters):
        yield Problem(desk.at("office"), UNREACHED, f"{desk.office}受理，可是网页、电话、信箱都没有")
