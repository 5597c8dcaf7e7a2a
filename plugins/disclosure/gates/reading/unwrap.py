"""Bytes to every layer of text that is wrapped in them, and to what no one could open.

Enters: the bytes of a file.  Leaves: bytes and texts to be searched (the file as it is, and
whatever gzip, zlib, zip, base64, PNG text and PDF hold, one in another), and ``Closed`` values for
what stayed shut: encrypted, damaged, too large, too deep, or of a kind that no program here opens.
"""

from __future__ import annotations

import base64
import binascii
import html
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote

from ...basics.files.pieces import Unread
from ...basics.values import dataclass

DEEPEST = 4
"""Wrappings one in another that are still opened."""
MOST = 64 * 1024 * 1024
"""Bytes that one wrapping may open into."""
MOST_MEMBERS = 10_000
"""Members of one archive that are opened."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A part that could not be opened, and why."""

    why: str


Layer = bytes | str | Closed

_SHORTEST = 16
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{%d,}={0,2}" % _SHORTEST)
_SHAPE = bytes(b" x"[bool(_BASE64.match(bytes((byte,)) * _SHORTEST))] for byte in range(256))
_RUN = b"x" * _SHORTEST
"""It is found in the shape of a text much sooner than a pattern in the text itself."""
_OPENS, _CLOSES = b"stream", b"endstream"
_TO_PLAIN = bytes.maketrans(b"-_", b"+/")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_TAG = re.compile(r"<[^>]*+>")
_PLACED = re.compile(
    r"<(?:c r=\"[A-Z]{1,3}\d{1,5}\"(?: s=\"\d{1,4}\")?"
    r"(?: t=\"inlineStr\"><is><t(?: xml:space=\"preserve\")?>|><v>)"
    r"|/(?:t></is|v)></c>|row r=\"\d{1,5}\">|/row>)"
)
"""Tags around the cells of a worksheet that say only where these are."""
_ROWS_OPEN, _ROWS_CLOSE = "<sheetData>", "</sheetData>"
_WRITTEN = re.compile(r"[&%\\<]")
"""Without one of these nothing in a text is written otherwise than it reads."""
_PNG = b"\x89PNG\r\n\x1a\n"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_GZIP = b"\x1f\x8b\x08"
_ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_OTHERS = re.compile(
    rb"(?P<sevenzip>7z\xbc\xaf\x27\x1c)|(?P<rar>Rar!\x1a\x07)|(?P<bzip2>BZh[1-9]1AY&SY)"
    rb"|(?P<xz>\xfd7zXZ\x00)|(?P<zstd>\x28\xb5\x2f\xfd)|(?P<cab>MSCF\x00{4})"
)
_LONG = 200
"""Bytes of something damaged below which it may be anything that only begins like gzip."""


def layers(
    data: bytes, depth: int = DEEPEST, runs: Callable[[bytes], Iterable[bytes]] | None = None
) -> Iterator[Layer]:
    """The bytes, and whatever is wrapped in them, to the last wrapping.

    ``runs`` picks the words in bytes that are opened as base64; without it all that may be some are.
    """
    yield data
    strange = _OTHERS.match(data)
    if strange:
        yield Closed(f"没有程序能解开 {strange.lastgroup}")
    unwrap = _WRAPPINGS.get(data[:1])
    if not depth:
        if data.startswith((*_ZIP, _GZIP)):
            yield Closed(f"套了 {DEEPEST} 层以上")
        return
    for inner in unwrap(data) if unwrap else ():
        yield from layers(inner, depth - 1, runs) if isinstance(inner, bytes) else (inner,)
    for run in (runs or runs_of_base64)(data):
        yield from in_base64(run, depth, runs)


def in_base64(
    run: bytes, depth: int = DEEPEST, runs: Callable[[bytes], Iterable[bytes]] | None = None
) -> Iterator[Layer]:
    """What such a word holds, to the last wrapping."""
    for inner in _base64(run):
        yield from layers(inner, depth - 1, runs)


def is_wrapped(data: bytes) -> bool:
    """Whether the bytes may be a wrapping as a whole, or a file that no program here opens."""
    return data[:1] in _WRAPPINGS or bool(_OTHERS.match(data))


def runs_of_base64(data: bytes) -> frozenset[bytes]:
    """What may be something in base64: any word of sixteen letters."""
    return frozenset(_words_of_letters(data))


def _words_of_letters(data: bytes) -> Iterator[bytes]:
    shape = data.translate(_SHAPE)
    at = shape.find(_RUN)
    while found := _BASE64.match(data, at) if at >= 0 else None:
        yield found[0]
        at = shape.find(_RUN, found.end())


