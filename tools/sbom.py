"""The bill of materials: what the lock files install, as CycloneDX 1.5 JSON.

Enters: lock files, and what the locked packages say of themselves (``package_facts``).  Leaves: JSON
on standard output, or in the file that is named; the same locks always give the same bytes.  Own code,
because these files already hold everything that a bill of materials asks for, and the usual generator
would bring a dozen packages to read them.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SPARE = tuple(f"requirements-{group}.txt" for group in ("fuzz", "dev", "cluster", "print"))
"""What a site is built without: for tests, for those who have a cluster, and for those who print."""
LOCKS = ("requirements.txt", "requirements-graphviz.txt", *SPARE)
FACTS = ROOT / "tools" / "packages.json"
PROGRAM = "pelican-disclosure"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)((?:[^\n\\]|\\\n)*)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Package:
    """A locked package: name, version, and the SHA-256 of every file that may be installed."""

    name: str
    version: str
    hashes: tuple[str, ...]
    is_spare: bool

    @property
    def pin(self) -> str:
        """As a lock file names it."""
        return f"{self.name}=={self.version}"

    @property
    def purl(self) -> str:
        """As a bill of materials names it."""
        return f"pkg:pypi/{self.name}@{self.version}"


@dataclass(frozen=True)
class Fact:
    """What a package says of itself: its licence, and the names of the packages that it needs."""

    licence: str
    requires: tuple[str, ...]


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


def known(packages: list[Package], facts: Path = FACTS) -> dict[str, Fact]:
    """What the packages say of themselves, by name.  Raises ``ValueError`` where versions differ."""
    told = json.loads(facts.read_text(encoding="utf-8"))
    if {name: fact["version"] for name, fact in told.items()} != {p.name: p.version for p in packages}:
        raise ValueError(f"{facts.name} 说的不是锁定的那些版本，请运行 make lock")
    return {name: Fact(fact["licence"], tuple(fact["requires"])) for name, fact in told.items()}


def bill(packages: list[Package]) -> str:
    """The bill of materials as text."""
    facts = known(packages)
    components = [_component(package, facts[package.name].licence) for package in packages]
    graph = _graph(packages, facts)
    digest = hashlib.sha256(json.dumps([components, graph], sort_keys=True).encode()).hexdigest()
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, digest)}",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": PROGRAM, "name": PROGRAM}},
        "components": components,
        "dependencies": graph,
    }
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _read(lock: Path) -> Iterator[Package]:
    for name, version, rest in _PIN.findall(lock.read_text(encoding="utf-8")):
        hashes = tuple(sorted(set(_HASH.findall(rest))))
        yield Package(name.lower(), version, hashes, lock.name in SPARE)


def _component(package: Package, licence: str) -> dict[str, object]:
    return {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "purl": package.purl,
        "licenses": [_licence(licence)],
        "scope": "excluded" if package.is_spare else "required",
        "hashes": [{"alg": "SHA-256", "content": one} for one in package.hashes],
    }


def _licence(words: str) -> dict[str, object]:
    """SPDX ids and expressions hold no space but around AND and OR; other words are a name."""
    if re.fullmatch(r"[\w.+-]+(?: (?:AND|OR|WITH) [\w.+-]+)*", words, re.ASCII):
        return {"expression": words}
    return {"license": {"name": words}}


def _graph(packages: list[Package], facts: Mapping[str, Fact]) -> list[dict[str, object]]:
    """What needs what, the program first."""
    purl = {package.name: package.purl for package in packages}
    needed = [(PROGRAM, sorted(_needed(purl)))]
    needed += [(package.purl, list(facts[package.name].requires)) for package in packages]
    return [{"ref": ref, "dependsOn": [purl[name] for name in names]} for ref, names in needed]


def _needed(locked: Mapping[str, str]) -> Iterator[str]:
    """What the program names itself, the drawing of charts included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for line in (*project["dependencies"], *project["optional-dependencies"]["graphviz"]):
        name = re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0].lower()
        if name not in locked:
            raise ValueError(f"{name} 没有锁定，请运行 make lock")
        yield name


if __name__ == "__main__":
    TEXT = bill(locked())
    if sys.argv[1:]:
        Path(sys.argv[1]).write_text(TEXT, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(TEXT)
