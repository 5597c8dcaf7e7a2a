"""The editor is as strict as the build: one form a kind, judged alike by both, whatever is typed."""

from __future__ import annotations

import functools
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest
from as_an_editor import Editor, load, typed
from counties import ROOT, case_names, lay_out_case
from counties import load as load_county
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from disclosure.app import commands
from disclosure.county.read import SourceFile, read
from disclosure.schema import forms
from disclosure.schema.catalogue import ALL
from disclosure.schema.compound import Ref, Reference, RefTo
from disclosure.schema.declare import Invalid, Report
from disclosure.schema.derived.editor import kinds_in, records_below
from disclosure.schema.derived.references import references
from disclosure.schema.kinds import Choice, CodeText, Count, Date, Line, Prose, Scalar
from disclosure.schema.periods import PeriodText
from disclosure.schema.records.county import County
from disclosure.schema.records.element_kind import ElementKind
from disclosure.schema.source.nodes import Text

HELD = {
    kind: None
    for shelf in ALL
    for record in records_below(shelf.record)
    for key in record.keys().values()
    for kind in kinds_in(key.kind)
}
SCALARS = list(
    dict.fromkeys(
        k.written if isinstance(k, Reference) else k for k in HELD if isinstance(k, Scalar | Reference)
    )
)
CODED = {k.to for k in HELD if isinstance(k, RefTo)}
is_code = CodeText().form.fits
CHOICES = [kind for kind in HELD if isinstance(kind, Choice)]
NEAR = (
    *"0123456789０１２３八十三半两年月日天时元转号内约至到～~—-－,，.。:：;；、()（）*+/ ",
    *"\t\n\u00a0\u3000aZ_\\\"'<>", "个工作日", "个月", "小时", "不计",
    "（不含公示期）", "可延长", "当场", "00", "12345", "-02-29", "https://", "前", "后",
)  # fmt: skip

TYPED = 50
"""Texts a kind: many more than a tool that also looks for the smallest could try in the time; thrice
as many with ``--whole``."""


def name(kind: object) -> str:
    return repr(kind)[:60]


def read_alike(kind: Scalar[object] | Choice, text: str, *, plain: bool) -> bool:
    """Whether the reader takes a scalar; the editor must say the same."""
    report = Report()
    try:
        kind.read(Text(text, "x.yaml", plain=plain), report)
    except Invalid:
        assert report.problems
    taken = not report.problems
    value = typed(text) if plain else text
    assert editor_of(kind).is_valid(value) is taken, (text, value, taken)
    return taken


@functools.cache
def editor_of(kind: Scalar[object] | Choice) -> Draft7Validator:
    return Editor(kind.json_schema())


def edited(texts: tuple[str, ...], luck: Random) -> str:
    """A text with a few characters put in, left out or exchanged."""
    count = luck.randrange(5)
    edits = [(luck.randrange(41), luck.randrange(3), luck.choice(NEAR)) for _ in range(count)]
    return _edit(luck.choice(texts), edits)


def _edit(text: str, edits: list[tuple[int, int, str]]) -> str:
    for at, out, put in edits:
        place = at % (len(text) + 1)
        text = text[:place] + put + text[place + out :]
    return text


@pytest.mark.parametrize("kind", SCALARS, ids=name)
def test_every_form_shows_what_fits_and_what_does_not(kind: Scalar[object]) -> None:
    form = kind.form
    assert form.examples
    assert all(read_alike(kind, text, plain=False) for text in form.examples)
    assert not any(read_alike(kind, text, plain=False) for text in form.misfits)
    as_typed = [text for text in form.misfits if str(typed(text)) == text]
    assert not any(read_alike(kind, text, plain=True) for text in as_typed)


@pytest.mark.parametrize("kind", [*SCALARS, *CHOICES], ids=name)
def test_reader_and_editor_judge_alike_whatever_is_typed(
    kind: Scalar[object] | Choice, *, whole: bool
) -> None:
    known = kind.values if isinstance(kind, Choice) else (*kind.form.examples, *kind.form.misfits)

    luck = Random(repr(kind))  # noqa: S311  no secret
    for text in {edited(known, luck) for _ in range(3 * TYPED if whole else TYPED)}:
        read_alike(kind, text, plain=False)
        value = typed(text)
        lost = str(value) != text or (isinstance(value, float) and value.is_integer())
        if isinstance(value, str | bool | None) or not lost:  # an editor takes 1.0 for 1
            read_alike(kind, text, plain=True)


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.lists(st.integers(0, 2 * 10**7), max_size=20))
@example(0, 0, [0, 1])
@example(1, 16_384, [0, 1, 9, 10, 16_383, 16_384, 16_385, 20_000, 99_999])
def test_the_pattern_of_a_range_is_the_range(one: int, other: int, tried: list[int]) -> None:
    least, most = sorted((one, other))
    pattern = forms.whole(least, most)
    for number in (*tried, least - 1, least, least + 1, most - 1, most, most + 1):
        fits = re.fullmatch(pattern, str(number)) is not None
        assert fits is (least <= number <= most), (pattern, number)
    assert not re.fullmatch(pattern, f"0{most}")


