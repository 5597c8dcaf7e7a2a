"""Gate: every file name works on every disk, portal and kiosk.

Enters: the files of a release.  Leaves: a problem for each name that does not, in a folder or in
an archive, and for each that would be unpacked outside of its folder.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import field

from ..basics.paths.filenames import fault, twins
from ..basics.problem import Code, Place, Problem
from ..basics.values import dataclass
from .written import Gate, Unchanged, WrittenFile

BAD_NAME = Code("C03", "文件名不能用", "换一台电脑就打不开、拷不走：请换一个编码，或给附件改名")


_SAFE = re.compile(r"[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*")
_LONGEST = 200


@dataclass
class Names(Gate):
    """ASCII names, short enough, none twice; the same, but for ASCII, inside of archives."""

    names: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)

    settings = ()
    gathers = ("names",)

    def pass_over(self, unchanged: Unchanged) -> Iterator[Problem]:
        self.names.update(unchanged.paths)
        self.passed.update(unchanged.paths)
        return iter(())

    def forgo(self, file: WrittenFile) -> None:
        self.passed.add(file.name)

    def look(self, file: WrittenFile) -> Iterator[Problem]:
        self.names.add(file.name)
        if not _SAFE.fullmatch(file.name):
            yield Problem(file.place, BAD_NAME, "不能用作文件名")
        elif fault(file.name) or len(file.name) > _LONGEST:
            yield Problem(file.place, BAD_NAME, f"不能用作文件名（{fault(file.name) or '太长'}）")
        if file.sieved is None and zipfile.is_zipfile(io.BytesIO(file.data)):
            yield from (Problem(file.place, BAD_NAME, f"里面的 {said}") for said in _archive(file.data))

    def close(self) -> Iterator[Problem]:
        is_known = self.passed.issuperset(self.names)  # and then none of them is another's twin
        for name, twin in () if is_known else twins(sorted(self.names)):
            yield Problem(Place(name), BAD_NAME, f"与 {twin} 只差大小写或写法")


def _same(names: Iterable[str]) -> Iterator[str]:
    yield from (f"{name} 与 {twin} 只差大小写或写法" for name, twin in twins(names))


def _archive(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
    names = [member.filename for member in members]
    yield from (f"{name} 不能这样叫（{fault(name)}）" for name in names if fault(name))
    yield from (f"{name} 有两份" for name in sorted({n for n in names if names.count(n) > 1}))
    yield from _same(dict.fromkeys(names))
    for member in members:
        if (member.external_attr >> 28) & 0xF == 0xA:  # noqa: PLR2004  Unix: a symbolic link
            yield f"{member.filename} 是链接"
