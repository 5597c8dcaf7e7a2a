"""Signing keys as files: made, and read by nobody but their owner.

Enters: parsed options.  Leaves: an exit status, or the secret key of a build.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from ... import release
from ...basics.files.os_errors import said
from ...release import signing, tree

FINE, PROBLEMS = 0, 1
KEY = "DISCLOSURE_KEY"
"""The environment variable that names the file of the signing key."""

_OTHERS = 0o077


class Unsigned(Exception):
    """The site in force is signed, and this release would not be."""


def keygen(options: Namespace) -> int:
    """Make a signing key: the secret half in a file of its own, the public half beside it."""
    secret, file = signing.new_key(), options.file
    public = file.with_name(file.name + ".pub")
    try:
        _write_new(public, str(signing.public_of(secret)).encode("ascii"), 0o644)
        try:
            _write_new(file, secret, 0o600)
        except OSError:
            public.unlink()
            raise
    except OSError as error:
        sys.stderr.write(f"没有生成钥匙：{said(error)}（已有的钥匙不会被覆盖）\n")
        return PROBLEMS
    sys.stdout.write(f"私钥 {file}：只留在生成网站的机器上，不要拷给别人，也不要放进网站\n")
    how = f"disclosure verify 网站文件夹 --public-key {public.name}"
    sys.stdout.write(f"公钥 {public}：交给要核对网站的人：{how}\n")
    return FINE


def secret_of(options: Namespace) -> bytes:
    """The secret key to sign with; nothing where the site is not signed.

    Raises:
        BadKey: others can read or change it, or it is no key.
        Unsigned: none is given, and the site in force is signed.
    """
    if not (options.key or os.environ.get(KEY)):
        _refuse_unsigned(options)
        return b""
    return needed(options)


def needed(options: Namespace) -> bytes:
    """The secret key of what is never written unsigned.

    Raises:
        BadKey: none is given, others can read or change it, or it is no key.
    """
    named = options.key or os.environ.get(KEY)
    if not named:
        raise signing.BadKey(
            f"没有给私钥：请写 --key 或设环境变量 {KEY}；还没有钥匙，先用 disclosure keygen 生成"
        )
    others = Path(named).stat().st_mode & _OTHERS
    if others and os.name != "nt":
        raise signing.BadKey(f"私钥 {named} 别的用户也能读或写：请运行 chmod 600；可能被拷走过的请换")
    secret = Path(named).read_bytes()
    signing.public_of(secret)
    return secret


def public(file: Path) -> signing.PublicKey:
    """The public key in a file.  Raises ``BadKey``, and ``OSError`` where it cannot be read."""
    return signing.read_public(tree.plain(file, signing.MOST_BYTES).decode("utf-8", "replace"))


def _refuse_unsigned(options: Namespace) -> None:
    """Readers who check signatures must not find them gone by mistake."""
    try:
        signed = (release.in_force(options.output) / release.SIGNATURE).exists()
    except release.NoRelease:
        return
    if signed and not options.unsigned:
        raise Unsigned(
            f"现在的网站有签名，这一次没有给私钥：请写 --key 或设环境变量 {KEY}；"
            "以后确实不再签名，请写 --unsigned"
        )


def _write_new(path: Path, data: bytes, mode: int) -> None:
    """Write a file that is not there yet."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
