"""Seeded leaks: small faults, each of which lets something of a hidden record through.

Enters: the whole county.  Leaves: ``LEAKS``, by name a context in which the program has the fault.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from typing import Any
from unittest.mock import patch

from disclosure import pipeline
from disclosure.basics.output import Chart, File, Html, Output, ready
from disclosure.charts import power_charts
from disclosure.charts.relations import hierarchy as tree
from disclosure.county import audience
from disclosure.county.audience import Audience
from disclosure.county.site import Site
from disclosure.editions import led
from disclosure.editions.edition import Edition
from disclosure.editions.feeds import items, rss, subscriptions
from disclosure.editions.pages import entries, home
from disclosure.editions.pages.bodies import levels
from disclosure.editions.pages.lists import ListPage
from disclosure.editions.pages.powers import power_drawings
from disclosure.editions.parts import blocks, links, urls
from disclosure.release import first_dates
from disclosure.schema.common import OWN_UNIT, PARTICULAR
from disclosure.schema.declare import Record
from disclosure.schema.records.decisions.decision import Decision
from disclosure.schema.records.powers.power import Power
from disclosure.schema.records.unit import Unit

Change = tuple[object, str, Any]
Leak = Callable[[Site], Any]


def fault(changes: Callable[[Site], list[Change]]) -> Leak:
    """A leak that puts other functions in the place of the program's own."""

    @contextmanager
    def patched(whole: Site) -> Iterator[None]:
        with ExitStack() as stack:
            for owner, name, new in changes(whole):
                stack.enter_context(patch.object(owner, name, new))
            yield

    return patched


def afterwards(change: Callable[[Site, list[Output]], list[Output]]) -> Leak:
    """A leak in what is written for the portal, from what is hidden."""
    real = pipeline.files_of

    def changed(whole: Site, edition: Edition) -> Iterable[Output]:
        return change(whole, list(real(edition))) if edition.medium.feeds else real(edition)

    return fault(lambda whole: [(pipeline, "files_of", partial(changed, whole))])


def records(site: Site) -> list[str]:
    """Codes of all records that the county holds."""
    return [*site.units, *site.powers, *site.decisions, *site.notices]


def a_count(whole: Site) -> list[Change]:
    real = home._figures  # noqa: SLF001
    return [(home, "_figures", lambda edition: real(replace(edition, site=whole)))]


def a_count_of_posts(whole: Site) -> list[Change]:
    real = levels.holding
    grades = Counter(post.grade for post in whole.posts.values() if post.grade)
    return [(levels, "holding", lambda *a: replace(real(*a), grades=grades))]


def a_numbering(whole: Site) -> list[Change]:
    order = list(whole.powers)
    real = entries.power
    return [(entries, "power", _with_text(real, lambda of: f"{order.index(of.code) + 1} "))]


def _with_text(real: Any, mark: Callable[[Any], str]) -> Any:
    """An entry whose first field, its title, begins with a mark."""

    def marked(edition: Any, of: Any) -> Any:
        entry = real(edition, of)
        first = next(iter(entry.__dataclass_fields__))
        return replace(entry, **{first: mark(of) + getattr(entry, first)})

    return marked


def a_lastmod(whole: Site) -> list[Change]:
    real = rss.feed
    newest = max((str(record.published) for record in whole.published), default="")

    def dated(*given: Any) -> File:
        file = real(*given)
        return File(file.path, ready(file.data + f"<!-- {newest} -->".encode()))

    return [(rss, "feed", dated)]


def a_feed_item(whole: Site) -> list[Change]:
    real = items.all_items
    return [(subscriptions, "all_items", lambda edition: real(replace(edition, site=whole)))]


def a_hash(whole: Site, written: list[Output]) -> list[Output]:
    digest = hashlib.sha256("".join(records(whole)).encode()).hexdigest()
    return [*written, File("public/build.txt", ready(digest.encode()))]


def a_search_statistic(whole: Site, written: list[Output]) -> list[Output]:
    words = Counter(record.name[:2] for record in whole.published)
    return [*written, File("public/search.json", ready(repr(sorted(words.items())).encode()))]


def a_file_name(whole: Site, written: list[Output]) -> list[Output]:
    bundle = f"public/data-{len(records(whole))}.zip"
    return [o._replace(path=bundle) if o.path == "public/feed.xml" else o for o in written]


def a_file_for_each(whole: Site, written: list[Output]) -> list[Output]:
    return [*written, *(File(f"public/notes/{code}.txt", ready(b"")) for code in whole.notices)]


def an_order(whole: Site, written: list[Output]) -> list[Output]:
    """Lists of files run the other way round where the county holds an odd number of records."""
    paths = sorted((o.path for o in written), reverse=bool(len(records(whole)) % 2))
    return [*written, File("public/files.txt", ready("\n".join(paths).encode()))]


def a_page_total(whole: Site, written: list[Output]) -> list[Output]:
    def grown(output: Output) -> Output:
        if isinstance(output, Html) and isinstance(page := output.page, ListPage):
            told = replace(page.told, total=page.told.total + len(whole.powers))
            return _showing(output, replace(page, told=told))
        return output

    return [grown(output) for output in written]


def a_title(whole: Site, written: list[Output]) -> list[Output]:
    """The newest decision of all stands in the head of the front page."""
    newest = max(whole.decisions.values(), key=lambda d: (d.published, d.code), default=None)

    def told(output: Output) -> Output:
        if isinstance(output, Html) and output.path.endswith("/index.html") and newest:
            page: Any = output.page
            tags = (blocks.MetaTag("Keywords", newest.name),)
            return _showing(output, replace(page, head=replace(page.head, tags=tags)))
        return output

    return [told(output) for output in written]


