"""Files damaged at random, each read with care and through the sieve: both must find the same.

Enters: how many, and a seed (``Careful``).  Leaves: how often each gate found something, how many
files fell into pieces, and what was found in one reading only.  The pages, drawings and feeds of the
golden county are cut, and needles are put into them: numbers of persons, secrets, links, broken
tags, each written in some way that a gate undoes.  All files go through one sieve, as those of a
release do, so that what one teaches meets the next.
"""

from __future__ import annotations

import base64
import gzip
import json
import logging
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from disclosure import gates
from disclosure.gates.leaks import Leaks
from disclosure.gates.pages.dead_ends import DeadEnds
from disclosure.gates.pages.links import Links
from disclosure.gates.pages.requests import Requests
from disclosure.gates.personal_numbers import PersonalNumbers
from disclosure.gates.reading.sieve import Fresh, Sieve
from disclosure.gates.written import learn_together

logging.getLogger("pypdf").disabled = True  # half a PDF file is no news here

GOLDEN = Path(__file__).parent.parent / "golden" / "society"
ENDINGS = ("html", "svg", "xml", "atom", "opml", "dot", "json", "csv", "css", "txt")
SECRETS = (
    "关于干部调整的内部请示", "另一件内部的事", "内部 名单 甲乙", "甲&乙<丙>内部", "保密100%的事项",
    "内部\\乙字号", '称"内部"的文件',
)  # fmt: skip
COVERED = ("欧阳样例", "张样例", "13912345678")
ALLOWED = ("13800000000",)
NUMBERS = (
    "13812345678", "138 1234 5678", "138-1234-5678", "8613912345678", "13800000000",
    "1 3 8 1 2 3 4 5 6 7 8",
    "1381234 5678", "990122199001010123", "110101199003072316", "990122 19900101 0123",
    "99012219900101012X",
    "6222021234567890123", "6222 0212 3456 7890 123", "4111111111111111", "9.90122199001010E+17",
    "990122900101012",
    "12345678901234", "1２３４5678901234", "12345O78901234", "E12345678", "H1234567890", "12345678",
    "1234567890",
    "91110000MA01ABCD1X", "110101199003072316110101", "138\u200b12345678", "１３９１２３４５６７８",
    "138_1234_5678",
)  # fmt: skip
LABELS = (
    "身份证号", "身份证号：", "证件号", "护照", "护照号码：", "通行证 ", "卡号：", "银行卡号",
    "单位账号", "手机", "电话：", "办公电话",
    "编号：", "项目代码", "项目编号 ", "统一社会信用代码", "金额", "金额（元）", "备案号：", "姓名：",
    "姓名", "户主姓名",
)  # fmt: skip
WHOLE = (
    "<b>", "</b>", '<span class="x">', "<br>", "</td><td>", "<th>", "</tr>\n<tr><td>", "<p>",
    "</div>\n<div>", "<li>",
    "</text><text>", '<tspan x="1" y="2">', '<a b="1" c>', "&amp;", "\n", "-\n", " \n \n", "\n|", "|",
    "\t", "\u00a0",
)  # fmt: skip
"""What may stand between characters and leaves a file in the way of this program."""

GAPS = (
    "<i title='a'>", "<i title='a>", "<!-- x -->", "<!", "<>", "< ", "&<b></b>", "&nbsp;", "&ensp;",
    "&#8203;", "\r\n",
    "\x0c", "\x0b", "\x1c", "\u2028", "\x85", "\x01", "\x02", "\u3000", "<![CDATA[", "]]>", "-->",
)  # fmt: skip
"""What may stand there and does not."""

TAGS = (
    "<script>x</script>", '<p style="a">', '<p onclick="a">', '<img src="//x.y/z">',
    '<a href="javascript:x">',
    "<a href='x'>", '<a href="#nowhere">', '<a href="nofile.html">', '<a href="../../index.html">',
    '<p id="dup">',
    '<p id="dup"></p><p id="dup"></p>', '<P ID="dup">', "<p id=dup>", '<p\nid="dup">',
    '<p data-id="dup">', '<i> id="dup"</i>',
    '<use xlink:href="http://a/b"/>', '<link rel="canonical" href="http://a/">',
    '<a href="jav&#97;script:1">',
    '<a\nhref="x.html"\n>', '<A HREF="y.html">', '<a href="x>y" id="q<r">',
    '<a href="a.csv" download="a">',
    '<img src="no.png">', '<a href="mailto:13812345678">', '<a href="tel:13812345678">',
    '<a href="http://[">',
    "<p title='13812345678'>", '<p class="a b=\'13812345678\'">', '<p class="x=\'">',
    '<path d="13812345678"/>',
    '<p class="a q=\'"><path d="13812345678"/><i title="\'">',
 "< p", "<p", "<p x=>", '"', "'", '<p title="">',
    "<é>", '<a ſtyle="x">', '</p id="dup">',
)  # fmt: skip

