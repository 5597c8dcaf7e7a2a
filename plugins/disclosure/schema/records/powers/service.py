"""办事要素: what somebody must know who wants something done, beyond the materials.

Enters: tables below those keys of a power or a 子项.  Leaves: small records, each declared once.
Sources: 《优化营商环境条例》第三十五条、第四十三条；《行政许可法》第三十条、第五十七条；
《行政处罚法》第三十四条.
"""

from __future__ import annotations

from decimal import Decimal

from ...compound import Many, Named
from ...declare import Record, key, record
from ...kinds import Line, Link, Money
from ...phones import Phones, in_line
from .basis import BASIS, Basis

SERVED = ("自然人", "企业法人", "事业法人", "社会组织法人", "非法人企业", "行政机关", "其他组织")
HANDLED = (AT_ONCE, WITHIN) = ("即办件", "承诺件")
REACHES = ("全国", "跨省", "全省", "跨市", "全市", "跨县", "全县", "跨乡镇", "跨村")
RANKS_OF_POWER = ("国家级", "省级", "市级", "县级", "乡级", "村级")
SOURCES = ("法定本级行使", "上级下放", "上级授权", "同级授权", "上级委托", "同级委托")
ENTRUSTED_SOURCES = SOURCES[-2:]


@record
class Helpline(Record):
    """咨询、投诉: whom to ask, or to complain to."""

    title = "咨询投诉"
    phones: tuple[str, ...] = key("电话", Phones(), "电话")
    hours: str = key("时间", Line(60), "什么时候有人接听", default="")
    link: str = key("网址", Link(), "网上咨询、投诉的网址", default="")
    note: str = key("说明", Line(120), "找哪个科室、窗口在哪里", default="")

    def __str__(self) -> str:
        return " ".join(filter(None, (in_line(self.phones), self.hours, self.link, self.note)))


@record
class Outcome(Record):
    """办理结果: what one is given in the end, how long it holds, and how it is kept valid."""

    title = "办理结果"
    name: str = key("名称", Line(60), "证照、批文的名称")
    sample: str = key("样本", Line(120), "样本的文件名：某一篇公告的附件", default="")
    validity: str = key("有效期", Line(60), "例如 3年、长期", default="")
    renewal: str = key(
        "延续",
        Line(120, none=True),
        "什么时候、怎样申请延续",
        source="《行政许可法》第五十条",
        default="",
    )
    inspection: str = key("年检", Line(120, none=True), "年检的日期和办法；没有的写“无”", default="")
    handing: str = key("送达", Line(60), "窗口领取、邮寄、网上下载……", default="")


@record
class Quota(Record):
    """数量限制: how many are given, and to whom of those who ask."""

    title = "数量限制"
    number: str = key("数量", Line(100), "例如 每年200个")
    order: str = key("怎样定", Line(200), "申请的多于数量时怎样定：按受理先后、摇号……", default="")


@record
class Agency(Record):
    """中介服务: what somebody else must do first, for money."""

    title = "中介服务"
    name: str = key("名称", Line(60), "例如 水土保持方案编制")
    basis: tuple[Basis, ...] = key("依据", Many(BASIS, lone=True), "哪部法规要求的", default=())
    fee: str = key("收费", Line(120), "谁出钱、多少钱", default="")
    limit: str = key("时限", Line(60), "要多久", default="")


@record
class Boundary(Record):
    """职责边界: one matter that several bodies deal with, and what each of them does."""

    title = "职责边界"
    matter: str = key("事项", Line(60), "几家都管的是什么事")
    shares: tuple[tuple[str, str], ...] = key("分工", Named(Line(300)), "部门到职责")
    basis: tuple[Basis, ...] = key("依据", Many(BASIS, lone=True), "分工的依据", default=())


@record
class Tier(Record):
    """裁量基准: one tier of discretion."""

    title = "裁量档次"
    grade: str = key("档次", Line(20), "轻微、较轻、一般、较重、严重……")
    when: str = key("情形", Line(300), "什么情形算这一档")
    result: str = key("裁量", Line(300), "怎样处理，例如 处1000元以上3000元以下罚款")
    least: Decimal | None = key("下限", Money(), "这一档的金额从多少起", default=None)
    most: Decimal | None = key("上限", Money(), "这一档的金额到多少止", default=None)
