"""Files that lines of a ledger name (附件): vouchers, contracts, reports, in a folder beside its data.

Enters: the files of the folder, and what cells say.  Leaves: ``NamedFile`` values, the files themselves,
and problems.  Whether a person's number stands in a file is judged by ``rules.persons``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field

from ...basics.digests import digest
from ...basics.problem import Code, Place, Problem
from ...basics.values import dataclass
from ...schema.declare import nearest
from ...schema.records.ledgers.ledger import NamedFile
from ...schema.records.notices.notice import ATTACHABLE, Attachment
from .attachments import MOST_BYTES, TOO_BIG, WRONG_KIND

ATTACHED = "附件"
MARK = 12
"""So many figures of a digest tell a file from all others of a ledger."""

NOT_THERE = Code("L29", "台账的附件不在", f"请放进台账文件夹里的“{ATTACHED}”，文件名照抄")
LEFT_OVER = Code("L30", "台账的附件没有一行写到", "请在“附件”列里写它的文件名，或者把它移走")


@dataclass
class NamedFiles:
    """The files of one ledger; remembers which have been named, and which since it was last asked."""

    folder: str
    files: Mapping[str, bytes]
    problems: list[Problem]
    _named: set[str] = field(default_factory=set)
    _taken: dict[str, Attachment] = field(default_factory=dict)

    def named(self, text: str, place: Place) -> tuple[NamedFile, ...]:
        """The files that a cell names, one or several."""
        names = re.split("[、；;]", text)
        return tuple(file for name in names if (file := self._find(name.strip(), place)))

    def taken(self) -> tuple[Attachment, ...]:
        """The files that were named since this was last asked, each once."""
        taken, self._taken = tuple(self._taken.values()), {}
        return taken

    def tell_left_over(self, paths: Iterable[str]) -> None:
        """A problem for each file that no cell names."""
        for path in paths:
            if path not in self._named:
                self.problems.append(Problem(Place(path), LEFT_OVER, "没有一行把它列为附件"))

    def _find(self, name: str, place: Place) -> NamedFile | None:
        path = self.folder + name
        self._named.add(path)
        data, ending = self.files.get(path), name.rpartition(".")[2].lower()
        if ending not in ATTACHABLE:
            self._tell(place, WRONG_KIND, f"“{name[:40]}”不能作附件")
        elif data is None or "/" in name:
            beside = [p.removeprefix(self.folder) for p in self.files if p.startswith(self.folder)]
            self._tell(place, NOT_THERE, f"没有“{name[:40]}”这个文件{nearest(name, beside)}")
        elif len(data) > MOST_BYTES:
            self._tell(place, TOO_BIG, f"“{name[:40]}”有 {len(data)} 字节，上限 {MOST_BYTES}")
        else:
            self._taken[name] = Attachment(name, data)
            return NamedFile(name, ending, len(data), digest(data)[:MARK])
        return None

    def _tell(self, place: Place, code: Code, what: str) -> None:
        self.problems.append(Problem(place, code, what))