def readings(layer: bytes | str) -> Iterator[str]:
    """A layer as text, in every encoding that fits, and with every escape taken off."""
    if isinstance(layer, str):
        yield layer
        return
    for encoding in _ENCODINGS:
        try:
            text = layer.decode(encoding)
        except UnicodeDecodeError:
            continue
        for part in _rows_apart(text):
            yield part
            if _WRITTEN.search(part):
                for plain in (html.unescape(part), _unquoted(part), _unescaped(part), _untagged(part)):
                    if plain != part:
                        yield plain
        if encoding == "utf-8":
            return
    yield layer.decode("utf-8", errors="replace")


def _rows_apart(text: str) -> tuple[str, ...]:
    """Of a worksheet what stands around its rows, and these without places; any other text whole."""
    before, opens, rest = text.partition(_ROWS_OPEN)
    rows, closes, behind = rest.rpartition(_ROWS_CLOSE)
    return (before + opens + closes + behind, _PLACED.sub("", rows)) if closes else (text,)


def _unquoted(text: str) -> str:
    return unquote(text) if _PERCENT.search(text) else text


def _untagged(text: str) -> str:
    """A text without its tags; each character is looked at once, also where no tag ends."""
    closed = text.rfind(">") + 1
    return _TAG.sub("", text[:closed]) + text[closed:]


def _streams(data: bytes) -> Iterator[bytes]:
    """What stands between each ``stream`` and the next ``endstream``."""
    at = 0
    while (opened := data.find(_OPENS, at)) >= 0 and (closed := data.find(_CLOSES, opened)) >= 0:
        yield data[opened + len(_OPENS) : closed].removeprefix(b"\r").removeprefix(b"\n")
        at = closed + len(_CLOSES)


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    units = _ESCAPED.sub(lambda match: chr(int(match[1] or match[2], 16)), text)
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _gzip(data: bytes) -> Iterator[Layer]:
    """Every member of the stream, one after another."""
    rest = data
    while rest.startswith(_GZIP):
        stream = zlib.decompressobj(31)
        try:
            yield stream.decompress(rest, MOST)
        except zlib.error:
            if len(data) > _LONG:
                yield Closed("gzip 已损坏")
            return
        if not stream.eof:
            yield Closed(f"gzip 不完整，或者展开后超过 {MOST >> 20} MB")
        rest = stream.unused_data


def _zlib(data: bytes) -> Iterator[Layer]:
    """Bytes that are themselves a stream; whatever only looks like one is no stream."""
    stream = zlib.decompressobj()
    try:
        yield stream.decompress(data, MOST) if data[:1] == b"\x78" else b""
    except zlib.error:
        return
    if stream.unconsumed_tail:
        yield Closed(f"展开后超过 {MOST >> 20} MB")


def _pdf(data: bytes) -> Iterator[Layer]:
    """The words of all pages and notes, and every stream that is deflated."""
    if not data.startswith(b"%PDF"):
        return
    for stream in _streams(data):
        yield from _zlib(stream)
    try:
        from ...basics.files.pdf import plain_text  # noqa: PLC0415  as in ``any_file``

        for said in plain_text.texts(data):
            yield Closed(f"PDF {said.why}") if isinstance(said, Unread) else said
    except Exception:  # noqa: BLE001  the readers raise anything; whatever it was, the words were not read
        yield Closed("PDF 已损坏")


def _zip(data: bytes) -> Iterator[Layer]:
    if not data.startswith(_ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                yield Closed(f"压缩包里的文件多于 {MOST_MEMBERS} 个")
            for member in members[:MOST_MEMBERS]:
                yield member.filename.encode() + b"\n" + member.comment
                yield from _member(archive, member)
    except Exception:  # noqa: BLE001  zipfile raises anything over a package that lies about itself
        yield Closed("压缩包已损坏")


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Layer]:
    """One file of an archive; what its size is said to be is not believed."""
    if member.flag_bits & 1:
        yield Closed(f"压缩包里的 {member.filename} 加了密")
        return
    with archive.open(member) as file:
        data = file.read(MOST + 1)
    yield data[:MOST]
    if len(data) > MOST:
        yield Closed(f"压缩包里的 {member.filename} 展开后超过 {MOST >> 20} MB")


def _png(data: bytes) -> Iterator[Layer]:
    """The text chunks of a PNG image, inflated where they are compressed."""
    at = len(_PNG)
    while data.startswith(_PNG) and at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        chunk = data[at + 8 : at + 8 + size]
        if kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf"):
            yield from (chunk, *chunk.split(b"\0"))
            yield from (part for n in range(1, 6) for part in _zlib(chunk.split(b"\0", n)[-1]))
        at += 12 + size


def _base64(token: bytes) -> Iterator[bytes]:
    text = token.rstrip(b"=").translate(_TO_PLAIN)
    try:
        yield base64.b64decode(text + b"=" * (-len(text) % 4))
    except binascii.Error:
        return


# by the first byte of what is wrapped
_WRAPPINGS = {b"\x1f": _gzip, b"\x78": _zlib, b"%": _pdf, b"P": _zip, b"\x89": _png}
