"""Every kind of page of the sample county in a real browser: it fits, is whole, complains of nothing.

Few pages show every class that any page shows, and one of every folder: each stands in a frame as large
as a screen, tried on every screen; one document holds all, for to open a page costs more than to lay it
out. The first dozen of them show four classes in five; they are opened without script too, and from a
server that sends the headers of the snippets.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from frames import framed, resize
from page_kinds import DOZEN, kinds
from playwright.sync_api import Browser, Page
from policy import POLICY, snippet_policy

SCREENS = {"public": ((320, 640), (1280, 800)), "kiosk": ((1080, 1920),)}


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


FOUND = """script => {
    const told = () => {
        const of = document.documentElement, main = document.querySelector("main");
        return [innerWidth, of.scrollWidth, document.querySelectorAll("h1").length,
                document.querySelectorAll("noscript").length, main.innerText.trim().length > 0];
    };
    return script ? new Promise(requestAnimationFrame).then(told) : told();  // lists fold before it
}"""


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("edition", SCREENS)
def test_every_kind_of_page_fits_is_whole_and_complains_of_nothing(
    browser: Browser, sample: Path, tmp_path: Path, edition: str, *, script: bool
) -> None:
    pages = kinds(sample / edition)[: None if script else DOZEN]
    with heard(browser, "file://", script=script) as (page, wrong):
        frames = framed(page, pages, tmp_path / "all.html")
        for width, height in SCREENS[edition]:
            resize(page, width, height)
            for frame in frames:
                shown, needed, *parts = frame.evaluate(FOUND, script)
                assert (shown, parts) == (width, [1, 0, True]), frame.url
                if needed > width:
                    wrong.append(f"{frame.url}: {width}")
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
    browser: Browser, sample: Path, served: str, edition: str
) -> None:
    with heard(browser, served) as (page, wrong):
        for path in kinds(sample / edition)[:DOZEN]:
            page.goto(f"{served}/{path.relative_to(sample).as_posix()}")
    assert wrong == []


def test_the_browser_would_tell_of_a_violation(browser: Browser, tmp_path: Path) -> None:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    (tmp_path / "a.html").write_text(f"{meta}<img src=//evil.example/x.png><script>1</script>", "utf-8")
    with heard(browser, "file://") as (page, wrong):
        page.goto((tmp_path / "a.html").as_uri())
    assert len(wrong) >= 2
