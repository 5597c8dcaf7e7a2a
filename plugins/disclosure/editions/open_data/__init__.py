"""What the portal publishes for other programs: an index, records in full, tables, and what these are.

Enters: an ``Edition``.  Leaves: ``catalogue.json`` and the powers of each unit; tables under ``data/``;
``datapackage.json``, ``dcat.jsonld`` and ``openapi.json``, which tell of all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.output import File
from ..edition import Edition
from . import catalogue_index, data_package, dcat, described, ledger_schemas, table_files
from .catalogue_index import FORMAT, PATH

__all__ = ["FORMAT", "PATH", "files"]


def files(edition: Edition) -> Iterator[File]:
    """All of them."""
    for part in (catalogue_index, table_files, ledger_schemas, data_package, dcat, described):
        yield from part.files(edition)
