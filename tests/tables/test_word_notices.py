"""A Word notice becomes a draft of a 公告: what it says is taken, what it does not say is left to a person."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_files import docx, package

from disclosure.__main__ import main
from disclosure.tables.grid import UnreadFile
from disclosure.tables.sources.word_notice import read_notice
from disclosure.tables.understood.notice_drafts import drafted_notice

pytestmark = pytest.mark.usefixtures("read_here")
UNITS = [("MZJ", "梯田县民政局")]


def paragraph(text: str, side: str = "", more: str = "") -> str:
    aligned = f'<w:pPr><w:jc w:val="{side}"/>{more}</w:pPr>'
    return f"<w:p>{aligned}<w:r><w:t>{text}</w:t></w:r></w:p>"


LETTER = "".join((
    paragraph("梯民发〔2026〕31号", "center"),
    paragraph("关于调整办公时间的", "center"), paragraph("通知", "center"),
    paragraph("各乡镇：<!-- -->周六|照常办理。"),
    paragraph("带身份证。", more='<w:numPr><w:numId w:val="2"/></w:numPr>'),
    "<w:p><w:r><w:drawing/></w:r><w:del><w:r><w:delText>删去的</w:delText></w:r></w:del></w:p>",
    "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框里的</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
))  # fmt: skip
FOOT = paragraph("梯田县民政局", "right") + paragraph("2026年11月10日", "end")
HOURS = [["时段", "时间"], ["上午", "8:30"]]


def letter() -> bytes:
    """Title in two lines, a number, a list that Word numbers, a picture, a box, a table, a signature."""
    return docx(HOURS, LETTER, FOOT)


def test_all_that_a_notice_says_is_in_its_draft() -> None:
    draft = drafted_notice(read_notice("通知.docx", letter()), {"载体": "门户网站、公开栏"}, UNITS)
    head, body = draft.text.removeprefix("---\n").split("---\n", 1)
    assert (draft.title, draft.number) == ("关于调整办公时间的通知", "梯民发〔2026〕31号")
    assert body.split("\n") == [
        "", "各乡镇：周六｜照常办理。", "", "带身份证。", "",
        "| 时段 | 时间 |", "|---|---|", "| 上午 | 8:30 |", "",
        f"{' ' * 24}梯田县民政局", f"{' ' * 24}2026年11月10日", "",
    ]  # fmt: skip
    assert "发布机构: MZJ\n" in head
    assert "载体:\n  - 门户网站\n  - 公开栏\n" in head
    assert "状态: 草稿\n" in head
    assert "# 发布日期: 　必填：实际发布的日期；落款写的是 2026-11-10" in head
    assert [told.split(" 处")[0] for told in draft.told] == [
        "自动编号 1", "图片 2", "文本框 1", "1 段里的记号换成了全角：半角的在正文里有特别的意思（docs/prose.md）",
    ]  # fmt: skip


def test_a_damaged_document_is_refused() -> None:
    text = '<!DOCTYPE a [<!ENTITY b "c">]><w:document xmlns:w="w"/>'
    for data in (letter()[:200], package({"word/document.xml": text})):
        with pytest.raises(UnreadFile):
            read_notice("通知.docx", data)


def test_it_is_written_beside_the_catalogue_and_never_over_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "county", str(tmp_path), "--name", "梯田县", "--code", "990122"]) == 0
    path, draft = tmp_path / "通 知.docx", tmp_path / "草稿/通 知.md"
    path.write_bytes(letter())
    command = ["import", str(path), "--county", str(tmp_path)]
    assert (main(command), draft.exists()) == (0, False)
    assert "公告《关于调整办公时间的通知》，起草为 草稿/通 知.md" in capsys.readouterr().out
    assert (main([*command, "--write"]), draft.exists()) == (0, True)
    before = draft.read_bytes()
    assert (main([*command, "--write"]), draft.read_bytes()) == (1, before)
    assert "T35" in capsys.readouterr().out
    assert main(["check", str(tmp_path)]) == 0


def test_a_document_with_a_list_of_powers_is_no_notice(tmp_path: Path) -> None:
    assert main(["new", "county", str(tmp_path), "--name", "梯田县", "--code", "990122"]) == 0
    path = tmp_path / "清单.docx"
    path.write_bytes(
        docx([["编码", "名称", "类别"], ["MZ-1", "公墓许可", "行政许可"]], paragraph("清单"))
    )
    main(["import", str(path), "--county", str(tmp_path), "--write"])
    assert not (tmp_path / "草稿").exists()
