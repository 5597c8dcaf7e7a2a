"""Independent checks over what was written, before anyone may see it.

Enters: the paths of a staged release and a way to read them.  Leaves: findings, in Chinese; one
finding is enough to keep the release back.  A gate trusts no view: it looks at the bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from . import links, names, requests

Gate = Callable[[Mapping[str, Path]], Iterator[str]]

GATES: tuple[tuple[str, Gate], ...] = (
    ("文件名", names.check),
    ("站内链接", links.check),
    ("外部请求", requests.check),
)


def check(files: Mapping[str, Path]) -> Iterator[str]:
    """Every finding of every gate over the files of a release, by path."""
    for title, gate in GATES:
        for finding in gate(files):
            yield f"{title}：{finding}"
