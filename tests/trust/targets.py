"""What fuzzers feed, and what must hold whatever they feed: a value or a coded error, words kept.

Enters: bytes.  Leaves: nothing, or an exception that says which promise was broken: ``Broken`` where
the output is not well formed or the words are not those that were typed; any other exception
where a reader did not expect what it read.  ``seeds`` gives each target good inputs to start from.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("plugins", "tests/trust", "tests/support", "tools")]

import hostile  # noqa: E402  the paths come first
import personal  # noqa: E402
import press  # noqa: E402
from counties import AS_OF, SOUND  # noqa: E402
from everything import outputs  # noqa: E402
from icalendar import Calendar  # noqa: E402
from markupsafe import Markup  # noqa: E402

from disclosure import pipeline  # noqa: E402
from disclosure.app import disk  # noqa: E402
from disclosure.app.host.render_job import job_of  # noqa: E402
from disclosure.basics.files import any_file  # noqa: E402
from disclosure.basics.law import citation  # noqa: E402
from disclosure.basics.output import Chart, File, Html, Output  # noqa: E402
from disclosure.basics.problem import Problem  # noqa: E402
from disclosure.county.audience import Audience, for_audience  # noqa: E402
from disclosure.county.read import SourceFile, read  # noqa: E402
from disclosure.county.site import Site  # noqa: E402
from disclosure.editions.parts.prose import ATTRIBUTES, SCHEMES, TAGS, prose  # noqa: E402
from disclosure.release import StagedRelease  # noqa: E402

PATHS = (
    "catalogues/units/F.yaml", "catalogues/powers/F.yaml", "catalogues/flows/F.yaml",
    "catalogues/decisions/F.yaml", "catalogues/county.yaml", "catalogues/privacy.yaml", "content/F.md",
)  # fmt: skip
ENDINGS = tuple(sorted(any_file.READERS))
_VOID = {"br", "hr", "img", "link", "meta", "input", "wbr", "col", "source"}
_CELLS = {"td", "th", "tr"}
_ENDED_BY = {
    "p": {"p", "li"},
    "li": {"li"},
    "dt": {"dt", "dd"},
    "td": _CELLS,
    "th": _CELLS,
    "tr": {"tr"},
}
"""What needs no end, with what it ends before; it ends with what it stands in too."""
_SCALAR = re.compile(r"^(\s*(?:- )?([^\s:：{\[-][^:：]*): )([^\s{\[|>#&*!'\"].*)$", re.MULTILINE)
_LISTED = {"名称", "标题"}  # keys whose words head a page
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


class Broken(Exception):
    """An output is not what was promised."""


def yaml_file(data: bytes) -> None:
    """Any bytes as any file of a county: records, or problems with a code and a line."""
    if data:
        _, problems = read([SourceFile(PATHS[data[0] % len(PATHS)], data[1:])])
        _coded(problems)


def attachment(data: bytes) -> None:
    """Any bytes as any attachment: pieces of text, or parts named as unread."""
    if data:
        ending = ENDINGS[data[0] % len(ENDINGS)]
        start = any_file.BEGINNINGS.get(ending, b"")
        first = start if isinstance(start, bytes) else start[0]
        list(any_file.findings(f"F.{ending}", data[1:]))
        list(any_file.findings(f"F.{ending}", first + data[1:]))


def markdown(data: bytes) -> None:
    """Any text as prose: balanced HTML of allowed elements; plain words stay as they are."""
    text = data.decode("utf-8", "ignore")
    html = prose(text, lambda href: href)
    seen = _well_formed(html)
    allowed = {("p", "class"), ("th", "class"), ("td", "class")}
    allowed |= {(tag, name) for tag, names in ATTRIBUTES.items() for name in names}
    foreign = {(tag, name) for tag, name, _ in seen.attributes} - allowed
    if seen.tags - TAGS or foreign:
        raise Broken(f"not allowed: {seen.tags - TAGS} {foreign}")
    for _, _, value in seen.attributes:
        scheme = re.match(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):", value or "")
        if scheme and scheme[1].lower() not in SCHEMES:
            raise Broken(f"scheme {scheme[1]}")
    if _PLAIN.fullmatch(text):
        _same(text, "".join(seen.words))


def cited(data: bytes) -> None:
    """Any text as a citation of law: its parts, or none."""
    citation.parse(data.decode("utf-8", "ignore"))


def chain(data: bytes) -> None:
    """Any words in any places of a sound county: coded problems, or a site in which they stand.

    Every chart, feed, calendar and index is parsed, and one page of every kind.
    """
    files, typed = _poked(data)
    site, problems = pipeline.load(files, AS_OF)
    _coded(problems)
    if site is None or any(problem.is_error for problem in problems):
        return
    made = list(outputs(for_audience(site, Audience()), press.laid_out))
    for output in made:
        _parsed(output)
    pages = dict(_pages(site, made))
    for code, words in typed.items():
        for path, seen in pages.items():
            if path.endswith(f"/{code}.html"):
                _within(words, "".join(seen.words), path)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "yaml": yaml_file,
    "attachment": attachment,
    "markdown": markdown,
    "citation": cited,
    "chain": chain,
}


def seeds(name: str) -> Iterator[bytes]:
    """Good inputs of a target."""
    if name == "yaml":
        for file in _county():
            number = next((n for n, path in enumerate(PATHS) if path.split("/")[1] in file.path), 0)
            yield bytes([number]) + file.data
    elif name == "attachment":
        rows = [(one.label, one.written) for one in personal.samples(random.Random(1), 6)]  # noqa: S311
        for ending, write in personal.CARRIERS.items():
            yield bytes([ENDINGS.index(ending)]) + write(rows)
    elif name == "markdown":
        yield from (words.encode() for words in hostile.PAYLOADS)
        yield "# 一\n\n- 二\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n\n> 三[四](五)`六`**七**".encode()
    elif name == "citation":
        yield "《社会救助暂行办法》（国务院令第649号）第四十七条第一款第（二）项、第五十条".encode()
    else:
        yield from (bytes([n, 3 * n]) + words.encode() for n, words in enumerate(hostile.PAYLOADS[:80]))


@cache
def _county() -> tuple[SourceFile, ...]:
    return tuple(disk.read_county(SOUND)[0])


def _poked(data: bytes) -> tuple[list[SourceFile], dict[str, str]]:
    """A sound county with other words in up to three places; by code, what was typed as a name."""
    files = list(_county())
    typed: dict[str, str] = {}
    for poke in data.split(b"\x1f")[:3]:
        if len(poke) < 3:
            continue
        number = poke[0] % len(files)
        words = poke[2:].decode("utf-8", "ignore")
        text = files[number].data.decode()
        places = list(_SCALAR.finditer(text))
        place = places[poke[1] % len(places)]
        quoted = json.dumps(words, ensure_ascii=False)
        text = f"{text[: place.start()]}{place[1]}{quoted}{text[place.end() :]}"
        if place[2] in _LISTED and not place[1].startswith(" "):
            typed[Path(files[number].path).stem] = words
        files[number] = SourceFile(files[number].path, text.encode("utf-8", "replace"))
    return files, typed


def _parsed(output: Output) -> None:
    """The output read by an independent parser of its kind."""
    if isinstance(output, Chart):
        if output.path.endswith(".svg"):
            _drawing(output)
        elif output.path.endswith(".dot"):
            _opened(output)
    elif isinstance(output, File):
        if output.path.endswith(".xml"):
            ET.fromstring(output.data)  # noqa: S314  our own
        elif output.path.endswith(".json"):
            json.loads(output.data)
        elif output.path.endswith(".ics"):
            Calendar.from_ical(output.data)


def _drawing(chart: Chart) -> None:
    for element in ET.fromstring(chart.text).iter():  # noqa: S314  our own
        name = element.tag.rpartition("}")[2].lower()
        if name in ("script", "foreignobject", "image", "style") or any(
            attribute.lower().startswith("on") for attribute in element.attrib
        ):
            raise Broken(f"{chart.path}: {name}")


def _opened(chart: Chart) -> None:
    """Graphviz reads the same boxes as we wrote, and nothing leads anywhere: all words are quoted."""
    wrong = [name for name in press.laid_out(chart.text) if not re.fullmatch(r"n\d+", name, re.ASCII)]
    bare = _QUOTED.sub("", chart.text)
    if wrong or "<" in bare or re.search(r"\b(?:\w*url|href|src|\w*image\w*)\s*=", bare, re.IGNORECASE):
        raise Broken(f"{chart.path}: {wrong}")


def _pages(site: Site, made: list[Output]) -> Iterator[tuple[str, _Seen]]:
    """The pages of single records, and one page of every other kind."""
    generator, kinds = press.generator(), set()
    generator.job = job_of(for_audience(site, Audience()), StagedRelease(Path()))
    for output in made:
        if isinstance(output, Html):
            own = any(Path(file.path).stem == Path(output.path).stem for file in _county())
            if own or output.template not in kinds:
                kinds.add(output.template)
                yield output.path, _well_formed(generator._page(output))  # noqa: SLF001


class _Seen(HTMLParser):
    """Elements, attributes and words of a page; ``Broken`` where an end does not fit its beginning."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str, str | None]] = set()
        self.words: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(tag, name, value) for name, value in attrs}
        while self.open and tag in _ENDED_BY.get(self.open[-1], ()):
            self.open.pop()
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(tag, name, value) for name, value in attrs}

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1] in _ENDED_BY.keys() - {tag}:
            self.open.pop()
        if not self.open or self.open.pop() != tag:
            raise Broken(f"</{tag}> ends what did not begin")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _well_formed(html: str | Markup) -> _Seen:
    seen = _Seen()
    seen.feed(str(html))
    seen.close()
    if seen.open:
        raise Broken(f"not ended: {seen.open}")
    return seen


def _coded(problems: list[Problem]) -> None:
    for problem in problems:
        if not problem.code.id or problem.place.line < 0:
            raise Broken(f"a problem without code or place: {problem}")


def _same(typed: str, shown: str) -> None:
    if "".join(typed.split()) != "".join(shown.split()):
        raise Broken(f"typed {typed!r}, shown {shown!r}")


def _within(typed: str, shown: str, path: str) -> None:
    if "".join(typed.split()) not in "".join(shown.split()):
        raise Broken(f"{path}: typed {typed!r}, and it is not there")
