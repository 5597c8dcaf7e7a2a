"""``disclosure import`` of a Word document that is a notice: shown, and written as a draft.

Enters: paths of Word documents and the grids read from them.  Leaves: drafts, in the folder 草稿 beside
``catalogues/``, where nothing is published from; one that is there already is left alone.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ....basics.problem import Code, Problem
from ....county.read import Records
from ....schema.records.notices.notice import Notice
from ....schema.records.unit import Unit
from ....tables.grid import NOT_A_TABLE, FilePlace, SheetGrid
from ....tables.understood.heads import recognise
from ....tables.understood.notice_drafts import NoticeDraft, drafted_notice
from .bounded import notice_in_bounds

DRAFTS = "草稿"
THERE = Code("T35", "已经有这份草稿", "请先看完、移走原来的那份；要重来，删去它再导入")
_COLUMN = "栏目"
_SHOWN = 3
"""Lines of the text that are shown."""


class WordDrafts(NamedTuple):
    """Drafts by the path that they are to have, the grids of tables, and problems."""

    drafts: Mapping[str, NoticeDraft]
    others: Sequence[SheetGrid]
    problems: Sequence[Problem]
    files: Collection[str]
    """The documents that were taken for notices."""


def notices_among(options: Namespace, grids: Sequence[SheetGrid], records: Records) -> WordDrafts:
    """The Word documents that are notices: in which no table is known, or for which a 栏目 is told."""
    preset = dict(word.split("=", 1) for word in options.set)
    keys = {key.name for key in Notice.keys().values()}
    units = [(unit.code, unit.name) for unit in records.of(Unit)]
    drafts, problems, taken = dict[str, NoticeDraft](), list[Problem](), set[str]()
    for path in (path for path in options.files if path.suffix.lower() == ".docx"):
        own = [grid for grid in grids if grid.file == path.name]
        if _COLUMN not in preset and any(map(recognise, own)):
            continue
        notice, unread = notice_in_bounds(path)
        problems += unread
        if notice is None:
            continue
        taken.add(path.name)
        told = {key: value for key, value in preset.items() if key in keys}
        name = f"{DRAFTS}/{told.get('编码') or path.stem}.md"
        drafts[name] = drafted_notice(notice, told, units)
        if not any(paragraph.text for paragraph in notice.paragraphs):
            problems.append(Problem(FilePlace(path.name), NOT_A_TABLE, "没有文字，也没有认得的表"))
        elif (options.county / name).exists():
            problems.append(Problem(FilePlace(path.name), THERE, f"已经有 {name}"))
    return WordDrafts(drafts, [grid for grid in grids if grid.file not in taken], problems, taken)


def show(found: WordDrafts) -> None:
    """What was understood of each document."""
    for name, draft in found.drafts.items():
        lines = [f"公告《{draft.title or '没有标题'}》，起草为 {name}"]
        lines += [f"  文号　{draft.number}"] if draft.number else []
        body = [line for line in draft.text.partition("\n---\n")[2].split("\n") if line.strip()]
        lines += [f"  {line.strip()[:40]}" for line in body[:_SHOWN]]
        lines += [f"  正文共 {len(body)} 行", *(f"  {told}" for told in draft.told)]
        sys.stdout.write("\n".join(lines) + "\n")


def put(county: Path, found: WordDrafts) -> None:
    """The drafts."""
    for name, draft in found.drafts.items():
        (county / name).parent.mkdir(exist_ok=True)
        with (county / name).open("x", encoding="utf-8", newline="\n") as file:
            file.write(draft.text)
