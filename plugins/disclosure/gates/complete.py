"""Gate: what lies in the stage is what was rendered, all of it and nothing else.

Enters: the files of a release, and the digests of what was rendered.  Leaves: a problem for each file
that is not as it was rendered, that nobody rendered, or that is not there; and for an edition or a
screen whose front page or text was never rendered.  Without this gate an empty folder would pass all
others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import field

from ..basics.media import MEDIA, Medium
from ..basics.problem import Code, Place, Problem
from ..basics.values import dataclass
from .written import Gate, Unchanged, WrittenFile

ALTERED = Code("C12", "写出来的不是生成的", "磁盘或别的程序动了这些文件：请检查磁盘，重新生成")
LOST = Code("C13", "生成了却没有写出来", "磁盘或别的程序动了这些文件：请检查磁盘，重新生成")
NO_EDITION = Code("C14", "有一个版本、一块屏没有生成", "请把这一行告诉维护本程序的人")

FRONT, TEXT = "index.html", "text.txt"


@dataclass
class Complete(Gate):
    """``rendered`` are digests by path; ``screens`` the codes of all screens that readers see; ``media``
    are those of which each has its edition."""

    rendered: Mapping[str, str]
    screens: Collection[str] = ()
    media: Collection[Medium] = MEDIA
    met: set[str] = field(default_factory=set)

    settings = ()
    gathers = ("met",)

    def pass_over(self, unchanged: Unchanged) -> Iterator[Problem]:
        self.met.update(unchanged.paths)
        rendered, digests = self.rendered, unchanged.digests
        for name in [name for name in unchanged.paths if rendered.get(name) != digests[name]]:
            yield from self._altered(name, digests[name])

    def look(self, file: WrittenFile) -> Iterator[Problem]:
        self.met.add(file.name)
        yield from self._altered(file.name, file.digest)

    def _altered(self, name: str, digest: str) -> Iterator[Problem]:
        if self.rendered.get(name) != digest:
            what = "与生成的不同" if name in self.rendered else "没有生成过"
            yield Problem(Place(name), ALTERED, f"这个文件{what}")

    def close(self) -> Iterator[Problem]:
        for name in sorted(self.rendered.keys() - self.met):
            yield Problem(Place(name), LOST, "这个文件不在要发布的文件夹里")
        for place, title in self._fronts():
            if place not in self.rendered:
                yield Problem(Place(place), NO_EDITION, f"{title}没有生成")

    def _fronts(self) -> Iterator[tuple[str, str]]:
        """The file that each edition and each screen cannot do without, and what to call it."""
        for medium in self.media:
            if medium.pages:
                yield f"{medium.folder}/{FRONT}", f"{medium.title}的首页"
            for code in self.screens if medium.screens else ():
                yield f"{medium.folder}/{code}/{TEXT}", f"{medium.title} {code} 的文字"
