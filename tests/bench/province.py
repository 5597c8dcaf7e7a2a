"""Many counties as their releases show them to a province: ``python tests/bench/province.py FOLDER``.

Enters: a folder that does not exist yet, and how many counties of which size (20 of L: P).  Leaves: for
each an output folder with a release that holds its data alone: what the index reads, of counties that
would take hours to be built.  The same records as ``tests/bench/county`` writes, one county at a time.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "county"), str(HERE.parents[1] / "plugins")]

import bodies  # noqa: E402
from bodies import PUBLIC, Body  # noqa: E402
from powers import powers  # noqa: E402
from size import SIZES, Size, shared  # noqa: E402

from disclosure import release  # noqa: E402
from disclosure.app.releases.release_commands import AUDIENCE  # noqa: E402
from disclosure.editions import open_data  # noqa: E402
from disclosure.editions.parts import urls  # noqa: E402


def main() -> None:
    """Write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--counties", type=int, default=20)
    parser.add_argument("--size", choices=SIZES, default="L")
    options = parser.parse_args()
    for number in range(1, options.counties + 1):
        size = replace(SIZES[options.size], name=f"{number} ")
        publish(options.folder / f"{number:03}", catalogue(size, number))


def publish(out: Path, told: dict[str, object]) -> None:
    """A release of nothing but its data."""
    with release.staging(out) as stage:
        (out / AUDIENCE).write_text("社会\n", "utf-8")
        stage.write(f"public/{open_data.PATH}", json.dumps(told, ensure_ascii=False).encode())
        release.commit(out, stage)


def catalogue(size: Size, number: int) -> dict[str, object]:
    """What a county of a size publishes of its catalogue."""
    held = list(bodies.bodies(size))
    upper = [1] * (size.offices + size.towns + bodies.LEADING)
    lower = [1] * size.villages
    decided = [*shared(size.decisions, upper), *shared(size.village_decisions, lower)]
    counted = list(zip(held, decided, strict=False))
    code = f"99{number:04}"
    return {
        "format": open_data.FORMAT,
        "county": {
            "code": code, "name": f"第{number}县", "site": "", "url": f"https://www.c{code}.example/gk/",
            "levels": ["县委", "县直部门", "乡镇", "村和社区"], "categories": [],
        },
        "units": list(map(_unit, held)),
        "powers": [power for body in held for power in _powers(body)],
        "decisions": [{"unit": body.code} for body, many in counted for _ in range(many)],
    }  # fmt: skip


def _unit(body: Body) -> dict[str, object]:
    told: Any = bodies.unit(body)  # written before its powers, for both throw the same dice
    return {"code": body.code, "name": told["名称"], "level": body.level, "path": urls.unit(body.code)}


def _powers(body: Body) -> Iterator[dict[str, object]]:
    for record in powers(body):
        told: Any = record
        if told.get("公开范围", PUBLIC) == PUBLIC:
            yield {
                "code": told["编码"], "name": told["名称"], "unit": body.code, "category": told["类别"],
                "flow": "流程" in told or "标准流程" in told, "path": urls.power(told["编码"]),
            }  # fmt: skip


if __name__ == "__main__":
    main()
