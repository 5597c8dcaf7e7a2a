"""How every drawing of ours is written: flows, graphs and plots, an element at a time.

Enters: names, attributes, words.  Leaves: SVG text.  All words and values go through ``escape``;
there is no script, style, marker, font or address of any other file.
"""

from __future__ import annotations

from functools import lru_cache

from markupsafe import escape


@lru_cache(maxsize=1 << 14)
def number(value: float) -> str:
    """Whole or half, without a trailing ``.0``: the bytes are the same everywhere."""
    return f"{round(value * 2) / 2:g}"


def tenth(value: float) -> str:
    """At most one decimal, where parts of one bar must meet."""
    return f"{value:.1f}".removesuffix(".0")


def element(name: str, inner: str = "", /, **attributes: str) -> str:
    """An element around markup, without the attributes that are empty; ``font_size`` is font-size."""
    written = "".join([_attribute(key, value) for key, value in attributes.items() if value])
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def trace(d: str, tone: str, width: float = 2.5, dash: str = "") -> str:
    """A line along a path."""
    return element(
        "path", d=d, fill="none", stroke=tone, stroke_width=f"{width:g}", stroke_dasharray=dash
    )


@lru_cache(maxsize=1 << 15)  # a county's drawings say the same few thousand over and over
def _attribute(key: str, value: str) -> str:
    return f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
