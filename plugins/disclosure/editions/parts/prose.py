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

# A wild block travels through the libraries as its number between noncharacters, which no text may hold.
_FIRST, _LAST = "\ufdd0", "\ufdd1"
_NUMBER = re.compile(f"{_FIRST}([0-9]+){_LAST}")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")

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
    tamed, hidden = tame(text)
    try:
        html = converter.convert(tamed)
    except RecursionError:
        html, hidden = f"<p>{_FIRST}0{_LAST}</p>", [text]
    return _shown(_clean(_joined(html), follow), hidden)


def _shown(html: str, hidden: list[str]) -> Markup:
    """The hidden blocks back in their places, as plain words."""
    words = [_SOFT_BREAK.sub("", escape(block)) for block in hidden]
    return Markup(_NUMBER.sub(lambda match: words[int(match[1])], html))  # noqa: S704  cleaned, and escaped


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


def _clean(html: str, follow: Follow) -> str:
    """Only the tags and schemes above, whatever the library made of the text."""

    def attribute(tag: str, name: str, value: str) -> str | None:
        return follow(value) if (tag, name) == ("a", "href") and _FIRST not in value else None

    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        attribute_filter=attribute,
        url_schemes=SCHEMES,
        link_rel=None,
    )


def tame(text: str) -> tuple[str, list[str]]:
    """The text with numbers in place of blocks that would take the libraries too long; those blocks."""
    text = _NONCHARACTERS.sub("\ufffd", text).replace("\t", "    ")
    text = _INDENTS.sub(" " * INDENT, _QUOTES.sub("> " * QUOTE_DEPTH, text))
    blocks, hidden = _BLOCKS.split(text), list[str]()
    for place, block in enumerate(blocks):
        if wild(block):
            blocks[place] = f"{_FIRST}{len(hidden)}{_LAST}"
            hidden.append(block)
    return "\n\n".join(blocks), hidden


def wild(block: str) -> bool:
    """Whether the library would need quadratic time for a block, or recurse."""
    return (
        len(_MARKS.findall(block)) > MARKS_IN_BLOCK
        or len(_RULES.findall(block)) > RULES_IN_BLOCK
        or _STACKS.search(block) is not None
    )
