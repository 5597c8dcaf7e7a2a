"""What search engines ask a site for: sitemap.xml (sitemaps.org 0.9) and robots.txt.

Enters: an ``Edition`` and the paths of its pages.  Leaves: one sitemap, or several and their index.
Lists narrowed by unit, kind or year repeat what others hold and are left out.  A page has a
``lastmod`` where its record tells when it was last changed; no day is taken from a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ...basics.output import File, ready
from ...county.facts.histories.changes import last_changed
from ...county.site import Site
from ..edition import Edition
from ..feeds import xml
from ..parts import urls
from ..parts.addresses import base_of

SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
ROBOTS, SITEMAP = "robots.txt", "sitemap.xml"
MOST_ADDRESSES, MOST_BYTES = 50_000, 50 * 1024 * 1024
"""What one sitemap may hold."""
_AROUND = 200
"""Bytes around an address and its day, and no more."""


def files(edition: Edition, paths: Iterable[str]) -> Iterator[File]:
    base, days = base_of(edition.site.county), _days(edition.site)
    sheets = [_sheet(base, sheet, days) for sheet in _dealt(base, filter(_lasting, paths))]
    if len(sheets) == 1:
        yield sheets[0]._replace(path=SITEMAP)
    else:
        names = [f"sitemap-{number}.xml" for number in range(1, len(sheets) + 1)]
        yield from (sheet._replace(path=name) for sheet, name in zip(sheets, names, strict=True))
        yield _index(base, names)
    yield File(ROBOTS, ready(f"User-agent: *\nDisallow:\n\nSitemap: {base}{SITEMAP}\n".encode()))


def _lasting(path: str) -> bool:
    return "/by/" not in path and path != urls.MISSING


def _days(site: Site) -> Mapping[str, date]:
    """When the record of a page was last changed, by the page's path."""
    days = ((urls.record(type(of), of.code), last_changed(of)) for of in site.published)
    return {path: day for path, day in days if day}


def _dealt(base: str, paths: Iterable[str]) -> Iterator[list[str]]:
    """The paths in their order, as many together as one sitemap may hold; at least one, if empty."""
    sheet: list[str] = []
    size = 0
    for path in paths:
        need = len((base + path).encode()) + _AROUND
        if len(sheet) == MOST_ADDRESSES or size + need > MOST_BYTES:
            yield sheet
            sheet, size = [], 0
        sheet.append(path)
        size += need
    yield sheet


def _sheet(base: str, paths: Iterable[str], days: Mapping[str, date]) -> File:
    return xml.listing(
        SITEMAP, "urlset", SCHEMA, (_entry(base + path, days.get(path)) for path in paths)
    )


def _entry(address: str, day: date | None) -> str:
    changed = xml.line("lastmod", day.isoformat()) if day else ""
    return f"<url>{xml.line('loc', address)}{changed}</url>"


def _index(base: str, names: Iterable[str]) -> File:
    sheets = (f"<sitemap>{xml.line('loc', base + name)}</sitemap>" for name in names)
    return xml.listing(SITEMAP, "sitemapindex", SCHEMA, sheets)
