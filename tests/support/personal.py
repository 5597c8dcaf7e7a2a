"""Invented personal numbers, and the files that carry them.

The numbers are made while a test runs and never written down: areas end in 0000 or are 990122
(no person has such an ID), cards are of issuer 620000, mobiles of exchange 0000.
"""

from __future__ import annotations

import csv
import io
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

import pypdf
import xlwt
import xlwt.CompoundDoc  # it is imported only when a book is saved

from disclosure.basics.persons.numbers import PROVINCES, credit_check, id_check, passes_luhn

Row = tuple[str, str]
"""A label and a number, as a list of people shows them."""


@dataclass(frozen=True)
class Sample:
    """One number: its sort, the label beside it, how it is written, and what must be found."""

    sort: str
    label: str
    written: str
    number: str


def resident(rng: random.Random) -> str:
    area = rng.choice(["990122", rng.choice(sorted(PROVINCES)) + "0000"])
    born = f"{rng.randint(1920, 2024)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    start = f"{area}{born}{rng.randint(0, 999):03}"
    return start + id_check(start)


def old_resident(rng: random.Random) -> str:
    return f"990122{rng.randint(20, 84)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(1, 999):03}"


def card(rng: random.Random) -> str:
    start = "620000" + "".join(rng.choices("0123456789", k=rng.choice((9, 12))))
    return next(start + digit for digit in "0123456789" if passes_luhn(start + digit))


def mobile(rng: random.Random) -> str:
    return f"1{rng.choice('3456789')}{rng.randint(0, 9)}0000{rng.randint(0, 9999):04}"


def mistyped(rng: random.Random, number: str) -> str:
    """One slip: a wrong, a missing or a doubled digit, or two exchanged."""
    place = rng.randrange(len(number) - 1)
    a, b, rest = number[place], number[place + 1], number[place + 2 :]
    wrong = rng.choice([d for d in "0123456789" if d != a])
    slips = (wrong + b, b + a, b, a + a + b)
    return number[:place] + rng.choice(slips) + rest


def sample(rng: random.Random, sort: str) -> Sample:
    """A number of one sort."""
    number = resident(rng)
    match sort:
        case "有效":
            return Sample(sort, rng.choice(("身份证号", "备注")), number, number)
        case "截断":
            while number.endswith("X"):  # a spreadsheet takes a number with X for text
                number = resident(rng)
            cut = number[:15] + "000"
            return Sample(sort, "备注", cut, cut)
        case "错打":
            slip = mistyped(rng, number)
            return Sample(sort, "身份证号", slip, slip)
        case "旧证":
            old = old_resident(rng)
            return Sample(sort, "证件号码", old, old)
        case "银行卡":
            return Sample(sort, "备注", one := card(rng), one)
        case _:
            return Sample("手机", "联系电话", one := mobile(rng), one)


SORTS = ("有效", "截断", "错打", "旧证", "银行卡", "手机")


def samples(rng: random.Random, count: int) -> list[Sample]:
    """Numbers of all sorts in turn, no two alike."""
    found: dict[str, Sample] = {}
    while len(found) < count:
        one = sample(rng, SORTS[len(found) % len(SORTS)])
        found.setdefault(one.number, one)
    return list(found.values())


def credit_code(rng: random.Random) -> str:
    letters = "0123456789" if rng.random() < 0.5 else "0123456789ABCDEFGHJKLMNPQRTUWXY"
    start = rng.choice(("91", "12", "51", "11")) + "990122" + "".join(rng.choices(letters, k=9))
    return start + credit_check(start)


