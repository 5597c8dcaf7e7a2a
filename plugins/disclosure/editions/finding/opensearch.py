"""How a browser may search the site from its own address bar (OpenSearch 1.1).

Enters: an ``Edition``.  Leaves: ``opensearch.xml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.output import File
from ..edition import Edition
from ..feeds import xml
from ..parts import urls
from ..parts.addresses import base_of

SCHEMA = "http://a9.com/-/spec/opensearch/1.1/"
LONGEST_NAME = 16


def files(edition: Edition) -> Iterator[File]:
    county = edition.site.county
    whole = xml.root("OpenSearchDescription", {"xmlns": SCHEMA})
    xml.add(whole, "ShortName", county.portal.site[:LONGEST_NAME])
    xml.add(whole, "Description", f"在{county.portal.site}里搜索")
    xml.add(whole, "InputEncoding", "UTF-8")
    template = f"{base_of(county)}{urls.SEARCH}?q={{searchTerms}}"
    xml.add(whole, "Url", type="text/html", method="get", template=template)
    yield xml.document(urls.OPENSEARCH, whole)
