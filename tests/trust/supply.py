"""Known supply: every package held to its hash, and a changed one refused by the installer.

Enters: the lock files and the pip that the program brings.  Leaves: figures, and what a real
installation says to a wheel that was changed after it was locked.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tools")]

import sbom  # noqa: E402  the path comes first

PIP = next((ROOT / "tools").glob("pip-*.whl"))
NAME = "trust_sample"


def hashed() -> tuple[int, int]:
    """How many packages the lock files hold, and how many of them by hash."""
    packages = sbom.locked()
    return len(packages), sum(bool(package.hashes) for package in packages)


def installs(*, tampered: bool) -> tuple[int, str]:
    """The exit status and the words of installing a small wheel held to its hash."""
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(folder) / f"{NAME}-1.0-py3-none-any.whl"
        _make(wheel, "VALUE = 1\n")
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        if tampered:
            _make(wheel, "VALUE = 2  # someone else's\n")
        lock = Path(folder) / "requirements.txt"
        lock.write_text(f"{NAME}==1.0 --hash=sha256:{digest}\n", encoding="ascii")
        command = [sys.executable, str(PIP / "pip"), "install", "--isolated", "--no-index"]
        command += ["--disable-pip-version-check", "--find-links", folder, "--require-hashes"]
        command += ["--no-cache-dir", "--target", str(Path(folder) / "site"), "-r", str(lock)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        arrived = (Path(folder) / "site" / f"{NAME}.py").is_file()
        if arrived is bool(done.returncode):
            raise RuntimeError(f"pip said one thing and did another: {done.stdout} {done.stderr}")
        return done.returncode, done.stdout + done.stderr


def audited(data: Path | None, least: int = 0) -> tuple[int, str]:
    """The exit status and the words of ``make audit`` with advisories, or without any."""
    command = [sys.executable, str(ROOT / "tools" / "audit.py"), *([str(data)] if data else [])]
    done = subprocess.run(
        [*command, "--least", str(least)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    return done.returncode, done.stdout


def _make(wheel: Path, source: str) -> None:
    info = f"{NAME}-1.0.dist-info"
    files = {
        f"{NAME}.py": source,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},,\n" for name in (*files, f"{info}/RECORD"))
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in (files | {f"{info}/RECORD": record}).items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)
