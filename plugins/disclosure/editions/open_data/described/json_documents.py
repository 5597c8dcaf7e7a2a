"""The one table of JSON documents: address, what it is, and the schema that it keeps.

Enters: an ``Edition``.  Leaves: those documents of which the edition has any.  An address is the path of
a file below the portal, with names in braces for what varies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ....basics.values import dataclass
from ....county.ledgers.ledger_lines import by_period
from ....schema.records.publicity import PublicityCatalogue
from ...edition import Edition
from ...pages.disclosed import record_histories
from ...parts import links, urls
from .. import ledger_schemas
from ..catalogue_index import PATH
from ..data_package import ledgers
from ..data_tables import published
from ..table_files import SCHEMA

JSON, JSON_LD = "application/json", "application/ld+json"


@dataclass(frozen=True, slots=True)
class JsonDocument:
    """A document, or all of a kind; ``shape`` names a schema of ours, or ``schema`` lies in a file."""

    path: str
    title: str
    about: str
    shape: str = ""
    schema: str = ""
    media: str = JSON
    held: Callable[[Edition], bool] = lambda _: True


def _has_powers(edition: Edition) -> bool:
    return any(edition.site.powers_of.values())


def _has_ledgers(edition: Edition) -> bool:
    return bool(edition.site.ledgers)


def _has_catalogues(edition: Edition) -> bool:
    return bool(edition.site.of(PublicityCatalogue))


def _has_lists(edition: Edition) -> bool:
    return any(notice.lists for notice in edition.site.notices.values())


def _has_changes(edition: Edition) -> bool:
    return record_histories.way(edition) is not None


def _has_item_changes(edition: Edition) -> bool:
    return any(links.told_on(of).startswith("lists/") for of in record_histories.every(edition))


def _has_record_changes(edition: Edition) -> bool:
    return any(not links.told_on(of).startswith("lists/") for of in record_histories.every(edition))


FIXED = (
    JsonDocument(PATH, "总目录", "机构、职权、决策的编码、名称、网页", "Catalogue"),
    JsonDocument(
        "units/{code}.json", "一个机构的职权", "一条一行，全文", "UnitPowers", held=_has_powers
    ),
    JsonDocument(
        "catalogues/{code}.json", "公开目录", "每一项、由谁公开、公开得怎样", "Publicity",
        held=_has_catalogues,
    ),
    JsonDocument(
        "attachments/{notice}-list-{number}.json", "公告的名单", "照规则遮盖了个人信息", "Roster",
        held=_has_lists,
    ),
    JsonDocument(
        urls.DUES, "台账到期", "每本台账下一次最晚哪天公布", "Dues", held=_has_ledgers
    ),
    JsonDocument(
        urls.CHANGES_DATA, "全部变更", "哪天改了、撤下了什么，为什么", "Changes", held=_has_changes
    ),
    JsonDocument(
        "changes/{kind}/{code}.json", "一条记录的变更", "从公布到现在", "History",
        held=_has_record_changes,
    ),
    JsonDocument(
        "changes/lists/{list}/{code}.json", "共同清单一项的变更", "从公布到现在", "History",
        held=_has_item_changes,
    ),
    JsonDocument("feed.json", "订阅：全部", "JSON Feed 1.1", "Feed"),
    JsonDocument(
        "feeds/{of}/{code}.json", "订阅：层级、机构、类别、事项、台账", "JSON Feed 1.1", "Feed"
    ),
    JsonDocument(
        "feeds/changes/all.json", "订阅：全部变更", "JSON Feed 1.1", "Feed", held=_has_changes
    ),
    JsonDocument(
        "feeds/changes/{kind}/{code}.json", "订阅：一条记录的变更", "JSON Feed 1.1", "Feed",
        held=_has_record_changes,
    ),
    JsonDocument(
        "feeds/changes/lists/{list}/{code}.json", "订阅：共同清单一项的变更", "JSON Feed 1.1", "Feed",
        held=_has_item_changes,
    ),
    JsonDocument(urls.DATA_PACKAGE, "数据包", "全部 CSV 和每一列的含义", "DataPackage"),
    JsonDocument(urls.DCAT, "数据目录", "供数据开放平台采集（DCAT）", "Dcat", media=JSON_LD),
)  # fmt: skip


def documents(edition: Edition) -> Iterator[JsonDocument]:
    """All that there is in the edition, tables and ledgers with the schemas that lie beside them."""
    yield from (document for document in FIXED if document.held(edition))
    for data in published(edition):
        path, schema = (urls.data_file(data.whole.name, suffix) for suffix in ("json", SCHEMA))
        yield JsonDocument(path, data.whole.title, data.about, schema=schema)
    for ledger in ledgers(edition):
        if by_period(ledger):
            path = urls.ledger_period(ledger.code, "{period}", suffix="json")
            schema = ledger_schemas.path_of(ledger)
            yield JsonDocument(path, ledger.name, ledger.about or ledger.name, schema=schema)
