"""Style sheets: each stands beside what it dresses; pages load a few, written from them in order.

Enters: the texts of the theme's sheets by path (``static/site.css``, ``templates/…/facts.css``).
Leaves: the sheets that pages load, by the name they have in ``static/``.  A sheet of ``static/``
lists the others, one ``@import "path";`` a line: that order is the order of the cascade.  Scripts are
put together in the same way, the line in a comment.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

TOP = "static/"
_IMPORT = re.compile(r'^(?:/\* )?@import "([^"\n]+)";(?: \*/)?\n', re.MULTILINE)


class BadSheet(Exception):
    """A sheet is imported that is not there, is imported twice, or dresses nothing."""


def bundled(sheets: Mapping[str, str]) -> dict[str, str]:
    """The sheets of ``static/`` that no other imports, with what they import written in its place."""
    imports = {path: tuple(_imports(path, text)) for path, text in sheets.items()}
    taken = Counter(chain.from_iterable(imports.values()))
    loaded = [path for path in sheets if path.startswith(TOP) and not taken[path]]
    for path in sorted(taken.keys() | sheets.keys()):
        if path not in sheets:
            raise BadSheet(f"样式表 {path} 写在 @import 里，却没有这个文件")
        if (times := taken[path] + (path in loaded)) != 1:
            raise BadSheet(f"样式表 {path} 用到 {times} 次，应当正好一次：见 static/site.css 的 @import")
        if "@import" in _IMPORT.sub("", sheets[path]) or (imports[path] and path not in loaded):
            raise BadSheet(f"样式表 {path} 里有别处才能写的 @import：只写在 static/ 里，独占一行")
    return {path.removeprefix(TOP): _whole(path, sheets) for path in loaded}


def _whole(path: str, sheets: Mapping[str, str]) -> str:
    return _IMPORT.sub(lambda found: sheets[_beside(path, found[1])], sheets[path])


def _imports(path: str, text: str) -> Iterator[str]:
    return (_beside(path, target) for target in _IMPORT.findall(text))


def _beside(path: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