LINES = (
    "13812345678", "<p>13812345678</p>", "<p>138", "1234 5678</p>", "<td>护照</td>",
    "<td>E12345678</td>", "关于<b>干部</b>调整的内部请示", '<p style="a">', '<p id="again">',
    '<a title="13812345678">', '<a href="#nowhere">', base64.b64encode(SECRETS[0].encode()).decode(),
)  # fmt: skip
"""Lines that stand in many files."""

LOT = 4
"""Files that are judged together; of many more hardly ever all would be quiet."""


@dataclass(frozen=True)
class Outcome:
    """How often each gate found something, how many files fell into pieces, and every difference."""

    found: Mapping[str, int]
    in_pieces: int
    differing: Sequence[str]


@dataclass(frozen=True)
class Read:
    """A damaged file, and what each gate finds in it."""

    name: str
    data: bytes
    found: Sequence[Sequence[str]]


class Careful:
    """Damaged files read with care, each once, however many sieves are held to what was found."""

    def __init__(self, count: int, seed: int) -> None:
        self._count, self._rng = count, random.Random(seed)  # noqa: S311  no secret
        self._gates, self._read = _gates(), list[Read]()

    def __iter__(self) -> Iterator[Read]:
        for number in range(self._count):
            if number == len(self._read):
                file = _file(*damaged(self._rng, number))
                found = [_read(gate, file) for gate in self._gates]
                self._read.append(Read(file.name, file.data, found))
            yield self._read[number]

    @cached_property
    def at_the_end(self) -> Sequence[Sequence[str]]:
        """What each gate finds of all together."""
        return [list(map(str, gate.close())) for gate in self._gates]


def compare(careful: Careful, *, until_differing: bool = False) -> Outcome:
    """Read the same files through a sieve."""
    found, differing, fell = Counter[str](), list[str](), 0
    sieved, sieve, files = _gates(), Sieve(), iter(careful)
    while lot := list(islice(files, LOT)):
        read_in_pieces = [_file(one.name, one.data, sieve) for one in lot]
        learn_together(read_in_pieces, sieve, partial(_judged, sieved))
        for one, in_pieces in zip(lot, read_in_pieces, strict=True):
            fell += in_pieces.sieved is not None
            for gate, own in zip(sieved, one.found, strict=True):
                through = _read(gate, in_pieces)
                found[type(gate).__name__] += bool(own)
                if own != through:
                    differing.append(f"{type(gate).__name__} {one.name} {own} {through} {one.data!r}")
            if differing and until_differing:
                return Outcome(found, fell, differing)
            in_pieces.forget()
    for gate, own in zip(sieved, careful.at_the_end, strict=True):
        if own != list(map(str, gate.close())):
            differing.append(f"{type(gate).__name__} close")
    return Outcome(found, fell, differing)


def _gates() -> tuple[gates.Gate, ...]:
    leaks = Leaks(SECRETS, (), COVERED)
    return Links(), DeadEnds(), Requests(), leaks, PersonalNumbers(ALLOWED)


def _judged(by: Sequence[gates.Gate], fresh: Fresh) -> bool:
    """Whether all of them are content; each is asked, for none hears of the same tag again."""
    content = [gate.learn(fresh) for gate in by]
    return all(content)


def _file(name: str, data: bytes, sieve: Sieve | None = None) -> gates.WrittenFile:
    file = gates.WrittenFile(name, Path(name), sieve)
    vars(file)["data"] = data
    return file


def _read(gate: gates.Gate, file: gates.WrittenFile) -> list[str]:
    """What a gate finds in a file, or where it stopped."""
    try:
        return list(map(str, gates.look(gate, file)))
    except (ValueError, UnicodeDecodeError) as error:
        return [repr(error)]


# How a file is damaged


