"""Every kind of page of the sample county in a real browser: it fits, is whole, complains of nothing;
it says one fact once, leaves no card alone, moves nothing, buries no word where colours are forced.

Few pages show every class that any page shows, and one of every folder (``--whole``: all of these).  The
first dozen of them show four classes in five, two dozen nineteen in twenty: so many of the portal are
looked at, and a dozen of touch screens, that ``test_touch_pages`` turns.  Each stands in a frame as
large as a screen, tried on every screen; one document holds all, for to open a page costs more than to
lay it out, and it is opened once for all that is asked.  A dozen are opened without script too, and as
they begin on a wide screen.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import measures
import pytest
from frames import conceal, framed, resize
from page_kinds import DOZEN, kinds
from playwright.sync_api import Browser, Frame, Page, Route
from policy import POLICY, snippet_policy

PHONE, DESKTOP, KIOSK = (390, 844), (1280, 800), (1080, 1920)
SCREENS = {"public": ((320, 640), (768, 1024), DESKTOP, (1920, 1080)), "kiosk": (KIOSK,)}
FIRST = {"public": PHONE, "kiosk": KIOSK}
LARGE = {"public": DESKTOP, "kiosk": KIOSK}
"""Where pages are tried in large type."""
ASKED = {
    "public": {"unfit": measures.FIT, "twice": measures.TWICE, "alone": measures.ALONE},
    "kiosk": {"unfit": measures.FIT},
}
MOST = {"public": 2 * DOZEN, "kiosk": DOZEN}
"""Pages of an edition, of those of every kind."""
FEW = 4
"""Pages, taken from a server: its headers say what each page itself says."""
DRAWN = 300
"""Milliseconds until all that stands in the frames is on the screen."""

Found = Mapping[str, list[Any]]
"""What is wrong, by what was asked."""


@contextmanager
def heard(browser: Browser, home: str, *, script: bool = True) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what it complains of: errors, violations, dialogs, requests that leave ``home``."""
    page, wrong = browser.new_page(java_script_enabled=script), list[str]()

    def hear(what: str) -> None:
        wrong.append(f"{page.url}: {what}")

    page.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective))"
    )
    page.on(
        "console",
        lambda told: hear(f"{told.location['url']}: {told.text}") if told.type == "error" else None,
    )
    page.on("pageerror", lambda error: hear(str(error)))
    page.on("dialog", lambda dialog: hear(dialog.message))
    page.on("request", lambda request: None if request.url.startswith(home) else hear(request.url))
    yield page, wrong
    page.close()


def drawn(page: Page, pages: Sequence[Path], shell: Path, size: tuple[int, int]) -> list[Frame]:
    """Frames whose scripts come when all pages have been drawn, as they do over a slow line."""
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)
        if len(late) == len(pages):
            page.wait_for_timeout(DRAWN)
            for one in late:
                one.continue_()

    page.route("**/static/site.js", hold)
    return framed(page, pages, shell, size, painted=True)


def moving(browser: Browser, pages: Sequence[Path], shell: Path, size: tuple[int, int]) -> list[Path]:
    """Those of the pages on which something moves while they open."""
    if not pages:
        return []
    page = browser.new_page()
    frames = drawn(page, pages, shell, size)
    found = [path for path, frame in zip(pages, frames, strict=True) if frame.evaluate(measures.MOVED)]
    page.close()
    return found


@pytest.fixture(scope="module", params=SCREENS)
def visited(
    browser: Browser,
    sample: Path,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
    *,
    whole: bool,
) -> Found:
    """All that is asked of every kind of page of an edition."""
    edition, found = request.param, defaultdict[str, list[Any]](list)
    pages = kinds(sample / edition)[: None if whole else MOST[edition]]
    shell = tmp_path_factory.mktemp(edition) / "all.html"

    def ask(frames: Sequence[Frame], name: str, measure: str) -> None:
        for path, frame in zip(pages, frames, strict=True):
            found[name] += [(path, one) for one in frame.evaluate(measure)]

    with heard(browser, "file://") as (page, found["complaints"]):
        frames = (drawn if edition == "public" else framed)(page, pages, shell, FIRST[edition])
        ask(frames, "moved", measures.MOVED)
        conceal(page)
        found["whole"] = [frame.evaluate(measures.WHOLE) for frame in frames]
        for width, height in SCREENS[edition]:
            resize(page, width, height)
            for name, measure in ASKED[edition].items():
                ask(frames, name, measure)
        page.emulate_media(forced_colors="active")
        ask(frames, "buried", measures.BURIED)
        resize(page, *LARGE[edition])
        ask(frames, "unfit", measures.LARGE_FIT)
    return found


