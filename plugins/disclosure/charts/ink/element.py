"""How every drawing of ours is written: flows, graphs and plots, an element at a time.

Enters: names, attributes, words.  Leaves: SVG text.  Words and looks go through ``escape``, places are
numbers of ours; there is no script, style, marker, font or address of any other file.  How an element
looks is said by the class that stands for it, where there is one (``looks``).
"""

from __future__ import annotations

from functools import lru_cache

from markupsafe import escape

from .looks import LOOKS, PAINT, SIZE, STROKE, TYPE, USUAL, Appearance


class _Numbers(dict[float, str]):
    """Whole or half, without a trailing ``.0``: the bytes are the same everywhere."""

    def __missing__(self, value: float) -> str:
        written = self[value] = f"{round(value * 2) / 2:g}"
        return written


number = _Numbers().__getitem__
"""A number as it is written: to look it up takes half of a call of a function that remembers."""


def tenth(value: float) -> str:
    """At most one decimal, where parts of one bar must meet."""
    return f"{value:.1f}".removesuffix(".0")


def element(name: str, inner: str = "", /, **attributes: str) -> str:
    """An element around markup, without the attributes that are empty; ``font_size`` is font-size."""
    said = "".join([_attribute(key, value) for key, value in attributes.items() if value])
    return f"<{name}{said}>{inner}</{name}>" if inner else f"<{name}{said}/>"


def dressed(name: str, inner: str, place: str, /, **look: str) -> str:
    """An element with the classes that stand for its look.

    Its ``place`` is attributes written out: numbers, paths and ids, which nothing in words enters.
    """
    where = f" {place}" if place else ""
    dress = worn(**look)
    return f"<{name}{where}{dress}>{inner}</{name}>" if inner else f"<{name}{where}{dress}/>"


@lru_cache(maxsize=1 << 12)
def worn(**look: str) -> str:
    """The classes that stand for a look, and what of it has none, as attributes."""
    said = {key.replace("_", "-"): value for key, value in look.items() if value}
    if said.get("font-size") == SIZE:
        del said["font-size"]
    parts = [_part(said, names) for names in (PAINT, TYPE)]
    parts = [part for part in parts if part not in USUAL]
    names = " ".join(LOOKS[part] for part in parts if part in LOOKS)
    rest = "".join(_attribute(key, value) for part in parts if part not in LOOKS for key, value in part)
    return (f' class="{names}"' if names else "") + rest


def _part(said: dict[str, str], names: tuple[str, ...]) -> Appearance:
    return tuple((name, said[name]) for name in names if name in said)


def trace(d: str, tone: str, width: float = 2.5, dash: str = "") -> str:
    """A line along a path."""
    return dressed(
        "path",
        "",
        f'd="{d}"',
        fill="none",
        stroke=tone,
        stroke_width=thick(width),
        stroke_dasharray=dash,
    )


def thick(width: float) -> str:
    """How thick a line is, "" for as thick as most are."""
    return "" if width == STROKE else f"{width:g}"


@lru_cache(maxsize=1 << 12)  # what stands in a box stands in every drawing of its flow
def escaped(words: str) -> str:
    """Words as they stand in markup."""
    return str(escape(words))


@lru_cache(maxsize=1 << 12)
def _attribute(key: str, value: str) -> str:
    return f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
