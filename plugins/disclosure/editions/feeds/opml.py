"""OPML 2.0: all channels in one file, for a reader that takes up many at once.

Enters: an ``Edition`` and its channels.  Leaves: the file; a channel is named by its Atom, or else by
its RSS.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...basics.output import File
from ..edition import Edition
from ..parts import urls
from ..parts.addresses import base_of
from . import xml
from .page import PARTS
from .subscriptions import Subscription


def files(edition: Edition, offered: Iterable[Subscription]) -> Iterator[File]:
    county = edition.site.county
    whole = xml.root("opml", {"version": "2.0"})
    xml.add(xml.add(whole, "head"), "title", county.portal.site)
    body = xml.add(whole, "body")
    base, read = base_of(county), [channel for channel in offered if "xml" in channel.suffixes]
    for of, title in PARTS.items():
        held = [channel for channel in read if channel.of == of]
        part = xml.add(body, "outline", text=title) if held else body
        for channel in held:
            feed = base + channel.path("atom" if "atom" in channel.suffixes else "xml")
            told = {"xmlUrl": feed, "htmlUrl": base + urls.HOME}
            xml.add(part, "outline", type="rss", text=channel.title, **told)
    yield xml.document(urls.OPML, whole)
