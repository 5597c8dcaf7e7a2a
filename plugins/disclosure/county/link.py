"""Records linked into one frozen value: the whole county.

Enters: the records of all files, the as-of date, and what was made of records before.  Leaves: a
``Site`` in which every reference resolves and every code is unique, or problems that name each one that
does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import cast

from ..basics.problem import Code, Place, Problem
from ..basics.values import regex
from ..schema.catalogue import ALL, LINKED
from ..schema.compound import Ref
from ..schema.declare import Invalid, Record, Report, nearest, quoted_in_chinese
from ..schema.derived.references import references
from ..schema.records.county import County
from ..schema.records.lists.raw_list import RawSharedList
from ..schema.records.lists.shared_list import SharedList
from ..schema.records.notices.withdrawal import Withdrawal
from ..schema.records.powers.flow import StandardFlow
from ..schema.records.powers.power import Power
from ..schema.records.powers.raw_power import RawPower
from ..schema.records.unit import Post, Unit
from .held import MadeOfHeld
from .read import Records
from .resolving import list_faults
from .resolving.powers import resolve, stated
from .resolving.shared_lists import codes_of, written_out
from .site import Site, code_of, former_codes

Mentions = tuple[Record, Sequence[Ref]]
"""A record, and every reference in it."""

_SEVERAL = regex("[、，,；;/ ]")
COUNTY_FILE = "catalogues/county.yaml"

NO_COUNTY = Code(
    "K02", "缺少 catalogues/county.yaml", "每个县有且只有一份 county.yaml；可用 disclosure new 县情 生成"
)
DUPLICATE = Code("K03", "编码重复", "编码全县唯一：请给其中一个换一个编码")
CASE_CLASH = Code("K04", "编码只差大小写", "Windows 和触摸屏不分大小写，会互相覆盖：请改其中一个")
DANGLING = Code("K05", "引用的对象不存在", "请改成已登记的编码或名称，或者先登记它")
CYCLE = Code("K06", "上下级绕成了圈", "请改正其中一个的上级")


def link(
    records: Records, as_of: date, held: MadeOfHeld | None = None
) -> tuple[Site | None, list[Problem]]:
    """The sound part of the county, and every problem of the rest.

    Records with a reference that leads nowhere are reported and left out, so that the rules can
    still judge the others; a county with problems is never published.
    """
    counties = records.of(County)
    if not counties:
        missing = Problem(Place(COUNTY_FILE), NO_COUNTY, "没有县情文件")
        return None, [] if COUNTY_FILE in records.unread else [missing]
    of = held or MadeOfHeld()
    whole = _assemble(records.items, as_of, of)
    mentions = [(item, of(references, item)) for item in records.items]
    problems = [*_clashes_in(records, whole.units), *_vocabulary_clashes(whole)]
    problems += [*_dangling(whole, mentions, _Missed(records)), *_cycles(whole), *_misread(whole)]
    lists = _held(records.of(RawSharedList), whole)
    faults = [fault for raw in lists for fault in list_faults.told(raw, whole, records.broken)]
    problems += faults
    sound = _sound(whole, mentions, of)
    return replace(
        sound, whole=sound is whole and not (records.broken or records.unread or faults)
    ), problems


def _held(lists: Iterable[RawSharedList], site: Site) -> Iterator[RawSharedList]:
    """Those whose holders are known: of the others nothing more can be said than that."""
    yield from (raw for raw in lists if all(ref.code in site.names[ref.to] for ref in raw.holders))


def _assemble(items: Iterable[Record], as_of: date, held: MadeOfHeld) -> Site:
    """The first of each kind and code; clashes are told elsewhere."""
    found: dict[type[Record], dict[str, Record]] = {shelf.written: {} for shelf in ALL}
    for item in items:
        found[type(item)].setdefault(code_of(item), item)
    as_written = {shelf.record: found[shelf.written] for shelf in ALL}
    return Site(as_written | dict(_resolved(found, held)), as_of, made=held)


def _resolved(
    found: Mapping[type[Record], Mapping[str, Record]], held: MadeOfHeld
) -> Iterator[tuple[type[Record], Mapping[str, Record]]]:
    """Kinds of which a ``Site`` holds another record than was written."""
    flows = cast(Mapping[str, StandardFlow], found[StandardFlow])
    units = cast(Mapping[str, Unit], found[Unit])
    raw_lists = cast(Mapping[str, RawSharedList], found[RawSharedList])
    of = held(_by_code, *units.values()), held(_by_code, *flows.values())
    lists = {code: held(written_out, raw, *of) for code, raw in raw_lists.items()}
    powers = cast(Mapping[str, RawPower], found[RawPower])
    own = {code: held(resolve, raw, stated(raw, flows)) for code, raw in powers.items()}
    listed = {power.code: power for of in lists.values() for power in of.powers}
    yield Power, own | {code: power for code, power in listed.items() if code not in own}
    yield SharedList, {code: of.shared for code, of in lists.items()}


def _by_code(*records: Record) -> Mapping[str, Record]:
    """One and the same mapping as long as the records are the same."""
    return {code_of(record): record for record in records}


def _sound(site: Site, mentions: Sequence[Mentions], held: MadeOfHeld) -> Site:
    """The county of the items all of whose references lead, through sound items only, to something."""
    while True:
        known = site.names
        kept = [(i, refs) for i, refs in mentions if all(ref.code in known[ref.to] for ref in refs)]
        if len(kept) == len(mentions):
            return site
        mentions, site = kept, _assemble((item for item, _ in kept), site.as_of, held)


def _clashes(title: str, items: Sequence[tuple[str, Record]]) -> Iterator[Problem]:
    seen: dict[str, tuple[str, Record]] = {}
    for pair in items:
        code, item = pair
        folded = unicodedata.normalize("NFC", code).casefold()
        first_code, first = earlier = seen.setdefault(folded, pair)
        if earlier is pair:
            continue
        kind = DUPLICATE if code == first_code else CASE_CLASH
        what = f"{title}“{code}”与 {_written(first, first_code)} 的“{first_code}”"
        told = "重复" if kind is DUPLICATE else "只差大小写"
        yield Problem(_written(item, code), kind, what + told)


def _written(item: Record, code: str) -> Place:
    """Where a record says what it is called: the code it has, one it had, or a name."""
    attribute = "code" if "code" in item.origin.names else "name"
    return item.at("former" if code in former_codes(item) else attribute)


def _vocabulary_clashes(site: Site) -> Iterator[Problem]:
    county = site.county
    posts = [pair for unit in site.units.values() for p in unit.posts for pair in _codes(p)]
    yield from _clashes(Post.title, posts)
    for words in (county.levels, county.categories, county.topics, county.splits, county.carriers):
        yield from _clashes(
            words[0].title if words else "", [pair for word in words for pair in _codes(word)]
        )
        yield from _clashes(words[0].title if words else "", [(w.name, w) for w in words])


def _clashes_in(records: Records, units: Mapping[str, Unit]) -> Iterator[Problem]:
    for shelf in LINKED:
        pairs = [pair for item in records.of(shelf.written) for pair in _codes(item)]
        if shelf.record is Power:
            lists = records.of(RawSharedList)
            pairs += [pair for raw in lists for pair in codes_of(raw, units)]
        yield from _clashes(shelf.title, pairs)


def _codes(item: Record) -> Iterator[tuple[str, Record]]:
    """The code of a record, and those that its page had before."""
    yield from ((code, item) for code in (code_of(item), *former_codes(item)))


class _Missed:
    """What records that could not be read may hold: their codes, and powers of lists and holders."""

    def __init__(self, records: Records) -> None:
        lists = records.of(RawSharedList)
        self._codes = records.broken
        self._items = {item.code for raw in lists for item in raw.items}
        self._units = {unit.code for unit in records.of(Unit)}

    def __contains__(self, code: str) -> bool:
        dashes = (match.start() for match in re.finditer("-", code))
        return code in self._codes or any(self._of_list(code[:at], code[at + 1 :]) for at in dashes)

    def _of_list(self, unit: str, item: str) -> bool:
        """Whether a body and an item, one of which could not be read, make up a code."""
        missed = unit in self._codes, item in self._codes
        known = unit in self._units, item in self._items
        return any(missed) and all(m or k for m, k in zip(missed, known, strict=True))


def _dangling(site: Site, mentions: Iterable[Mentions], missed: _Missed) -> Iterator[Problem]:
    known = site.names
    gone = {(of.kind, code): of for of in site.of(Withdrawal).values() for code in of.codes}
    for _, refs in mentions:
        for ref in refs:
            if ref.code not in known[ref.to] and ref.code not in missed:
                withdrawn = gone.get((ref.to, ref.code))
                told = _withdrawn(withdrawn) if withdrawn else _meant(ref.code, known[ref.to])
                yield Problem(ref.place, DANGLING, f"没有“{ref.code[:40]}”这个{ref.to}{told}")


def _withdrawn(of: Withdrawal) -> str:
    """That a record is no more, and what stands in its place."""
    instead = "、".join(ref.code for ref in of.successors or ())
    return f"，它已于 {of.day} 撤下，{f'接替的是 {instead}' if instead else '没有接替的'}"


def _meant(word: str, known: Mapping[str, object]) -> str:
    """What was meant by a word that is no code: the name of a record, several codes, another code."""
    if codes := _codes_of(word, known):
        return f"，“{word}”的编码是 {'、'.join(codes[:5])}"
    parts = [_codes_of(part.strip(), known) for part in _SEVERAL.split(word)]
    if len(parts) > 1 and all(parts):
        return f"；几个请写成列表 [{', '.join(codes[0] for codes in parts)}]"
    return quoted_in_chinese(word) or nearest(word, known)


def _codes_of(word: str, known: Mapping[str, object]) -> list[str]:
    """The codes that a code or a name stands for."""
    if word in known:
        return [word]
    return [c for c, record in known.items() if word in _called(record)]


def _called(known: object) -> Iterator[object]:
    """What people may write for the code of a record or a word: its names, and codes that it had."""
    yield from (getattr(known, attribute, None) for attribute in ("name", "short"))
    yield from former_codes(known)


def _misread(site: Site) -> list[Problem]:
    """Every 要素 that is not written as the county has declared it."""
    kinds = {element.name: element.kind for element in site.county.elements}
    report = Report()
    for item in (item for power in site.powers.values() for item in power.items):
        for given in item.elements:
            if given.name.text in kinds:
                with suppress(Invalid):
                    given.reread(kinds[given.name.text], report)
    return report.problems


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
