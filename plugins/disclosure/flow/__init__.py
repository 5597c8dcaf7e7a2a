"""Power-flow charts (权力运行流程图): model, checks, drawing, and the equivalent list of steps."""

from __future__ import annotations

from . import graph, lint

CODES = (*graph.CODES, *lint.CODES)
