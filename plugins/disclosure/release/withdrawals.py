"""Withdrawals too large to be taken for meant: a share not mounted, a folder deleted by mistake.

Enters: the release in force and the one that is to replace it.  Leaves: each edition and kind of which
more than a share goes, or of which nothing is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..basics.media import MEDIA
from .compare import KINDS, Release, record_of

FEW = 5
"""As long as some of a kind are left, fewer than this are told and not asked for."""

SCREEN = "屏幕"
_SCREENS = tuple(medium.folder for medium in MEDIA if medium.screens)

Codes = Mapping[tuple[str, str], set[str]]


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
    after = _codes(new)
    for (folder, kind), codes in sorted(_codes(old).items()):
        left = after.get((folder, kind), set())
        gone = len(codes - left)
        if gone and (not left or (gone >= FEW and gone * 100 > percent * len(codes))):
            yield LargeWithdrawal(_title(folder), kind, gone, len(codes))


def _codes(release: Release) -> Codes:
    """The records and screens of a release, by edition and kind."""
    found: dict[tuple[str, str], set[str]] = {}
    for path in release.files:
        folder, _, below = path.partition("/")
        record = record_of(path)
        if record:
            found.setdefault((folder, KINDS[record[0]]), set()).add(record[1])
        elif folder in _SCREENS:
            found.setdefault((folder, SCREEN), set()).add(below.partition("/")[0])
    return found


def _title(folder: str) -> str:
    return next((medium.title for medium in MEDIA if medium.folder == folder), folder)
