"""Withdrawals too large to be taken for meant, and such as must reach older releases too.

Enters: the release in force and the one that is to replace it; the county, and the releases that are
kept.  Leaves: each edition and kind of which more than a share goes, or of which nothing is left (a
share not mounted, a folder deleted by mistake).  And of what was withdrawn because it may not be public
a list for each release, and the older releases that may have it in any file: each is named as a whole.
One that was made before there were such lists is told by its pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from ..basics.media import MEDIA, SCREENS, TITLES
from ..basics.values import dataclass
from ..county.site import Site
from ..schema.derived.references import Name
from ..schema.records.notices.withdrawal import GONE, UNNAMED, Withdrawal
from .compare import KINDS, Release, record_of, title_of

FEW = 5
"""As long as some of a kind are left, fewer than this are told and not asked for."""

SCREEN = "屏幕"

Codes = Mapping[tuple[str, str], set[str]]

LEFT = "left.json"
_FOLDERS = {title: folder for folder, title in KINDS.items()}

HadToLeave = frozenset[Name]
"""Kinds and codes."""


@dataclass(frozen=True, slots=True)
class LargeWithdrawal:
    """What goes from an edition: ``gone`` of the ``before`` records of a kind."""

    edition: str
    kind: str
    gone: int
    before: int

    def __str__(self) -> str:
        return f"{self.edition}的{self.kind} {self.before} 项中的 {self.gone} 项"


def large(old: Release, new: Release, percent: int) -> Iterator[LargeWithdrawal]:
    """The withdrawals that somebody must have meant: over ``percent``, or the last of a kind."""
    if not _codes(old.files.keys() - new.files.keys()):  # nothing has gone
        return
    after = _codes(new.files)
    for (folder, kind), codes in sorted(_codes(old.files).items()):
        left = after.get((folder, kind), set())
        gone = len(codes - left)
        if gone and (not left or (gone >= FEW and gone * 100 > percent * len(codes))):
            yield LargeWithdrawal(_title(folder), kind, gone, len(codes))


def _codes(paths: Iterable[str]) -> Codes:
    """The records and screens that files tell of, by edition and kind."""
    found: dict[tuple[str, str], set[str]] = {}
    for path in paths:
        folder, _, below = path.partition("/")
        record = record_of(path)
        if record:
            found.setdefault((folder, KINDS[record[0]]), set()).add(record[1])
        elif folder in SCREENS:
            found.setdefault((folder, SCREEN), set()).add(below.partition("/")[0])
    return found


def _title(folder: str) -> str:
    return TITLES.get(folder, folder)


def leaving(site: Site) -> bytes:
    """The list of a release: kinds and codes, which its pages tell as well."""
    gone = (g for g in site.of(Withdrawal).values() if g.reason in UNNAMED)
    names = sorted((of.kind, code) for of in gone for code in of.codes)
    return json.dumps(names, ensure_ascii=False, indent=1).encode() + b"\n"


def left(release: Path) -> HadToLeave:
    """What had left when the release was made.  Raises ``ValueError`` where its list cannot be read."""
    place = release / LEFT
    told = json.loads(place.read_bytes()) if place.is_file() else []
    return frozenset((str(kind), str(code)) for kind, code in told)


def holding(releases: Iterable[Path], now: HadToLeave) -> Mapping[Path, HadToLeave]:
    """The releases in which there may be some of what has left by now, and what that is."""
    found = ((release, frozenset(_still_in(release, now))) for release in releases)
    return {release: held for release, held in found if held}


def _still_in(release: Path, now: HadToLeave) -> Iterator[Name]:
    """What is not known to have left it: all, where its list cannot be read."""
    if (release / LEFT).is_file():
        with suppress(ValueError):
            now -= left(release)
        yield from now
        return
    yield from (name for name in now if not any(_says_so(page) for page in _pages(release, *name)))


def _pages(release: Path, kind: str, code: str) -> Iterator[Path]:
    yield from (release / medium.folder / _FOLDERS[kind] / f"{code}.html" for medium in MEDIA)


def _says_so(page: Path) -> bool:
    return page.is_file() and title_of(page.read_text("utf-8")).endswith(GONE)
