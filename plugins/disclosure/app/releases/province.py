"""``disclosure province``: one index over the releases of many counties.

Enters: parsed options.  Leaves: an exit status; on any problem the last good index stays as it was.
Counties are read one by one, and of each only its numbers stay: memory follows the largest county.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from ... import gates
from ... import release as publish
from ...basics.digests import in_letters
from ...basics.files.os_errors import said
from ...basics.media import FRONT
from ...basics.output import as_json
from ...basics.values import dataclass
from ...charts.graphviz import dot
from ...editions.open_data.province import province_pages, search_data
from ...editions.open_data.province.tally import CountyTally, tally, total
from ...editions.parts.urls import HOME
from ...gates.complete import Complete
from ...gates.file_names import Names
from ...gates.pages.links import Links
from ...gates.pages.requests import Requests
from ...gates.personal_numbers import PersonalNumbers
from ...release import signing
from .. import disk
from ..host import pelican_settings
from ..host.loose_pages import LoosePages
from ..host.pelican_adapter import BuildFailed
from ..host.static_files import static_files
from ..kept import kept_pages, kept_verdicts
from ..kept.kept_counties import IndexedCounty, KeptCounties
from ..report import BUSY, FINE, PROBLEMS, USAGE, say, write_out
from . import county_releases, keys, release_commands
from .county_releases import CountyRelease, NotFit

OWNER = "各县目录"
"""Stands where an output folder says whose site it is: no county is ever built into it."""
_STATIC = ("site.css", "icon.svg")
_COUNTIES = f"{FRONT.folder}/counties.json"
_REFUSALS = (
    publish.Damaged, publish.Foreign, keys.Unsigned, signing.BadKey, BuildFailed, OSError,
    dot.NoGraphviz,
)  # fmt: skip


def province(options: Namespace) -> int:
    """Read each county's data, make the index, judge it, swap it in."""
    if options.output.resolve().is_relative_to(options.folder.resolve()):
        return say(f"没有生成：{options.output} 在各县的文件夹里面。请把 --output 写到别处。", USAGE)
    try:
        with publish.staging(options.output) as stage, TemporaryFile() as spool:
            release_commands.claim(options.output, OWNER)
            return _publish(
                options, Index(stage, LoosePages(f"{options.name}权力公开目录"), Spool(spool))
            )
    except publish.Busy as error:
        return say(str(error), BUSY)
    except _REFUSALS as error:
        return say(f"没有生成：{said(error)}。原来的目录没有改动。", PROBLEMS)


@dataclass
class Spool:
    """Lines of shards on the disk until all counties have theirs."""

    file: IO[bytes]
    places: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def add(self, code: str, lines: Sequence[bytes]) -> None:
        self.places[code] = []
        for line in lines:
            self.places[code].append((self.file.tell(), len(line)))
            self.file.write(line)

    def shard(self, number: int) -> bytes:
        """The lines of all counties in a shard, by their codes."""
        return b"".join(map(self._line, (self.places[code][number] for code in sorted(self.places))))

    def _line(self, place: tuple[int, int]) -> bytes:
        self.file.seek(place[0])
        return self.file.read(place[1])


@dataclass
class Index:
    """The index as it is made: what was written, and the numbers of the counties so far."""

    stage: publish.StagedRelease
    pages: LoosePages
    spool: Spool
    counties: dict[str, CountyTally] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    read: int = 0

    def take(self, found: CountyRelease, kept: KeptCounties) -> None:
        """A county, kept or made.  Raises ``NotFit``."""
        county = kept.of(found.token)
        if county is None or not all(map(self.stage.keep, county.files)):
            county = self._made(found)
            kept.keep(found.token, county)
        self._claim(found, county.tally.code)
        self.counties[county.tally.code] = county.tally
        self.spool.add(county.tally.code, county.lines)

    def _made(self, found: CountyRelease) -> IndexedCounty:
        data = found.data()
        self._claim(found, data.code)
        self.read += 1
        numbers = tally(data, in_letters(found.folder.name.partition("-")[0]))
        path = province_pages.county_path(data.code)
        page = self.pages.page("province/county.html", path, province_pages.of_county(data, numbers))
        files = dict([(path, page), *search_data.blocks(data)])
        written = tuple(self.write(name, made) for name, made in files.items())
        return IndexedCounty(numbers, written, tuple(search_data.lines(data)))

    def _claim(self, found: CountyRelease, code: str) -> None:
        if self.names.setdefault(code, found.name) != found.name:
            raise NotFit(f"区划代码 {code} 和 {self.names[code]} 的相同")

    def write(self, path: str, data: bytes) -> str:
        """A file of the index, where it was not kept as it is in force; its path in the release."""
        name = f"{FRONT.folder}/{path}"
        if name not in self.stage.files:
            self.stage.write(name, data)
        return name

    def finish(self) -> None:
        """What all counties make together."""
        counties = [self.counties[code] for code in sorted(self.counties)]
        filled = []
        for number in range(search_data.SHARDS):
            if shard := self.spool.shard(number):
                filled.append(number)
                self.write(search_data.shard_path(number), shard)
        script = self.pages.theme / "templates" / "province" / "search.js"
        self.write(search_data.SCRIPT, script.read_bytes())
        self.write(search_data.COUNTIES, search_data.counties(counties, filled))
        for path, template, page in (
            (HOME, "front", province_pages.front(counties)),
            (province_pages.STATISTICS, "numbers", province_pages.numbers(counties)),
        ):
            self.write(path, self.pages.page(f"province/{template}.html", path, page))
        static = static_files(self.pages.theme)
        for name in _STATIC:
            self.write(f"static/{name}", static[name])
        told = [county.told() for county in counties]
        self.stage.write(_COUNTIES, as_json(told))


