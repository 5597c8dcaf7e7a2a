"""信息索引号: the number by which what is published is asked for, written after the county's template.

Source: 《政府信息公开条例》第十二条 (索引、名称、内容概述、生成日期).

Enters: a ``Site`` and a record.  Leaves: its number, "" where it has no day or the county no template.
A number is made of what never changes once it is published, so that it stays.
"""

from __future__ import annotations

import re
from typing import Any

from ...schema.records.notices.notice import Notice
from ..site import Site

FIELDS = ("网站标识码", "区划代码", "机构", "年", "编码")
FIELD = re.compile(r"\{([^{}]*)\}")


def index_number(site: Site, of: Any) -> str:
    """The record's own number, or that of the template."""
    own = of.index if isinstance(of, Notice) else ""
    template = site.county.portal.index
    if own or not template or of.published is None:
        return str(own)
    day = (isinstance(of, Notice) and of.written) or of.published
    told = {
        "网站标识码": site.county.portal.site_id,
        "区划代码": site.county.area_code,
        "机构": of.unit.code,
        "年": str(day.year),
        "编码": of.code,
    }
    return FIELD.sub(lambda found: told.get(found[1], found[0]), template)
