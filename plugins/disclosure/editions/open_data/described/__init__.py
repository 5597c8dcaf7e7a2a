"""Every JSON document of the portal, described for programs: OpenAPI 3.1, with the schema of each.

Enters: an ``Edition``.  Leaves: ``openapi.json`` at the root of the portal: addresses, what lies there,
what it looks like.  Nothing answers but files: each address is one, or a family of them by its codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from ....basics.output import File, as_json
from ....schema.declare import JsonSchema
from ...edition import Edition
from ...parts import urls
from ...parts.addresses import base_of
from . import document_shapes
from .json_documents import JsonDocument, documents

VERSION = "1"
"""Of the addresses and the shapes: what is added leaves it as it is."""
PARAMETERS = {
    "code": "编码，见 catalogue.json",
    "kind": "哪一种记录：页面所在的文件夹，例如 powers、decisions",
    "list": "共同清单的编码",
    "notice": "公告的编码",
    "number": "第几份名单，从 1 数起",
    "period": "哪一期，例如 2026、2026-Q1、2026-03；全部各期是 all",
    "of": "哪一类订阅：levels 层级、units 机构、categories 决策类别、matters 事项、ledgers 台账",
}
"""What stands for the variable parts of an address, by its name."""


def files(edition: Edition) -> Iterator[File]:
    """The description."""
    yield File(urls.OPENAPI, partial(_described, edition))


def _described(edition: Edition) -> bytes:
    county = edition.site.county
    found = list(documents(edition))
    told: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": f"{county.name}权力公开数据",
            "version": VERSION,
            "description": "静态文件：每个地址都是一个文件，只有 GET，不用登记，不用密钥。",
            "contact": {"name": county.portal.sponsor, "url": base_of(county) + urls.DATA},
        },
        "servers": [{"url": base_of(county).rstrip("/")}],
        "paths": {f"/{document.path}": _path(document) for document in found},
        "components": {"schemas": {name: document_shapes.SHAPES[name] for name in _used(found)}},
    }
    return as_json(told)


def _used(found: list[JsonDocument]) -> list[str]:
    """The shapes to which documents refer, in the order of the table."""
    return [name for name in document_shapes.SHAPES if any(document.shape == name for document in found)]


def _path(document: JsonDocument) -> dict[str, Any]:
    return {
        "get": {
            "summary": document.title,
            "description": document.about,
            "operationId": re.sub(r"\W+", "_", document.path.rpartition(".")[0]).strip("_"),
            "parameters": [_parameter(name) for name in re.findall(r"\{(\w+)\}", document.path)],
            "responses": {
                "200": {
                    "description": document.title,
                    "content": {document.media: {"schema": _schema(document)}},
                },
                "404": {"description": "没有这个文件"},
            },
        }
    }


def _parameter(name: str) -> dict[str, Any]:
    return {
        "name": name, "in": "path", "required": True, "description": PARAMETERS[name],
        "schema": {"type": "string"},
    }  # fmt: skip


def _schema(document: JsonDocument) -> JsonSchema:
    """One of ours, or the file in which the schema of a table is published."""
    if document.shape:
        return {"$ref": f"#/components/schemas/{document.shape}"}
    return {"$ref": document.schema}
