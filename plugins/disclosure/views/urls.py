"""Where every page lies below the root of its edition.

Enters: codes of records.  Leaves: paths such as ``powers/MZ-JF-001.html``: explicit files, plain
ASCII, without a leading slash.  A path is never a folder, so that it also opens from a disk.
"""

from __future__ import annotations

from ..schema.notice import COLUMNS

HOME = "index.html"
UNITS = "units/index.html"
POWERS = "powers/index.html"
DECISIONS = "decisions/index.html"
POSTS = "posts/index.html"
NOTICES = "notices/index.html"
TOPICS = "topics/index.html"
ABOUT = "about/index.html"
SITEMAP = "sitemap/index.html"
FEED = "feed.xml"
PLAN = "plan/index.html"
CONSULTATIONS = "consultations/index.html"
PUBLICITY = "publicity/index.html"
REGISTER = "register/index.html"
EXECUTION = "execution/index.html"
STATISTICS = "statistics/index.html"
PROCEDURES = "procedures/index.html"
SUBSCRIBE = "subscribe/index.html"

ANY = "_"
"""Stands in a path for a facet that is left open; no code can be equal to it."""

COLUMN_CODES = dict(zip(COLUMNS, ("tongzhi", "zhengce", "zhinan", "dongtai", "zhidu"), strict=True))


def level(code: str) -> str:
    return _page("levels", code)


def unit(code: str) -> str:
    return _page("units", code)


def power(code: str) -> str:
    return _page("powers", code)


def decision(code: str) -> str:
    return _page("decisions", code)


def post(code: str) -> str:
    return _page("posts", code)


def notice(code: str) -> str:
    return _page("notices", code)


def topic(code: str, number: int = 1) -> str:
    return _page("topics", code) if number == 1 else f"topics/{code}/{number}.html"


def chart(code: str, suffix: str) -> str:
    return f"charts/{code}.{suffix}"


def ladder(code: str) -> str:
    """The 廉政风险防控图 of a power, for the wall."""
    return f"charts/{code}-fengxian.svg"


def attachment(code: str, number: int, ending: str) -> str:
    """A file that goes with a notice; its own name may be in Chinese, this one is not."""
    return f"attachments/{code}-{number}.{ending}"


def feed(of: str, code: str) -> str:
    """The feed of a level (``of`` is ``levels``), a column of notices or all decisions."""
    return f"feeds/{of}/{code}.xml"


def listed(folder: str, chosen: tuple[str, ...], number: int) -> str:
    """Page ``number`` of a list narrowed to ``chosen``, a key or ``ANY`` for every axis."""
    if number == 1 and all(key == ANY for key in chosen):
        return f"{folder}/index.html"
    return f"{folder}/by/{'/'.join(chosen)}/{number}.html"


def root_of(path: str) -> str:
    """The way from a page back to the root of its edition: "" or "../" repeated."""
    return "../" * path.count("/")


def _page(folder: str, code: str) -> str:
    # a code cannot end in "_", so the list of the folder keeps its name to itself
    return f"{folder}/{code}{'_' if code.casefold() == 'index' else ''}.html"
