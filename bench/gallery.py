"""A page to look at: every sample flow in every drawing, above it the figures of ``bench/charts``.

Enters: the flows of tests/flow/flows and of the sample county (standard flows; with ``--all`` those
of all powers).  Leaves: ``<folder>/charts.html`` with the theme's tokens; ``make charts`` runs it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("plugins", "tests", "tests/flow", "bench")]

import charts  # noqa: E402  the path comes first
import county  # noqa: E402
from drawings import DRAWINGS, breaches, samples  # noqa: E402

from disclosure.flow.graph import Graph, build  # noqa: E402

HEAD = """<!doctype html><html lang="zh"><meta charset="utf-8"><title>流程图样张</title>
<link rel="stylesheet" href="{theme}/tokens.css"><link rel="stylesheet" href="{theme}/flow.css">
<style>body{{font-family:var(--font);background:var(--ground);color:var(--ink);margin:2rem}}
figure{{margin:1rem 0;overflow:auto;background:var(--paper);padding:1rem}}
svg{{display:block}}pre{{background:var(--paper);padding:1rem}}li{{display:inline;margin-right:1rem}}</style>
"""


def main() -> None:
    """Write the page and print where it is."""
    folder = ROOT / (sys.argv[1] if len(sys.argv) > 1 else "output")
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "charts.html"
    page.write_text("".join(parts(whole="--all" in sys.argv)), "utf-8", newline="\n")
    print(f"打开：{page.as_uri()}")


def parts(*, whole: bool) -> Iterator[str]:
    """The page, piece by piece."""
    graphs = [graph for _, graph in samples()]
    yield HEAD.format(theme=(ROOT / "theme" / "static").as_uri())
    figures_told = "\n".join(charts.table(graphs))
    yield f"<h1>流程图样张</h1><pre>{escape(figures_told)}</pre>"
    shown = [*graphs, *county_flows(whole=whole)]
    names = (f'<li><a href="#g{n}">{escape(g.name)}</a></li>' for n, g in enumerate(shown))
    yield f"<ul>{''.join(names)}</ul>"
    for number, graph in enumerate(shown):
        yield f'<h2 id="g{number}">{escape(graph.name)}</h2>'
        yield from figures(number, graph)


def figures(number: int, graph: Graph) -> Iterator[str]:
    """One flow in every drawing, with its size, its bytes and what is wrong with it."""
    for kind, draw in DRAWINGS.items():
        one = draw(graph)
        facts = f"{kind}　{one.width}×{one.height}　{len(one.svg.encode())} 字节"
        wrong = "；".join(breaches(graph, one))
        svg = one.svg.replace('id="', f'id="g{number}-').replace(
            'labelledby="', f'labelledby="g{number}-'
        )
        yield f"<figure><figcaption>{escape(facts)}　{escape(wrong)}</figcaption>{svg}</figure>"


def county_flows(*, whole: bool) -> Iterator[Graph]:
    """The flows of the sample county."""
    site, _ = county.load(ROOT)
    if site is None:
        raise SystemExit("示例县有错误：请先运行 make check")
    flows = [(flow, flow.name, flow.code) for flow in site.flows.values()]
    if whole:
        drawn = ((site.flow_of(power), power) for power in site.powers.values())
        flows += [(flow, power.name, power.code) for flow, power in drawn if flow]
    graphs = (build(flow, name, code)[0] for flow, name, code in flows)
    yield from (graph for graph in graphs if graph)


if __name__ == "__main__":
    main()
