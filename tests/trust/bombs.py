"""Inputs of about a megabyte that would take a careless program minutes, or all memory.

Enters: nothing.  Leaves: ``BOMBS``: by name, how to make the input and what reads it.
"""

from __future__ import annotations

import io
import random
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("plugins", "tests/support")]

import personal  # noqa: E402  the path comes first
import xlwt  # noqa: E402

from disclosure.app.disk import read_county  # noqa: E402
from disclosure.basics.files import any_file  # noqa: E402
from disclosure.basics.law import citation  # noqa: E402
from disclosure.charts import stage  # noqa: E402
from disclosure.charts.graphviz import dot  # noqa: E402
from disclosure.charts.power_charts import flow_jobs  # noqa: E402
from disclosure.charts.stage import Wanted  # noqa: E402
from disclosure.county import link  # noqa: E402
from disclosure.county.flows.graph import MOST_EDGES, MOST_EXITS, MOST_NODES  # noqa: E402
from disclosure.county.read import SourceFile, read  # noqa: E402
from disclosure.editions.parts.prose import prose  # noqa: E402
from disclosure.schema.kinds import Prose  # noqa: E402

MEGABYTE = 1 << 20
LONGEST = Prose().most
"""Characters (here bytes) of a text; longer ones are refused before anything reads them."""
_SOUND = ROOT / "tests" / "cases" / "_county"


@dataclass(frozen=True)
class Bomb:
    """An input, and the part of the program that has to cope with it."""

    make: Callable[[], bytes]
    read: Callable[[bytes], object]


def _yaml(data: bytes) -> object:
    return read([SourceFile("catalogues/units/F.yaml", data)])


def _notices(data: bytes) -> object:
    _, problems = read([SourceFile("content/F.md", data)])
    if not problems:
        raise ValueError("a megabyte of text was taken in")
    return problems


def _markdown(data: bytes) -> object:
    return prose(data.decode(), lambda href: href)


def _citation(data: bytes) -> object:
    return citation.parse(data.decode())


def _attached(name: str) -> Callable[[bytes], object]:
    return lambda data: sum(1 for _ in any_file.findings(name, data))


def _county(data: bytes) -> object:
    """Every drawing of a power with the flow in question, from YAML on."""
    files, _ = read_county(_SOUND)
    kept = [file for file in files if "powers/" not in file.path]
    records, problems = read([*kept, SourceFile("catalogues/powers/F.yaml", data)])
    linked, more = link.link(records, date(2026, 11, 22))
    if problems or linked is None:
        raise ValueError(f"the bomb does not reach the charts: {[*problems, *more][:3]}")
    wanted = Wanted(dict(flow_jobs(linked)))
    drawn = stage.draw([wanted], dot.lay_out)[0].flows
    if not drawn:
        raise ValueError("the bomb is over the limits; it should be just below")
    return drawn


def _notice(unit: str) -> bytes:
    head = "---\n编码: F-1\n标题: 长\n栏目: 通知公告\n发布机构: XW\n发布日期: 2026-05-18\n公开范围: 向社会公开\n---\n"
    return head.encode() + filled(unit)


