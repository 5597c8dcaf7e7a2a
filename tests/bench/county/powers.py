"""Powers of the made-up county.

Enters: a body.  Leaves: its records, those with a flow and those without.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from zlib import crc32

from bodies import COUNTY, IN_VILLAGE, OFFICE, PUBLIC, TOWN, VILLAGE, WEB, Body, risk
from clerk import Value
from flows import flow
from speech import Speaker

_LETTERS = {
    "行政许可": "XK", "行政处罚": "CF", "行政强制": "QZ", "行政征收": "ZS", "行政给付": "JF",
    "行政检查": "JC", "行政确认": "QR", "行政奖励": "JL", "行政裁决": "CJ", "其他行政权力": "QT",
    "公共服务": "FW", "党务职权": "DW", "小微权力": "XQ",
}  # fmt: skip
_OFTEN = (
    ("行政处罚",) * 14 + ("行政许可",) * 5 + ("行政检查",) * 3
    + ("行政给付", "行政确认", "其他行政权力") * 2
    + ("公共服务", "行政强制", "行政奖励", "行政征收", "行政裁决")
)  # fmt: skip
_CLEARED_BY = {COUNTY: "县委常委职权", OFFICE: "部门职权", TOWN: "乡镇职权", VILLAGE: "村级小微权力"}
_REVIEWS = ("领导班子集体初审", "县编办再审", "县委常委会会审")
_TOPICS = (
    "社会救助", "养老服务", "住房建房", "经营许可", "土地山林", "用水水利", "环境保护", "户籍证件",
    "就业社保", "教育入学", "惠农补贴", "资金财务", "投诉监督",
)  # fmt: skip
_CHANGES = ("修改", "新增", "下放", "承接", "合并")
INTERNAL = "在本地区本部门本单位公开"
_CLEARED, _CHANGED, _RISKY, _HIDDEN = 0.5, 0.25, 0.4, 1 / 60
"""Shares of powers: with a clearance, changed since, with a risk of their own, not for the public."""
_SORTS, _COUNTY = "ABCDEFGHIJKLM", "990122"
"""Parts of the national codes of powers, of which most are digits."""
_SERIAL = 660
"""Where the numbers of those begin who number by kind alone: XK-000660 was once taken for a mobile."""


def powers(body: Body) -> Iterator[Value]:
    """The powers of a body, the first of them with flows."""
    for number in range(body.powers):
        yield _power(body, number, charted=number < body.charts)


def code_of(body: Body, number: int, kind: str) -> str:
    """The body's prefix, the kind and a number; some bodies number by kind alone, in six digits."""
    if body.level == OFFICE and _by_kind(body):
        return f"{_LETTERS[kind]}-{_SERIAL + body.before + number:06}"
    return f"{body.code}-{_LETTERS[kind]}-{number + 1:03}"


def _by_kind(body: Body) -> bool:
    return body.code.startswith(("M", "S", "J"))


def kind_of(body: Body, number: int) -> str:
    """The category of a body's power."""
    if body.level in (COUNTY, VILLAGE):
        return "党务职权" if body.level == COUNTY else "小微权力"
    return "行政许可" if number == 0 else _OFTEN[(number * 7 + len(body.name)) % len(_OFTEN)]


