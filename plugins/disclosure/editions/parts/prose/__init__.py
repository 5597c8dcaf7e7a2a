"""Prose to safe HTML: the few signs that docs/prose.md tells to clerks, and every line as typed.

Enters: the text of a prose field.  Leaves: ``Markup`` with a small set of tags, without raw HTML,
scripts, styles, images or foreign schemes.
"""

from __future__ import annotations

from functools import partial

import nh3
from markupsafe import Markup

from . import prose_words
from .prose_blocks import CENTRE, RIGHT, Blocks
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
    """The HTML of a text whose first-level headings become ``depth``."""
    lines = text.replace("\t", "    ").split("\n")
    made = "\n".join(Blocks(lines, partial(prose_words.html, follow=follow), depth).html())
    return Markup(_clean(made))  # noqa: S704  cleaned


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
