"""Records linked into one frozen value: the whole county.

Enters: ``Records`` and the as-of date.  Leaves: a ``Site`` in which every reference resolves
and every code is unique, or problems that name each one that does not.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from ..basics.law.resolve import NO_PROVISIONS, Provisions
from ..basics.problem import Code, Place, Problem
from ..schema.compound import Ref
from ..schema.declare import Record, nearest
from ..schema.records.county import Carrier, Category, County, Level, SplitPower, Topic
from ..schema.records.decisions.decision import Decision
from ..schema.records.decisions.procedure import Procedure
from ..schema.records.notices.notice import Notice
from ..schema.records.powers.flow import Flow, StandardFlow
from ..schema.records.powers.power import Power
from ..schema.records.privacy_policy import Privacy
from ..schema.records.screen import Screen
from ..schema.records.unit import Post, Unit
from .flows.varied import applied
from .read import Records

R = TypeVar("R", bound=Record)
V = TypeVar("V")

COUNTY_FILE = "catalogues/county.yaml"

Published = Power | Decision | Notice

NO_COUNTY = Code(
    "K02", "缺少 catalogues/county.yaml", "每个县有且只有一份 county.yaml；可用 disclosure new 县情 生成"
)
DUPLICATE = Code("K03", "编码重复", "编码全县唯一：请给其中一个换一个编码")
CASE_CLASH = Code("K04", "编码只差大小写", "Windows 和触摸屏不分大小写，会互相覆盖：请改其中一个")
DANGLING = Code("K05", "引用的对象不存在", "请改成已登记的编码或名称，或者先登记它")
CYCLE = Code("K06", "上下级绕成了圈", "请改正其中一个的上级")


@dataclass(frozen=True)
class Site:
    """The county.  Mappings are by code, in the order of the files.

    ``as_of`` is the date for which the site is built: the only clock of the whole program.
    ``provisions`` is empty until a law library has been consulted.
    """

    county: County
    units: Mapping[str, Unit]
    powers: Mapping[str, Power]
    flows: Mapping[str, StandardFlow]
    decisions: Mapping[str, Decision]
    notices: Mapping[str, Notice]
    screens: Mapping[str, Screen]
    procedures: Mapping[str, Procedure]
    as_of: date
    provisions: Provisions = NO_PROVISIONS
    privacy: Privacy | None = None

    @cached_property
    def published(self) -> tuple[Published, ...]:
        """Powers, decisions and notices: all records that carry a date of publication."""
        return (*self.powers.values(), *self.decisions.values(), *self.notices.values())

    @cached_property
    def posts(self) -> Mapping[str, Post]:
        """All posts by code."""
        return {post.code: post for unit in self.units.values() for post in unit.posts}

    @cached_property
    def unit_of_post(self) -> Mapping[str, Unit]:
        """The unit that a post belongs to, by the post's code."""
        return {post.code: unit for unit in self.units.values() for post in unit.posts}

    @cached_property
    def levels(self) -> Mapping[str, Level]:
        """Levels by name, from the highest."""
        return {level.name: level for level in self.county.levels}

    @cached_property
    def categories(self) -> Mapping[str, Category]:
        """Categories of power by name."""
        return {category.name: category for category in self.county.categories}

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Topics by name."""
        return {topic.name: topic for topic in self.county.topics}

    @cached_property
    def carriers(self) -> Mapping[str, Carrier]:
        """Carriers by name."""
        return {carrier.name: carrier for carrier in self.county.carriers}

    @cached_property
    def _varied(self) -> Mapping[str, Flow]:
        """Standard flows as the powers that state differences run them, by the power's code."""
        return {
            power.code: applied(self.flows[power.flow.code], power.differences)
            for power in self.powers.values()
            if power.differences and isinstance(power.flow, Ref)
        }

    @cached_property
    def powers_of(self) -> Mapping[str, tuple[Power, ...]]:
        """Powers by the code of their unit; every unit has an entry."""
        return self._by_unit(self.powers.values(), lambda power: power.unit.code)

    @cached_property
    def decisions_of(self) -> Mapping[str, tuple[Decision, ...]]:
        """Decisions by the code of the deciding unit; every unit has an entry."""
        return self._by_unit(self.decisions.values(), lambda decision: decision.unit.code)

    @cached_property
    def notices_of(self) -> Mapping[str, tuple[Notice, ...]]:
        """Notices by the code of the issuing unit; every unit has an entry."""
        return self._by_unit(self.notices.values(), lambda notice: notice.unit.code)

    def unit(self, ref: Ref) -> Unit:
        """The unit a reference means."""
        return self.units[ref.code]

    def level_of(self, unit: Unit) -> Level:
        """The level of a unit."""
        return self.levels[unit.level.code]

    def flow_of(self, power: Power) -> Flow | None:
        """The flow a power follows: its own, a standard one with its differences, or none."""
        if isinstance(power.flow, Ref):
            return self._varied.get(power.code) or self.flows[power.flow.code]
        return power.flow

    def post_named(self, power: Power, name: str) -> Post | None:
        """The post a flow step of ``power`` means: declared in the flow, of the unit, or a code."""
        flow = self.flow_of(power)
        declared = dict(flow.actors).get(name) if flow else None
        if declared and declared.post:
            return self.posts.get(declared.post)
        own = self.units[power.unit.code].posts
        return next((p for p in own if name in (p.name, p.code)), self.posts.get(name))

    def _by_unit(self, items: Iterable[V], unit: Callable[[V], str]) -> Mapping[str, tuple[V, ...]]:
        grouped: dict[str, list[V]] = {code: [] for code in self.units}
        for item in items:
            grouped[unit(item)].append(item)
        return {code: tuple(found) for code, found in grouped.items()}


