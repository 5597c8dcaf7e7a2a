"""Whether the release in force passed the gates that the next one has to pass.

Enters: a release that was put in force, and a digest of the gates that it passed (``gates.settings``).
Leaves, for one that is made upon it: which files need not be read again.  What is kept is one line an
output folder: the digest of the release's manifest, and that of the gates.  A release with a single
finding is never put in force, so every file that such a manifest names was in order.

What is trusted: that line, which nobody but the user can write; of the release in force its manifest,
if it has that digest still; of its files those that ``StagedRelease.keep`` has hashed in this very
build, and found to be what the manifest says, or that are the same files, untouched, as when an earlier
build knew their bytes; if nobody wrote to them since.  Every other file is read.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from ...basics.digests import in_letters
from ...gates.passed import PassedRelease
from ...release import StagedRelease, in_force, manifest
from . import kept_store


def load(out: Path, stage: StagedRelease, gates: str | None) -> PassedRelease | None:
    """What the release in force tells of the staged one, if it passed the same gates."""
    noted = kept_store.read(_place(out))
    if gates is None or stage.before is None or noted != _line(stage.manifest_before, gates):
        return None
    digests = in_letters("\n".join(stage.known.values())).split("\n")
    return PassedRelease(stage.before, dict(zip(stage.known, digests, strict=True)), stage.untouched())


def save(out: Path, gates: str | None) -> None:
    """The release in force has passed these gates."""
    if gates is not None:
        kept_store.write(_place(out), _line(manifest.read(in_force(out)), gates))


def _line(of: bytes, gates: str) -> bytes:
    return f"{hashlib.sha256(of).hexdigest()} {gates}".encode()


def _place(out: Path) -> Path:
    return kept_store.folder("verdicts") / hashlib.sha256(str(out.resolve()).encode()).hexdigest()
