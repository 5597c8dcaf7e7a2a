"""Every field that holds a legal basis is checked, at its own line."""

from __future__ import annotations

from datetime import date

from counties import AS_OF, SOUND
from lawtexts import aid

from disclosure import pipeline
from disclosure.app import disk
from disclosure.basics.law.library import LawText
from disclosure.basics.problem import Problem
from disclosure.county.facts.citations import mentions
from disclosure.county.read import SourceFile
from disclosure.schema.catalogue import ALL
from disclosure.schema.common import Placed
from disclosure.schema.derived.editor import records_below
from disclosure.schema.records.powers.flow import Step

POWER = """编码: MZ-JF-009
名称: 临时救助
类别: 行政给付
主体: MZJ
依据:
  - 《临时救助法》第五十一条
  - 引用: 《临时救助法》第五十二条
    原文: 救助应当公开
收费: {是否收费: 是, 标准: 每件1元, 依据: 《临时救助法》第五十三条}
流程:
  依据:
    - 《临时救助法》第五十四条
    - 《临时救助法》第五十五条
  岗位: {申请人: {类: 群众}}
  步骤:
    - 步骤: 申请
      岗位: 申请人
      依据: 《临时救助法》第五十六条
    - 并行: 两件事
      分支:
        - {步骤: 核对, 岗位: 申请人, 依据: 《临时救助法》第五十七条}
        - {步骤: 评议, 岗位: 申请人, 依据: 《临时救助法》第五十八条}
调整记录:
  - {日期: 2015-04-01, 类型: 修改, 说明: 改, 依据: 《临时救助法》第五十九条}
公开范围: 向社会公开
载体: [门户网站]
"""
PROCEDURE = """编码: jiuzhu
名称: 救助程序
依据: 《临时救助法》第六十一条
环节:
  - {环节: 讨论, 依据: 《临时救助法》第六十二条}
"""
LISTED = """编码: QD-01
名称: 共同清单
制定依据: 《临时救助法》第六十六条
行使主体: [MZJ, XW]
类别: 行政给付
公开范围: 向社会公开
载体: [门户网站]
事项:
  - {编号: A1, 名称: 登记, 依据: 《临时救助法》第六十八条}
负面清单:
  - {不得: 收费, 依据: [《临时救助法》第六十七条]}
"""
DECISION_LINE = "依据: 《临时救助法》第六十条\n"

CATALOGUE = """编码: ML
名称: 村务公开目录
种类: 村务公开目录
主体: MZJ
依据: 《临时救助法》第六十三条
修订日期: 2026-03-10
公开范围: 向社会公开
载体: [门户网站]
分类:
  - 名称: 财务
    事项:
      - 事项: 收支
        依据: 《临时救助法》第六十四条
        周期: 长期
        公开范围: 向社会公开
        落实: {清单: 机构职能}
"""
GONE = """种类: 职权
编码: MZ-JF-008
主体: MZJ
日期: 2026-03-10
原因: 取消
依据: 《临时救助法》第六十五条
公开范围: 向社会公开
"""


def sources() -> list[SourceFile]:
    files, _ = disk.read_county(SOUND)
    decision = next(file for file in files if "/decisions/" in file.path)
    others = [file for file in files if file is not decision]
    cited = SourceFile(decision.path, decision.data + DECISION_LINE.encode())
    power = SourceFile("catalogues/powers/MZ-JF-009.yaml", POWER.encode())
    procedure = SourceFile("catalogues/procedures/jiuzhu.yaml", PROCEDURE.encode())
    shared = SourceFile("catalogues/lists/QD-01.yaml", LISTED.encode())
    catalogue = SourceFile("catalogues/publicity/ML.yaml", CATALOGUE.encode())
    gone = SourceFile("catalogues/withdrawn/2026.yaml", GONE.encode())
    return [*others, cited, power, procedure, catalogue, shared, gone]


def test_every_basis_is_a_mention_at_its_own_line() -> None:
    county, _ = pipeline.load(sources(), AS_OF)
    assert county
    here = [m for m in mentions(county) if m.place.path.endswith("MZ-JF-009.yaml")]
    lines = POWER.splitlines()
    assert all(mention.words in lines[mention.place.line - 1] for mention in here)
    assert {m.words[-5:] for m in here} == {f"第五十{n}条" for n in "一二三四五六七八九"}
    others = [mention.words[-5:] for mention in mentions(county)]
    assert {"》第六十条", *(f"第六十{n}条" for n in "一二三四五六七")} <= set(others)
    assert others.count("第六十八条") == 1, "一项只写了一次，几个机构行使也只核对一次"


def test_no_field_for_a_legal_basis_is_forgotten() -> None:
    titles = {
        record.title
        for shelf in ALL
        for record in records_below(shelf.written)
        if any(key.name == "依据" for key in record.keys().values())
    }
    steps = {kind.title for kind in Step.__subclasses__()}
    assert titles - steps == {
        "职权", "决策", "标准流程", "流程", "收费", "调整记录", "程序", "程序环节",
        "子项", "中介服务", "职责边界", "公开目录", "公开事项", "清单事项", "负面清单",
        "撤下记录",
    }  # fmt: skip


def test_each_is_told_what_is_wrong_with_it() -> None:
    law = LawText("临时救助法(2015-03-01).md", aid())
    county, problems = pipeline.load(sources(), AS_OF, lambda _: ([law], ()))
    assert county
    told = [p for p in problems if p.code.id == "G01" and p.place.path.endswith("MZ-JF-009.yaml")]
    assert len(told) == 8
    assert county.provisions.of(
        "《临时救助法》第五十九条", date(2015, 4, 1)
    ).faults  # not yet in force then
    assert any(p.code.id == "G09" for p in problems)


def test_without_a_library_no_citation_is_checked() -> None:
    county, problems = pipeline.load(sources(), AS_OF)
    assert county
    assert not county.provisions.readings
    assert not [p for p in problems if p.code.id.startswith("G")]


def test_the_library_is_the_one_that_the_county_names() -> None:
    county = SourceFile("catalogues/county.yaml", (SOUND / "catalogues/county.yaml").read_bytes())
    asked: list[Placed | None] = []

    def laws(folder: Placed | None) -> tuple[list[LawText], list[Problem]]:
        asked.append(folder)
        return [], []

    pipeline.load([county], AS_OF, laws)
    named = SourceFile(county.path, county.data + "法规库: ../laws\n".encode())
    pipeline.load([named], AS_OF, laws)
    none, folder = asked
    assert none is None
    assert folder
    assert folder.text == "../laws"
    assert folder.place.line == named.data.decode().count("\n")
