"""The page of open data: what there is, in which formats, and what describes it all.

Enters: an ``Edition``.  Leaves: ``Html`` with a ``DataPage``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ...basics.output import Html
from ...basics.values import dataclass
from ...schema.records.ledgers.ledger import Ledger
from ..edition import Edition
from ..ledgers import ledger_files
from ..pages.disclosed import record_histories
from ..parts import links, urls
from ..parts.blocks import Anchor, Head, Offer
from ..parts.frame.linked import documents
from . import ledger_schemas
from .catalogue_index import PATH
from .data_package import ledger_name, ledgers
from .data_tables import DataSet, DataTable, published
from .table_files import SCHEMA

TITLE, TEMPLATE = "开放数据", "site/data.html"
NOTE = (
    "网站上公布的，都可以整份下载，用 Excel 打开，或者交给别的程序："
    "内容和网页上的一样，编码和网址长期不变。"
)
WORDS = {"xlsx": "Excel", "csv": "CSV", "json": "JSON"}
_SCHEMA = "字段"
WHOLE = (
    (urls.DATA_PACKAGE, "数据包", "全部表格和每一列的含义（Frictionless Data Package）"),
    (urls.DCAT, "数据目录", "供数据开放平台采集（DCAT，JSON-LD）"),
    (urls.OPENAPI, "接口说明", "每个 JSON 文件的地址和字段（OpenAPI 3.1）"),
    (PATH, "总目录", "机构、职权、决策的编码、名称、网页（JSON）"),
    (urls.SUBSCRIBE, "订阅", "有变动自动送来"),
)
CHANGES = (urls.CHANGES_DATA, "变更记录", "哪天改了、撤下了什么，为什么；每条记录也另有一份（JSON）")


@dataclass(frozen=True, slots=True)
class DataOffers:
    """A catalogue: its files, and those of the lists in it."""

    anchor: str
    title: str
    about: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class DataPage:
    """All that can be taken away; ``whole`` is what tells of all of it, each with a few words."""

    head: Head
    title: str
    note: str
    parts: tuple[DataOffers, ...]
    whole: tuple[tuple[Anchor, str], ...]


def pages(edition: Edition) -> Iterator[Html]:
    """The one page."""
    yield Html(urls.DATA, TEMPLATE, partial(_page, edition))


def _page(edition: Edition) -> DataPage:
    parts = (
        *(_catalogue(edition, data) for data in published(edition)),
        *map(_ledger, ledgers(edition)),
    )
    return DataPage(
        head=links.head(
            edition, TITLE, "about", Anchor(TITLE), description=NOTE, column=TITLE,
            node=documents.data_catalogue(edition, TITLE, NOTE, map(_told, parts)),
        ),
        title=TITLE,
        note=NOTE,
        parts=parts,
        whole=tuple((Anchor(name, path), about) for path, name, about in _of_all(edition)),
    )  # fmt: skip


def _told(part: DataOffers) -> documents.NamedSet:
    """A part of the page as programs are told of it: all its files but the schema."""
    files = (file for offer in part.offers for file in offer.formats if file.text != _SCHEMA)
    return part.anchor, part.title, part.about or part.title, tuple(files)


def _of_all(edition: Edition) -> tuple[tuple[str, str, str], ...]:
    return (*WHOLE, CHANGES) if record_histories.way(edition) else WHOLE


def _catalogue(edition: Edition, data: DataSet) -> DataOffers:
    first, *lists = data.held(edition)
    name = first.name
    formats = [Anchor(WORDS[suffix], urls.data_file(name, suffix)) for suffix in WORDS]
    whole = Offer(
        _counted(edition, first), (*formats, Anchor(_SCHEMA, urls.data_file(name, SCHEMA))), ()
    )
    inner = (
        Offer(_counted(edition, table), (Anchor(WORDS["csv"], urls.data_file(table.name, "csv")),), ())
        for table in lists
    )
    return DataOffers(name, first.title, data.about, (whole, *inner))


def _counted(edition: Edition, table: DataTable) -> str:
    return f"{table.title}（{table.count(edition)}行）"


def _ledger(ledger: Ledger) -> DataOffers:
    every = ledger_files.EVERY_PERIOD
    files = [
        Anchor(WORDS[suffix], urls.ledger_period(ledger.code, every, suffix=suffix))
        for suffix in ledger_files.OF_EVERYTHING
    ]
    number = sum(len(sheet.lines) for sheet in ledger.sheets)
    schema = Anchor(_SCHEMA, ledger_schemas.path_of(ledger))
    offer = Offer(f"全部各期（{number}行）", (*files, schema), ())
    return DataOffers(ledger_name(ledger), ledger.name, "", (offer,))
