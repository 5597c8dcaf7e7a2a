"""screens/*.yaml: LED displays and big screens, each an output folder of its own.

An LED board shows lines of square cells: a Chinese character fills one, a letter or a figure half of
one.  How large a cell is follows from height, lines and width, so that nobody has to reckon.
"""

from __future__ import annotations

from decimal import Decimal

from ....basics.problem import Code
from ....basics.values import dataclass
from ...compound import Many, Ref, RefTo, Term
from ...declare import Record, key, record
from ...forms import Form
from ...kinds import Choice, CodeText, Count, Line, Scalar, Word
from ..decisions.decision import CATEGORIES, STATES
from ..notices.notice import COLUMNS

COLOURS = (RED, TWO, SEVEN, FULL) = ("单色", "双色", "七色", "全彩")
CONTENTS = (DECISIONS, NOTICES, CHARTS) = ("决策", "公告", "流程")
URGENT, MUST = "急播", "必播"
GROUPS = (CONSULTED, AHEAD, DECIDED, NOTICE) = ("征求意见", "预告", "决定", "公告")
_PIXELS = Count(1, 16_384)  # a façade of LED tiles has some ten thousand
CHART_TEXT = 24
LEAST_FOR_CHARTS = (640, 360)  # px; below this no step of a flow has room for text of 24 px
CELL = 16
"""Dots of a character, high and wide, where lines have no room for more."""
LARGER = (24, 32)
"""Dots of characters with room for more; those larger still are whole times one of these."""
LOW = 15
"""Dots of a character where its line is not a dot higher than a ``CELL``: lines would touch."""
_AT_EASE = 12
"""Characters that a line has room for before they are made larger."""

WALL_TEXT, LEAST_FOR_WALL = 44, 720
"""px of the smallest text of a big screen whose shorter side is ``USUAL_WALL`` px; and the shorter side
below which no whole title stands at that size."""
USUAL_WALL = 1080

SEEN_FROM = 250
"""A character is read from as far as so many times its height."""

BAD_PITCH = Code("E03", "点距不对", "请照屏的型号写，例如 P10、P2.5")
BAD_HOURS = Code("E01", "时段不对", "请写成 06:30-22:00，到半夜写 24:00")
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"


@dataclass(frozen=True)
class HoursText(Word):
    """When a screen is on, from and to, on the clock."""

    def declared(self) -> Form:
        bad = ("6:30-22:00", "06:30～22:00", "22:60-23:00", "早6点到晚10点")
        pattern = f"{_CLOCK}-(?:{_CLOCK}|24:00)"
        return Form(pattern, BAD_HOURS, "时段", examples=("06:30-22:00", "18:00-24:00"), misfits=bad)

    def label(self) -> str:
        return "时段（06:30-22:00）"


@dataclass(frozen=True)
class PitchText(Scalar[Decimal]):
    """The distance of two dots in mm, as makers call a screen: P10, P2.5."""

    def declared(self) -> Form:
        bad = ("10", "P0", "P10mm", "p10")
        pattern = r"P(?:[1-9][0-9]?(?:\.[0-9]{1,3})?|0\.[1-9][0-9]{0,2})"
        return Form(pattern, BAD_PITCH, "点距", examples=("P10", "P2.5"), misfits=bad)

    def value(self, text: str) -> Decimal:
        return Decimal(text[1:])

    def label(self) -> str:
        return "点距（P10）"


