"""Ed25519 signatures in the form of minisign, so that others can check them with their own tools.

Enters: a secret key (PEM, PKCS 8) or a public key (two lines, as ``minisign -p`` reads them), and
bytes.  Leaves: a detached signature of four lines, or ``BadSignature``.  Nothing of it comes from
a clock or from chance, but for a new key.
"""

from __future__ import annotations

import base64
import hashlib

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from ..basics.values import dataclass

_KEY, _PREHASHED = b"Ed", b"ED"
_UNTRUSTED, _TRUSTED = "untrusted comment: ", "trusted comment: "
MOST_BYTES = 4096
"""Of a file with a signature or a key."""
_ID = 8  # bytes of a key's number


class BadKey(ValueError):
    """The key cannot be used; the message says why."""


class BadSignature(ValueError):
    """The signature is not by this key, or not over these bytes."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that checks, and the number by which signatures name it."""

    number: bytes
    raw: bytes

    def __str__(self) -> str:
        text = base64.b64encode(_KEY + self.number + self.raw).decode()
        return f"{_UNTRUSTED}minisign public key {self.number[::-1].hex().upper()}\n{text}\n"


def new_key() -> bytes:
    """A new secret key as PEM."""
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def public_of(secret: bytes) -> PublicKey:
    """The public half of a secret key.  Raises ``BadKey``."""
    return _public(_secret(secret))


def read_public(text: str) -> PublicKey:
    """A public key as minisign writes it.  Raises ``BadKey``."""
    lines = [line for line in text.splitlines() if line.strip()]
    data = _decoded(lines[-1]) if lines else b""
    if len(data) != len(_KEY) + _ID + 32 or not data.startswith(_KEY):
        raise BadKey("这不是公钥文件：应是两行，第二行是 minisign 格式的公钥")
    return PublicKey(data[2 : 2 + _ID], data[2 + _ID :])


def sign(secret: bytes, data: bytes, comment: str) -> bytes:
    """A detached signature over ``data`` and a one-line ``comment``.  Raises ``BadKey``."""
    key = _secret(secret)
    of_data = key.sign(hashlib.blake2b(data).digest())
    both = key.sign(of_data + comment.encode())
    head = base64.b64encode(_PREHASHED + _public(key).number + of_data).decode()
    tail = base64.b64encode(both).decode()
    return f"{_UNTRUSTED}disclosure\n{head}\n{_TRUSTED}{comment}\n{tail}\n".encode()


def check(key: PublicKey, data: bytes, signature: bytes) -> str:
    """The comment that was signed with ``data``.  Raises ``BadSignature``."""
    lines = signature.decode(errors="replace").splitlines()
    if len(lines) != 4 or not lines[2].startswith(_TRUSTED):  # noqa: PLR2004  minisign's four lines
        raise BadSignature("签名文件不完整")
    head, comment = _decoded(lines[1]), lines[2].removeprefix(_TRUSTED)
    if head[:2] != _PREHASHED or head[2 : 2 + _ID] != key.number:
        raise BadSignature("签名不是用这把钥匙签的")
    of_data = head[2 + _ID :]
    public = Ed25519PublicKey.from_public_bytes(key.raw)
    try:
        public.verify(of_data, hashlib.blake2b(data).digest())
        public.verify(_decoded(lines[3]), of_data + comment.encode())
    except InvalidSignature:
        raise BadSignature("签名与内容不符：清单或签名被改动过") from None
    return comment


def _secret(pem: bytes) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(pem, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise BadKey("私钥读不懂：应是没有口令的 PEM 文件，可用 disclosure keygen 生成") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKey("私钥不是 Ed25519 的，请用 disclosure keygen 重新生成")
    return key


def _public(key: Ed25519PrivateKey) -> PublicKey:
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return PublicKey(hashlib.sha256(raw).digest()[:_ID], raw)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:  # no base64, or no ASCII
        return b""