def damaged(rng: random.Random, number: int) -> tuple[str, bytes]:
    """A file of the golden county, or a part of it, with needles in it."""
    name, text = rng.choice(_sources())
    text = _part(rng, text) if rng.random() < 0.95 else text
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        at = rng.randrange(len(text) + 1)
        at = text.find(">", at) + 1 if rng.random() < 0.8 else at
        text = text[:at] + _needle(rng) + text[at:]
    for line in rng.sample(LINES, rng.choice((0, 0, 0, 0, 1, 2))):
        at = text.find(">", rng.randrange(len(text) + 1)) + 1
        text = f"{text[:at]}\n{line}\n{text[at:]}"
    data = text.encode("utf-8", "surrogatepass")
    if rng.random() < 0.03:
        at = rng.randrange(len(data) + 1)
        data = (
            data[:at]
            + rng.choice((b"\xd6\xd0", b"\xff\xfe", b"\xef\xbb\xbf", b"Rar!\x1a\x07\x00", b"%PDF"))
            + data[at:]
        )
    if rng.random() < 0.01:
        data = b"%PDF-1.7 " + data
    folder, _, base = name.rpartition("/")
    return f"{folder}/{number}-{base}", data


def _part(rng: random.Random, text: str) -> str:
    """Some neighbouring tags and texts: a whole page takes long to read."""
    start = max(text.find("<", rng.randrange(len(text))), 0)
    end = text.find("<", start + rng.randrange(20, 1000))
    return text[start : end if end > 0 and rng.random() < 0.95 else start + 500]


@cache
def _sources() -> list[tuple[str, str]]:
    files = (path for path in sorted(GOLDEN.rglob("*.*")) if path.suffix[1:] in ENDINGS)
    named = ((path.relative_to(GOLDEN).as_posix(), path.read_bytes()) for path in files)
    return [(name, data.decode()) for name, data in named if "/" in name and _is_text(data)]


def _is_text(data: bytes) -> bool:
    try:
        return bool(data.decode())
    except UnicodeDecodeError:
        return False


def _needle(rng: random.Random) -> str:
    """A tag that is wrong, or words that must not stand there, in some writing."""
    if rng.random() < 0.2:
        return rng.choice(TAGS)
    words = rng.choice((*NUMBERS, *NUMBERS, *SECRETS, *SECRETS, *COVERED))
    label = rng.choice((*LABELS, *("",) * 8))
    after = rng.choice(("", "", " ", "\n", "<td>", "</th><td>", "<b>", "|", "&#34;&#34;&#34;&#34;"))
    return f"{label}{after if label else ''}{rng.choice(WRITINGS)(rng, words)}"


def _parted(rng: random.Random, words: str) -> str:
    """Cut in two or three by what may stand between."""
    for _ in range(rng.choice((1, 1, 2))):
        at = rng.randrange(1, len(words))
        words = f"{words[:at]}{rng.choice(rng.choice((GAPS, WHOLE)))}{words[at:]}"
    return words


def _some(rng: random.Random, words: str, written: Callable[[str], str]) -> str:
    """Some of the characters written in another way."""
    return "".join(written(char) if rng.random() < 0.5 else char for char in words)


def _in_cells(_: random.Random, words: str) -> str:
    return "".join(f"<td>{char}</td>" for char in words)


def _in_base64(rng: random.Random, words: str) -> str:
    data = rng.choice((words, "的" + words)).encode(rng.choice(("utf-8", "gb18030", "utf-16-le")))
    data = rng.choice((bytes, gzip.compress, gzip.compress, base64.b64encode))(data)
    return base64.b64encode(rng.choice((b"", b"12345678")) + data).decode().rstrip(rng.choice(("", "=")))


def _in_attribute(rng: random.Random, words: str) -> str:
    name = rng.choice(("title", "aria-label", "class", "id", "d", "content", "href", "alt"))
    tag = rng.choice(("a", "p", "text", "td", "path"))
    return f'<{tag} {name}="{words}">{rng.choice(("", words))}'


def _in_comment(rng: random.Random, words: str) -> str:
    return rng.choice(
        (f"<!-- {words} -->", f"<![CDATA[{words}]]>", f'<i title="a>{words}">', f"<?x {words}?>")
    )


WRITINGS: Sequence[Callable[[random.Random, str], str]] = (
    lambda _, words: words,
    lambda _, words: words,
    _parted, _parted, _parted, _parted, _parted,
    partial(_some, written=lambda char: f"&#{ord(char)};"),
    partial(_some, written=lambda char: f"&#x{ord(char):x};"),
    partial(_some, written=quote),
    partial(_some, written=lambda char: f"\\u{ord(char):04x}"),
    lambda _, words: json.dumps(words)[1:-1],
    _in_cells, _in_base64, _in_base64, _in_base64, _in_attribute, _in_attribute, _in_comment,
    lambda rng, words: "<br>".join((words, *(rng.choice(NUMBERS) for _ in range(3)))),
)  # fmt: skip
