"""What was understood of sheets, before anything is written: for whoever sent them to look over.

Enters: what was understood and the plan.  Leaves: lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ...basics.files.cell_names import column_letters
from ...schema.records.ledgers.ledger_spans import said
from ...schema.source.nodes import Items, Node, Text
from ...tables.ledgers.ledger_merge import LedgerFile
from ...tables.merged.plan import Answers, MergePlan, RecordChange
from ...tables.sheets_read import SheetRead, Understood
from ...tables.understood.heads import is_without_field

_MOST = 40
"""Changes, and cells of ledgers, that are shown one by one."""


def show(
    understood: Understood, plan: MergePlan, answers: Answers, write: Callable[[str], object]
) -> None:
    """All of it."""
    for line in _lines(understood, plan, answers):
        write(f"{line}\n")


def _lines(understood: Understood, plan: MergePlan, answers: Answers) -> Iterator[str]:
    for sheet in understood.sheets:
        if sheet.entered or sheet.left or not sheet.reading.exact:
            yield from _sheet(sheet)
    for grid, why in understood.passed_over:
        yield f"{grid.path.rstrip('!')}：没有取，{why}"
    yield from _changes(plan)
    if plan.missing:
        told = "、".join(kept.code for kept in plan.missing[:10])
        how = "删去" if answers.remove else "留着（要删去的加 --removed 删）"
        yield f"目录里有、表里没有的 {len(plan.missing)} 项：{told}；{how}"


def _sheet(sheet: SheetRead) -> Iterator[str]:
    reading = sheet.reading
    rows = str(reading.first) if reading.first == reading.last else f"{reading.first}—{reading.last}"
    how = "，照亮权的表头" if reading.exact else ""
    yield f"{reading.grid.path.rstrip('!')}：《{reading.layout.title}》，表头在第 {rows} 行{how}"
    if not reading.exact:
        for match in reading.matches:
            told = match.target.told if match.target else ""
            yield f"  {match.letter}　{match.head} → {_told(told, match.head)}"
    numbers = [number for entry in sheet.entered for number in entry.rows]
    span = f"（第 {min(numbers)}—{max(numbers)} 行）" if numbers else ""
    stopped = f"；有问题的 {len(sheet.stopped)} 行" if sheet.stopped else ""
    left = f"留下 {len(sheet.left)} 行{stopped}"
    yield f"  取 {len(numbers)} 行{span}，是 {len(sheet.entered)} 条；{left}"
    yield from (f"    第 {left.number} 行：{left.why}" for left in sheet.left[:_MOST])
    if len(sheet.left) > _MOST:
        whys = Counter(left.why for left in sheet.left[_MOST:])
        yield f"    另有 {len(sheet.left) - _MOST} 行：{'、'.join(whys)}"


def _told(target: str, head: str) -> str:
    return target or ("不取（没有内容）" if is_without_field(head) else "不取（认不得这一列）")


def _changes(plan: MergePlan) -> Iterator[str]:
    new = [change for change in plan.changes if change.old is None]
    gone = [change for change in plan.changes if change.new is None]
    changed = [change for change in plan.changes if change.old and change.new]
    yield f"新增 {len(new)} 条，改动 {len(changed)} 条，删去 {len(gone)} 条，没有变的 {plan.same} 条"
    yield from _each(new, "＋")
    yield from _each(gone, "－")
    for change in changed[:_MOST]:
        for part in change.fields:
            before, after = _short(part.before), _short(part.after)
            yield f"  {change.code or change.shelf.title}　{part.key}：{before} → {after}"


def _each(changes: Sequence[RecordChange], sign: str) -> Iterator[str]:
    for change in changes[:_MOST]:
        node = change.new or (change.old.node if change.old else None)
        names = [part.after or part.before for part in change.fields if part.key == "名称"]
        yield f"  {sign} {change.code}　{_short(names[0]) if names and node else ''}"
    if len(changes) > _MOST:
        yield f"  {sign} 另有 {len(changes) - _MOST} 条"


def _short(node: Node | None) -> str:
    if node is None:
        return "（空）"
    if isinstance(node, Text):
        return node.value.replace("\n", " ")[:40]
    return f"{len(node.items)} 项" if isinstance(node, Items) else f"{len(node.entries)} 个键"


def show_ledgers(files: Sequence[LedgerFile], *, remove: bool, write: Callable[[str], object]) -> None:
    """All of it."""
    for file in files:
        for line in _of_ledger(file, remove=remove):
            write(f"{line}\n")


def _of_ledger(file: LedgerFile, *, remove: bool) -> Iterator[str]:
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
