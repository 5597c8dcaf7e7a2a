"""Sheets to PDF: the one way to typst and to the fonts that come with the lock file.

Enters: a sheet.  Leaves: the same bytes on every machine; or why they cannot be had.  typst leaves
out what a font does not hold and says nothing: each character is looked for beforehand.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ...basics.digests import digest
from ...basics.paths.where import theme_folder
from ...editions.printed.paper import PaperSheet

_NEEDED = {"typst": "typst", "pylopdf_fonts_zh_cn": "pylopdf-fonts-zh-cn"}
_HOW: Mapping[str, Any] = {"format": "pdf", "pdf_tags": False}
"""Paper is not read aloud: what a screen reader is told makes a booklet four times as large."""
_UNSET = frozenset("\n\r\t")
_SEGMENTS, _BYTES = 12, 12
_MOST_SHOWN = 5
_NEAR = 12
"""Characters shown around one that is missing: a sheet tells of many records."""


class CannotPrint(Exception):
    """Why nothing is printed, in one sentence."""


def see_that_all_is_there() -> None:
    """Raises ``CannotPrint`` where what sets type was not installed."""
    if missing := [name for module, name in _NEEDED.items() if find_spec(module) is None]:
        raise CannotPrint(
            f"缺少{'、'.join(missing)}：请运行 make print，或者 pip install 'pelican-disclosure[print]'"
        )


def made_from(data: str, template: str) -> str:
    """A digest of all that decides a sheet: its data, the templates, what sets type."""
    return digest(repr((data, *_set_by(template), _HOW)).encode())


@cache
def _set_by(template: str) -> tuple[list[str], list[str]]:
    """The text of a template and of what it shares with others, and which programs set it."""
    folder = theme_folder() / "print"
    templates = [(folder / name).read_text("utf-8") for name in ("common.typ", f"{template}.typ")]
    return templates, [metadata.version(name) for name in _NEEDED.values()]


def set_type(job: tuple[str, str]) -> bytes:
    """A PDF of a template and its data.  Raises ``CannotPrint``."""
    template, data = job
    folder = theme_folder() / "print"
    try:
        pdf, warnings = _compiler().compile_with_warnings(
            input=str(folder / f"{template}.typ"), sys_inputs={"data": data}, **_HOW
        )
    except RuntimeError as error:
        raise CannotPrint(f"排版停在 {template}.typ：{error}") from error
    if warnings:
        raise CannotPrint(f"排版 {template}.typ 时有警告：{warnings[0].message}")
    return bytes(pdf)


def missing_letters(sheet: PaperSheet, data: str) -> str:
    """What a sheet says that no font holds, with the record that says it; "" where nothing is."""
    said = list(_said(json.loads(data)))
    lacking = sorted(set().union(*said) - _held() - _UNSET)
    if not lacking:
        return ""
    shown = "、".join(f"“{letter}”（U+{ord(letter):04X}）" for letter in lacking[:_MOST_SHOWN])
    near = next(text for text in said if lacking[0] in text)
    near = near[max(0, near.index(lacking[0]) - _NEAR) :][: 2 * _NEAR]
    return (
        f"{sheet.of.at()}: “{sheet.title}”里的{shown}字体里没有，印不出来（例如“{near}”）：请换一种写法"
    )


def _said(value: Any) -> Iterator[str]:
    """Every text of a sheet's data; pictures are none."""
    if isinstance(value, str):
        yield from () if value.startswith("<svg") else (value,)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _said(item)
    elif isinstance(value, list):
        for item in value:
            yield from _said(item)


@cache
def _compiler() -> Any:
    """One a process: reading the fonts takes longer than a sheet."""
    import typst  # noqa: PLC0415  only who prints has it

    return typst.Compiler(
        root=str(theme_folder() / "print"),
        font_paths=[str(_fonts()[0].parent)],
        ignore_system_fonts=True,
    )


def _fonts() -> tuple[Path, Path]:
    import pylopdf_fonts_zh_cn as fonts  # noqa: PLC0415  likewise

    return fonts.sans_path(), fonts.serif_path()


@cache
def _held() -> frozenset[str]:
    """The characters that both fonts hold."""
    sans, serif = (frozenset(_characters(path.read_bytes())) for path in _fonts())
    return sans & serif


def _characters(font: bytes) -> Iterator[str]:
    """What an OpenType font has a glyph for: its ``cmap`` in segments of code points (format 12)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    found = {font[12 + 16 * n : 16 + 16 * n]: 12 + 16 * n for n in range(tables)}
    (cmap,) = struct.unpack_from(">I", font, found[b"cmap"] + 8)
    (parts,) = struct.unpack_from(">H", font, cmap + 2)
    for part in range(parts):
        (offset,) = struct.unpack_from(">I", font, cmap + 8 + 8 * part)
        at = cmap + offset
        if struct.unpack_from(">H", font, at) == (_SEGMENTS,):
            (groups,) = struct.unpack_from(">I", font, at + 12)
            for group in range(groups):
                first, last, _ = struct.unpack_from(">III", font, at + 16 + _BYTES * group)
                yield from map(chr, range(first, last + 1))
