"""What was understood of sheets, before anything is written: for whoever sent them to look over.

Enters: what was understood and the plan.  Leaves: lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ...schema.source.nodes import Items, Node, Text
from ...tables.merged.plan import Answers, MergePlan, RecordChange
from ...tables.sheets_read import SheetRead, Understood
from ...tables.understood.heads import is_without_field

_MOST = 40
"""Changes that are shown one by one."""


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
