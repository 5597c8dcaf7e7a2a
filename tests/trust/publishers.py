"""A sound publisher and sabotaged ones, to be run and broken by the harnesses.

``python publishers.py sound|filewise|unsynced|in-place|careless OUT NUMBER`` publishes release
NUMBER: pages that all say their number.  It prints ``ready`` once Python is up, so that a harness
breaks the publishing and not the start of an interpreter.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "plugins")]

from disclosure import release as publish  # noqa: E402  the path comes first
from disclosure.release import durable, manifest  # noqa: E402

PAGES = 24
_NUMBER = re.compile(rb"release (\d+)\n")


def pages(number: int) -> dict[str, bytes]:
    """A release: pages of several sizes that say which release it is of, and files that never change."""
    head = f"release {number}\n".encode()
    changing = {f"public/p{n}/page{n}.html": head * (1 + n * 97) for n in range(PAGES)}
    return changing | {f"public/p{n}/same{n}.css": b"the same\n" * (n * 97) for n in range(PAGES)}


def sound(out: Path, number: int) -> None:
    """The program's own publisher."""
    with publish.staging(out) as stage:
        for name, data in pages(number).items():
            stage.write(name, data)
        publish.commit(out, stage)


def unsynced(out: Path, number: int) -> None:
    """The same without a single fsync: what a power cut is for."""
    os.fsync = lambda _: None  # type: ignore[assignment]
    durable.sync_disk = lambda handle: None  # noqa: ARG005  the same name, to be the same function
    sound(out, number)


def filewise(out: Path, number: int) -> None:
    """The program's own publisher where it does not trust the file system to be synced whole."""
    durable.PROVED = ()
    sound(out, number)


def careless(out: Path, number: int) -> None:
    """The program's own publisher in the hands of a script that does not look at errors."""
    with suppress(OSError):
        sound(out, number)


def in_place(out: Path, number: int) -> None:
    """A publisher that empties the folder and writes again, as many generators do."""
    out.mkdir(exist_ok=True)
    for name, data in pages(number).items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (out / "manifest.json").write_bytes(manifest.of_folder(out))


PUBLISHERS: dict[str, Callable[[Path, int], None]] = {
    "sound": sound,
    "filewise": filewise,
    "unsynced": unsynced,
    "in-place": in_place,
    "careless": careless,
}


def pinned(out: Path, publisher: str) -> Path:
    """The folder in which the release in force lies, for a reader who stays with it."""
    if publisher == "in-place":
        return out
    return (out / "current").resolve()


def still_kept(out: Path, publisher: str, release: Path) -> bool:
    """Whether a slow reader's release is still one of the two that are kept."""
    if publisher == "in-place":
        return True
    kept = {(out / name).resolve() for name in ("current", "previous")}
    return release in kept


def torn_release(release: Path) -> str:
    """What is torn about a release: pages of two releases, or not what its manifest says."""
    try:
        differences = manifest.compare(release)
        numbers = {_NUMBER.match(path.read_bytes()) for path in release.rglob("*.html")}
    except OSError as error:
        return str(error)
    found = {match[1] if match else b"" for match in numbers}
    if differences:
        return str(differences[0])
    return "" if len(found) == 1 else f"pages of releases {sorted(found)}"


def torn(out: Path, publisher: str) -> str:
    """What is torn about what consumers see now."""
    release = pinned(out, publisher)
    fault = torn_release(release)
    if fault or publisher == "in-place":
        return fault
    same = sorted((out / "public").rglob("*.html")) != []
    return "" if same else "the name consumers point at leads nowhere"


def number_in_force(out: Path, publisher: str) -> int:
    """Which release consumers see; -1 for none or more than one."""
    found = {_NUMBER.match(path.read_bytes()) for path in pinned(out, publisher).rglob("*.html")}
    numbers = {int(match[1]) if match else -1 for match in found}
    return numbers.pop() if len(numbers) == 1 else -1


if __name__ == "__main__":
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    PUBLISHERS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
