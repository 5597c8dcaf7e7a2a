"""Rules on the portal's look: its colours can be read, and its frame is given in one way.

Source: GB/T 37668-2019 (对比度); WCAG 2.2, 1.4.3: words 4.5:1 on whatever they stand on.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem
from ...county.site import Site
from ...schema.records.shown.contrast import LEAST, ratio
from ...schema.records.shown.portal_frame import BAD_FRAGMENT, PortalLook, fault
from ..registry import rule

TOO_FAINT = Code(
    "R224", "颜色对比度不够", "字要看得清：请换深一些的颜色，对比度至少 4.5:1", law="GB/T 37668-2019"
)
WHITE = "#ffffff"
GROUNDS = {"白底": WHITE, "页面底色": "#f4f6f9", "浅底": "#eef3f9"}
"""What words stand on, on a light screen; a test holds them to the tokens of the theme."""
WORDS = {"brand": "主色", "accent": "强调色", "link": "链接色"}


@rule(TOO_FAINT)
def colours_can_be_read(site: Site) -> Iterator[Problem]:
    """Each stands as words on light grounds; white words stand on the first."""
    if look := site.county.portal.look:
        yield from _faint(look)


def _faint(look: PortalLook) -> Iterator[Problem]:
    for name, called in WORDS.items():
        colour = getattr(look, name)
        for ground, light in GROUNDS.items():
            if (found := ratio(colour, light)) < LEAST:
                what = f"{called}“{colour}”在{ground}上的对比度是 {found:.2f}:1"
                yield Problem(look.at(name), TOO_FAINT, what)
                break


@rule(BAD_FRAGMENT)
def fragments_can_stand_in_a_page(site: Site) -> Iterator[Problem]:
    """Nothing in the portal's header and footer runs, loads from elsewhere, or is left open."""
    if frame := site.county.portal.frame:
        for name in ("header", "footer"):
            if wrong := fault(getattr(frame, name)):
                yield Problem(frame.at(name), BAD_FRAGMENT, wrong)
