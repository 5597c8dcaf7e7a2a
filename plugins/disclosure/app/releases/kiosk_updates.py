"""``disclosure kiosk-update``: a touch screen takes an update, or keeps what it has.

Enters: a folder with bundles, the folder of the touch screen, the public key, the county's code.
Leaves, in the folder of the touch screen::

    index.html                   leads to the release in force; the browser opens this
    current.js                   names the release in force, replaced in one step
    site-00000012-<release>/     that release, and the one before

Where what had to leave may be in the one before, it goes when the same update is met again: by then
nobody reads it any more.

All is checked before ``current.js`` names it: the signature, the county, that it is newer than whatever
was there, the digest of the bundle, the names in it, the digest of every file once it is unpacked.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
import tempfile
import zipfile
import zlib
from argparse import Namespace
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from ...basics.calendar.workdays import day_at
from ...basics.files.os_errors import said
from ...release import durable, manifest, signing, tree
from . import keys
from .kiosk_manifest import (
    FRONT,
    LISTED,
    MANIFEST,
    SIGNATURE,
    BadBundle,
    Bundle,
    KioskManifest,
    read,
)

FINE, PROBLEMS = 0, 1
CURRENT, AS_OF = "current.js", "as-of.txt"
_SITE = re.compile(r"site-(\d{8})-([0-9a-f]{16})")
_NAMED = re.compile(rf'showSite\("({_SITE.pattern})"\);\n')
_NO_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
"""What reading a zip raises that is none: one locked by a password, packed otherwise, damaged."""
_COMING, _KEPT, _PIECE = ".coming-", 2, 1 << 20
_START = """<!doctype html>
<meta charset="utf-8">
<title>触摸屏</title>
<script>
function showSite(name) {
  var page = /^#(at\\/[\\w.-]+\\.html)$/.exec(window.location.hash);
  window.location.replace(name + "/" + (page ? page[1] : "index.html"));
}
</script>
<script src="current.js"></script>
""".encode()


def kiosk_update(options: Namespace) -> int:
    """Take the update, if it is one; say so where the data has grown old."""
    screen: Path = options.screen
    status = FINE
    try:
        screen.mkdir(parents=True, exist_ok=True)
        sys.stdout.write(f"{_updated(options, screen)}\n")
    except (BadBundle, signing.BadSignature, signing.BadKey, OSError) as error:
        sys.stderr.write(f"没有更新：{said(error)}。触摸屏上原来的内容没有动。\n")
        status = PROBLEMS
    old = _age(screen, options.today or day_at(datetime.now(UTC)))
    if old < 0:
        sys.stderr.write(
            f"数据的日期比这台机器的晚 {-old} 天：请把机器的日期对准，到没到期是照它算的。\n"
        )
    if old > options.stale:
        sys.stderr.write(f"触摸屏上的内容已有 {old} 天没有更新，照旧显示：请检查更新是怎样送来的。\n")
    return status


def _updated(options: Namespace, screen: Path) -> str:
    text = tree.plain(options.bundles / MANIFEST, LISTED)
    signature = tree.plain(options.bundles / SIGNATURE, signing.MOST_BYTES)
    signing.check(keys.public(options.public_key), text, signature)
    told = read(text)
    if told.county != options.county:
        raise BadBundle(f"这是区划代码 {told.county} 的更新，这块屏是 {options.county} 的")
    _refuse_old(told, screen)
    if _is_whole(screen / told.site, told):
        tree.replace(screen / told.site / AS_OF, told.as_of.encode())
        _show(screen, told)
        _keep(screen, 1 if told.only else _KEPT)
        return f"已经是第 {told.sequence} 号，内容逐个核对无误"
    _install(options.bundles, screen, told)
    _show(screen, told)
    _keep(screen, _KEPT)
    return f"已换上第 {told.sequence} 号（{told.release}），数据截至 {told.as_of}"


def _keep(screen: Path, newest: int) -> None:
    for old in sorted(_sites(screen))[:-newest]:
        shutil.rmtree(screen / old)


def _sites(screen: Path) -> Iterator[str]:
    return (path.name for path in screen.iterdir() if _SITE.fullmatch(path.name))


def _refuse_old(told: KioskManifest, screen: Path) -> None:
    """Whatever was shown here once is never followed by something older."""
    newest = _SITE.fullmatch(max(_sites(screen), default=""))
    if newest is None or told.site == newest[0]:
        return
    if told.sequence <= int(newest[1]):
        raise BadBundle(f"这是第 {told.sequence} 号，屏上已经是第 {int(newest[1])} 号：旧的不能盖新的")


def _is_whole(site: Path, told: KioskManifest) -> bool:
    return site.is_dir() and not _differences(site, told)


def _differences(site: Path, told: KioskManifest) -> list[manifest.FileDifference]:
    return [found for found in manifest.compare(site, told.files) if found.path != AS_OF]


def _install(bundles: Path, screen: Path, told: KioskManifest) -> None:
    """Unpacked beside what is shown, hashed again as it lies on the disk, and only then named."""
    here = {site.rpartition("-")[2]: screen / site for site in _sites(screen)}
    fits = [bundle for bundle in told.bundles if not bundle.base or bundle.base in here]
    for bundle in sorted(fits, key=lambda of: not of.base):
        base = here.get(bundle.base)
        if base and not (bundles / bundle.file).is_file():
            continue
        coming = Path(tempfile.mkdtemp(prefix=_COMING, dir=screen))
        try:
            _unpack(bundles / bundle.file, bundle, coming, told, base)
            if _differences(coming, told):
                if base:  # what was here before is damaged: take the whole release
                    continue
                raise BadBundle("解开以后与清单不符")
            (coming / AS_OF).write_text(told.as_of, "utf-8")
            durable.one_by_one(coming)
            coming.chmod(tree.FOLDER)
            if (screen / told.site).exists():
                shutil.rmtree(screen / told.site)
            coming.rename(screen / told.site)
            return
        finally:
            shutil.rmtree(coming, ignore_errors=True)
    raise BadBundle("没有这块屏用得上的更新包")


def _unpack(file: Path, bundle: Bundle, to: Path, told: KioskManifest, base: Path | None) -> None:
    """Only names that the manifest has are written, from bytes that it vouches for.

    Raises ``BadBundle``.
    """
    is_whole = not file.is_symlink() and file.stat().st_size == bundle.size
    if not is_whole or manifest.file_digest(file) != bundle.sha256:
        raise BadBundle(f"更新包 {bundle.file} 与清单不符：没有拷完，或者被改动过")
    try:
        _unpack_zip(file, bundle, to, told, base)
    except _NO_ZIP as error:
        raise BadBundle(f"更新包 {bundle.file} 解不开：不像我们写的") from error


def _unpack_zip(file: Path, bundle: Bundle, to: Path, told: KioskManifest, base: Path | None) -> None:
    with zipfile.ZipFile(file) as packed:
        names = packed.namelist()
        if len(set(names)) != len(names) or not told.files.keys() >= set(names):
            raise BadBundle(f"更新包 {bundle.file} 里有清单没有的文件")
        for path, sha256 in told.files.items():
            place = to / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if path in names:
                _write(packed, path, place, sha256)
            elif base and (base / path).is_file():
                shutil.copyfile(base / path, place)
            elif base is None:
                raise BadBundle(f"更新包 {bundle.file} 里少了 {path}")


def _write(packed: zipfile.ZipFile, path: str, place: Path, sha256: str) -> None:
    """Piece by piece, so that a small bundle cannot fill the memory."""
    entry, found, size = packed.getinfo(path), hashlib.sha256(), 0
    with packed.open(entry) as source, place.open("wb") as target:
        while piece := source.read(_PIECE):
            size += len(piece)
            found.update(piece)
            if size > entry.file_size:
                break
            target.write(piece)
    if found.hexdigest() != sha256:
        raise BadBundle(f"更新包里的 {path} 与清单不符")


def _show(screen: Path, told: KioskManifest) -> None:
    if not (screen / FRONT).is_file() or (screen / FRONT).read_bytes() != _START:
        tree.replace(screen / FRONT, _START)
    tree.replace(screen / CURRENT, f'showSite("{told.site}");\n'.encode())


def _age(screen: Path, today: date) -> int:
    """Days since the day of the data that is shown; 0 where it is not known."""
    named = _NAMED.fullmatch(_text(screen / CURRENT))
    told = _text(screen / named[1] / AS_OF) if named else ""
    with suppress(ValueError):  # nothing is shown, or what is there was damaged
        return (today - date.fromisoformat(told)).days
    return 0


def _text(file: Path) -> str:
    return file.read_text("utf-8", "replace") if file.is_file() else ""
