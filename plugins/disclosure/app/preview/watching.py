"""What a preview watches: the folders of the county, its law library, the theme and the program, and
settings of the county's own, which lie in none of them.

Enters: a county's folder.  Leaves: names of what changed, whenever something has.  A folder may come,
go, or be put in the place of another at any time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from watchfiles import watch

from ...basics.paths.where import theme_folder
from ...county.read import SourceFile, read_file
from ...release.tree import INODE, identity
from ...schema.catalogue import COUNTY
from ...schema.records.county import County
from .. import disk
from ..host.pelican_adapter import OWN_SETTINGS

_QUIET, _LOOK = 20, 500
"""Milliseconds of silence after which changes are told, and after which one is told of none."""
_PROGRAM = Path(__file__).parents[2]
_NAMES_IT = f"{disk.SOURCES[0]}/{COUNTY.folder}"


def changes(county: Path) -> Iterator[set[str]]:
    """Names of what changed, for ever; none, again and again, where nothing does."""
    seen, moved = _seen(county), set[str]()
    while True:
        with suppress(FileNotFoundError):  # a folder has just gone
            folders = filter(Path.is_dir, seen)
            for changed in watch(*folders, step=_QUIET, rust_timeout=_LOOK, yield_on_timeout=True):
                yield moved | {Path(path).name for _, path in changed}
                moved = set()
                if _seen(county) != seen:
                    break
        before, seen = seen, _seen(county)
        moved |= {path.name for path, _ in before.items() ^ seen.items()}


def _seen(county: Path) -> dict[Path, tuple[int, ...]]:
    """What is there, each thing with what tells it from another of its name: a folder by its inode, as
    what lies in it is watched."""
    own = (county / name for name in disk.SOURCES)
    seen = dict[Path, tuple[int, ...]]()
    for path in (*own, *_law_library(county), theme_folder(), _PROGRAM, county / OWN_SETTINGS):
        with suppress(OSError):
            told = identity(path.stat())
            seen[path] = told[: INODE + 1] if path.is_dir() else told
    return seen


def _law_library(county: Path) -> Iterator[Path]:
    """The one that the county names; none while its file cannot be read."""
    with suppress(OSError):
        yield from (county / folder for folder in _named((county / _NAMES_IT).read_bytes()))


@lru_cache(maxsize=1)
def _named(data: bytes) -> list[str]:
    records, _ = read_file(SourceFile(_NAMES_IT, data))
    return [county.laws.text for county in records.of(County) if county.laws]
