"""The editions that a county is published in: one row each, with all that tells them apart.

A room that treats editions differently asks for a property here, never for a name.  A new edition
is one row and one module of ``editions`` named after its folder.  Paper has sizes besides.
"""

from __future__ import annotations

from .values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """What an edition is.

    ``folder`` lies below the output; ``title`` is what people call it.  ``carrier`` is the word by which
    county.yaml says that a 载体 is served by it, and ``told`` says to citizens where to find it.  With
    ``pages`` it shows the theme's pages; with ``touch`` they are for fingers, and what leads nowhere on
    a touch screen is left out; without ``links_out`` no link leads outside; with ``feeds`` readers can
    subscribe to it and take files away.  ``screens`` has a folder for each screen of the county, whose
    controllers know the characters of GBK only.
    """

    folder: str
    title: str
    carrier: str
    told: str
    pages: bool = False
    touch: bool = False
    links_out: bool = False
    feeds: bool = False
    screens: bool = False


MEDIA = (
    Medium(
        folder="public",
        title="门户网站",
        carrier="门户",
        told="在网上看，就是本网站的这些页面",
        pages=True,
        links_out=True,
        feeds=True,
    ),
    Medium(
        folder="kiosk",
        title="触摸屏",
        carrier="触摸屏",
        told="在政务大厅等处的触摸屏上看，凡写明在触摸屏公开的都有",
        pages=True,
        touch=True,
    ),
    Medium(
        folder="led",
        title="显示屏",
        carrier="显示屏",
        told="在街头和大厅的电子屏上滚动播放",
        screens=True,
    ),
)
PAPER = Medium(
    folder="print", title="纸上", carrier="线下", told="贴在公开栏、办事窗口，会上发，由人手工公开"
)
"""Sheets to be printed, made apart from the others by ``disclosure print``."""
BY_HAND = PAPER.carrier
"""The word for carriers that no other edition serves: a notice board, a meeting."""
MEDIUM_OF = {medium.carrier: medium for medium in MEDIA}
TITLES = {medium.folder: medium.title for medium in MEDIA}
"""What people call an edition, by its folder."""
SCREENS = tuple(medium.folder for medium in MEDIA if medium.screens)
"""The folders of the editions for displays."""
FRONT = next(medium for medium in MEDIA if medium.pages)
"""The edition that people open first."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A size, in mm as it hangs; ``columns`` are the numbers of columns that may be tried on it, and
    ``sizes`` those of its letters in pt, the largest first."""

    code: str
    title: str
    width: int
    height: int
    columns: tuple[int, ...] = (1,)
    sizes: tuple[int, ...] = ()


_FAR = (30, 28, 26, 24, 22, 20, 18)
PAPERS = {
    paper.title: paper
    for paper in (
        Paper(code="a3", title="A3竖", width=297, height=420, columns=(1, 2), sizes=_FAR),
        Paper(code="a3w", title="A3横", width=420, height=297, columns=(2, 3), sizes=_FAR),
        Paper(
            code="a2", title="A2竖", width=420, height=594, columns=(1, 2, 3), sizes=(40, 36, 32, *_FAR)
        ),
        Paper(
            code="a2w", title="A2横", width=594, height=420, columns=(2, 3, 4), sizes=(40, 36, 32, *_FAR)
        ),
    )
}
"""The sizes of posters, by what people call them."""
SHEETS = {
    "流程图": "flows",
    "防控图": "risks",
    "窗口": "windows",
    "公示": "boards",
    "手册": "booklets",
    "载体": "carriers",
}
"""The folders of what is printed, by what people call what lies in them."""
FLOWS, RISKS, WINDOWS, BOARDS, BOOKLETS, CARRIERS = SHEETS.values()
A4 = Paper("a4", "A4竖", 210, 297)
