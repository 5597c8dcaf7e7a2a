"""What a page is, said to programs: JSON-LD in its head, which a browser neither runs nor sends for.

Enters: an ``Edition``, and the record that a page is of.  Leaves: the text of one data block, with the
record and the way to its page.  Terms are schema.org's; what it has no word for (sittings, votes, legal
grounds) is said in the vocabularies of European public bodies.  Each block spells out its terms: no
context is fetched to read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from json.encoder import encode_basestring as _quoted

from markupsafe import Markup

from .....county.site import code_of
from ....edition import Edition
from ... import urls
from ...addresses import base_of
from ...blocks import Anchor
from . import bodies, deciding, documents, services
from .terms import DataNode, RecordPage, TypedKind, present

__all__ = ["KINDS", "DataNode", "RecordPage", "block", "site"]

KINDS: tuple[TypedKind, ...] = (bodies.UNIT, services.POWER, deciding.DECISION, *documents.KINDS)
"""The one table: of which type the page of a record is, and what of the record it says."""
VOCABULARY = {"@vocab": "https://schema.org/"}
PREFIXES = {
    "besluit": "http://data.vlaanderen.be/ns/besluit#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "prov": "http://www.w3.org/ns/prov#",
}


def block(
    edition: Edition, crumbs: Sequence[Anchor], page: RecordPage, node: DataNode | None = None
) -> Markup | None:
    """The data block of a page; None where there is neither a record nor a way."""
    base = base_of(edition.site.county)
    kind = next((kind for kind in KINDS if kind.record is type(page.of) and kind.fits(page.of)), None)
    nodes = [_written(node)] if node else []
    nodes += [_written(_of_record(edition, kind, page, base))] if kind else []
    nodes += _way(crumbs, base)
    return _printed(nodes, kind.prefixes if kind else ()) if nodes else None


def site(edition: Edition) -> DataNode:
    """The site itself, for its front page: whose it is, and how it is searched."""
    county = edition.site.county
    base = base_of(county)
    return {
        "@type": "WebSite", "@id": base, "url": base, "name": county.portal.site, "inLanguage": "zh-CN",
        "publisher": {"@type": "GovernmentOrganization", "name": county.portal.sponsor},
        "potentialAction": {
            "@type": "SearchAction", "target": f"{base}{urls.SEARCH}?q={{q}}",
            "query-input": "required name=q",
        },
    }  # fmt: skip


def _of_record(edition: Edition, kind: TypedKind, page: RecordPage, base: str) -> DataNode:
    address = base + urls.record(kind.record, code_of(page.of) if page.of else "")
    types = kind.types if len(kind.types) > 1 else kind.types[0]
    head: DataNode = {"@type": types, "@id": address, "url": address}
    return head | present(kind.told(edition, page))


def _way(crumbs: Sequence[Anchor], base: str) -> Iterator[str]:
    """The pages between the front page and this one: those two a reader of the way knows.

    A way has two steps at least.
    """
    between = [crumb for crumb in crumbs[1:-1] if crumb.href]
    if len(between) > 1:
        steps = (_step(number, to.text, base + to.href) for number, to in enumerate(between, 1))
        yield '{"@type":"BreadcrumbList",\n"itemListElement":[' + ",\n".join(steps) + "]}"


@lru_cache(maxsize=1 << 10)  # many pages have it in common
def _step(number: int, name: str, address: str) -> str:
    where = f'"name":{_quoted(name)},\n"item":{_quoted(address)}'
    return f'{{"@type":"ListItem",\n"position":{number},\n{where}}}'


_written = json.JSONEncoder(ensure_ascii=False, separators=(",\n", ":")).encode
"""A property a line: most stand on many pages."""


def _printed(nodes: Iterable[str], prefixes: tuple[str, ...]) -> Markup:
    """No tag can begin in it."""
    told = ",\n".join(nodes)
    text = f'{{"@context":{_context(prefixes)},\n"@graph":[{told}]}}'
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704  nothing in it ends the block


@cache
def _context(prefixes: tuple[str, ...]) -> str:
    return _written(VOCABULARY | {prefix: PREFIXES[prefix] for prefix in prefixes})
