"""Gate: no words of a record that the audience may not see, however they are wrapped.

Enters: the files of a release, the whole county and the part of it that is for the audience.
Leaves: a finding for each file that holds such words, in its name or in its bytes: as they are or
inside gzip, zip, zlib, base64, PNG text, PDF streams, JSON, URL or HTML escapes, one in another.

It looks at words only; that counts, order and dates tell nothing either is shown by the
comparison of two builds (``trust/equality.py``).
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import gzip
import html
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from ..schema.compound import Ref
from ..schema.declare import Record
from ..schema.kinds import Choice
from ..site import Site

SHORTEST = 4
"""Characters below which a word says too little to be looked for."""
DEEPEST = 4
"""Wrappings one in another that are still opened."""
MOST = 64 * 1024 * 1024
"""Bytes that one wrapping may open into."""

_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_CLAUSE = re.compile(r"[，、；。：！？\s]+")
_TAG = re.compile(r"<[^>]*>")
_PNG = b"\x89PNG\r\n\x1a\n"
_ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


def check(files: Mapping[str, Path], whole: Site, seen: Site) -> Iterator[str]:
    """Every file that holds words of hidden records, with the words."""
    secrets = hidden_words(whole, seen)
    if not secrets:
        return
    for name, path in files.items():
        found = search(name, path.read_bytes(), secrets)
        if found:
            yield f"{name} 里有不该让这些读者看到的“{'”“'.join(sorted(found)[:3])}”"


def hidden_words(whole: Site, seen: Site) -> frozenset[str]:
    """Texts of hidden records that stand nowhere in what may be seen, nor in the program itself."""
    known = "\n".join((*_texts(seen), *_put_together(seen), _own_words()))
    hidden = {part for text in _texts(whole) for part in _parts(text)}
    return frozenset(text for text in hidden if text not in known)


def search(name: str, data: bytes, secrets: frozenset[str]) -> set[str]:
    """The secrets that stand in a file's name or, however wrapped, in its bytes."""
    found: set[str] = set()
    for text in (name, *(text for layer in _layers(data, DEEPEST) for text in _readings(layer))):
        if _may_hold(text, secrets):
            found |= {secret for secret in secrets if secret in text}
    return found


def _may_hold(text: str, secrets: frozenset[str]) -> bool:
    """Whether the head of any secret stands in a text; far cheaper than to look for each whole."""
    heads, starts = _heads(secrets)
    return any(text[m.start() : m.start() + SHORTEST] in heads for m in starts.finditer(text))


@cache
def _heads(secrets: frozenset[str]) -> tuple[frozenset[str], re.Pattern[str]]:
    heads = frozenset(secret[:SHORTEST] for secret in secrets)
    first = "".join(re.escape(char) for char in sorted({head[0] for head in heads}))
    return heads, re.compile(f"[{first}]")


def _put_together(seen: Site) -> Iterator[str]:
    """Names that pages make of two others: a post with its unit before it."""
    for unit in seen.units.values():
        yield from (f"{name}{post.name}" for post in unit.posts for name in (unit.name, unit.label))


def _parts(text: str) -> Iterator[str]:
    """A text, and its clauses, for a screen may break it between two of them."""
    if len(text) >= SHORTEST:
        yield text
    yield from (clause for clause in _CLAUSE.split(text) if len(clause) >= 2 * SHORTEST)


def _texts(site: Site) -> Iterator[str]:
    for part in dataclasses.fields(site):
        yield from _strings(getattr(site, part.name))


def _strings(value: object) -> Iterator[str]:
    """Every text below a value, line by line; words of a fixed list are everyone's."""
    if isinstance(value, str):
        yield from (line.strip() for line in value.splitlines())
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, Ref):
        fixed = _fixed(value) if isinstance(value, Record) else {"place"}
        for part in dataclasses.fields(value):
            if part.name not in fixed:
                yield from _strings(getattr(value, part.name))


def _fixed(record: Record) -> set[str]:
    return {"origin", *(name for name, key in record.keys().items() if isinstance(key.kind, Choice))}


@cache
def _own_words() -> str:
    """What the program and its theme say on any county's pages."""
    package = Path(__file__).parent.parent
    theme = package / "theme" if (package / "theme").is_dir() else package.parent.parent / "theme"
    own = (*package.rglob("*.py"), *theme.rglob("*.html"), *theme.rglob("*.css"), *theme.rglob("*.js"))
    return "\n".join(path.read_text(encoding="utf-8") for path in own)


def _readings(data: bytes) -> Iterator[str]:
    """The bytes as text, in every encoding that fits, and with every escape taken off."""
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        yield text
        for plain in (html.unescape(text), unquote(text), _unescaped(text), _TAG.sub("", text)):
            if plain != text:
                yield plain
        if encoding == "utf-8":
            return
    yield data.decode("utf-8", errors="replace")


def _unescaped(text: str) -> str:
    units = _ESCAPED.sub(lambda match: chr(int(match[1] or match[2], 16)), text)
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _layers(data: bytes, depth: int) -> Iterator[bytes]:
    """The bytes, and whatever is wrapped in them."""
    yield data
    if depth:
        for unwrap in _WRAPPINGS:
            for inner in unwrap(data):
                yield from _layers(inner, depth - 1)


def _gzip(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"\x1f\x8b"):
        try:
            with gzip.open(io.BytesIO(data)) as file:
                yield file.read(MOST)
        except (OSError, EOFError, zlib.error):
            return


def _zlib(data: bytes) -> Iterator[bytes]:
    """Streams of a PDF, and bytes that are themselves such a stream."""
    streams = _STREAM.findall(data) if data.startswith(b"%PDF") else []
    for stream in (*streams, data) if data[:1] == b"\x78" else streams:
        try:
            yield zlib.decompressobj().decompress(stream, MOST)
        except zlib.error:
            continue


def _zip(data: bytes) -> Iterator[bytes]:
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment
            for member in archive.infolist():
                yield member.filename.encode() + b"\n" + member.comment
                if member.file_size <= MOST:
                    yield archive.read(member)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error):
        return


def _png(data: bytes) -> Iterator[bytes]:
    """The text chunks of a PNG image, inflated where they are compressed."""
    at = len(_PNG)
    while data.startswith(_PNG) and at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        chunk = data[at + 8 : at + 8 + size]
        if kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf"):
            yield from (chunk, *chunk.split(b"\0"))
            yield from (part for n in range(1, 6) for part in _zlib(chunk.split(b"\0", n)[-1]))
        at += 12 + size


def _base64(data: bytes) -> Iterator[bytes]:
    for match in set(_BASE64.findall(data)):
        text = match.rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
        try:
            yield base64.b64decode(text + b"=" * (-len(text) % 4))
        except binascii.Error:
            continue


_WRAPPINGS: tuple[Callable[[bytes], Iterator[bytes]], ...] = (_gzip, _zlib, _zip, _png, _base64)
