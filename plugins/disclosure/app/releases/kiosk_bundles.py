"""``disclosure publish``: the release in force as update bundles for touch screens.

Enters: an output folder and a signing key.  Leaves: a whole bundle, bundles that hold only what changed
since each of the last releases that were bundled, and their signed manifest, in a folder.  The same
release gives the same bytes.  What the last releases held is noted in the output folder: of an old
release only the digests are needed.
"""

from __future__ import annotations

import hashlib
import re
import sys
import zipfile
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from ... import release as publish
from ...basics.files.os_errors import said
from ...editions import open_data
from ...editions.open_data.province import county_data
from ...release import manifest, signing, tree, withdrawals
from . import forgetting, keys
from .kiosk_manifest import (
    LISTED,
    MANIFEST,
    MOST_BYTES,
    SIGNATURE,
    BadBundle,
    Bundle,
    KioskManifest,
    printed,
    read,
)

FINE, PROBLEMS = 0, 1
BEFORE, MOST = ".disclosure.kiosk", 50
"""In the output folder: the manifests of the last releases for touch screens; how many at most."""
_KIOSK = "kiosk/"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_AS_OF = re.compile(r'数据截至 <time datetime="(\d{4}-\d\d-\d\d)"')


_UNFIT = (publish.NoRelease, manifest.Unreadable, signing.BadKey, county_data.BadData, BadBundle)


def publish_kiosk(options: Namespace) -> int:
    """Write the bundles; nothing is left half written under its own name."""
    try:
        written = _written(options, keys.needed(options))
    except (*_UNFIT, OSError) as error:
        sys.stderr.write(f"没有写更新包：{said(error)}\n")
        return PROBLEMS
    sys.stdout.write(f"第 {written.sequence} 号更新（{written.release}）已写到 {options.kiosk}：\n")
    for bundle in written.bundles:
        base = f"只有与 {bundle.base} 不同的" if bundle.base else "完整的一版"
        sys.stdout.write(f"  {bundle.file}　{bundle.size} 字节，{base}\n")
    forgetting.warn(options.output, options.kiosk)
    return FINE


def _written(options: Namespace, secret: bytes) -> KioskManifest:
    out, to = options.output, options.kiosk
    now = publish.in_force(out)
    files, name = _files(now), next(manifest.names(manifest.read(now)))
    noted = _noted(out / BEFORE)
    to.mkdir(parents=True, exist_ok=True)
    bundles = [_bundle(now, to, f"kiosk-{name}.zip", files, "")]
    bases = {told.release: told.files for told in noted if told.release != name}
    for base, old in list(bases.items())[-options.last :] if options.last else ():
        fresh = {path: sha256 for path, sha256 in files.items() if old.get(path) != sha256}
        bundles.append(_bundle(now, to, f"kiosk-{name}-from-{base}.zip", fresh, base))
    told = KioskManifest(
        county=county_data.read((now / "public" / open_data.PATH).read_bytes()).code,
        sequence=_sequence(noted, name, options.sequence),
        release=name,
        as_of=_as_of(now),
        files=files,
        bundles=tuple(bundles),
        only=bool(withdrawals.left(now)),
    )
    text = printed(told)
    _note(out / BEFORE, told.sequence, text)  # first: no number is given twice
    tree.replace(to / SIGNATURE, signing.sign(secret, text, f"kiosk {told.county} {told.sequence}"))
    tree.replace(to / MANIFEST, text)
    return told


def _noted(folder: Path) -> list[KioskManifest]:
    """The manifests of the last releases, the oldest first."""
    return [read(tree.plain(path, LISTED)) for path in sorted(folder.glob("*.json"))]


def _note(folder: Path, sequence: int, text: bytes) -> None:
    folder.mkdir(exist_ok=True)
    tree.replace(folder / f"{sequence:08}.json", text)
    for path in sorted(folder.glob("*.json"))[:-MOST]:
        path.unlink()


def _files(release: Path) -> dict[str, str]:
    told = manifest.digests(manifest.read(release))
    return {p.removeprefix(_KIOSK): sha256 for p, sha256 in sorted(told.items()) if p.startswith(_KIOSK)}


def _bundle(release: Path, to: Path, name: str, files: Mapping[str, str], base: str) -> Bundle:
    fresh = to / f".{name}.new"
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, sha256 in files.items():
            data = tree.plain(release / _KIOSK / path, MOST_BYTES)
            if hashlib.sha256(data).hexdigest() != sha256:
                raise BadBundle(f"{_KIOSK}{path} 与清单不符，被改动过：请重新生成网站")
            entry = zipfile.ZipInfo(path, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, data)
    made = Bundle(name, manifest.file_digest(fresh), fresh.stat().st_size, base)
    fresh.replace(to / name)
    return made


def _sequence(noted: Sequence[KioskManifest], name: str, least: int) -> int:
    """The number of a release; the next one where it is another than before."""
    number, before = (noted[-1].sequence, noted[-1].release) if noted else (0, "")
    return max(number if before == name else number + 1, least)


def _as_of(release: Path) -> str:
    """The day of the data, as the front page of the touch screens tells it."""
    told = _AS_OF.search((release / _KIOSK / "index.html").read_text("utf-8"))
    if told is None:
        raise manifest.Unreadable("触摸屏的首页没有写数据截至哪一天")
    return told[1]
