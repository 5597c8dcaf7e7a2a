"""Prose to safe HTML: the few signs that docs/prose.md tells to clerks, and every line as typed.

Enters: the text of a prose field.  Leaves: ``Markup`` with a small set of tags, without raw HTML,
scripts, styles, images or foreign schemes.
"""

from __future__ import annotations

from functools import partial

import nh3
from markupsafe import Markup

from . import prose_words
from .prose_blocks import CENTRE, HEADING, RIGHT, Blocks
from .prose_words import Follow

TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "strong", "del", "blockquote", "ul", "ol", "li", "a",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "li": {"value"}}
SCHEMES = {"http", "https", "mailto"}


def leads_outside(href: str) -> bool:
    """Whether an address names a scheme or a host."""
    return ":" in href or href.startswith("//")


def prose(text: str, follow: Follow, depth: int = 2) -> Markup:
    """The HTML of a text whose highest headings become ``depth``, however many signs they have."""
    lines = text.replace("\t", "    ").split("\n")
    highest = min(map(_signs, filter(HEADING.fullmatch, map(str.strip, lines))), default=1)
    words = partial(prose_words.html, follow=follow)
    made = "\n".join(Blocks(lines, words, depth - highest + 1).html())
    return Markup(_clean(made))  # noqa: S704  cleaned


def _signs(heading: str) -> int:
    return len(heading) - len(heading.lstrip("#"))


def _clean(html: str) -> str:
    """Only the tags and schemes above, whatever the lines above made of the text."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes={tag: {RIGHT, CENTRE} for tag in ("p", "th", "td")},
        url_schemes=SCHEMES,
        link_rel=None,
    )
