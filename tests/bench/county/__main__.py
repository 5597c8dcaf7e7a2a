"""Write a county of a given size: ``python tests/bench/county M FOLDER``.

Enters: XS, S, M, L or P and a folder that does not exist yet.  Leaves: a county in the data language, in
P twenty of them in folders of their own.  The same bytes every time: the dice are seeded by names.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import bodies
from bodies import Body
from clerk import Value, written
from meetings import decisions
from notices import notices
from powers import kind_of, powers
from size import SIZES, Size, shared

ROOT = Path(__file__).resolve().parents[3]
TAKEN = ("county.yaml", "privacy.yaml", "procedures", "screens")
"""What a county of any size shares with the sample."""
COUNTIES = 20
CODE, ADDRESS = "990122", "www.titian.example"
"""What the sample's county.yaml calls the county by."""
JUDGED = "做法规则: 提醒"
"""The city whose figures these are charted a third of its powers, and told of no clearing."""
OWN_CODES = ("实施编码写法: 以基本编码结尾", "实施编码写法: 以基本编码开头")
"""Own codes are made as a real district makes them."""
HALL = ("  县政务服务中心: [办事大厅, 政务大厅, 行政大厅]\n", "")
"""The hall of the sample; these bodies name none."""


def main(size: str, folder: str) -> None:
    """Write it."""
    if size == "P":
        for number in range(1, COUNTIES + 1):
            write(replace(SIZES["L"], name=f"{number} "), Path(folder) / f"{number:02}")
            _set_apart(Path(folder) / f"{number:02}" / "catalogues" / "county.yaml", number)
    else:
        write(SIZES[size], Path(folder))


def write(size: Size, folder: Path) -> None:
    """One county."""
    catalogues = folder / "catalogues"
    catalogues.mkdir(parents=True)
    for taken in TAKEN:
        source = ROOT / "catalogues" / taken
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, catalogues / taken)
    _rewritten(catalogues / "county.yaml", (JUDGED, "做法规则: 不查"), OWN_CODES, HALL)
    held = list(bodies.bodies(size))
    upper = [1] * (size.offices + size.towns + bodies.LEADING)
    lower = [1] * size.villages
    decided = [*shared(size.decisions, upper), *shared(size.village_decisions, lower)]
    told = [*shared(size.notices, upper), *shared(size.village_notices, lower)]
    for body, before, told_here, decided_here in zip(
        held, accumulate([0, *told]), told, decided, strict=False
    ):
        _write(catalogues / "units" / f"{body.code}.yaml", bodies.unit(body))
        _write_powers(catalogues / "powers" / body.code, body)
        _write_each(catalogues / "decisions" / body.code, decisions(body, decided_here))
        _write_notices(folder / "content" / body.code, body, told_here, before)


def _set_apart(county: Path, number: int) -> None:
    """Its own code and address, by which a province tells it from the others."""
    _rewritten(county, (CODE, f"99{number:04}"), (ADDRESS, f"www.c{number:02}.example"))


def _rewritten(file: Path, *changes: tuple[str, str]) -> None:
    """Other words in a file that was taken; each must be there."""
    text = file.read_text("utf-8")
    for own, other in changes:
        if own not in text:
            raise ValueError(own)
        text = text.replace(own, other)
    file.write_text(text, "utf-8")


def _write_powers(folder: Path, body: Body) -> None:
    """A file for each power with a flow, one for the others of a kind: as a county keeps them."""
    records = list(powers(body))
    _write_each(folder, records[: body.charts])
    others: dict[str, list[Value]] = {}
    for number, record in enumerate(records[body.charts :], body.charts):
        others.setdefault(kind_of(body, number), []).append(record)
    for kind, held in others.items():
        _write(folder / f"{kind}.yaml", held)


def _write_each(folder: Path, records: Iterable[Value]) -> None:
    for record in records:
        code = record["编码"] if isinstance(record, dict) else ""
        _write(folder / f"{code}.yaml", record)


def _write_notices(folder: Path, body: Body, number: int, before: int) -> None:
    for notice in notices(body, number, before):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{notice.code}.md").write_text(notice.text, encoding="utf-8")
        if notice.table:
            (folder / f"{notice.code}.csv").write_text(notice.table, encoding="utf-8", newline="")


def _write(path: Path, value: Value) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(written(value), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
