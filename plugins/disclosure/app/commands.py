"""What each command does: read, run the path, report, and say what came of it.

Enters: parsed options.  Leaves: an exit status.
"""

from __future__ import annotations

import importlib
import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from ..basics.problem import Code, declared
from ..county.lookups.registered import registered
from ..county.read import read
from ..schema.catalogue import ALL, COUNTY
from ..schema.derived.editor import schema_text
from ..schema.derived.starter import shelf_named, starter_text
from ..schema.records.county import County
from . import disk
from .load import load_county
from .office.begin_county import begin_county
from .report import FINE, PROBLEMS, USAGE, say, status_of, summary, write_out


def codes() -> tuple[Code, ...]:
    """Every code a user can meet: what the modules behind the commands declare, gates among them."""
    for module in ("build", "office.export", "office.importing"):
        importlib.import_module(f"{__package__}.{module}")
    return declared()


def check(options: Namespace) -> int:
    """Read, link, apply the rules, print every problem; write nothing."""
    site, problems = load_county(options.folder, options.as_of, options.laws)
    if options.format == "json":
        for problem in problems:
            sys.stdout.write(json.dumps(problem.as_dict(), ensure_ascii=False) + "\n")
    else:
        write_out(problems, sys.stdout.write)
        summary(problems, site)
    return status_of(problems)


def serve(options: Namespace) -> int:
    """Rebuild on every change and show the pages on loopback."""
    if options.builder:
        from .build import build as run  # noqa: PLC0415  the host and drawing take half the start-up time
        from .preview.builder import build_for  # noqa: PLC0415  by whom it is begun

        return build_for(options, run)
    from .preview.serve import serve as watch  # noqa: PLC0415  watchfiles is needed by this command only

    return watch(options)


def new(options: Namespace) -> int:
    """Print a commented starting file; or, given a folder, write a small county into it."""
    shelf = shelf_named(options.kind)
    if shelf is None:
        kinds = "、".join(shelf.record.title for shelf in ALL)
        return say(f"没有“{options.kind}”这个种类；可写：{kinds}", USAGE)
    if options.folder and shelf is not COUNTY:
        return say("写到文件夹里的只有县：disclosure new county 文件夹；别的种类打印在屏幕上", USAGE)
    if options.folder:
        return begin_county(options)
    sys.stdout.write(starter_text(shelf))
    return FINE


def schema(options: Namespace) -> int:
    """Write the JSON Schemas beside the county's catalogues."""
    if absent := disk.no_county(options.folder):
        write_out([absent], sys.stdout.write)
        return PROBLEMS
    (options.folder / disk.SCHEMAS).mkdir(parents=True, exist_ok=True)
    for path, text in schemas(options.folder):
        path.write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path}\n")
    return FINE


def schemas(folder: Path) -> Iterator[tuple[Path, str]]:
    """The JSON Schemas of a county, with the words and codes that it has registered."""
    records, _ = read(disk.read_county(folder)[0])
    known = registered(records)
    elements = [element for county in records.of(County) for element in county.elements]
    for shelf in ALL:
        path = folder / disk.SCHEMAS / f"{shelf.schema}.schema.json"
        yield path, schema_text(shelf, known, elements)
