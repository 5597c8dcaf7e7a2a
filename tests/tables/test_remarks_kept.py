"""Remarks of a catalogue file stay where a sheet changes the lines around them."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from disclosure.basics.problem import Place
from disclosure.schema.source.nodes import Items
from disclosure.schema.yaml_source import parse
from disclosure.tables import trees
from disclosure.tables.merged.aligned import stretches
from disclosure.tables.merged.splice import spliced

HELD = """# 全部
- 编码: "A"  # 编号
  名称: '甲' # 俗称乙
  # 原件都要
  材料:  # 几样
    - "身份证"  # 原件
    - "户口本"  # 复印件
    # 最后一样
    - 照片
  说明: |  # 照批复
    一 # 不是注释
    二
  时限: "20 # 天"   # 法定
- 编码: B
  # 留着
  名称: 丙
"""
Change = Callable[[dict[str, trees.Plain]], object]


def changed(change: Change) -> list[str]:
    """The lines after a change of the first record."""
    root = parse("a.yaml", HELD)
    assert isinstance(root, Items)
    told = trees.plain(root.items[0])
    assert isinstance(told, dict)
    change(told)
    new = [trees.placed(told, Place("x")), root.items[1]]
    return spliced("a.yaml", HELD, root.items, new).split("\n")


@pytest.mark.parametrize(
    ("change", "line", "stands"),
    [
        (lambda a: a.update(名称="丁"), "  名称: '甲' # 俗称乙", ["  # 俗称乙", "  名称: 丁"]),
        (lambda a: a.update(编码="C"), '- 编码: "A"  # 编号', ["# 编号", "- 编码: C"]),
        (lambda a: a.update(时限="8: 天"), '  时限: "20 # 天"   # 法定', ["  时限: '8: 天'   # 法定"]),
        (lambda a: a.pop("时限"), '  时限: "20 # 天"   # 法定', ["  # 法定"]),
        (lambda a: a["材料"].pop(0), '    - "身份证"  # 原件', []),
        (lambda a: a["材料"].insert(1, "新的"), '    - "户口本"  # 复印件', ["    - 新的", '    - "户口本"  # 复印件']),
    ],
)  # fmt: skip
def test_a_remark_stays(change: Change, line: str, stands: list[str]) -> None:
    before = HELD.split("\n")
    at = before.index(line)
    assert changed(change) == [*before[:at], *stands, *before[at + 1 :]]


def test_what_stands_between_brackets_stays_on_its_line() -> None:
    held = "- {代码: a, 名称: 甲}  # 注\n- 代码: b\n  载体: [网站, 公开栏]  # 两处\n  材料:\n    - {名称: 乙, 份: [1, 2]}\n"
    root = parse("a.yaml", held)
    assert isinstance(root, Items)
    first: trees.Plain = {"代码": "a", "名称": "丙: 丁"}
    second: trees.Plain = {"代码": "b", "载体": ["网站"], "材料": [{"名称": "乙", "份": ["1", "3"]}]}
    new = [trees.placed(told, Place("x")) for told in (first, second)]
    assert spliced("a.yaml", held, root.items, new).split("\n") == [
        "- {代码: a, 名称: '丙: 丁'}  # 注", "- 代码: b", "  载体: [网站]  # 两处",
        "  材料:", "    - {名称: 乙, 份: ['1', '3']}", "",
    ]  # fmt: skip


def test_lines_of_a_text_are_no_remarks() -> None:
    now = changed(lambda a: a.update(说明="三\n# 四"))
    at = now.index("  # 照批复")
    assert now[at + 1 : at + 4] == ["  说明: |-", "    三", "    # 四"]


def test_stretches_make_the_new_list_of_the_old_one() -> None:
    draw = random.Random(7)
    for _ in range(300):
        old, new = ([draw.randrange(8) for _ in range(draw.randrange(9))] for _ in range(2))
        made, at = list[int](), 0
        for part in stretches(old, new):
            made += [*old[at : part.old], *new[part.new : part.new_end]]
            at = part.old_end
        assert made + old[at:] == new
    assert [*stretches("abcd", "acxd")] == [(1, 2, 1, 1), (3, 3, 2, 3)]
