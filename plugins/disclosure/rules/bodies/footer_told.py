"""Rule on 门户: what the foot of a government's website must tell is declared.

Source: 《政府网站发展指引》 (国办发〔2017〕47号): 底部功能区列明标识、找错入口、标识码、主办单位及
联系方式、备案编号和站点地图.  A site that takes the portal's own footer shows what that shows.

Enters: a ``Site``.  Leaves: problems.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...county.site import Site
from ..registry import rule

FOOT_LACKS = Code(
    "R225",
    "页脚缺少政府网站应当列明的内容",
    "请在“门户”里写上；用门户自己页脚的，写“外框”",
    Severity.REMINDER,
    "国办发〔2017〕47号",
)
_ASKED = {
    "contact": "联系方式", "icp": "ICP备案号", "police": "公安备案号", "badge": "党政机关标识",
    "report": "网站找错",
}  # fmt: skip
NUMBER_OF_A_SITE = 10
"""Digits of a 网站标识码; what is no such number is told by R220."""


@rule(FOOT_LACKS)
def a_foot_tells_whose_site_it_is(site: Site) -> Iterator[Problem]:
    """Asked of who has a 网站标识码: it is a government's website."""
    portal = site.county.portal
    missing = [name for key, name in _ASKED.items() if not getattr(portal, key)]
    if len(portal.site_id) == NUMBER_OF_A_SITE and missing and not portal.frame:
        yield Problem(portal.at("site_id"), FOOT_LACKS, f"没有写{'、'.join(missing)}")
