"""All charts of a release laid out once in one process: ``python tests/bench/dots.py FILE …``.

Enters: DOT files.  Leaves: an SVG beside each where the system's ``dot`` carries the batch to its
end (2.43 does not with every county); else the layout alone, by the Graphviz that we bring along.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "plugins"))

from disclosure.charts.graphviz import dot  # noqa: E402  the path comes first

for name in Path(sys.argv[1]).glob("*.dot"):
    name.with_suffix(".plain").write_text(dot.engine().plain(name.read_text("utf-8")), "utf-8")
