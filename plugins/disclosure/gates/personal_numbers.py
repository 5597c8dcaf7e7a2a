"""Gate: no number of a person in any file that was written, whatever carries it.

Enters: the files of a release, the numbers that may be shown (office telephones, and the
fingerprints of reviewed waivers), and the digests of files that a person has read and signed.
Leaves: a problem for each other number, for each file that could run, and for each attachment
that no program can read and nobody has signed.  It reads attachments anew: what was judged at the
source is judged again here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from ..basics.files import any_file
from ..basics.files.any_file import READERS, says, scanned
from ..basics.files.pieces import Active, Piece, Unread, of_lines, worth_reading
from ..basics.labelled import BY_PLACE, NamingRows
from ..basics.persons.detect import scan_all
from ..basics.persons.shaped import Finding, NumberKind
from ..basics.problem import Code, Place, Problem
from ..basics.values import dataclass
from .reading.new_rows import ENDINGS, marked
from .reading.quiet_cells import CellJudge, held_in
from .reading.quiet_lines import Lines
from .reading.sieve import Fresh
from .written import Gate, NewRows, TablesInRows, Unchanged, WrittenFile, is_signed

NUMBER = Code("C08", "个人号码", "请在它的来源处删去或遮盖，或者登记豁免")
RUNS = Code("C09", "会运行的文件", "请另存为不带宏、脚本、公式的文件")
UNREAD = Code("C10", "附件读不全", "请换成文字版；换不了的，逐页看过后登记到 privacy.yaml 的“签字”")


_ATTACHED = "/attachments/"
_APART = '"'
"""Keeps a value that looks like the beginning of another attribute from running into the next tag."""


@dataclass
class PersonalNumbers(Gate):
    """Every file, of whatever kind; only what is neither of a known kind nor text is left out."""

    allowed: Collection[str] = ()
    signed: Collection[str] = ()

    gathers = ("in_rows",)

    def __post_init__(self) -> None:
        self.lines, self.cells = Lines(self._is_held_back), CellJudge(self._is_held_back)
        self.saying: set[bytes] = set()
        self.in_rows: dict[str, AbstractSet[str]] = {}
        self.passed: TablesInRows = {}

    @property
    def settings(self) -> object:
        return sorted(filter(str.isalnum, self.allowed)), sorted(self.signed)  # 0000-5550101 is nobody's

    def learn(self, fresh: Fresh) -> bool:
        tags = [tag for tag in fresh.told if "=" in tag.text and worth_reading(tag.text)]
        if self._is_said(_APART.join(tag.text for tag in tags if "'" not in tag.text)):
            self.saying.update(tag.data for tag in tags if self._is_said(tag.text))
        self.saying.update(tag.data for tag in tags if "'" in tag.text and self._is_said(tag.text))
        if fresh.is_lined:
            self.lines.learn(fresh)
        return self.saying.isdisjoint(fresh.tags)

    def look(self, file: WrittenFile) -> Iterator[Problem]:
        if not self.is_quiet(file):
            read = self._quickly(file)
            yield from self._judged(file, self._with_care(file) if read is None else read)

    def _quickly(self, file: WrittenFile) -> Sequence[Piece] | None:
        """What is left to be said of a table in whose cells there is no number; None if there may be."""
        held = held_in(file.ending, file.data) if file.ending in ENDINGS else None
        return self.cells.read(held) if held and _ATTACHED not in file.name else None

    def _with_care(self, file: WrittenFile) -> Sequence[Piece]:
        return list(any_file.pieces(file.name, file.data) if file.ending in READERS else _as_text(file))

    def _judged(self, file: WrittenFile, read: Sequence[Piece]) -> Iterator[Problem]:
        """What is wrong with a file, of which this was read."""
        for run, found in any_file.findings_in(read):
            if self._is_held_back(found):
                where = f"{run.where}里的" if run.where else ""
                what = f"{where}{found.kind}“{found.shown}”，指纹 {found.fingerprint}"
                yield Problem(Place(file.name, max(run.line, 1)), NUMBER, what)
        why = dict.fromkeys(piece.why for piece in read if isinstance(piece, Active))
        yield from (Problem(file.place, RUNS, reason) for reason in why)
        unread = [piece.why for piece in read if isinstance(piece, Unread)]
        if unread and _ATTACHED in file.name and not is_signed(file.digest, self.signed):
            yield Problem(file.place, UNREAD, "、".join(list(dict.fromkeys(unread))[:5]))

        if file.ending in ENDINGS and not _is_by_place(read):
            self._note_rows(file, read)

    def pass_over(self, unchanged: Unchanged) -> Iterator[Problem]:
        self.passed = unchanged.in_rows
        still = self.passed.keys() & unchanged.paths.keys()
        self.in_rows.update((name, self.passed[name]) for name in still)
        return iter(())

    def _note_rows(self, file: WrittenFile, read: Iterable[Piece]) -> None:
        """Which rows of a table name what stands in others; none is forgotten that passed."""
        naming = marked(file.ending, file.data, {of.where: of.rows for of in _naming(read)})
        if naming is not None:
            self.in_rows[file.name] = naming | self.passed.get(file.name, frozenset())

    def passes(self, rows: NewRows) -> bool:
        """Codes of projects that look like IDs are judged by their whole column, and what follows new
        rows by what these leave the columns to hold."""
        if rows.now.name not in self.passed:
            return False
        read = [list(any_file.pieces(file.name, file.data)) for file in (rows.was, rows.now)]
        found = (number for each in read for _, number in scanned(each))
        was, now = ([(of.where, of.held) for of in _naming(each)] for each in read)
        is_whole = _ATTACHED in rows.now.name or any(map(_is_by_place, read)) or was != now
        if is_whole or any(number.kind is NumberKind.ID for number in found):
            return False
        return self.is_quiet(rows.now) or not any(self._judged(rows.now, read[1]))

    def is_quiet(self, file: WrittenFile) -> bool:
        """Whether no number stands in the text of a file."""
        parts = file.sieved
        return bool(parts and parts.cut.kind.is_lined and self.lines.are_quiet(parts))

    def _is_said(self, tags: str) -> bool:
        return any(self._is_held_back(found) for _, said in says(tags) for found in scan_all(said))

    def _is_held_back(self, found: Finding) -> bool:
        return found.number not in self.allowed and found.fingerprint not in self.allowed


def _is_by_place(read: Iterable[Piece]) -> bool:
    """Whether a row of a table is read otherwise than by rows that name and itself."""
    return any(piece is BY_PLACE for piece in read)


def _naming(read: Iterable[Piece]) -> Iterator[NamingRows]:
    return (piece for piece in read if isinstance(piece, NamingRows))


def _as_text(file: WrittenFile) -> Iterator[Piece]:
    """A file of no kind that we know, where it is text; a font holds none."""
    try:
        return of_lines(file.text)
    except UnicodeDecodeError:
        return iter(())
