"""Markdown to safe HTML.

Enters: the text of a prose field.  Leaves: ``Markup`` with a small set of tags, without raw
HTML, scripts, styles, images or foreign schemes, and within two seconds whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "strong", "em", "del", "sub", "sup", "code", "pre",
    "blockquote", "ul", "ol", "li", "a", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
SCHEMES = {"http", "https", "mailto"}
DEEPEST = 6

# A block beyond these is read as plain words: the library would need quadratic time, or recurse.
MARKS_IN_BLOCK = 1500
RULES_IN_BLOCK = 40
STACKED = 5
QUOTE_DEPTH = 4
INDENT = 16

_BLOCKS = re.compile(r"\n[ \t]*\n")
_MARKS = re.compile(r"[\[\]()*_`!<>&\\~]")
_RULES = re.compile(r"^ {0,3}(?:#|[-=*_ ]+$|```)", re.MULTILINE)
_STACKS = re.compile(rf"^[ ]*(?:(?:[-*+>]|\d+\.)[ ]+){{{STACKED},}}", re.MULTILINE)
_QUOTES = re.compile(rf"^([ \t]*>[ \t]*){{{QUOTE_DEPTH + 1},}}", re.MULTILINE)
_INDENTS = re.compile(rf"^[ \t]{{{INDENT + 1},}}", re.MULTILINE)

_SOFT_BREAK = re.compile(r"(?<=[\u2e80-\uffef])\n(?=[\u2e80-\uffef])")

# Characters with a meaning travel through the library as noncharacters, which no text may hold.
_HIDE = {ord(char): 0xFDD0 + n for n, char in enumerate("[]()*_`!<>&|\\~#-=+.:")}
_SHOW = {hidden: escape(chr(char)) for char, hidden in _HIDE.items()}

Follow = Callable[[str], str | None]
"""Where a link shall lead, or None to leave its words without one."""


def leads_outside(href: str) -> bool:
    """Whether an address names a scheme or a host."""
    return ":" in href or href.startswith("//")


def prose(text: str, follow: Follow, depth: int = 2) -> Markup:
    """The HTML of a Markdown text whose first-level headings become ``depth``."""
    if not text:
        return Markup()
    converter = Markdown(extensions=["tables", "sane_lists"], output_format="html")
    converter.preprocessors.deregister("html_block")
    for name in ("html", "image_link", "image_reference", "short_image_ref"):
        converter.inlinePatterns.deregister(name)
    converter.treeprocessors.register(_Shift(converter, depth - 1), "shift", 0)
    try:
        html = converter.convert(_tame(text))
    except RecursionError:
        html = f"<p>{text.translate(_HIDE)}</p>"
    return _clean(_joined(html.translate(_SHOW)), follow)


def _joined(html: str) -> str:
    """Chinese has no spaces: a line break of the source must not become one."""
    return html if "<pre>" in html else _SOFT_BREAK.sub("", html)


class _Shift(Treeprocessor):
    """Moves headings down, to stand below the page's own."""

    def __init__(self, converter: Markdown, by: int) -> None:
        super().__init__(converter)
        self.by = by

    def run(self, root: Element) -> None:
        for element in root.iter():
            if re.fullmatch(r"h[1-6]", element.tag):
                element.tag = f"h{min(int(element.tag[1]) + self.by, DEEPEST)}"


def _clean(html: str, follow: Follow) -> Markup:
    def attribute(tag: str, name: str, value: str) -> str | None:
        return follow(value) if (tag, name) == ("a", "href") else None

    safe = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        attribute_filter=attribute,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return Markup(safe)  # noqa: S704  nh3 has let through only the tags above


def _tame(text: str) -> str:
    text = _QUOTES.sub("> " * QUOTE_DEPTH, text.replace("\t", "    "))
    text = _INDENTS.sub(" " * INDENT, text)
    return "\n\n".join(_hide_if_wild(block) for block in _BLOCKS.split(text))


def _hide_if_wild(block: str) -> str:
    wild = (
        len(_MARKS.findall(block)) > MARKS_IN_BLOCK
        or len(_RULES.findall(block)) > RULES_IN_BLOCK
        or _STACKS.search(block)
    )
    return block.translate(_HIDE) if wild else block
