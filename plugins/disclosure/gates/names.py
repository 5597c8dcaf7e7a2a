"""Gate: every file name works on every disk, portal and kiosk.

Enters: the files of a release.  Leaves: a finding for each name that does not, in a folder or in
an archive, and for each that would be unpacked outside of its folder.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..filenames import fault, twins

_SAFE = re.compile(r"[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*")
_LONGEST = 200


def check(files: Mapping[str, Path]) -> Iterator[str]:
    """ASCII names, short enough, none twice; the same, but for ASCII, inside of archives."""
    for name in files:
        if not _SAFE.fullmatch(name):
            yield f"{name} 不能用作文件名"
        elif fault(name) or len(name) > _LONGEST:
            yield f"{name} 不能用作文件名（{fault(name) or '太长'}）"
    yield from _same(files)
    for name, path in files.items():
        if zipfile.is_zipfile(path):
            yield from (f"{name} 里的 {finding}" for finding in _archive(path))


def _same(names: Iterable[str]) -> Iterator[str]:
    yield from (f"{name} 与 {twin} 只差大小写或写法" for name, twin in twins(names))


def _archive(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    names = [member.filename for member in members]
    yield from (f"{name} 不能这样叫（{fault(name)}）" for name in names if fault(name))
    yield from (f"{name} 有两份" for name in sorted({n for n in names if names.count(n) > 1}))
    yield from _same(dict.fromkeys(names))
    for member in members:
        if (member.external_attr >> 28) & 0xF == 0xA:  # noqa: PLR2004  Unix: a symbolic link
            yield f"{member.filename} 是链接"
