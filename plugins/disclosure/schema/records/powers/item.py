"""事项: what a power and each of its 子项 say alike, each key declared once for both.

Enters: nodes.  Leaves: ``SubItem`` records, and the keys that ``AnyPower`` extends.
"""

from __future__ import annotations

from ...compound import Brief, Many, Nested
from ...declare import Record, key, record
from ...kinds import Choice, CodeText, Count, Line, Link, Prose
from ...periods import Period, PeriodText
from .basis import BASIS, Basis
from .given import Given, GivenKind
from .material import Material
from .service import HANDLED, REACHES, SERVED, Agency, Helpline, Outcome, Quota, Tier

HELPLINE = Brief(Helpline, "电话")
_OR_NONE = Line(200, none=True)


@record
class Duty(Record):
    """责任事项: what the body must do at one stage."""

    title = "责任事项"
    stage: str = key("环节", Line(40), "受理、审查、决定、送达、事后监管……")
    content: str = key("内容", Line(400), "这一环节的责任")


@record
class Fee(Record):
    """收费."""

    title = "收费"
    charged: str = key("是否收费", Choice(("是", "否")), "是或否")
    standard: str = key("标准", Line(200), "收费标准，写明单位", default="")
    basis: str = key("依据", Line(200), "收费依据", default="")


@record
class Item(Record):
    """事项: a power, or a part of one that is asked for by itself."""

    title = "事项"
    code: str = key("编码", CodeText(), "全县唯一；网址由它而来，公布后不要再改")
    name: str = key("名称", Line(120), "事项名称，照权责清单写")
    aliases: tuple[str, ...] = key(
        "别名", Many(Line(40), lone=True), "群众平常怎样叫它；页面、列表上都写，按它也找得到", default=()
    )
    base_code: str = key("基本编码", CodeText(), "国家、省基本目录里的编码", default="")
    own_code: str = key("实施编码", CodeText(), "实施清单里的编码，全县唯一", default="")
    summary: str = key("说明", Prose(), "用群众听得懂的话说明这项权力", default="")
    basis: tuple[Basis, ...] = key("依据", Many(BASIS, lone=True), "实施依据", default=())
    duties: tuple[Duty, ...] = key("责任事项", Many(Nested(Duty)), "分环节的责任事项", default=())
    liabilities: tuple[str, ...] = key("追责情形", Many(Line(300)), "追责情形", default=())
    tiers: tuple[Tier, ...] = key(
        "裁量基准",
        Many(Nested(Tier)),
        "各档的情形和裁量，从轻到重",
        source="《行政处罚法》第三十四条",
        default=(),
    )
    legal: Period | None = key("法定时限", PeriodText(), "法定办理时限", default=None)
    legal_note: str = key("法定时限说明", Line(200), "法定时限怎样算、什么不算在内", default="")
    promised: Period | None = key("承诺时限", PeriodText(), "承诺办理时限", default=None)
    promised_note: str = key("承诺时限说明", Line(200), "承诺时限怎样算、什么不算在内", default="")
    handled: str = key("办件类型", Choice(HANDLED), "当场办完的写即办件，约定时限的写承诺件", default="")
    fee: Fee | None = key("收费", Nested(Fee), "收费标准和依据", default=None)
    served: tuple[str, ...] = key("服务对象", Many(Choice(SERVED), lone=True), "谁可以来办", default=())
    conditions: tuple[str, ...] = key("条件", Many(Line(200, none=True)), "申请条件", default=())
    refused: tuple[str, ...] = key(
        "不予受理情形", Many(Line(300, none=True), lone=True), "什么情形不收件；没有的写“无”", default=()
    )
    quota: Quota | None = key(
        "数量限制",
        Brief(Quota, "数量", _OR_NONE),
        "没有的写“无”；有的写数量和怎样定",
        source="《行政许可法》第三十条、第五十七条",
        default=None,
    )
    materials: tuple[Material, ...] = key(
        "材料",
        Many(Brief(Material, "名称", _OR_NONE)),
        "申请材料，一项一行；要写份数、必要性的写成《申请材料》",
        default=(),
    )
    counter: str = key("办理地点", Line(100), "到哪里办", default="")
    hours: str = key("办理时间", Line(100), "什么时候可以来办", default="")
    online: str = key("网上办", Link(), "网上办理的网址", default="")
    visits: int | None = key("到场次数", Count(0, 20), "办成要到现场几次；全程网办的写0", default=None)
    visit_reason: str = key("到场原因", Line(120), "为什么必须到现场", default="")
    reach: str = key("通办范围", Choice(REACHES), "在多大范围里哪里都可以办", default="")
    enquiries: Helpline | None = key("咨询", HELPLINE, "咨询电话，或电话、时间、网址", default=None)
    complaints: Helpline | None = key("投诉", HELPLINE, "投诉电话，或电话、时间、网址", default=None)
    agencies: tuple[Agency, ...] = key(
        "中介服务",
        Many(Brief(Agency, "名称", _OR_NONE), lone=True),
        "办之前要找中介做的；没有的写“无”",
        source="《优化营商环境条例》第四十三条",
        default=(),
    )
    results: tuple[Outcome, ...] = key(
        "办理结果",
        Many(Brief(Outcome, "名称"), lone=True),
        "办成了拿到什么：证照、批文，有效期、年检、样本",
        default=(),
    )
    elements: tuple[Given, ...] = key(
        "要素", GivenKind(), "county.yaml 的“要素”里登记的其他各项", default=()
    )


@record
class SubItem(Item):
    """子项: a part of a power that is asked for by itself; where it is silent, the power counts."""

    title = "子项"
