"""Coverage-guided fuzzing of what reads foreign bytes: YAML, notices, attachments, numbers.

Enters: seconds to run (default 60).  Leaves: exit status 0 and the count of runs, or the input that
broke a reader.  Needs ``atheris`` (Linux, macOS); without it, says so and does nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))

PATHS = ("catalogues/units/F.yaml", "catalogues/county.yaml", "content/F.md", "catalogues/privacy.yaml")


def main() -> int:
    """Run until the time is up, or until an input raises what no reader declares."""
    try:
        import atheris  # noqa: PLC0415  optional
    except ImportError:
        print("跳过：没有装 atheris（pip install atheris，只有 Linux 和 macOS 有）")
        return 0
    with atheris.instrument_imports(include=["disclosure"]):
        from disclosure.privacy import carriers  # noqa: PLC0415  only instrumented once imported here
        from disclosure.records import SourceFile, read  # noqa: PLC0415

    endings = sorted(carriers.READERS)

    def one(data: bytes) -> None:
        if not data:
            return
        if data[0] % 2:
            read([SourceFile(PATHS[data[0] // 2 % len(PATHS)], data[1:])])
        else:
            ending = endings[data[0] // 2 % len(endings)]
            start = carriers.BEGINNINGS.get(ending, b"")
            first = start if isinstance(start, bytes) else start[0]
            list(carriers.findings(f"F.{ending}", first + data[1:]))

    seconds = sys.argv[1] if len(sys.argv) > 1 else "60"
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-timeout=5", "-rss_limit_mb=512"], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
