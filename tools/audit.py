"""Known vulnerabilities in what the lock files install; without data that is a failure.

Enters: a folder or a zip of advisories in OSV form, as osv.dev gives them for PyPI, fetched by
whoever has a connection.  Leaves: a line for each vulnerable package, and exit status 0 only
where every package was looked up in data that is there, is enough and is fresh.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bootstrap import PIP
from sbom import Package, locked

sys.path.append(str(PIP))  # versions are compared as the installer does, without another package

from pip._vendor.packaging.version import InvalidVersion, Version

LEAST = 1000
"""Advisories below which this cannot be the whole of PyPI's."""
FRESH = timedelta(days=14)
"""Since the newest advisory; some appear every day."""


class NoData(Exception):
    """There is nothing to look packages up in; nothing was audited."""


def main() -> int:
    """Look every locked package up; print what is known of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--least", type=int, default=LEAST)
    options = parser.parse_args()
    packages = locked()
    try:
        advisories = list(read(options.data, options.least))
    except NoData as error:
        print(f"没有审计：{len(packages)} 个包一个也没有查。{error}")
        return 1
    told = {name for advisory in advisories for name in named(advisory)}
    spoken_of = [package for package in packages if _plain(package.name) in told]
    if not spoken_of:
        print(f"没有审计：{len(advisories)} 条通报里没有一条说到这 {len(packages)} 个包，不会是全部")
        return 1
    found = [line for package in packages for line in known(package, advisories)]
    figures = f"查了 {len(packages)} 个包，其中 {len(spoken_of)} 个有通报；{len(advisories)} 条通报"
    print("\n".join([*found, f"{figures}，命中 {len(found)} 条"]))
    return 1 if found else 0


def read(data: Path | None, least: int = LEAST, now: datetime | None = None) -> Iterator[dict[str, Any]]:
    """Every advisory.  Raises ``NoData`` where they are not there, too few, old or unreadable."""
    if data is None or not data.exists():
        raise NoData("请给出 osv.dev 的 PyPI 通报（all.zip 或解开的文件夹）")
    try:
        found = [json.loads(text) for text in _texts(data)]
        newest = max((datetime.fromisoformat(one["modified"]) for one in found), default=None)
    except (ValueError, KeyError, TypeError, OSError, zipfile.BadZipFile) as error:
        raise NoData(f"通报读不懂：{error!r}") from None
    if newest is None or len(found) < least:
        raise NoData(f"只有 {len(found)} 条通报，不会是全部")
    if (now or datetime.now(UTC)) - newest > FRESH:
        raise NoData(f"最新的通报是 {newest.date()} 的，太旧了")
    yield from found


def named(advisory: Mapping[str, Any]) -> Iterator[str]:
    """The packages of PyPI that an advisory speaks of."""
    for part in advisory.get("affected", ()):
        package = part.get("package", {})
        if package.get("ecosystem") == "PyPI":
            yield _plain(package.get("name", ""))


def known(package: Package, advisories: list[dict[str, Any]]) -> Iterator[str]:
    """What is known of a package in the version that is locked."""
    for one in advisories:
        if "withdrawn" not in one and any(_hit(package, part) for part in one.get("affected", ())):
            yield f"{package.name} {package.version}：{one['id']} {one.get('summary', '')}"


def _hit(package: Package, affected: dict[str, Any]) -> bool:
    named = affected.get("package", {})
    if named.get("ecosystem") != "PyPI" or _plain(named.get("name", "")) != _plain(package.name):
        return False
    versions, ranges = affected.get("versions", ()), affected.get("ranges", ())
    if package.version in versions or any(_same(package.version, listed) for listed in versions):
        return True
    known = [one for one in ranges if one.get("type") in ("ECOSYSTEM", "SEMVER")]
    if known:
        return any(within(package.version, one.get("events", ())) for one in known)
    # neither versions nor ranges that we can read: it may mean ours, and a person shall look
    return not versions


def within(version: str, events: Iterable[Mapping[str, str]]) -> bool:
    """Whether a version lies in a range, as the OSV schema has it evaluated.

    Events in the order of their versions: ``introduced`` opens ("0" before all), ``fixed`` closes
    before its version, ``last_affected`` closes behind it; ``limit`` bounds what is said at all.
    A version that cannot be read lies in every range.
    """
    try:
        ours = Version(version)
        ordered = sorted((_order(kind, at), kind) for event in events for kind, at in event.items())
    except InvalidVersion:
        return True
    inside = False
    for (at, _), kind in ordered:
        if kind == "introduced" and ours >= at:
            inside = True
        if (kind in ("fixed", "limit") and ours >= at) or (kind == "last_affected" and ours > at):
            inside = False
    return inside


def _order(kind: str, at: str) -> tuple[Version, int]:
    """Where an event stands among others; "0" is before all, even before 0.dev0."""
    first = Version("0.dev0") if at == "0" else Version(at)
    return first, ("introduced", "fixed", "last_affected", "limit").index(kind)


def _same(one: str, other: str) -> bool:
    """Whether two versions are written differently and mean the same: 1.0 and 1.0.0."""
    try:
        return Version(one) == Version(other)
    except InvalidVersion:
        return False


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _texts(data: Path) -> Iterator[str]:
    if data.is_dir():
        yield from (path.read_text(encoding="utf-8") for path in sorted(data.rglob("*.json")))
        return
    with zipfile.ZipFile(data) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".json"):
                yield archive.read(name).decode()


if __name__ == "__main__":
    sys.exit(main())
