"""The shapes of JSON documents that are no tables, by the names under which OpenAPI refers to them.

Enters: the words that records may use.  Leaves: JSON Schema (2020-12).  A document of ours holds
nothing but what its shape names.
"""

from __future__ import annotations

from collections.abc import Iterable

from ....county.facts.histories.record_history import HistoryKind
from ....county.facts.practices.kept_up import Kept
from ....county.ledgers.freshness import Freshness
from ....schema.declare import JsonSchema
from ....schema.records.publicity import ALWAYS, CYCLES, ON_REQUEST, PROACTIVE
from ...feeds.jsonfeed import VERSION
from ...parts import urls
from ..table_files import SCHEMA

TEXT: JsonSchema = {"type": "string"}
DAY: JsonSchema = {"type": "string", "format": "date"}
MOMENT: JsonSchema = {"type": "string", "format": "date-time"}
ADDRESS: JsonSchema = {"type": "string", "format": "uri"}
PATH: JsonSchema = {"type": "string", "description": "从网站的根算起，# 后面是页面里的位置"}
TRUTH: JsonSchema = {"type": "boolean"}
NUMBER: JsonSchema = {"type": "integer", "minimum": 0}
TEXTS: JsonSchema = {"type": "array", "items": TEXT}


def _object(*optional: str, **properties: JsonSchema) -> JsonSchema:
    """An object with these properties and no others; those that are not ``optional`` are all there."""
    required = [name for name in properties if name not in optional]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _list(of: JsonSchema) -> JsonSchema:
    return {"type": "array", "items": of}


def _one_of(words: Iterable[str], *more: str) -> JsonSchema:
    return {"type": "string", "enum": [*map(str, words), *more]}


def _format(said: str) -> JsonSchema:
    return {"const": f"disclosure {said} 1"}


def _or_none(of: JsonSchema) -> JsonSchema:
    return {"anyOf": [of, {"type": "null"}]}


_COUNTY = _object(
    code=TEXT, name=TEXT, site=TEXT, url=ADDRESS, levels=TEXTS, categories=TEXTS
)  # fmt: skip
_CATALOGUE = _object(
    format=_format("catalogue"),
    county=_COUNTY,
    units=_list(_object("items", code=TEXT, name=TEXT, level=TEXT, path=PATH, items=PATH)),
    powers=_list(
        _object(
            "aliases", code=TEXT, name=TEXT, unit=TEXT, category=TEXT, flow=TRUTH, path=PATH,
            aliases=TEXTS,
        )
    ),
    decisions=_list(_object(code=TEXT, name=TEXT, unit=TEXT, path=PATH)),
)  # fmt: skip
_UNIT_POWERS = _object(
    format=_format("items"),
    unit=_object(code=TEXT, name=TEXT),
    items=_list({"$ref": f"{urls.data_file('powers', SCHEMA)}#/properties/items/items"}),
)
_KEPT = _object(
    unit=TEXT, state=_one_of(Kept), count=NUMBER,
    latest=_or_none(_object(day=TEXT, path=PATH)), until=TEXT,
)  # fmt: skip
_ROW = _object(
    name=TEXT, content=TEXT, basis=TEXTS, cycle=_one_of(CYCLES, ""), within=_or_none(NUMBER),
    deadline=TEXT, manner=_one_of((PROACTIVE, ON_REQUEST)), scope=TEXT, carriers=TEXTS,
    units=_list(_KEPT),
)  # fmt: skip
_PUBLICITY = _object(
    format=_format("publicity"), as_of=DAY, code=TEXT, name=TEXT, kind=TEXT, unit=TEXT, revised=DAY,
    path=PATH,
    groups=_list(
        _object(name=TEXT, always=_one_of(ALWAYS, ""), unconcerned=TEXT, rows=_list(_ROW))
    ),
)  # fmt: skip
_ROSTER = _object(标题=TEXT, 说明=TEXTS, 行=_list({"type": "object", "additionalProperties": TEXT}))
_DUES = _object(
    format=_format("dues"),
    ledgers=_list(
        _object(
            code=TEXT, name=TEXT, unit=TEXT, period=TEXT, due=DAY, state=_one_of(Freshness), path=PATH
        )
    ),
)  # fmt: skip
_RECORD = {"kind": TEXT, "code": TEXT, "former": TEXTS, "name": TEXT, "unit": TEXT, "path": PATH}
_COMPARED = _object(
    title=TEXT, rows=_list(_object(before=TEXT, after=TEXT, marks=TEXTS))
)  # fmt: skip
_CHANGE = {
    "day": DAY, "change": _one_of(HistoryKind), "what": TEXT, "note": TEXT, "basis": TEXT,
    "successors": _list(PATH), "before_after": _list(_COMPARED),
}  # fmt: skip
_FEED_ITEM = _object(
    "url", id=TEXT, title=TEXT, content_text=TEXT, date_published=MOMENT, date_modified=MOMENT,
    url=ADDRESS,
)  # fmt: skip
_FEED = _object(
    version={"const": VERSION}, title=TEXT, home_page_url=ADDRESS, feed_url=ADDRESS, description=TEXT,
    language=TEXT, authors=_list(_object(name=TEXT)), items=_list(_FEED_ITEM),
)  # fmt: skip


def _theirs(*names: str) -> JsonSchema:
    """A document whose shape others have laid down."""
    return {"type": "object", "required": list(names)}


SHAPES: dict[str, JsonSchema] = {
    "Catalogue": _CATALOGUE,
    "UnitPowers": _UNIT_POWERS,
    "Publicity": _PUBLICITY,
    "Roster": _ROSTER,
    "Dues": _DUES,
    "Changes": _object(format=_format("history"), changes=_list(_object(**_RECORD, **_CHANGE))),
    "History": _object(format=_format("history"), **_RECORD, changes=_list(_object(**_CHANGE))),
    "Feed": _FEED,
    "DataPackage": _theirs("$schema", "name", "id", "title", "resources"),
    "Dcat": _theirs("@context", "@id", "@type", "dcat:dataset"),
}