def link(records: Records, as_of: date) -> tuple[Site | None, list[Problem]]:
    """The sound part of the county, and every problem of the rest.

    Records with a reference that leads nowhere are reported and left out, so that the rules can
    still judge the others; a county with problems is never published.
    """
    counties = records.of(County)
    if not counties:
        missing = Problem(Place(COUNTY_FILE), NO_COUNTY, "没有县情文件")
        return None, [] if COUNTY_FILE in records.unread else [missing]
    whole = _assemble(counties[0], records.items, as_of)
    problems = [*_clashes_in(records), *_vocabulary_clashes(whole), *_dangling(whole, records)]
    problems += _cycles(whole)
    return _assemble(counties[0], _sound(whole, records.items), as_of), problems


def _assemble(county: County, items: Sequence[Record], as_of: date) -> Site:
    def by_code(kind: type[R]) -> dict[str, R]:
        found: dict[str, R] = {}
        for item in items:
            if type(item) is kind:
                found.setdefault(_code(item), item)
        return found

    return Site(
        county=county,
        units=by_code(Unit),
        powers=by_code(Power),
        flows=by_code(StandardFlow),
        decisions=by_code(Decision),
        notices=by_code(Notice),
        screens=by_code(Screen),
        procedures=by_code(Procedure),
        as_of=as_of,
        privacy=next((item for item in items if isinstance(item, Privacy)), None),
    )


def _sound(site: Site, items: Sequence[Record]) -> list[Record]:
    """The items all of whose references lead, through sound items only, to something."""
    sound = list(items)
    while True:
        known = _known(_assemble(site.county, sound, site.as_of))
        kept = [i for i in sound if all(ref.code in known[ref.to] for ref in references(i))]
        if len(kept) == len(sound):
            return kept
        sound = kept


def references(value: object) -> Iterator[Ref]:
    """Every reference below a record, however deep."""
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from references(item)
    elif dataclasses.is_dataclass(value):
        for f in dataclasses.fields(value):
            if f.name not in ("origin", "place"):
                yield from references(getattr(value, f.name))


def _code(item: Record) -> str:
    code: str = item.code  # type: ignore[attr-defined]  # every linked record has one
    return code


def _clashes(title: str, items: Sequence[tuple[str, Record]]) -> Iterator[Problem]:
    seen: dict[str, tuple[str, Record]] = {}
    for code, item in items:
        folded = unicodedata.normalize("NFC", code).casefold()
        first_code, first = seen.setdefault(folded, (code, item))
        if first is item:
            continue
        kind = DUPLICATE if code == first_code else CASE_CLASH
        attribute = "code" if "code" in item.origin.fields else "name"
        what = f"{title}“{code}”与 {first.at(attribute)} 的“{first_code}”"
        yield Problem(item.at(attribute), kind, what + ("重复" if kind is DUPLICATE else "只差大小写"))


def _vocabulary_clashes(site: Site) -> Iterator[Problem]:
    county = site.county
    posts = [(p.code, p) for unit in site.units.values() for p in unit.posts]
    yield from _clashes(Post.title, posts)
    for words in (county.levels, county.categories, county.topics, county.splits, county.carriers):
        yield from _clashes(words[0].title if words else "", [(w.code, w) for w in words])
        yield from _clashes(words[0].title if words else "", [(w.name, w) for w in words])


def _clashes_in(records: Records) -> Iterator[Problem]:
    for kind in (Unit, Power, StandardFlow, Decision, Notice, Screen, Procedure):
        yield from _clashes(kind.title, [(_code(item), item) for item in records.of(kind)])


def _known(site: Site) -> Mapping[str, Mapping[str, object]]:
    """What a reference can mean, by the title of the record it refers to."""
    return {
        Unit.title: site.units,
        Post.title: site.posts,
        Power.title: site.powers,
        StandardFlow.title: site.flows,
        Decision.title: site.decisions,
        Procedure.title: site.procedures,
        Level.title: site.levels,
        Category.title: site.categories,
        Topic.title: site.topics,
        SplitPower.title: {split.name: split for split in site.county.splits},
        Carrier.title: site.carriers,
    }


def _dangling(site: Site, records: Records) -> Iterator[Problem]:
    known = _known(site)
    for item in records.items:
        for ref in references(item):
            if ref.code not in known[ref.to] and ref.code not in records.broken:
                what = f"没有“{ref.code}”这个{ref.to}{nearest(ref.code, known[ref.to])}"
                yield Problem(ref.place, DANGLING, what)


def _cycles(site: Site) -> Iterator[Problem]:
    parents = {u.code: u.parent.code for u in site.units.values() if u.parent}
    superiors = {p.code: p.superior.code for p in site.posts.values() if p.superior}
    for code in _in_cycle(parents):
        yield Problem(site.units[code].at("parent"), CYCLE, f"机构“{code}”的上级绕回了自己")
    for code in _in_cycle(superiors):
        yield Problem(site.posts[code].at("superior"), CYCLE, f"岗位“{code}”的上级岗位绕回了自己")


def _in_cycle(above: Mapping[str, str]) -> Iterator[str]:
    for start in above:
        seen: set[str] = set()
        here = above.get(start)
        while here is not None and here != start and here not in seen:
            seen.add(here)
            here = above.get(here)
        if here == start:
            yield start