PORTAL = pytest.mark.parametrize("visited", ["public"], indirect=True)


def test_every_kind_of_page_fits_is_whole_and_complains_of_nothing(visited: Found) -> None:
    assert visited["unfit"] == []
    assert visited["complaints"] == []
    assert len(visited["whole"]) >= DOZEN
    assert all(parts == [1, 0, True] for parts in visited["whole"])


@PORTAL
def test_no_sentence_stands_in_two_places_and_no_card_stands_alone(visited: Found) -> None:
    assert visited["twice"] == []
    assert visited["alone"] == []


def test_forced_colours_bury_no_words(visited: Found) -> None:
    assert visited["buried"] == []


@PORTAL
def test_nothing_moves_while_a_page_opens_on_a_phone(
    browser: Browser, visited: Found, tmp_path: Path
) -> None:
    """To a busy machine a page may come in pieces: what moves once is opened once more."""
    moved = sorted({path for path, _ in visited["moved"]})
    assert moving(browser, moved, tmp_path / "all.html", PHONE) == []


def test_nothing_moves_while_a_page_opens_on_a_desktop(
    browser: Browser, sample: Path, tmp_path: Path, *, whole: bool
) -> None:
    pages = kinds(sample / "public")[: None if whole else DOZEN]
    moved = moving(browser, pages, tmp_path / "all.html", DESKTOP)
    assert moving(browser, moved, tmp_path / "again.html", DESKTOP) == []


def test_what_is_asked_would_tell(browser: Browser, tmp_path: Path) -> None:
    card = '<li style="border:1px solid;width:200px;height:80px">'
    (tmp_path / "a.html").write_text(
        '<main><p>同一句话在这一页上说了两遍</p><ul><li class="a">同一句话在这一页上说了两遍</li></ul>'
        f'<ul class="b" style="display:flex;flex-wrap:wrap;width:500px">{card}{card}{card}</ul>'
        '<b style="color:Canvas">白</b></main>',
        "utf-8",
    )
    page = browser.new_page()
    (frame,) = framed(page, [tmp_path / "a.html"], tmp_path / "all.html", (320, 640), painted=True)
    assert frame.evaluate(measures.TWICE) == ["同一句话在这一页上说了两遍"]
    assert frame.evaluate(measures.ALONE) == ["b"]
    assert frame.evaluate(measures.FIT) == [320]
    frame.evaluate(f"new Promise(done => setTimeout(done, {DRAWN}))")
    frame.evaluate("document.querySelector('p').style.marginTop = '200px'")
    assert frame.evaluate(measures.MOVED)
    page.emulate_media(forced_colors="active")
    assert frame.evaluate(measures.BURIED) == ["B."]
    page.close()


@pytest.mark.parametrize("edition", SCREENS)
def test_without_script_a_page_fits_and_is_whole(
    browser: Browser, sample: Path, tmp_path: Path, edition: str
) -> None:
    with heard(browser, "file://", script=False) as (page, wrong):
        pages, (screen, *_) = kinds(sample / edition)[:DOZEN], SCREENS[edition]
        for frame in framed(page, pages, tmp_path / "all.html", screen):
            assert frame.evaluate(measures.WHOLE) == [1, 0, True], frame.url
            assert frame.evaluate("document.documentElement.scrollWidth") <= screen[0], frame.url
    assert wrong == []


@pytest.fixture
def served(sample: Path) -> Iterator[str]:
    """The release on loopback, with the headers of the snippets."""
    policy = snippet_policy("nginx.conf")

    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", policy)
            super().end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(sample)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.mark.parametrize("edition", SCREENS)
def test_a_served_page_obeys_the_policy_of_its_server(
    browser: Browser, sample: Path, served: str, edition: str, *, whole: bool
) -> None:
    with heard(browser, served) as (page, wrong):
        for path in kinds(sample / edition)[: None if whole else FEW]:
            page.goto(f"{served}/{path.relative_to(sample).as_posix()}")
    assert wrong == []


def test_the_browser_would_tell_of_a_violation(browser: Browser, tmp_path: Path) -> None:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    (tmp_path / "a.html").write_text(f"{meta}<img src=//evil.example/x.png><script>1</script>", "utf-8")
    with heard(browser, "file://") as (page, wrong):
        page.goto((tmp_path / "a.html").as_uri())
    assert len(wrong) >= 2