def filled(unit: str, size: int = MEGABYTE) -> bytes:
    """A unit again and again, up to a size in bytes."""
    data = unit.encode()
    return (data * (size // len(data) + 1))[: size // len(data) * len(data)]


def inflated(name: str, start: bytes, chunk: bytes, times: int) -> bytes:
    """A package with one part that unpacks to ``times`` chunks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as part:
        part.write(start)
        for _ in range(times):
            part.write(chunk)
    return out.getvalue()


def far_cell(column: int = 255) -> bytes:
    """An old Excel file with cells in the first and the last corner of a sheet."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    sheet.write(0, 0, "1")
    sheet.write(65535, column, "1")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ring() -> bytes:
    """An old Excel file whose table says that a sector follows itself."""
    data = bytearray(far_cell())
    table = (int.from_bytes(data[76:80], "little") + 1) * 512
    first = int.from_bytes(data[48:52], "little")
    data[table + 4 * first : table + 4 * first + 4] = first.to_bytes(4, "little")
    return bytes(data)


def cut_short() -> bytes:
    """An old Excel file without its last bytes: the reader in Rust panics over it."""
    return personal.CARRIERS["xls"]([("证件号码", "1")])[:-98]


def wild_flow(seed: int, *, back: bool, posts: int) -> bytes:
    """As many steps and ways as a flow may have, with the longest words, hither and thither."""
    chance = random.Random(seed)  # noqa: S311  the same flow again
    steps, left = MOST_NODES - 1, MOST_EDGES - MOST_NODES + 1
    return (_HEAD + "".join(_wild_steps(chance, steps, left, back=back, posts=posts))).encode()


def _wild_steps(
    chance: random.Random, steps: int, left: int, *, back: bool, posts: int
) -> Iterator[str]:
    for step in range(steps):
        ways = min(left, MOST_EXITS - 1) if step < steps - 1 else 0
        left -= ways
        what = "判断" if ways else "步骤"
        yield f"    - {what}: 第{step}步{'权' * 50}\n      代号: s{step}\n"
        yield f"      岗位: 岗位{chance.randrange(posts)}{'长' * 30}\n"
        yield "      去向:\n        甲: 下一步\n" if ways else ""
        for way in range(ways):
            to = chance.randrange(step + 1) if back else chance.randrange(step + 1, steps)
            yield f"        条件{'长' * 25}{way}: s{to}\n"


_HEAD = """编码: MZ-JF-001
名称: 临时救助审核确认
类别: 行政给付
主体: MZJ
公开范围: 向社会公开
载体: [门户网站]
流程:
  步骤:
"""

YAML: Mapping[str, Callable[[], bytes]] = {
    "深": lambda: b"[" * MEGABYTE, "表": lambda: b"{a: " * (MEGABYTE // 4), "长": lambda: b"a: " + b"x" * MEGABYTE,
    "多": lambda: b"- a\n" * 260_000, "键": lambda: b"a:\n " * 250_000, "引": lambda: b'"' * MEGABYTE,
    "锚": lambda: b"&a " * 350_000, "注": lambda: b"#" * MEGABYTE, "数": lambda: b"1" + b":01" * 350_000,
    "别名": lambda: b"a: &a [x,x]\n" + b"".join(b"a%d: &a%d [*a,*a]\n" % (n, n) for n in range(40_000)),
    "重复": lambda: b"a: 1\n" * 200_000, "空行": lambda: b"\n" * MEGABYTE, "控制": lambda: b"a\x00" * (MEGABYTE // 2),
    "不同的键": lambda: b"".join(b"k%d: 1\n" % n for n in range(100_000)), "缩进": lambda: b" " * MEGABYTE + b"a: 1",
    "折行": lambda: b"a: >\n" + b"  x\n" * 250_000, "文档": lambda: b"---\n" * 260_000, "标签": lambda: b"!!x " * 260_000,
}  # fmt: skip
MARKDOWN: tuple[str, ...] = (
    "[", "![", "[](", "*", "**a", "_", "`", "<", "<!--", "&", "\\", "> ", ">\n", "- ", "-\n", "#\n", "1. ",
    "a\n===\n", "---\n", "|", "a|b\n-|-\n", "[a](<", "***a**b*", "- a\n    - b\n", "```\n", "权", "[x](y)",
    "> - 1. ", "**权**_利_`x`", "|a|b|\n|-|-|\n|c|d|\n\n", "- 甲\n  - 乙\n\n", "[a]: b\n\n", "<a href=x>", "a\n\n",
    "[[[]]]", "((((", "*a _b ", "    code\n", "&lt;", "http://x ", "\t- ", "1. a\n\n   b\n\n",
)  # fmt: skip
ATTACHED: Mapping[str, Callable[[], bytes]] = {
    "零.docx": lambda: inflated("word/document.xml", b"<a>", b"0" * MEGABYTE, 900),
    "格.xlsx": lambda: inflated("xl/worksheets/s.xml", b"<w>", b'<c r="XFD1048576"><v>1</v></c>' * 1000, 2000),
    "深.docx": lambda: inflated("word/document.xml", b"", b"<a>" * 1000, 3000),
    "段.docx": lambda: inflated("word/document.xml", b"<a>", b"<p>1 3 0 0</p>" * 1000, 800),
    "远.xls": far_cell, "宽.xls": lambda: far_cell(29), "环.xls": ring, "断.xls": cut_short,
    "表.csv": lambda: b"1,2,3,4,5,6,7,8,9\n" * 55_000, "数.csv": lambda: b"9" * MEGABYTE,
    "空.csv": lambda: b"9 " * (MEGABYTE // 2), "标.html": lambda: b"<" * MEGABYTE,
    "签.html": lambda: b"<a b=" * 200_000, "引.json": lambda: b"[" * MEGABYTE, "星.md": lambda: b"1****" * 200_000,
    "块.png": lambda: b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x00tEXt\x00\x00\x00\x00" * 80_000,
    "段.jpg": lambda: b"\xff\xd8\xff\xfe\x00\x02" + b"\xff\xfe\x00\x02" * 250_000,
    "页.pdf": lambda: personal.pdf_of([["130"] * 300] * 150),
}  # fmt: skip
CITED: tuple[str, ...] = (
    "《",
    "》",
    "《某法》",
    "第一条、",
    "第",
    "至第二条",
    "（",
    "某法》第一",
    "第一条第一款（一）",
)


def _bombs() -> Iterator[tuple[str, Bomb]]:
    yield from ((f"YAML {name}", Bomb(make, _yaml)) for name, make in YAML.items())
    for unit in MARKDOWN:
        yield f"Markdown {unit!r}", Bomb(partial(filled, unit, LONGEST), _markdown)
    yield from ((f"公告 {unit!r}", Bomb(partial(_notice, unit), _notices)) for unit in MARKDOWN[:4])
    yield from ((f"附件 {name}", Bomb(make, _attached(name))) for name, make in ATTACHED.items())
    for unit in CITED:
        yield f"引文 {unit}", Bomb(partial(filled, unit, 3 * 200), _citation)
    for seed, (back, posts) in enumerate((b, p) for b in (False, True) for p in (1, 6, 30)):
        make = partial(wild_flow, seed, back=back, posts=posts)
        yield f"流程 {'向后' if back else '向前'} {posts} 个岗位", Bomb(make, _county)


BOMBS: Mapping[str, Bomb] = dict(_bombs())
