"""Whether the release in force passed the gates that the next one has to pass.

Enters: a release that was put in force, and a digest of the gates that it passed (``gates.settings``).
Leaves, for one that is made upon it: which files need not be read again.  What is kept is one file an
output folder, about a release's manifest and the gates: the tables of which these saw that each row is
read by some others and itself alone, and by which (``gates.in_rows``).  A release with a single finding
is never put in force, so every file that such a manifest names was in order.

What is trusted: that file, which nobody but the user can write; of the release in force its manifest,
if it has that digest still; of its files those that ``StagedRelease.keep`` has hashed in this very
build, and found to be what the manifest says, or that are the same files, untouched, as when an earlier
build knew their bytes; if nobody wrote to them since.  Every other file is read.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from ...basics.digests import in_letters
from ...gates.passed import PassedRelease
from ...gates.written import TablesInRows
from ...release import StagedRelease, in_force, manifest
from . import kept_store


def load(out: Path, stage: StagedRelease, gates: str | None) -> PassedRelease | None:
    """What the release in force tells of the staged one, if it passed the same gates."""
    if gates is None or stage.before is None:
        return None
    kept = kept_store.read(kept_store.place("verdicts", out), _about(stage.manifest_before, gates))
    if kept is None:
        return None
    in_rows = {name: frozenset(naming) for name, naming in json.loads(kept).items()}
    digests = in_letters("\n".join(stage.known.values())).split("\n")
    passed = dict(zip(stage.known, digests, strict=True))
    return PassedRelease(stage.before, passed, stage.untouched(), in_rows)


def save(out: Path, gates: str | None, in_rows: TablesInRows) -> None:
    """The release in force has passed these gates."""
    if gates is not None:
        about = _about(manifest.read(in_force(out)), gates)
        told = {name: sorted(naming) for name, naming in sorted(in_rows.items())}
        kept_store.write(kept_store.place("verdicts", out), about, json.dumps(told).encode())


def _about(of: bytes, gates: str) -> str:
    return f"{hashlib.sha256(of).hexdigest()} {gates}"
