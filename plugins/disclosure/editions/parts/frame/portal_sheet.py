"""The colours and fonts of the portal, as a sheet that stands behind those of the theme.

Enters: the county.  Leaves: ``static/portal.css`` where it gives a look.  It dresses light screens only:
in the dark, on paper and where more contrast is wanted, the theme's own colours stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ....basics.output import File, ready
from ....schema.records.county import County
from ....schema.records.shown.contrast import darker
from ....schema.records.shown.portal_frame import PortalLook

SHEET = "static/portal.css"
WHERE = "@media screen and (prefers-color-scheme: light) and (prefers-contrast: no-preference)"
DEEP = 0.7
PLAIN = ("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "sans-serif")
SERIF = ("Noto Serif CJK SC", "SimSun", "Songti SC", "serif")
GENERIC = ("sans-serif", "serif")
"""What stands in for a font that a visitor does not have; the last are kinds of fonts, not names."""


def files(county: County) -> Iterator[File]:
    if look := county.portal.look:
        yield File(SHEET, ready(_sheet(look).encode()))


def _sheet(look: PortalLook) -> str:
    fonts = {"--font": (look.fonts, PLAIN), "--font-display": (look.title_fonts, SERIF)}
    told = {name: _families((*own, *usual)) for name, (own, usual) in fonts.items() if own}
    return f":root {{\n{_lines(told)}}}\n{WHERE} {{\n:root {{\n{_lines(_colours(look))}}}\n}}\n"


def _colours(look: PortalLook) -> Mapping[str, str]:
    return {
        "--brand": look.brand,
        "--brand-ink": look.brand,
        "--brand-deep": darker(look.brand, DEEP),
        "--accent": look.accent,
        "--link": look.link,
        "--link-hover": darker(look.link, DEEP),
    }


def _families(names: Sequence[str]) -> str:
    return ", ".join(name if name in GENERIC else f'"{name}"' for name in names)


def _lines(told: Mapping[str, str]) -> str:
    return "".join(f"{name}: {value};\n" for name, value in told.items())
