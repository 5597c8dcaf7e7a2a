"""Nothing active gets in: hostile words stay words, pages obey their own policy, servers repeat it."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import hostile
import pytest
from counties import ROOT, SOUND, load
from everything import outputs
from lxml import html as lxml_html
from playwright.sync_api import Browser
from policy import POLICY, snippet_policy

from disclosure import gates
from disclosure.app import disk
from disclosure.app.host.pelican_adapter import render
from disclosure.app.host.render_job import job_of
from disclosure.basics.digests import digest
from disclosure.basics.files import any_file
from disclosure.basics.files.pieces import Active
from disclosure.basics.output import Chart, File
from disclosure.county.audience import Audience, for_audience
from disclosure.county.site import Site
from disclosure.gates.pages.requests import Requests
from disclosure.release import StagedRelease


def sound() -> Site:
    site, _ = load(SOUND)
    assert site
    return site


def release(site: Site, folder: Path) -> Path:
    folder.mkdir()
    render(job_of(for_audience(site, Audience()), StagedRelease(folder)), SOUND)
    return folder


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return release(sound(), tmp_path_factory.mktemp("clean") / "out")


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory, *, whole: bool) -> Path:
    """Each payload alone as title and body; one of each kind as label of steps and exits, and tag."""
    county = hostile.crowd(sound(), whole=whole)
    return release(county, tmp_path_factory.mktemp("poisoned") / "out")


@pytest.mark.parametrize("number", range(0, len(hostile.PAYLOADS), 40))
def test_words_behind_every_text_leave_charts_and_feeds_well_formed(number: int) -> None:
    site = hostile.county(sound(), "　".join(hostile.PAYLOADS[number : number + 3]))
    made = list(outputs(for_audience(site, Audience())))
    drawn = [
        output.text for output in made if isinstance(output, Chart) and output.path.endswith(".svg")
    ]
    fed = [output.data for output in made if isinstance(output, File) and output.path.endswith(".xml")]
    assert drawn
    assert fed
    for text in (*drawn, *fed):
        ET.fromstring(text)  # noqa: S314  our own output


def test_there_are_two_hundred_payloads_and_they_differ() -> None:
    assert len(set(hostile.PAYLOADS)) >= 200


@cache
def elements(folder: Path) -> Counter[tuple[str, tuple[tuple[str, str], ...]]]:
    """Every element of every page with its attributes, as a browser reads them, and how often."""
    found: Counter[tuple[str, tuple[tuple[str, str], ...]]] = Counter()
    for path in sorted(folder.rglob("*.html")):
        every = lxml_html.document_fromstring(path.read_bytes()).iter()
        own = (one for one in every if isinstance(one.tag, str) and not is_held(path, one))
        found.update((one.tag, tuple(one.attrib.items())) for one in own)
    return found


def is_held(path: Path, element: lxml_html.HtmlElement) -> bool:
    """Whether a page that is played holds a script or a sheet to the letter as it lies beside it."""
    if element.tag not in ("script", "style") or element.attrib or path.parts[-3] != "led":
        return False
    beside = path.parent.glob("*.js" if element.tag == "script" else "*.css")
    return element.text in {file.read_text("utf-8") for file in beside}


def vocabulary(folder: Path) -> set[tuple[str, str]]:
    """Every pair of element and attribute."""
    return {(tag, name) for tag, attributes in elements(folder) for name in ("", *dict(attributes))}


def test_hostile_words_add_no_element_and_no_attribute(clean: Path, poisoned: Path) -> None:
    allowed = vocabulary(clean) | {
        (tag, "") for tag in ("em", "strong", "code", "a", "br", "p", "ul", "ol", "li")
    }
    allowed |= {("use", ""), ("use", "href")}  # the second sheet of a long wall chart
    assert vocabulary(poisoned) - allowed <= {("a", "href"), ("a", "rel")}


def test_no_page_holds_anything_that_runs(poisoned: Path) -> None:
    for tag, attributes in elements(poisoned):
        said = dict(attributes)
        assert tag not in ("iframe", "object", "embed", "base", "style", "foreignobject")
        assert tag != "form" or said["role"] == "search"
        program = r"(?:(?:(?:\.\./)*|/quanli/)static/[\w.]+|player)\.js"
        runs = tag == "script" and said != {"type": "application/ld+json"}
        assert not runs or re.fullmatch(program, said.get("src", ""))
        assert tag != "use" or said == {"href": "#poster"}
        assert not [name for name in said if name.startswith("on") or name == "style"]
        assert re.fullmatch(r"((\.\./)*|/quanli/)(search/index\.html)?", said.get("action", ""))
        for name in ("href", "src", "xlink:href"):
            address = re.sub(r"[\s\x00-\x1f]", "", said.get(name, "")).lower()
            assert not address.startswith(("javascript:", "vbscript:", "data:text", "//"))
    assert elements(poisoned).total() > 10_000


def test_the_data_of_a_page_ends_where_it_should_and_says_the_words_as_typed(poisoned: Path) -> None:
    for number, words in enumerate(hostile.PAYLOADS):
        page = lxml_html.document_fromstring((poisoned / f"public/notices/P-{number}.html").read_bytes())
        (block,) = page.xpath("//script[@type='application/ld+json']")
        assert "<" not in block.text
        assert " ".join(json.loads(block.text)["@graph"][0]["headline"].split()) == " ".join(
            words.split()
        )


def test_the_words_themselves_are_on_the_page_as_typed(poisoned: Path) -> None:
    for number, words in enumerate(hostile.PAYLOADS):
        page = lxml_html.document_fromstring((poisoned / f"public/notices/P-{number}.html").read_bytes())
        (heading,) = page.iter("h1")
        assert " ".join(heading.text_content().split()) == " ".join(words.split())


def test_charts_and_feeds_stay_well_formed(poisoned: Path) -> None:
    checked = 0
    for path in sorted((*poisoned.rglob("*.svg"), *poisoned.rglob("*.xml"))):
        for element in ET.fromstring(path.read_bytes()).iter():  # noqa: S314  our own output
            assert element.tag.rpartition("}")[2].lower() not in (
                "script",
                "foreignobject",
                "iframe",
                "animate",
            )
            assert not [name for name in element.attrib if name.lower().startswith("on")]
        checked += 1
    assert checked >= 10


def test_the_gates_pass_the_poisoned_release_and_not_a_sabotaged_one(poisoned: Path) -> None:
    files = disk.files_below(poisoned)
    own = {digest(path.read_bytes()) for path in files.values() if path.suffix in (".css", ".js")}
    assert gates.check(files, [Requests(own)]) == []
    sabotaged = poisoned / "public" / "sabotaged.html"
    sabotaged.write_text("<p>" + hostile.PAYLOADS[2] + "</p>", "utf-8")
    found = gates.check({"public/sabotaged.html": sabotaged}, [Requests()])
    sabotaged.unlink()
    assert found


@pytest.mark.parametrize("start", ["=", "@", "+A", "-A"])
def test_a_csv_cell_that_a_spreadsheet_would_run_is_refused(start: str) -> None:
    data = f"名称,说明\n云坪镇,\"{start}1|'cmd'!A1\"\n".encode()
    assert any(isinstance(piece, Active) for piece in any_file.pieces("a.csv", data))


AT_ONCE = 75
OUR_OWN = re.compile(r"^<(?:meta http-equiv=|link |script ).*\n", re.MULTILINE)


def together(notices: list[str]) -> str:
    """A page as it was written, and all that others say in head and body behind it."""
    heads = [text.partition("</head>") for text in notices]
    assert all(OUR_OWN.search(head) for head, _, _ in heads)
    return notices[0] + "".join(OUR_OWN.sub("", head) + body for head, _, body in heads[1:])


def heard(browser: Browser, path: Path) -> list[str]:
    """What a browser tells of a page: dialogs, requests, and whatever the policy had to stop."""
    page, wrong = browser.new_page(), list[str]()
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on(
        "request",
        lambda request: None if request.url.startswith("file://") else wrong.append(request.url),
    )
    page.goto(path.as_uri())
    page.close()
    return wrong


@pytest.mark.parametrize("number", range(0, len(hostile.PAYLOADS), AT_ONCE))
def test_a_browser_runs_none_of_the_words(browser: Browser, poisoned: Path, number: int) -> None:
    numbers = range(number, min(number + AT_ONCE, len(hostile.PAYLOADS)))
    page = poisoned / "public" / "notices" / f"together-{number}.html"
    texts = [page.with_name(f"P-{n}.html").read_text("utf-8") for n in numbers]
    page.write_text(together(texts), "utf-8")
    try:
        assert heard(browser, page) == []
    finally:
        page.unlink()


def test_a_browser_tells_of_a_word_that_runs(browser: Browser, poisoned: Path) -> None:
    page = poisoned / "public" / "notices" / "sabotaged.html"
    text = page.with_name("P-1.html").read_text("utf-8")
    for words in (hostile.PAYLOADS[0], hostile.PAYLOADS[2], hostile.PAYLOADS[19]):
        page.write_text(text.replace("</main>", f"{words}</main>"), "utf-8")
        told = heard(browser, page)
        page.unlink()
        assert told, words


def test_every_page_carries_the_policy(clean: Path) -> None:
    pages = list(clean.rglob("*.html"))
    assert pages
    assert [path for path in pages if not all_within(path.read_text("utf-8"))] == []


def all_within(page: str) -> bool:
    """Whether a page has one policy, and that allows nothing that ours does not."""
    (said,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    held = {"'unsafe-inline'", "data:"} if "<style>" in page else set()
    ours, its = (dict(d.split(None, 1) for d in policy.split("; ")) for policy in (POLICY, said))
    return its.keys() == ours.keys() and all(
        set(its[name].split()) <= {*ours[name].split(), "'none'", *held} for name in ours
    )


@pytest.mark.parametrize("name", ["nginx.conf", "apache.conf", "web.config"])
def test_the_header_snippets_say_what_the_pages_say_and_forbid_framing(name: str) -> None:
    assert snippet_policy(name) == f"{POLICY}; frame-ancestors 'self'"
    text = (ROOT / "docs" / "deploy" / name).read_text("utf-8")
    for header in (
        "X-Content-Type-Options",
        "nosniff",
        "Referrer-Policy",
        "no-referrer",
        "Permissions-Policy",
    ):
        assert header in text


def test_security_txt_says_whom_to_tell_and_until_when(clean: Path) -> None:
    text = (clean / "public" / ".well-known" / "security.txt").read_text("utf-8")
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields["Contact"].startswith("mailto:")
    assert fields["Expires"] == "2027-06-30T00:00:00+08:00"
    assert fields["Canonical"] == "https://www.titian.example/quanli/.well-known/security.txt"
