"""Rules on names of natural persons: in lists by the county's one rule, and covered everywhere.

Enters: the policy (privacy.yaml, 姓名), the lists as they are published, and what the source files
say.  Leaves: problems.  A county without a policy has no problem: names are then its own affair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from ...basics.digests import digest
from ...basics.files.pieces import decode
from ...basics.labelled import Run
from ...basics.persons.names import OPEN, too_open
from ...basics.persons.word_search import Words
from ...basics.problem import Code, Place, Problem
from ...basics.values import dataclass
from ...county.read import Remember, SourceFile, called
from ...county.reviewed import fingerprint
from ...schema.records.notices.roster import Listed
from ...schema.records.privacy_policy import Privacy, PrivacyWaiver

LAW = "《政府信息公开条例》第十五条，国办发〔2017〕47号"
WAIVE = "确可公开的，经审核后把指纹登记到 catalogues/privacy.yaml 的“豁免”"

UNCOVERED = Code(
    "P16",
    "姓名没有按全县的规则遮盖",
    f"请照 privacy.yaml 的“姓名”来写；成张的表写成公告的“名单”，由程序遮盖；{WAIVE}",
    law=LAW,
)
ELSEWHERE = Code(
    "P17", "名单里遮盖了的姓名，这里写了全名", f"两处一对照就知道是谁：请同样遮盖；{WAIVE}", law=LAW
)


_LEAST = 3
_WRITTEN = (".yaml", ".md", ".csv")


@dataclass
class NameSearch:
    """Looks for names in one source file after another."""

    policy: Privacy | None
    lists: Iterable[Listed | None]
    remember: Remember = called
    covered: Words = field(init=False)
    sought: str = field(init=False)
    listed: dict[str, Listed] = field(init=False)

    def __post_init__(self) -> None:
        self.listed = {listed.path: listed for listed in self.lists if listed}
        every = (word for listed in self.listed.values() for word in listed.withheld)
        names = {word for word in every if len(word) >= _LEAST and not word.isascii()}
        self.covered = Words(names, _LEAST)
        self.sought = digest("\n".join(sorted(names)).encode())

    def check(self, file: SourceFile, named: Sequence[Run], used: set[Place]) -> Iterator[Problem]:
        """Names in a file that show more than the rule allows, but for those waived."""
        usual = self.policy.names.usual if self.policy and self.policy.names else OPEN
        own = self.listed.get(file.path)
        rule = own.rule if own else usual
        waived = {w.number: w for w in self.policy.waivers if w.file == file.path} if self.policy else {}
        seen: set[tuple[int, str]] = set()
        for code, line, column, name in (*_typed(named, rule), *self._elsewhere(file)):
            mark = fingerprint(name)
            if (line, name) not in seen and not _is_waived(waived, mark, used):
                seen.add((line, name))
                said = "写了全名" if code is ELSEWHERE else f"比全县的规则“{rule}”写得更全"
                what = f"“{name[0]}…（{len(name)} 字）”{said}，指纹 {mark}"
                yield Problem(Place(file.path, max(line, 1), max(column, 1)), code, what)

    def _elsewhere(self, file: SourceFile) -> Iterator[tuple[Code, int, int, str]]:
        """Names that a list covers, wherever they are written out."""
        for number, line in self._lines(file):
            for name in self.covered.within(line):
                column = 1 if file.path in self.listed else line.index(name) + 1
                yield ELSEWHERE, number, column, name

    def _lines(self, file: SourceFile) -> Iterator[tuple[int, str]]:
        own = self.listed.get(file.path)
        if own:
            yield from zip(own.lines, map("\t".join, own.rows), strict=True)
        elif file.path.endswith(_WRITTEN) and self.listed:
            yield from enumerate(_text(file).splitlines(), 1) if self._may_stand_in(file) else ()

    def _may_stand_in(self, file: SourceFile) -> bool:
        """Whether a covered name does: remembered of these names and this file together."""
        both = SourceFile(file.path, f"{self.sought} {file.digest}".encode())

        def holds_any(_: SourceFile) -> bool:
            return any(self.covered.within(_text(file)))

        return self.remember(holds_any, both)


def _text(file: SourceFile) -> str:
    return decode(file.data) or ""


def _typed(named: Iterable[Run], rule: str) -> Iterator[tuple[Code, int, int, str]]:
    """Names below or behind 姓名."""
    for run in named if rule != OPEN else ():
        for name in too_open(run, rule):
            yield UNCOVERED, run.line, run.column and run.column + run.text.find(name), name


def _is_waived(waived: dict[str, PrivacyWaiver], mark: str, used: set[Place]) -> bool:
    if mark in waived:
        used.add(waived[mark].at())
    return mark in waived
