"""The data sets of the county as a DCAT catalogue (JSON-LD), for data portals that gather such.

Enters: an ``Edition``.  Leaves: ``dcat.jsonld``.  Its terms are spelled out in it:
nothing has to be fetched to read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from ...basics.output import File, as_json
from ...schema.records.ledgers.ledger import Ledger
from ..edition import Edition
from ..ledgers import ledger_files
from ..parts import urls
from ..parts.addresses import base_of
from .data_package import Described, ledger_name, ledgers
from .data_tables import DataSet, published
from .table_files import SCHEMA

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_MEDIA = "https://www.iana.org/assignments/media-types/"


def files(edition: Edition) -> Iterator[File]:
    """The catalogue."""
    yield File(urls.DCAT, partial(_catalogue, edition))


def _catalogue(edition: Edition) -> bytes:
    county = edition.site.county
    base = base_of(county)
    told: Described = {
        "@context": _CONTEXT,
        "@id": base + urls.DCAT,
        "@type": "dcat:Catalog",
        "dct:title": f"{county.name}权力公开数据",
        "dct:description": f"{county.name}公布的机构、职权、决策、公告、公开目录和台账，供程序读取",
        "dct:language": "zh",
        "dct:publisher": {
            **_publisher(base),
            "@type": "foaf:Agent",
            "foaf:name": county.portal.sponsor,
        },
        "foaf:homepage": {"@id": base + urls.DATA},
        "dcat:dataset": [
            *(_of_catalogue(edition, base, data) for data in published(edition)),
            *(_of_ledger(base, ledger) for ledger in ledgers(edition)),
        ],
    }
    return as_json(told)


def _of_catalogue(edition: Edition, base: str, data: DataSet) -> Described:
    name = data.whole.name
    paths = [urls.data_file(name, suffix) for suffix in ("xlsx", "json")]
    paths += [urls.data_file(table.name, "csv") for table in data.held(edition)]
    told = _dataset(base, name, data.whole.title, data.about, paths)
    return told | {"dct:conformsTo": {"@id": base + urls.data_file(name, SCHEMA)}}


def _of_ledger(base: str, ledger: Ledger) -> Described:
    every = ledger_files.EVERY_PERIOD
    paths = [
        urls.ledger_period(ledger.code, every, suffix=suffix) for suffix in ledger_files.OF_EVERYTHING
    ]
    told = _dataset(base, ledger_name(ledger), ledger.name, ledger.about or ledger.name, paths)
    return told | {"dct:issued": {"@type": "xsd:date", "@value": ledger.published.isoformat()}}


def _dataset(base: str, name: str, title: str, about: str, paths: Iterable[str]) -> Described:
    page = {"@id": f"{base}{urls.DATA}#{name}"}
    return {
        **page,
        "@type": "dcat:Dataset",
        "dct:identifier": name,
        "dct:title": title,
        "dct:description": about,
        "dct:publisher": _publisher(base),
        "dcat:landingPage": page,
        "dcat:distribution": [_distribution(base, path) for path in paths],
    }


def _publisher(base: str) -> Described:
    return {"@id": f"{base}{urls.DCAT}#publisher"}


def _distribution(base: str, path: str) -> Described:
    address = {"@id": base + path}
    return {
        **address,
        "@type": "dcat:Distribution",
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": _MEDIA + _TYPES[path.rpartition(".")[2]]},
    }
