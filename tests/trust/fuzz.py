"""Coverage-guided fuzzing, one target after another: ``python fuzz.py TARGET=SECONDS…``.

Enters: names of targets (``targets.TARGETS``), each with seconds.  Leaves: on standard error, behind
the name of each, the figures of libFuzzer; exit status 0, or that of the first target that was broken:
77, and the input that did it (or took over 5 s, or 512 MB); ``ABSENT`` where there is no ``atheris``
(it has wheels for Linux on x86-64, Python up to 3.13).  The program is instrumented once for all.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("plugins", "tests/trust", "tests/support")]

ABSENT = 3
SECONDS_EACH, MEGABYTES, HANGING = 5, 512, 60
_WORDS = (
    "编码", "名称", "步骤", "判断", "去向", "退回 ", "终止 ", "- ", ": ", "“”", "</", "<!--", "\x1f",
    "《》第一条",
)  # fmt: skip


BEGINS = "fuzzing "
"""What the figures of a target stand behind, and its name."""


def main(wanted: Sequence[str]) -> int:
    """Fuzz until the time is up, or until an input breaks a promise."""
    try:
        import atheris  # noqa: PLC0415  it is not everywhere
    except ImportError:
        return ABSENT
    with atheris.instrument_imports(include=["disclosure"]):
        import targets  # noqa: PLC0415  only what is imported here is instrumented

    for each in wanted:
        name, _, seconds = each.partition("=")
        sys.stderr.write(f"{BEGINS}{name}\n")
        sys.stderr.flush()
        with tempfile.TemporaryDirectory() as folder:
            corpus, words = Path(folder) / "corpus", Path(folder) / "words"
            corpus.mkdir()
            for number, seed in enumerate(targets.seeds(name)):
                (corpus / str(number)).write_bytes(seed)
            words.write_text("".join(f'"{_escaped(word)}"\n' for word in _WORDS), encoding="ascii")
            options = [f"-max_total_time={seconds}", f"-timeout={HANGING}", f"-dict={words}"]
            options += [
                f"-rss_limit_mb={MEGABYTES}",
                f"-artifact_prefix={Path.cwd()}/",
                "-max_len=65536",
            ]
            child = os.fork()
            if not child:  # its process ends with the fuzzer
                atheris.Setup([sys.argv[0], str(corpus), *options], _timed(targets.TARGETS[name]))
                atheris.Fuzz()
            _, status = os.waitpid(child, 0)
        if status:
            return os.waitstatus_to_exitcode(status)
    return 0


def _timed(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The target, which fails where it takes too much processor time, whatever else is running."""

    def one(data: bytes) -> None:
        begun = time.process_time()
        target(data)
        if time.process_time() - begun > SECONDS_EACH:
            raise TimeoutError(f"over {SECONDS_EACH} s")

    return one


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