def _power(body: Body, number: int, *, charted: bool) -> Value:
    speaker, kind = body.speaker, kind_of(body, number)
    say, thing = speaker.say, speaker.thing()
    record: dict[str, Value] = {
        "编码": code_of(body, number, kind),
        "名称": thing + say("动作"),
        "类别": kind,
        "主体": body.code,
        "承办岗位": [
            seat.code
            for seat in dict.fromkeys((speaker.pick(body.of("中层")), speaker.pick(body.seats)))
        ],
        "说明": say("说明"),
        "依据": [_basis(speaker) for _ in range(speaker.number(1, 2))],
        "责任事项": [
            {"环节": stage, "内容": say("责任", 300)} for stage in speaker.several("环节名", 2, 3)
        ],
        "追责情形": list(speaker.several("追责", 1, 2)),
        "承诺时限": f"{speaker.number(1, 60)}个工作日",
        "收费": {"是否收费": "否"},
        "条件": [say("条件", 190)],
        "材料": list(speaker.several("材料", 1, 3)),
        "办理地点": say("处", 90),
        "监督": {"岗位": "派驻纪检监察组", "电话": speaker.phone()},
        "主题": sorted({speaker.pick(_TOPICS), speaker.pick(_TOPICS)}),
    }
    if kind == "行政征收":  # of which the sample's county.yaml asks it
        record["要素"] = {"征收标准": str(record["说明"]).partition("\n")[0][:100]}
    if charted:
        drawn, days = flow(body, thing)
        record |= {**_limits(speaker, days), "流程": drawn}
    elif speaker.chance(_RISKY):
        stage, post = say("环节名"), speaker.pick(body.seats).code
        told = risk(speaker, speaker.pick("二三"), "派驻纪检监察组")
        record["风险点"] = [{"环节": stage, "岗位": post, **told}]
    if body.level in (OFFICE, TOWN):
        record |= _national_codes(body, number, kind)
    hidden = body.level == OFFICE and not charted and speaker.chance(_HIDDEN)
    return record | _disclosed(body, INTERNAL if hidden else PUBLIC)


def _national_codes(body: Body, number: int, kind: str) -> dict[str, Value]:
    """As the national catalogue numbers a power, and the list of those who exercise it."""
    organ = f"{crc32(body.code.encode()) % 10**8:08}"
    base = f"990{_SORTS[list(_LETTERS).index(kind)]}{organ[:2]}{number:03}{number % 7:03}"
    return {"基本编码": base, "实施编码": f"{base}-{_COUNTY}000000-000-11{_COUNTY}{organ}N-1-00"}


def _basis(speaker: Speaker) -> Value:
    cited = f"{speaker.say('法', 60)}{speaker.say('条')}"
    return {"引用": cited, "原文": speaker.say("条文")} if speaker.chance(0.2) else cited


def _limits(speaker: Speaker, days: int) -> dict[str, Value]:
    promised = days + speaker.number(1, 8)
    return {"法定时限": f"{promised * 2}个工作日", "承诺时限": f"{promised}个工作日"}


def _disclosed(body: Body, scope: str) -> dict[str, Value]:
    """Who may see it, how it was cleared, what changed since, and since when it is public."""
    speaker = body.speaker
    days = [speaker.day(date(2024, 11, 1), date(2025, 3, 31))]
    for _ in range(5):
        days.append(days[-1] + timedelta(speaker.number(6, 16)))
    shown = days[-1] + timedelta(speaker.number(0, 90))
    changed: Value = [{"日期": _after(speaker, shown), "类型": speaker.pick(_CHANGES),
                       "说明": speaker.say("调整", 190), "依据": speaker.say("法", 60)}]  # fmt: skip
    return {
        "公开范围": scope,
        "载体": list(IN_VILLAGE if body.level == VILLAGE else WEB),
        **({"清权确权": _clearance(body, days, shown)} if speaker.chance(_CLEARED) else {}),
        **({"调整记录": changed} if speaker.chance(_CHANGED) else {}),
        "公布日期": str(shown),
    }


def _clearance(body: Body, days: list[date], shown: date) -> Value:
    speaker = body.speaker
    cleared, first, second, third, within, public = map(str, days)
    improved: Value = [{"日期": _after(speaker, shown), "内容": speaker.say("完善", 190)}]
    return {
        "清理": _CLEARED_BY[body.level],
        "清理日期": cleared,
        "三审核": [
            {"审核": review, "日期": day, "结果": speaker.say("同意", 90)}
            for review, day in zip(_REVIEWS, (first, second, third), strict=True)
        ],
        "两公开": [
            {"公开": "向单位内部公开", "日期": within, "方式": speaker.say("方式")},
            {"公开": "向社会公开", "日期": public, "方式": speaker.say("方式")},
        ],
        **({"一完善": improved} if speaker.chance(_CHANGED) else {}),
    }


def _after(speaker: Speaker, shown: date) -> str:
    return str(speaker.day(shown, date(2026, 10, 30)))
