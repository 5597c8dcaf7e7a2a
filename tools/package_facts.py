"""What every locked package says of itself: its licence, and which other packages it needs.

Enters: the lock files and a package index, asked for exactly the files that are locked.  Leaves:
``packages.json``, from which ``sbom`` writes its bill without asking anybody.  ``make lock`` runs it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import sbom
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CLASSIFIED = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "GNU Affero General Public License v3 or later (AGPLv3+)": "AGPL-3.0-or-later",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
}
"""Classifiers that name one licence and no other."""
NEVER = re.compile(r'extra ==|python_version < "3\.(?:\d|1[01])"')
"""A marker of what nobody is given who asks for no extra and has a Python that we run on."""
READ_IN_ITS_FILES = {
    "atheris": "Apache-2.0", "axe-playwright-python": "MIT", "pylopdf-fonts-zh-cn": "OFL-1.1",
}  # fmt: skip
"""Packages whose metadata say nothing."""


def main() -> None:
    packages = sbom.locked()
    names = {package.name for package in packages}
    facts = {canonicalize_name(said["name"]): _fact(said, names) for said in _asked(packages)}
    if facts.keys() != names:
        raise SystemExit(f"没有问到：{'、'.join(sorted(names - facts.keys()))}")
    text = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True)
    sbom.FACTS.write_text(text + "\n", encoding="utf-8", newline="\n")


def _asked(packages: list[sbom.Package]) -> Iterator[Mapping[str, Any]]:
    """The metadata of the locked files, those for other machines too."""
    with tempfile.TemporaryDirectory() as folder:
        wanted, report = Path(folder, "wanted.txt"), Path(folder, "report.json")
        lines = ("".join((p.pin, *(f" --hash=sha256:{h}" for h in p.hashes))) for p in packages)
        wanted.write_text("\n".join(lines), encoding="utf-8")
        options = ("--dry-run", "--no-deps", "--ignore-installed", "--require-hashes", "--quiet")
        command = [sys.executable, "-m", "pip", "install", *options, "--only-binary", ":all:"]
        subprocess.run([*command, "--report", str(report), "-r", str(wanted)], check=True)
        for found in json.loads(report.read_text("utf-8"))["install"]:
            yield found["metadata"]


def _fact(said: Mapping[str, Any], names: set[str]) -> dict[str, object]:
    required = (Requirement(line) for line in said.get("requires_dist", ()))
    needs = {canonicalize_name(r.name) for r in required if not NEVER.search(str(r.marker))}
    return {"version": said["version"], "licence": licence(said), "requires": sorted(needs & names)}


def licence(said: Mapping[str, Any]) -> str:
    """An SPDX expression where the package tells as much, else the words that it uses."""
    told = [line.rpartition(" :: ")[2] for line in said.get("classifier", ()) if "License ::" in line]
    words = (said.get("license") or "").strip()
    for text in (said.get("license_expression"), words, *(CLASSIFIED.get(t) for t in told[:1])):
        try:
            return canonicalize_license_expression(text or "")
        except InvalidLicenseExpression:
            continue
    short = words if "\n" not in words else ""
    return READ_IN_ITS_FILES.get(said["name"]) or "、".join(told) or short


if __name__ == "__main__":
    main()
