"""Gate: every file name works on every disk, portal and kiosk.

Enters: the files of a release.  Leaves: a finding for each name that does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

_SAFE = re.compile(r"[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*")
_LONGEST = 200


def check(files: Mapping[str, Path]) -> Iterator[str]:
    """ASCII names, short enough, and no two that differ in case only."""
    seen: dict[str, str] = {}
    for name in files:
        if not _SAFE.fullmatch(name) or ".." in name or len(name) > _LONGEST:
            yield f"{name} 不能用作文件名"
        twin = seen.setdefault(name.casefold(), name)
        if twin != name:
            yield f"{name} 与 {twin} 只差大小写"
