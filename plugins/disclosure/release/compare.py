"""What one release adds, changes and withdraws, in words a clerk understands.

Enters: the folders of two releases, or of one that is about to replace another.  Leaves: lines of
Chinese: records by kind and title, screens, and the number of other files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from itertools import groupby
from pathlib import Path

from ..basics.media import SCREENS
from ..basics.values import dataclass
from ..schema.catalogue import LINKED
from ..schema.records.notices.withdrawal import GONE
from ..schema.records.unit import Post
from . import manifest
from .staged_release import StagedRelease

ADDED, CHANGED, WITHDRAWN = "新增", "改动", "撤下"
SHOWN = 10
"""Records named under one heading, the rest are counted; what is withdrawn is named one by one."""

POSTS = "posts"
KINDS = {**{shelf.pages: shelf.title for shelf in LINKED if shelf.pages}, POSTS: Post.title}
"""Folders of pages, and what their records are called."""
_OF_SCREENS = tuple(f"{folder}/" for folder in SCREENS)
_RECORD = re.compile(rf"(\w+)/({'|'.join(KINDS)})/([^/]+)\.html")
_TITLE = re.compile(r"<title>(.*?)</title>")


@dataclass(frozen=True, slots=True)
class Release:
    """A release's folder, and the SHA-256 of its files by path."""

    folder: Path
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A record's page that came, changed or went: ``what`` is 新增, 改动 or 撤下.

    ``page`` says what the record is called, ``since`` what became of it.
    """

    what: str
    kind: str
    page: Path
    code: str
    editions: tuple[str, ...]
    since: str = ""

    @property
    def title(self) -> str:
        """What the record is called: of thousands that came few are named."""
        return _title(self.page) + self.since


def published(folder: Path) -> Release:
    """A release as its manifest tells it.  Raises ``manifest.Unreadable``."""
    return Release(folder, manifest.digests(manifest.read(folder)))


def staged(stage: StagedRelease) -> Release:
    """A release not yet published."""
    return Release(stage.root, stage.digests())


def differences(old: Release, new: Release) -> Iterator[tuple[str, str]]:
    """Every file that differs: 新增, 改动 or 撤下, and its path."""
    for path in sorted({path for path, _ in old.files.items() ^ new.files.items()}):
        is_new, is_gone = path not in old.files, path not in new.files
        yield ADDED if is_new else WITHDRAWN if is_gone else CHANGED, path


def record_of(path: str) -> tuple[str, str] | None:
    """The folder and the name of a record's page, where a path is one."""
    match = _RECORD.fullmatch(path)
    return (match[2], match[3]) if match and match[3] != "index" else None


def _changes(
    files: Iterable[tuple[str, str]], old: Release, new: Release, titles: Mapping[str, str]
) -> list[Change]:
    """Every record whose page is among files that differ, on whichever edition."""
    by_record: dict[tuple[str, str, str], list[str]] = {}
    for what, path in files:
        if record := record_of(path):
            by_record.setdefault((what, *record), []).append(path)
    return [_change(old, new, titles, key, paths) for key, paths in by_record.items()]


def told(old: Release, new: Release, titles: Mapping[str, str]) -> Iterator[str]:
    """The difference as lines; a single one where there is none.

    ``titles`` names the editions by their folders.
    """
    files = list(differences(old, new))
    found = _changes(files, old, new, titles)
    order = {(w, k): n for n, (w, k) in enumerate((w, k) for w in _ORDER for k in KINDS.values())}
    found.sort(key=lambda change: (order[change.what, change.kind], change.code))
    for (what, kind), group in groupby(found, lambda change: (change.what, change.kind)):
        yield from _group(what, kind, list(group))
    for screen in sorted({path.split("/")[1] for _, path in files if path.startswith(_OF_SCREENS)}):
        yield f"显示屏 {screen}：文字有变"
    if files:
        counts = ((what, sum(happened == what for happened, _ in files)) for what in _ORDER)
        yield "文件：" + "，".join(f"{what} {number} 个" for what, number in counts)
    else:
        yield "没有变化"


_ORDER = (WITHDRAWN, ADDED, CHANGED)


def _group(what: str, kind: str, found: list[Change]) -> Iterator[str]:
    yield f"{what}{kind} {len(found)} 项"
    shown = found if what == WITHDRAWN else found[:SHOWN]
    for change in shown:
        yield f"  {change.title}（{change.code}；{'、'.join(change.editions)}）"
    if len(found) > len(shown):
        yield f"  ……另 {len(found) - len(shown)} 项"


def _change(
    old: Release, new: Release, titles: Mapping[str, str], key: tuple[str, str, str], paths: list[str]
) -> Change:
    what, kind, code = key
    was, now = old.folder / paths[0], new.folder / paths[0]
    has_left = what == CHANGED and _title(now).endswith(GONE) and not _title(was).endswith(GONE)
    what = WITHDRAWN if has_left else what
    page, since = was if what == WITHDRAWN else now, "，旧地址说明已撤下" if has_left else ""
    on = {path.split("/")[0] for path in paths}
    editions = tuple(title for name, title in titles.items() if name in on)
    plain = code.removesuffix("_")
    return Change(what, KINDS[kind], page=page, code=plain, editions=editions, since=since)


def _title(page: Path) -> str:
    """The heading of a page; its name where it has none or is gone."""
    try:
        return title_of(page.read_text(encoding="utf-8")) or page.stem
    except (OSError, UnicodeDecodeError):
        return page.stem


def title_of(text: str) -> str:
    """What a page is called, without the name of the site; "" where it has no title."""
    title = _TITLE.search(text)
    return unescape(title[1]).rpartition(" - ")[0] if title else ""
