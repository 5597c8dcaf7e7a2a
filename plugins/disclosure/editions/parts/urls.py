"""Where every page lies below the root of its edition.

Enters: codes of records.  Leaves: paths such as ``powers/MZ-JF-001.html``: explicit files, plain
ASCII, without a leading slash.  A path is never a folder, so that it also opens from a disk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from ...basics.digests import digest
from ...charts.model.network import Target
from ...schema.catalogue import LINKED, SHELF_OF
from ...schema.declare import Record
from ...schema.records.decisions.decision import Decision
from ...schema.records.ledgers.ledger import Ledger, NamedFile
from ...schema.records.lists.shared_list import SharedList
from ...schema.records.notices.notice import COLUMNS, Notice
from ...schema.records.powers.power import Power
from ...schema.records.publicity import PublicityCatalogue
from ...schema.records.unit import Unit

HOME = "index.html"
UNITS = "units/index.html"
POWERS = "powers/index.html"
DECISIONS = "decisions/index.html"
POSTS = "posts/index.html"
NOTICES = "notices/index.html"
TOPICS = "topics/index.html"
PLACES = "places/index.html"
ABOUT = "about/index.html"
SITEMAP = "sitemap/index.html"
SEARCH = "search/index.html"
MISSING = "404.html"
FEED = "feed.xml"
OPENSEARCH = "opensearch.xml"
OPML = "feeds.opml"
PLATFORM = "platform/index.html"
PLAN = "plan/index.html"
CONSULTATIONS = "consultations/index.html"
PUBLICITY = "publicity/index.html"
CATALOGUES = "catalogues/index.html"
CLEARING = "clearing/index.html"
LEADERS = "leaders/index.html"
ROTATION = "rotation/index.html"
TIERS = "tiers/index.html"
REGISTER = "register/index.html"
EXECUTION = "execution/index.html"
STATISTICS = "statistics/index.html"
PROCEDURES = "procedures/index.html"
MATTERS = "matters/index.html"
SEPARATION = "separation/index.html"
SUBSCRIBE = "subscribe/index.html"
LEDGERS = "ledgers/index.html"
DUES = "ledgers/due.json"
DUE_CALENDAR = "ledgers/due.ics"
CHANGES = "changes/index.html"
CHANGES_DATA = "changes/all.json"
DATA = "data/index.html"
DATA_PACKAGE = "datapackage.json"
DCAT = "dcat.jsonld"
OPENAPI = "openapi.json"

ANY = "_"
"""Stands in a path for a facet that is left open; no code can be equal to it."""

_COLUMNS = ("tongzhi", "zhengce", "jiedu", "zhinan", "dongtai", "zhidu")
COLUMN_CODES = dict(zip(COLUMNS, _COLUMNS, strict=True))


def record(kind: type[Record], code: str) -> str:
    """The page of a record of any kind that has pages."""
    return _page(SHELF_OF[kind].pages, code)


def level(code: str) -> str:
    return _page("levels", code)


def unit(code: str) -> str:
    return record(Unit, code)


def power(code: str) -> str:
    return record(Power, code)


def shared_list(code: str) -> str:
    return record(SharedList, code)


def listed_item(key: str) -> str:
    """The page of an item of a list, of all that hold it: a folder below the list's own page."""
    return f"lists/{key}.html"


def drawn_on(name: str) -> str:
    """The page of a power, or of an item of a list, by the name of its drawings."""
    return listed_item(name) if "/" in name else power(name)


def decision(code: str) -> str:
    return record(Decision, code)


def matter(code: str) -> str:
    """One matter across its levels."""
    return _page("matters", code)


def place(name: str) -> str:
    """A place has no code; its name may be in Chinese, its address is not."""
    return _page("places", digest(name.encode())[:12])


def post(code: str) -> str:
    return _page("posts", code)


def notice(code: str) -> str:
    return record(Notice, code)


def ledger(code: str) -> str:
    return record(Ledger, code)


def ledger_period(code: str, period: str, number: int = 1, suffix: str = "html") -> str:
    """Page ``number`` of a period of a ledger; the file to take away lies beside its folder.

    Of a ledger that is kept all the time the first page is that of the ledger itself.
    """
    if number == 1 and suffix == "html" and not period.isascii():
        return ledger(code)
    page = f"/{number}" if suffix == "html" else ""
    return f"ledgers/{code}/{period_name(period)}{page}.{suffix}"


def period_name(period: str) -> str:
    """A period in an address: the one that is always there has a name of its own."""
    return period if period.isascii() else "now"


def ledger_file(code: str, file: NamedFile) -> str:
    """A file that lines of a ledger name; its own name may be in Chinese, this one is not."""
    return f"ledgers/{code}/f-{file.mark}.{file.ending}"


def ledger_unit(code: str, unit: str, number: int = 1) -> str:
    """Page ``number`` of what a ledger says of a unit."""
    return f"ledgers/{code}/u-{unit}/{number}.html"


