"""Rules on annual reports: the tables of the form add up, across, down, and from year to year.

Sources: 国办公开办函〔2021〕30号; 《政府信息公开条例》第四十九条 (1月31日前，主管部门3月31日前).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ...basics.problem import Code, Problem, Severity
from ...county.site import Site
from ...schema.records.notices.annual_report import (
    APPLICANTS,
    CARRIED_IN,
    CARRIED_ON,
    FORM,
    MADE,
    OUTCOMES,
    RECEIVED,
    RULINGS,
    TOTAL,
    AnnualReport,
)
from ..registry import rule

ACROSS = Code("F69", "年报的一行合计不对", "请核对这一行：前面各数相加等于总计", law=FORM)
DOWN = Code("F70", "年报的办理结果合计不对", "各种结果相加等于“总计”那一行，请逐列核对", law=FORM)
BALANCE = Code(
    "F71", "年报的申请数量不平", "新收加上年结转，等于办理总计加结转下年，请逐列核对", law=FORM
)
DISPUTED = Code("F72", "年报的复议诉讼合计不对", "四种结果相加等于总计，请核对这一行", law=FORM)
CARRIED = Code("F73", "年报的结转和上一年对不上", "上年结转应等于上一年年报的结转下年", law=FORM)
LATE = Code(
    "F74", "年报公布晚了", "每年1月31日前公布，县级政府和主管部门3月31日前；以后请按时",
    Severity.REMINDER, "《政府信息公开条例》第四十九条",
)  # fmt: skip
LAST = (3, 31)


@rule(ACROSS, DISPUTED)
def rows_add_up(site: Site) -> Iterator[Problem]:
    """The last figure of a row is the sum of those before it, and there are as many as columns."""
    for report in _reports(site):
        for code, attribute, heads in (
            (ACROSS, "applications", APPLICANTS),
            (DISPUTED, "disputes", RULINGS),
        ):
            for name, figures in getattr(report, attribute):
                if fault := _row_fault(figures, len(heads)):
                    yield Problem(report.at(attribute), code, f"“{name}”{fault}")
        for name, figures in (
            ("规章", report.proactive.statutes),
            ("行政规范性文件", report.proactive.documents),
        ):
            if len(figures) != len(MADE):
                yield Problem(report.at("proactive"), ACROSS, f"“{name}”要写 {len(MADE)} 个数")


def _row_fault(figures: Sequence[int], wanted: int) -> str:
    if len(figures) != wanted:
        return f"写了 {len(figures)} 个数，要写 {wanted} 个"
    *parts, total = figures
    return f"相加是 {sum(parts)}，总计写着 {total}" if sum(parts) != total else ""


@rule(DOWN, BALANCE)
def columns_add_up(site: Site) -> Iterator[Problem]:
    """What was received and carried in is what was dealt with and carried on, kind by kind."""
    for report in _reports(site):
        ended = [report.row(name) for name in OUTCOMES]
        for at, applicant in enumerate(APPLICANTS):
            total, parts = _figure(report, TOTAL, at), sum(row[at] for row in ended if at < len(row))
            if parts != total:
                what = f"“{applicant}”各种结果相加是 {parts}，总计写着 {total}"
                yield Problem(report.at("applications"), DOWN, what)
            came = _figure(report, RECEIVED, at) + _figure(report, CARRIED_IN, at)
            left = total + _figure(report, CARRIED_ON, at)
            if came != left:
                what = f"“{applicant}”新收加上年结转是 {came}，总计加结转下年是 {left}"
                yield Problem(report.at("applications"), BALANCE, what)


def _figure(report: AnnualReport, name: str, at: int) -> int:
    """A figure of a row; what is not there counts for naught, and is told of apart."""
    return next(iter(report.row(name)[at : at + 1]), 0)


@rule(CARRIED)
def years_follow_on_each_other(site: Site) -> Iterator[Problem]:
    """What a body carried on one year it carried in the next."""
    held = {(report.unit.code, report.year): report for report in _reports(site)}
    for report in held.values():
        before = held.get((report.unit.code, report.year - 1))
        if before and before.row(CARRIED_ON) != report.row(CARRIED_IN):
            last, now = before.row(CARRIED_ON)[-1], report.row(CARRIED_IN)[-1]
            what = (
                f"{before.year}年的年报结转 {last} 件，这一年写着上年结转 {now} 件，或者各类申请人不同"
            )
            yield Problem(report.at("applications"), CARRIED, what)


@rule(LATE)
def reports_are_in_time(site: Site) -> Iterator[Problem]:
    """By the end of March of the next year, which is the longest time that anybody has."""
    for report in _reports(site):
        if report.published > date(report.year + 1, *LAST):
            what = f"{report.year}年的年报公布于 {report.published}"
            yield Problem(report.at("published"), LATE, what)


def _reports(site: Site) -> Iterator[AnnualReport]:
    yield from site.of(AnnualReport).values()
