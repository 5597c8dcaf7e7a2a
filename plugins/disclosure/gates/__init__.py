"""Independent checks over what was written, before anyone may see it.

Enters: the paths of a staged release, the whole county and the part of it that is for the
audience.  Leaves: problems; one is enough to keep the release back.  A gate trusts no view: it
looks at the bytes.  Every file is read once, shown to all gates, and dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..basics.media import MEDIA, SCREENS, Medium
from ..basics.problem import Code, Place, Problem
from ..basics.values import dataclass
from ..county.audience import Audience
from ..county.lookups.prints import Prints
from ..county.reviewed import allowed, fingerprint, signed
from ..county.site import Site
from ..schema.records.county import Portal
from ..schema.records.shown.screen import Screen
from . import hidden
from .complete import Complete
from .file_names import Names
from .leaks import Leaks
from .pages.dead_ends import DeadEnds
from .pages.linked_data import LinkedData
from .pages.links import Links
from .pages.page_tags import PageMeta
from .pages.requests import Requests
from .passed import PassedRelease, settings
from .personal_numbers import PersonalNumbers
from .reading.sieve import Fresh, Sieve
from .secret_words import Sought, WordsHeard, heard, waived
from .written import Gate, TablesInRows, Unchanged, WrittenFile, in_lots, learn_together

NOTHING = Code("C01", "没有任何文件", "什么也没有检查，所以不能发布：请重新生成")
NOT_RUN = Code("C02", "有一道检查没有运行完", "没有检查过的不能发布：请把这一行告诉维护本程序的人")

_RELEASE = Place(".")
FEW, SMALL = 500, 2 * 1024 * 1024
"""Files, and bytes of them, that are looked at before a copy of this process had begun."""
SHARES = 128
"""Groups of many files: so few that whoever takes one seldom meets what others have judged, so many that
all end at about the same time."""

Alike = tuple[str, ...]
Looked = tuple[Mapping[str, list[list[Problem]]], Sequence[Sequence[Any]]]
DealOut = Callable[[Callable[[Iterable[Alike]], Looked], Sequence[Alike]], Iterable[Looked]]
"""Applies a function to shares of groups of files: to all of them, or each in a copy of this process."""

__all__ = [
    "Gate", "WordsHeard", "WrittenFile", "all_gates", "check", "in_rows", "look", "said_in", "settings",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SaidInCounty:
    """What the records say that an audience may not read, what was heard of it elsewhere, the screens
    that the audience sees, and what may be shown although it looks like a person's number."""

    hidden: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()
    heard: WordsHeard = field(default_factory=WordsHeard)
    screens: Sequence[str] = ()
    allowed: frozenset[str] = frozenset()


def said_in(
    whole: Site, audience: Audience, before: WordsHeard | None = None, told: Prints | None = None
) -> SaidInCounty:
    """All that the gates ask of the records of a county for an audience; ``before`` is what a build by
    the same program heard, ``told`` tells the records."""
    secret, seen = hidden.parted(whole, audience)
    prints, sought = told or Prints(whole), Sought.of(whole, secret)
    shown = {prints.of(record): record for record in seen}
    every = shown | {prints.of(record): record for record in secret}
    now, spared = heard(sought, every, before or WordsHeard()), waived(whole)
    covered = sought.covered - now.by(every)
    return SaidInCounty(
        sought.hidden - now.by(shown),
        frozenset(word for word in covered if fingerprint(word) not in spared),
        now,
        [record.code for record in seen if isinstance(record, Screen)],
        allowed(whole),
    )


