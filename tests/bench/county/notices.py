"""Notices of the made-up county, some with a list of people.

Enters: a body.  Leaves: Markdown texts with their headers, and the tables beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from bodies import IN_VILLAGE, PUBLIC, VILLAGE, WEB, Body
from clerk import Value, written
from speech import Speaker

_COLUMNS = {"通知公告": "TZ", "政策文件": "ZC", "办事指南": "ZN", "工作动态": "DT", "制度规定": "ZD"}
_FIRST = 1578
_LISTED = 0.06


@dataclass(frozen=True)
class Notice:
    """A notice, and its list of people where it has one."""

    code: str
    text: str
    table: str = field(default="")


def notices(body: Body, number: int, before: int) -> Iterator[Notice]:
    """Notices numbered through the county."""
    for place in range(before, before + number):
        yield _notice(body, _FIRST + place)


def _notice(body: Body, number: int) -> Notice:
    speaker, say = body.speaker, body.speaker.say
    column = speaker.pick(tuple(_COLUMNS))
    day = speaker.day(date(2026, 1, 4), date(2026, 11, 27))
    code = f"{_COLUMNS[column]}-{day.year}-{number:04}"
    listed = column == "通知公告" and speaker.chance(_LISTED * len(_COLUMNS))
    head: dict[str, Value] = {
        "编码": code,
        "标题": f"{say('告题', 80)}（第{number}号）",
        "栏目": column,
        "发布机构": body.code,
        "发布日期": str(day),
        "文号": f"梯发〔{day.year}〕{number}号",
        "公开范围": PUBLIC,
        "载体": list(IN_VILLAGE if body.level == VILLAGE else WEB),
    }
    if listed:
        head["名单"] = {"文件": f"{code}.csv", "标题": say("题", 50), "列": dict(_TABLE)}
    text = f"---\n{written(head)}---\n\n{say('公告')}\n"
    return Notice(code, text, _table(speaker) if listed else "")


_TABLE = {"姓名": "姓名", "地点": "文字", "事由": "文字", "金额（元）": "文字"}


def _table(speaker: Speaker) -> str:
    rows = [",".join(_TABLE)]
    for _ in range(speaker.number(8, 60)):
        person = f"{speaker.say('姓')}{speaker.say('名')}"
        rows.append(f"{person},{speaker.say('地')}村,{speaker.thing()},{speaker.number(2, 90) * 100}")
    return "\r\n".join(rows) + "\r\n"
