"""Counties for the tests of the views: the sample county, and small ones with a record changed.

Enters: YAML text.  Leaves: editions, their outputs, and their pages as the theme prints them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from disclosure.app.host.quick_templates import quicken
from disclosure.app.kept import drawing_cache
from disclosure.basics.media import MEDIA
from disclosure.basics.output import Html, Output
from disclosure.charts import stage
from disclosure.charts.graphviz import dot
from disclosure.charts.power_charts import flow_jobs
from disclosure.charts.stage import DrawingJob
from disclosure.county import audience, link
from disclosure.county import read as records
from disclosure.county.facts.practices import kept_up
from disclosure.county.read import SourceFile
from disclosure.county.site import Site
from disclosure.editions import view_of
from disclosure.editions.edition import Edition, below
from disclosure.editions.parts.addresses import base_of

ROOT = Path(__file__).parent.parent.parent
SOUND = ROOT / "tests" / "cases" / "_county"
THEME = ROOT / "theme"
AS_OF = date(2026, 11, 22)


@dataclass(frozen=True)
class Rendered(Mapping[str, str]):
    """Pages by their paths, each printed by the theme when somebody looks at it, and once."""

    views: Mapping[str, Html]
    county: Site
    printed: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, path: str) -> str:
        if path not in self.printed:
            self.printed[path] = render(self.views[path], self.county)
        return self.printed[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.views)

    def __len__(self) -> int:
        return len(self.views)


@dataclass(frozen=True)
class Built:
    """One edition: what it was given, what it yielded, and the pages as text by path."""

    edition: Edition
    outputs: tuple[Output, ...]
    pages: Mapping[str, str]

    @property
    def paths(self) -> frozenset[str]:
        return frozenset(output.path for output in self.outputs)


def files(folder: Path) -> list[SourceFile]:
    found = (p for top in ("catalogues", "content") for p in sorted((folder / top).rglob("*.*")))
    kept = (p for p in found if p.is_file() and "schemas" not in p.parts)
    return [SourceFile(p.relative_to(folder).as_posix(), p.read_bytes()) for p in kept]


def small(changes: Mapping[str, str] | None = None) -> Site:
    """The small sound county with the given files put in place of, or beside, its own."""
    texts = {file.path: file.data for file in files(SOUND)}
    texts.update({path: text.encode() for path, text in (changes or {}).items()})
    return linked([SourceFile(path, data) for path, data in texts.items()])


def changed(path: str, *swaps: tuple[str, str]) -> Site:
    """The small sound county with words of one of its files replaced."""
    text = (SOUND / path).read_text("utf-8")
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    return small({path: text})


def page_of(county: Site, path: str, name: str = "门户") -> Any:
    """The view model of a page."""
    outputs = build(county, name).outputs
    return next(o.page for o in outputs if isinstance(o, Html) and o.path == path)


def linked(sources: Iterable[SourceFile]) -> Site:
    read, problems = records.read(sources)
    county, unlinked = link.link(read, AS_OF)
    assert county, [str(problem) for problem in (*problems, *unlinked)]
    wrong = [str(problem) for problem in problems if problem.is_error]
    assert not wrong, wrong
    return county


@cache
def sample() -> Site:
    """The sample county of the repository as the public sees it."""
    return audience.for_audience(linked(files(ROOT)), audience.Audience())


@cache
def built(name: str) -> Built:
    """An edition of the sample county, by the carrier that it serves (门户, 触摸屏, 显示屏)."""
    return build(sample(), name, charted=True)


def build(county: Site, name: str, *, charted: bool = False) -> Built:
    """An edition; without ``charted`` no flow is drawn."""
    edition = edition_of(county, name, charted=charted)
    made = below(edition.medium.folder, view_of(edition.medium).view(edition))
    outputs = tuple(made)
    return Built(edition, outputs, Rendered({o.path: o for o in outputs if isinstance(o, Html)}, county))


def edition_of(county: Site, name: str, *, charted: bool = True) -> Edition:
    """What a view is given; a drawing of this run is taken from the run's own cache."""
    medium = next(medium for medium in MEDIA if medium.carrier == name)
    seen = audience.for_edition(county, name)
    wanted = view_of(medium).wanted(seen, dict(flow_jobs(county)) if charted else {})
    kept = drawing_cache.each(map)
    drawings = stage.draw([wanted], dot.lay_out, kept)[0]
    return Edition.watched(medium, seen, drawings, "", kept_up.as_seen(county))


_drawings: dict[str, str] = {}


def drawn_once(
    function: Callable[[DrawingJob], str], jobs: Mapping[str, DrawingJob]
) -> Mapping[str, str]:
    """Drawings remembered from test to test."""
    for name, job in jobs.items():
        if name not in _drawings:
            _drawings[name] = function(job)
    return _drawings


def render(html: Html, county: Site) -> str:
    """A page as the host renders it."""
    folder, _, below = html.path.partition("/")
    medium = next(medium for medium in MEDIA if medium.folder == folder)
    return (
        environment()
        .get_template(html.template)
        .render(
            page=html.page,
            medium=medium,
            address=base_of(county.county) + below if medium.links_out else "",
            root=html.root or "../" * below.count("/"),
            county=county.county,
            as_of=county.as_of if html.hub else None,
        )
    )


@cache
def environment() -> Environment:
    loader = FileSystemLoader(THEME / "templates")
    made = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    quicken(made)
    return made


def editions_with_pages() -> Iterator[tuple[str, str]]:
    """Name and folder of the editions that hold pages."""
    yield "门户", "public"
    yield "触摸屏", "kiosk"
