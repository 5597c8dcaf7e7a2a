"""content/**/*.md: notices, policies and guides; a YAML header between ``---`` lines, then prose."""

from __future__ import annotations

from datetime import date

from ....basics.values import dataclass
from ...common import CARRIERS, FORMER, SCOPE, WAIVERS, Waiver
from ...compound import Many, Nested, Ref, RefTo
from ...declare import Record, key, record
from ...kinds import Choice, CodeText, Date, Line
from ..decisions.follow import Correction
from .roster import ROSTERS, Listed, Roster
from .validity import Validity

POLICIES, INTERPRETATIONS = "政策文件", "政策解读"
STATUTES = "制度规定"
COLUMNS = ("通知公告", POLICIES, INTERPRETATIONS, "办事指南", "工作动态", STATUTES)
PARTS = (GUIDE, REGULATIONS, ON_REQUEST) = ("指南", "制度", "依申请公开")
"""Parts of 政府信息公开平台 that notices make up."""
OPEN, DRAFT = "公开", "草稿"
ATTACHABLE = ("pdf", "ofd", "docx", "xlsx", "xls", "csv", "png", "jpg", "jpeg")


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件: a file that goes with a notice, under the name that its author gave it."""

    name: str
    data: bytes

    @property
    def ending(self) -> str:
        """What kind of file it is, in lower case, without the dot."""
        return self.name.rpartition(".")[2].lower()


@record
class Notice(Record):
    """公告: one ``.md`` file of ``content/``.

    ``body`` stands below its header, from line ``body_line`` on, ``files`` and ``lists`` beside it.
    """

    title = "公告"
    code: str = key("编码", CodeText(), "全县唯一；网址由它而来")
    former: tuple[str, ...] = key(
        "原编码", FORMER, "公布以后换过编码的，写原来的，从早到晚；旧地址留一页，指到这里", default=()
    )
    name: str = key("标题", Line(120), "标题")
    column: str = key("栏目", Choice(COLUMNS), "放在哪个栏目")
    unit: Ref = key("发布机构", RefTo("机构"), "发布机构编码")
    published: date = key("发布日期", Date(), "发布日期，不可编造")
    part: str = key(
        "平台", Choice(PARTS), "政府信息公开平台的哪一部分；栏目是制度规定的，已经在“制度”里", default=""
    )
    number: str = key("文号", Line(60), "发文字号", default="")
    index: str = key("索引号", Line(80), "原来就有号的写它；不写就照 county.yaml 的样式", default="")
    written: date | None = key("成文日期", Date(), "文件落款的日期；不可编造", default=None)
    source: str = key("来源", Line(60), "信息来源", default="")
    state: str = key("状态", Choice((OPEN, DRAFT)), "公开；草稿不能放在 content/ 里", default=OPEN)
    scope: str = key(
        "公开范围", SCOPE, "公开到什么范围", source="《中国共产党党务公开条例（试行）》第八条"
    )
    carriers: tuple[Ref, ...] = key("载体", CARRIERS, "应当在哪些载体上公开")
    powers: tuple[Ref, ...] = key(
        "职权", Many(RefTo("职权"), lone=True), "讲的是哪几项职权，例如办事指南；互相有链接", default=()
    )
    interprets: tuple[Ref, ...] = key(
        "解读", Many(RefTo("公告"), lone=True), "解读的是哪几篇；互相有链接", default=()
    )
    force: Validity | None = key(
        "效力", Nested(Validity), "有效到哪一天；失效、废止、被替代的，写哪天、由什么", default=None
    )
    attached: tuple[str, ...] = key(
        "附件",
        Many(Line(120), lone=True),
        f"与公告放在同一个文件夹里的文件名，可以是 {'、'.join(ATTACHABLE)}",
        default=(),
    )
    deadline: date | None = key(
        "截止日期", Date(), "公示、征求意见到哪天截止；显示屏写出这一天，过了就不再显示", default=None
    )
    urgent: date | None = key(
        "急播至", Date(), "紧急的：到这一天为止，在每块显示屏上排在最前", default=None
    )
    corrections: tuple[Correction, ...] = key(
        "更正", Many(Nested(Correction)), "公布以后改了什么：日期不变，改动写在这里", default=()
    )
    waivers: tuple[Waiver, ...] = key("豁免", WAIVERS, "公开的做法规则豁免", default=())
    rosters: tuple[Roster, ...] = key(
        "名单", ROSTERS, "有个人信息的名单：照全县的规则遮盖以后，显示在页面上，并可下载", default=()
    )
    body: str = ""
    body_line: int = 1
    lists: tuple[Listed, ...] = ()
    files: tuple[Attachment, ...] = ()
