"""A workbook of plain tables, to be read by anyone: frozen heads, nothing that runs, no times in it.

Enters: sheets of heads and rows.  Leaves: the bytes of an .xlsx file, the same for the same sheets and
parts of their rows: each part is deflated by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from html import escape

from ...basics.files.cell_names import column_letters
from ...basics.files.xmltext import legible
from ...basics.values import dataclass
from .deflated import Deflated, archive, deflated

_EXACT = 15
"""Digits that a spreadsheet keeps of a number; what has more is written as text."""
MOST = 32_767
"""Characters of a cell: a spreadsheet calls a file with more of them damaged."""
_REST = "……（一格装不下，全文见同名的 CSV 和 JSON）"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font>'
    '<font><b/><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/>'
    '<xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_BOLD, _WRAPPED = 1, 2
FIRST = 2
"""The number of the first row below the heads."""

_UNTITLED = re.compile(r"[\[\]:*?/\\]")
_TITLE = 31
"""What a sheet's name may not hold, and how long it may be."""

PlainRow = Sequence[str | int | Decimal]


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """A sheet: its name, the heads of its columns, its rows as ``rows_part`` writes them, and how many
    there are."""

    name: str
    heads: Sequence[str]
    parts: Iterable[Deflated]
    count: int

    @classmethod
    def of(cls, name: str, heads: Sequence[str], rows: Sequence[PlainRow]) -> PlainSheet:
        """The sheet of rows, all in one part."""
        return cls(name, heads, (rows_part(rows),), len(rows))


def rows_part(rows: Iterable[PlainRow], first: int = FIRST) -> Deflated:
    """Rows of a sheet that follow each other, from the number of the first."""
    return deflated("".join([_row(row, number, _WRAPPED) for number, row in enumerate(rows, first)]))


def plain_workbook(sheets: Sequence[PlainSheet]) -> bytes:
    """The file."""
    files = [f"worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
    parts: dict[str, Iterable[Deflated]] = {}
    parts.update((name, (deflated(text),)) for name, text in _around(sheets, files))
    parts.update((f"xl/{file}", _sheet(sheet)) for file, sheet in zip(files, sheets, strict=True))
    return archive(parts)


def _around(sheets: Sequence[PlainSheet], files: Sequence[str]) -> Iterator[tuple[str, str]]:
    """All but the sheets."""
    kinds = [("xl/workbook.xml", "sheet.main"), ("xl/styles.xml", "styles")]
    kinds += [(f"xl/{file}", "worksheet") for file in files]
    told = "".join(f'<Override PartName="/{n}" ContentType="{_KINDS}.{kind}+xml"/>' for n, kind in kinds)
    usual = "".join(
        f'<Default Extension="{ending}" ContentType="application/{kind}"/>'
        for ending, kind in (("rels", "vnd.openxmlformats-package.relationships+xml"), ("xml", "xml"))
    )
    yield "[Content_Types].xml", f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{usual}{told}</Types>'
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    listed = "".join(
        f'<sheet name={_titled(sheet.name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    yield (
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
    )
    related = [*(("worksheet", file) for file in files), ("styles", "styles.xml")]
    yield "xl/_rels/workbook.xml.rels", _relations(related)
    yield "xl/styles.xml", _STYLES


def _titled(name: str) -> str:
    return f'"{escape(_UNTITLED.sub("", name)[:_TITLE])}"'


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _sheet(sheet: PlainSheet) -> Iterator[Deflated]:
    columns, last = len(sheet.heads), column_letters(len(sheet.heads))
    yield deflated(
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        f'</sheetViews><cols><col min="1" max="{columns}" width="18" customWidth="1"/></cols>'
        f"<sheetData>{_row(sheet.heads, 1, _BOLD)}"
    )
    yield from sheet.parts
    yield deflated(f'</sheetData><autoFilter ref="A1:{last}{sheet.count + 1}"/></worksheet>')


def _row(row: PlainRow, number: int, style: int) -> str:
    cells = [
        _cell(f"{letters}{number}", value, style)
        for letters, value in zip(_letters(len(row)), row, strict=True)
        if value != ""
    ]
    return legible(f'<row r="{number}">{"".join(cells)}</row>')


@cache
def _letters(columns: int) -> Sequence[str]:
    return tuple(map(column_letters, range(1, columns + 1)))


def _cell(place: str, value: str | int | Decimal, style: int) -> str:
    if not isinstance(value, str):
        told = f"{Decimal(value):f}"
        if len(Decimal(value).as_tuple().digits) <= _EXACT:
            return f'<c r="{place}" s="{style}"><v>{told}</v></c>'
        value = told
    text = value if len(value) <= MOST else value[: MOST - len(_REST)] + _REST
    said = escape(text, quote=False)
    kept = "" if text == text.strip() else ' xml:space="preserve"'
    words = f"<is><t{kept}>{said}</t></is>"
    return f'<c r="{place}" s="{style}" t="inlineStr">{words}</c>'
