"""What is made once for two editions is what would be made for each of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from edition_counties import changed, sample, small

from disclosure.app.kept.kept_pages import KeptPages
from disclosure.basics.media import MEDIA
from disclosure.basics.output import Html
from disclosure.charts.stage import Drawn
from disclosure.county.audience import for_edition
from disclosure.county.lookups.made_alike import MadeAlike
from disclosure.county.lookups.prints import Prints
from disclosure.county.site import Site
from disclosure.editions.edition import Edition
from disclosure.editions.pages import lists
from disclosure.editions.pages.bodies import posts
from disclosure.editions.pages.errands import venue_pages
from disclosure.editions.pages.powers import power as powers

WITH_PAGES = [medium for medium in MEDIA if medium.pages]
POWER, UNIT = "MZ-JF-001", "MZJ"


def editions(*sites: Site) -> list[Edition]:
    made = MadeAlike()
    every = zip(WITH_PAGES, sites, strict=True)
    return [Edition.watched(medium, site, Drawn(), "", {}, made=made) for medium, site in every]


class Maker:
    """Says the name of a body, and notes for whom."""

    def __init__(self) -> None:
        self.whom: list[str] = []

    def __call__(self, edition: Edition, code: str) -> str:
        self.whom.append(edition.of.folder)
        return edition.site.units[code].name

    def carried(self, edition: Edition) -> str:
        self.whom.append(edition.of.folder)
        return edition.medium.folder


def test_what_asked_the_same_is_made_once_and_asked_by_both() -> None:
    front, touch = editions(small(), small())
    make = Maker()
    assert front.alike(make, UNIT) == touch.site.plain.units[UNIT].name  # type: ignore[attr-defined]
    assert make.whom == ["public"]
    with touch.reads.noted() as asked:
        assert touch.alike(make, UNIT) == front.alike(make, UNIT)
    assert asked == {("units", UNIT)}


@pytest.mark.parametrize("case", ["medium", "answer", "given", "own"])
def test_whatever_differs_is_made_anew(case: str) -> None:
    renamed = changed(
        f"catalogues/units/{UNIT}.yaml", ("名称: 梯田县民政局", "名称: 梯田县民政和救助局")
    )
    site = small()
    other = site if case != "answer" else replace(site, records=renamed.records)
    front, touch = editions(site, other)
    make = Maker()
    if case == "medium":
        assert [edition.alike(make.carried) for edition in (front, touch)] == ["public", "kiosk"]
        return
    first, then = (front, front if case == "own" else touch)
    said = first.alike(make, UNIT), then.alike(make, "XW" if case == "given" else UNIT)
    assert len(make.whom) == 2
    assert (said[0] == said[1]) == (case == "own")


def test_pages_made_side_by_side_say_what_they_say_apart() -> None:
    """One in ten of the sample's, whose touch screen holds fewer records than its portal."""
    sites = [for_edition(sample(), medium.carrier) for medium in WITH_PAGES]
    beside, apart = editions(*sites), [editions(*sites)[n] for n in range(len(sites))]
    assert sites[0].powers.keys() > sites[1].powers.keys()

    def listed(edition: Edition) -> dict[str, Html]:
        every = (*powers.pages(edition), *posts.pages(edition), *lists.powers(edition))
        return {page.path: page for page in every}

    pages = [(listed(one), listed(other)) for one, other in zip(beside, apart, strict=True)]
    paths = [path for path in pages[0][0] if path in pages[1][0]][::10]
    shared = 0
    for path in paths:
        made = [one[path].page for one, _ in pages]
        assert made == [other[path].page for _, other in pages], path
        shared += made[0].told is made[1].told  # type: ignore[attr-defined]
    assert len(paths) / 2 < shared <= len(paths)


def test_what_is_said_of_posts_is_found_once_for_editions_of_one_site() -> None:
    site = small()
    front, touch = editions(site, site)
    assert front.risks_by_post is touch.risks_by_post
    assert front.beside_posts(UNIT) is touch.beside_posts(UNIT)
    front, touch = editions(site, replace(site, records={**site.records, powers.Power: {}}))
    assert any(risk.power for own in front.risks_by_post.values() for risk in own)
    assert not any(risk.power for own in touch.risks_by_post.values() for risk in own)
    assert any(beside.handled for beside in front.beside_posts(UNIT).values())
    assert not any(beside.handled for beside in touch.beside_posts(UNIT).values())


def test_places_are_found_once_for_editions_of_one_site() -> None:
    site = sample()
    front, touch = editions(site, site)
    assert venue_pages.places(front)
    assert venue_pages.places(front) is venue_pages.places(front) is venue_pages.places(touch)


def test_what_two_editions_are_given_alike_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told = list[object]()
    of = Prints.of
    monkeypatch.setattr(Prints, "of", lambda prints, value: told.append(value) or of(prints, value))
    site = small()
    both, kept = editions(site, site), KeptPages(site)
    pages = zip(*map(posts.pages, both), strict=True)
    given = [[kept.given(*own) for own in zip(both, page, strict=True)] for page in pages]
    assert len(told) == len({front for front, _ in given}) == len(given) > 1
    assert all(front == touch for front, touch in given)
