"""What is signed when touch screens are updated: which files a release has, and in what they come.

Enters: bytes that nobody vouches for yet but the signature, or values.  Leaves: ``KioskManifest``, or
``BadBundle``.  A signed manifest is read as strictly as any other: a key may be lost.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from ...basics.values import dataclass, regex

KIND = "disclosure-kiosk"
FRONT = "index.html"
MANIFEST, SIGNATURE = "kiosk.json", "kiosk.json.minisig"
LISTED = 1024**3 // 4
"""Bytes of a manifest: more than that of ``MOST_FILES``."""
MOST_BYTES, MOST_FILES = 4 * 1024**3, 500_000
"""More than any county has; what claims more is not unpacked."""

_NAME = regex(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,150}(?<!\.)")
_SHA256 = regex(r"[0-9a-f]{64}")
_COUNTY = regex(r"[A-Za-z0-9._-]{1,40}")
_RELEASE = regex(r"[0-9a-f]{16}")
BUNDLE = regex(r"kiosk-([0-9a-f]{16})(?:-from-[0-9a-f]{16})?\.zip")
"""The name of a bundle, and in it that of its release."""
_DEVICES = regex(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


class BadBundle(Exception):
    """An update is not taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A zip file; with a ``base`` it holds only what that release has not."""

    file: str
    sha256: str
    size: int
    base: str


@dataclass(frozen=True, slots=True)
class KioskManifest:
    """A release for the touch screens of a county; ``files`` are digests by path.

    ``sequence`` rises with every release: a lower one is an old one put back.  ``as_of`` is the day
    of the data.  After an ``only`` one nothing older may stay on a screen.
    """

    county: str
    sequence: int
    release: str
    as_of: str
    files: Mapping[str, str]
    bundles: tuple[Bundle, ...]
    only: bool = False

    @property
    def site(self) -> str:
        """The folder of the release on a touch screen."""
        return f"site-{self.sequence:08}-{self.release}"


def printed(manifest: KioskManifest) -> bytes:
    told = {"kind": KIND, **asdict(manifest)}
    if not manifest.only:  # what a screen with an older program does not know
        del told["only"]
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def read(data: bytes) -> KioskManifest:
    """Raises ``BadBundle``."""
    try:
        told = json.loads(data)
        if told.pop("kind") != KIND:
            raise BadBundle("签过名，却不是触摸屏更新包的清单")
        bundles = tuple(Bundle(**bundle) for bundle in told.pop("bundles"))
        return _checked(KioskManifest(bundles=bundles, **told))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise BadBundle(f"清单 {MANIFEST} 读不懂，可能是别的版本的程序写的") from None


def _checked(manifest: KioskManifest) -> KioskManifest:
    _fit(f"{date.fromisoformat(manifest.as_of)}" == manifest.as_of, "日期")
    _fit(_COUNTY.fullmatch(manifest.county), "区划代码")
    _fit(_RELEASE.fullmatch(manifest.release) and type(manifest.sequence) is int, "版本号")
    _fit(type(manifest.only) is bool, "“只留这一版”")
    _fit(0 < manifest.sequence < 10**8 and 0 < len(manifest.files) <= MOST_FILES, "版本号或文件数")
    _fit(FRONT in manifest.files, f"没有 {FRONT}，文件")
    for path, sha256 in manifest.files.items():
        _fit(is_safe(path) and _SHA256.fullmatch(sha256), f"文件 {path!r}")
    _fit(len({path.casefold() for path in manifest.files}) == len(manifest.files), "只差大小写的文件")
    for bundle in manifest.bundles:
        _fit(BUNDLE.fullmatch(bundle.file) and _SHA256.fullmatch(bundle.sha256), "更新包的名称")
        _fit(not bundle.base or _RELEASE.fullmatch(bundle.base), "更新包的底本")
        _fit(type(bundle.size) is int and 0 <= bundle.size <= MOST_BYTES, "更新包的大小")
    return manifest


def is_safe(path: str) -> bool:
    """Whether a path stays below the folder that it is unpacked to, on every system."""
    parts = path.split("/")
    return all(
        _NAME.fullmatch(part) and not _DEVICES.fullmatch(part) and part[-1] != "." for part in parts
    )


def _fit(fits: Any, what: str) -> None:
    if not fits:
        raise BadBundle(f"清单里{what}不对：不像我们写的")
