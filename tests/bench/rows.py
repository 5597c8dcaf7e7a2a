"""How long so many rows take in and out: ``python tests/bench/rows.py 4000``.

Enters: a count.  Leaves: a line for each way that tests/tables/test_many_rows.py counts, in seconds of
the processor; the lists themselves are made before the clock runs.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

TESTS = Path(__file__).parent.parent
sys.path[:0] = [str(TESTS.parent / "plugins"), str(TESTS / "support"), str(TESTS / "tables")]

from test_many_rows import WAYS  # noqa: E402  the tests lie beside us, not in any package

for way in WAYS:
    work = way(int(sys.argv[1]))
    begun = time.process_time()
    work()
    sys.stdout.write(f"{way.__name__:32}{time.process_time() - begun:6.1f}\n")
