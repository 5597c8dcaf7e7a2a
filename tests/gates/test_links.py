"""Links: what the gate finds is what a browser finds, which knows nothing of how we write them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from disclosure import gates
from disclosure.gates.pages.links import Links

FILES = ("index.html", "a/index.html", "a/b/c.html", "a/b/d-1.html", "x.css")
NAMES = [f"{edition}/{name}" for edition in ("public", "kiosk") for name in FILES]
STEPS = ("../", "../", "./", "a/", "b/", "public/", "kiosk/", "/", "a/../", "%61/")
HERE = ("index.html", "c.html", "d-1.html", "x.css", "c%2Ehtml", "c.html?a", "c.html#i")
ENDS = (*HERE, "c.html#j", "e.html", "..")


def links(number: int) -> Iterator[str]:
    told = random.Random(number)  # noqa: S311  nobody is to be kept from guessing it
    for _ in range(400):
        yield "".join((*told.choices(STEPS, k=told.randrange(5)), told.choice(ENDS)))


TOP = f"/{'d/' * 9}"
"""Where the release lies, so deep that no link leads above the top of the disk."""


def is_right(page: str, link: str) -> bool:
    """Whether a browser that shows a page finds a file of its edition there, and the place in it."""
    led = urlsplit(urljoin(f"http://h{TOP}{page}", link))
    target = unquote(led.path).removeprefix(TOP)
    same = target.partition("/")[0] == page.partition("/")[0]
    return led.netloc != "h" or (same and target in NAMES and led.fragment != "j")


def test_links_lead_where_a_browser_is_led(tmp_path: Path) -> None:
    told: dict[str, set[str]] = {}
    for name in NAMES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        own = sorted(set(links(len(told)))) if name.endswith(".html") else []
        told[name] = {link for link in own if not is_right(name, link)}
        path.write_text('<p id="i">' + "\n".join(f'<a href="{link}">' for link in own), "utf-8")
    found = gates.check({name: tmp_path / name for name in NAMES}, [Links()])
    said: dict[str, set[str]] = {name: set() for name in NAMES}
    for problem in found:
        link = re.search(r"链接 (\S+) ", str(problem))
        assert link, problem
        said[problem.place.path].add(link[1])
    assert said == told
