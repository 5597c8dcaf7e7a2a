"""Figures of the charts on the eight sample flows, side by side with dot, ELK and Mermaid.

Enters: nothing.  Leaves: a table on standard output, one line a drawing of ours and a tool: crossings,
conditions that collide, how far they stand from their decision, forward steps drawn upwards, steps
of the main line out of line; then text sizes on each medium, and ms a chart.  A tool that cannot
run here has its line all the same, with the reason.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [
    str(ROOT / folder) for folder in ("plugins", "tools", "tests/support", "tests/charts", "tests/bench")
]

from charttimes import speed  # noqa: E402  the paths come first
from drawings import DRAWINGS, breaches, samples  # noqa: E402
from floors import floors  # noqa: E402
from pictures import Figures, figures, ours  # noqa: E402
from rivals import columns  # noqa: E402

from disclosure.county.flows.graph import Graph  # noqa: E402

NAMES = {
    "compact": "紧凑图", "lanes": "泳道图(岗位)", "lanes-by-duty": "泳道图(职能)",
    "ladder": "防控图(A3)", "board": "大屏图(LED)",
}  # fmt: skip
HEADS = (
    "", "交叉", "条件相碰", "条件离判断", "空隙", "缺条件", "向上", "主线不直", "平均宽×高",
    "1080×1920时名称", "违规",
)  # fmt: skip
MEANING = (
    "名称一律 17 px，单位 px。交叉：两条线交叉几处；条件相碰：条件压住框或别的条件；"
    "条件离判断：条件正中到判断外框；空隙：条件边上到判断外框；向上：往下办的步骤画到了上面；主线不直：主线上没有对齐的步骤；"
    "1080×1920时名称：整张放进竖屏时最小的名称；违规：不守图的规矩（tests/charts/drawings.py）几处。"
)
_HAN = "\u2e80"


def main() -> None:
    """Print the tables, then the speed of the default drawing."""
    graphs = [graph for _, graph in samples()]
    print("\n".join([*table(graphs), "", *sizes(graphs), "", *speed(graphs)]))


def table(graphs: Sequence[Graph]) -> Iterator[str]:
    """The table as text, in columns."""
    rows, skipped = measured(graphs)
    yield f"{today()}，八个样例流程"
    wide = [max(width(row[n]) for row in rows) for n in range(len(HEADS))]
    for one in rows:
        yield "  ".join(padded(cell, wide[n], left=n == 0) for n, cell in enumerate(one)).rstrip()
    yield from (*skipped, MEANING)


def today() -> str:
    """The day of the measurement."""
    return f"{datetime.now().astimezone():%Y-%m-%d}"


def measured(graphs: Sequence[Graph]) -> tuple[list[tuple[str, ...]], list[str]]:
    """Heads, our drawings, then the other tools, one row each; and why a tool is missing."""
    rows = [HEADS, *(row(kind, graphs) for kind in DRAWINGS)]
    skipped = []
    for tool in columns(graphs):
        if tool.why_not:
            skipped.append(f"跳过 {tool.name}：{tool.why_not}")
        else:
            flat = "swimlane" not in tool.name
            rows.append((tool.name, *cells(figures(tool.pictures), flat=flat), "–"))
    return rows, skipped


def row(kind: str, graphs: Sequence[Graph]) -> tuple[str, ...]:
    """One line of the table."""
    drawn = [(graph, DRAWINGS[kind](graph)) for graph in graphs]
    told = figures([ours(graph, one.plan, one.width, one.height) for graph, one in drawn])
    wrong = sum(len(breaches(graph, one)) for graph, one in drawn)
    return NAMES[kind], *cells(told, flat=kind == "compact"), str(wrong)


def cells(told: Figures, *, flat: bool) -> Iterator[str]:
    """Figures as they stand in the table.

    Where conditions stand in the card they have no distance; only a ``flat`` chart, one without lanes
    or cards, has a main line that could be straight.
    """
    inside = told.distance is None
    yield from (str(told.crossings), str(told.collisions))
    yield from ("写在卡片里", "–") if inside else (f"{told.distance:.1f}", f"{told.gap:.1f}")
    yield from ("–" if inside else str(told.missing), str(told.upwards))
    yield str(told.crooked) if flat else "–"
    yield f"{told.wide:.0f}×{told.high:.0f}"
    yield f"{told.kiosk:.1f}"


def width(words: str) -> int:
    """Columns of a terminal: Chinese takes two."""
    return sum(1 + (char >= _HAN) for char in words)


def padded(words: str, wide: int, *, left: bool) -> str:
    """Filled up with spaces."""
    gap = " " * (wide - width(words))
    return words + gap if left else gap + words


def sizes(graphs: Sequence[Graph]) -> Iterator[str]:
    """The smallest words on each medium, one line each."""
    yield "各媒体上最小的字"
    yield from map(str, floors({kind: list(map(draw, graphs)) for kind, draw in DRAWINGS.items()}))


if __name__ == "__main__":
    main()
