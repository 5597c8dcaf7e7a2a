"""``disclosure new county 文件夹``: from nothing to a county that passes ``check`` and builds.

Enters: the folder, and the county's name, 区划代码 and levels as options; what is missing is asked for
at a terminal.  Leaves: files below ``catalogues/``, all of them or none.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from argparse import Namespace
from pathlib import Path

from ...schema.derived.new_county import USUAL_LEVELS, Beginning
from ...schema.records.county import County, Level
from ..report import FINE, PROBLEMS, USAGE, say, typed
from .asking import asked

_AREA_CODE = re.compile(r"[1-9][0-9]{5}")
_NEXT = """已写出 {count} 个文件，是一个通得过检查的小县。接下来：
  disclosure check {folder}
  disclosure import 清单.xlsx --county {folder}
  disclosure build {folder} --output {output}
登记机构照抄 catalogues/units/XZF.yaml；网址、主办单位在 catalogues/county.yaml 里改。
"""


def begin_county(options: Namespace) -> int:
    """Write the files of a small county into a folder that holds none."""
    folder: Path = options.folder
    if (folder / "catalogues").exists():
        return say(f"没有写：{folder} 里已经有 catalogues，请换一个文件夹", PROBLEMS)
    name = _fitting("县的全称，例如 梯田县：", options.name)
    code = _fitting("六位行政区划代码，例如 990122：", options.code)
    levels = _levels(options.levels)
    if wrong := _fault(name, code, levels):
        return say(f"没有写：{wrong}", USAGE)
    written = _write(folder, Beginning(name, code, levels))
    return say(
        _NEXT.format(count=written, folder=typed(folder), output=typed(folder / "output")).rstrip(), FINE
    )


def _fitting(question: str, given: str | None) -> str:
    return (given if given is not None else asked(question) or "").strip()


def _levels(given: str | None) -> tuple[str, ...]:
    usual = "、".join(USUAL_LEVELS)
    said = given if given is not None else asked(f"公开的层级，从高到低，用“、”分开（回车：{usual}）：")
    parts = (part.strip() for part in re.split("[、，,]", said or usual))
    return tuple(dict.fromkeys(filter(None, parts)))


def _fault(name: str, code: str, levels: tuple[str, ...]) -> str:
    """What is wrong with the answers, judged as the catalogue itself will be."""
    if not _fits(County, "name", name):
        return f"“{name}”不能作县的名称，请写 --name 梯田县" if name else "要写县的名称：--name 梯田县"
    if not _AREA_CODE.fullmatch(code):
        return f"“{code}”不是六位行政区划代码，请写 --code 990122"
    odd = [level for level in levels if not _fits(Level, "name", level)]
    if odd or not levels:
        return f"“{'、'.join(odd)}”不能作层级的名称，请写 --levels {'、'.join(USUAL_LEVELS)}"
    return ""


def _fits(record: type[County | Level], attribute: str, text: str) -> bool:
    kind = record.keys()[attribute].kind
    return bool(getattr(kind, "form").fits(text))  # noqa: B009  of scalars, which both names are


def _write(folder: Path, beginning: Beginning) -> int:
    """All files or none: they are put together beside their place, and moved there at once."""
    folder.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    try:
        files = beginning.files()
        for path, text in files.items():
            (staged / path).parent.mkdir(parents=True, exist_ok=True)
            (staged / path).write_text(text, encoding="utf-8", newline="\n")
        (staged / "catalogues").rename(folder / "catalogues")
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return len(files)
