"""units/*.yaml: bodies that hold power, and their posts (岗位)."""

from __future__ import annotations

from datetime import date

from ..common import CARRIERS, FORMER, GRADES, RISKS, SCOPE, WAIVERS, RiskPoint, Waiver
from ..compound import Many, Nested, Ref, RefTo, Term
from ..declare import Record, key, record
from ..kinds import Choice, CodeText, Date, Line, Prose
from ..phones import Phones

MAIN, DEPUTY, MIDDLE, STAFF = "主要领导", "分管领导", "中层", "工作人员"
RANKS = (MAIN, DEPUTY, MIDDLE, STAFF)


@record
class Post(Record):
    """岗位: a seat, not a person; its holder is never named."""

    title = "岗位"
    code: str = key("代码", CodeText(), "全县唯一，例如 MZJ-01")
    former: tuple[str, ...] = key(
        "原代码", FORMER, "公布以后换过代码的，写原来的，从早到晚；旧地址留一页，指到这里", default=()
    )
    name: str = key("名称", Line(40), "例如 社会救助股股长")
    rank: str = key("职务", Choice(RANKS), "主要领导、分管领导、中层、工作人员")
    superior: Ref | None = key(
        "上级岗位",
        RefTo("岗位"),
        "直接管辖本岗位的岗位代码；主要领导写上一级机关分管本单位的岗位",
        default=None,
    )
    outside_superior: str = key(
        "外部上级", Line(40), "上级不在本县目录内时写明，例如 市委分管领导", default=""
    )
    duties: tuple[str, ...] = key("职责", Many(Line(200), lone=True), "岗位职责", default=())
    grade: str = key("风险等级", Choice(GRADES), "岗位廉政风险等级；没有风险的岗位不写", default="")
    risks: tuple[RiskPoint, ...] = key("风险点", RISKS, "岗位本身的风险点", default=())
    since: date | None = key("任职起始", Date(), "现任者到岗日期，用于轮岗提醒", default=None)
    promise: str = key("承诺", Line(200), "岗位廉政承诺", default="")


@record
class Accounts(Record):
    """财务公布: one publication of a village's income and expenditure."""

    title = "财务公布"
    until: date = key("截至", Date(), "公布的收支截至哪一天，季度末写 2026-09-30")
    day: date = key("日期", Date(), "公布日期，不可编造")
    where: str = key("方式", Line(100), "公布在哪里", default="")


@record
class Unit(Record):
    """机构: 县委 and its bodies, departments, townships, villages and communities."""

    title = "机构"
    code: str = key("编码", CodeText(), "全县唯一，例如 MZJ")
    former: tuple[str, ...] = key(
        "原编码", FORMER, "公布以后换过编码的，写原来的，从早到晚；旧地址留一页，指到这里", default=()
    )
    name: str = key("名称", Line(60), "全称")
    short: str = key("简称", Line(20), "列表里用的短名称", default="")
    level: Ref = key("层级", Term("层级"), "county.yaml 里登记的层级名称")
    parent: Ref | None = key("上级", RefTo("机构"), "上一级机构的编码", default=None)
    about: str = key("简介", Prose(), "主要职能", default="")
    phones: tuple[str, ...] = key("电话", Phones(), "办公电话", default=())
    address: str = key("地址", Line(100), "办公地址", default="")
    hours: str = key("办公时间", Line(100), "对外办公时间", default="")
    own_home: str = key(
        "触摸屏首页",
        Choice(("是", "否")),
        "摆在本村、本单位的触摸屏要不要自己的首页；写“是”，首页在 kiosk/at/ 下，文件名是编码",
        default="否",
    )
    scope: str = key(
        "公开范围", SCOPE, "公开到什么范围", source="《中国共产党党务公开条例（试行）》第八条"
    )
    carriers: tuple[Ref, ...] = key("载体", CARRIERS, "应当在哪些载体上公开")
    accounts: tuple[Accounts, ...] = key(
        "财务公布",
        Many(Nested(Accounts)),
        "村级财务历次公布，至少每季度一次",
        source="《村民委员会组织法》第三十条",
        default=(),
    )
    risks: tuple[RiskPoint, ...] = key(
        "风险点", RISKS, "单位层次的风险点：不在哪一个岗位上的，例如集体研究走过场", default=()
    )
    waivers: tuple[Waiver, ...] = key("豁免", WAIVERS, "公开的做法规则豁免", default=())
    posts: tuple[Post, ...] = key("岗位", Many(Nested(Post), least=0), "本机构的岗位", default=())

    @property
    def label(self) -> str:
        return self.short or self.name
