"""Office files as counties keep them, written by the tests: workbooks old and new, pages, documents.

A sheet is a list of rows; ``None`` is an empty cell.  Merges are written as ``B2:B4``.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from xml.sax.saxutils import escape as xml

import openpyxl
import xlwt
from openpyxl.utils import range_boundaries

Row = Sequence[object]


def xlsx(
    sheets: Mapping[str, Sequence[Row]],
    merges: Mapping[str, Sequence[str]] | None = None,
    formats: Mapping[str, str] | None = None,
    hidden: Sequence[str] = (),
) -> bytes:
    """A workbook; ``formats`` are number formats by ``sheet!cell``."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                page.cell(number, column).value = value
        for merge in (merges or {}).get(name, ()):
            page.merge_cells(merge)
        page.sheet_state = "hidden" if name in hidden else "visible"
    for place, shape in (formats or {}).items():
        sheet, cell = place.split("!")
        book[sheet][cell].number_format = shape
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(
    sheets: Mapping[str, Sequence[Row]],
    merges: Sequence[str] = (),
    shapes: Mapping[str, str] | None = None,
) -> bytes:
    """An old workbook; merges and number formats are of its first sheet."""
    book = xlwt.Workbook(encoding="utf-8")
    for index, (name, rows) in enumerate(sheets.items()):
        page = book.add_sheet(name, cell_overwrite_ok=True)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value is not None:
                    shape = (shapes or {}).get(f"{r + 1},{c + 1}")
                    style = xlwt.easyxf(num_format_str=shape) if shape else xlwt.Style.default_style
                    page.write(r, c, value, style)
        for merge in merges if index == 0 else ():
            left, top, right, bottom = range_boundaries(merge)
            page.merge(top - 1, bottom - 1, left - 1, right - 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv(rows: Sequence[Row], encoding: str = "utf-8-sig", mark: str = ",") -> bytes:
    """Text with marks between the cells; a cell with marks or line ends is quoted."""
    lines = (mark.join(_quoted("" if cell is None else str(cell), mark) for cell in row) for row in rows)
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def _quoted(cell: str, mark: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in f'{mark}\n"') else cell


Spanned = tuple[str, int, int]


def html(rows: Sequence[Sequence[str | Spanned]], charset: str = "utf-8") -> bytes:
    """A page as WPS saves it; a cell is text, or text with its columns and rows."""
    body = "".join(f"<tr>{''.join(map(_html_cell, row))}</tr>\n" for row in rows)
    head = f'<html><head><meta http-equiv=Content-Type content="text/html; charset={charset}">'
    return f"{head}<style>td{{x:1}}</style></head><body><table>{body}</table></body></html>".encode(
        charset
    )


def _html_cell(cell: str | Spanned) -> str:
    text, wide, high = cell if isinstance(cell, tuple) else (cell, 1, 1)
    said = escape(text).replace("\n", "<br>")
    return f"<td colspan={wide} rowspan={high}>{said}</td>"


def docx(rows: Sequence[Sequence[str]], before: str = "", after: str = "") -> bytes:
    """A Word document with one table; a cell ``↑`` is merged with the one above, ``☑`` is drawn."""
    body = "".join(
        f"<w:tr>{''.join(map(_word_cell, _topped(rows, n)))}</w:tr>" for n in range(len(rows))
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
        f'wordprocessingml/2006/main"><w:body>{before}<w:tbl>{body}</w:tbl>{after}</w:body></w:document>'
    )
    return package({"[Content_Types].xml": "<Types/>", "word/document.xml": text})


def _topped(rows: Sequence[Sequence[str]], number: int) -> list[str]:
    """The cells of a row, marked where the next row goes on with them."""
    below = rows[number + 1] if number + 1 < len(rows) else ()
    return [
        f"↓{cell}" if cell != "↑" and n < len(below) and below[n] == "↑" else cell
        for n, cell in enumerate(rows[number])
    ]


def _word_cell(cell: str) -> str:
    merge = {"↑": "<w:vMerge/>", "↓": '<w:vMerge w:val="restart"/>'}.get(cell[:1], "")
    text = cell.removeprefix("↓") if cell != "↑" else ""
    drawn = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    parts = (
        f"<w:p>{drawn if line.startswith('☑') else ''}<w:ins><w:r><w:t>{xml(line.removeprefix('☑'))}"
        "</w:t></w:r></w:ins><w:del><w:r><w:delText>删去的</w:delText></w:r></w:del></w:p>"
        for line in text.split("\n")
    )
    return f"<w:tc><w:tcPr>{merge}</w:tcPr>{''.join(parts)}</w:tc>"


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return out.getvalue()
