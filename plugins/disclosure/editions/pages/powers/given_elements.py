"""要素 that the county has declared, as a page tells them: in the county's order, each in its section.

Enters: an ``Edition``, a power or one of its 子项, and a section.  Leaves: facts.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....schema.records.element_kind import PHONES, ElementKind
from ....schema.records.powers.given import Given
from ....schema.records.powers.item import Item
from ...edition import Edition
from ...parts.blocks import Anchor, Fact, fact
from ...parts.frame import outward


def facts(edition: Edition, item: Item, section: str) -> Iterator[Fact]:
    given = {given.name.text: given for given in item.elements}
    for element in edition.site.county.elements:
        if element.shown == section and element.name in given:
            yield fact(element.name, *_said(edition, element, given[element.name]))


def _said(edition: Edition, element: ElementKind, given: Given) -> tuple[str | Anchor, ...]:
    """As it is written; a telephone can be called, a number says of what."""
    said = [part.text for part in given.said]
    if element.form == PHONES:
        return outward.phones(edition, (number for text in said for number in text.split("、")))
    return tuple(text + element.unit for text in said)
