"""Decisions of the made-up county: announced ahead, consulted on, voted, carried out month by month.

Enters: a body.  Leaves: its records.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from bodies import PUBLIC, VILLAGE, Body
from clerk import Value
from speech import Speaker

AS_OF = date(2026, 11, 28)
_MONTH_DAY = 12
_MONEY = ("重大投资项目", "重大资金使用")


def decisions(body: Body, number: int) -> Iterator[Value]:
    """A few decisions, in every state that they go through."""
    for place in range(number):
        yield _decision(body, f"JC-{body.code}-2026-{place + 1:03}")


def _decision(body: Body, code: str) -> Value:
    speaker, say = body.speaker, body.speaker.say
    kind = speaker.pick(("重大问题", *_MONEY))
    begun = speaker.day(date(2025, 12, 1), date(2026, 10, 31))
    steps, state, published = _steps(body, begun)
    amount = {"金额": f"{speaker.number(6, 900) * 10_000}元"} if kind in _MONEY else {}
    asked: list[Value] = [
        {"意见": say("意见", 190), "采纳": said, "说明": say("回应", 290)}
        for said in ("采纳", "部分采纳", "未采纳")
    ]
    answered: dict[str, Value] = {"采纳反馈": asked} if "会议集体决策" in steps else {}
    return {
        "编码": code,
        "标题": say("题", 100),
        "类别": kind,
        "主体": body.code,
        "状态": state,
        **amount,
        "内容": say("说明"),
        "依据": [f"{say('法', 60)}{say('条')}" for _ in range(2)],
        "六步": steps,
        **(_before_the_meeting(body, steps) if "会议集体决策" in steps else {}),
        **answered,
        **(_carried_out(body, state, published) if state in ("执行中", "办结") else {}),
        "公开范围": PUBLIC,
        "载体": ["县政府门户网站", "权力公开透明运行网", "电子触摸屏", "电子显示屏"],
        "公布日期": str(published),
    }


def _steps(body: Body, begun: date) -> tuple[dict[str, Value], str, date]:
    """The six steps as far as they have come, the state, and the day on which they were first shown."""
    speaker, say = body.speaker, body.speaker.say
    day = [begun + timedelta(days) for days in (0, 3, 6, 42, 50, 78, 78)]
    held, shown = str(day[5]), day[1]
    who = body.name
    steps: dict[str, Value] = {
        "确立决策内容": {"日期": str(day[0]), "承办": who, "材料": [say("件")], "结果": say("完成")},
        "提前发布预告": {
            "日期": str(day[1]), "承办": who, "拟决策日期": held, "方式": [say("方式")],
            "参与方式": _where(speaker), "材料": [say("件")], "结果": say("预告果", 200),
        },
        "广泛征求意见": {
            "开始": str(day[2]), "截止": str(day[3]), "承办": who, "参与方式": _where(speaker),
            "方式": list(speaker.several("征求", 2, 3, 50)),
        },
    }  # fmt: skip
    if day[6] >= AS_OF:
        return steps, "征求意见中" if day[3] >= AS_OF > day[2] else "预告", shown
    steps["广泛征求意见"] = {**_mapping(steps["广泛征求意见"]), "收到意见": str(speaker.number(4, 90)),
                             "材料": [say("件")], "结果": say("意见", 200)}  # fmt: skip
    steps["专家咨询论证"] = {
        "日期": str(day[4]), "承办": who, "专家人数": str(speaker.number(3, 9)), "论证成熟": "是",
        "材料": [say("件"), say("件")], "结果": say("论证果", 200),
    }  # fmt: skip
    steps["会议集体决策"] = _meeting(speaker, held)
    steps["形成决议公告"] = {
        "日期": str(day[6]), "承办": who, "文号": f"梯决〔{day[6].year}〕{speaker.number(1, 400)}号",
        "材料": [say("件")], "结果": say("完成"),
    }  # fmt: skip
    state = "已决定" if (AS_OF - day[6]).days < 28 else speaker.pick(("执行中", "办结"))
    return steps, state, day[6]


def _where(speaker: Speaker) -> str:
    return f"{speaker.say('处', 80)}，电话{speaker.phone()}"


def _mapping(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, Mapping) else {}


def _meeting(speaker: Speaker, day: str) -> Value:
    due = speaker.number(9, 35)
    there = due - speaker.number(0, due // 6)
    against = speaker.number(0, 1)
    dissent = speaker.say("意见", 290) if against else "无"
    return {
        "日期": day, "会议": "领导班子集体会议", "应到": str(due), "实到": str(there),
        "列席旁听": speaker.say("列席", 190), "末位表态": "是", "赞成": str(there - against),
        "反对": str(against), "弃权": "0", "不同意见": dissent,
        "材料": [speaker.say("件")], "结果": speaker.say("会果", 290),
    }  # fmt: skip


def _before_the_meeting(body: Body, steps: dict[str, Value]) -> dict[str, Value]:
    """What the procedures of the county government and of villages ask for besides the six steps."""
    reviewed = date.fromisoformat(str(_mapping(steps["专家咨询论证"])["日期"]))
    on = [str(reviewed + timedelta(days)) for days in (1, 2, 24)]
    held = str(_mapping(steps["会议集体决策"])["日期"])
    say = body.speaker.say
    if body.level == VILLAGE:
        talks: list[Value] = [
            {"环节": name, "日期": day, "承办": "村党组织", "结果": say("会果", 200)}
            for name, day in (("两委商议", on[0]), ("党员大会审议", on[1]))
        ]
        return {"环节": talks}
    if body.code != "XZF":
        return {}
    return {"法定程序": {
        "风险评估": {"日期": on[0], "承办": body.name, "风险等级": "低", "结果": say("论证果", 200)},
        "合法性审查": {"送审日期": on[0], "审查完成": on[2], "承办": "县司法局",
                       "意见": "合法", "结果": say("论证果", 200)},
        "报党委": {"日期": held, "承办": body.name, "结果": "同意"},
    }}  # fmt: skip


def _carried_out(body: Body, state: str, announced: date) -> dict[str, Value]:
    """Who answers for it, and the checks of every month since."""
    say = body.speaker.say
    checks: list[Value] = []
    day = announced.replace(day=_MONTH_DAY)
    while (day := (day + timedelta(31)).replace(day=_MONTH_DAY)) < AS_OF:
        kind = "半年观摩" if day.month % 6 == 0 else "季督查" if day.month % 3 == 0 else "月调度"
        checks.append({"日期": str(day), "方式": kind, "内容": say("进展", 290)})
    last = str(_mapping(checks[-1])["日期"]) if checks else str(announced)
    run: dict[str, Value] = {
        "一名领导": body.seats[0].name, "一个责任人": body.seats[1].name,
        "一套工作班子": f"{say('谁')}、{say('谁')}代表", "一个实施方案": say("题", 90),
        "监督": "派驻纪检监察组",
        **({"完成日期": last} if state == "办结" else {}),
    }  # fmt: skip
    return {"五个一": run, "进展": checks}
