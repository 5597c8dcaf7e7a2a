"""A Word notice as the draft of a 公告: a header to be filled in, and the text below it.

Enters: a ``WordNotice``, what the command line says, the county's bodies.  Leaves: ``NoticeDraft``.
Nothing is made up: what the document does not say stands in the header as a remark, to be written by
whoever publishes it; above all the day, which is that of publishing and not that of signing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ...basics.values import dataclass
from ...schema.compound import Many
from ...schema.records.notices.notice import DRAFT, Notice
from .. import trees
from ..grid import SheetGrid
from ..sources.word_notice import WordNotice, WordParagraph

_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,20}[〔\[（(](?:19|20)\d\d[〕\]）)]\s?第?\d{1,4}号")
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|二[〇○零Ｏ][一二三四五六七八九〇○零]{2}年.{1,3}月.{1,3}日")
_MOST_TITLE = 60
_SIGNED = " " * 24
"""So far in, a line is a signature (docs/prose.md)."""
_SIGNS = (
    re.compile(r"^[ \t]*(?:#{2,}|#(?= )|>(?= )|-{3,}(?=[ \t]*$)|\*{3,}(?=[ \t]*$))", re.MULTILINE),
    re.compile(r"\*\*|~~|\||!?\[(?=[^\[\]]*\]\()"),
)
"""What makes a heading, a quotation or a rule; then emphasis, tables, links (docs/prose.md)."""
_FULL_WIDTH = {ord(half): ord(half) + 0xFEE0 for half in "#>-*~|!["}
_SIGNATURES = re.compile(rf"(^{_SIGNED}.*\n)\n(?={_SIGNED})", re.MULTILINE)
"""A signature above another."""


@dataclass(frozen=True)
class NoticeDraft:
    """The text of a draft, and what a person must still look at."""

    title: str
    number: str
    text: str
    told: tuple[str, ...]


def drafted_notice(
    notice: WordNotice, preset: Mapping[str, str], units: Sequence[tuple[str, str]]
) -> NoticeDraft:
    """The draft; ``units`` are the codes and names of bodies."""
    paragraphs = list(notice.paragraphs)
    number = _taken_number(paragraphs)
    title = _taken_title(paragraphs)
    signed = next((p.text for p in reversed(paragraphs) if _DAY.fullmatch(p.text.replace(" ", ""))), "")
    names = {name: code for code, name in units}
    unit = next((names[p.text] for p in reversed(paragraphs[-4:]) if p.text in names), "")
    known = {"标题": title, "文号": number, "发布机构": unit, **preset, "状态": DRAFT}
    remarks = {"发布日期": f"实际发布的日期；落款写的是 {_date(signed)}" if signed else ""}
    head = "".join(_head(known, remarks))
    body = _SIGNATURES.sub(r"\1", "\n\n".join(_body(paragraphs, notice.tables)))
    told = [f"{what} {count} 处没有取，请看原件补上" for what, count in notice.lost.items() if count]
    texts = [p.text for p in paragraphs] + [
        c.text for t in notice.tables for r in t.rows for c in r.cells
    ]
    signs = sum(literal(text) != text for text in texts)
    told += (
        [f"{signs} 段里的记号换成了全角：半角的在正文里有特别的意思（docs/prose.md）"] if signs else []
    )
    return NoticeDraft(title, number, f"---\n{head}---\n\n{body}\n", tuple(told))


def literal(text: str) -> str:
    """A text of which no sign means anything but itself: what would is written in full width."""
    for pattern in _SIGNS:
        text = pattern.sub(lambda found: found[0].translate(_FULL_WIDTH), text)
    return text


def _taken_number(paragraphs: list[WordParagraph]) -> str:
    """The number of the document, if one of the first lines is one; the line goes."""
    for paragraph in paragraphs[:4]:
        if _NUMBER.fullmatch(paragraph.text):
            paragraphs.remove(paragraph)
            return paragraph.text
    return ""


def _taken_title(paragraphs: list[WordParagraph]) -> str:
    """The lines in the middle at the beginning; without such the first, if it is no sentence."""
    lines: list[str] = []
    while paragraphs and paragraphs[0].side == "中":
        lines.append(paragraphs.pop(0).text.replace("\n", ""))
    first = paragraphs[0].text if paragraphs else ""
    if not lines and 0 < len(first) <= _MOST_TITLE and first[-1] not in "。：:；！":
        lines.append(paragraphs.pop(0).text.replace("\n", ""))
    return "".join(lines)


def _head(known: Mapping[str, str], remarks: Mapping[str, str]) -> Iterator[str]:
    """Every key that is needed or known; those that nobody has told yet as remarks."""
    for key in Notice.keys().values():
        value = known.get(key.name, "")
        if value:
            several = isinstance(key.kind, Many)
            yield trees.dumped({key.name: re.split("[、,，]", value) if several else value})
        elif key.required:
            yield f"# {key.name}: 　必填：{remarks.get(key.name) or key.doc}；写法：{key.kind.label()}\n"


def _body(paragraphs: Sequence[WordParagraph], tables: Sequence[SheetGrid]) -> Iterator[str]:
    grids = {grid.name: grid for grid in tables}
    for paragraph in paragraphs:
        if paragraph.table:
            yield from _table(grids.get(f"表{paragraph.table}"))
        elif paragraph.side == "右":
            yield "\n".join(_SIGNED + line for line in literal(paragraph.text).split("\n"))
        else:
            yield literal(paragraph.text)


def _table(grid: SheetGrid | None) -> Iterator[str]:
    """A table as the text of a notice has it; of merged cells only the first says anything."""
    if grid is None or not grid.rows:
        return
    wide = max(len(row.cells) for row in grid.rows)
    rows = [
        "| " + " | ".join(_cells(row.at(n).text for n in range(1, wide + 1))) + " |" for row in grid.rows
    ]
    yield "\n".join((rows[0], "|" + "---|" * wide, *rows[1:]))


def _cells(texts: Iterator[str]) -> Iterator[str]:
    return (" ".join(literal(text).split()) for text in texts)


def _date(signed: str) -> str:
    """The day of a signature in figures, or as it is written."""
    text = signed.replace(" ", "")
    if text[:1].isdigit():
        year, month, number = re.findall(r"\d+", text)
        return f"{year}-{month:0>2}-{number:0>2}"
    return text
