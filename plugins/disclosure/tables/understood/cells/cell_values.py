"""The words of a cell as the catalogue writes them, by the kind of the field.

Enters: a cell, its field, and what the county has registered.  Leaves: a node that stands at the cell,
or a problem there.  Only the form is changed, and only where one meaning is possible: 2024.5.1 is
2024-05-01, 高 is 一, the name of a unit is its code.  Everything else is left to the field's own
reader, which says at the cell what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import date, timedelta

from ....basics.problem import Code, Problem
from ....basics.values import dataclass
from ....schema.compound import Brief, Many, Reference, Term
from ....schema.declare import Kind
from ....schema.derived.editor import Registered, kinds_in, records_in
from ....schema.kinds import Choice, CodeText, Count, Date, Line, Money, Prose
from ....schema.periods import PeriodText
from ....schema.phones import Phones, PhoneText
from ....schema.records.powers.flow import Flow, StandardFlow
from ....schema.source.nodes import Node
from ....schema.yaml_source import SourceError
from ... import trees
from ...declared import Way, way_of
from ...grid import UNCOMPUTED, Cell, CellPlace, Sort
from ..filled import FilledCell
from ..synonyms import WORDS
from .draft_flows import drafted_of
from .listed import items, joined
from .ticks import is_tick, is_untick, ticked

LOST = Code(
    "T08",
    "这一格的内容已经坏了",
    "表格软件改过它：请把这一列设成“文本”，照原件重新填写这一格；公式出错的，先改好公式",
)
NO_VALUE = Code(
    "T40",
    "公式还没有算出来",
    "请用 Excel 或 WPS 打开、保存一次再导入；或者复制这一列，选择性粘贴为“数值”",
)
NO_STEPS = Code(
    "T43",
    "看不出流程的各步",
    "请用“→”把各步连起来，例如 申请→审核→公示；采用标准流程的，写它的编号；流程图在别处的，删去这一格",
)
NOT_A_TREE = Code("T11", "这一格的写法不对", "这一列照目录里 YAML 的写法写，见 docs/fields.md")

_FULL = {
    ord(full): ord(half)
    for full, half in zip("０１２３４５６７８９．－（）／", "0123456789.-()/", strict=True)
}
_DAYS = (
    re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_TIME = re.compile(r"[ T]+0{1,2}:00(?::00(?:\.0+)?)?$")
_SERIALS = range(20_000, 80_000)
"""Days since 1899-12-30, as spreadsheets count them: from 1954 to 2119."""
_EPOCH = date(1899, 12, 30)
_HASHES = re.compile(r"#{3,}|\d\.\d+E[+]\d{2,}", re.IGNORECASE)
_BETWEEN = re.compile(r"[、，,；;\n]+")
_SLASHED = re.compile(r"[、，,；;/\n]+")
_AREA = re.compile(r"\((0\d{2,3})\)[ -]?(?=\d)")
_YAML = re.compile(r"^[\[{]|:(?:\s|$)")
_MILLIONS = re.compile(r"(\d+(?:\.\d{1,6})?)\s*万元")


@dataclass
class Values:
    """Reads cells; gathers what is wrong with them."""

    registered: Registered = field(default_factory=dict)
    meant: Mapping[str, str] = field(default_factory=dict)
    """Words of the sheet, and the registered words that are meant by them, as the clerk has said."""
    problems: list[Problem] = field(default_factory=list)

    def node(
        self, kind: Kind[object], filled: FilledCell, *, exact: bool, aside: str = ""
    ) -> Node | None:
        """The value of a field; None for an empty cell, or one with a problem."""
        cell, place = filled.cell, filled.place
        if self.is_lost(cell, place):
            return None
        words = cell.text if exact else cell.text.strip()
        if not words.strip():
            return None
        if isinstance(kind, Brief) and not exact:
            kind = kind.shortest  # offices write it as one value
        match way_of(kind):
            case Way.LINES:
                return self._several(kind, self._parts(kind, words, exact=exact), place)
            case Way.SINGLE:
                return trees.text(
                    self._single(kind, cell._replace(text=words), aside, exact=exact), place
                )
            case _ if not exact and Flow in records_in(kind) and not _YAML.search(words):
                return self._flow(words.strip(), place)
            case _:
                return self._tree(words, place)

    def _flow(self, words: str, place: CellPlace) -> Node | None:
        """The standard flow of a code or a name, or a draft of the steps that are told."""
        known = self.registered.get(StandardFlow.title, ())
        for code, name in known:
            if words in (code, name):
                return trees.text(code, place)
        drawn = drafted_of(words, place)
        if drawn is None:
            self.problems.append(Problem(place, NO_STEPS, f"这里写“{words[:20]}”"))
        return drawn

    def _tree(self, words: str, place: CellPlace) -> Node | None:
        try:
            return trees.parsed(words, place)
        except SourceError as error:
            self.problems.append(Problem(place, NOT_A_TREE, error.problems[0].what))
            return None

    def is_lost(self, cell: Cell, place: CellPlace) -> bool:
        """What a spreadsheet has made of something else is told, and never guessed back."""
        what = ""
        if cell == UNCOMPUTED:
            self.problems.append(Problem(place, NO_VALUE, "这一格是公式，文件里没有它的值"))
            return True
        if cell.sort is Sort.LOST:
            what = f"这里是“{cell.shown}”" if cell.shown else "这里是错误值"
        elif _HASHES.fullmatch(cell.text.strip()):
            what = f"这里是“{cell.text.strip()}”"
        elif cell.sort is Sort.DAY and "年" not in cell.shown and cell.shown != cell.text:
            what = f"表格软件把这里当成了日期“{cell.shown}”"
        if what:
            self.problems.append(Problem(place, LOST, what))
        return bool(what)

    def _parts(self, kind: Kind[object], words: str, *, exact: bool) -> Sequence[str]:
        if exact:
            return words.split("\n")
        inner = kind.of if isinstance(kind, Many) else kind
        if isinstance(kind, Phones):
            return [phone(part) for part in _SLASHED.split(words) if part.strip()]
        if (boxed := ticked(words)) is not None:
            return boxed
        if isinstance(inner, Reference | CodeText):
            return [part.strip() for part in _BETWEEN.split(words) if part.strip()]
        return items(words)

    def _several(self, kind: Kind[object], parts: Sequence[str], place: CellPlace) -> Node | None:
        inner = kind.of if isinstance(kind, Many) else PhoneText()
        nodes = [trees.text(self._word(inner, part), place) for part in parts]
        if not nodes:
            return None
        is_lone = len(nodes) == 1 and (isinstance(kind, Phones) or getattr(kind, "lone", False))
        return nodes[0] if is_lone else trees.items(nodes, place)

    def _single(self, kind: Kind[object], cell: Cell, aside: str, *, exact: bool) -> str:
        if not exact and isinstance(kind, Choice | Reference):
            boxed = ticked(cell.text)
            words = boxed[0] if boxed and len(boxed) == 1 else cell.text
            return self._word(kind, joined(words))
        for sort, make in _FORMS.items():
            if isinstance(kind, sort) or any(isinstance(held, sort) for held in kinds_in(kind)):
                return make(cell, aside, exact)
        return cell.text

    def _word(self, kind: object, word: str) -> str:
        """A word as it is registered or declared, where another one is surely meant."""
        word = self.meant.get(word, word)
        if isinstance(kind, Choice):
            if word in kind.values:
                return word
            meant = WORDS.get(kind.values, {}).get(word, word)
            return "是" if kind.values[:1] == ("是",) and is_tick(meant) else meant
        return self._code(kind, word) if isinstance(kind, Reference) else word

    def _code(self, kind: Reference, word: str) -> str:
        """The code of what has this name, where only one has it."""
        known = self.registered.get(kind.to, ())
        if isinstance(kind, Term) or any(code == word for code, _ in known):
            return word
        named = [code for code, name in known if name == word]
        return named[0] if len(named) == 1 else word


def tick_says(text: str) -> bool | None:
    """Whether a cell of a column of ticks says yes; None for other words."""
    return True if is_tick(text) else False if is_untick(text) else None


def phone(text: str) -> str:
    """(0000)5550101 as 0000-5550101."""
    return _AREA.sub(r"\1-", text.translate(_FULL).strip()).replace("—", "-").replace(" ", "")


def day(cell: Cell) -> str:
    """A day as 2024-05-01, whether it came as text, as 20240501, or as the number of a day."""
    text = _TIME.sub("", cell.text.translate(_FULL).strip())
    for pattern in _DAYS:
        if found := pattern.fullmatch(text.replace(" ", "")):
            year, month, number = found.groups()
            return f"{year}-{month:0>2}-{number:0>2}"
    if cell.sort is Sort.NUMBER and text.isdecimal() and int(text) in _SERIALS:
        return str(_EPOCH + timedelta(days=int(text)))
    return text


def _period(cell: Cell, aside: str, exact: bool) -> str:  # noqa: FBT001  one of a table of functions
    text = cell.text.translate(_FULL).strip() if not exact else cell.text
    if text.isdecimal() and aside:
        return f"{text}{'个工作日' if '工作日' in aside else aside}"
    return text


def _money(cell: Cell, aside: str, exact: bool) -> str:  # noqa: FBT001  as above
    text = cell.text if exact else cell.text.translate(_FULL).replace(" ", "").strip()
    text += aside if aside in ("元", "万元") and re.fullmatch(r"[\d.,]+", text) else ""
    found = _MILLIONS.fullmatch(text)
    if not found:
        return text
    whole, _, rest = found[1].partition(".")
    figures = whole + rest.ljust(4, "0")[:4]
    cents = rest[4:6].rstrip("0")
    return f"{figures.lstrip('0') or '0'}{'.' + cents if cents else ''}元"


def _line(cell: Cell, _aside: str, exact: bool) -> str:  # noqa: FBT001  as above
    return cell.text if exact else joined(cell.text)


def _code(cell: Cell, _aside: str, exact: bool) -> str:  # noqa: FBT001  as above
    return cell.text if exact else "".join(cell.text.translate(_FULL).split())


def _as_is(cell: Cell, _aside: str, _exact: bool) -> str:  # noqa: FBT001  as above
    return cell.text


_FORMS: Mapping[type, Callable[[Cell, str, bool], str]] = {
    Date: lambda cell, _aside, _exact: day(cell),
    PeriodText: _period,
    Money: _money,
    PhoneText: lambda cell, _aside, exact: cell.text if exact else phone(cell.text),
    CodeText: _code,
    Count: _code,
    Prose: _as_is,
    Line: _line,
}
"""By the kind of value: its form as the catalogue has it."""
