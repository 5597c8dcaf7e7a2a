"""docs/from-excel.md, line by line: from an Excel list of 30 powers to a published site.

Blocks of ``sh`` are typed; every line of the block of ``text`` behind one is what was printed, where …
stands for anything.  ``<!-- 改 F4 WORDS -->`` changes a cell of 清单.xlsx, as the reader is told to.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import openpyxl
import pytest
from cases import ROOT
from office_files import docx, xlsx

from disclosure.__main__ import main

_PIECE = re.compile(r"<!-- 改 (?P<edit>.+?) -->|```(?P<language>sh|text)\n(?P<block>.*?)```", re.DOTALL)
NAMES = (
    "养老机构备案", "公墓建设许可", "骨灰堂设立许可", "殡葬设备制造许可", "社会团体成立登记", "社会团体变更登记",
    "社会团体注销登记", "民办非企业单位成立登记", "民办非企业单位变更登记", "民办非企业单位注销登记", "慈善组织认定",
    "慈善组织公开募捐资格", "地名命名审批", "地名更名审批", "福利院设立许可", "儿童福利机构设立许可", "收养登记",
    "解除收养登记", "婚姻登记站设置", "救助站设立许可", "农村公益墓地许可", "城市公墓扩建许可", "殡仪馆设立许可",
    "火化机更新许可", "社区组织备案", "基金会代表机构备案", "行业协会备案", "养老机构变更备案", "养老机构终止备案", "志愿服务站备案",
)  # fmt: skip
HEADS = ("序号", "权力类型", "项目编码", "项目名称", "实施依据", "承诺期限", "责任事项")
DUTIES = "1.受理责任：一次性告知需要补齐的材料。\n2.审查责任：两名以上人员核查。\n3.决定责任：作出决定，说明理由。"


def listed() -> bytes:
    """The list that the clerk has."""
    rows: list[list[object]] = [["梯田县民政局权责清单"], list(HEADS)]
    for number, name in enumerate(NAMES, 1):
        law = "《老年人权益保障法》第四十三条" if number == 1 else "《殡葬管理条例》第八条"
        code = "4.2E+15" if number == 10 else f"MZ-{number:03d}"
        limit = "二十天" if number == 2 else "20个工作日"
        sort = "行政许可" if number == 1 else "同上"
        rows.append([number, sort, code, name, law, limit, DUTIES if number == 1 else None])
    rows += [["注：本清单由县民政局负责解释。"], ["填表人：办公室", None, None, "2026年11月10日"]]
    return xlsx({"权责清单": rows}, {"权责清单": ["A1:G1", "A33:G33"]})


def edit(said: str) -> None:
    """What the reader does in the spreadsheet."""
    words = said.split()
    path = Path(words[0] if len(words) > 2 else "清单.xlsx")
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    if len(words) == 2:
        page[words[0]] = words[1]
    else:
        heads = [cell.value for cell in page[1]]
        row = next(row for row in page.iter_rows(min_row=2) if words[1] in [cell.value for cell in row])
        row[heads.index(words[2])].value = words[3]
    book.save(path)


def test_the_commands_of_the_page_on_tables_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "county", ".", "--name", "梯田县", "--code", "990122"]) == 0
    Path("清单.xlsx").write_bytes(listed())
    edit("F4 20个工作日")
    edit("C12 MZ-010")
    matters: list[list[object]] = [["序号", "公开事项", "公开依据", "公开时限"]]
    matters.append([1, "机构职能", "《政府信息公开条例》第二十条", "20个工作日内"])
    Path("标准目录.xlsx").write_bytes(xlsx({"标准目录": matters}))
    village = Path("catalogues/units/XZF.yaml").read_text("utf-8")
    village = village.replace("XZF", "LQC").replace("层级: 县委", "层级: 村和社区")
    Path("catalogues/units/LQC.yaml").write_text(village.replace("梯田县人民政府", "龙泉村"), "utf-8")
    held = [["序号", "小微权力事项", "政策依据", "办理流程"]]
    held.append(["1", "财务开支", "《村民委员会组织法》第三十条", "经手人签字→会签→公开"])
    Path("村级小微权力清单.xlsx").write_bytes(xlsx({"清单": held}))
    Path("通知.docx").write_bytes(docx([], "<w:p><w:r><w:t>关于供水的通知</w:t></w:r></w:p>"))
    text = (ROOT / "docs/tables.md").read_text("utf-8")
    typed = text.replace("\\\n", "")
    lines = [
        shlex.split(piece["block"]) for piece in _PIECE.finditer(typed) if piece["language"] == "sh"
    ]
    assert [words[1] for words in lines] == ["import", "import", "import", "import", "export"]
    assert [main(words[1:]) for words in lines] == [0, 0, 0, 0, 0]
    capsys.readouterr()
    for command in ("import", "export"):
        with pytest.raises(SystemExit):
            main([command, "-h"])
    known = capsys.readouterr().out
    assert [option for option in re.findall(r"`(--[a-z]+)", text) if option not in known] == []


def test_a_clerk_gets_from_a_list_to_a_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("清单.xlsx").write_bytes(listed())
    printed, typed = "", list[str]()
    for piece in _PIECE.finditer((ROOT / "docs/from-excel.md").read_text("utf-8")):
        if piece["edit"]:
            edit(piece["edit"])
        elif piece["language"] == "sh":
            words = shlex.split(piece["block"])
            main(words[1:])
            printed = "".join(capsys.readouterr())
            typed.append(words[1])
        else:
            for line in piece["block"].splitlines():
                shown = ".*".join(map(re.escape, line.split("…")))
                assert re.search(f"^{shown}$", printed, re.MULTILINE), f"{line}\n——\n{printed}"
    assert typed == ["new", "import", "import", "import", "check", "build", "export", "import"]
    pages = {path.stem for path in (tmp_path / "网站/public/powers").glob("MZ-*.html")}
    assert pages == {f"MZ-{number:03d}" for number in range(1, 31)}
    assert "15个工作日" in (tmp_path / "新县/catalogues/powers/XZF/list.yaml").read_text("utf-8")
