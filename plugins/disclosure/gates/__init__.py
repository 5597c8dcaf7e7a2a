"""Independent checks over what was written, before anyone may see it.

Enters: the paths of a staged release and a way to read them.  Leaves: findings, in Chinese; one
finding is enough to keep the release back.  A gate trusts no view: it looks at the bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from . import leaks, links, names, privacy, requests

Gate = Callable[[Mapping[str, Path]], Iterator[str]]

__all__ = ["GATES", "check", "leaks", "privacy"]

GATES: tuple[tuple[str, Gate], ...] = (
    ("文件名", names.check),
    ("站内链接", links.check),
    ("外部请求", requests.check),
)


def check(files: Mapping[str, Path], *more: tuple[str, Gate]) -> Iterator[str]:
    """Every finding of every gate, and of ``more`` ones, over the files of a release, by path.

    A gate that did not run to its end has shown nothing: that is a finding too.
    """
    if not files:
        yield "没有任何文件，什么也没有检查"
    for title, gate in (*GATES, *more):
        try:
            for finding in gate(files):
                yield f"{title}：{finding}"
        except Exception as error:  # noqa: BLE001  whatever it was, the release stays back
            yield f"{title}：这道检查没有运行完（{error!r}）"
