"""The one XML writer of everything that other programs read: RSS, Atom.

Enters: names, texts, attributes.  Leaves: the bytes of a document; the same elements always give
the same bytes.  What XML forbids is not written.  feedgenerator is no help here: it dates a feed
without items from the clock, writes an empty link where an item has none, and knows feeds only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from xml.etree import ElementTree as ET

from ...basics.files.xmltext import legible
from ...basics.output import File, ready

ATOM = "http://www.w3.org/2005/Atom"

_DECLARED = "<?xml version='1.0' encoding='utf-8'?>"

Element = ET.Element

ET.register_namespace("atom", ATOM)  # how it is called where it is not the document's own


def root(name: str, attributes: Mapping[str, str]) -> Element:
    """The outermost element of a document."""
    return Element(name, dict(attributes))


def add(parent: Element, name: str, text: str = "", /, **attributes: str) -> Element:
    """An element below another; without a text it is empty."""
    element = ET.SubElement(parent, name, {key: legible(value) for key, value in attributes.items()})
    element.text = legible(text)
    return element


def document(path: str, whole: Element) -> File:
    """The document as a file at ``path``."""
    return File(path, ready(written(whole)))


def written(whole: Element) -> bytes:
    """The bytes of the document; written as text and encoded at once, in two thirds of the time."""
    return f"{_DECLARED}\n{ET.tostring(whole, encoding='unicode')}\n".encode()


def line(name: str, text: str) -> str:
    """An element that holds a text alone, where there are tens of thousands: a value of each would take
    ten times as long."""
    return f"<{name}>{escape(legible(text), quote=False)}</{name}>"


def listing(path: str, name: str, namespace: str, lines: Iterable[str]) -> File:
    """The document of such elements as a file at ``path``."""
    whole = f'{_DECLARED}\n<{name} xmlns="{namespace}">{"".join(lines)}</{name}>\n'
    return File(path, ready(whole.encode()))
