"""Independent checks over what was written, before anyone may see it.

Enters: the paths of a staged release, the whole county and the part of it that is for the
audience.  Leaves: problems; one is enough to keep the release back.  A gate trusts no view: it
looks at the bytes.  Every file is read once, shown to all gates, and dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from ..basics.problem import Code, Place, Problem
from ..county.audience import Audience
from ..county.reviewed import allowed, signed
from ..county.site import Site
from ..schema.records.screen import Screen
from . import hidden
from .complete import Complete
from .dead_ends import DeadEnds
from .file_names import Names
from .leaks import Leaks
from .links import Links
from .passed import PassedRelease, settings
from .personal_numbers import PersonalNumbers
from .reading.sieve import Sieve
from .requests import Requests
from .secret_words import SOME, Texts, hidden_words, withheld
from .written import Gate, Unchanged, WrittenFile

NOTHING = Code("C01", "没有任何文件", "什么也没有检查，所以不能发布：请重新生成")
NOT_RUN = Code("C02", "有一道检查没有运行完", "没有检查过的不能发布：请把这一行告诉维护本程序的人")

_RELEASE = Place(".")

__all__ = ["Gate", "WrittenFile", "all_gates", "check", "look", "settings"]


def all_gates(whole: Site, audience: Audience, rendered: Mapping[str, str]) -> tuple[Gate, ...]:
    """Every gate that a release of the county ``whole`` for an audience must pass.

    ``rendered`` are the digests of what was to be written, by path.
    """
    secret, seen = hidden.parted(whole, audience)
    hidden_texts, texts = Texts.of(secret), Texts.of(seen)
    screens = [record.code for record in seen if isinstance(record, Screen)]
    looked_at = signed(whole)
    return (
        Complete(rendered, screens),
        Names(),
        Links(urlsplit(whole.county.portal.url).path.rstrip("/") + "/"),
        DeadEnds(),
        Requests(),
        Leaks(
            hidden_words(hidden_texts, texts),
            looked_at,
            withheld(whole, hidden_texts.said | texts.said),
            "".join(texts.said)[::SOME],
        ),
        PersonalNumbers(allowed(whole), looked_at),
    )


def check(
    files: Mapping[str, Path], gates: Sequence[Gate], passed: PassedRelease | None = None
) -> list[Problem]:
    """What each gate finds in the files of a release, by path; gate by gate, file by file.

    A file of a release that ``passed`` these gates is not read again.  A gate that did not run to its
    end has shown nothing: that is a problem too.
    """
    if not files:
        return [Problem(_RELEASE, NOTHING, "这一版是空的")]
    asked, sieve = _Asked(gates), Sieve()
    forgone = passed.forgone() if passed else None
    unchanged = passed.unchanged(files) if passed and forgone is not None else Unchanged()
    asked.all(lambda gate: gate.pass_over(unchanged))
    for file in forgone or ():
        asked.all(partial(_forgo, file), file.place)
    for name, path in files.items():
        if name not in unchanged.paths:
            file = WrittenFile(name, path, sieve)
            asked.all(partial(_look, file), file.place)
            file.forget()
    asked.all(lambda gate: gate.close())
    return [problem for own in asked.found for problem in own]


def look(gate: Gate, file: WrittenFile) -> Iterator[Problem]:
    """What a gate finds in a file, after it has judged what is fresh in it."""
    return gate.look(_judged(gate, file))


def _judged(gate: Gate, file: WrittenFile) -> WrittenFile:
    """A file, to be read with care where the gate asks for it."""
    parts = file.sieved
    if parts is None or gate.learn(parts.fresh):
        return file
    parts.is_quiet = False
    return file.with_care


def _look(file: WrittenFile, gate: Gate) -> Iterator[Problem]:
    return look(gate, file)


def _forgo(file: WrittenFile, gate: Gate) -> Iterator[Problem]:
    """Nothing can be wrong with it: it passed."""
    if type(gate).forgo is not Gate.forgo:
        gate.forgo(_judged(gate, file))
    return iter(())


class _Asked:
    """What each gate found so far; one that stops before its end has shown nothing."""

    def __init__(self, gates: Sequence[Gate]) -> None:
        self._gates = gates
        self.found: list[list[Problem]] = [[] for _ in gates]

    def all(self, question: Callable[[Gate], Iterator[Problem]], place: Place = _RELEASE) -> None:
        """Ask every gate."""
        for gate, own in zip(self._gates, self.found, strict=True):
            try:
                own.extend(question(gate))
            except Exception as error:  # noqa: BLE001  whatever it was, the release stays back
                own.append(Problem(place, NOT_RUN, f"“{type(gate).__name__}”停在这里（{error!r}）"))
