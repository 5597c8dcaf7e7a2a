"""Which files of the release in force are still right, so that they need not be made again.

Enters: the outputs of a build, and what was noted when the files in force were made.  Leaves: files
kept, and notes for the next build.  A file is kept when all that decided what it holds is as it was:
the program, the theme and the libraries; what its function was given; and every answer that the county
gave while it was made.  It is then linked from the release in force, if it is still what that says.
Where files are listed together, what that asked of the county is noted too: as long as the answers are
the same, so is what each of them is given, and only those are listed of which another answer changed.

The notes lie in the user's cache, one file an output folder, and name the release that they are about.
Without them, with damaged ones, or beside another release everything is made.  They hold digests of
what the audience of that folder may see, and may be deleted at any time.
"""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any, NamedTuple

from ... import release
from ...basics.output import Html, Output, in_force
from ...basics.values import dataclass
from ...charts.graphviz import dot
from ...county.lookups.prints import Prints, ToldBy, alike
from ...county.lookups.watched import Read
from ...county.site import Site
from ...editions.edition import Edition, FileListing
from ...release.tree import Identity
from . import kept_store, program, question_numbers
from .question_numbers import Answered, AnswerNumbers, QuestionNumbers, Renumbered, in_any

NotedFile = tuple[str, QuestionNumbers]
NotedListing = tuple[QuestionNumbers, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Notes:
    """Of one build: what was asked, of which a little may have gone out of use; by path, what each file
    was given and the numbers of what was asked while it was made, and which file it is; by name, the
    numbers of what was asked to list files, and the paths of these below their edition."""

    asked: list[Answered] = field(default_factory=list)
    files: dict[str, NotedFile] = field(default_factory=dict)
    identities: Mapping[str, Identity] = field(default_factory=dict)
    listings: dict[str, NotedListing] = field(default_factory=dict)


_A_LITTLE = 20
"""One part of so many may be out of use before all is numbered anew."""


class NotedPages(NamedTuple):
    """By number, what was asked that is new, or answered otherwise; by path, what each file that was
    made was given and the numbers of what was asked meanwhile; the files of which the notes stay as they
    were; and listings."""

    asked: Mapping[int, Answered]
    files: Mapping[str, NotedFile]
    kept: Sequence[str]
    listings: Mapping[str, NotedListing]


class ToldPages(NamedTuple):
    """What a process told records by when it made notes; by path, what decided files, and answers to
    questions, each with its digest."""

    records: ToldBy
    given: dict[str, tuple[tuple[object, ...], str]]
    answers: dict[Read, tuple[object, str]]


class KeptPages:
    """Decides file by file; ``before`` are the notes of the release in force, ``told`` what this process
    told by when it made them."""

    def __init__(self, whole: Site, before: Notes | None = None, told: ToldPages | None = None) -> None:
        self.prints = Prints(whole, told.records if told else None)
        self._told_before = told or ToldPages({}, {}, {})
        self.told = ToldPages(self.prints.told, {}, {})
        self._before, self._now = before or Notes(), Notes()
        self._numbers = AnswerNumbers(self._before.asked)
        self._answered: defaultdict[int, dict[Read, int]] = defaultdict(dict)
        self._answered_in: dict[str, dict[Read, int]] = {}
        self._changed: dict[str, set[int]] = {}
        self._given_last: dict[object, tuple[tuple[object, ...], str]] = {}

    def keep(self, edition: Edition, output: Output, stage: release.StagedRelease) -> bool:
        """Take a file over from the release in force; False where it must be made."""
        if isinstance(output, Html) and output.is_in_force:
            return True
        noted = self._before.files.get(output.path)
        is_given_that = noted is not None and noted[0] == self.given(edition, output)
        return is_given_that and self._is_taken_over(edition, output.path, stage)

    def listed(
        self, stage: release.StagedRelease, edition: Edition, listing: FileListing
    ) -> Iterable[Output]:
        """What a function lists; what is taken over is not listed again."""
        function, (_, *of) = listing.func, listing.args
        name = f"{edition.medium.folder} {function.__module__}.{function.__qualname__} {of}"
        noted = self._before.listings.get(name)
        if noted and self._all_hold(edition, noted[0]):
            self._now.listings[name] = noted
            return self._as_noted(stage, edition, listing, noted[1])
        with edition.reads.noted() as reads:
            outputs = list(listing())
            for output in outputs:
                _frame(edition, output)
        self._now.listings[name] = self._asked(edition, reads), [output.path for output in outputs]
        return outputs

    def _as_noted(
        self, stage: release.StagedRelease, edition: Edition, listing: FileListing, paths: Sequence[str]
    ) -> Iterable[Output]:
        """Files that are what a function listed before."""
        folder, before, now = edition.medium.folder, self._told_before.given, self.told.given
        changed = {p for p in paths if not self._is_taken_over(edition, f"{folder}/{p}", stage)}
        again = {of.path: of for of in listing() if of.path in changed} if changed else {}
        now.update((p, before[p]) for p in map(f"{folder}/".__add__, paths) if p in before)
        return [again[path] if path in changed else in_force(path) for path in paths]

    def _is_taken_over(self, edition: Edition, path: str, stage: release.StagedRelease) -> bool:
        """Whether a file that is given what it was given before could be kept."""
        noted = self._before.files.get(path)
        if noted is None or not (self._all_hold(edition, noted[1]) and stage.keep(path)):
            return False
        self._now.files[path] = noted
        return True

    @property
    def has_notes(self) -> bool:
        """Whether any file can be kept."""
        return bool(self._before.files)

    def noted(self, paths: Iterable[str], editions: Iterable[Edition] = ()) -> NotedPages:
        """What was noted of files that were kept or made, and of editions that were gone through, for
        the process of which this is a copy."""
        folders = tuple(f"{edition.medium.folder} " for edition in editions)
        listings = {name: of for name, of in self._now.listings.items() if name.startswith(folders)}
        held = {path: self._now.files[path] for path in paths}
        files = {path: of for path, of in held.items() if of is not self._before.files.get(path)}
        used, known = _all_asked(files, listings), len(self._before.asked)
        asked = {n: of for n, of in enumerate([*self._numbers][known:], known) if n in used}
        return NotedPages(asked, files, list(held.keys() - files.keys()), listings)

    def take_over(self, noted: NotedPages) -> None:
        """Note what a copy of this process did."""
        own_of = Renumbered({number: self._numbers[of] for number, of in noted.asked.items()})
        self._now.files.update((path, self._before.files[path]) for path in noted.kept)
        for path, (given, asked) in noted.files.items():
            self._now.files[path] = given, own_of[asked]
        for name, (asked, paths) in noted.listings.items():
            self._now.listings[name] = own_of[asked], paths

    def made(self, edition: Edition, output: Output, reads: set[Read]) -> None:
        """Note what decided a file that was made."""
        _, told = self.told.given.get(output.path) or ((), self.given(edition, output))
        self._now.files[output.path] = told, self._asked(edition, reads)

    def notes(self, stage: release.StagedRelease) -> Notes:
        """What the next build may rely on, upon that release."""
        asked, files, listings = list(self._numbers), self._now.files, self._now.listings
        used = sorted(_all_asked(files, listings))
        if (len(asked) - len(used)) * _A_LITTLE > len(asked):
            new = Renumbered({old: number for number, old in enumerate(used)})
            asked = [asked[old] for old in used]
            files = {path: (given, new[numbers]) for path, (given, numbers) in files.items()}
            listings = {name: (new[numbers], paths) for name, (numbers, paths) in listings.items()}
        return Notes(asked, files, stage.identities, listings)

    def answer(self, edition: Edition) -> None:
        """Ask an edition all that was asked for its files before; who answers it for others as well is
        not asked again, by copies of this process neither."""
        folder = edition.of.folder
        if folder in self._changed:
            return
        noted = self._before
        files = (asked for path, (_, asked) in noted.files.items() if path.startswith(f"{folder}/"))
        lists = (asked for name, (asked, _) in noted.listings.items() if name.startswith(f"{folder} "))
        reads = {number: noted.asked[number][:2] for number in sorted(in_any((*files, *lists)))}
        now = self._numbered(edition, reads.values())  # what was asked together lies together
        self._changed[folder] = {number for number, read in reads.items() if now[read] != number}

    def _asked(self, edition: Edition, reads: set[Read]) -> QuestionNumbers:
        """Questions by the numbers that they have with their answers."""
        return question_numbers.packed(map(self._numbered(edition, reads).__getitem__, reads))

    def _numbered(self, edition: Edition, reads: Iterable[Read]) -> Mapping[Read, int]:
        """These and others by their numbers with the answers that an edition gives."""
        now = self._answered_in.setdefault(edition.of.folder, {})
        for read in reads:
            if read not in now:
                now[read] = self._number(edition, read)
        return now

    def _number(self, edition: Edition, read: Read) -> int:
        answered = self._answered[id(edition.answered_by(read[0]))]
        if read not in answered:
            answered[read] = self._numbers[*read, self._answer(edition, read)]
        return answered[read]

    def _all_hold(self, edition: Edition, asked: QuestionNumbers) -> bool:
        self.answer(edition)  # all at once: tens of thousands, of which few do not
        return self._changed[edition.of.folder].isdisjoint(question_numbers.numbers(asked))

    def _answer(self, edition: Edition, read: Read) -> str:
        now = edition.answer(read)
        before, told = self._told_before.answers.get(read, (..., ""))  # no answer is like it
        if not alike(now, before):
            told = self.prints.of(now)
        if self.has_notes:
            self.told.answers[read] = now, told
        return told

    def given(self, edition: Edition, output: Output) -> str:
        """All that decides a file but the county's answers and the program."""
        make: Any = output.make
        arguments = tuple(argument for argument in make.args if argument is not edition)
        frame, named = _frame(edition, output), tuple(make.keywords.items())
        given = (make.func.__qualname__, arguments, named, frame)
        last = self._given_last.get(make.func, ((), ""))  # most often for that page of another edition
        before, told = self._told_before.given.get(output.path, last)
        if not alike(given, before):
            told = self.prints.of(given)
        self._given_last[make.func] = given, told
        if self.has_notes:  # else a copy of this process asks, which remembers it for nobody
            self.told.given[output.path] = given, told
        return told


def _all_asked(files: Mapping[str, NotedFile], listings: Mapping[str, NotedListing]) -> set[int]:
    """The numbers of all that was asked for files and listings."""
    return in_any((*(asked for _, asked in files.values()), *(asked for asked, _ in listings.values())))


def _frame(edition: Edition, output: Output) -> tuple[object, ...]:
    """What the theme prints around a page."""
    if not isinstance(output, Html):
        return ()
    site = edition.site
    return output.template, output.root, site.county, site.as_of if output.hub else None


def made_by(settings: Path) -> str:
    """A digest of everything but the county that decides what a file holds.  Raises ``NoGraphviz``."""
    return program.of_all(dot.version(), settings.read_text("utf-8"))


@dataclass
class HeldNotes:
    """The notes that a process made last, which release they are about, and what told its records."""

    about: str = ""
    packed: bytes = b""
    told: ToldPages | None = None
    _notes: Notes = field(default_factory=Notes)

    @property
    def notes(self) -> Notes:
        """They are unpacked for whoever asks first."""
        if self.packed:
            self._notes, self.packed = _unpacked(self.packed), b""
        return self._notes


def load(out: Path, by: str, held: HeldNotes) -> Notes:
    """The notes of the release in force in an output folder; none where another program made it."""
    wanted = _about(out, by)
    if wanted and held.about == wanted:
        return held.notes
    data = kept_store.read(kept_store.place("pages", out), wanted) if wanted else None
    return Notes() if data is None else _unpacked(data)


def packed(notes: Notes) -> bytes:
    """Notes as they are kept."""
    told: Any = (notes.asked, notes.files, notes.identities, notes.listings)
    return marshal.dumps(told)


def _unpacked(data: bytes) -> Notes:
    return Notes(*marshal.loads(data))  # noqa: S302  this user alone can write what it reads


def save(out: Path, by: str, data: bytes, held: HeldNotes) -> None:
    """Keep the packed notes of the release that is in force now."""
    held.about, held.packed = _about(out, by), data
    kept_store.write(kept_store.place("pages", out), held.about, data)


def _about(out: Path, by: str) -> str:
    """Which release the notes are about, and which program made it."""
    there = release.in_force_if_any(out)
    return f"{there.name} {by}" if there else ""
