"""Lists in the layouts that counties use, with every trap of theirs, imported exactly."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from imports import SAME, county, imported
from office_files import csv, docx, html, xls, xlsx

from disclosure.tables.sheets_read import Asked
from disclosure.tables.understood.cells.ticks import ticked
from disclosure.tables.understood.field_targets import readable, targets
from disclosure.tables.understood.synonyms import HEADS

STAGES = (
    "1.受理责任：公示应当提交的材料，一次性告知补正。\n2.审查责任：（1）书面审查；（2）必要时实地核查。"
    "3、决定责任：依法作出决定。\n4．送达责任：送达证照。\n5.事后监管责任：定期核查。"
)
DUTIES = [
    {"环节": "受理", "内容": "公示应当提交的材料，一次性告知补正。"},
    {"环节": "审查", "内容": "（1）书面审查；（2）必要时实地核查。"},
    {"环节": "决定", "内容": "依法作出决定。"},
    {"环节": "送达", "内容": "送达证照。"},
    {"环节": "事后监管", "内容": "定期核查。"},
]
DRAFT = {
    "草稿": "是",
    "步骤": [
        {"步骤": "受理", "职能": "受理"}, {"步骤": "审查", "职能": "审查"},
        {"步骤": "决定", "职能": "批准"}, {"送达": "送达"},
    ],
}  # fmt: skip


def power(code: str, name: str, **more: Any) -> dict[str, Any]:
    """A power of 民政局 as the catalogue has it."""
    plain = {"编码": code, "名称": name, "类别": "行政许可", "主体": "MZJ"}
    return {**plain, **more, "公开范围": "向社会公开", "载体": ["县政府门户网站"]}


def test_every_head_that_is_known_belongs_to_a_declared_field() -> None:
    for layout in (layout for layout in readable() if layout.title in HEADS):
        known = targets(layout)
        words = [word for said in HEADS[layout.title].values() for word in said.split()]
        assert len(words) == len(set(words))
        assert set(words) <= known.keys()
    assert HEADS.keys() <= {layout.title for layout in readable()}


def test_01_a_power_list_with_title_stages_notes_and_signatures() -> None:
    """明光: eight columns, numbered stages in a cell, a title above, a note and a signature below."""
    rows = [
        ["梯田县民政局权责清单"],
        ["序号", "权力类型", "项目编码", "项目名称", "子项", "实施依据", "责任事项", "追责情形"],
        [1, "行政许可", "MZ-XK-001", "养老机构\n设立许可", None, "《养老机构管理办法》第九条", STAGES, "1.不受理的；\n2.违法许可的。"],
        [2, "行政许可", "MZ-XK-002", "公墓许可", None, "《殡葬管理条例》第八条：“建设殡葬设施，由民政部门审批。”", None, None],
        ["注：本清单由县民政局负责解释。"],
        ["填表人：办公室", None, "审核人：局长"],
        [None, None, None, None, None, "2026年3月10日"],
    ]  # fmt: skip
    done = imported({"清单.xlsx": xlsx({"权责清单": rows}, {"权责清单": ["A1:H1", "A5:H5"]})})
    assert done.problems == []
    first = power("MZ-XK-001", "养老机构设立许可", 依据=["《养老机构管理办法》第九条"],
                  责任事项=DUTIES, 追责情形=["不受理的；", "违法许可的。"], 流程=DRAFT)  # fmt: skip
    basis = {"引用": "《殡葬管理条例》第八条", "原文": "“建设殡葬设施，由民政部门审批。”"}
    second = power("MZ-XK-002", "公墓许可", 依据=[basis])
    assert done.records == {"MZ-XK-001": first, "MZ-XK-002": second}
    assert [number for number, _ in done.left] == [5, 6, 7]
    assert done.columns["序号"] == ""


def test_02_subitems_below_a_merged_power() -> None:
    """Vertical merges over code and name; 子项 with names alone are numbered behind the code."""
    rows = [
        ["序号", "项目编码", "职权名称", "职权类别", "子项名称", "承诺时限（工作日）"],
        [1, "MZ-QR-001", "婚姻登记", "行政确认", "结婚登记", 1],
        [None, None, None, None, "离婚登记", None],
        [None, None, None, None, "补领婚姻登记证", None],
        [2, "MZ-QR-002", "收养登记", "行政确认", None, 20],
    ]
    merges = ["A2:A4", "B2:B4", "C2:C4", "D2:D4", "F2:F4"]
    done = imported({"清单.xlsx": xlsx({"目录": rows}, {"目录": merges})})
    assert done.problems == []
    names = ("结婚登记", "离婚登记", "补领婚姻登记证")
    marriage = done.records["MZ-QR-001"]
    assert marriage["子项"] == [
        {"编码": f"MZ-QR-001-{n}", "名称": name} for n, name in enumerate(names, 1)
    ]
    assert marriage["承诺时限"] == "1个工作日"
    assert done.records["MZ-QR-002"] == power(
        "MZ-QR-002", "收养登记", 类别="行政确认", 承诺时限="20个工作日"
    )


def test_03_heads_in_two_rows_and_ticks_in_columns() -> None:
    rows = [
        ["序号", "职权编码", "职权名称", "职权类别", "收费", None, "监督", None, "公开载体", None],
        [None, None, None, None, "是否收费", "标准", "机构", "电话", "县政府门户网站", "公开栏"],
        [1, "MZ-XK-001", "公墓许可", "行政许可", "否", None, "派驻纪检监察组", "（0000）5550171", "√", "□"],
        [2, "MZ-XK-002", "殡葬设施许可", "行政许可", "收费", "每件10元", "派驻纪检监察组", "0000-5550171", "t", "■"],
    ]  # fmt: skip
    merges = ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:H1", "I1:J1"]
    done = imported({"清单.xlsx": xlsx({"目录": rows}, {"目录": merges})})
    assert done.problems == []
    free, charged = done.records["MZ-XK-001"], done.records["MZ-XK-002"]
    assert free["收费"] == {"是否收费": "否"}
    assert free["监督"] == {"岗位": "派驻纪检监察组", "电话": "0000-5550171"}
    assert free["载体"] == ["县政府门户网站"]
    assert charged["收费"] == {"是否收费": "是", "标准": "每件10元"}
    assert charged["载体"] == ["县政府门户网站", "公开栏"]


def test_04_ditto_and_horizontal_merges() -> None:
    """同上 stands for what is above; a merged line across the sheet is a heading, not a record."""
    rows = [
        ["编码", "名称", "类别", "实施依据", "实施主体"],
        ["一、民政类", None, None, None, None],
        ["MZ-XK-001", "公墓许可", "行政许可", "《殡葬管理条例》第八条", "梯田县民政局"],
        ["MZ-XK-002", "骨灰堂许可", "同上", "（同上）", "〃"],
    ]
    done = imported({"a.xlsx": xlsx({"目录": rows}, {"目录": ["A2:E2"]})}, asked=Asked(
        {key: value for key, value in SAME.items() if key != "主体"}))  # fmt: skip
    assert done.problems == []
    assert [number for number, _ in done.left] == [2]
    second = done.records["MZ-XK-002"]
    assert (second["类别"], second["主体"]) == ("行政许可", "MZJ")
    assert second["依据"] == ["《殡葬管理条例》第八条"]


@pytest.mark.parametrize(
    ("day", "shape"),
    [
        ("2024.5.1", ""), ("2024年5月1日", ""), ("2024/5/1", ""), (20240501.0, ""), (45413, ""), ("2024-05-01", ""),
        (date(2024, 5, 1), "yyyy/m/d"), (datetime(2024, 5, 1), 'yyyy"年"m"月"d"日"'), ("２０２４．５．１", ""),
    ],
)  # fmt: skip
def test_05_days_as_text_numbers_and_serials(day: object, shape: str) -> None:
    rows = [["项目编码", "项目名称", "权力类型", "公布时间"], [1001.0, "公墓许可", "行政许可", day]]
    done = imported({"a.xlsx": xlsx({"目录": rows}, formats={"目录!D2": shape} if shape else None)})
    assert done.problems == []
    assert done.records == {"1001": power("1001", "公墓许可") | {"公布日期": "2024-05-01"}}


def test_06_codes_that_a_number_format_shows_with_zeros() -> None:
    rows = [["项目编码", "项目名称", "权力类型"], [1, "公墓许可", "行政许可"]]
    done = imported({"a.xlsx": xlsx({"目录": rows}, formats={"目录!A2": "0000"})})
    assert list(done.records) == ["0001"]


@pytest.mark.parametrize(
    ("value", "shape", "said"),
    [
        (1101000000002026000, "General", "1.10100000000203E+18"), ("4.2E+15", "@", "4.2E+15"), ("########", "@", "########"),
        (date(2026, 1, 2), 'm"月"d"日"', "1月2日"), (date(2024, 5, 1), "mmm-yy", "5月1日"), ("#REF!", "General", "#REF!"),
    ],
)  # fmt: skip
def test_07_what_a_spreadsheet_has_ruined_is_named_at_its_cell(
    value: object, shape: str, said: str
) -> None:
    rows = [["项目名称", "权力类型", "项目编码"], ["公墓许可", "行政许可", value]]
    done = imported({"a.xlsx": xlsx({"目录": rows}, formats={"目录!C2": shape})})
    assert [p for p in done.problems if p.startswith("a.xlsx!目录!C2: T08") and said in p]


def test_08_an_old_workbook_with_merges_dates_and_floats() -> None:
    rows = [
        ["项目编码", "项目名称", "权力类型", "子项", "公布时间", "监督电话"],
        [20240501.0, "婚姻登记", "行政许可", "结婚登记", 45413.0, "0000-5550171/0000-5550172"],
        [None, None, None, "离婚登记", None, None],
    ]
    data = xls({"清单": rows, "空表": []}, ["A2:A3", "B2:B3", "C2:C3", "E2:E3"], {"2,5": "yyyy-mm-dd"})
    for name in ("清单.xls", "清单.et", "清单.xlsx"):
        done = imported({name: data}, asked=Asked(SAME | {"监督/岗位": "派驻纪检监察组"}))
        assert done.problems == []
        one = done.records["20240501"]
        assert one["公布日期"] == "2024-05-01"
        assert [item["名称"] for item in one["子项"]] == ["结婚登记", "离婚登记"]
        assert one["监督"]["电话"] == ["0000-5550171", "0000-5550172"]


@pytest.mark.parametrize("name", ["清单.xls", "清单.csv", "清单"])
def test_09_a_workbook_under_another_suffix(name: str) -> None:
    rows = [["项目编码", "项目名称", "权力类型"], ["MZ-1", "公墓许可", "行政许可"]]
    assert imported({name: xlsx({"目录": rows})}).records == {"MZ-1": power("MZ-1", "公墓许可")}


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", ","), ("utf-8-sig", ","), ("gb18030", ","), ("utf-16", "\t"), ("gbk", ";")]
)  # fmt: skip
def test_10_text_in_every_encoding_of_offices(encoding: str, mark: str) -> None:
    rows = [["项目编码", "项目名称", "权力类型", "申请材料"],
            ["0100", "公墓许可", "行政许可", "1.申请书\n2.身份证，户口簿"]]  # fmt: skip
    done = imported({"清单.csv": csv(rows, encoding, mark)})
    assert done.problems == []
    materials = ["申请书", "身份证，户口簿"]
    assert done.records == {"0100": power("0100", "公墓许可", 材料=materials)}


def test_11_a_table_of_a_saved_page_with_spans_in_gbk() -> None:
    rows = [
        [("梯田县民政局权责清单", 5, 1)],
        [("职权编码", 1, 2), ("职权名称", 1, 2), ("职权类别", 1, 2), ("监督", 2, 1)],
        ["机构", "电话"],
        [("MZ-QR-001", 1, 2), ("婚姻登记", 1, 2), ("行政确认", 1, 2), "派驻纪检监察组", "0000-5550171"],
        ["派驻纪检监察组", "0000-5550171"],
    ]
    done = imported({"清单.xls": html(rows, "gbk")})
    assert done.problems == []
    watched = {"岗位": "派驻纪检监察组", "电话": "0000-5550171"}
    assert done.records == {"MZ-QR-001": power("MZ-QR-001", "婚姻登记", 类别="行政确认", 监督=watched)}


def test_12_a_word_table_with_tracked_changes_and_drawn_boxes() -> None:
    rows = [
        ["事项编码", "事项名称", "事项类型", "公开渠道", "子项"],
        ["MZ-XK-001", "公墓许可", "行政许可", "☑县政府门户网站\n□公开栏", "甲类"],
        ["↑", "↑", "↑", "↑", "乙类"],
    ]
    done = imported({"清单.docx": docx(rows)}, asked=Asked({"主体": "MZJ", "公开范围": "向社会公开"}))
    assert done.problems == []
    subitems = [{"编码": "MZ-XK-001-1", "名称": "甲类"}, {"编码": "MZ-XK-001-2", "名称": "乙类"}]
    assert done.records == {"MZ-XK-001": power("MZ-XK-001", "公墓许可", 子项=subitems)}


@pytest.mark.parametrize(
    "boxes",
    ["■政府网站 □政府公报 □公开栏", "t政府网站\n□政府公报", "■政府网站 口政府公报 口精准推送", "☑政府网站", "√政府网站 □其他"],
)  # fmt: skip
def test_13_boxes_ticked_in_every_way(boxes: str) -> None:
    rows = [["编码", "名称", "类别", "公开渠道和载体"], ["MZ-1", "公墓许可", "行政许可", boxes]]
    asked = Asked({"主体": "MZJ", "公开范围": "向社会公开"}, {"政府网站": "县政府门户网站"})
    assert imported({"a.xlsx": xlsx({"目录": rows})}, asked=asked).records == {
        "MZ-1": power("MZ-1", "公墓许可")
    }


def test_13_a_box_is_no_mouth() -> None:
    """口 is a box before a word; 窗口 ends in none."""
    assert ticked("■政务服务窗口 口公报、口窗口公示") == ["政务服务窗口"]
    assert ticked("口公报 t服务窗口") == ["服务窗口"]
    assert ticked("服务窗口") is None


def test_14_a_risk_table_and_its_power_list_in_one_workbook() -> None:
    """两单: powers in one sheet, their risks in another, known there by their names."""
    powers = [["编码", "名称", "类别"], ["MZ-1", "公墓许可", "行政许可"]]
    risks = [
        ["序号", "权力事项", "环节名称", "风险点", "风险等级", "防控措施", "责任人"],
        [1, "公墓许可", "受理", "无故压件", "高", "超期预警", "股长"],
        [2, None, "审查", "走过场", "二级", "双人核查", "分管副局长"],
    ]
    data = xlsx({"风险防控表": risks, "清单": powers}, {"风险防控表": ["B2:B3"]})
    done = imported({"两单.xlsx": data})
    assert done.problems == []
    first = {"环节": "受理", "级": "一", "表现": "无故压件", "措施": "超期预警", "监督": "股长"}
    second = {"环节": "审查", "级": "二", "表现": "走过场", "措施": "双人核查", "监督": "分管副局长"}
    assert done.records == {"MZ-1": power("MZ-1", "公墓许可", 风险点=[first, second])}


def test_15_risks_in_the_rows_of_the_powers_themselves() -> None:
    """两单合一: one merged power, a row for each of its risks."""
    rows = [
        ["编码", "名称", "类别", "风险环节", "廉政风险点", "风险等级", "防控措施"],
        ["MZ-1", "公墓许可", "行政许可", "受理", "无故压件", "高", "超期预警"],
        [None, None, None, "审查", "走过场", "低", "双人核查"],
    ]
    done = imported({"a.csv": csv(rows)})
    first = {"环节": "受理", "级": "一", "表现": "无故压件", "措施": "超期预警"}
    second = {"环节": "审查", "级": "三", "表现": "走过场", "措施": "双人核查"}
    assert done.problems == []
    assert done.records == {"MZ-1": power("MZ-1", "公墓许可", 风险点=[first, second])}


def test_16_a_duty_list_for_powers_that_exist() -> None:
    have = "编码: MZ-1\n名称: 公墓许可\n类别: 行政许可\n主体: MZJ\n公开范围: 向社会公开\n载体: [县政府门户网站]\n"
    rows = [
        ["序号", "权力编码", "权力名称", "责任环节", "责任内容"],
        [1, "MZ-1", "公墓许可", "受理", "一次性告知"],
        [2, "MZ-1", "公墓许可", "审查", "两人核查"],
    ]
    into = county({"catalogues/powers/MZJ/MZ-1.yaml": have})
    done = imported({"责任清单.xlsx": xlsx({"责任": rows})}, into)
    assert done.problems == []
    assert done.records["MZ-1"]["责任事项"] == [
        {"环节": "受理", "内容": "一次性告知"}, {"环节": "审查", "内容": "两人核查"},
    ]  # fmt: skip
    text = done.written.texts["catalogues/powers/MZJ/MZ-1.yaml"]
    lines = [
        "责任事项:",
        "  - 环节: 受理",
        "    内容: 一次性告知",
        "  - 环节: 审查",
        "    内容: 两人核查",
    ]
    at = have.split("\n").index("公开范围: 向社会公开")
    assert text.split("\n") == [*have.split("\n")[:at], *lines, *have.split("\n")[at:]]


def test_16_a_row_for_each_stage_with_code_and_name_in_all_of_them() -> None:
    """责任清单 of their own: what is said of the power stands in each row, and is taken once."""
    rows = [
        ["职权编码", "职权名称", "权力类型", "实施依据", "责任环节", "责任事项内容", "责任岗位", "追责情形"],
        ["MZ-1", "公墓许可", "行政许可", "《殡葬管理条例》第八条", "受理", "一次性告知", "MZJ-01", "压件的"],
        ["MZ-1", "公墓许可", "行政许可", "《殡葬管理条例》第八条", "审查", "双人核查", "MZJ-01", "走过场的"],
        ["MZ-2", "公墓年检", "行政检查", "《殡葬管理条例》第八条", "检查", "现场核查", None, None],
    ]  # fmt: skip
    done = imported({"责任清单.xlsx": xlsx({"责任": rows})})
    assert done.problems == []
    assert done.columns["责任环节"] == "责任事项/环节"
    first = done.records["MZ-1"]
    assert first["责任事项"] == [
        {"环节": "受理", "内容": "一次性告知"}, {"环节": "审查", "内容": "双人核查"},
    ]  # fmt: skip
    assert first["依据"] == ["《殡葬管理条例》第八条"]
    assert first["追责情形"] == ["压件的", "走过场的"]
    assert done.records["MZ-2"]["责任事项"] == [{"环节": "检查", "内容": "现场核查"}]


def test_16_the_same_code_twice_where_rows_tell_of_no_list_is_one_row_too_many() -> None:
    rows = [["编码", "名称", "类别"], ["MZ-1", "公墓许可", "行政许可"], ["MZ-1", "公墓许可", "行政许可"]]
    done = imported({"a.xlsx": xlsx({"目录": rows})})
    assert [problem[:17] for problem in done.problems] == ["a.xlsx!目录!A3: T15"]


def test_16_an_implementation_list_has_two_codes_of_the_state() -> None:
    """实施清单: of 基本编码 and 实施编码 the first is the code, the other is kept as what it is."""
    rows = [
        ["基本编码", "实施编码", "事项名称", "事项类型", "行使层级", "法定办结时限", "到办事现场次数", "监督投诉方式"],
        ["000111001000", "11990122MB0000001X400011100100001", "公墓许可", "行政许可", "县级", "20个工作日", "1", "12345"],
    ]  # fmt: skip
    done = imported({"实施清单.xlsx": xlsx({"清单": rows})})
    assert done.problems == []
    told = done.records["000111001000"]
    assert told["实施编码"] == rows[1][1]
    assert (told["法定时限"], told["到场次数"], told["投诉"]) == ("20个工作日", "1", "12345")


def test_17_a_village_list_without_codes_is_numbered_on_request() -> None:
    rows = [["序号", "小微权力事项", "依据", "办理时限"],
            [1, "宅基地申请初审", "《土地管理法》第六十二条", "5个工作日"], [2, "低保申请代办", None, "当场"]]  # fmt: skip
    preset = SAME | {"类别": "小微权力"}
    done = imported({"a.xlsx": xlsx({"目录": rows})}, asked=Asked(preset, number="CUN-"))
    assert done.problems == []
    assert {code: one["名称"] for code, one in done.records.items()} == {
        "CUN-001": "宅基地申请初审", "CUN-002": "低保申请代办",
    }  # fmt: skip
    without = imported({"a.xlsx": xlsx({"目录": rows})}, asked=Asked(preset))
    assert [problem[:20] for problem in without.problems] == [
        "a.xlsx!目录!B2: T14 这一",
        "a.xlsx!目录!B3: T14 这一",
    ]


def test_17_steps_between_arrows_are_a_draft_and_never_replace_a_flow() -> None:
    rows = [["编码", "名称", "类别", "办理流程"],
            ["MZ-1", "公墓许可", "行政许可", "申请 → 审核→送达决定"], ["MZ-2", "公墓年检", "行政检查", "1.通知\n2.现场检查"],
            ["MZ-3", "公墓公示", "行政检查", "见附图"]]  # fmt: skip
    done = imported({"a.xlsx": xlsx({"目录": rows})})
    assert [problem[:26] for problem in done.problems] == ["a.xlsx!目录!D4: T43 这里写“见附图”。"[:26]]
    steps = [{"步骤": "申请"}, {"步骤": "审核", "职能": "审查"}, {"送达": "送达决定"}]
    assert done.records["MZ-1"]["流程"] == {"草稿": "是", "步骤": steps}
    assert done.records["MZ-2"]["流程"]["步骤"] == [{"步骤": "通知"}, {"步骤": "现场检查"}]
    done = imported({"a.xlsx": xlsx({"目录": rows[:2]})})
    reviewed = {path: text.replace("  草稿: 是\n", "") for path, text in done.written.texts.items()}
    again = imported({"a.xlsx": xlsx({"目录": rows[:2]})}, county(reviewed))
    assert again.problems == []
    assert again.records == {}
    assert again.plan.flows_kept == ("MZ-1",)


VILLAGES = [
    ["梯田县村级小微权力清单（36条）"],
    ["序号", "类别", "权力事项", "责任主体", "政策依据", "办理流程", "办理时限"],
    [1, "村级采购", "物资采购", "村委会", "《村民委员会组织法》第二十四条", "申请→研究→采购→验收", "当场"],
    [2, "村级财务", "财务开支", "村委会", "《村民委员会组织法》第三十条", "经手人签字→会签→公开", "3个工作日"],
]  # fmt: skip
LIST = {
    "编码": "CJ-XW", "名称": "村级小微权力清单", "行使主体": "村和社区", "类别": "小微权力",
    "公开范围": "向社会公开", "载体": "县政府门户网站",
}  # fmt: skip


def test_17_a_village_list_is_one_list_that_all_villages_hold() -> None:
    sheet = {"小微.xlsx": xlsx({"清单": VILLAGES}, {"清单": ["A1:G1"]})}
    done = imported(sheet, asked=Asked(LIST, number="XW"))
    assert done.problems == []
    told = done.records["CJ-XW"]
    assert {key: value for key, value in told.items() if key != "事项"} == {
        **LIST,
        "载体": [LIST["载体"]],
    }
    first, second = told["事项"]
    steps = [{"步骤": "申请"}, {"步骤": "研究"}, {"步骤": "采购"}, {"步骤": "验收"}]
    assert first == {
        "编号": "XW001", "名称": "物资采购", "领域": "村级采购", "依据": ["《村民委员会组织法》第二十四条"],
        "承诺时限": "当场", "流程": {"草稿": "是", "步骤": steps},
    }  # fmt: skip
    assert second["流程"]["步骤"][2] == {"步骤": "公开", "职能": "公开"}
    assert done.columns["责任主体"] == ""
    unsaid = imported(sheet, asked=Asked({"行使主体": "村和社区", "编码": "CJ-XW"}, number="XW"))
    assert {problem.split()[1] for problem in unsaid.problems} == {"T07"}


def test_17_a_village_list_again_keeps_what_the_sheet_does_not_say() -> None:
    done = imported({"小微.xlsx": xlsx({"清单": VILLAGES})}, asked=Asked(LIST, number="XW"))
    ((path, text),) = done.written.texts.items()
    more = text.replace("编号: XW001\n", "编号: XW001\n      全县统一: 是\n")
    more = more.replace("名称: 财务开支", "名称: 财务收支").replace("        草稿: 是\n", "")
    changed = [*VILLAGES[:3], [1, "村级采购", "工程采购", "村委会", None, "报名→开标", "5个工作日"]]
    changed[2] = [*VILLAGES[2][:6], "2个工作日"]
    again = imported(
        {"小微.xlsx": xlsx({"清单": changed})}, county({path: more}), Asked(LIST, number="XW")
    )
    items = {item["编号"]: item for item in again.records["CJ-XW"]["事项"]}
    assert items["XW001"]["承诺时限"] == "2个工作日"
    assert items["XW001"]["全县统一"] == "是"
    assert "草稿" not in items["XW001"]["流程"]
    assert items["XW002"]["名称"] == "财务收支"
    assert items["XW003"]["流程"]["草稿"] == "是"


def test_18_units_and_posts() -> None:
    units = [["单位编码", "单位名称", "所属层级", "上级单位", "联系电话", "公开载体"],
             ["CZJ", "梯田县财政局", "县直部门", "梯田县人民政府", "(0000) 5550301", "县政府门户网站、电子触摸屏"]]  # fmt: skip
    posts = [["单位名称", "岗位代码", "岗位名称", "职务层次", "直接上级", "岗位职责", "任职时间"],
             ["梯田县民政局", "MZJ-02", "救助股股长", "股长", "民政局局长", "1.复核材料\n2.入户抽查", "2024.5.1"],
             ["财政局", "CZJ-01", "局长", "一把手", None, "主持全局工作", 45413]]  # fmt: skip
    done = imported(
        {"机构.xlsx": xlsx({"单位": units, "岗位": posts})}, asked=Asked({"公开范围": "社会"})
    )
    assert [problem[:22] for problem in done.problems] == ["机构.xlsx!岗位!A3: T13 “财政"]
    posts[2][0] = "梯田县财政局"
    done = imported(
        {"机构.xlsx": xlsx({"单位": units, "岗位": posts})}, asked=Asked({"公开范围": "社会"})
    )
    assert done.problems == []
    assert done.records["CZJ"] == {
        "编码": "CZJ", "名称": "梯田县财政局", "层级": "县直部门", "上级": "XZF", "电话": "0000-5550301",
        "公开范围": "向社会公开", "载体": ["县政府门户网站", "电子触摸屏"],
        "岗位": [{"代码": "CZJ-01", "名称": "局长", "职务": "主要领导", "职责": "主持全局工作", "任职起始": "2024-05-01"}],
    }  # fmt: skip
    held = done.records["MZJ"]["岗位"]
    assert [post["代码"] for post in held] == ["MZJ-01", "MZJ-02"]
    assert held[1]["职责"] == ["复核材料", "入户抽查"]
    assert (held[1]["职务"], held[1]["上级岗位"]) == ("中层", "MZJ-01")


def test_19_several_sheets_of_which_some_say_nothing() -> None:
    rows = [["编码", "名称", "类别"], ["MZ-1", "公墓许可", "行政许可"]]
    more = [["编码", "名称", "类别"], ["MZ-2", "骨灰堂许可", "行政许可"]]
    data = xlsx({"说明": [["本表由各单位填写。"]], "一": rows, "二": more, "旧": rows}, hidden=["旧"])
    done = imported({"a.xlsx": data})
    assert done.problems == []
    assert list(done.records) == ["MZ-1", "MZ-2"]
    assert [(grid.name, why) for grid, why in done.understood.passed_over] == [
        ("说明", "认不出是哪一种表"), ("旧", "隐藏的表"),
    ]  # fmt: skip


def test_20_a_head_repeated_on_every_printed_page_is_no_record() -> None:
    heads = ["编码", "名称", "类别"]
    rows = [
        heads,
        ["MZ-1", "公墓许可", "行政许可"],
        heads,
        ["MZ-2", "骨灰堂许可", "行政许可"],
        ["合计：2"],
    ]
    done = imported({"a.csv": csv(rows)})
    assert (list(done.records), [number for number, _ in done.left]) == (["MZ-1", "MZ-2"], [3, 5])
