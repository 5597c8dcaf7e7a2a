"""The names in a cell: several of them, with notes, labels and numbers around them.

Enters: the text of a cell that should hold a name.  Leaves: the names.  Chinese characters are
those of every block, private ones too (a name that no font knows is typed so); a dot is any of
those that offices type; a name in another script is a name as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..values import regex

_TWO_WORDS = (
    "欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 "
    "司徒 司空 端木 百里 呼延 轩辕 南宫 独孤 西门 东郭 公羊 澹台 濮阳 "
    "淳于 单于 申屠 钟离 闾丘 太叔 赫连 拓跋 完颜 纳兰 公冶 宗政 仲孙 "
    "鲜于"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡"
    "蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹"
    "薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
)
_GAPS_WORDS = (
    "合计 总计 小计 共计 累计 平均 空缺 暂缺 未定 备注 说明 单位 部门 "
    "职务 职称 性别 年龄 民族 籍贯 地址 住址 电话 金额 序号 编号 类别 "
    "姓名 文字 公开 名称 项目 日期 等级 以下空白 以上 以下 如下"
)
_ROLE_WORDS = (
    "户主 组长 副组长 组员 成员 队长 主任 副主任 书记 本人 代领 代签 已故 死亡 "
    "配偶 妻子 丈夫 儿子 女儿 儿媳 孙媳 父亲 母亲 长子 次子 长女 次女 孙子 孙女 "
    "祖父 祖母 监护人 户主姓名 申请人 领款人 汉族 不详 没有 同上 新增 退出 注销 无效"
)
_PHRASES = regex(
    "的|以上|以下|名单|公示|公布|人员|合计|共计|小计|符合|条件|详见|附件|同上|如下|部门|单位|公司|中心|学校|医院|合作社"
    "|委员会|政府|办公|街道|社区|村委|居委|小组|情况|说明|填表|审核|制表|复核|领取|签字|日期|备注"
)
TWO = frozenset(_TWO_WORDS.split())
GAPS = frozenset(_GAPS_WORDS.split())
_ROLES = frozenset(_ROLE_WORDS.split())

DOT = "·•・‧．.∙⋅･﹒᛫"
MARK = "*＊×○●某xX"
HAN = (
    "\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇々\U00020000-\U0003ffff"
    "\ue000-\uf8ff\U000f0000-\U0010fffd\ufffd"
)
_OTHER = "\u0400-\u052f\u0600-\u06ff\u0f00-\u0fff\u1100-\u11ff\u1800-\u18af\ua000-\ua4cf\uac00-\ud7a3"
"""Cyrillic, Arabic (Uyghur, Kazakh), Tibetan, Mongolian, Yi, Korean."""

_LONGEST, _LONGEST_IN_DOTS = 12, 40
_PHRASE = 4  # characters from which on a word may be one of a sentence
_AND = r"(?<=\S\S)(?:和|与|以及|及)(?=\S\S)"
_BETWEEN = regex(rf"([、，,；;/／|｜（）()【】\[\]〔〕\n\r:：&＆+＋—–‐－-]{{1,200}}|{_AND})")
_NOTE = regex(r"[（(【\[〔]([^（）()【】\[\]〔〕]{0,40})[）)】\]〕]")
_SEPARATE = regex(rf"[、，,；;/／|｜\n\r&＆+＋—–‐－\-（）()【】\[\]〔〕]{{1,200}}|{_AND}")
_AND_MORE = regex(r"等\s{0,2}(?:\d|[一二三四五六七八九十百]|$).*", re.DOTALL)
_RUN = regex(
    rf"[{HAN}{MARK}{DOT}]{{2,80}}|[{_OTHER}][{_OTHER} ]{{0,80}}[{_OTHER}]"
    r"|[A-Za-z][A-Za-z.'’ ]{2,80}[A-Za-z]"
)
_SPACE = regex(r"\s+")
_NO_NAME = regex(r"(?i:none|null|n/a)")


def plain(text: str) -> str:
    """A name without the spaces that fill it up to three characters."""
    return _SPACE.sub("", text)


def parts(text: str) -> list[str]:
    """What a cell is made of, with what stands between at every other place."""
    found: list[str] = []
    for n, part in enumerate(_BETWEEN.split(text)):
        found += [part] if n % 2 else _by_spaces(part)
    return found


def _by_spaces(text: str) -> list[str]:
    """Words apart by spaces, and the spaces; 张 三 is one word, for no name is of one character."""
    words = text.split()
    whole = len(words) < 2 or any(len(word) < 2 for word in words)  # noqa: PLR2004  a name's least length
    return [text] if whole else re.split(r"(\s+)", text.strip())


def names_in(text: str) -> Iterator[str]:
    """Every name of a cell, without spaces, covered or not."""
    outside = _NOTE.sub("\n", text)
    for part in _SEPARATE.split(outside):
        yield from _names(part)
    for note in _NOTE.findall(text):
        if re.search("[:：]", note):
            yield from names_in(note)
        else:
            yield from (name for name in _names(note) if _is_someone(name))


def _names(part: str) -> Iterator[str]:
    said = _AND_MORE.sub("", re.split("[:：]", part)[-1])
    for word in _by_spaces(said):
        for run in _RUN.findall(plain(word) if _is_chinese(word) else word):
            name = run.strip(DOT + " ")
            if _is_name(name):
                yield name


def _is_chinese(text: str) -> bool:
    return bool(re.search(rf"[{HAN}]", text))


def _is_name(name: str) -> bool:
    if name in GAPS or name in _ROLES or _NO_NAME.fullmatch(name):
        return False
    if not re.search(rf"[{HAN}{MARK}]", name):
        return sum(char.isalpha() for char in name) > 1
    if any(char in DOT for char in name):
        return len(name) <= _LONGEST_IN_DOTS
    return 1 < len(name) <= _LONGEST and not (len(name) >= _PHRASE and _PHRASES.search(name))


def _is_someone(name: str) -> bool:
    """Whether a note names a person, and does not only say what the one before it is."""
    return name[:2] in TWO or (name[0] in _SURNAMES and len(name) < _PHRASE)
