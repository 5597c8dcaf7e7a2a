"""A power cut: what the disk itself holds is the old release or the new one, and never neither.

Enters: how many cuts, and which publisher.  Leaves: a ``Tally``, or the reason why this machine
does not allow it.  An ext4 of its own, in a file, is told to stop as a disk does when the power
goes (``EXT4_IOC_SHUTDOWN``), in turn with the journal written out and without; then it is mounted
again as after a restart.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import kills
import publishers

SHUTDOWN = 0x8004587D  # _IOR('X', 125, __u32)
FLUSHED, LOST = 1, 2  # the journal reaches the disk, or nothing more does
_TOOLS = ("mkfs.ext4", "losetup", "mount", "umount")
_SIZE = 48 * 1024 * 1024


class NotHere(Exception):
    """This machine does not allow it; the message says why."""


@dataclass
class Tally(kills.Tally):
    """``lost``: the publisher had said that it was done, and the release was gone."""

    lost: int = 0


def run(cuts: int, publisher: str = "sound", seed: int = 1, seconds: float = 1e9) -> Tally:
    """Cut the power that many times, at random moments during and after a publication.

    Raises:
        NotHere: not Linux, not root, no tools, or no loop device.
    """
    chance, tally = random.Random(seed), Tally()  # noqa: S311  the same moments again
    begun = time.monotonic()
    with _disk() as disk:
        for number in range(1, cuts + 1):
            if time.monotonic() - begun > seconds:
                break
            _one_cut(disk, publisher, number * 2, chance, tally)
    return tally


@dataclass
class _Disk:
    device: str
    mount: Path

    def plug_in(self) -> None:
        _call("mount", self.device, str(self.mount))

    def pull_out(self) -> None:
        _call("umount", str(self.mount))

    def settle(self) -> None:
        """This disk alone: ``os.sync`` would wait for all others."""
        _call("sync", "--file-system", str(self.mount))

    def cut(self, flag: int) -> None:
        import fcntl  # noqa: PLC0415  there is none on Windows

        handle = os.open(self.mount, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, SHUTDOWN, flag.to_bytes(4, sys.byteorder))
        finally:
            os.close(handle)


def _one_cut(disk: _Disk, publisher: str, number: int, chance: random.Random, tally: Tally) -> None:
    out = disk.mount / "out"
    begun = time.monotonic()
    _wait(kills.forked(lambda: publishers.PUBLISHERS[publisher](out, number)))
    span = time.monotonic() - begun
    disk.settle()  # the release before is not on trial
    child = kills.forked(lambda: publishers.PUBLISHERS[publisher](out, number + 1))
    time.sleep(chance.uniform(0, 1.6) * span)
    done, status = os.waitpid(child, os.WNOHANG)
    disk.cut(chance.choice((FLUSHED, LOST)))
    if not done:
        _wait(child)
    disk.pull_out()
    disk.plug_in()
    _judge(out, publisher, number, tally, said_done=bool(done) and status == 0)


def _judge(out: Path, publisher: str, number: int, tally: Tally, *, said_done: bool) -> None:
    torn, now = publishers.torn(out, publisher), publishers.number_in_force(out, publisher)
    if torn or now not in (number, number + 1):
        tally.torn += 1
        tally.notes.append(f"{number}: {torn or now}")
        shutil.rmtree(out, ignore_errors=True)  # start afresh: this disk is lost
    elif now == number:
        tally.old += 1
        tally.lost += said_done
    else:
        tally.new += 1


@contextmanager
def _disk() -> Iterator[_Disk]:
    if sys.platform != "linux" or os.geteuid() != 0:
        raise NotHere("要 Linux 和管理员权限")
    missing = [tool for tool in _TOOLS if not shutil.which(tool)]
    if missing:
        raise NotHere(f"没有 {missing[0]}")
    with tempfile.TemporaryDirectory(dir=kills.MEMORY) as folder:
        image, mount = Path(folder) / "disk", Path(folder) / "mount"
        mount.mkdir()
        with image.open("wb") as file:
            file.truncate(_SIZE)
        _call("mkfs.ext4", "-q", str(image))
        disk = _Disk(_call("losetup", "-f", "--show", str(image)), mount)
        try:
            disk.plug_in()
            yield disk
        finally:
            subprocess.run(["umount", str(mount)], capture_output=True, check=False)
            subprocess.run(["losetup", "-d", disk.device], capture_output=True, check=False)


def _call(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotHere(f"{command[0]} 不成：{done.stderr.strip()}")
    return done.stdout.strip()


def _wait(child: int) -> int:
    return os.waitpid(child, 0)[1]
