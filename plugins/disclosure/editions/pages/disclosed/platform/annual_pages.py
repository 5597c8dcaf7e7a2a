"""A page for every annual report, its tables as the official form has them.

Enters: an ``Edition``.  Leaves: ``Html`` with an ``AnnualPage``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from markupsafe import Markup

from .....basics.output import Html
from .....basics.values import dataclass
from .....schema.records.notices.annual_report import (
    APPLICANTS,
    DISPUTES,
    MADE,
    ROWS,
    RULINGS,
    TOTAL,
    AnnualReport,
    ProactiveFigures,
)
from ....edition import Edition
from ....parts import links, urls, words
from ....parts.blocks import Anchor, Fact, Head, TallyRow, TallyTable, fact, present

TITLE = "政府信息公开年报"
_TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class AnnualPage:
    """A report: words, and tables under the heads of the form."""

    head: Head
    title: str
    facts: tuple[Fact, ...]
    overview: Markup
    proactive: tuple[TallyTable, ...]
    applications: TallyTable
    disputes: TallyTable
    lacks: Markup
    other: Markup


def pages(edition: Edition) -> Iterator[Html]:
    for report in edition.site.of(AnnualReport).values():
        path = urls.record(AnnualReport, report.code)
        yield Html(path, "disclosed/annual.html", partial(_page, edition, report))


def _page(edition: Edition, report: AnnualReport) -> AnnualPage:
    unit, path = links.full_unit(edition, report.unit), urls.record(AnnualReport, report.code)
    prose = partial(links.prose, edition, path=path, depth=3)
    return AnnualPage(
        head=links.head(
            edition, report.name, "about", Anchor("政府信息公开", urls.PLATFORM),
            Anchor(TITLE, urls.platform("reports")), Anchor(f"{report.year}年"),
            description=report.name, column=TITLE, published=words.day(report.published),
            source=unit.text if unit else "", of=report,
        ),
        title=report.name,
        facts=present(
            fact("发布机构", unit),
            fact("年度", f"{report.year}年"),
            fact("公布日期", words.day(report.published)),
        ),
        overview=prose(report.overview),
        proactive=tuple(_proactive(report.proactive)),
        applications=TallyTable("各类申请人", "申请情况", APPLICANTS, tuple(_applications(report))),
        disputes=TallyTable("各种结果的件数", "种类", RULINGS, tuple(_disputes(report))),
        lacks=prose(report.lacks),
        other=prose(report.other),
    )  # fmt: skip


def _proactive(figures: ProactiveFigures) -> Iterator[TallyTable]:
    """Items 1, 5, 6 and 8 of article 20, as the form parts them."""
    made = (_row("规章", figures.statutes), _row("行政规范性文件", figures.documents))
    yield TallyTable("第二十条第（一）项", "信息内容", MADE, made)
    decided = (
        ("行政许可", figures.permits),
        ("行政处罚", figures.penalties),
        ("行政强制", figures.coercion),
    )
    rows = tuple(_row(name, (number,)) for name, number in decided)
    yield TallyTable("第二十条第（五）、（六）项", "信息内容", ("本年处理决定数量",), rows)
    fees = f"{(figures.fees or 0) / _TEN_THOUSAND:f}"
    row = TallyRow(Anchor("行政事业性收费"), (fees.rstrip("0").rstrip(".") if "." in fees else fees,))
    yield TallyTable("第二十条第（八）项", "信息内容", ("本年收费金额（单位：万元）",), (row,))


def _applications(report: AnnualReport) -> Iterator[TallyRow]:
    """All rows of the form, in its order."""
    for name, said in ROWS.items():
        yield TallyRow(Anchor(said), tuple(map(str, report.row(name))), name == TOTAL)


def _disputes(report: AnnualReport) -> Iterator[TallyRow]:
    told = dict(report.disputes)
    return (_row(name, told.get(name, (0,) * len(RULINGS))) for name in DISPUTES)


def _row(name: str, figures: Sequence[int]) -> TallyRow:
    return TallyRow(Anchor(name), tuple(map(str, figures)))
