"""Prose to safe HTML: the few signs that docs/prose.md tells to clerks, and every line as typed.

Enters: the text of a prose field.  Leaves: ``Markup`` with a small set of tags, without raw HTML,
scripts, styles, images or foreign schemes.
"""

from __future__ import annotations

from functools import lru_cache, partial

import nh3
from markupsafe import Markup

from ....basics.values import regex
from ....schema.phones import IN_WORDS
from ....schema.source.prose_signs import LINK
from . import prose_words
from .prose_blocks import CENTRE, HEADING, RIGHT, Blocks
from .prose_words import Follow

TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "strong", "del", "blockquote", "ul", "ol", "li", "a",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "li": {"value"}}
SCHEMES = {"http", "https", "mailto", "tel"}
_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    allowed_classes={tag: {RIGHT, CENTRE} for tag in ("p", "th", "td")},
    url_schemes=SCHEMES,
    link_rel=None,
)
"""Only the tags and schemes above, whatever the lines of a text were made to."""
_PLAIN = regex(r"[《“（]?[\u4e00-\u9fff][\u4e00-\u9fff0-9，。、；：？！《》“”（）]*+")
"""A line of words, as most texts are: no sign is read in it."""


def leads_outside(href: str) -> bool:
    """Whether an address names a scheme or a host."""
    return ":" in href or href.startswith("//")


def prose(text: str, follow: Follow, depth: int = 2) -> Markup:
    """The HTML of a text whose highest headings become ``depth``, however many signs they have."""
    if _PLAIN.fullmatch(text):
        return Markup(f"<p>{text}</p>")  # noqa: S704  nothing in it is a sign of prose, or of HTML
    leads = LINK.search(text) or IN_WORDS.search(text)
    return _html(text, follow, depth) if leads else _unlinked(text, depth)


@lru_cache(maxsize=1 << 9)
def _unlinked(text: str, depth: int) -> Markup:
    """The same on every page of every edition: it is asked for again soon."""
    return _html(text, lambda _: None, depth)


def _html(text: str, follow: Follow, depth: int) -> Markup:
    lines = text.replace("\t", "    ").split("\n")
    highest = min(map(_signs, filter(HEADING.fullmatch, map(str.strip, lines))), default=1)
    words = partial(prose_words.html, follow=follow)
    made = "\n".join(Blocks(lines, words, depth - highest + 1).html())
    return Markup(_CLEANER.clean(made))  # noqa: S704  cleaned


def _signs(heading: str) -> int:
    return len(heading) - len(heading.lstrip("#"))
