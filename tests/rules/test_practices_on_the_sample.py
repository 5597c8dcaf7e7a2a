"""Each way of breaking what the counties promise of themselves, tried on the sample: it is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from itertools import zip_longest

import pytest
from counties import AS_OF, ROOT

from disclosure import pipeline
from disclosure.app import disk
from disclosure.app.kept.kept_records import KeptRecords
from disclosure.county.held import MadeOfHeld
from disclosure.county.read import SourceFile

COUNTY = "catalogues/county.yaml"
DIBAO = "catalogues/powers/MZJ/MZ-JF-001.yaml"
BUSES = "catalogues/decisions/xianwei/JC-XW-2026-001.yaml"
ELECTED = "catalogues/decisions/cun/JC-XWC-2026-002.yaml"
HEAD = "catalogues/decisions/xianwei/JC-XW-2026-003.yaml"
PARTY = "catalogues/publicity/ML-DW.yaml"
REPORTED = "content/dongtai/jubao-tongji-2026q3.md"
SISTER = "catalogues/decisions/cun/JC-LSC-2026-001.yaml"
LAND = "catalogues/powers/ZRZYJ/ZR-CF-001.yaml"
Breach = tuple[str, str, str, str]
"""The code that tells of it, and what becomes what in which file."""
Told = Callable[[Mapping[str, SourceFile]], set[tuple[str, str]]]
BREACHES: tuple[Breach, ...] = (
    ("Z01", DIBAO, r"(?ms)^清权确权:.*?(?=^调整记录)", ""),
    ("Z02", DIBAO, "清理: 部门职权", "清理: 村级小微权力"),
    ("Z04", DIBAO, r".*审核: 县编办再审.*\n", ""),
    ("Z03", DIBAO, r"(?ms)^    - {审核: 县委常委会会审.*?(?=^  一完善)", ""),
    ("Z05", DIBAO, r".*公开: 向单位内部公开.*\n", ""),
    ("Z06", DIBAO, r"(?m)^  一完善:\n.*\n", ""),
    ("Z07", DIBAO, r"(?m)^  一完善:", "  公开反馈: 没有收到意见\n  一完善:"),
    ("Z10", DIBAO, r"(?ms)^责任事项:.*?(?=^追责情形)", ""),
    ("Z11", DIBAO, r"(?ms)^追责情形:.*?(?=^法定时限)", ""),
    ("Z12", DIBAO, r"(?m)^公布日期: .*", ""),
    ("Z13", DIBAO, r"(?ms)^流程:.*?(?=^公开范围)", ""),
    ("Z20", BUSES, r"(?m)^不涉及其他层级: .*\n", ""),
    ("Z21", BUSES, r"(?m)^民生事项", "涉及层级: 县委\n民生事项"),
    ("Z22", BUSES, r"(?m)^    表决:\n(?:      .*\n)+", ""),
    ("Z23", BUSES, r"(?m)^民生事项: .*\n", ""),
    ("Z24", BUSES, r"(?m)^    (?:列席旁听|旁听.*): .*\n", ""),
    ("Z25", BUSES, r"(?m)^    旁听人数: .*\n", ""),
    ("Z26", BUSES, r"(?m)^    列席旁听强烈反对: .*\n", ""),
    ("Z27", BUSES, r"(?m)^  监督: .*\n", ""),
    ("Z28", "catalogues/decisions/xianwei/JC-XW-2025-001.yaml", "赞成: 11", "赞成: 8"),
    ("Z29", "catalogues/decisions/xianwei/JC-XW-2026-004.yaml", r"(?m)^金额: .*\n", ""),
    ("R214", "catalogues/decisions/xianwei/JC-XW-2026-006.yaml", ", 村和社区]\n", "]\n"),
    ("R39", "catalogues/decisions/xianwei/JC-XW-2026-005.yaml", r".*部门副职人选乙.*\n", ""),
    ("R210", "catalogues/decisions/xianwei/JC-XW-2026-002.yaml", "03-05, 进", "03-15, 进"),
    ("Z30", ELECTED, r"(?m)^    表决方式: .*\n", ""),
    ("Z31", ELECTED, "得票: 8", "得票: 20"),
    ("Z32", ELECTED, "当场计票, ", ""),
    ("Z32", ELECTED, "汇报人选, 讨论审议", "讨论审议, 汇报人选"),
    ("Z33", ELECTED, r"(?m)^    公示反映: .*\n", ""),
    ("Z33", ELECTED, "公示反映: 0", "公示反映: 2"),
    ("Z61", ELECTED, r"(?m)^    轮次:\n(?:      .*\n)+", ""),
    ("Z61", ELECTED, r"(?m)^选拔:\n(?: .*\n)+", ""),
    ("Z62", HEAD, r".*方式: 领导书面推荐.*\n", ""),
    ("Z63", HEAD, r"(?m)^    历次会议:\n(?:      .*\n)+", ""),
    ("Z32", HEAD, r"(?m)^        票决程序: .*\n", ""),
    ("R127", HEAD, "进: 5, 出: 3", "进: 5, 出: 2"),
    ("R127", HEAD, r".*人选丙.*\n", ""),
    ("R128", HEAD, "结果: 五级提名共提名7人.*", "结果: 五种提名渠道共提名7人，逐级筛选到2人"),
    ("R129", HEAD, "人选甲（现任柳涧乡乡长）", "柳涧乡乡长"),
    ("R137", HEAD, "{人选: 人选甲（现任柳涧乡乡长）", "{职位: 乡长, 人选: 人选甲（现任柳涧乡乡长）"),
    ("R138", HEAD, "职数: 1", "职数: 2"),
    ("R139", SISTER, "事项: SX-2026-WFGZ", "事项: SX-2026-WF"),
    ("Z40", LAND, r"(?s)\[局长, 分管用地副局长\](?=\s+职能: 批准\s+时限: 当场)", "局长"),
    ("Z41", "catalogues/powers/HBJ/HB-XK-001.yaml",
     r"(批准报告表？\n      岗位: ).*\n.*\n", r"\1局长\n"),
    ("Z51", "catalogues/units/NYJ.yaml", r"    任职起始: .*\n", ""),
    ("R216", "catalogues/powers/NYJ/NY-JF-001.yaml", "日期: 2025-10-27", "日期: 2026-12-20"),
    ("R217", "catalogues/clearing/QL-2026.yaml", r"(  - {机构: GAJ.*\n)", r"\1\1"),
    ("Z50", "catalogues/units/MZJ.yaml", "任职起始: 2023-11-06", "任职起始: 2018-11-06"),
    ("Z70", REPORTED, "发布日期: 2026-10-20", "发布日期: 2026-06-30"),
    ("Z71", REPORTED, "信访举报", "来信来访"),
    ("Z72", PARTY, r"(?s)(信访举报受理和反馈.*?)向社会公开", r"\1在全党公开"),
    ("Z73", PARTY, r"(?m)^    一律: 敏感事项一律公开\n", ""),
    ("Z60", DIBAO, r"(?m)^载体: .*", "载体: [公开栏]"),
    ("Z64", COUNTY, ", 同站: 县政府门户网站", ""),
    ("Z65", COUNTY, "同站: 县政府门户网站", "同站: 县政府网"),
)  # fmt: skip


@cache
def sample() -> dict[str, SourceFile]:
    return {file.path: file for file in disk.read_county(ROOT)[0]}


@pytest.fixture(scope="module")
def told() -> Told:
    """Codes and where; what was made of an unchanged file is made once."""
    kept, made = KeptRecords({}), MadeOfHeld()

    def problems(files: Mapping[str, SourceFile]) -> set[tuple[str, str]]:
        nonlocal made
        made = MadeOfHeld(made)
        county = pipeline.linked(tuple(files.values()), AS_OF, remember=kept, made=made)
        return {(problem.code.id, problem.place.path) for problem in county.judged()}

    return problems


def told_of(path: str) -> str:
    """Where a breach is told: what a unit reports is told of the list that says what it is to report."""
    return PARTY if path == REPORTED else path


def rounds() -> list[list[Breach]]:
    """Of every file one breach at a time: what is told of a file is told of its own breach."""
    by_file: dict[str, list[Breach]] = {}
    for breach in BREACHES:
        by_file.setdefault(told_of(breach[1]), []).append(breach)
    return [list(filter(None, some)) for some in zip_longest(*by_file.values())]


def test_the_sample_keeps_its_promises(told: Told) -> None:
    assert told(sample()) == set()


@pytest.mark.parametrize("breaches", rounds(), ids=lambda some: "-".join(code for code, *_ in some))
def test_a_breach_is_told(breaches: list[Breach], told: Told) -> None:
    files = dict(sample())
    for code, path, found, put in breaches:
        text = files[path].data.decode()
        broken = re.sub(found, put, text, count=0 if code == "Z24" else 1)
        assert broken != text
        files[path] = replace(files[path], data=broken.encode())
    assert {(code, told_of(path)) for code, path, *_ in breaches} - told(files) == set()