def test_every_day_of_two_centuries_and_no_other() -> None:
    for year in range(1899, 2102):
        for month in range(14):
            for day in range(33):
                text = f"{year:04}-{month:02}-{day:02}"
                assert Date().form.fits(text) is (1900 <= year <= 2099 and is_day(year, month, day)), (
                    text
                )


def is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def test_a_range_of_time_goes_up() -> None:
    for first in range(101):
        for last in range(101):
            fits = 0 < first < last < 100
            assert PeriodText().form.fits(f"{first}-{last}个工作日") is fits, (first, last)


UNLIKE = re.compile(
    r"\\[dDwWbBAZ]|\\[sS](?![sS])|\(\?[^:!=]|\(\?<|\(\?P|[*+?}][+]|(?<!\\)\\(?=[^.()+*/?\-\\0-9tnrusS])"
)


@pytest.mark.parametrize("kind", SCALARS, ids=name)
def test_patterns_mean_the_same_in_both_languages(kind: Scalar[object]) -> None:
    pattern = kind.form.pattern.replace(r"[\s\S]", "")
    assert not UNLIKE.search(pattern), UNLIKE.search(pattern)
    assert "$" not in pattern
    assert "^" not in re.sub(r"(?<!\\)\[\^", "[", pattern)


RUN = """
const rows = JSON.parse(require('fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(rows.map(([p, ts]) => {
  const pattern = new RegExp(p, 'u');
  return ts.map(t => pattern.test(t));
})));
"""


def test_an_engine_of_ecma_262_agrees() -> None:
    node = shutil.which("node")
    if not node:
        pytest.skip("没有 node：没有用真的 ECMA-262 引擎核对")
    rows = []
    for kind in SCALARS:
        tried = [_edit(t, [(at, out, put)]) for t in (*kind.form.examples, *kind.form.misfits)
                 for put in NEAR for at, out in ((0, 0), (3, 1), (99, 0))]  # fmt: skip
        rows.append(
            (kind.form, [text for text in tried if kind.form.most is None or len(text) < kind.form.most])
        )
    asked = json.dumps([[f"^(?:{form.pattern})$", texts] for form, texts in rows])
    answer = subprocess.run([node, "-e", RUN], input=asked, capture_output=True, text=True, check=True)
    for (form, texts), said in zip(rows, json.loads(answer.stdout), strict=True):
        assert [form.fits(text) for text in texts] == said


LOST_ON_EDITORS = ("field/leading-zero",)  # to whom 0100, not quoted, is the number 100


@pytest.mark.parametrize("case", [name for name in case_names() if name not in LOST_ON_EDITORS])
def test_the_editor_marks_what_the_reader_refuses_in_a_record(
    case: str, tmp_path: Path, judged: Callable[[str, bytes, tuple[ElementKind, ...]], bool]
) -> None:
    folder = lay_out_case(case, tmp_path)
    elements, misgiven = own_elements(folder)
    for path in sorted((folder / "catalogues").rglob("*.yaml")):
        at, data = path.relative_to(folder).as_posix(), path.read_bytes()
        codes, named = refused(at, data)
        if not any(code.startswith("Y") for code in codes):
            bad = bool(codes or named or at in misgiven)
            assert judged(at, data, elements) is not bad, (at, codes, named, misgiven)


def own_elements(folder: Path) -> tuple[tuple[ElementKind, ...], set[str]]:
    """What the county of a case asks of its powers, and the files that give it otherwise."""
    elements = registered((folder / "catalogues/county.yaml").read_bytes())
    problems = load_county(folder)[1] if elements else []
    found = {p.place.path for p in problems if p.code.id[0] == "S" or p.code.id in ("R156", "R157")}
    return elements, found


@functools.cache
def registered(county: bytes) -> tuple[ElementKind, ...]:
    records, _ = read([SourceFile("catalogues/county.yaml", county)])
    return tuple(one for held in records.of(County) for one in held.elements)


@functools.cache
def refused(at: str, data: bytes) -> tuple[set[str], list[Ref]]:
    """Codes of what the reader refuses in a file, and names that it leaves to the link step, where a
    code is wanted: only that knows which is meant."""
    records, problems = read([SourceFile(at, data)])
    told = {p.code.id for p in problems} - {"K01", "K07"}
    codes = {code for code in told if code[0] != "M"}  # the signs of prose, line by line
    named = [r for i in records.items for r in references(i) if r.to in CODED and not is_code(r.code)]
    return codes, named


