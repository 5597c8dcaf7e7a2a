"""Bytes of one catalogue file to a tree in which every value is text and knows its place.

Enters: a path (for messages) and bytes.  Leaves: a ``Node`` tree or ``SourceError`` with every
problem found.  Nothing is guessed: ``0100`` stays ``0100``, ``no`` stays ``no``, and whatever
YAML would drop or merge in silence (duplicate keys, anchors, tags, the words behind ``#``) is
refused.  Events, not objects, are read from libyaml: deep nesting cannot overflow the stack.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import field
from functools import lru_cache

import yaml

from ..basics.problem import COLUMNS, Code, Place, Problem, at_mark
from ..basics.values import dataclass
from .source import characters, lines, mistakes, taken
from .source.lines import TextSpot
from .source.mistakes import ANCHOR, SYNTAX, Slip
from .source.nodes import Entry, Items, Node, Table, Text

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 40
MAX_VALUES = 100_000  # a county's largest unit file holds some 20,000
MOST_PROBLEMS = 500

TOO_BIG = Code("Y01", "文件过大", "请按机构或类别拆成几个文件")
NOT_UTF8 = Code("Y02", "编码不是 UTF-8", "请用编辑器“另存为”，编码选 UTF-8（无 BOM）")
BOM = Code("Y03", "文件带 BOM", "请“另存为”UTF-8（无 BOM）；记事本请选“UTF-8”而不是“带有 BOM 的 UTF-8”")
EMPTY = Code("Y05", "文件是空的", "请填写内容，或者删除这个文件；可用 disclosure new 生成带说明的样例")
DUPLICATE_KEY = Code("Y09", "键重复", "同一层里每个键只能写一次：请删去或合并其中一处")
TAG = Code("Y11", "用了类型标签", "请删去以 ! 开头的标签；以 ! 开头的文字请加引号")
TOO_DEEP = Code("Y12", "层次过深", f"最多 {MAX_DEPTH} 层：请检查是否多写了括号或缩进")
LOST_COMMENT = Code(
    "Y13", "值后面的文字会被当作注释丢掉", "若是内容，请给整个值加引号；若是注释，请另起一行"
)
MANY_DOCUMENTS = Code("Y14", "一个文件里有多份文档", "请删去单独成行的 ---，或者拆成几个文件")
TOO_MANY = Code("Y16", "一个文件里的内容过多", f"最多 {MAX_VALUES} 项：请按机构或类别拆成几个文件")
KEY_NOT_TEXT = Code("Y15", "键不是文字", "键只能是文字：请检查是否多写了 ?、[ 或 {")

_START = yaml.Mark("", 0, 0, 0, None, 0)
_new = tuple.__new__  # past the constructor of a named tuple, which takes twice as long
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class SourceError(Exception):
    """The file is not as it should be; ``problems`` says why, place by place.

    ``tree`` is what could be read all the same, so that the rest can be checked in the same run.
    """

    def __init__(self, problems: list[Problem], tree: Node | None = None) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
        self.tree = tree


def decode(path: str, data: bytes) -> str:
    """The text of a source file with LF line ends.

    Raises:
        SourceError: too big, not UTF-8, with a BOM, empty, or with invisible characters.
    """
    if len(data) > MAX_BYTES:
        raise SourceError([Problem(Place(path), TOO_BIG, f"文件有 {len(data)} 字节，上限 {MAX_BYTES}")])
    if data.startswith(b"\xef\xbb\xbf"):
        raise SourceError([Problem(Place(path), BOM, "文件开头有 BOM 标记")])
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise SourceError([_encoding_problem(path, data, error.start)]) from None
    told = characters.told(text)
    if problems := [Problem(_place_at(path, text, at), code, what) for at, code, what in told]:
        raise SourceError(problems)
    if not text.strip():
        raise SourceError([Problem(Place(path), EMPTY, "文件里没有内容")])
    return text


def parse(path: str, text: str, first_line: int = 1) -> Node:
    """The tree of one YAML document.

    ``first_line`` is the line of the file on which ``text`` starts (a notice's header starts
    on its second line).

    Raises:
        SourceError: anything but one plain document; all problems of the file at once.
    """
    reader = _Reader(path, text, first_line)
    try:
        node = reader.document()
    except yaml.YAMLError as error:
        raise SourceError(reader.explained(error)) from None
    except _Stop:
        raise SourceError(reader.problems) from None
    if isinstance(node, Text):
        reader.complain_of_scalar_root(node)
        raise SourceError(reader.problems)
    if reader.problems:
        misread = any(problem.code in mistakes.MISREAD for problem in reader.problems)
        raise SourceError(reader.problems, None if misread else node)
    return node


class _Stop(Exception):
    """Reading on makes no sense; the problems so far are in the reader."""


@dataclass
class _Reader:
    """One pass over the events of one document, gathering problems as it goes."""

    path: str
    text: str
    first_line: int
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lines = self.text.split("\n")
        self._doubtful = mistakes.doubtful(self.text, self._lines)
        self._respaced = "\\" in self.text or taken.has_odd_space(self.text)
        self._values = 0
        self._next: Callable[[], yaml.Event] = self._parser()

    def document(self) -> Node:
        self._next()  # stream start
        if isinstance(self._next(), yaml.StreamEndEvent):
            self._stop(Place(self.path), EMPTY, "文件里只有注释，没有内容")
        node = self._node(self._next(), 1)
        self._next()  # document end
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            self._report(self._place(after), MANY_DOCUMENTS, "这里开始了第二份文档")
        return node

    def explained(self, error: yaml.YAMLError) -> list[Problem]:
        """All problems, the parser's English complaint as a slip; those behind it are its effects."""
        slip = self._problem(mistakes.behind(error, self._lines, self._read()))
        return [*(p for p in self.problems if p.place.line < slip.place.line), slip]

    def complain_of_scalar_root(self, node: Text) -> None:
        found = [self._problem(slip) for slip in mistakes.throughout(self._lines)]
        self.problems = found or [Problem(node.place, SYNTAX, "整个文件只是一段文字，没有“键: 值”")]

    def _problem(self, slip: Slip) -> Problem:
        return Problem(self._at(slip.line, slip.column), slip.code, slip.what)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if depth > MAX_DEPTH:
            self._stop(self._place(event), TOO_DEEP, f"嵌套超过 {MAX_DEPTH} 层")
        self._values += 1
        if self._values > MAX_VALUES:
            self._stop(self._place(event), TOO_MANY, f"到这里已超过 {MAX_VALUES} 项")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        self._refuse_cleverness(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._table(event, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return Text("", self.path, self._mark(event))  # an alias, already reported

    def _table(self, event: yaml.Event, depth: int) -> Table:
        entries: list[Entry] = []
        seen: dict[str, Text] = {}
        while not isinstance(key_event := self._next(), yaml.MappingEndEvent):
            key = self._node(key_event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if not isinstance(key, Text):
                self._report(key.place, KEY_NOT_TEXT, "这里的键是一个列表或表格")
                continue
            name, tight = _known(key.value)
            if tight and key.plain:
                self.problems += map(self._problem, mistakes.within(key_event))
            if name in seen or name == "<<":
                self._complain_of_key(name, key, seen)
            seen.setdefault(name, key)
            entries.append(_new(Entry, (key, value)))
        return Table(tuple(entries), self.path, self._mark(event))

    def _complain_of_key(self, name: str, key: Text, seen: Mapping[str, Text]) -> None:
        if name == "<<" and key.plain:
            self._report(key.place, ANCHOR, "用了合并键 <<")
        if name in seen:
            self._report(key.place, DUPLICATE_KEY, f"“{name}”在第 {seen[name].place.line} 行已经写过")

    def _sequence(self, event: yaml.Event, depth: int) -> Items:
        items: list[Node] = []
        while not isinstance(item := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(item, depth + 1))
        return Items(tuple(items), self.path, self._mark(event))

    def _scalar(self, event: yaml.ScalarEvent) -> Text:
        """One of a million: what is seldom was looked for in the whole file, not in each."""
        if event.anchor is not None or event.tag:
            self._refuse_cleverness(event)
        start, end = event.start_mark or _START, event.end_mark or _START
        value, line, plain = event.value, start.line, not event.style  # None or "", by parser
        spots: tuple[TextSpot, ...] = ()
        is_doubtful = line in self._doubtful or line != end.line or not value
        if is_doubtful:
            value, spots = lines.value_of(event, self._lines, self.first_line)
        if self._respaced:
            value = taken.spaced(value)
        mark = (line + self.first_line) * COLUMNS + start.column + 1
        if plain and is_doubtful:
            self._refuse_lost_comment(event)
            self.problems += map(self._problem, mistakes.joined(event, self._lines))
        elif not plain and (hidden := next(characters.told(value), None)):  # as an escape: "\\u202e"
            self._report(at_mark(self.path, mark), *hidden[1:])
        return _new(Text, (value, self.path, mark, plain, spots))

    def _refuse_lost_comment(self, event: yaml.ScalarEvent) -> None:
        mark = event.end_mark or _START
        rest = self._lines[mark.line][mark.column :] if mark.line < len(self._lines) else ""
        if event.value and rest.lstrip().startswith("#"):
            column = mark.column + len(rest) - len(rest.lstrip())
            self._report(self._at(mark.line, column), LOST_COMMENT, f"“{rest.strip()[:20]}”不会公开")

    def _refuse_cleverness(self, event: yaml.Event) -> None:
        if getattr(event, "anchor", None) is not None:
            place = self._place(event)
            told = any(p.code is ANCHOR and p.place.line == place.line for p in self.problems)
            if not told:
                self._report(place, ANCHOR, "用了锚点或别名（& 或 *）")
        tag = getattr(event, "tag", None)
        if tag:
            self._report(self._place(event), TAG, f"用了类型标签 {tag[:40]}")

    def _parser(self) -> Callable[[], yaml.Event]:
        return _LOADER(self.text).get_event

    def _read(self) -> int:
        """The line to which the parser came before it could not go on."""
        following, last = self._parser(), None
        with suppress(yaml.YAMLError):
            while event := following():
                last = event
        block = getattr(last, "style", None) in ("|", ">")
        return ((last.end_mark if block else last.start_mark) or _START).line if last else 0

    def _place(self, event: yaml.Event) -> Place:
        return at_mark(self.path, self._mark(event))

    def _mark(self, event: yaml.Event) -> int:
        start = event.start_mark or _START
        return (start.line + self.first_line) * COLUMNS + start.column + 1

    def _at(self, line: int, column: int) -> Place:
        return Place(self.path, line + self.first_line, column + 1)

    def _report(self, place: Place, code: Code, what: str) -> None:
        self.problems.append(Problem(place, code, what))
        if len(self.problems) >= MOST_PROBLEMS:  # no clerk mends more in one go
            raise _Stop

    def _stop(self, place: Place, code: Code, what: str) -> None:
        self._report(place, code, what)
        raise _Stop


@lru_cache(maxsize=4096)
def _known(key: str) -> tuple[str, bool]:
    """A key as it is compared, and whether a slip may be in it: most files have the same few keys."""
    return unicodedata.normalize("NFC", key), mistakes.is_tight(key)


def _place_at(path: str, text: str, offset: int) -> Place:
    return Place(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _encoding_problem(path: str, data: bytes, offset: int) -> Problem:
    line = data.count(b"\n", 0, offset) + 1
    try:
        data.decode("gb18030")
        what = "文件像是 GBK 编码"
    except UnicodeDecodeError:
        what = "文件不是 UTF-8 编码，可能不是文本文件"
    return Problem(Place(path, line), NOT_UTF8, what)
