"""Source files to records: every file of a county read, sorted by kind, each once.

Enters: ``SourceFile`` values (path and bytes).  Leaves: ``Records`` and problems.  A record
that cannot be read is remembered by its code in ``broken``, so that references to it are not
reported a second time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import Protocol, TypeVar

from ..basics.digests import digest
from ..basics.persons.names import SURNAME
from ..basics.problem import Code, Place, Problem
from ..basics.values import dataclass
from ..schema import yaml_source
from ..schema.catalogue import COUNTY, NOTICES, PRIVACY, SHELVES, Shelf
from ..schema.declare import Invalid, Record, Report, nearest, read_record
from ..schema.forms import says
from ..schema.kinds import CODE_PATTERN, Prose
from ..schema.records.ledgers.ledger import Ledger
from ..schema.records.notices.notice import Notice
from ..schema.records.privacy_policy import Privacy
from ..schema.source.lines import verbatim
from ..schema.source.nodes import Items, Node, Table, Text
from ..schema.source.taken import spaced
from ..schema.yaml_source import SourceError
from .beside.attachments import Attached, by_path, is_attachable, nfc
from .beside.called import codes_by_word
from .beside.ledger_data import LedgerData, is_ledger_data

R = TypeVar("R", bound=Record)
T = TypeVar("T")

STRAY_FILE = Code("K01", "文件放错了地方", "请移到对应的文件夹，或移出 catalogues/ 和 content/")
WRONG_ENDING = Code("K07", "扩展名不对", "请给文件改名，只改扩展名")
NO_HEADER = Code(
    "N01", "公告没有文件头", "第一行写 ---，接着写“标题: …”等各项，再写一行 ---，下面才是正文"
)
NO_BODY = Code("N02", "公告没有正文", "请在文件头下面写正文")

# Endings of a file that was meant for a shelf, written otherwise or left by another program.
_OFFICE = frozenset((".docx", ".xlsx", ".xls", ".et", ".csv"))
_ALMOST = frozenset(
    f".{ending}{more}"
    for ending in ("yml", "yaml", "YAML", "YML", "Yaml", "md", "MD", "Md", "markdown")
    for more in ("", ".txt")
)
_CODE_LINE = re.compile(rf"(?:编码|代码|编号)\s*[:：]\s*({CODE_PATTERN})")


@dataclass(frozen=True)
class SourceFile:
    """One file of the county folder: path below it, with ``/``, and its bytes."""

    path: str
    data: bytes

    @cached_property
    def digest(self) -> str:
        """Of its bytes."""
        return digest(self.data)


@dataclass(slots=True)
class Records:
    """All records of a county, and the codes and files of those that could not be read."""

    items: list[Record] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    def take(self, held: Records) -> None:
        """Add all that one file holds."""
        self.items += held.items
        self.broken |= held.broken
        self.unread |= held.unread

    def of(self, kind: type[R]) -> list[R]:
        return [item for item in self.items if type(item) is kind]


class Remember(Protocol):
    """What a pure function makes of a source file, called or known from an earlier build."""

    def __call__(self, function: Callable[[SourceFile], T], file: SourceFile, /) -> T: ...


def called(function: Callable[[SourceFile], T], file: SourceFile) -> T:
    """Remembers nothing."""
    return function(file)


@dataclass(frozen=True, slots=True)
class Sources:
    """The source files of a county, and how to come by what a function makes of one."""

    files: Sequence[SourceFile]
    remember: Remember = called


def read(files: Iterable[SourceFile], remember: Remember = called) -> tuple[Records, list[Problem]]:
    """Every file's records, and every problem of every file."""
    records, problems = Records(), list[Problem]()
    loose: list[tuple[str, bytes]] = []
    data: list[tuple[str, bytes]] = []
    stray: list[str] = []
    for file in sorted(files, key=lambda f: f.path):
        if is_attachable(file.path):
            loose.append((file.path, file.data))
        elif is_ledger_data(file.path):
            data.append((file.path, file.data))
        elif shelf_of(file.path) is None:
            stray.append(file.path)
        else:
            held, found = remember(read_file, file)
            records.take(held)
            problems += found
    attached = [*_attach(records, loose, stray), *_keep_ledgers(records, data)]
    return records, [*problems, *attached]


def read_file(file: SourceFile) -> tuple[Records, list[Problem]]:
    """What a file on a shelf holds, and what is amiss with it: nothing but the file enters."""
    shelf, records = shelf_of(file.path), Records()
    reader = _read_notice if shelf is NOTICES else _read_catalogue
    try:
        return records, reader(shelf or NOTICES, file, records)
    except SourceError as error:
        records.unread.add(file.path)
        records.broken.update(_codes_guessed(file.data))
        return records, error.problems


def _attach(
    records: Records, loose: Iterable[tuple[str, bytes]], stray: Iterable[str]
) -> Iterator[Problem]:
    """Gives notices their files.  A notice that could not be read may name any of the rest."""
    policy = next(iter(records.of(Privacy)), None)
    attached = Attached(by_path(loose), policy)
    records.items = [attached.to(i) if isinstance(i, Notice) else i for i in records.items]
    yield from attached.problems
    if not (records.broken or records.unread):
        yield from attached.left_over()
    yield from (_stray(path, records) for path in stray if nfc(path) not in attached.given)


