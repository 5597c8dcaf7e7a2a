"""Names of natural persons: shown by one rule, and found where the rule was not kept.

Enters: a name, or a run of text with its label, and a rule (公开, 只留姓, 隐去一字).  Leaves: the
name as it may be shown, and names that stand more openly than the rule allows.

A rule is kept by position, not by a dictionary: under the label 姓名 every word of two to four
characters counts as a name, but for the words that end a list or fill a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..labelled import NAME, Run

OPEN, SURNAME, ONE_HIDDEN = "公开", "只留姓", "隐去一字"
RULES = (OPEN, SURNAME, ONE_HIDDEN)

_TWO_WORDS = (
    "欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 "
    "司徒 司空 端木 百里 呼延 轩辕 南宫 独孤 西门 东郭 公羊 澹台 濮阳 "
    "淳于 单于 申屠 钟离 闾丘 太叔 赫连 拓跋 完颜 纳兰 公冶 宗政 仲孙 "
    "鲜于"
)
_GAPS_WORDS = (
    "合计 总计 小计 共计 累计 平均 空缺 暂缺 未定 备注 说明 单位 部门 "
    "职务 职称 性别 年龄 民族 籍贯 地址 住址 电话 金额 序号 编号 类别 "
    "姓名 文字 公开 名称 项目 日期 等级 以下空白 以上 以下 如下"
)
_TWO = frozenset(_TWO_WORDS.split())
_GAPS = frozenset(_GAPS_WORDS.split())
_DOT = "·•・‧"
_MARK = "*＊×○●某xX"
_HAN = "\u3400-\u9fff〇"
_NAME = re.compile(rf"[{_HAN}{_MARK}]{{2,4}}|[{_HAN}{_MARK}{_DOT}]{{3,20}}")
_BETWEEN = re.compile(r"([、，,；;/／（）()\n]+)")
_SPACE = re.compile(r"\s+")
_FOLLOWS = rf"(?=[^{_HAN}{_MARK}{_DOT}]|$|性别|身份|年龄|电话|手机|住址|地址|职务|民族|单位|证件)"
_TYPED = re.compile(rf"姓\s*名\s*[:：]\s*([{_HAN}{_MARK}{_DOT}]{{2,20}}?){_FOLLOWS}")


def plain(text: str) -> str:
    """A name without the spaces that fill it up to three characters."""
    return _SPACE.sub("", text)


def is_name(text: str) -> bool:
    """Whether a cell below 姓名 holds a name, covered or not."""
    name = plain(text)
    if not name.strip(_DOT):
        return False
    longest = 20 if any(char in _DOT for char in name) else 4
    return bool(_NAME.fullmatch(name)) and len(name) <= longest and name not in _GAPS


def shown(text: str, rule: str) -> str:
    """A cell of names as ``rule`` shows it: 张某某 (只留姓), 张*某 (隐去一字); 欧阳 stays whole.

    What is no name, and not one of the words that fill a gap, shows its first character only.
    """
    if rule == OPEN:
        return plain(text)
    return "".join(part if n % 2 else _covered(plain(part), rule) for n, part in enumerate(split(text)))


def split(text: str) -> list[str]:
    """The names of a cell, with what stands between them at every other place."""
    return _BETWEEN.split(text)


def _covered(name: str, rule: str) -> str:
    if name in _GAPS or not any(char.isalpha() for char in name):
        return name
    keep = len(_surname(name))
    if rule == SURNAME or not is_name(name):
        return f"{name[:keep]}某某"
    return f"{name[:keep]}*{name[keep + 1 :]}"


def is_too_open(text: str, rule: str) -> bool:
    """Whether a name shows more than ``rule`` does."""
    name = plain(text)
    if rule == OPEN or not is_name(name):
        return False
    visible = [char for char in name if char not in _MARK and char not in _DOT]
    covered = len(visible) + sum(char in _DOT for char in name) < len(name)
    return not covered or (rule == SURNAME and len(visible) > len(_surname(name)))


def too_open(run: Run, rule: str) -> Iterator[str]:
    """Names in a run of text that show more than ``rule`` does."""
    found = [run.text] if run.label == NAME else _TYPED.findall(run.text)
    yield from (plain(name) for name in found if is_too_open(name, rule))


def _surname(name: str) -> str:
    return name[:2] if name[:2] in _TWO and len(name) > 2 else name[:1]  # noqa: PLR2004  one of two characters