def all_gates(
    whole: Site,
    audience: Audience,
    rendered: Mapping[str, str],
    media: Collection[Medium] = MEDIA,
    said: SaidInCounty | None = None,
) -> tuple[Gate, ...]:
    """Every gate that a release of the county ``whole`` for an audience must pass.

    ``rendered`` are the digests of what was to be written, by path; ``media`` the editions in it;
    ``said`` is what was asked of the records, if it was.
    """
    told = said or said_in(whole, audience)
    looked_at, portal = signed(whole), whole.county.portal
    leaks = Leaks(told.hidden, looked_at, told.withheld, told.heard.usual)
    return (
        Complete(rendered, told.screens, media),
        Names(),
        Links(urlsplit(portal.url).path.rstrip("/") + "/", frozenset(_of_portal(portal))),
        DeadEnds(),
        Requests({made for path, made in rendered.items() if _HELD.match(path)}),
        PageMeta(_site_tags(portal)),
        LinkedData(portal.url.rstrip("/") + "/", leaks.words.within),
        leaks,
        PersonalNumbers(told.allowed, looked_at),
    )


_HELD = re.compile(f"(?:{'|'.join(SCREENS)})/.*[.](?:css|js)$")
"""What the page of a screen may hold in itself; what pages are searched by changes with every record."""


def _site_tags(portal: Portal) -> Mapping[str, str]:
    """What every page says of the site; a number that the county does not have yet is left out."""
    said = {
        "SiteName": portal.site,
        "SiteDomain": urlsplit(portal.url).hostname or "",
        "SiteIDCode": portal.site_id,
    }
    return {name: told for name, told in said.items() if told}


def _of_portal(portal: Portal) -> Iterator[str]:
    """Addresses of the portal around the site, which is not in the release."""
    return portal.frame.addresses() if portal.frame else iter(())


def _alone(look: Callable[[Iterable[Alike]], Looked], groups: Sequence[Alike]) -> Iterable[Looked]:
    return (look(groups),)


def check(
    files: Mapping[str, Path], gates: Sequence[Gate], passed: PassedRelease | None = None,
    share: DealOut = _alone,
) -> list[Problem]:  # fmt: skip
    """What each gate finds in the files of a release, by path; gate by gate, file by file.

    A file of a release that ``passed`` these gates is not read again.  ``share`` may have shares of
    the files looked at by copies of this process.  A gate that did not run to its end has shown
    nothing: that is a problem too.
    """
    if not files:
        return [Problem(_RELEASE, NOTHING, "这一版是空的")]
    asked, sieve = _Asked(gates), Sieve()
    forgone = passed.forgone() if passed else None
    unchanged = passed.unchanged(files) if passed and forgone is not None else Unchanged()
    asked.all(lambda gate: gate.pass_over(unchanged))
    before = {file.name: file for file in forgone or ()}
    for file in forgone or ():  # what is read of each goes with it: there may be tens of thousands
        asked.all(partial(_forgo, replace(file)), file.place)
    fresh = [name for name in files if name not in unchanged.paths]
    looked = partial(_looked, files, before, gates, sieve)
    asked.add(fresh, share(looked, _groups(fresh, files, gates)))
    asked.all(lambda gate: gate.close())
    return [problem for own in asked.found for problem in own]


