"""A power that says everything: each word of it stands on both editions' page, and in the open data.

The oracle reads the YAML by itself, with another reader, and knows no key of the program.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Any

import pytest
import yaml
from edition_counties import SOUND, Built, build, page_of, small

from disclosure.basics.output import File
from disclosure.county.site import Site
from disclosure.schema.records.powers.item import Item
from disclosure.schema.records.powers.power import AnyPower

POWER, COUNTY = "catalogues/powers/MZ-JF-001.yaml", "catalogues/county.yaml"
ITEM = """\
别名: [{0}急难救助, {0}救急钱]
基本编码: {0}000511
实施编码: {0}990122MZJ000511
说明: {0}家里出了急事的。
依据: 《{0}救助办法》第四条
责任事项: [{{环节: {0}受理, 内容: {0}当场登记}}]
追责情形: [{0}截留救助金的]
裁量基准:
  - {{档次: {0}轻, 情形: {0}改了的, 裁量: {0}不罚, 上限: 1000元}}
  - {{档次: {0}重, 情形: {0}不改的, 裁量: {0}罚款, 下限: 1000元, 上限: 9000元}}
法定时限: 6个月
法定时限说明: {0}鉴定不算
承诺时限: 20个工作日（{0}不含公示期），可延长10个工作日
承诺时限说明: {0}公示七天
办件类型: 承诺件
收费: {{是否收费: 是, 标准: {0}每份5元, 依据: 《{0}收费办法》第二条}}
服务对象: [自然人, 其他组织]
条件: [{0}户籍在本县]
不予受理情形: {0}已经领过的
数量限制: {{数量: {0}每年90户, 怎样定: {0}先来先办}}
材料:
  - {{名称: {0}申请表, 形式: {0}纸质, 份数: {0}原件1份, 必要性: 必要, 来源: {0}自备, 说明: {0}要签字}}
  - {{名称: {0}委托书, 必要性: 容缺, 情形: {0}别人代办}}
办理地点: {0}救助窗口
办理时间: {0}工作日上午
网上办: https://titian.example/{0}jz/
到场次数: 1
到场原因: {0}当面核对
通办范围: 全县
咨询:
  {{电话: 0000-5550171转8001, 时间: {0}上午, 网址: "https://titian.example/{0}wen/", 说明: {0}小窗}}
投诉: [0000-5550172, 0000-12345, 400-000-1234]
中介服务: [{{名称: {0}鉴定, 依据: 《{0}鉴定办法》, 收费: {0}县里出, 时限: {0}三天}}]
办理结果: {{名称: {0}证, 有效期: {0}三年, 延续: {0}提前申请, 年检: {0}每年三月, 送达: {0}邮寄}}
要素: {{年办件量: 317, 适用区域: [{0}县城, {0}云坪镇], 值班电话: 0000-5550173, 特别程序: {0}入户}}
"""
OF_THE_POWER = """\
行使层级: [市级, 县级]
权力来源: 法定本级行使
联办事项: MZ-JF-002
职责边界: [{事项: 流浪救助, 分工: {民政局: 管救助站, 公安局: 管护送}, 依据: 《救助管理办法》第五条}]
事中事后监管: [每季抽查]
追责依据: 《救助条例》第六十六条
监督: {岗位: 县纪委监委, 电话: 0000-5550101, 时间: 全天候}
"""
ELEMENTS = """\
要素:
  - {名称: 年办件量, 写法: 数量, 单位: 件}
  - {名称: 适用区域, 写法: 列表, 显示: 怎样办}
  - {名称: 值班电话, 写法: 电话, 显示: 责任和监管}
  - {名称: 特别程序, 显示: 责任和监管}
