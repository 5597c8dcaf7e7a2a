"""What a release holds, file by file, and whether it still does.

Enters: the folder of a release.  Leaves: the text of its manifest, and every difference between
a folder and a manifest: changed, missing and extra, each by name.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import count
from json.encoder import encode_basestring
from pathlib import Path
from typing import NamedTuple

from ..basics.files.os_errors import reason
from ..basics.values import dataclass
from . import tree

MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.minisig"
SUMS = "SHA256SUMS"
"""The digests of the manifest once more, for ``sha256sum -c``."""
MOST_BYTES = 1024**3
"""Of a manifest: more than any release has."""
_OWN = (MANIFEST, SIGNATURE, SUMS)

CHANGED, MISSING, EXTRA = "改动", "缺少", "多出"


class Unreadable(Exception):
    """There is no manifest, or it is not one of ours."""


@dataclass(frozen=True, slots=True, order=True)
class FileDifference:
    """A path below the release, and what is the matter with it: 改动, 缺少 or 多出."""

    path: str
    kind: str

    def __str__(self) -> str:
        return f"{self.kind}：{self.path}"


class FileEntry(NamedTuple):
    """What a manifest says of a file: SHA-256 in hex, and size in bytes."""

    sha256: str
    size: int


_LAST_PRINTED: list[tuple[Mapping[str, FileEntry], bytes, Mapping[str, str]]] = []
"""What a manifest was printed of, its text, and the digests that it tells: in a process that builds
again, those of the release in force."""


def printed(entries: Mapping[str, FileEntry]) -> bytes:
    """A manifest: JSON, every file by path, sorted; the last one is held."""
    for printed_of, text, _ in _LAST_PRINTED:
        if printed_of == entries:
            return text
    every = sorted(entries.items())
    told = (
        f'  {encode_basestring(path)}: {{\n   "sha256": "{entry.sha256}",\n   "size": {entry.size}\n  }}'
        for path, entry in every
    )
    text = '{{\n "files": {{\n{}\n }}\n}}\n'.format(",\n".join(told)).encode()
    _LAST_PRINTED[:] = [(dict(every), text, {path: entry.sha256 for path, entry in every})]
    return text


def of_folder(folder: Path) -> bytes:
    """The manifest of what lies in a folder."""
    return printed({path: _entry(folder / path) for path in paths(folder)})


def names(manifest: bytes) -> Iterator[str]:
    """The name of a release, and others for when that one is taken by something damaged."""
    name = hashlib.sha256(manifest).hexdigest()[:16]
    yield name
    yield from (f"{name}-{number}" for number in count(2))


@lru_cache(maxsize=2)
def digests(manifest: bytes) -> Mapping[str, str]:
    """SHA-256 by path, as a manifest tells them; a build asks for its two again and again.

    Raises ``Unreadable``.
    """
    for _, text, told in _LAST_PRINTED:
        if text == manifest:
            return told
    try:
        entries = json.loads(manifest)["files"]
        return {str(path): str(entry["sha256"]) for path, entry in entries.items()}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise Unreadable("清单读不懂，可能已被改动或截断") from None


def sums(digests: Mapping[str, str]) -> bytes:
    """The same digests as ``sha256sum`` reads them."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items())).encode()


def read(folder: Path) -> bytes:
    """The manifest that lies in a folder.  Raises ``Unreadable``."""
    try:
        return tree.plain(folder / MANIFEST, MOST_BYTES)
    except OSError as error:
        raise Unreadable(f"{folder} 里没有清单 {MANIFEST}（{reason(error)}）") from None


def compare(
    folder: Path, expected: Mapping[str, str] | None = None, same: AbstractSet[str] = frozenset()
) -> list[FileDifference]:
    """Every difference between a folder and digests by path (its own manifest if not given).

    Files that are known to be the ``same`` are not read.
    """
    if expected is None:
        try:
            expected = digests(read(folder))
        except Unreadable:
            return [FileDifference(MANIFEST, MISSING)]
    found = set(paths(folder))
    differences = [FileDifference(path, MISSING) for path in expected.keys() - found]
    differences += [FileDifference(path, EXTRA) for path in found - expected.keys()]
    doubtful = (expected.keys() & found) - same
    both = [path for path in doubtful if file_digest(folder / path) != expected[path]]
    beside = folder / SUMS  # a release made before there were any has none
    both += [SUMS] if beside.exists() and not _holds(beside, sums(expected)) else []
    return sorted([*differences, *(FileDifference(path, CHANGED) for path in both)])


def _holds(file: Path, data: bytes) -> bool:
    try:
        return tree.plain(file, len(data)) == data
    except OSError:
        return False


def paths(folder: Path) -> list[str]:
    """Everything below a folder that is not a folder, links too, but for the manifest's own files."""
    found: list[str] = []
    for parent, folders, files in os.walk(folder):
        linked = [name for name in folders if (Path(parent) / name).is_symlink()]
        here = "".join(f"{part}/" for part in Path(parent).relative_to(folder).parts)
        found += [f"{here}{name}" for name in (*linked, *files)]
    return sorted(path for path in found if path not in _OWN)


def _entry(path: Path) -> FileEntry:
    return FileEntry(file_digest(path), path.lstat().st_size)


def file_digest(path: Path) -> str:
    """SHA-256 in hex; of nothing that is not a regular file."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
