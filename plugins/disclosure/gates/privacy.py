"""Gate: no number of a person in any file that was written, whatever carries it.

Enters: the files of a release, and the numbers that may be shown (office telephones, and the
fingerprints of reviewed waivers).  Leaves: a finding for each other number, and for each file
that could run.  It reads attachments anew: what was judged at the source is judged again here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from ..privacy.carriers import READERS, findings_in, pieces
from ..privacy.runs import Active


def check(files: Mapping[str, Path], allowed: Collection[str] = ()) -> Iterator[str]:
    """Every file whose kind is known; fonts, and other kinds that hold no text, are left out."""
    for name, path in files.items():
        if name.rpartition(".")[2].lower() in READERS:
            yield from _file(name, path.read_bytes(), allowed)


def _file(name: str, data: bytes, allowed: Collection[str]) -> Iterator[str]:
    read = list(pieces(name, data))
    for run, found in findings_in(read):
        if found.number not in allowed and found.fingerprint not in allowed:
            place = f"第 {run.line} 行" if run.line else run.where
            yield f"{name} {place}有{found.kind}“{found.shown}”，指纹 {found.fingerprint}"
    yield from (f"{name} {piece.why}" for piece in read if isinstance(piece, Active))