@record
class Screen(Record):
    """屏幕: size in pixels, lines, dwell in seconds, and what it shows."""

    title = "屏幕"
    code: str = key("代码", CodeText(), "输出文件夹的名字，例如 square")
    name: str = key("名称", Line(40), "例如 县城广场显示屏")
    place: str = key("位置", Line(60), "安装位置", default="")
    width: int = key("宽", _PIXELS, "像素")
    height: int = key("高", _PIXELS, "像素")
    colour: str = key("色彩", Choice(COLOURS), "单色（红）、双色（红绿黄）、七色、全彩")
    lines: int = key("行数", Count(1, 200), "同时显示几行字；字的大小由高、宽和行数得出")
    font: str = key("字体", Line(40), "控制卡里装的字体，只作说明；图片里的字按每行的高选定", default="")
    dwell: int = key("停留", Count(1, 3600), "一屏至少停留几秒")
    speed: int = key("速度", Count(1, 20), "一秒读几个字，字多的一屏照它多停；不写为 4", default=4)
    hours: tuple[str, ...] = key(
        "时段", Many(HoursText(), lone=True), "每天几点播；不写即全天", default=()
    )
    valid: int = key(
        "有效天数", Count(1, 60), "这一份节目单用到第几天，过期的不再播；不写为 7", default=7
    )
    most: int = key("每条字数", Count(1, 2000), "每条最多几个字，不写为 120", default=120)
    pitch: Decimal | None = key(
        "点距", PitchText(), "两个点相距几毫米，照型号写 P10、P2.5", default=None
    )
    distance: int | None = key(
        "观看距离", Count(1, 500), "人在几米外看；和点距一起写，就核对字够不够大", default=None
    )
    contents: tuple[str, ...] = key("内容", Many(Choice(CONTENTS)), "显示哪些内容")
    units: tuple[Ref, ...] = key(
        "机构", Many(RefTo("机构")), "只显示这些机构；不写即全部", default=(), narrows=True
    )
    levels: tuple[Ref, ...] = key(
        "层级", Many(Term("层级"), lone=True), "只显示这些层级的；不写即全部", default=()
    )
    categories: tuple[str, ...] = key(
        "决策类别", Many(Choice(CATEGORIES), lone=True), "只显示这些类别的决策；不写即全部", default=()
    )
    states: tuple[str, ...] = key(
        "决策状态", Many(Choice(STATES), lone=True), "只显示这些状态的决策；不写即全部", default=()
    )
    columns: tuple[str, ...] = key(
        "栏目", Many(Choice(COLUMNS), lone=True), "只显示这些栏目的公告；不写即全部", default=()
    )
    days: int = key(
        "近几天",
        Count(1, 366),
        "定了的决策、没有截止日期的公告显示几天，不写为 30；有截止的到截止那天",
        default=30,
    )
    must_decide: tuple[Ref, ...] = key(
        "必播决策", Many(RefTo("决策"), lone=True), "不论新旧、类别都显示，排在前面", default=()
    )
    must_tell: tuple[Ref, ...] = key(
        "必播公告", Many(RefTo("公告"), lone=True), "不论新旧、栏目都显示，排在前面", default=()
    )
    order: tuple[str, ...] = key(
        "优先", Many(Choice(GROUPS)), "哪一类在前；急播的总在最前，其次是必播的", default=GROUPS
    )

    @property
    def is_wall(self) -> bool:
        """Whether it is a big screen, which shows pages of text and not lines of dots."""
        return self.width >= LEAST_FOR_CHARTS[0] and self.height >= LEAST_FOR_CHARTS[1]

    @property
    def shorter(self) -> int:
        """px of its shorter side."""
        return min(self.width, self.height)

    @property
    def wall_text(self) -> int:
        """px of the smallest text of a big screen's messages."""
        return max(WALL_TEXT, WALL_TEXT * self.shorter // USUAL_WALL)

    @property
    def smallest(self) -> int:
        """Dots of the smallest characters that it shows: of its lines, its messages or its flows."""
        if not self.is_wall:
            return LOW if self.is_close else self.cell
        is_drawn = CHARTS in self.contents or self.shorter < LEAST_FOR_WALL
        return CHART_TEXT if is_drawn else self.wall_text

    @property
    def cell(self) -> int:
        """Dots of a character, high and wide: as many as lines and width leave room for."""
        room = min(self.height // self.lines, self.width // _AT_EASE)
        return max(CELL, *(size * (room // size) for size in LARGER))

    @property
    def is_close(self) -> bool:
        """Whether no dot is left between its lines, so that its characters are to be ``LOW``."""
        return self.lines > 1 and self.height // self.lines == CELL