def _groups(names: Sequence[str], files: Mapping[str, Path], gates: Sequence[Gate]) -> list[Alike]:
    """Files that say the same in several editions together; all of them, where it is not worth while
    to share them or a gate could not be told of what others saw.

    Of few the large ones come first: what is left for the end is little.  Of many those that stand
    beside each other, and say much the same, are one group; what is in the last edition alone, large
    tables among it, comes first.
    """
    sizes = {name: _size(files[name]) for name in names} if len(names) < FEW else {}
    is_little = len(names) < FEW and sum(sizes.values()) < SMALL
    if is_little or not all(gate.gathers or type(gate).close is Gate.close for gate in gates):
        return [tuple(names)]
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(name.partition("/")[2], []).append(name)
    every = [tuple(group) for group in groups.values()]
    if sizes:
        return sorted(every, key=lambda group: -sum(sizes[name] for name in group))
    count = -(-len(every) // SHARES)
    beside = (every[first : first + count] for first in range(0, len(every), count))
    return [tuple(chain.from_iterable(some)) for some in beside][::-1]


def _size(path: Path) -> int:
    """Bytes of a file, of one that cannot be read none: a gate says so."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _looked(
    files: Mapping[str, Path], before: Mapping[str, WrittenFile], gates: Sequence[Gate], sieve: Sieve,
    groups: Iterable[Alike],
) -> Looked:  # fmt: skip
    """What is found in a share of the files, by path and gate, and what the gates gathered; a file is
    held no longer than its lot is looked at."""
    found: dict[str, list[list[Problem]]] = {}
    names = chain.from_iterable(groups)
    for lot in in_lots(WrittenFile(name, files[name], sieve, before.get(name)) for name in names):
        learning = _Asked(gates)
        learn_together(lot, sieve, learning.has_judged)
        if any(learning.found):
            found[lot[0].name] = learning.found
        asked = _Asked(gates)
        for file in lot:
            asked.all(partial(_look, file), file.place)
            file.forget()
            if any(asked.found):
                found.setdefault(file.name, [[] for _ in gates])
                for own, more in zip(found[file.name], asked.found, strict=True):
                    own.extend(more)
                asked = _Asked(gates)
    return found, [gate.gathered() for gate in gates]


def look(gate: Gate, file: WrittenFile) -> Iterator[Problem]:
    """What a gate finds in a file, after it has judged what is fresh in it."""
    if file.is_judged:
        return gate.look(file)
    if file.new_rows and gate.passes(file.new_rows):
        return iter(())
    return gate.look(_judged(gate, file))


def in_rows(gates: Iterable[Gate]) -> TablesInRows:
    """Tables of a release that was checked of which a row is read by rows that name and itself alone."""
    return {name: rows for gate in gates for name, rows in gate.in_rows.items()}


def _judged(gate: Gate, file: WrittenFile) -> WrittenFile:
    """A file, to be read with care where the gate asks for it."""
    parts = file.sieved
    if parts is None or not parts.fresh.lines or gate.learn(parts.fresh):
        return file
    parts.is_quiet = False
    return file.with_care


def _look(file: WrittenFile, gate: Gate) -> Iterator[Problem]:
    return look(gate, file)


def _forgo(file: WrittenFile, gate: Gate) -> Iterator[Problem]:
    """Nothing can be wrong with it: it passed.  It offered its name to others, a page its tags too."""
    if type(gate).forgo is not Gate.forgo:
        gate.forgo(_judged(gate, file) if file.ending == "html" else file)
    return iter(())


class _Asked:
    """What each gate found so far; one that stops before its end has shown nothing."""

    def __init__(self, gates: Sequence[Gate]) -> None:
        self._gates = gates
        self.found: list[list[Problem]] = [[] for _ in gates]

    def add(self, names: Iterable[str], shares: Iterable[Looked]) -> None:
        """What was found in shares of the files, in the order of the files."""
        found: dict[str, list[list[Problem]]] = {}
        for looked, gathered in shares:
            found.update(looked)
            for gate, own in zip(self._gates, gathered, strict=True):
                gate.gather(own)
        for name in names:
            for own, more in zip(self.found, found.get(name, ()), strict=False):
                own.extend(more)

    def has_judged(self, fresh: Fresh) -> bool:
        """Have every gate judge what is fresh; whether it did, and nothing is to be read with care."""
        quiet: list[bool] = []

        def learnt(gate: Gate) -> Iterator[Problem]:
            quiet.append(gate.learn(fresh))
            return iter(())

        self.all(learnt)
        return len(quiet) == len(self._gates) and all(quiet)

    def all(self, question: Callable[[Gate], Iterator[Problem]], place: Place = _RELEASE) -> None:
        """Ask every gate."""
        for gate, own in zip(self._gates, self.found, strict=True):
            try:
                own.extend(question(gate))
            except Exception as error:  # noqa: BLE001  whatever it was, the release stays back
                own.append(Problem(place, NOT_RUN, f"“{type(gate).__name__}”停在这里（{error!r}）"))