def _showing(output: Html, page: object) -> Html:
    return output._replace(make=partial(lambda: page))


def a_drawing_of_another(whole: Site) -> list[Change]:
    """Charts cached by the number of the standard flow, which a power's own flow does not have."""
    real = power_charts.flow_jobs

    def cached(site: Site, *_: object) -> Iterator[tuple[str, Any]]:
        first: dict[str, Any] = {}
        for code, job in real(whole):
            first.setdefault(_shared(whole.powers[code]), job)
        for code, power in site.powers.items():
            flow = _shared(power)
            if flow in first:
                yield code, first[flow]

    return [(pipeline, "flow_jobs", cached)]


def _shared(power: Power) -> str:
    return power.standard.code if power.standard else ""


def a_drawing(whole: Site) -> list[Change]:
    """Drawings are written for every chart in the cache."""
    real = power_charts.flow_jobs

    def every(edition: Any) -> Iterator[Chart]:
        drawn = edition.charts.items()
        return (Chart(urls.chart(code, "svg"), partial(str, chart.compact.svg)) for code, chart in drawn)

    return [(pipeline, "flow_jobs", lambda *_: real(whole)), (power_drawings, "files", every)]


def a_line_on_a_screen(whole: Site) -> list[Change]:
    real = led._screen  # noqa: SLF001
    return [(led, "_screen", lambda edition, *more: real(replace(edition, site=whole), *more))]


def a_length_of_a_line(whole: Site) -> list[Change]:
    longest = max((len(record.name) for record in whole.published), default=0)
    real = led.lines
    return [(led, "lines", lambda *a: tuple(line.ljust(longest + 60) for line in real(*a)))]


def a_screen_for_hidden_units(_: Site) -> list[Change]:
    real = audience._cut_table  # noqa: SLF001

    def loose(table: Any, gone: Any) -> Any:
        return real(table, gone)[0], False

    return [(audience, "_cut_table", loose)]


def a_ladder(_: Site) -> list[Change]:
    real = Audience.may_see
    wide = lambda self, s, o: real(self, s, o) or (self.kind == "全党" and s == OWN_UNIT)  # noqa: E731
    return [(Audience, "may_see", wide)]


def another_units_own(_: Site) -> list[Change]:
    real = Audience.may_see
    wide = lambda self, s, o: real(self, s, o) or (self.kind == "单位" and s == OWN_UNIT)  # noqa: E731
    return [(Audience, "may_see", wide)]


def a_particular_group(_: Site) -> list[Change]:
    real = Audience.may_see
    wide = lambda self, s, o: real(self, s, o) or (self.kind == "单位" and s == PARTICULAR)  # noqa: E731
    return [(Audience, "may_see", wide)]


def uncut(kind: type[Record]) -> Change:
    """Records of a kind keep their references to hidden ones."""
    real = audience._cut_table  # noqa: SLF001
    loose = lambda table, gone: (table, False) if type(table) is kind else real(table, gone)  # noqa: E731
    return audience, "_cut_table", loose


def a_superior(whole: Site) -> list[Change]:
    """The unit above is named though it is hidden."""
    name = lambda _, ref: ref and blocks.Anchor(whole.units[ref.code].label)  # noqa: E731
    none = lambda *_: None  # noqa: E731  no tree of units, which could not be drawn
    real = Site._by_unit  # noqa: SLF001
    known = lambda site, items, unit: real(site, (i for i in items if unit(i) in site.units), unit)  # noqa: E731
    changes: list[Change] = [uncut(Unit), (tree, "whole", none), (tree, "of_level", none)]
    changes.append((Site, "_by_unit", known))
    return [*changes, (links, "unit", name), (links, "full_unit", name)]


def a_related_power(whole: Site) -> list[Change]:
    """A decision names the powers it rests on though they are hidden."""
    name = lambda _, ref: blocks.Anchor(whole.powers[ref.code].name)  # noqa: E731
    return [uncut(Decision), (links, "record", name)]


def a_first_date(whole: Site) -> list[Change]:
    real = first_dates.updated
    return [(first_dates, "updated", lambda ledger, *_: real(ledger, whole))]


SHOWN_BY: dict[str, tuple[int, str]] = {
    "流程图缓存的键": (12, ""),
    "把范围当成梯级": (4, "全党"),
    "单位互相看见": (4, "单位"),
    "特定人群的内容给全单位": (4, "单位"),
    "上级机构的名称": (2, ""),
}
"""Counties in which a leak shows, where few do: records of each kind, and the kind of audience."""

LEAKS: dict[str, Leak] = {
    "首页的计数": fault(a_count),
    "层级页的风险岗位数": fault(a_count_of_posts),
    "编号": fault(a_numbering),
    "最后更新时间": fault(a_lastmod),
    "订阅源的条目": fault(a_feed_item),
    "散列": afterwards(a_hash),
    "检索的词频": afterwards(a_search_statistic),
    "文件名里的数": afterwards(a_file_name),
    "多出的空文件": afterwards(a_file_for_each),
    "先后次序": afterwards(an_order),
    "列表的总数": afterwards(a_page_total),
    "首页的关键词": afterwards(a_title),
    "流程图缓存的键": fault(a_drawing_of_another),
    "流程图文件": fault(a_drawing),
    "显示屏的条目": fault(a_line_on_a_screen),
    "显示屏一行的长度": fault(a_length_of_a_line),
    "只给看不到的机构用的屏幕": fault(a_screen_for_hidden_units),
    "把范围当成梯级": fault(a_ladder),
    "单位互相看见": fault(another_units_own),
    "特定人群的内容给全单位": fault(a_particular_group),
    "上级机构的名称": fault(a_superior),
    "决策行使的职权": fault(a_related_power),
    "首次公布日期的台账": fault(a_first_date),
}
