"""Table files: read into rows, and written so that no spreadsheet runs a cell.

Enters: the bytes of a CSV or XLSX file; or heads and rows.  Leaves: numbered rows of cells; or
the bytes of a CSV file.  A cell that a spreadsheet would take for a formula is written with an
apostrophe before it; so is one that begins with an apostrophe, so that ``original`` undoes it.
"""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Collection, Iterable, Sequence

from ..persons.labels import REACH, WORDS
from ..persons.word_search import holding
from ..values import regex
from .package import table as of_xlsx
from .pieces import LOOKS, NAMED, NAMES, PERSONS, decode

APOSTROPHE = "'"
_HEAD_WITHIN = 10
# what a spreadsheet skips before it looks whether a formula begins
_SKIPPED = r"[\s\"\u200b-\u200f\u2060\ufeff]*"
_STARTS = regex(rf"{_SKIPPED}[=+\-@＝＋－＠]|[\t\r\n]|'")
_NUMBER = regex(r"[+-]?\d[\d,]*(?:\.\d+)?%?")
_RUNS = regex(
    rf"{_SKIPPED}(?:[=@＝＠]|[+\-＋－](?:[A-Za-z=@＝＠]|[^\n]*?[A-Za-z_][\w.]{{0,40}}\s{{0,9}}[(|!]))"
)
_ENDS = "\x1f"
_MAY_RUN = regex(rf"{_ENDS}{_SKIPPED}[=@＝＠+\-＋－]")


def runs(cell: str) -> bool:
    """Whether a spreadsheet that opens the file would run a cell: a formula, a call, a DDE link."""
    return bool(_RUNS.match(cell))


def any_runs(row: Iterable[str]) -> bool:
    """Whether it would run any of them: few begin like what it runs."""
    return bool(_MAY_RUN.search(_ENDS.join(("", *row)))) and any(map(runs, row))


def naming(cells: Iterable[str]) -> frozenset[str]:
    """Those of many cells that may name what stands in others."""
    short = [cell for cell in cells if 1 < len(cell.strip()) <= REACH]
    found = {cell for pattern in (WORDS, NAMED, PERSONS) for cell in holding(pattern, short)}
    return frozenset(cell for cell in found if LOOKS[cell] & NAMES)


def safe(cell: str) -> str:
    """A cell as it is written to a CSV file; plain numbers stay as they are."""
    return APOSTROPHE + cell if _STARTS.match(cell) and not _NUMBER.fullmatch(cell) else cell


def guarded(cell: str) -> bool:
    """Whether a cell is such as ``safe`` writes: an apostrophe, and what it guards behind it."""
    return cell.startswith(APOSTROPHE) and safe(cell.removeprefix(APOSTROPHE)) == cell


def original(cell: str) -> str:
    """What ``safe`` was given."""
    return cell.removeprefix(APOSTROPHE)


def text(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file (RFC 4180) in UTF-8, with the mark that spreadsheets ask for."""
    return joined(heads, (lines(rows),))


def joined(heads: Sequence[str], texts: Iterable[bytes]) -> bytes:
    """A CSV file of rows that are written already, as ``lines`` does."""
    return b"".join((BOM_UTF8, lines((heads,)), *texts))


def lines(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows of a CSV file."""
    out = io.StringIO()
    csv.writer(out).writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def head_row(rows: Sequence[tuple[int, list[str]]], wanted: Collection[str]) -> tuple[int, list[str]]:
    """The row, among the first, in which most of the wanted heads stand; there is one row at least."""
    return max(rows[:_HEAD_WITHIN], key=lambda row: len(set(wanted) & set(row[1])))


def rows(ending: str, data: bytes) -> list[tuple[int, list[str]]]:
    """Numbered rows of cells without spaces around them.  Raises ``ValueError``, in Chinese."""
    return of_xlsx(data) if ending == "xlsx" else _of_csv(data)


def _of_csv(data: bytes) -> list[tuple[int, list[str]]]:
    decoded = decode(data)
    if decoded is None:
        raise ValueError("不是文本文件，或者编码不是 UTF-8、GBK")
    reader = csv.reader(io.StringIO(decoded, newline=""), strict=True)
    try:
        return [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        raise ValueError(f"第 {reader.line_num} 行不是规范的 CSV（{error}）") from None
