"""The bill of materials: what the lock files install, as CycloneDX 1.5 JSON.

Enters: lock files.  Leaves: JSON on standard output, or in the file that is named; the same locks
always give the same bytes.  Own code, because the lock files already hold everything that a bill
of materials asks for, and the usual generator would bring a dozen packages to read them.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOR_TESTS = ("requirements-fuzz.txt", "requirements-dev.txt")
LOCKS = ("requirements.txt", "requirements-graphviz.txt", *FOR_TESTS)
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)((?:[^\n\\]|\\\n)*)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Package:
    """A locked package: name, version, and the SHA-256 of every file that may be installed."""

    name: str
    version: str
    hashes: tuple[str, ...]
    for_tests: bool


def locked(root: Path = ROOT) -> list[Package]:
    """Every package of the lock files, by name.  Raises ``ValueError`` for a lock file without any."""
    found: dict[str, Package] = {}
    for lock in LOCKS:
        packages = list(_read(root / lock))
        if not packages:
            raise ValueError(f"{lock} 里没有一个包")
        for package in packages:
            found.setdefault(package.name, package)
    return sorted(found.values(), key=lambda package: package.name)


def bill(packages: list[Package]) -> str:
    """The bill of materials as text."""
    components = [_component(package) for package in packages]
    digest = hashlib.sha256(json.dumps(components, sort_keys=True).encode()).hexdigest()
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, digest)}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "pelican-disclosure"}},
        "components": components,
    }
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _read(lock: Path) -> Iterator[Package]:
    for name, version, rest in _PIN.findall(lock.read_text(encoding="utf-8")):
        hashes = tuple(sorted(set(_HASH.findall(rest))))
        yield Package(name.lower(), version, hashes, lock.name in FOR_TESTS)


def _component(package: Package) -> dict[str, object]:
    purl = f"pkg:pypi/{package.name}@{package.version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": package.name,
        "version": package.version,
        "purl": purl,
        "scope": "excluded" if package.for_tests else "required",
        "hashes": [{"alg": "SHA-256", "content": one} for one in package.hashes],
    }


if __name__ == "__main__":
    TEXT = bill(locked())
    if sys.argv[1:]:
        Path(sys.argv[1]).write_text(TEXT, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(TEXT)
