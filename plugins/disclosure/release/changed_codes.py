"""Codes that were published and are gone: what they named has another one, or is no more.

Enters: the release in force, and the county.  Leaves: a problem for each code whose address is in print,
on signs and in bookmarks, and would lead nowhere.  Only pages that go are read.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any

from ..basics.problem import Code, Place, Problem, Severity
from ..basics.values import dataclass
from ..county.site import Published, Site, former_codes
from ..schema.catalogue import LINKED, SHELF_OF
from ..schema.common import PUBLIC
from ..schema.records.county import Level, Topic
from ..schema.records.lists.shared_list import SharedList
from ..schema.records.notices.withdrawal import REASONS, Withdrawal
from ..schema.records.unit import Post, Unit
from .compare import KINDS, POSTS, Release, record_of, title_of

CHANGED_CODE = Code(
    "R109",
    "公布过的编码换了",
    "请改回；一定要换的，把原来的写在“原编码”（岗位、层级、主题写“原代码”）里，旧地址留一页指到新地址。"
    "确实是两件事的，加 --allow-withdrawal",
)

VANISHED = Code(
    "R197",
    "公布过的记录没有了，没有写撤下",
    "请在 catalogues/withdrawn/ 里写一条撤下记录：旧地址留一页，说明哪天撤下、为什么、由什么接替",
    Severity.REMINDER,
)
WORD_GONE = Code(
    "R209",
    "公布过的层级、主题没有了",
    "它的网址打不开了。改了名称又换了代码的，请写“原代码”，旧地址留一页指到新地址",
    Severity.REMINDER,
)
TOLD = 20
"""Vanished records told one by one."""

WITHDRAWN_FOLDER = f"catalogues/{SHELF_OF[Withdrawal].folder}"
_FOLDERS = {title: folder for folder, title in KINDS.items()}
_WORDS = {"levels": Level.title, "topics": Topic.title}
_WORD = re.compile(rf"\w+/({'|'.join(_WORDS)})/([^/]+)\.html")
_SOURCE = re.compile(r'<meta name="ContentSource" content="([^"]*)">')


WithCode = Published | Unit | Post | SharedList | Level | Topic


@dataclass(frozen=True, slots=True)
class _Called:
    """A record as its page calls it: what it is called, and whose it is."""

    record: WithCode
    folder: str
    title: str
    whose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Gone:
    """A page of the release in force that nothing leads on from."""

    folder: str
    code: str
    title: str
    whose: str


def lost_codes(before: Release, site: Site) -> Iterator[Problem]:
    """Every record whose address would lead nowhere: it changed its code in silence, or vanished."""
    published = _published(before)
    present = list(_present(site))
    known = {(n.folder, code) for n in present for code in (n.record.code, *former_codes(n.record))}
    said = {(_FOLDERS[gone.kind], code) for gone in site.of(Withdrawal).values() for code in gone.codes}
    vanished = []
    for folder, code in published.keys() - known - said:
        gone = _Gone(folder, code, *_told(before.folder / published[folder, code]))
        another = _under_another(gone, present, published)
        if another:
            what = f"“{gone.title}”公布过的编码是 {code}，现在没有了，有一项同名的 {another.code}"
            yield Problem(another.at("code"), CHANGED_CODE, what)
        elif folder in _WORDS:
            what = f"{_WORDS[folder]}“{gone.title}”（{code}）上一版有，这一版没有了"
            yield Problem(site.county.at(folder), WORD_GONE, what)
        else:
            vanished.append(gone)
    yield from _vanished(sorted(vanished, key=lambda gone: (gone.folder, gone.code)), site)


def _under_another(
    gone: _Gone, present: list[_Called], published: Container[tuple[str, str]]
) -> WithCode | None:
    """A record of the same name, and of the same unit unless it is new."""
    for named in present:
        is_new = (gone.folder, named.record.code) not in published
        is_it = (named.folder, named.title) == (gone.folder, gone.title)
        if is_it and (is_new or gone.whose in named.whose):
            return named.record
    return None


def _vanished(gone: list[_Gone], site: Site) -> Iterator[Problem]:
    """What the clerk is to write, ready to be copied; many are counted."""
    for lost in gone[:TOLD]:
        kind, owner = KINDS[lost.folder], _owner(lost, site)
        line = f"{{种类: {kind}, 编码: {lost.code}, 主体: {owner}, 日期: {site.as_of}, "
        line += f"原因: {'、'.join(REASONS)}之一, 公开范围: {PUBLIC}}}"
        what = f"{kind}“{lost.title}”（{lost.code}）上一版有，这一版没有了。照抄改一改：- {line}"
        yield Problem(Place(WITHDRAWN_FOLDER), VANISHED, what)
    if len(gone) > TOLD:
        what = f"还有 {len(gone) - TOLD} 条记录，上一版有，这一版没有了"
        yield Problem(Place(WITHDRAWN_FOLDER), VANISHED, what)


def _owner(gone: _Gone, site: Site) -> str:
    """The code of the body that a page named; empty where that is gone too."""
    return next((u.code for u in site.units.values() if gone.whose in (u.label, u.name)), "")


def _published(release: Release) -> Mapping[tuple[str, str], str]:
    """A page of every record of a release, by folder and code."""
    pages = ((record_of(path) or _word_of(path), path) for path in release.files)
    return {(found[0], found[1].removesuffix("_")): path for found, path in pages if found}


def _word_of(path: str) -> tuple[str, str] | None:
    """The folder and the code of a word of the county that has a page."""
    match = _WORD.fullmatch(path)
    return (match[1], match[2]) if match and match[2] != "index" else None


def _present(site: Site) -> Iterator[_Called]:
    for shelf in LINKED:
        paged: Iterable[Any] = site.of(shelf.record).values() if shelf.pages else ()
        for record in paged:
            yield _Called(record, shelf.pages, record.name, _whose(site, record))
    for post in site.posts.values():
        home = site.unit_of_post[post.code]
        yield _Called(post, POSTS, f"{home.label}{post.name}", (home.label, home.name))
    words: Mapping[str, Iterable[Any]] = {"levels": site.county.levels, "topics": site.county.topics}
    for folder, called in words.items():
        yield from (_Called(word, folder, word.name, ("",)) for word in called)


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
    source = _SOURCE.search(text)
    return title_of(text), unescape(source[1]) if source else ""
