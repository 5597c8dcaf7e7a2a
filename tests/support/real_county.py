"""Real data as a county: the items that one county-level district published, as catalogue files.

Read from ``../shared/data/county-services.json``, which stands beside the checkout and is not
ours to commit.  Nothing is invented: an item gives its code, name, category and department, what
the program has no key for is an 要素 of the county, and what it does not say stays unsaid.
"""

from __future__ import annotations

import json
from pathlib import Path

import yaml

DATA = Path(__file__).parent.parent.parent.parent / "shared" / "data" / "county-services.json"

# the item types of the national catalogue of government services
CATEGORIES = {
    "1": "行政许可", "2": "行政处罚", "3": "行政强制", "4": "行政征收", "5": "行政给付", "6": "行政检查",
    "7": "行政确认", "8": "行政奖励", "9": "行政裁决", "10": "其他行政权力", "20": "公共服务",
}  # fmt: skip
OTHERS = {"main_item": "主项名称", "areaCode": "区划代码", "deptCode": "实施主体编码"}
PUBLIC = {"公开范围": "向社会公开", "载体": ["门户网站", "触摸屏"]}
TENTH = 10
"""One in so many items shows what all show: of each department the first, and so on."""
ON_SCREENS = 4
"""Of so many departments, one shows its items on the touch screen too."""


def write_county(folder: Path, every: int = 1) -> dict[str, dict[str, str]]:
    """Catalogue files of the district below ``folder``; returns what items say, by their code.

    All its departments, and of the items of each the first and every so-manieth.
    """
    _dump(folder / "catalogues" / "county.yaml", _county())
    said: dict[str, dict[str, str]] = {}
    for number, department in enumerate(json.loads(DATA.read_text(encoding="utf-8")), start=1):
        unit, carriers = f"BM-{number:02}", "门户网站" if number % ON_SCREENS else "门户网站 触摸屏"
        _dump(folder / "catalogues" / "units" / f"{unit}.yaml", _unit(unit, department["department"]))
        items = [
            {**item, "main_item": main["main_item"], "carriers": carriers}
            for main in department["items"]
            for item in main["sub_items"]
        ][::every]
        _dump(folder / "catalogues" / "powers" / f"{unit}.yaml", [_power(unit, item) for item in items])
        said |= {item["itemCode"]: item for item in items}
    return said


def _county() -> dict[str, object]:
    return {
        "名称": "样本区",
        "区划代码": "511602",
        "层级": [{"代码": "bumen", "名称": "县直部门"}],
        "职权类别": [{"代码": f"lei{code}", "名称": name} for code, name in CATEGORIES.items()],
        "实施编码写法": "以基本编码开头",
        "要素": [{"名称": name} for name in OTHERS.values()],
        "公开载体": [
            {"代码": "menhu", "名称": "门户网站", "版本": "门户"},
            {"代码": "chumoping", "名称": "触摸屏", "版本": "触摸屏"},
        ],
        "门户": {"网站名称": "样本区权力公开网", "网址": "https://www.example/", "主办单位": "样本区"},
    }


def _unit(code: str, name: str) -> dict[str, object]:
    return {"编码": code, "名称": name, "层级": "县直部门", **PUBLIC}


def _power(unit: str, item: dict[str, str]) -> dict[str, object]:
    category = CATEGORIES[item["taskType"]]
    return {
        "编码": item["itemCode"], "名称": item["name"], "类别": category, "主体": unit,
        "基本编码": item["itemCode"].split("-")[0], "实施编码": item["itemCode"],
        "要素": {name: item[key] for key, name in OTHERS.items() if item[key].strip()},
        **PUBLIC, "载体": item["carriers"].split(),
    }  # fmt: skip


class _Plain(yaml.SafeDumper):
    """Every value written out: the data language has no anchors."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _dump(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(text, encoding="utf-8")
