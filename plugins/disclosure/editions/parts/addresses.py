"""Addresses and moments as other programs read them: absolute, lasting, in Beijing's time; and the way
from a page to others of its edition, as its links write it.

Enters: the county, codes, dates; paths.  Leaves: text.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import cache
from urllib.parse import urljoin

from ...basics.calendar.workdays import BEIJING
from ...schema.records.county import County
from . import urls

_DRAWING = re.compile(r"charts/(.+?)(?:-[a-z]+)?\.[a-z]+")


def base_of(county: County) -> str:
    """The portal's address with a slash at its end."""
    return _folder(county.portal.url)


@cache
def _folder(url: str) -> str:
    return urljoin(url.rstrip("/") + "/", ".")


def stands_on(path: str) -> str:
    """The page on which a flow stands, given the path of a file of its drawings; else that path."""
    drawing = _DRAWING.fullmatch(path)
    return urls.drawn_on(drawing[1]) if drawing else path


def tag(county: County, kind: str, code: str) -> str:
    """The lasting id of a record or a feed (RFC 4151)."""
    return f"tag:disclosure,2026:{county.area_code}/{kind}/{code}"


def midnight(day: date) -> datetime:
    """The beginning of a day in Beijing."""
    return datetime.combine(day, time(), BEIJING)


def root_of(path: str) -> str:
    """The way from a page back to the root of its edition: "" or "../" repeated."""
    return "../" * path.count("/")


def straight(page: str, path: str) -> str:
    """A page whose links, written from the root, do not leave the folder of the root that it lies in.

    Quotes are escaped in words: what looks like the beginning of a link is one.
    """
    folder, root = path.partition("/")[0], root_of(path)
    return page.replace(f'href="{root}{folder}/', f'href="{root[3:]}') if root else page