def _publish(options: Namespace, index: Index) -> int:
    secret = keys.secret_of(options)
    made_by = f"{kept_pages.made_by(Path(pelican_settings.__file__))} {options.name}"
    kept = KeptCounties(options.output, made_by)
    found, refused = _taken(options.folder, index, kept)
    sys.stderr.writelines(f"{line}\n" for line in refused)
    if refused or not found:
        why = f"{len(refused)} 个县不能用" if refused else f"{options.folder} 里一个县也没有"
        return say(f"没有生成：{why}。原来的目录没有改动。", PROBLEMS)
    index.finish()
    every = _gates(index.stage.finish())
    settings = gates.settings(every, OWNER, made_by)
    passed = kept_verdicts.load(options.output, index.stage, settings)
    if findings := gates.check(disk.files_below(index.stage.root), every, passed):
        write_out(findings[:50], sys.stderr.write)
        return say(f"没有发布：发布前检查发现 {len(findings)} 处问题。原来的目录没有改动。", PROBLEMS)
    withdrawn = _told(_before(options.output), index)
    if withdrawn and not options.allow_withdrawal:
        return say("没有发布：有县要撤下。确实要撤下，请加 --allow-withdrawal", PROBLEMS)
    release_commands.commit(options.output, index.stage, secret)
    kept_verdicts.save(options.output, settings, gates.in_rows(every))
    kept.settle(county.token for county in found)
    index_page = (options.output / FRONT.folder / HOME).absolute().as_uri()
    sys.stdout.write(f"打开：{index_page}\n")
    return FINE


def _taken(folder: Path, index: Index, kept: KeptCounties) -> tuple[list[CountyRelease], list[str]]:
    """Counties that are in the index, and of each other why it is not.  Raises ``OSError``."""
    found, refused = list[CountyRelease](), list[str]()
    for out in county_releases.found(folder):
        try:
            county = county_releases.in_force(out)
            index.take(county, kept)
            found.append(county)
        except NotFit as error:
            refused.append(f"{out.name}：{error}")
    return found, refused


def _gates(rendered: Mapping[str, str]) -> tuple[gates.Gate, ...]:
    return Complete(rendered, (), (FRONT,)), Names(), Links(), Requests(), PersonalNumbers()


def _before(out: Path) -> Mapping[str, CountyTally]:
    """The counties of the index in force, by code.  Raises ``Damaged``."""
    there = publish.in_force_if_any(out)
    try:
        told = json.loads((there / _COUNTIES).read_bytes()) if there else []
        return {county["code"]: CountyTally.of_told(county) for county in told}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        raise publish.Damaged(f"{out} 里的 {_COUNTIES} 读不懂") from None


def _told(before: Mapping[str, CountyTally], index: Index) -> bool:
    """Say what readers will find changed; whether a county is withdrawn."""
    lines = list(_differences(before, index.counties)) or ["没有变化"]
    whole = total(county.whole for county in index.counties.values())
    read = f"{len(index.counties)} 个县（读了 {index.read} 个，其余没有变）"
    lines.append(f"共 {read}，{whole.units} 个机构，{whole.powers} 项职权")
    sys.stdout.write("\n  ".join(("这一版与现在的目录相比：", *lines)) + "\n")
    return bool(before.keys() - index.counties.keys())


def _differences(before: Mapping[str, CountyTally], now: Mapping[str, CountyTally]) -> Iterator[str]:
    for code in sorted(before.keys() | now.keys()):
        if code not in now:
            yield f"撤下 {before[code].name}（{code}）"
        elif code not in before:
            yield f"新增 {now[code].name}（{code}）"
        elif now[code] != before[code]:
            powers = f"{before[code].whole.powers} → {now[code].whole.powers}"
            yield f"改动 {now[code].name}（{code}）：职权 {powers} 项"
