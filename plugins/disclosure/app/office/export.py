"""``disclosure export``: the catalogue as sheets, to be edited there and imported again.

Enters: parsed options.  Leaves: a workbook for each kind, or CSV files; all of them or none.
"""

from __future__ import annotations

import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ...basics.files import tables
from ...county.lookups.registered import registered
from ...county.read import Records, SourceFile, read
from ...schema.catalogue import ALL, NOTICES, Shelf
from ...schema.derived.editor import Registered
from ...schema.records.ledgers.ledger import Ledger
from ...schema.records.ledgers.ledger_spans import EXAMPLES
from ...tables.ledgers.ledger_merge import sheets_of
from ...tables.since_export import as_written, files_as_written
from ...tables.sourced import catalogue
from ...tables.written.book import too_long, workbook
from ...tables.written.ledger_book import DATA_SHEETS, ledger_workbook
from ...tables.written.table_rows import TableSheet, sheets
from .. import disk
from ..report import FINE, PROBLEMS, USAGE, say, write_out

_LISTED = 5
"""Files that are named."""
EXPORTED = tuple(shelf for shelf in ALL if shelf is not NOTICES)


def export(options: Namespace) -> int:
    """Write the sheets of the kinds that were asked for, all of them by default."""
    chosen = _chosen(options.kind)
    if chosen is None:
        listed = "、".join((*(shelf.title for shelf in EXPORTED), DATA_SHEETS))
        return say(f"没有“{options.kind}”这个种类；可写：{listed}", USAGE)
    files, unread = disk.read_county(options.folder)
    held = catalogue(files)
    if problems := [*unread, *held.problems]:
        write_out(problems, sys.stdout.write)
        return say("没有写：请先改好上面的问题", PROBLEMS)
    records = read(files)[0]
    known = registered(records)
    data = dict(_data(files, records, known, options)) if options.kind in ("", DATA_SHEETS) else {}
    written = {
        shelf: sheets(shelf, () if options.blank else [kept.node for kept in held.of(shelf)])
        for shelf in chosen
    }
    kept = {shelf: made for shelf, made in written.items() if options.blank or made[0].rows}
    if problems := [problem for made in kept.values() for problem in too_long(made)]:
        write_out(problems, sys.stdout.write)
        return say("没有写：有的格装不下", PROBLEMS)
    besides = {} if options.blank else {shelf: [*as_written(held.of(shelf))] for shelf in kept}
    files_ = _csv_files(kept) if options.csv else _books(kept, known, besides)
    return _write(options, {**dict(files_), **data})


def _data(
    files: Sequence[SourceFile], records: Records, known: Registered, options: Namespace
) -> Iterator[tuple[str, bytes]]:
    """The data of each ledger, a sheet a file; as CSV they lie in the catalogue already."""
    for ledger in records.of(Ledger) if not options.csv else ():
        held = sheets_of(ledger, files)
        if options.blank or not held:
            held = {EXAMPLES[ledger.period]: ()}
        made = ledger_workbook(ledger, held, known, files_as_written(held))
        yield f"{DATA_SHEETS}-{ledger.code}.xlsx", made


def _chosen(word: str) -> Sequence[Shelf] | None:
    if word in ("", DATA_SHEETS):
        return EXPORTED if not word else ()
    return [shelf for shelf in EXPORTED if word in (shelf.title, shelf.schema)] or None


def _books(
    kept: Mapping[Shelf, Sequence[TableSheet]],
    known: Registered,
    besides: Mapping[Shelf, Sequence[Sequence[str]]],
) -> Iterator[tuple[str, bytes]]:
    for shelf, made in kept.items():
        yield f"{shelf.title}.xlsx", workbook(made, known, besides.get(shelf, ()))


def _csv_files(kept: Mapping[Shelf, Sequence[TableSheet]]) -> Iterator[tuple[str, bytes]]:
    for sheet in (sheet for made in kept.values() for sheet in made):
        rows = [[cell.text for cell in row] for row in sheet.rows]
        if rows or sheet.layout.owner is None:
            yield f"{sheet.layout.title}.csv", tables.text(sheet.layout.heads, rows)


def _write(options: Namespace, files: Mapping[str, bytes]) -> int:
    """Every file beside its place first, then all put there; none over one that says something else."""
    folder: Path = options.to
    if not files:
        told = f"没有写：目录里还没有{options.kind or '记录'}"
        return say(f"{told}；要空白的表来填，加 --blank{_no_csv(options)}", PROBLEMS)
    there = [name for name, data in files.items() if _is_other(folder / name, data)]
    if not there or options.overwrite:
        return _put(folder, files)
    listed = (
        "、".join(there) if len(there) <= _LISTED else f"{'、'.join(there[:_LISTED])} 等 {len(there)} 个"
    )
    how = "改过的先导入；不要了的加 --overwrite 盖掉，或者用 --to 写到别的文件夹"
    return say(f"没有写：{folder} 里已经有 {listed}，和现在的目录不同。{how}", PROBLEMS)


def _no_csv(options: Namespace) -> str:
    return "；台账的数据本来就是 CSV，在 catalogues/ledgers/ 里" if options.csv else ""


def _is_other(path: Path, data: bytes) -> bool:
    return path.exists() and (not path.is_file() or path.read_bytes() != data)


def _put(folder: Path, files: Mapping[str, bytes]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".export-", dir=folder) as staged:
        for name, data in files.items():
            Path(staged, name).write_bytes(data)
        for name in files:
            Path(staged, name).replace(folder / name)
            sys.stdout.write(f"{folder / name}\n")
    return say(f"写出 {len(files)} 个文件；改完用 disclosure import 导回", FINE)
