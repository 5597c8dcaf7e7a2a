"""What was understood of sheets, before anything is written: for whoever sent them to look over.

Enters: what was understood and the plan.  Leaves: lines; all that would be written is in them, the
changes one by one up to ``most``, and of those that are more the fields.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ....basics.files.cell_names import column_letters
from ....basics.problem import Problem
from ....schema.records.ledgers.ledger_spans import said
from ....schema.records.powers.flow_terms import DRAFT
from ....schema.source.nodes import Items, Node
from ....tables import trees
from ....tables.grid import SheetGrid
from ....tables.ledgers.ledger_merge import LedgerFile
from ....tables.merged.plan import Answers, MergePlan, RecordChange
from ....tables.sheets_read import Asked, SheetRead, Understood
from ....tables.understood.below_heads import told_in
from ....tables.understood.cells.draft_flows import FLOW, is_draft
from ....tables.understood.filled import LeftRow
from ....tables.understood.heads import Match, Recognised, is_serial, is_without_field
from .differences import differences, shown

MOST = 40
"""Changes, and cells of ledgers, that are shown one by one where no more are asked for."""
_EVERY = "（逐处列出，加 --all）"
_ALIKE = 3
"""Places of which the same is said that are all shown."""
_SMALL = "小微权力"
_AS_LIST = "--set 行使主体=层级 --set 编码=清单的编码 --set 名称=清单的名称"
_ROWS = 40
"""Rows that are left out, of which each is told."""


def show(
    understood: Understood, plan: MergePlan, answers: Answers, most: int, write: Callable[[str], object]
) -> None:
    """All of it."""
    for line in _lines(understood, plan, answers, most):
        write(f"{line}\n")


def show_problems(problems: Iterable[Problem], most: int, write: Callable[[str], object]) -> None:
    """Each, but of what is said of many cells of a sheet only the first: three in the same words."""
    kinds = defaultdict[tuple[str, str], dict[str, list[Problem]]](lambda: defaultdict(list))
    for problem in problems:
        kinds[problem.place.path, problem.code.id][problem.what].append(problem)
    for alike in kinds.values():
        told, rest = list(alike.values()), sum(map(len, list(alike.values())[most:]))
        for line in (line for same in told[:most] for line in _folded(same, most)):
            write(f"{line}\n")
        if rest:
            write(f"  {told[0][0].code.id} 还有 {rest} 处{_EVERY}\n")


def _folded(same: Sequence[Problem], most: int) -> Iterator[str]:
    few = same if len(same) <= _ALIKE or most > MOST else same[:_ALIKE]
    yield from map(str, few)
    if len(same) > len(few):
        yield f"  同样的还有 {len(same) - len(few)} 处，到 {same[-1].place}{_EVERY}"


def show_meanwhile(codes: Sequence[str], write: Callable[[str], object]) -> None:
    """Records of which the sheet would put back what somebody else has changed since it was written."""
    if codes:
        told = "、".join(codes[:10]) + ("……" if len(codes) > 10 else "")  # noqa: PLR2004  as many as fit into a line
        write(f"导出以后目录里改过的 {len(codes)} 条：{told}\n")
        write("  表里没有动过的格也会照表写回去：请逐项看上面的改动，不对的重新导出再改\n")


def show_words(asked: Asked, unused: Sequence[str], write: Callable[[str], object]) -> None:
    """What the command line adds to rows, and what it says of words that stand nowhere."""
    if asked.preset:
        told = "，".join("=".join(pair) for pair in asked.preset.items())
        write(f"命令里写的（是列的，表里空着的格才用）：{told}\n")
    for word in unused:
        write(f"--means 的“{word}”表里没有，没有用到\n")


def _lines(understood: Understood, plan: MergePlan, answers: Answers, most: int) -> Iterator[str]:
    for sheet in understood.sheets:
        if sheet.entered or sheet.left or not sheet.reading.exact:
            yield from _sheet(sheet)
    for grid, why in understood.passed_over:
        yield f"{grid.path.rstrip('!')}：没有取，{why}"
    if understood.sheets and not any(sheet.entered or sheet.left for sheet in understood.sheets):
        yield "表里一行也没有填"
    yield from _changes(plan, most)
    if plan.missing:
        told = "、".join(kept.code for kept in plan.missing[:10])
        how = "删去" if answers.remove else "留着（要删去的加 --removed 删）"
        yield f"目录里有、表里没有的 {len(plan.missing)} 项：{told}；{how}"


def _sheet(sheet: SheetRead) -> Iterator[str]:
    reading, grid = sheet.reading, _below(sheet.reading.grid, sheet.reading.last, sheet.left)
    how = "，照亮权的表头" if reading.exact else ""
    at = _span(reading.first, reading.last)
    yield f"{reading.grid.path.rstrip('!')}：《{reading.layout.title}》，表头在第 {at} 行{how}"
    if sheet.of_one is None and any(_SMALL in told for told in _above(reading)):
        yield f"  像是许多村共用的一份清单：写 {_AS_LIST}，导入成一份共同清单"
    for match in reading.matches:
        told = match.target.told if match.target else _not_taken(grid, match)
        if not (reading.exact and match.target):
            yield f"  {match.letter}　{match.head} → {told}"
    yield from _without_head(grid, [match.number for match in reading.matches])
    numbers = [number for entry in sheet.entered for number in entry.rows]
    span = f"（第 {min(numbers)}—{max(numbers)} 行）" if numbers else ""
    stopped = f"；有问题的 {len(sheet.stopped)} 行" if sheet.stopped else ""
    left = f"留下 {len(sheet.left)} 行{stopped}"
    yield f"  取 {len(numbers)} 行{span}，是 {len(sheet.entered)} 条；{left}"
    yield from _hidden(grid)
    yield from (f"    第 {left.number} 行：{left.why}" for left in sheet.left[:_ROWS])
    if len(sheet.left) > _ROWS:
        whys = Counter(left.why for left in sheet.left[_ROWS:])
        yield f"    另有 {len(sheet.left) - _ROWS} 行：{'、'.join(whys)}"


def _above(reading: Recognised) -> Iterator[str]:
    """The name of a sheet, and what stands in it down to its heads."""
    yield reading.grid.path
    yield from (
        cell.text for row in reading.grid.rows if row.number <= reading.last for cell in row.cells
    )


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}—{last}"


def _below(grid: SheetGrid, last: int, left: Sequence[LeftRow]) -> SheetGrid:
    """The rows of a sheet that are taken."""
    others = {row.number for row in left}
    rows = (row for row in grid.rows if row.number > last and row.number not in others)
    return replace(grid, rows=tuple(rows))


def _not_taken(grid: SheetGrid, match: Match) -> str:
    """Why a column with a head is left out."""
    cells = sum(told_in(grid, match.number))
    told = f"{cells} 格内容" if cells else "没有内容"
    if match.twin:
        return f"不取（和 {match.twin} 列是同一项，{told}）"
    if is_serial(match.head):
        return "不取（只是序号）"
    return f"不取（{'目录里没有这一项' if is_without_field(match.head) else '认不得这一列'}，{told}）"


def _without_head(grid: SheetGrid, known: Sequence[int]) -> Iterator[str]:
    """Columns that have content and no head."""
    wide = max((len(row.cells) for row in grid.rows), default=0)
    for number in range(1, wide + 1):
        if number not in known and (cells := sum(told_in(grid, number))):
            yield f"  {column_letters(number)}　（没有表头）→ 不取（{cells} 格内容）"


def _hidden(grid: SheetGrid) -> Iterator[str]:
    """What whoever sent a sheet may not have seen of it."""
    columns = [n for n in sorted(grid.hidden_columns) if any(told_in(grid, n))]
    if rows := [row.number for row in grid.rows if row.number in grid.hidden_rows]:
        yield f"  其中 {len(rows)} 行是隐藏的或筛选掉的，照样取：第 {_runs(rows)} 行"
    if columns:
        yield f"  隐藏的列，照样看：{'、'.join(map(column_letters, columns))}"


def _runs(numbers: Sequence[int]) -> str:
    """3—7、9"""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    told = "、".join(_span(*run) for run in runs[:10])
    return f"{told}……" if len(runs) > 10 else told  # noqa: PLR2004  as many as fit into a line


def _changes(plan: MergePlan, most: int) -> Iterator[str]:
    new = [change for change in plan.changes if change.old is None]
    gone = [change for change in plan.changes if change.new is None]
    changed = [change for change in plan.changes if change.old and change.new]
    yield f"新增 {len(new)} 条，改动 {len(changed)} 条，删去 {len(gone)} 条，没有变的 {plan.same} 条"
    yield from _each(new, "＋", most)
    if drafts := sum(_drafts(c.new) - _drafts(c.old.node if c.old else None) for c in plan.changes):
        yield f"  起草流程 {drafts} 份，写着“草稿: {DRAFT}”，不公布"
    if plan.flows_kept:
        told = "、".join(plan.flows_kept[:10])
        yield f"  目录里已经有流程的 {len(plan.flows_kept)} 条，表里写的步骤不取：{told}"
    yield from _each(gone, "－", most)
    for change in changed[:most]:
        name = change.code or change.shelf.title
        yield from (f"  {name}　{line}" for line in differences(change))
    if len(changed) > most:
        fields = Counter(part.key for change in changed[most:] for part in change.fields)
        told = "、".join(f"{key} {count} 处" for key, count in fields.items())
        yield f"  另有 {len(changed) - most} 条：{told}（逐条列出，加 --all）"


def _drafts(node: Node | None) -> int:
    """Drafts of flows in a record, and in the items of its lists."""
    lists = (value.items for value in trees.entries(node).values() if isinstance(value, Items))
    return is_draft(trees.inside(node, FLOW)) + sum(_drafts(item) for items in lists for item in items)


def _each(changes: Sequence[RecordChange], sign: str, most: int) -> Iterator[str]:
    for change in changes[:most]:
        names = [part.after or part.before for part in change.fields if part.key == "名称"]
        yield f"  {sign} {change.code}　{shown(names[0]) if names else ''}"
    if len(changes) > most:
        yield f"  {sign} 另有 {len(changes) - most} 条（逐条列出，加 --all）"


def show_ledgers(
    files: Sequence[LedgerFile], most: int, *, remove: bool, write: Callable[[str], object]
) -> None:
    """All of it."""
    for file in files:
        for line in _of_ledger(file, most, remove=remove):
            write(f"{line}\n")


def _of_ledger(file: LedgerFile, most: int, *, remove: bool) -> Iterator[str]:
    reading, entered = file.entered.reading, file.entered
    if reading.exact and not (file.changes or file.missing or entered.left):
        return
    grid = _below(reading.grid, reading.last, entered.left)
    period = said(reading.ledger.period, entered.period)
    how = "，照亮权的表头" if reading.exact else ""
    at = _span(reading.first, reading.last)
    sheet = reading.grid.path.rstrip("!")
    yield f"{sheet}：台账《{reading.ledger.name}》，{period}，表头在第 {at} 行{how}"
    for at_, head in reading.heads.items():
        taken_by = reading.ledger.columns[reading.columns[at_]].name if at_ in reading.columns else ""
        twin = Match(at_, head.replace("\n", "/"), None, twin=reading.twin(at_))
        told = taken_by or _not_taken(grid, twin)
        if not (reading.exact and taken_by):
            yield f"  {twin.letter}　{twin.head} → {told}"
    yield from _without_head(grid, [*reading.heads])
    taken = [line for line in entered.lines if not line.is_sum]
    yield f"  取 {len(taken)} 行，写进 {file.path}；留下 {len(entered.left)} 行"
    yield from _hidden(grid)
    yield from (f"    第 {left.number} 行：{left.why}" for left in entered.left[:_ROWS])
    gone, changed = len(file.missing) if remove else 0, file.lines_changed
    yield f"  新增 {len(file.added)} 行，改动 {changed} 行，删去 {gone} 行，没有变的 {file.same} 行"
    for change in file.changed[:most]:
        before, after = change.before or "（空）", change.after or "（空）"
        yield f"    {change.line or '合计'}　{change.column}：{before} → {after}"
    if len(file.changed) > most:
        yield f"    另有 {len(file.changed) - most} 格（逐格列出，加 --all）"
    if file.missing:
        told = "、".join(file.missing[:10])
        what = "删去" if remove else "留着（要删去的加 --removed 删）"
        yield f"  台账里有、表里没有的 {len(file.missing)} 行：{told}；{what}"
    if file.dropped_sum:
        yield "  原来写的合计不再写：表里没有合计，各行变了"
