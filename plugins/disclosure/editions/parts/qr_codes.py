"""Addresses as QR codes, on paper and on large screens.

Enters: an address.  Leaves: an SVG that takes the size of what it stands in, with the quiet zone that
readers need; the same address always gives the same drawing.
"""

from __future__ import annotations

import io

import segno

QUIET = 4
"""Modules of white around the code (ISO/IEC 18004)."""


def qr_svg(text: str) -> str:
    """Black on white; a quarter of it may be dirty."""
    drawn = io.BytesIO()
    segno.make_qr(text, error="q").save(
        drawn, kind="svg", border=QUIET, xmldecl=False, svgclass=None, lineclass=None, omitsize=True,
        light="#fff", nl=False,
    )  # fmt: skip
    return drawn.getvalue().decode()
