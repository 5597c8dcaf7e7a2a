"""What was understood of sheets of ledgers, before anything is written.

Enters: the files of data as they would be.  Leaves: lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ...basics.files.cell_names import column_letters
from ...schema.records.ledgers.ledger_spans import said
from ...tables.ledgers.ledger_merge import LedgerFile
from ...tables.understood.heads import is_without_field

_MOST = 40
"""Cells that are shown one by one."""


def show_ledgers(files: Sequence[LedgerFile], *, remove: bool, write: Callable[[str], object]) -> None:
    """All of it."""
    for file in files:
        for line in _lines(file, remove=remove):
            write(f"{line}\n")


def _lines(file: LedgerFile, *, remove: bool) -> Iterator[str]:
    reading, entered = file.entered.reading, file.entered
    if reading.exact and not (file.changes or file.missing or entered.left):
        return
    rows = str(reading.first) if reading.first == reading.last else f"{reading.first}—{reading.last}"
    period = said(reading.ledger.period, entered.period)
    how = "，照亮权的表头" if reading.exact else ""
    sheet = reading.grid.path.rstrip("!")
    yield f"{sheet}：台账《{reading.ledger.name}》，{period}，表头在第 {rows} 行{how}"
    for at, head in reading.heads.items() if not reading.exact else ():
        told = reading.ledger.columns[reading.columns[at]].name if at in reading.columns else ""
        alone = "不取（没有内容）" if is_without_field(head) else "不取（台账没有这一列）"
        yield f"  {column_letters(at)}　{head.replace(chr(10), '/')} → {told or alone}"
    taken = [line for line in entered.lines if not line.is_sum]
    yield f"  取 {len(taken)} 行，写进 {file.path}；留下 {len(entered.left)} 行"
    yield from (f"    第 {left.number} 行：{left.why}" for left in entered.left[:_MOST])
    lines = len({change.line for change in file.changed})
    gone = len(file.missing) if remove else 0
    yield f"  新增 {len(file.added)} 行，改动 {lines} 行，删去 {gone} 行，没有变的 {file.same} 行"
    for change in file.changed[:_MOST]:
        before, after = change.before or "（空）", change.after or "（空）"
        yield f"    {change.line}　{change.column}：{before} → {after}"
    if len(file.changed) > _MOST:
        yield f"    另有 {len(file.changed) - _MOST} 格"
    if file.missing:
        told = "、".join(file.missing[:10])
        what = "删去" if remove else "留着（要删去的加 --removed 删）"
        yield f"  台账里有、表里没有的 {len(file.missing)} 行：{told}；{what}"
    if file.dropped_sum:
        yield "  原来写的合计不再写：表里没有合计，各行变了"
