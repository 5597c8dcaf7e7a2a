"""Rules on what stands above a document: its 信息索引号, the day on which it was written.

Sources: 《政府信息公开条例》第十二条; 国办发〔2017〕47号.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from ...basics.problem import Code, Problem, Severity
from ...county.lookups.index_numbers import FIELD, FIELDS, index_number
from ...county.site import Site
from ...schema.records.decisions.decision import Decision
from ...schema.records.notices.notice import Notice
from ...schema.records.powers.power import Power
from ..registry import rule

LAW = "《政府信息公开条例》第十二条"
NO_NUMBER = Code(
    "R220", "网站标识码不对", "请照编办发的写十位数字，加引号", Severity.REMINDER, "国办发〔2017〕47号"
)
BAD_TEMPLATE = Code(
    "R221",
    "信息索引号的样式不对",
    f"只能写 {'、'.join(f'{{{name}}}' for name in FIELDS)}，其中必有编码",
    law=LAW,
)
TWICE = Code("R222", "信息索引号重复", "一个号只给一条：请改其中一个", law=LAW)
WRITTEN_LATER = Code("R223", "成文日期晚于发布日期", "先成文再发布：请核对两个日期", law=LAW)
_DIGITS = 10
Numbered = Power | Decision | Notice


@rule(NO_NUMBER)
def a_site_has_its_number(site: Site) -> Iterator[Problem]:
    """Ten figures, where there is one."""
    portal = site.county.portal
    number = portal.site_id
    if number and not (number.isascii() and number.isdigit() and len(number) == _DIGITS):
        yield Problem(portal.at("site_id"), NO_NUMBER, f"“{number}”不是十位数字")


@rule(BAD_TEMPLATE)
def a_template_holds_what_it_can(site: Site) -> Iterator[Problem]:
    """Fields that are known, and the code, without which numbers would be alike."""
    portal = site.county.portal
    names = FIELD.findall(portal.index)
    unknown = [name for name in names if name not in FIELDS]
    if unknown:
        yield Problem(portal.at("index"), BAD_TEMPLATE, f"不认得 {{{unknown[0]}}}")
    elif portal.index and "编码" not in names:
        yield Problem(portal.at("index"), BAD_TEMPLATE, "没有 {编码}，各条的号就会一样")


@rule(TWICE)
def numbers_are_each_for_one(site: Site) -> Iterator[Problem]:
    """No two records of a county share a number, if its template tells them apart."""
    first: dict[str, Numbered] = {}
    template = site.county.portal.index
    sound = not template or "编码" in FIELD.findall(template)
    records: Iterable[Numbered] = chain(
        site.powers.values(), site.decisions.values(), site.notices.values()
    )
    for record in records if sound else ():
        number = index_number(site, record)
        other = first.setdefault(number, record) if number else record
        if other is not record:
            yield Problem(record.at("code"), TWICE, f"和“{other.name}”都是 {number}")


@rule(WRITTEN_LATER)
def what_is_published_was_written_before(site: Site) -> Iterator[Problem]:
    """A document is not younger than its publication."""
    for notice in site.notices.values():
        if notice.written and notice.written > notice.published:
            what = f"“{notice.name}”成文于 {notice.written}，发布于 {notice.published}"
            yield Problem(notice.at("written"), WRITTEN_LATER, what)
