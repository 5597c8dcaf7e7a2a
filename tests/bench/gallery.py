"""A page to look at: every sample flow in every drawing, below the figures of ``tests/bench/charts``.

Enters: the flows of tests/charts/flows, and of the sample county those that differ from each other.
Leaves: ``<folder>/charts.html``, one file that needs no other and opens from a disk; ``make charts``
writes it.  The exit status is 1 where a drawing breaks a promise.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [
    str(ROOT / folder) for folder in ("plugins", "tools", "tests/support", "tests/charts", "tests/bench")
]

import charts  # noqa: E402  the path comes first
from county_flows import county_flows  # noqa: E402
from drawings import DRAWINGS, breaches, samples  # noqa: E402

from disclosure.charts.model.geometry import Drawing  # noqa: E402
from disclosure.county.flows.graph import Graph  # noqa: E402
from disclosure.county.flows.steps_in_words import listing  # noqa: E402

STYLES = (
    "theme/static/tokens.css",
    "theme/templates/components/drawings/chart/chart.css",
    "tests/bench/gallery.css",
)


def main() -> int:
    """Write the page, print where it is and how many breaches it shows."""
    folder = ROOT / (sys.argv[1] if len(sys.argv) > 1 else "output-pages")
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "charts.html"
    shown = [*(graph for _, graph in samples()), *county_flows().values()]
    sections = [section(number, graph) for number, graph in enumerate(shown)]
    page.write_text("".join([*top(shown), *sections, "</main>"]), "utf-8", newline="\n")
    wrong = sum(one.count('class="wrong"') for one in sections)
    print(f"{len(shown)} 个流程，{len(shown) * len(DRAWINGS)} 张图，{wrong} 张有违规")
    print(f"打开：{page.as_uri()}")
    return 1 if wrong else 0


def top(shown: Sequence[Graph]) -> Iterator[str]:
    """Head, figures, and the names of all flows."""
    styles = "\n".join((ROOT / path).read_text("utf-8") for path in STYLES)
    yield '<!doctype html><html lang="zh"><meta charset="utf-8"><title>流程图样张</title>'
    yield f'<meta name="viewport" content="width=device-width"><style>{styles}</style>'
    told = f"{len(shown)} 个流程，每个 {len(DRAWINGS)} 种图"
    yield f"<header><h1>流程图样张</h1><p>{told}</p></header><main>"
    yield from figures([graph for _, graph in samples()])
    names = (f'<li><a href="#g{n}">{escape(graph.name)}</a></li>' for n, graph in enumerate(shown))
    yield f'<section><h2>全部流程</h2><ul class="names">{"".join(names)}</ul></section>'


def figures(graphs: Sequence[Graph]) -> Iterator[str]:
    """The table side by side with other tools, and the sizes of words on each medium."""
    (heads, *rows), skipped = charts.measured(graphs)
    yield f"<section><h2>指标 <small>八个样例流程，{charts.today()}</small></h2>"
    cells = "".join(f"<th>{escape(head)}</th>" for head in heads)
    yield f'<div class="table"><table><thead><tr>{cells}</tr></thead>'
    for row in rows:
        mine = ' class="ours"' if row[0] in charts.NAMES.values() else ""
        yield f"<tr{mine}>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
    yield f"</table></div><p>{escape(charts.MEANING)}</p>"
    yield from (f"<p>{escape(line)}</p>" for line in (*skipped, *charts.sizes(graphs)))
    yield "</section>"


def section(number: int, graph: Graph) -> str:
    """One flow in every drawing, and its list of steps, to which the drawings link."""
    told = "　".join(graph.facts)
    drawn = "".join(figure(number, kind, graph, draw(graph)) for kind, draw in DRAWINGS.items())
    name = f"{escape(graph.name)} <small>{escape(told)}</small>"
    return (
        f'<section class="flow" id="g{number}"><h2>{name}</h2>'
        f'<div class="drawings">{drawn}</div>{steps(number, graph)}</section>'
    )


def figure(number: int, kind: str, graph: Graph, one: Drawing) -> str:
    """One drawing with its size, its bytes and what is wrong with it."""
    facts = f"{one.width}×{one.height}　{len(one.svg.encode()):,} 字节"
    found = "；".join(breaches(graph, one))
    wrong = f'　<span class="wrong">{escape(found)}</span>' if found else "　没有违规"
    caption = f"<figcaption><b>{charts.NAMES[kind]}</b>　{facts}{wrong}</figcaption>"
    return (
        f'<figure class="{kind}">{caption}{own(one.svg, f"g{number}-{kind}-", f"g{number}-")}</figure>'
    )


def own(svg: str, prefix: str, row: str) -> str:
    """The SVG with ids of its own on this page, and links to the rows of its flow."""
    svg = re.sub(r' id="', f' id="{prefix}', svg)
    svg = re.sub(r'labelledby="(\S+) ', rf'labelledby="{prefix}\1 {prefix}', svg)
    return svg.replace(' href="#', f' href="#{row}')


def steps(number: int, graph: Graph) -> str:
    """The equivalent list."""
    rows = "".join(
        f'<li id="g{number}-{row.anchor}">{escape(row.number)}. {escape(row.name)}'
        f"（{escape('、'.join(row.posts))}）：{escape('；'.join(row.exits))}</li>"
        for row in listing(graph)
    )
    return (
        f'<details class="steps" open><summary>分步说明</summary><ul class="names">{rows}</ul></details>'
    )


if __name__ == "__main__":
    sys.exit(main())
