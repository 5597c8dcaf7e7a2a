"""A box of a drawing as a link, whose name begins with the words that are seen in it.

Enters: a box as SVG, where it leads, and what is to be said of it.  Leaves: SVG.  Who speaks to a
machine says what stands in the box (WCAG 2.5.3); what shapes and signs tell follows in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape

from markupsafe import escape

_TAG = re.compile(r"<[^>]*>")
_NOT_WORDS = re.compile(r"\W+")


def link(name: str, href: str, inside: str, told: Iterable[str]) -> str:
    """“材料齐全？ 受理窗口 2；第2步；判断；齐全：转第4步”: what is written, then what else is told."""
    apart = inside.replace("</text>", "</text> ")  # where one text ends, so does the word
    written = unescape(_TAG.sub("", apart)).strip()
    seen = _bare(written)
    label = "；".join([written, *(part for part in told if part and _bare(part) not in seen)])
    attributes = f'id="{name}" href="{escape(href)}" aria-label="{escape(label)}"'
    return f"<a {attributes}>{apart}</a>"


@lru_cache(maxsize=1 << 12)  # what is told of a step is told in every drawing of its flow
def _bare(words: str) -> str:
    return _NOT_WORDS.sub("", words)