"""
NOT_SAID = ("公开范围", "载体", "公布日期", "主题", "类别", "主体", "是否收费", "到场次数", "联办事项")
"""Keys whose words a page says otherwise: by a name, a sentence or a question."""


@cache
def sound() -> dict[str, str]:
    return {path: (SOUND / path).read_text("utf-8") for path in (POWER, COUNTY)}


@cache
def power() -> dict[str, Any]:
    kept = yaml.load(sound()[POWER], Loader=yaml.CBaseLoader)  # noqa: S506  strings only
    own = {key: kept[key] for key in ("编码", "名称", "类别", "主体", "主题", "公开范围", "载体")}
    sub: dict[str, Any] = {"编码": "MZ-JF-001-1", "名称": "小额的", **said_of("B")}
    own |= {"公布日期": "2026-03-10", **said_of("A"), "子项": [sub]}
    return own | yaml.load(OF_THE_POWER, Loader=yaml.CBaseLoader)  # type: ignore[no-any-return]  # noqa: S506


def said_of(who: str) -> dict[str, Any]:
    return yaml.load(ITEM.format(who), Loader=yaml.CBaseLoader)  # type: ignore[no-any-return]  # noqa: S506


@cache
def county() -> Site:
    other = sound()[POWER].replace("MZ-JF-001", "MZ-JF-002").replace("临时救助审核确认", "特困供养")
    return small({
        POWER: yaml.dump(power(), allow_unicode=True, default_style='"', sort_keys=False, width=9_999),
        POWER.replace("001", "002"): other,
        COUNTY: sound()[COUNTY] + ELEMENTS,
    })  # fmt: skip


@cache
def site(name: str) -> Built:
    return build(county(), name)


def leaves(value: Any, key: str = "") -> Iterator[str]:
    """Every word that the YAML says, but for those that a page says otherwise."""
    if isinstance(value, dict):
        for inner, held in value.items():
            yield from leaves(held, inner) if inner not in NOT_SAID else ()
    elif isinstance(value, list):
        for held in value:
            yield from leaves(held, key)
    else:
        yield value


def test_the_power_of_this_test_says_everything() -> None:
    """A key that is declared tomorrow and told on no page turns this red."""
    asked = {key.name for key in Item.keys().values()}
    assert power().keys() >= asked
    assert power()["子项"][0].keys() >= asked
    elsewhere = {
        "原编码", "委托", "委托机关", "联办机构", "承办岗位", "分权", "流程差异", "风险点", "清权确权",
        "调整记录", "豁免",
    }  # fmt: skip
    assert {key.name for key in AnyPower.keys().values()} - power().keys() == elsewhere


@pytest.mark.parametrize(("name", "folder"), [("门户", "public"), ("触摸屏", "kiosk")])
def test_each_word_of_it_stands_on_the_page(name: str, folder: str) -> None:
    page = site(name).pages[f"{folder}/powers/MZ-JF-001.html"]
    text = unescape(re.sub(r"<[^>]+>", "", page))
    assert [said for said in leaves(power()) if said not in text] == []
    assert "1次" in text
    assert "特困供养" in text
    assert "317件" in text


def test_only_the_portal_leads_away_and_dials() -> None:
    portal = site("门户").pages["public/powers/MZ-JF-001.html"]
    kiosk = site("触摸屏").pages["kiosk/powers/MZ-JF-001.html"]
    for address in ('href="https://titian.example/Ajz/"', 'href="tel:0000-5550171,8001"'):
        assert address in portal
        assert address not in kiosk


def test_the_open_data_say_it_under_the_same_keys() -> None:
    (file,) = (o for o in site("门户").outputs if o.path == "public/units/MZJ.json")
    assert isinstance(file, File)
    told = {item["编码"]: item for item in json.loads(file.data)["items"]}["MZ-JF-001"]
    assert flat(told) == flat(in_full(power())) | {("网页", "powers/MZ-JF-001.html")}


def flat(value: Any, path: str = "") -> set[tuple[str, str]]:
    """Every word with the keys that lead to it."""
    if isinstance(value, dict):
        return {pair for key, held in value.items() for pair in flat(held, f"{path}/{key}".lstrip("/"))}
    if isinstance(value, list):
        return {pair for held in value for pair in flat(held, path)}
    return {(path, str(value))}


IN_SHORT = {"依据": "引用", "追责依据": "引用", "投诉": "电话"}
"""Keys under which one value stands for a record, and the key of that value."""


def in_full(value: Any, key: str = "") -> Any:
    """What is written in short, told in full; the basis of a fee is a line."""
    if isinstance(value, dict):
        return {inner: in_full(held, "" if key == "收费" else inner) for inner, held in value.items()}
    if key in IN_SHORT:
        return {IN_SHORT[key]: value}
    return [in_full(held) for held in value] if isinstance(value, list) else value


def test_the_page_asks_in_the_order_of_a_citizen() -> None:
    page = page_of(county(), "public/powers/MZ-JF-001.html")
    assert [key.question for key in page.keys] == [
        "谁来办",
        "带什么",
        "多长时间",
        "收不收费",
        "跑几次",
        "谁监督",
    ]
    assert [(key.answer, key.note) for key in page.keys[1:2]] == [
        ("1样材料", "按情形另交1样；其中1样可以后补")
    ]
    shown = [section.anchor for section in page.contents if section.shown]
    assert shown[:4] == ["apply", "subitems", "basis", "tiers"]


def test_everyday_words_stand_in_the_lists_and_lead_a_search_engine() -> None:
    pages = site("门户").pages
    assert "也叫A急难救助、A救急钱、B急难救助、B救急钱" in pages["public/units/MZJ.html"]
    keywords = 'content="A急难救助，A救急钱，B急难救助，B救急钱，行政给付，社会救助"'
    assert keywords in pages["public/powers/MZ-JF-001.html"]


def test_a_power_that_says_nothing_has_nothing_of_it() -> None:
    page = page_of(small(), "public/powers/MZ-JF-001.html")
    told = page.told
    assert not any((told.aliases, page.where, page.subitems, told.tiers, told.oversight))
    assert not told.boundaries
    assert [key.question for key in page.keys] == ["谁来办", "多长时间", "谁监督"]
