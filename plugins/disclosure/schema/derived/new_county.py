"""A small county to begin with: what ``disclosure new county`` writes.

Enters: the county's name, 区划代码 and levels.  Leaves: the texts of a few files, by path; they pass
``check``.  What only the county knows is not made up: the web address is plainly a false one, and a line
above it says so.is left to be filled in, and
a line above it says so; nothing is made up.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from ...basics.values import dataclass

KNOWN_LEVELS = {
    "县委": "xianwei", "县政府": "xianzhengfu", "县直部门": "bumen", "乡镇": "xiangzhen",
    "街道": "jiedao", "村": "cun", "社区": "shequ", "村和社区": "cun",
}  # fmt: skip
USUAL_LEVELS = ("县委", "县直部门", "乡镇", "村和社区")
CATEGORIES = {
    "xuke": "行政许可", "chufa": "行政处罚", "qiangzhi": "行政强制", "zhengshou": "行政征收",
    "jifu": "行政给付", "jiancha": "行政检查", "queren": "行政确认", "jiangli": "行政奖励",
    "caijue": "行政裁决", "qita": "其他行政权力", "fuwu": "公共服务", "dangwu": "党务职权",
    "xiaowei": "小微权力",
}  # fmt: skip
"""9+X, and what is exercised by the Party and in villages."""

_PLAIN = re.compile("[\u4e00-\u9fff]+")

_COUNTY = """\
# yaml-language-server: $schema=schemas/county.schema.json
# 县情：全县只有这一份。层级、职权类别、公开载体在这里登记，其他文件引用这里的名称。
名称: {name}
区划代码: {code}

层级:
{levels}

职权类别:
{categories}

公开载体:
  - {{代码: menhu, 名称: 县政府门户网站, 版本: 门户}}
  - {{代码: chumoping, 名称: 电子触摸屏, 版本: 触摸屏}}
  - {{代码: gongkailan, 名称: 公开栏, 版本: 线下}}

# 本县自己的做法（清权确权、两单两图……）也查，只提醒；还没有做到的，写“不查”。
做法规则: 提醒

门户:
  网站名称: {site}
  # 网址现在是假的：请换成网站以后的正式网址，订阅源和站点地图都用它。
  网址: https://county.example/
  主办单位: {sponsor}
"""

_UNIT = """\
# yaml-language-server: $schema=../schemas/unit.schema.json
# 第一个机构。照抄一份，换一个编码，就是下一个；岗位、电话、地址见 docs/fields.md。
编码: XZF
名称: {sponsor}
简称: 县政府
层级: {level}
公开范围: 向社会公开
载体: [县政府门户网站, 电子触摸屏]
"""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is to be known of a county before anything else."""

    name: str
    area_code: str
    levels: Sequence[str] = USUAL_LEVELS

    def files(self) -> Mapping[str, str]:
        """The texts by path below the county's folder."""
        sponsor = f"{self.name}人民政府"
        county = _COUNTY.format(
            name=_quoted(self.name),
            code=json.dumps(self.area_code),
            levels="\n".join(self._levels()),
            categories="\n".join(f"  - {{代码: {c}, 名称: {n}}}" for c, n in CATEGORIES.items()),
            site=_quoted(f"{self.name}权力公开网"),
            sponsor=_quoted(sponsor),
        )
        unit = _UNIT.format(sponsor=_quoted(sponsor), level=_quoted(self._seat()))
        return {"catalogues/county.yaml": county, "catalogues/units/XZF.yaml": unit}

    def _levels(self) -> Iterator[str]:
        taken: set[str] = set()
        for number, name in enumerate(self.levels, 1):
            code = KNOWN_LEVELS.get(name, f"cengji{number}")
            yield f"  - {{代码: {f'{code}{number}' if code in taken else code}, 名称: {_quoted(name)}}}"
            taken.add(code)

    def _seat(self) -> str:
        """The level to which the county's government belongs."""
        return next((name for name in ("县政府", "县委") if name in self.levels), self.levels[0])


def _quoted(text: str) -> str:
    """A text as YAML has it, whatever stands in it."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
