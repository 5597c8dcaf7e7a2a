"""Where tests write: a disk in memory, where there is room.  A real disk keeps whoever publishes or
removes many small files waiting, and no processor works meanwhile.

Enters: the machine.  Leaves: a new folder, or nothing: then tests write where everybody does.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108  a folder of one's own is made there
NAME = "disclosure-tests-"
"""What our folders there are called, before the number of the process."""
ROOM = 4 * 2**30
"""Bytes that must be free: a whole run writes one or two gigabytes."""


def claimed() -> Path | None:
    """A folder of ours in memory, where programs that tests start write too; ``TMPDIR`` comes first.

    What runs left there that failed or were killed goes.
    """
    if "TMPDIR" in os.environ or not MEMORY.is_dir():
        return None
    for left in MEMORY.glob(f"{NAME}*-*"):
        if not Path("/proc", left.name.removeprefix(NAME).partition("-")[0]).exists():
            shutil.rmtree(left, ignore_errors=True)
    disk = os.statvfs(MEMORY)
    if disk.f_bavail * disk.f_frsize < ROOM or disk.f_flag & os.ST_NOEXEC:
        return None
    folder = Path(tempfile.mkdtemp(prefix=f"{NAME}{os.getpid()}-", dir=MEMORY))
    folder.chmod(0o711)  # a web server that a test starts reads as another user
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    return folder