@pytest.fixture(scope="module")
def judged() -> Callable[[str, bytes, tuple[ElementKind, ...]], bool]:
    """Whether an editor finds nothing to mark in a file of a case; of what is registered only 要素 are
    asked for."""
    shelves = {shelf.folder: shelf for shelf in ALL}

    @functools.cache
    def schema(folder: str, elements: tuple[ElementKind, ...]) -> Draft7Validator:
        return Editor(json.loads(commands.schema_text(shelves[folder], elements=elements)))

    @functools.cache
    def judge(path: str, data: bytes, elements: tuple[ElementKind, ...]) -> bool:
        folder = path.split("/")[1]
        return folder not in shelves or schema(folder, elements).is_valid(load(data.decode()))

    return judge


def test_the_editor_knows_what_the_county_has_registered() -> None:
    texts = {path.name: json.loads(text) for path, text in commands.schemas(ROOT)}
    power = texts["power.schema.json"]["$defs"]
    assert "行政许可" in power["登记的职权类别"]["enum"]
    assert "MZJ" in power["机构的编码"]["enum"]
    assert "梯田县民政局" in power["机构的编码"]["enumDescriptions"]
    judge = Editor(texts["power.schema.json"])
    wrong = load(
        (ROOT / "catalogues/powers/MZJ/MZ-JF-001.yaml").read_text().replace("主体: MZJ", "主体: 民政局")
    )
    assert [list(error.path) for error in judge.iter_errors(wrong)] == [["主体"]]


def test_a_county_with_errors_still_gets_its_words(tmp_path: Path) -> None:
    folder = lay_out_case("", tmp_path)
    (folder / "catalogues/units/MZJ.yaml").write_text("编码: [", encoding="utf-8")
    found = {path.name: json.loads(text) for path, text in commands.schemas(folder)}
    known = found["power.schema.json"]["$defs"]
    assert known["登记的载体"]["enum"] == ["门户网站", "触摸屏", "显示屏"]
    assert "MZJ" not in known["机构的编码"]["enum"]


def test_a_count_says_how_far_it_goes() -> None:
    report = Report()
    with pytest.raises(Invalid):
        Count(1, 200).read(Text("100000000", "x.yaml"), report)
    assert [p.code.id for p in report.problems] == ["S15"]


EMPTY_WORDS = (
    "无", "（无）", "[无]", "无。", " 无\u3000", "暂无", "没有", "/", "-", "——", "…", "。", "待定",
    "待补充", "略", "同上", "见附件", "（详见附件1）", "见附表二", "不适用", "N/A", "ｎ／ａ", "None",
    "TBD", "xxx", "×××",
    "某某", "无，无", "暂无收费依据", "无明确规定", "未填写", "不详", "附后",
    "暂\u3000无", "待 定", "没 有", "暂时没有", "目前无", "暂缺", "无此事项", "没有这项", "详见会议纪要",
    "详见县政府门户网站", "见公开栏", "见附件1、2", "参照附件", "详见后附材料",
)  # fmt: skip
TELLING = (
    "无障碍改造", "略阳路", "某某村村民委员会", "见附件所列的材料", "12345", "无线电管理", "空调采购",
    "待遇核定", "无烟草专卖许可证的", "《附件》编制办法", "没有住房的家庭",
    "X光检查", "NA级景区", "同上级机关商定",
    "未定级文物保护", "1", "是", "缺水村供水", "暂缺劳动力的家庭", "参照公告办理", "待审批项目清单",
    "见附件1第三项", "目前无房户", "详见清单第三项",
)  # fmt: skip


@pytest.mark.parametrize("kind", [Line(), Line(60), Prose()], ids=name)
def test_words_that_say_nothing_are_no_answer(kind: Scalar[object]) -> None:
    assert [text for text in EMPTY_WORDS if read_alike(kind, text, plain=False)] == []
    assert [text for text in TELLING if not read_alike(kind, text, plain=False)] == []
    report = Report()
    with pytest.raises(Invalid):
        kind.read(Text("（无）", "x.yaml"), report)
    assert [p.code.id for p in report.problems] == ["S04"]


def test_yes_and_no_are_no_reason() -> None:
    kind = Line(why=True)
    taken = [
        text
        for text in ("是", "否。", "有", "无", "见附件", "是汛期")
        if read_alike(kind, text, plain=False)
    ]
    assert taken == ["是汛期"]


def test_none_is_an_answer_only_where_it_is_declared() -> None:
    kind = Line(none=True)
    taken = [text for text in EMPTY_WORDS if read_alike(kind, text, plain=False)]
    assert taken == [
        "无", "（无）", "[无]", "无。", " 无\u3000", "没有", "不适用", "无，无", "无明确规定",
        "没 有", "无此事项", "没有这项",
    ]  # fmt: skip
    declared = {
        key.name
        for shelf in ALL
        for record in records_below(shelf.record)
        for key in record.keys().values()
        if any(isinstance(held, Line) and held.none for held in kinds_in(key.kind))
    }
    assert declared == {
        "材料", "条件", "不予受理情形", "数量限制", "中介服务", "延续", "年检", "不同意见", "旁听意见",
        "去向",  # its conditions
    }  # fmt: skip