def ledger_level(code: str, level: str) -> str:
    """What a ledger says of the units of a level."""
    return f"ledgers/{code}/l-{level}.html"


def history(page: str, suffix: str = "html") -> str:
    """What became of the record that has a page there: a page of its own, or a file to take away."""
    return f"changes/{page.removesuffix('.html')}.{suffix}"


def topic(code: str, number: int = 1) -> str:
    return _page("topics", code) if number == 1 else f"topics/{code}/{number}.html"


def chart(code: str, suffix: str, kind: str = "") -> str:
    """A file of a power's flow; ``kind`` tells its drawings apart, the compact one has none."""
    return f"charts/{code}{'-' if kind else ''}{kind}.{suffix}"


def poster(code: str) -> str:
    """The page of the 廉政风险防控图 of a power, for the wall."""
    return chart(code, "html", "fengxian")


def graph(stem: str, suffix: str) -> str:
    """A file of one of the county's own graphs."""
    return f"graphs/{stem}.{suffix}"


def of_graph(target: Target) -> str:
    """Where a box of a graph leads, from a page or a file one folder below the root."""
    part = f"#{target.part}" if target.part else ""
    return f"../{of_kind(target.record, target.code)}{part}"


def of_kind(title: str, code: str) -> str:
    """The page of a record, by the title of its kind."""
    return _OF_RECORD[title](code)


def procedure(code: str) -> str:
    """Where a procedure is explained."""
    return f"{PROCEDURES}#p-{code}"


def split(code: str) -> str:
    """Where a kind of power is shown that the county splits between several hands."""
    return f"{SEPARATION}#{code}"


def unit_data(code: str) -> str:
    """The powers of a unit in full, for other programs."""
    return f"units/{code}.json"


def data_file(name: str, suffix: str) -> str:
    """A catalogue or a table of it as a file to take away."""
    return f"data/{name}.{suffix}"


def coverage(level: str, number: int = 1) -> str:
    """Which kinds of power the bodies of a level have split, on page ``number``."""
    return _page("separation", level) if number == 1 else f"separation/{level}/{number}.html"


def attachment(code: str, number: int, ending: str) -> str:
    """A file that goes with a notice; its own name may be in Chinese, this one is not."""
    return f"attachments/{code}-{number}.{ending}"


def roster(code: str, number: int, ending: str) -> str:
    """A list of persons of a notice, as a file to take away."""
    return f"attachments/{code}-list-{number}.{ending}"


def feed(of: str, code: str) -> str:
    """The feed of a level (``of`` is ``levels``), a column of notices or all decisions."""
    return channel(of, code, "xml")


def channel(of: str, code: str, suffix: str) -> str:
    """What can be subscribed to, in one format (xml, atom, json, ics)."""
    return f"feeds/{of}/{code}.{suffix}"


def subscriptions(level: str) -> str:
    """How to subscribe to what the bodies of a level do."""
    return _page("subscribe", level)


def listed(folder: str, chosen: tuple[str, ...], number: int) -> str:
    """Page ``number`` of a list narrowed to ``chosen``, a key or ``ANY`` for every axis."""
    if number == 1 and all(key == ANY for key in chosen):
        return f"{folder}/index.html"
    return f"{folder}/by/{'/'.join(chosen)}/{number}.html"


def directory(folder: str, rest: tuple[str, ...], name: str) -> str:
    """The page of all choices of one facet, of the list that is narrowed to ``rest`` otherwise."""
    return f"{folder}/by/{'/'.join(rest)}/{name}.html"


def catalogue(code: str) -> str:
    """A catalogue of publicity."""
    return record(PublicityCatalogue, code)


def catalogue_of(code: str, unit: str) -> str:
    """How one of many bodies keeps a catalogue of publicity."""
    return f"catalogues/{code}/{unit}.html"


def platform(part: str) -> str:
    """One of the five parts of 政府信息公开平台."""
    return f"platform/{part}.html"


def catalogue_data(code: str) -> str:
    """A catalogue of publicity for other programs."""
    return f"catalogues/{code}.json"


def further(front: str, number: int) -> str:
    """Page ``number`` of a list whose first page is the front page of a folder."""
    return front if number == 1 else f"{front.rpartition('/')[0]}/{number}.html"


def _page(folder: str, code: str) -> str:
    # a code cannot end in "_", so the list of the folder keeps its name to itself
    return f"{folder}/{code}{'_' if code.casefold() == 'index' else ''}.html"


_OF_RECORD: Mapping[str, Callable[[str], str]] = {
    **{shelf.title: partial(record, shelf.record) for shelf in LINKED if shelf.pages},
    "层级": level,
    "岗位": post,
    "程序": procedure,
    "分权事项": split,
}
"""The page of a record, by the title of its kind."""
