"""What the parts of a drawing look like, each look under a short name.

Enters: nothing.  Leaves: the name of a look, for a drawing that stands in a page and is dressed by its
style sheet (``sheet``); and the same drawing in ``plain`` values, for a file that other programs read.
A small letter is a paint, a capital a type.  A look that has no name here is written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import product
from string import ascii_lowercase, ascii_uppercase

from markupsafe import escape

from .palette import FONT, LIGHT, Look, unthemed

Appearance = tuple[tuple[str, str], ...]
"""Names and values, sorted."""
STROKE = 1.5
"""px: how thick an outline or a way is drawn; the whole drawing says it once."""
PAINT = ("fill", "stroke", "stroke-dasharray", "stroke-width")
TYPE = ("font-size", "font-weight", "text-anchor")
SIZE = "14"
"""px: how large most words are; their colour is said once too."""
_ONCE = (
    f'xmlns="http://www.w3.org/2000/svg" font-family="{FONT}" font-size="{SIZE}" fill="{LIGHT.soft}" '
    f'stroke-width="{STROKE:g}"'
)
_WORN = re.compile(r' class="([a-z]\d?|[A-Z]|[a-z]\d? [A-Z])"')


def _paint(fill: str, stroke: str = "", width: str = "", dash: str = "") -> Appearance:
    values = (fill, stroke, dash, width)
    return tuple((name, value) for name, value in zip(PAINT, values, strict=True) if value)


def _outline(look: Look) -> Appearance:
    return _paint(look.fill, look.line)


def _type(size: str = "", *, bold: bool = False, middle: bool = False) -> Appearance:
    values = (size, "700" if bold else "", "middle" if middle else "")
    return tuple((name, value) for name, value in zip(TYPE, values, strict=True) if value)


def _named(letters: str, looks: Iterable[Appearance]) -> dict[Appearance, str]:
    names = (f"{letter}{number}" for number, letter in product(("", *"123456789"), letters))
    return dict(zip(looks, names, strict=False))


_P = LIGHT
_ONE, _TWO, _THREE = LIGHT.grades
PAINTS = _named(
    ascii_lowercase,
    (
        *(_paint(tone) for tone in (_P.ink, _P.edge, _P.back, _P.guard, _P.bad, _P.on_number)),
        *(_paint(tone) for tone in (_P.on_grade, _THREE)),
        *(_outline(look) for look in (_P.step, _P.decide, _P.review, _P.sub, _P.public)),
        _paint("none", _P.edge),
        _paint("none", _P.back, dash="6 4"),
        _paint("", _P.back, dash="6 4"),
        _paint("", _P.ground, "5.5"),
        _paint(_P.number, _P.ground, "2"),
        _paint(_P.ground, _P.rule, "1"),
        _paint(_ONE, _P.ground),
        _paint(_TWO, _P.ground),
        _paint(_P.ground, _THREE, "2"),
        _paint(_P.done, _P.done),
        _paint("none", _P.on_done, "2.5"),
        _paint(_P.ground, _P.bad),
        _paint("none", _P.bad),
        _paint("none", _P.bad, "2.5"),
        _paint("none", _P.guard, "2.5"),
        _paint("none", _P.review.line, "1"),
        _paint("none", _P.sub.line),
        _paint(_P.number, _P.rule, "0.5"),
        _paint(_P.ground, _P.rule, "0.5"),
        _paint(_P.band, _P.rule, "0.5"),
        _paint(_P.band, "none", "0"),
        _paint("none", _P.guard, dash="7 5"),
        _paint(_P.number, _P.number),
        _paint(_P.ground, _P.guard),
        _paint("none", _P.back, dash="4 3"),
        _paint(_P.ground, _ONE, "2.5"),
        _paint(_P.ground, _TWO, dash="7 4"),
        _paint(_P.ground, _THREE, dash="2 3"),
    ),
)
TYPES = _named(
    ascii_uppercase,
    (
        _type("17", bold=True),
        _type(middle=True),
        *(_type(size, bold=True) for size in ("", "12.5", "13.5", "8.5", "9.5")),
        _type("16"),
        *(_type(size, bold=True) for size in ("16", "20", "18.5", "24", "10.5", "11.5", "15")),
    ),
)
LOOKS: Mapping[Appearance, str] = {**PAINTS, **TYPES}
USUAL = (("fill", LIGHT.soft),), (("font-size", SIZE),)
"""Of paint and type, what the whole drawing says."""
_VALUES = {name: look for look, name in LOOKS.items()}


def plain(svg: str) -> str:
    """A drawing to take away: outside a page there is no style sheet, no theme, and no ``var``."""
    once = svg.replace("<svg ", f"<svg {_ONCE} ", 1)
    return unthemed(_WORN.sub(lambda worn: _written(worn[1]), once))


@cache
def _written(names: str) -> str:
    looks = (_VALUES[name] for name in names.split())
    return unthemed("".join(f' {key}="{escape(value)}"' for look in looks for key, value in look))


def sheet() -> str:
    """The style sheet of all looks: theme/static/ink.css."""
    usual = _declared((*USUAL[0], *USUAL[1]))
    once = f".chart {{ font-family: var(--font); {usual} stroke-width: {STROKE:g}; }}\n"
    rules = "".join(f".chart .{name} {{ {_declared(look)} }}\n" for look, name in LOOKS.items())
    return f"/* The looks of charts/ink/looks.py; `make docs` writes them. */\n{once}{rules}"


def _declared(look: Appearance) -> str:
    return " ".join(f"{key}: {_of_page(key, value)};" for key, value in look)


def _of_page(key: str, value: str) -> str:
    """As a page says it: a colour by its token alone, a size in px."""
    return f"{value}px" if key == "font-size" else re.sub(r",#[0-9a-f]+\)", ")", value)
