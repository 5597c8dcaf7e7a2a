"""publicity/*.yaml: a catalogue of what is to be disclosed (公开目录), and what fulfils each row.

Sources: 庄浪县 编制完善党务公开目录，做到“三个一律”; 《中国共产党党务公开条例（试行）》第八条 (scopes);
国办发〔2019〕54号 (基层政务公开标准目录, by fields); 《村民委员会组织法》第三十条 (cycles).
"""

from __future__ import annotations

from datetime import date

from ..common import CARRIERS, FORMER, SCOPE, WAIVERS, Waiver
from ..compound import Many, Nested, Ref, RefTo, Term
from ..declare import Record, key, record
from ..kinds import Choice, CodeText, Count, Date, Line, Prose
from .decisions.decision import CATEGORIES
from .notices.notice import COLUMNS
from .powers.basis import BASIS, Basis

PARTY_LIST, LOCAL_LIST, VILLAGE_LIST = "党务公开目录", "基层政务公开标准目录", "村务公开目录"
CATALOGUES = (PARTY_LIST, LOCAL_LIST, VILLAGE_LIST)
ALWAYS = ("群众要求的一律公开", "重大决策重要工作一律公开", "敏感事项一律公开")
MONTHS = {"每月": 1, "每季度": 3, "每半年": 6, "每年": 12}
"""Cycles that come round, and how many months each lasts."""
AT_ONCE, LASTING = "随时", "长期"
CYCLES = (*MONTHS, AT_ONCE, LASTING)
PROACTIVE, ON_REQUEST = "主动公开", "依申请公开"
LISTS = (
    POWERS_LIST,
    DECISIONS_LIST,
    APPOINTED_LIST,
    PROGRESS_LIST,
    ACCOUNTS_LIST,
    POSTS_LIST,
    UNIT_PAGE,
) = ("职权目录", "重大决策", "任前公示", "执行进展", "财务公布", "风险岗位", "机构职能")

BASES = Many(BASIS, lone=True)


@record
class Fulfilment(Record):
    """落实: where that which a row asks for is disclosed; one of the first five, and what narrows it."""

    title = "落实"
    listed: str = key("清单", Choice(LISTS), "本系统生成的清单；只算公开主体自己的", default="")
    column: str = key("栏目", Choice(COLUMNS), "公告的栏目；只算公开主体自己发的", default="")
    notices: tuple[Ref, ...] = key("公告", Many(RefTo("公告"), lone=True), "公告编码", default=())
    powers: tuple[Ref, ...] = key("职权", Many(RefTo("职权"), lone=True), "职权编码", default=())
    decisions: tuple[Ref, ...] = key("决策", Many(RefTo("决策"), lone=True), "决策编码", default=())
    word: str = key("标题含", Line(20), "清单、栏目里只算名称有这几个字的", default="")
    category: Ref | None = key("职权类别", Term("职权类别"), "职权目录里只算这一类", default=None)
    weight: str = key("决策类别", Choice(CATEGORIES), "重大决策、执行进展里只算这一类", default="")


@record
class PublicityRow(Record):
    """公开事项: one row of a catalogue: what, who, how often, and what fulfils it."""

    title = "公开事项"
    name: str = key("事项", Line(60), "公开事项的名称")
    content: str = key("内容", Line(300), "公开内容（要素）", default="")
    basis: tuple[Basis, ...] = key("依据", BASES, "公开依据：《法规》第几条", default=())
    units: tuple[Ref, ...] = key(
        "主体",
        Many(RefTo("机构"), lone=True),
        "公开主体的编码；“主体”“层级”都不写，就是编制目录的机构",
        default=(),
        narrows=True,
    )
    levels: tuple[Ref, ...] = key(
        "层级", Many(Term("层级"), lone=True), "这些层级的机构个个都要公开", default=()
    )
    deadline: str = key("时限", Line(60), "照目录的原话，例如 每季度首月20日前", default="")
    cycle: str = key("周期", Choice(CYCLES), "多久公开一次；随时、长期的没有到期日", default="")
    within: int | None = key(
        "期内", Count(1, 366), "每个周期开始以后多少天内公布；不写就是周期的最后一天", default=None
    )
    manner: str = key("方式", Choice((PROACTIVE, ON_REQUEST)), "公开方式", default=PROACTIVE)
    readers: str = key("对象", Line(40), "公开对象，例如 全社会、特定群众", default="")
    scope: str = key(
        "公开范围", SCOPE, "事项公开到什么范围", source="《中国共产党党务公开条例（试行）》第八条"
    )
    carriers: tuple[Ref, ...] = key("载体", CARRIERS, "公开渠道和载体", default=())
    fulfilled: tuple[Fulfilment, ...] = key(
        "落实", Many(Nested(Fulfilment), lone=True), "由什么落实：清单、栏目或者记录", default=()
    )
    waivers: tuple[Waiver, ...] = key("豁免", WAIVERS, "公开的做法规则豁免", default=())


@record
class PublicityGroup(Record):
    """目录分类: rows of one field (领域), or of one of the three 一律."""

    title = "目录分类"
    name: str = key("名称", Line(40), "领域或分类的名称，例如 社会救助")
    note: str = key("说明", Line(200), "包括哪些事", default="")
    always: str = key("一律", Choice(ALWAYS), "党务公开目录：属于“三个一律”里的哪一个", default="")
    unconcerned: str = key("不涉及", Line(200, why=True), "这一类没有公开事项的，写明理由", default="")
    rows: tuple[PublicityRow, ...] = key("事项", Many(Nested(PublicityRow)), "公开事项", default=())


@record
class PublicityCatalogue(Record):
    """公开目录: all that a county, or each body of a level, is to disclose."""

    title = "公开目录"
    code: str = key("编码", CodeText(), "全县唯一；网址由它而来")
    former: tuple[str, ...] = key(
        "原编码", FORMER, "公布以后换过编码的，写原来的，从早到晚；旧地址留一页，指到这里", default=()
    )
    name: str = key("名称", Line(60), "例如 梯田县党务公开目录")
    kind: str = key("种类", Choice(CATALOGUES), "哪一种目录")
    unit: Ref = key("主体", RefTo("机构"), "编制目录的机构")
    about: str = key("说明", Prose(), "用群众听得懂的话说明这份目录", default="")
    basis: tuple[Basis, ...] = key("依据", BASES, "编制的依据", default=())
    revised: date = key("修订日期", Date(), "目录最近一次修订的日期，不可编造")
    scope: str = key(
        "公开范围", SCOPE, "公开到什么范围", source="《中国共产党党务公开条例（试行）》第八条"
    )
    carriers: tuple[Ref, ...] = key("载体", CARRIERS, "应当在哪些载体上公开")
    groups: tuple[PublicityGroup, ...] = key("分类", Many(Nested(PublicityGroup)), "各类公开事项")

    @property
    def rows(self) -> tuple[PublicityRow, ...]:
        """All rows, group by group."""
        return tuple(row for group in self.groups for row in group.rows)
