"""Power-flow charts (权力运行流程图): model, checks, five drawings, and the equivalent list."""

from __future__ import annotations

from . import graph, lint

CODES = (*graph.CODES, *lint.CODES)
