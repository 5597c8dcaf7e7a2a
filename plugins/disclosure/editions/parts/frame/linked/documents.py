"""Notices, reports, ledgers and catalogues: ``Article``, ``Legislation``, ``Report`` and ``Dataset``.

Enters: an ``Edition`` and a record.  Leaves: what is told of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from .....county.facts.histories import in_force
from .....schema.records.ledgers.ledger import Ledger
from .....schema.records.notices.annual_report import AnnualReport
from .....schema.records.notices.notice import POLICIES, STATUTES, Notice
from .....schema.records.publicity import PublicityCatalogue
from ....edition import Edition
from ... import urls
from ...addresses import base_of
from ...blocks import Anchor
from .terms import DataNode, RecordPage, TypedKind, area, body

MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
RULES = (POLICIES, STATUTES)
"""The columns of what binds."""


def data_set(edition: Edition, name: str, description: str, files: tuple[Anchor, ...]) -> DataNode:
    """A set of data, and the files that hold it, by their paths."""
    base = base_of(edition.site.county)
    return {
        "name": name,
        "description": description,
        "distribution": [
            {
                "@type": "DataDownload", "contentUrl": base + file.href,
                "encodingFormat": MEDIA_TYPES[file.href.rpartition(".")[2]],
            }
            for file in files
        ],
    }  # fmt: skip


def _covered(edition: Edition) -> DataNode:
    """What all data of the county have in common."""
    return {
        "inLanguage": "zh-CN", "isAccessibleForFree": True,
        "spatialCoverage": area(edition.site.county),
    }  # fmt: skip


NamedSet = tuple[str, str, str, tuple[Anchor, ...]]
"""A set of data by its place on the page of open data: title, a few words, files."""


def data_catalogue(edition: Edition, title: str, description: str, sets: Iterable[NamedSet]) -> DataNode:
    """All that is published as data."""
    address = base_of(edition.site.county) + urls.DATA
    return {
        "@type": "DataCatalog", "@id": address, "url": address,
        "name": title, "description": description, **_covered(edition),
        "dataset": [
            {"@type": "Dataset", "@id": f"{address}#{place}", **data_set(edition, name, about, files)}
            for place, name, about, files in sets
        ],
    }  # fmt: skip


def _of_data(
    edition: Edition, page: RecordPage, of: Ledger | PublicityCatalogue, **dated: str
) -> DataNode:
    return {
        "identifier": of.code,
        **dated,
        "creator": body(edition, of.unit),
        **_covered(edition),
        **data_set(edition, of.name, page.description, page.files),
    }


def _ledger(edition: Edition, page: RecordPage) -> DataNode:
    ledger = cast(Ledger, page.of)
    return _of_data(edition, page, ledger, datePublished=ledger.published.isoformat())


def _catalogue(edition: Edition, page: RecordPage) -> DataNode:
    catalogue = cast(PublicityCatalogue, page.of)
    return _of_data(edition, page, catalogue, dateModified=catalogue.revised.isoformat())


def _notice(edition: Edition, page: RecordPage) -> DataNode:
    notice = cast(Notice, page.of)
    told = in_force.standing(edition.site, notice)
    return {
        "identifier": notice.code,
        "headline": notice.name,
        "articleSection": notice.column,
        "dateCreated": notice.written.isoformat() if notice.written else "",
        "datePublished": notice.published.isoformat(),
        "expires": told.ended.isoformat() if told and told.ended else "",
        "inLanguage": "zh-CN",
        "publisher": body(edition, notice.unit),
    }


def _rule(edition: Edition, page: RecordPage) -> DataNode:
    """A document that binds: its number, and whether it is in force where that is said."""
    notice = cast(Notice, page.of)
    told = in_force.standing(edition.site, notice)
    force = ("NotInForce" if told.ended else "InForce") if told else ""
    return _notice(edition, page) | {
        "name": notice.name,
        "legislationIdentifier": notice.number,
        "legislationDate": notice.written.isoformat() if notice.written else "",
        "legislationPassedBy": body(edition, notice.unit),
        "legislationJurisdiction": area(edition.site.county),
        "legislationLegalForce": f"https://schema.org/{force}" if force else "",
    }


def _report(edition: Edition, page: RecordPage) -> DataNode:
    report = cast(AnnualReport, page.of)
    return {
        "identifier": report.code,
        "headline": report.name,
        "datePublished": report.published.isoformat(),
        "inLanguage": "zh-CN",
        "publisher": body(edition, report.unit),
    }


KINDS = (
    TypedKind(Notice, ("Article", "Legislation"), _rule, fits=lambda of: of.column in RULES),
    TypedKind(Notice, ("Article",), _notice),
    TypedKind(AnnualReport, ("Report",), _report),
    TypedKind(Ledger, ("Dataset",), _ledger),
    TypedKind(PublicityCatalogue, ("Dataset",), _catalogue),
)
