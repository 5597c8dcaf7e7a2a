"""Bodies of the made-up county and their posts.

Enters: a size.  Leaves: ``Body`` values in the order of the levels, and their records.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

import yaml
from clerk import Value
from size import Size, shared
from speech import Speaker

COUNTY, OFFICE, TOWN, VILLAGE = "县委", "县直部门", "乡镇", "村和社区"
PUBLIC = "向社会公开"
WEB = ["县政府门户网站", "权力公开透明运行网", "电子触摸屏"]
IN_VILLAGE = ["公开栏", "权力公开透明运行网", "电子触摸屏"]
_KINDS = yaml.safe_load((Path(__file__).parent / "departments.yaml").read_text(encoding="utf-8"))
LEADING = len(_KINDS["县领导机关"])
_LEADERS = {COUNTY: "书记", OFFICE: "局长", TOWN: "乡镇长"}
_DEPUTIES = {COUNTY: "常委", OFFICE: "副局长", TOWN: "副乡镇长"}
_VILLAGERS = (
    ("村党组织书记", "主要领导", "一"), ("村委会主任", "分管领导", "二"),
    ("村监委会主任", "分管领导", "二"),
    ("村文书", "中层", "三"), ("代办员", "工作人员", "三"), ("村级协管员", "工作人员", "三"),
)  # fmt: skip
_WEIGHT = {COUNTY: 2, OFFICE: 9, TOWN: 5}
_NAME = 16
_FIRST, _LAST = date(2019, 3, 1), date(2026, 6, 30)
QUARTERS = (("2025-12-31", "2026-01-1"), ("2026-03-31", "2026-04-1"), ("2026-06-30", "2026-07-1"),
            ("2026-09-30", "2026-10-1"))  # fmt: skip


@dataclass(frozen=True)
class Seat:
    """A post."""

    code: str
    name: str
    rank: str
    above: str
    grade: str


@dataclass(frozen=True)
class Body:
    """A unit, what it has charge of, and how much of everything it holds."""

    code: str
    name: str
    level: str
    above: str
    powers: int
    charts: int
    before: int
    """How many powers the departments before it hold."""
    seats: Sequence[Seat]
    speaker: Speaker = field(repr=False)

    def of(self, rank: str) -> list[Seat]:
        return [seat for seat in self.seats if seat.rank == rank]


@dataclass(frozen=True)
class _Row:
    """What is known of a body before its dice are thrown."""

    code: str
    name: str
    things: Sequence[str]
    level: str


@dataclass(frozen=True)
class _Share:
    """How much of the county falls to a body."""

    powers: int
    charts: int
    posts: int = 0
    before: int = 0


def bodies(size: Size) -> Iterator[Body]:
    """Every body of a county of this size, each below one that came before."""
    rows = list(_upper(size))
    weights = [_WEIGHT[row.level] for row in rows]
    held = (shared(total, weights) for total in (size.powers, size.charts, size.posts))
    before = 0
    for row, powers, charts, posts in zip(rows, *held, strict=True):
        yield _body(size, row, _Share(powers, charts, posts, before))
        before += powers if row.level == OFFICE else 0
    even = [1] * size.villages
    held = (shared(total, even) for total in (size.village_powers, size.village_charts))
    for number, (powers, charts) in enumerate(zip(*held, strict=True)):
        code = f"X{number % size.towns + 1:02}-C{number // size.towns + 1:02}"
        yield _body(size, _Row(code, "", _KINDS[VILLAGE].split(), VILLAGE), _Share(powers, charts))


def _upper(size: Size) -> Iterator[_Row]:
    """The county's leading bodies, its departments and its towns."""
    for code, (name, things) in _KINDS["县领导机关"].items():
        yield _Row(code, name, things.split(), COUNTY)
    for code, (name, things) in islice(_KINDS[OFFICE].items(), size.offices):
        yield _Row(code, f"梯田县{name}", things.split(), OFFICE)
    for number in range(1, size.towns + 1):
        yield _Row(f"X{number:02}", "", _KINDS[TOWN].split(), TOWN)


