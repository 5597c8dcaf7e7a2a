"""``disclosure sqlite 网站 数据.db``: the published tables as one SQLite database.

Enters: parsed options.  Leaves: the database, whole or not at all.  It is made of ``datapackage.json``
and the CSV files that this names, as anyone could who has only the published site.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import tempfile
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ...basics.files import tables
from ...basics.files.os_errors import said
from ...editions.parts.urls import DATA_PACKAGE
from ..report import FINE, PROBLEMS, say

_SITES = ("", "public", "current/public")
"""Where the portal lies in what people point to."""
_DATABASE = b"SQLite format 3\0"
_AFFINITY = {"integer": "INTEGER", "number": "NUMERIC"}


def database(options: Namespace) -> int:
    """Make it."""
    found = (options.site / below / DATA_PACKAGE for below in _SITES)
    package = next((path for path in found if path.is_file()), None)
    if package is None:
        return say(f"{options.site} 里没有 {DATA_PACKAGE}：请写输出文件夹，或者里面的 public", PROBLEMS)
    target: Path = options.database
    try:
        if target.exists() and not target.read_bytes().startswith(_DATABASE):
            return say(f"{target} 不是 SQLite 数据库，没有动它：请换一个文件名", PROBLEMS)
        with tempfile.TemporaryDirectory(prefix=".sqlite-", dir=target.parent) as staged:
            counts = _filled(Path(staged, "data.db"), package)
            Path(staged, "data.db").replace(target)
    except OSError as error:
        return say(said(error), PROBLEMS)
    except (ValueError, KeyError, TypeError, sqlite3.Error) as error:
        return say(f"{package} 或它列出的文件不完整（{error}）：请重新下载，或重新生成网站", PROBLEMS)
    return say(f"写了 {target}：{len(counts)} 张表，{sum(counts)} 行", FINE)


def _filled(path: Path, package: Path) -> Sequence[int]:
    resources = json.loads(package.read_bytes())["resources"]
    with contextlib.closing(sqlite3.connect(path)) as made:
        counts = [_table(made, resource, package.parent) for resource in resources]
        if wrong := made.execute("PRAGMA foreign_key_check").fetchall():
            raise ValueError(f"{wrong[0][0]} 第 {wrong[0][1]} 行指到 {wrong[0][2]} 里没有的编码")
        made.commit()
    return counts


def _table(made: sqlite3.Connection, resource: Mapping[str, Any], folder: Path) -> int:
    fields = [field["name"] for field in resource["schema"]["fields"]]
    name = _quoted(resource["name"])
    made.execute(f"CREATE TABLE {name} ({', '.join(_declared(resource['schema']))})")
    path = (folder / resource["path"]).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ValueError(f"{resource['path']} 不在网站里")
    (_, heads), *rows = tables.rows("csv", path.read_bytes())
    if heads != fields:
        raise ValueError(f"{resource['path']} 的表头和说明的不一样")
    blanks = ", ".join("?" * len(fields))
    made.executemany(f"INSERT INTO {name} VALUES ({blanks})", (_values(row) for _, row in rows))  # noqa: S608  its name is quoted
    return len(rows)


def _declared(schema: Mapping[str, Any]) -> Iterator[str]:
    """The columns, the key, and what the columns refer to."""
    for field in schema["fields"]:
        yield f"{_quoted(field['name'])} {_AFFINITY.get(field['type'], 'TEXT')}"
    if "primaryKey" in schema:
        yield f"PRIMARY KEY ({', '.join(map(_quoted, schema['primaryKey']))})"
    for link in schema.get("foreignKeys", ()):
        own, to = link["fields"], link["reference"]
        there = f"{_quoted(to['resource'])} ({', '.join(map(_quoted, to['fields']))})"
        yield f"FOREIGN KEY ({', '.join(map(_quoted, own))}) REFERENCES {there}"


def _values(row: Sequence[str]) -> list[str | None]:
    """Cells without what guards them from spreadsheets; an empty one is no value."""
    return [(tables.original(cell) if tables.guarded(cell) else cell) or None for cell in row]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
