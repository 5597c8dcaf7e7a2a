"""Files that go with a notice: found beside it, of a kind that can be read, none left over.

Enters: notices and the files of ``content/`` that are no notices.  Leaves: the notices with their
files, and problems.  Whether a person's number stands in a file is judged by ``rules.privacy``.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from ...basics.problem import Code, Place, Problem
from ...basics.values import dataclass
from ...schema.declare import nearest
from ...schema.records.notices.notice import ATTACHABLE, Attachment, Notice
from ...schema.records.privacy_policy import Privacy
from .rosters import Rosters, path_of

MOST_BYTES = 20 * 1024 * 1024

NOT_THERE = Code("N03", "附件不在公告旁边", "请把文件放进公告所在的文件夹，文件名（含扩展名）照抄")
LEFT_OVER = Code("N04", "附件没有公告引用", "请在公告的文件头写“附件: 文件名”，或者把它移出 content/")
WRONG_KIND = Code("N05", "附件的种类不对", f"请另存为 {'、'.join(ATTACHABLE)} 之一")
TOO_BIG = Code("N06", "附件过大", "请压缩图片或拆成几份")


def is_attachable(path: str) -> bool:
    """Whether a path of the county folder may be an attachment."""
    ending = path.rpartition(".")[2].lower()
    return path.startswith("content/") and ending in ATTACHABLE


@dataclass
class Attached:
    """Gives each notice its files and remembers which files have been given."""

    files: Mapping[str, bytes]
    policy: Privacy | None = None
    problems: list[Problem] = field(default_factory=list)
    given: set[str] = field(default_factory=set)

    def to(self, notice: Notice) -> Notice:
        """The notice with the files and the lists that it names."""
        found = [self._find(notice, name) for name in notice.attached]
        covered = Rosters(self.files, self.policy)
        lists = covered.of(notice)
        self.given.update(path_of(notice, roster) for roster in notice.rosters)
        self.problems += covered.problems
        return dataclasses.replace(notice, files=tuple(file for file in found if file), lists=lists)

    def left_over(self) -> Iterator[Problem]:
        """Files that no notice names."""
        for path in sorted(set(self.files) - self.given):
            yield Problem(Place(path), LEFT_OVER, "没有一篇公告把它列为附件")

    def _find(self, notice: Notice, name: str) -> Attachment | None:
        place = notice.at("attached")
        folder = place.path.rpartition("/")[0]
        path = nfc(f"{folder}/{name}")
        if name.rpartition(".")[2].lower() not in ATTACHABLE:
            self.given.add(path)
            self._report(place, WRONG_KIND, f"“{name}”不能作附件")
            return None
        if "/" in name or path not in self.files:
            beside = [p.rpartition("/")[2] for p in self.files if p.rpartition("/")[0] == folder]
            self._report(place, NOT_THERE, f"没有“{name}”这个文件{nearest(name, beside)}")
            return None
        self.given.add(path)
        data = self.files[path]
        if len(data) > MOST_BYTES:
            self._report(place, TOO_BIG, f"“{name}”有 {len(data)} 字节，上限 {MOST_BYTES}")
            return None
        return Attachment(name, data)

    def _report(self, place: Place, code: Code, what: str) -> None:
        self.problems.append(Problem(place, code, what))


def by_path(files: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """Contents by path, however the disk composes its characters."""
    return {nfc(path): data for path, data in files}


def nfc(path: str) -> str:
    """A path as it is written here, however the disk composes its characters."""
    return unicodedata.normalize("NFC", path)
