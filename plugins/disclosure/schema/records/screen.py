"""screens/*.yaml: LED displays and big screens, each an output folder of its own."""

from __future__ import annotations

from ..compound import Many, Ref, RefTo, Term
from ..declare import Record, key, record
from ..kinds import Choice, CodeText, Count, Line
from .decisions.decision import CATEGORIES, STATES
from .notices.notice import COLUMNS

COLOURS = ("单色", "双色", "七色", "全彩")
CHARTS = "流程"
CONTENTS = ("决策", "公告", CHARTS)
URGENT, MUST = "急播", "必播"
GROUPS = (CONSULTED, AHEAD, DECIDED, NOTICE) = ("征求意见", "预告", "决定", "公告")
_PIXELS = Count(1, 16_384)  # a façade of LED tiles has some ten thousand
LEAST_FOR_CHARTS = (640, 360)  # px; below this no step of a flow has room for text of 24 px


@record
class Screen(Record):
    """屏幕: size in pixels, lines, dwell in seconds, and what it shows."""

    title = "屏幕"
    code: str = key("代码", CodeText(), "输出文件夹的名字，例如 square")
    name: str = key("名称", Line(40), "例如 县城广场显示屏")
    place: str = key("位置", Line(60), "安装位置", default="")
    width: int = key("宽", _PIXELS, "像素")
    height: int = key("高", _PIXELS, "像素")
    colour: str = key("色彩", Choice(COLOURS), "单色、双色、七色、全彩")
    lines: int = key("行数", Count(1, 200), "同时显示几行字")
    font: str = key("字体", Line(40), "例如 文泉驿 15 像素", default="")
    dwell: int = key("停留", Count(1, 3600), "每条停留秒数")
    most: int = key("每条字数", Count(1, 2000), "每条最多几个字，不写为 120", default=120)
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
