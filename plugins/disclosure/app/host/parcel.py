"""What the files of a build are made of, as plain data: for a machine that knows nothing of it.

Enters: what some readers may see of a county, what was drawn for them, and the host's settings.
Leaves: bytes, and on the other machine the same again.  What these readers may not see is not in it.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from ...basics.values import dataclass
from ...charts.stage import DrawingJob
from ...county.site import Site
from ...editions.edition import Edition


@dataclass(frozen=True, slots=True)
class Parcel:
    """A county's records and drawings, packed."""

    settings: bytes
    records: bytes
    drawings: Mapping[str, bytes]

    @classmethod
    def of(cls, seen: Site, editions: Iterable[Edition], settings: bytes) -> Parcel:
        drawn = dict(made for edition in editions for made in edition.drawings.made())
        drawings = {name: zlib.compress(drawing.encode(), 1) for name, drawing in drawn.items()}
        return cls(settings, zlib.compress(pickle.dumps(replace(seen)), 1), drawings)

    def site(self) -> Site:
        """What the readers may see."""
        site: Site = pickle.loads(zlib.decompress(self.records))  # noqa: S301  a cluster's machines trust each other: docs/scale.md
        return site

    def each(
        self, _draw: Callable[[DrawingJob], str], jobs: Mapping[str, DrawingJob]
    ) -> Mapping[str, str]:
        """As the drawing stage asks for it; nothing is drawn."""
        return _Packed({name: self.drawings[name] for name in jobs})


class _Packed(Mapping[str, str]):
    """Drawings that are unpacked when a page asks for them."""

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        self._packed = packed

    def __getitem__(self, name: str) -> str:
        return zlib.decompress(self._packed[name]).decode()

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)