def _keep_ledgers(records: Records, data: Iterable[tuple[str, bytes]]) -> Iterator[Problem]:
    """Gives ledgers their data.  A ledger that could not be read may own any of the rest."""
    policy = next(iter(records.of(Privacy)), None)
    rule = policy.names.usual if policy and policy.names else SURNAME
    ledgers = records.of(Ledger)
    held = LedgerData(by_path(data), codes_by_word(records.items) if ledgers else {}, rule)
    records.items = [held.to(item) if isinstance(item, Ledger) else item for item in records.items]
    yield from held.problems
    if not (records.broken or records.unread):
        yield from held.left_over()


def shelf_of(path: str) -> Shelf | None:
    """The shelf on which a path lies, or None for a file that belongs nowhere."""
    top, _, rest = path.partition("/")
    if top == "content":
        return NOTICES if path.endswith(".md") else None
    if rest in (COUNTY.folder, PRIVACY.folder):
        return COUNTY if rest == COUNTY.folder else PRIVACY
    folder, _, name = rest.partition("/")
    fits = (s for s in SHELVES if s.folder == folder and name.endswith(".yaml"))
    return next(fits, None)


def _stray(path: str, records: Records) -> Problem:
    """What is amiss with a file that lies on no shelf; it may be one that is missed elsewhere."""
    stem, ending = path.partition(".")[0], "." + path.partition(".")[2]
    wanted = ".md" if path.startswith("content/") else ".yaml"
    folder = path.split("/")[1] if path.count("/") > 1 else path.rsplit("/", 1)[-1]
    known = [COUNTY.folder, PRIVACY.folder, *(s.folder for s in SHELVES)]
    if ending in _ALMOST and shelf_of(stem + wanted):
        records.unread.add(stem + wanted)
        return Problem(Place(path), WRONG_ENDING, f"扩展名是“{ending}”，应是“{wanted}”")
    if folder in known or wanted == ".md":
        table = "；里面是表的，用 disclosure import 导入" if ending in _OFFICE else ""
        return Problem(Place(path), STRAY_FILE, f"这里只放扩展名是“{wanted}”的文件{table}")
    return Problem(Place(path), STRAY_FILE, f"不知道怎样读这个文件{nearest(folder, known)}")


def _read_catalogue(shelf: Shelf, file: SourceFile, records: Records) -> list[Problem]:
    report = Report()
    node = _tree(file.path, yaml_source.decode(file.path, file.data), 1, report)
    for item in node.items if isinstance(node, Items) else (node,):
        if _keep(shelf, item, report, records) is None:
            records.unread.add(file.path)
    return report.problems


def _read_notice(shelf: Shelf, file: SourceFile, records: Records) -> list[Problem]:
    text = yaml_source.decode(file.path, file.data)
    head, body = _split(file.path, text)
    report = Report()
    try:
        words = Prose(kept=True).read(body, report)
    except Invalid:
        raise SourceError(report.problems) from None
    node = _tree(file.path, head, 2, report)
    notice = _keep(shelf, node, report, records)
    if isinstance(notice, Notice):
        first = text.rstrip().count("\n") - words.count("\n") + 1
        records.items[-1] = replace(notice, body=words, body_line=first)
    return report.problems


def _tree(path: str, text: str, first_line: int, report: Report) -> Node:
    """The tree of a file, as far as it can be read.  Raises ``SourceError`` where it cannot."""
    try:
        return yaml_source.parse(path, text, first_line)
    except SourceError as error:
        if error.tree is None:
            raise
        report.problems += error.problems
        return error.tree


def _split(path: str, text: str) -> tuple[str, Text]:
    """The header and the body of a notice.  Raises ``SourceError`` where one is missing."""
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    if len(fences) < 2 or fences[0] != 0:  # noqa: PLR2004  an opening and a closing fence
        first = lines[0].strip()[:30]
        raise SourceError([Problem(Place(path), NO_HEADER, f"第一行是“{first}”，不是 ---")])
    body, start = "\n".join(lines[fences[1] + 1 :]), fences[1] + 2
    if not says(said := body.strip()):
        what = f"文件头下面{f'只有“{said[:10]}”' if said else '是空的'}"
        raise SourceError([Problem(Place(path, start - 1), NO_BODY, what)])
    head = "\n".join(lines[1 : fences[1]]) + "\n"
    return head, Text(
        spaced(body), path, Place(path, start).mark, plain=False, spots=verbatim(body, start)
    )


def _keep(shelf: Shelf, node: Node, report: Report, records: Records) -> Record | None:
    try:
        item = read_record(shelf.written, shelf.completed(node), report)
    except Invalid:
        records.broken.update(_codes_in(node))
        return None
    records.items.append(item)
    return item


def _codes_guessed(data: bytes) -> set[str]:
    """Codes that a file too broken to read seems to declare, whatever its encoding."""
    texts = (data.decode(encoding, errors="ignore") for encoding in ("utf-8", "gb18030"))
    return {code for text in texts for code in _CODE_LINE.findall(text)}


def _codes_in(node: Node) -> Iterator[str]:
    """Codes of the record and of the posts in a table that could not be read."""
    children: Sequence[Node] = ()
    if isinstance(node, Items):
        children = node.items
    if isinstance(node, Table):
        children = [entry.value for entry in node.entries]
        for entry in node.entries:
            if entry.key.value in ("编码", "代码", "编号") and isinstance(entry.value, Text):
                yield entry.value.value
    for child in children:
        yield from _codes_in(child)
