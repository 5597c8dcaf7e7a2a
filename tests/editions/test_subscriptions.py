"""Subscriptions, read by the readers that people use: feedparser, icalendar, JSON Feed by schema."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

import feedparser
import icalendar
import jsonschema
import pytest
from edition_counties import build, small
from lxml import etree
from lxml import html as lxml_html
from matters_of import decision_files

from disclosure.basics.output import File
from disclosure.editions.feeds import subscriptions
from disclosure.schema.records.decisions.decision import Decision
from disclosure.schema.records.notices.notice import Notice
from disclosure.schema.records.powers.power import Power

URL = {"type": "string", "format": "uri", "pattern": "^https://www\\.titian\\.example/quanli/"}
MOMENT = {"type": "string", "format": "date-time", "pattern": "\\+08:00$"}
JSON_FEED = {  # jsonfeed.org/version/1.1
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": URL,
        "feed_url": URL,
        "description": {"type": "string"},
        "language": {"const": "zh-CN"},
        "authors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name"],
                "properties": {"name": {"type": "string"}},
            },
        },
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_text"],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "string", "pattern": "^tag:disclosure,2026:990122/"},
                    "url": URL,
                    "title": {"type": "string", "minLength": 1},
                    "content_text": {"type": "string"},
                    "date_published": MOMENT,
                    "date_modified": MOMENT,
                },
            },
        },
    },
}


@cache
def files() -> Mapping[str, bytes]:
    outputs = build(small(decision_files()), "门户").outputs
    return {o.path.removeprefix("public/"): o.data for o in outputs if isinstance(o, File)}


def of_format(suffix: str) -> Mapping[str, bytes]:
    found = {p: data for p, data in files().items() if p.startswith("feed") and p.endswith(f".{suffix}")}
    assert len(found) > 7, suffix
    return found


def events(path: str) -> dict[str, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(files()[path])
    return {str(event["UID"]): event for event in calendar.events}


@pytest.mark.parametrize("suffix", ["xml", "atom"])
def test_a_feed_reader_reads_every_feed(suffix: str) -> None:
    for path, data in of_format(suffix).items():
        read = feedparser.parse(data)
        assert not read.bozo, (path, read.get("bozo_exception"))
        assert read.version == {"xml": "rss20", "atom": "atom10"}[suffix]
        assert len({entry.id for entry in read.entries}) == len(read.entries)
        assert read.entries or suffix == "xml"
        for entry in read.entries:
            assert entry.link.startswith("https://www.titian.example/quanli/")
            assert entry.published_parsed


def test_every_json_feed_keeps_to_the_standard() -> None:
    for path, data in of_format("json").items():
        read = json.loads(data)
        jsonschema.validate(read, JSON_FEED, format_checker=jsonschema.FormatChecker())
        assert read["feed_url"].endswith(f"/{path}")
        assert len({item["id"] for item in read["items"]}) == len(read["items"]) > 0


def test_all_formats_of_a_channel_tell_the_same() -> None:
    for path, data in of_format("json").items():
        stem = path.removesuffix(".json")
        titles = [item["title"] for item in json.loads(data)["items"]]
        for other in ("xml", "atom"):
            assert [e.title for e in feedparser.parse(files()[f"{stem}.{other}"]).entries] == titles


def test_a_calendar_reads_every_calendar() -> None:
    for path, data in of_format("ics").items():
        calendar = icalendar.Calendar.from_ical(data)
        assert calendar["VERSION"] == "2.0"
        assert not calendar.errors, path
        found = calendar.walk("VEVENT")
        assert len({event["UID"] for event in found}) == len(found) > 0
        assert not [e for event in found for e in event.errors]
        assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_consultations_hearings_meetings_and_notices_are_in_the_calendar() -> None:
    found = {uid.removesuffix("@990122.disclosure"): event for uid, event in events("feed.ics").items()}
    asked = found["ASK-1-consultation-1"]
    assert asked.decoded("dtstart") == date(2026, 10, 20)
    assert asked.decoded("dtend") == date(2026, 11, 26)  # the day after the last
    assert asked["STATUS"] == "CONFIRMED"
    hearing = found["ASK-1-hearing-1"]
    assert (hearing.decoded("dtstart"), hearing["LOCATION"]) == (date(2026, 12, 1), "政务大厅二楼")
    assert found["PLAN-1-meeting-1"]["STATUS"] == "TENTATIVE"
    assert "群众代表2名" in str(found["RUN-1-meeting-1"]["DESCRIPTION"])
    notice = found["POST-1-notice-1"]
    assert (notice["SUMMARY"], notice.decoded("dtend")) == (
        "任前公示：救助股股长选任",
        date(2026, 11, 25),
    )


def test_what_was_stopped_is_cancelled_in_the_calendars_of_subscribers() -> None:
    found = events("feed.ics")
    for kind in ("consultation", "meeting"):
        event = found[f"STOP-1-{kind}-1@990122.disclosure"]
        assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)


def test_every_stamp_is_a_date_of_the_data() -> None:
    found = events("feed.ics")
    stamp = found["RUN-1-consultation-1@990122.disclosure"].decoded("dtstamp")
    assert stamp == datetime(2026, 10, 19, 16, tzinfo=UTC)  # last checked on 20 October, Beijing
    for event in found.values():
        assert event.decoded("dtstamp") == event.decoded("last-modified")


def test_a_later_day_and_another_build_change_no_byte() -> None:
    site = small(decision_files())
    later = replace(small(decision_files()), as_of=date(2027, 6, 1))
    first, second = (
        {o.path: o.data for o in build(s, "门户").outputs if isinstance(o, File)} for s in (site, later)
    )
    assert first == second


def test_a_channel_holds_its_own_and_nothing_else() -> None:
    assert {uid.split("-")[0] for uid in events("feeds/levels/xianwei.ics")} == {"RUN", "JC"}
    assert {uid.split("-")[0] for uid in events("feeds/categories/renmian.ics")} == {"POST"}
    assert "feeds/levels/cun.atom" not in files()
    titles = {item["title"] for item in json.loads(files()["feeds/categories/dae.json"])["items"]}
    assert titles == {"敬老院改造", "敬老院改造实施方案", "添置轮椅"}
    titles = {item["title"] for item in json.loads(files()["feeds/units/XW.json"])["items"]}
    assert "敬老院改造" in titles
    assert "修一座便民桥" not in titles


def test_a_county_in_which_nothing_has_a_date_still_says_how_to_subscribe() -> None:
    undated = small().having(Decision, {}).having(Notice, {}).having(Power, {})
    made = build(undated, "门户")
    page = made.pages["public/subscribe/index.html"]
    assert 'href="../feed.xml"' in page
    assert "public/feed.xml" in made.paths
    feeds = [path for path in made.paths if path.startswith("public/feeds/")]
    assert not [path for path in feeds if path.endswith((".ics", ".atom", ".json"))]


def test_every_subscription_is_on_one_page_that_the_index_leads_to_and_the_kiosk_has_none() -> None:
    county = small(decision_files())
    public, kiosk = build(county, "门户"), build(county, "触摸屏")
    index = public.pages["public/subscribe/index.html"]
    levels = [p for p in public.pages if p.startswith("public/subscribe/") and "index" not in p]
    assert len(levels) > 1
    assert all(f'href="../{path.removeprefix("public/")}"' in index for path in levels)
    offered = [c.path(s) for c in subscriptions.channels(public.edition) for s in c.suffixes]
    assert len(offered) > 20
    matters = [p for p in public.pages if p.startswith("public/matters/")]
    pages = [
        lxml_html.document_fromstring(public.pages[p])
        for p in (*levels, *matters, "public/subscribe/index.html")
    ]
    told = [
        href for page in pages for href in page.xpath("//main//a[contains(@class,'offer-link')]/@href")
    ]
    assert sorted(told) == sorted(f"../{path}" for path in offered)
    read = [path for path in offered if path.endswith((".atom", ".json"))]
    alternate = [href for page in pages for href in page.xpath("//link[@rel='alternate']/@href")]
    assert sorted(alternate) == sorted([f"../{path}" for path in read] + ["../feed.xml"] * len(pages))
    assert not [p for p in kiosk.paths if p.endswith((".ics", ".atom", ".json")) or "subscribe" in p]
    assert not [p for p, text in kiosk.pages.items() if "subscribe/" in text]


def test_a_reader_takes_up_every_feed_from_one_list() -> None:
    made = build(small(decision_files()), "门户")
    (data,) = (o.data for o in made.outputs if o.path == "public/feeds.opml" and isinstance(o, File))
    opml = etree.fromstring(data)
    assert (opml.get("version"), opml.findtext("head/title")) == ("2.0", "梯田县权力公开网")
    assert opml.xpath("body/outline/@text") == [
        "全站",
        "按层级",
        "按决策类别",
        "变更",
        "按机构",
        "按事项",
    ]
    base = "https://www.titian.example/quanli/"
    told = {row.get("xmlUrl").removeprefix(base): row for row in opml.xpath("//outline[@xmlUrl]")}
    of_one_record = re.compile("feeds/changes/[a-z]+/")
    assert sorted(told) == sorted(path for path in of_format("atom") if not of_one_record.match(path))
    assert all(row.get("type") == "rss" and row.get("text") for row in told.values())
    assert opml.xpath("//outline[@xmlUrl]/@htmlUrl") == [f"{base}index.html"] * len(told)
    assert 'href="../feeds.opml"' in made.pages["public/subscribe/index.html"]
