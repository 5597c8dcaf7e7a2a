"""Templates compiled once, as Python keeps modules: a third of the build of a small county.

Enters: a template's source, and what Jinja made of it.  Leaves: that again; another source, Jinja,
Python or setting compiles it anew.  It will be run: a folder into which others can write counts as
empty.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from . import kept_store

MOST_BYTES = 1 << 23
"""Of several themes: whoever changes a template leaves what it said before."""


class CompiledTemplates(BytecodeCache):
    """One file for each text of a template, in ``folder``, wherever the theme lies."""

    def __init__(self, folder: Path, settings: object) -> None:
        self.folder = folder
        self.made_by = f"{version('jinja2')} {sys.version} {settings}"

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """By what it says instead of where it lies, which errors name."""
        said = f"{name} {self.get_source_checksum(source)}"
        bucket = super().get_bucket(environment, said, None, source)
        if bucket.code and filename:
            bucket.code = bucket.code.replace(co_filename=filename)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        is_ours = _is_ours_alone(self.folder)
        entry = kept_store.read(self.folder / bucket.key, self.made_by) if is_ours else None
        if entry:
            bucket.bytecode_from_string(entry)

    def dump_bytecode(self, bucket: Bucket) -> None:
        kept_store.write(self.folder / bucket.key, self.made_by, bucket.bytecode_to_string())
        kept_store.prune(self.folder, MOST_BYTES)


def _is_ours_alone(folder: Path) -> bool:
    with suppress(OSError):
        told = folder.stat()
        return os.name == "nt" or (told.st_uid == os.geteuid() and not told.st_mode & 0o022)
    return False