def _body(size: Size, row: _Row, share: _Share) -> Body:
    speaker = Speaker(size.name + row.code, row.things)
    town = row.code.split("-", maxsplit=1)[0]
    above = {COUNTY: "XW", OFFICE: "XZF", TOWN: "XW", VILLAGE: town}[row.level]
    if row.level == VILLAGE:
        seats = _villagers(row.code, above)
    else:
        seats = list(_seats(speaker, row, above, share.posts))
    return Body(
        code=row.code,
        name=row.name or speaker.say("地") + (speaker.pick("镇乡") if row.level == TOWN else "村"),
        level=row.level,
        above="" if row.code == above else above,
        powers=share.powers,
        charts=share.charts,
        before=share.before,
        seats=seats,
        speaker=speaker,
    )


def _seats(speaker: Speaker, row: _Row, above: str, number: int) -> Iterator[Seat]:
    """One leader, deputies, heads of sections and those who work in them."""
    code, level = row.code, row.level
    deputies, heads = max(2, number // 25), max(3, number // 10)
    yield Seat(f"{code}-1", _LEADERS[level], "主要领导", "" if code == above else f"{above}-2", "一")
    seen = {_LEADERS[level]}
    for place in range(2, number + 1):
        if place <= deputies + 1:
            said, rank, over, grade = "分管{物}" + _DEPUTIES[level], "分管领导", 1, "一"
        elif place <= deputies + heads + 1:
            said, rank, over, grade = "{物}{股}股股长", "中层", 2 + place % deputies, "二"
        else:
            said, rank, over, grade = "{物}{股}股{岗}", "工作人员", deputies + 2 + place % heads, "三"
        while (name := speaker.fill(said)) in seen or len(name) > _NAME:
            pass
        seen.add(name)
        yield Seat(f"{code}-{place}", name, rank, f"{code}-{over}", grade)


def _villagers(code: str, town: str) -> list[Seat]:
    """The few who hold a post in a village, the first under a leader of the town."""
    above = (f"{town}-2", *(f"{code}-{over}" for over in (1, 1, 2, 2, 2)))
    return [
        Seat(f"{code}-{number}", name, rank, over, grade)
        for number, ((name, rank, grade), over) in enumerate(zip(_VILLAGERS, above, strict=True), 1)
    ]


def unit(body: Body) -> Value:
    """The record of a body with all its posts."""
    say = body.speaker.say
    village = body.level == VILLAGE
    quarters: list[Value] = [
        {
            "截至": until,
            "日期": f"{day}{body.speaker.number(0, 8)}",
            "方式": f"{say('方式')}、村民微信群",
        }
        for until, day in QUARTERS
    ]
    return {
        "编码": body.code,
        "名称": body.name,
        "层级": body.level,
        **({"上级": body.above} if body.above else {}),
        "简介": say("单位简介"),
        "电话": body.speaker.phone(),
        "地址": say("处"),
        "办公时间": "工作日 8:30—12:00，14:30—18:00",
        "公开范围": PUBLIC,
        "载体": list(IN_VILLAGE if village else WEB),
        **({"财务公布": quarters} if village else {}),
        "岗位": [_post(body.speaker, seat, body.name) for seat in body.seats],
    }


def _post(speaker: Speaker, seat: Seat, unit_name: str) -> Value:
    duties = speaker.several("职责", 1, 4 - "三二一".index(seat.grade))
    return {
        "代码": seat.code,
        "名称": seat.name,
        "职务": seat.rank,
        **({"上级岗位": seat.above} if seat.above else {"外部上级": "市委分管领导"}),
        "职责": list(duties),
        "风险等级": seat.grade,
        "风险点": [
            risk(speaker, seat.grade, f"{unit_name}{speaker.pick(('纪检组', '监督股', '职工代表'))}")
        ],
        "任职起始": str(speaker.day(_FIRST, _LAST)),
        "承诺": speaker.say("岗位承诺", 190),
    }


def risk(speaker: Speaker, grade: str, watcher: str) -> dict[str, Value]:
    """One risk, what prevents it and who watches it."""
    return {
        "级": grade,
        "类": speaker.pick(("思想道德", "岗位职责", "业务流程", "制度机制", "外部环境")),
        "表现": speaker.say("表现", 110),
        "措施": speaker.say("措施", 190),
        "监督": watcher,
    }
