"""Codes that were published and are gone, though what they named is still there under another one.

Enters: the release in force, and the county.  Leaves: a problem for each such code: its address is in
print, on signs and in bookmarks, and would lead nowhere.  Only pages that go are read.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from ..basics.problem import Code, Problem
from ..county.site import Published, Site, former_codes
from ..schema.catalogue import LINKED
from ..schema.records.lists.shared_list import SharedList
from ..schema.records.unit import Post, Unit
from .compare import POSTS, Release, heading_of, record_of

CHANGED_CODE = Code(
    "R109",
    "公布过的编码换了",
    "请改回；一定要换的，把原来的写在“原编码”（岗位写“原代码”）里，旧地址留一页指到新地址。"
    "确实是两件事的，加 --allow-withdrawal",
)

_META = re.compile(r'<meta name="(ArticleTitle|ContentSource)" content="([^"]*)">')


@dataclass(frozen=True, slots=True)
class _Called:
    """A record as its page calls it: what it is called, and whose it is."""

    record: Published | Unit | Post | SharedList
    folder: str
    title: str
    whose: tuple[str, ...]


def changed_codes(before: Release, site: Site) -> Iterator[Problem]:
    """Every record that had another code in the release in force, and does not say so."""
    published = _published(before)
    present = list(_present(site))
    known = {(n.folder, code) for n in present for code in (n.record.code, *former_codes(n.record))}
    for (folder, code), page in published.items():
        if (folder, code) not in known:
            yield from _under_another(folder, code, before.folder / page, present, published)


def _under_another(
    folder: str, code: str, page: Path, present: list[_Called], published: Container[tuple[str, str]]
) -> Iterator[Problem]:
    """A record of the same name, and of the same unit unless it is new."""
    title, whose = _told(page)
    for named in present:
        is_new = (folder, named.record.code) not in published
        if (named.folder, named.title) == (folder, title) and (is_new or whose in named.whose):
            what = f"“{title}”公布过的编码是 {code}，现在没有了，有一项同名的 {named.record.code}"
            yield Problem(named.record.at("code"), CHANGED_CODE, what)
            return


def _published(release: Release) -> Mapping[tuple[str, str], str]:
    """A page of every record of a release, by folder and code."""
    pages = ((record_of(path), path) for path in release.files)
    return {(found[0], found[1].removesuffix("_")): path for found, path in pages if found}


def _present(site: Site) -> Iterator[_Called]:
    for shelf in LINKED:
        paged: Iterable[Any] = site.of(shelf.record).values() if shelf.pages else ()
        for record in paged:
            yield _Called(record, shelf.pages, record.name, _whose(site, record))
    for post in site.posts.values():
        home = site.unit_of_post[post.code]
        yield _Called(post, POSTS, f"{home.label}{post.name}", (home.label, home.name))


def _whose(site: Site, record: Any) -> tuple[str, ...]:
    """What the body is called that a record belongs to; "" of a list that many hold."""
    if isinstance(record, SharedList):
        return ("",)
    home = record if isinstance(record, Unit) else site.unit(record.unit)
    return home.label, home.name


def _told(page: Path) -> tuple[str, str]:
    """What a page is called and whose it is; empty where it is damaged."""
    try:
        text = page.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return "", ""
    said = {name: unescape(value) for name, value in _META.findall(text)}
    return said.get("ArticleTitle", heading_of(text)), said.get("ContentSource", "")