def negatives(rng: random.Random, count: int) -> list[Row]:
    """Labels and numbers that are no person's, as offices publish them."""
    makers: tuple[Callable[[], Row], ...] = (
        lambda: ("统一社会信用代码", credit_code(rng)),
        lambda: (
            "项目代码",
            f"{_year(rng)}-990122-{rng.randint(10, 99)}-0{rng.randint(1, 3)}-{_digits(rng, 6)}",
        ),
        lambda: ("项目编号", f"990122{_day(rng)}{_digits(rng, 4)}"),
        lambda: ("联系电话", f"0{_digits(rng, 3)}-{rng.randint(2, 8)}{_digits(rng, 6)}"),
        lambda: (
            "办公电话",
            f"0{_digits(rng, 3)}-{rng.randint(2, 8)}{_digits(rng, 7)}-{_digits(rng, 3)}",
        ),
        lambda: (
            "热线",
            rng.choice(("12345", "12388", "12315", "110", "96333", "400-000-" + _digits(rng, 4))),
        ),
        lambda: ("值班手机", mobile(rng)),
        lambda: ("金额", f"{rng.randint(1, 9)}{_digits(rng, rng.randint(5, 11))}元"),
        lambda: ("金额", f"{rng.randint(1, 999)},{_digits(rng, 3)},{_digits(rng, 3)}.{_digits(rng, 2)}"),
        lambda: ("起止日期", f"{_dashed(rng)} {_dashed(rng)}"),
        lambda: (
            "办理时间",
            f"{_dashed(rng)} {rng.randint(8, 17):02}:{rng.randint(0, 59):02}:{rng.randint(0, 59):02}",
        ),
        lambda: ("文号", f"梯政发〔{_year(rng)}〕{rng.randint(1, 999)}号"),
        lambda: (
            "事项编码",
            f"11990122{_digits(rng, 6)}{rng.choice('GMY')}{_digits(rng, 5)}{_digits(rng, 11)}",
        ),
        lambda: ("区划代码", f"990122{_digits(rng, 6)}"),
        lambda: ("商品条码", f"69{_digits(rng, 11)}"),
        lambda: ("订单编号", f"{_day(rng)}{_digits(rng, 12)}"),
        lambda: ("注册号", f"990122{_digits(rng, 9)}"),
        lambda: ("单位账号", f"{rng.choice('1345')}{_digits(rng, rng.randint(11, 17))}"),
        lambda: ("坐标", f"{rng.uniform(73, 135):.10f},{rng.uniform(18, 53):.10f}"),
        lambda: (
            "备注",
            f"第{rng.randint(1, 99)}批 {rng.randint(1, 30)} {rng.randint(100, 999)} {rng.randint(1000, 9999)}",
        ),
        lambda: ("不动产权证号", f"梯({_year(rng)})梯田县不动产权第{_digits(rng, 7)}号"),
        lambda: ("校验", "".join(rng.choices("0123456789abcdef", k=rng.choice((32, 64))))),
        lambda: (
            rng.choice(("招标编号", "采购编号", "备案编号")),
            f"990122{_day(rng)}{_digits(rng, 4)}",
        ),
        lambda: (
            rng.choice(("合同编号", "合同号", "案件编号", "发票号码", "流水号")),
            _like_a_mobile(rng),
        ),
        lambda: (
            "网址",
            f"https://www.titian.example/art/{_year(rng)}/3/1/art_{_like_a_mobile(rng)}.html",
        ),
        lambda: (
            "职权编码",
            f"MZ-1{rng.randint(3, 9)}{_digits(rng, 1)}-{_digits(rng, 4)}-{_digits(rng, 4)}",
        ),
        lambda: (rng.choice(("面积（平方米）", "投资（元）", "里程（米）")), _like_a_mobile(rng)),
        lambda: ("备注", f"{_like_a_mobile(rng)}元"),
        lambda: ("来文", f"第{_like_a_mobile(rng)}号"),
        lambda: ("单位账号", f"{rng.choice('456')}{_digits(rng, rng.randint(13, 18))}"),
        lambda: (
            "比例",
            f"{rng.randint(0, 200)}.{_like_a_mobile(rng)}{_digits(rng, rng.randint(1, 5))}",
        ),
    )
    return [rng.choice(makers)() for _ in range(count)]


def _like_a_mobile(rng: random.Random) -> str:
    return f"1{rng.randint(3, 9)}{_digits(rng, 9)}"


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choices("0123456789", k=count))


def _year(rng: random.Random) -> int:
    return rng.randint(2015, 2026)


def _day(rng: random.Random) -> str:
    return _dashed(rng).replace("-", "")


def _dashed(rng: random.Random) -> str:
    return f"{_year(rng)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def _labelled(rows: Iterable[Row]) -> list[str]:
    return [f"{label}：{value}" for label, value in rows]


def _by_label(rows: Sequence[Row]) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for label, value in rows:
        found.setdefault(label, []).append(value)
    return list(found.items())


def yaml_file(rows: Sequence[Row]) -> bytes:
    lines = ["编码: MD-001", "名单:"]
    for n, (label, value) in enumerate(rows):
        lines += [f"  - 姓名: 样例{n}", f'    {label}: "{value}"' if n % 2 else f"    {label}: {value}"]
    return "\n".join(lines).encode()


def markdown_file(rows: Sequence[Row]) -> bytes:
    half = len(rows) // 2
    lines = [
        "## 名单",
        *(f"样例{n}，{text}，共 3 项。" for n, text in enumerate(_labelled(rows[:half]))),
    ]
    for label, values in _by_label(rows[half:]):
        lines += ["", f"| 序号 | {label} | 金额 |", "| --- | --- | --- |"]
        lines += [f"| {n} | {value} | 300元 |" for n, value in enumerate(values)]
    return "\n".join(lines).encode()


