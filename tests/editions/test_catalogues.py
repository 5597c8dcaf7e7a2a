"""Pages of catalogues of publicity: dates in words on every edition, the same as in the data."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache

from edition_counties import Built, build, files, linked, render, sample
from golden import GOLDEN

from disclosure.basics.media import MEDIA
from disclosure.basics.output import File, Html
from disclosure.charts.stage import Drawn
from disclosure.county.audience import Audience, for_audience, for_edition
from disclosure.county.facts.practices import kept_up
from disclosure.county.site import Site
from disclosure.editions.edition import Edition, below
from disclosure.editions.pages.bodies import units
from disclosure.editions.pages.disclosed import catalogue_data, catalogues

STATES = {"按时", "逾期", "没有公开", "在规定范围内公开", "依申请公开"}


@cache
def county() -> Site:
    return for_audience(linked(files(GOLDEN / "county")), Audience())


@cache
def of_sample(name: str) -> Built:
    """Only what is asked here of an edition of the sample."""
    medium = next(medium for medium in MEDIA if medium.carrier == name)
    seen = for_edition(sample(), name)
    edition = Edition.watched(medium, seen, Drawn(), "", kept_up.as_seen(sample()))
    made = [*catalogues.pages(edition), *catalogue_data.files(edition)]
    made += [of for of in units.pages(edition) if of.path == "units/LHZ-LSC.html"]
    outputs = tuple(below(medium.folder, made))
    return Built(edition, outputs, {o.path: render(o, seen) for o in outputs if isinstance(o, Html)})


def data(of: Built, path: str) -> dict[str, object]:
    (file,) = (o for o in of.outputs if isinstance(o, File) and o.path == path)
    held: dict[str, object] = json.loads(file.data)
    return held


def test_every_row_says_its_dates_on_the_portal_and_on_the_kiosk() -> None:
    for name, folder in (("门户", "public"), ("触摸屏", "kiosk")):
        page = build(county(), name).pages[f"{folder}/catalogues/ML-01/MZJ.html"]
        (row,) = re.findall(
            r"<tr>\n<td class=\"kept-name\"><b>救助公告.*?(?=<tr|</tbody>)", page, re.DOTALL
        )
        assert re.findall(r"<time datetime=\"(.*?)\">\1</time>", row) == ["2026-03-12", "2026-04-30"]
        assert ">逾期</span>" in row


def test_a_kiosk_does_not_call_missing_what_another_carrier_shows() -> None:
    notice = "content/TZ-2026-001.md"
    sources = files(GOLDEN / "county")
    on_the_web = [
        type(file)(
            file.path, file.data.replace("[门户网站, 触摸屏, 显示屏]".encode(), "[门户网站]".encode())
        )
        if file.path == notice
        else file
        for file in sources
    ]
    page = build(for_audience(linked(on_the_web), Audience()), "触摸屏").pages
    assert "kiosk/notices/TZ-2026-001.html" not in page
    row = re.search(r"<b>救助公告.*?(?=<tr|</tbody>)", page["kiosk/catalogues/ML-01.html"], re.DOTALL)
    assert row
    assert "2026-03-12" in row[0]
    assert "TZ-2026-001" not in row[0]


def test_society_reads_no_date_of_what_is_not_for_it() -> None:
    page = build(county(), "门户").pages["public/catalogues/ML-01.html"]
    row = re.search(r"<b>值班安排.*?(?=<tr|</tbody>)", page, re.DOTALL)
    assert row
    assert "在规定范围内公开" in row[0]
    assert "<time" not in row[0]


def test_the_sample_keeps_all_26_fields_and_three_catalogues() -> None:
    site = of_sample("门户")
    local = data(site, "public/catalogues/ML-ZW.json")
    groups = local["groups"]
    assert isinstance(groups, list)
    assert len(groups) == 26
    assert all(bool(group["rows"]) != bool(group["unconcerned"]) for group in groups)
    for code in ("ML-DW", "ML-ZW", "ML-CW"):
        held, page = (
            data(site, f"public/catalogues/{code}.json"),
            site.pages[f"public/catalogues/{code}.html"],
        )
        for group in held["groups"]:  # type: ignore[attr-defined]
            for row in group["rows"]:
                assert f"<b>{row['name']}</b>" in page
                assert {unit["state"] for unit in row["units"]} <= STATES
                for unit in row["units"]:
                    late = unit["until"] and date.fromisoformat(unit["until"]) < date(2026, 11, 22)
                    assert bool(late) == (unit["state"] == "逾期")


def test_a_village_leads_to_its_own_page_and_back() -> None:
    pages = of_sample("触摸屏").pages
    unit = pages["kiosk/units/LHZ-LSC.html"]
    assert 'href="../catalogues/ML-CW/LHZ-LSC.html"' in unit
    own = pages["kiosk/catalogues/ML-CW/LHZ-LSC.html"]
    assert "2027-01-20" in own
    assert 'href="../../catalogues/ML-CW.html"' in own
    assert "县纪委监委" not in re.sub(r"(?s)<footer.*", "", own)
