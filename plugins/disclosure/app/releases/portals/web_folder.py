"""``disclosure publish --web``: the portal's files, and beside each text the same in gzip.

Enters: an output folder, and a folder for the web server.  Leaves: the release in force there, swapped
in as a whole, with a manifest of its own; what did not change since the one before is linked, and not
squeezed again.  A server that knows ``gzip_static`` then squeezes nothing itself.  The same files give
the same bytes: no time and no machine stands in them.
"""

from __future__ import annotations

import struct
import sys
import zlib
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path

from .... import release as publish
from ....basics.files.os_errors import said
from ....basics.media import FRONT
from ....release import manifest, signing
from ...report import BUSY, FINE, PROBLEMS, say
from .. import keys, release_commands

SQUEEZED = frozenset((
    "html", "css", "js", "svg", "json", "jsonld", "xml", "atom", "ics", "csv", "dot", "txt", "opml",
))  # fmt: skip
"""Endings of texts; pictures and packages hold no air."""
LEAST = 1000
"""Bytes below which it is not worth while."""
SUFFIX = ".gz"
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
"""Of gzip (RFC 1952): deflated as well as can be, at no time, on no machine in particular."""
_REFUSALS = (
    publish.NoRelease, publish.Foreign, publish.Damaged, manifest.Unreadable, signing.BadKey,
    keys.Unsigned, OSError,
)  # fmt: skip


def publish_web(options: Namespace) -> int:
    """Write the folder; what was there stays in force until all is there."""
    try:
        name, files = _written(options.output, options)
    except publish.Busy as error:
        return say(str(error), BUSY)
    except _REFUSALS as error:
        return say(f"没有写：{said(error)}。{options.web} 没有改动。", PROBLEMS)
    packed = sum(path.endswith(SUFFIX) for path in files)
    root = options.web / FRONT.folder
    sys.stdout.write(f"{name}：{len(files)} 个文件，其中 {packed} 个是压缩好的，在 {root}\n")
    return FINE


def squeezed(data: bytes) -> bytes:
    """Bytes in gzip."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(data) + deflate.flush()
    return _HEAD + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def _written(out: Path, options: Namespace) -> tuple[str, Mapping[str, object]]:
    """The name of the release, and its files."""
    told = Namespace(output=options.web, key=options.key, unsigned=options.unsigned)
    secret, now = keys.secret_of(told), publish.in_force(out)
    wanted = manifest.digests(manifest.read(now))
    with publish.staging(options.web) as stage:
        release_commands.claim(options.web, (out / release_commands.AUDIENCE).read_text("utf-8").strip())
        for path in _of_portal(wanted):
            _take(stage, now, path, wanted[path])
        return release_commands.commit(options.web, stage, secret), stage.files


def _of_portal(files: Mapping[str, str]) -> Iterator[str]:
    """The portal's files, and the notes of the release itself."""
    return (path for path in sorted(files) if "/" not in path or path.startswith(f"{FRONT.folder}/"))


def _take(stage: publish.StagedRelease, now: Path, path: str, digest: str) -> None:
    """A file, linked with its squeezed twin where it is as it was.  Raises ``Damaged``."""
    twin, is_kept = path + SUFFIX, stage.known.get(path) == digest and stage.keep(path)
    if not is_kept:
        stage.write(path, (now / path).read_bytes())
    if stage.files[path].sha256 != digest:
        raise publish.Damaged(f"{path} 不是发布时的样子")
    is_text = "/" in path and path.rpartition(".")[2] in SQUEEZED
    if not is_text or stage.files[path].size < LEAST or (is_kept and stage.keep(twin)):
        return
    packed = squeezed((now / path).read_bytes())
    if len(packed) < stage.files[path].size:
        stage.write(twin, packed)