def csv_file(rows: Sequence[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    for label, values in _by_label(rows):
        writer.writerow(["发放名单"])
        writer.writerow(["序号", "姓名", label, "金额"])
        writer.writerows([n, "样例", value, 300] for n, value in enumerate(values))
    return out.getvalue().encode("gb18030")


def html_file(rows: Sequence[Row]) -> bytes:
    half = len(rows) // 2
    body = ["<dl>", *(f"<dt>{a}</dt><dd><b>{b[:2]}</b>{b[2:]}</dd>" for a, b in rows[:half]), "</dl>"]
    for label, values in _by_label(rows[half:]):
        body += [f"<table><tr><th>序号<th>{label}</tr>"]
        body += [f"<tr><td>{n}</td><td>{value}</td></tr>" for n, value in enumerate(values)] + [
            "</table>"
        ]
    return "".join(body).encode()


def feed_file(rows: Sequence[Row]) -> bytes:
    items = "".join(
        f"<item><title>公示</title><description>{t}</description></item>" for t in _labelled(rows)
    )
    return f'<?xml version="1.0"?><rss><channel>{items}</channel></rss>'.encode()


def svg_file(rows: Sequence[Row]) -> bytes:
    kinds = (
        '<text x="1" y="{n}">{t}</text>',
        "<title>{t}</title>",
        '<g aria-label="{t}"/>',
        "<!-- {t} -->",
    )
    drawn = "".join(kinds[n % 4].format(n=n, t=text) for n, text in enumerate(_labelled(rows)))
    return f'<svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>'.encode()


def json_file(rows: Sequence[Row]) -> bytes:
    return json.dumps([{label: value} for label, value in rows]).encode()


def png_file(rows: Sequence[Row]) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    half = len(rows) // 2
    plain = "\n".join(_labelled(rows[:half])).encode()
    packed = zlib.compress("\n".join(_labelled(rows[half:])).encode())
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    said = chunk(b"iTXt", b"Comment\0\0\0\0\0" + plain) + chunk(b"zTXt", b"Title\0\0" + packed)
    return (
        b"\x89PNG\r\n\x1a\n" + head + said + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    )


def jpeg_file(rows: Sequence[Row]) -> bytes:
    segments = b""
    for n in range(0, len(rows), 500):
        text = "\n".join(_labelled(rows[n : n + 500]))
        data = text.encode() if n % 1000 else text.encode("gb18030")
        segments += (b"\xff\xfe" if n % 1000 else b"\xff\xe1") + struct.pack(">H", len(data) + 2) + data
    return b"\xff\xd8" + segments + b"\xff\xda\x00\x02\x00\xff\xd9"


_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData>{}</worksheet>'


def xlsx_file(rows: Sequence[Row]) -> bytes:
    """Cells as shared, rich, inline and numeric values, on a hidden sheet, and all the odd places."""
    third = len(rows) // 3
    shared: list[str] = []
    visible, hidden, odd = rows[:third], rows[third : 2 * third], rows[2 * third :]
    parts = {
        "xl/worksheets/sheet1.xml": _SHEET.format(_sheet(visible, shared), _validations(odd[0::6])),
        "xl/worksheets/sheet2.xml": _SHEET.format(_sheet(hidden, shared), f"<headerFooter>{_heads(odd[1::6])}</headerFooter>"),
        "xl/comments1.xml": f"<comments><commentList>{_comments(odd[2::6])}</commentList></comments>",
        "docProps/core.xml": "<p>" + "".join(f"<description>{t}</description>" for t in _labelled(odd[3::6])) + "</p>",
        "xl/workbook.xml": '<workbook><sheets><sheet name="名单"/><sheet name="s" state="hidden"/></sheets><definedNames>'
        + "".join(f'<definedName name="n">"{t}"</definedName>' for t in _labelled(odd[4::6])) + "</definedNames></workbook>",
        "docProps/custom.xml": "<p>" + "".join(f'<property name="{t}"/>' for t in _labelled(odd[5::6])) + "</p>",
        "xl/sharedStrings.xml": f"<sst>{''.join(f'<si>{s}</si>' for s in shared)}</sst>",
    }  # fmt: skip
    return package(parts)


def _sheet(rows: Sequence[Row], shared: list[str]) -> str:
    lines, number = [], 0
    for label, values in _by_label(rows):
        shared.append(f"<t>{label}</t>")
        number += 1
        lines.append(f'<row r="{number}"><c r="B{number}" t="s"><v>{len(shared) - 1}</v></c></row>')
        for value in values:
            number += 1
            lines.append(
                f'<row r="{number}"><c r="A{number}"><v>{number}</v></c>{_cell(value, number, shared)}</row>'
            )
    return "".join(lines)


def _cell(value: str, number: int, shared: list[str]) -> str:
    match number % 4:
        case 0:
            shared.append(f"<t>{value}</t>")
        case 1:
            shared.append(f"<r><t>{value[:7]}</t></r><r><t>{value[7:]}</t></r>")
        case 2:
            return f'<c r="B{number}" t="inlineStr"><is><t>{value}</t></is></c>'
        case _ if value.endswith("000") and value.isdecimal():
            return f'<c r="B{number}"><v>{float(value):.14E}</v></c>'
        case _:
            return f'<c r="B{number}" t="str"><v>{escape(value)}</v></c>'
    return f'<c r="B{number}" t="s"><v>{len(shared) - 1}</v></c>'


def _validations(rows: Sequence[Row]) -> str:
    lists = "".join(
        f'<dataValidation><formula1>"{t}"</formula1></dataValidation>' for t in _labelled(rows)
    )
    return f"<dataValidations>{lists}</dataValidations>"


def _heads(rows: Sequence[Row]) -> str:
    return "".join(f"<oddHeader>&amp;C{t}</oddHeader>" for t in _labelled(rows))


def _comments(rows: Sequence[Row]) -> str:
    return "".join(f"<comment><text><r><t>{t}</t></r></text></comment>" for t in _labelled(rows))


def docx_file(rows: Sequence[Row]) -> bytes:
    """A table, paragraphs of split runs, tracked deletions, comments, a header, a text box."""
    fifth = len(rows) // 5
    body = _word_table(rows[:fifth]) + "".join(_split(t) for t in _labelled(rows[fifth : 2 * fifth]))
    body += "".join(
        f"<w:p><w:del><w:r><w:delText>{t}</w:delText></w:r></w:del></w:p>"
        for t in _labelled(rows[2 * fifth : 3 * fifth])
    )
    body += "".join(
        f"<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
        for t in _labelled(rows[3 * fifth : 4 * fifth])
    )
    rest = _labelled(rows[4 * fifth :])
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return package({
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
        "word/comments.xml": f"<w:comments {space}>" + "".join(f"<w:comment><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:comment>" for t in rest[::2]) + "</w:comments>",
        "word/header1.xml": f"<w:hdr {space}>" + "".join(_split(t) for t in rest[1::2]) + "</w:hdr>",
    })  # fmt: skip


def _word_table(rows: Sequence[Row]) -> str:
    lines = []
    for label, values in _by_label(rows):
        lines += [f"<w:tr>{_word_cell('序号')}{_word_cell(label)}</w:tr>"]
        lines += [
            f"<w:tr>{_word_cell(str(n))}{_word_cell(value)}</w:tr>" for n, value in enumerate(values)
        ]
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def _word_cell(text: str) -> str:
    return f"<w:tc>{_split(text)}</w:tc>"


def _split(text: str) -> str:
    middle = max(1, len(text) - 9)
    return f"<w:p><w:r><w:t>{text[:middle]}</w:t></w:r><w:r><w:t>{text[middle:]}</w:t></w:r></w:p>"


def sheet_file(rows: Sequence[Sequence[str]]) -> bytes:
    """An XLSX file with one sheet of inline strings."""
    lines = (
        f'<row r="{n}">'
        + "".join(f'<c r="{chr(65 + m)}{n}" t="inlineStr"><is><t>{escape(c)}</t></is></c>' for m, c in enumerate(row))
        + "</row>"
        for n, row in enumerate(rows, 1)
    )  # fmt: skip
    return package({"xl/worksheets/sheet1.xml": _SHEET.format("".join(lines), "")})


_EXCEL_97, _EXCEL_95 = b"\x09\x08\x10\x00\x00\x06", b"\x09\x08\x10\x00\x00\x05"
_UNICODE = b"\x42\x00\x02\x00\xb0\x04"
"""Records of a workbook: its version, and the number of its encoding."""


def old_sheet_file(rows: Sequence[Sequence[str]], encoding: int = 0) -> bytes:
    """An XLS file with one sheet of strings; with a number for their encoding, as of Excel 95."""
    book, out = xlwt.Workbook(encoding="utf-8"), io.BytesIO()
    sheet = book.add_sheet("名单")
    for n, row in enumerate(rows):
        for m, cell in enumerate(row):
            sheet.write(n, m, cell)
    book.save(out)
    if not encoding:
        return out.getvalue()
    older = out.getvalue().replace(_EXCEL_97, _EXCEL_95)
    return older.replace(_UNICODE, _UNICODE[:4] + encoding.to_bytes(2, "little"))


def word_table_file(rows: Sequence[Sequence[str]]) -> bytes:
    """A DOCX file with one table."""
    lines = "".join(f"<w:tr>{''.join(map(_word_cell, row))}</w:tr>" for row in rows)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    table = f"<w:document {space}><w:body><w:tbl>{lines}</w:tbl></w:body></w:document>"
    return package({"word/document.xml": table})


def package(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


def xls_file(rows: Sequence[Row]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    for name, part in (("名单", rows[::2]), ("隐藏", rows[1::2])):
        sheet = book.add_sheet(name)
        sheet.visibility = int(name == "隐藏")
        line = 0
        for label, values in _by_label(part):
            sheet.write(line, 1, label)
            for value in values:
                line += 1
                numeric = len(value) == 18 and value.endswith("000") and value.isdecimal()
                sheet.write(line, 1, float(value) if numeric else value)
            line += 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def noted_xls_file(text: str, *, wide: bool, split: int) -> bytes:
    """An XLS file with one comment, whose text goes on in records of ``split`` characters."""
    stream = _record(0x0809, b"\x00\x06\x10\x00" + bytes(12))
    stream += _record(0x001C, struct.pack("<HHHH", 0, 0, 0, 1))
    stream += _record(0x01B6, struct.pack("<HHHHHHH", 0, 0, 0, 0, 0, len(text), 16) + bytes(4))
    for n in range(0, len(text), split):
        part = text[n : n + split]
        stream += _record(
            0x003C, b"\1" + part.encode("utf-16-le") if wide else b"\0" + part.encode("ascii")
        )
    return _in_ole(stream + _record(0x000A, b""))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _in_ole(stream: bytes) -> bytes:
    """A workbook with the records of ``stream`` after its own; padded so that it needs no small sectors."""
    book, out = xlwt.Workbook(encoding="utf-8"), io.BytesIO()
    book.add_sheet("a").write(0, 0, "a")
    stream = book.get_biff_data() + stream
    xlwt.CompoundDoc.XlsDoc().save(out, stream + bytes(-len(stream) % 512))
    return out.getvalue()


def pdf_file(rows: Sequence[Row]) -> bytes:
    """Pages of lines: whole, digit by digit, and broken after twelve digits."""
    pages = [rows[n : n + 30] for n in range(0, len(rows), 30)]
    return pdf_of(
        [[line for n, row in enumerate(page) for line in _pdf_lines(n, row)] for page in pages]
    )


def _pdf_lines(number: int, row: Row) -> list[str]:
    label, value = row
    if number % 3 == 1 and label == "备注" and value.isdecimal():
        return [" ".join(value)]
    if number % 3 == 2 and label == "备注" and len(value) == 18:
        return [value[:12], value[12:], "合计"]
    return [f"{label}：{value}"]


def pdf_of(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF whose font says, through its ToUnicode table, which character each code is."""
    chars = sorted({char for page in pages for line in page for char in line})
    table = "\n".join(f"<{ord(c):04X}> <{ord(c):04X}>" for c in chars)
    cmap = f"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange {len(chars)} beginbfchar\n{table}\nendbfchar endcmap end"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500>>",
        pdf_stream(cmap),
    ]  # fmt: skip
    for n, page in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {7 + 2 * n} 0 R>>"
        )
        shown = "".join(
            f"1 0 0 1 50 {800 - 12 * line} Tm <{''.join(f'{ord(c):04X}' for c in text)}> Tj\n"
            for line, text in enumerate(page)
        )
        objects.append(pdf_stream(f"BT /F 10 Tf\n{shown}ET"))
    return pdf_objects(objects)


def locked_pdf() -> bytes:
    """A PDF of one empty page behind a password."""
    out, writer = io.BytesIO(), pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("1", algorithm="RC4-40")
    writer.write(out)
    return out.getvalue()


def pdf_stream(text: str) -> str:
    return f"<</Length {len(text)}>>\nstream\n{text}\nendstream"


def pdf_objects(objects: Sequence[str]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return (
        out + f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    )


CARRIERS: dict[str, Callable[[Sequence[Row]], bytes]] = {
    "yaml": yaml_file, "md": markdown_file, "csv": csv_file, "xlsx": xlsx_file, "xls": xls_file,
    "docx": docx_file, "pdf": pdf_file, "svg": svg_file, "html": html_file, "xml": feed_file,
    "png": png_file, "jpg": jpeg_file, "json": json_file,
}  # fmt: skip
