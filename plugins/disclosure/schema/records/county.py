"""county.yaml: the county, its vocabularies and its portal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ...basics.media import BY_HAND, MEDIUM_OF
from ...basics.problem import Code, Severity
from ...basics.values import dataclass
from ..common import FORMER, GRADES, Channel, Placed, PlacedLine
from ..compound import Many, Named, Nested
from ..declare import Record, key, record
from ..forms import Form
from ..kinds import IN_LINK, Choice, CodeText, Count, Date, Line, Link, Money, Prose, Word
from ..phones import Phones
from .element_kind import ElementKind
from .shown.portal_frame import PortalFrame, PortalLook

REMIND, UNCHECKED = str(Severity.REMINDER), "不查"
SEVERITIES = tuple(str(severity) for severity in Severity)
PRACTICES = (*SEVERITIES, UNCHECKED)
OWN_CODES = (BASE_FIRST, BASE_LAST, BASE_WITHIN) = ("以基本编码开头", "以基本编码结尾", "含基本编码")
ACCOUNTS = (QUARTERLY, MONTHLY) = ("每季度", "每月")
BAD_CONTACT = Code(
    "S19", "安全联系方式不对", "请写 mailto:邮箱、https:// 开头的网址或 tel:+86-区号-号码"
)
BAD_READING = Code(
    "G10", "读音写法不对", "请写小写拼音，不带声调，音节之间空一格，ü 写 v，例如 shan xian"
)

_CONTACT = (
    f"mailto:[A-Za-z0-9_.+-]{{1,64}}@[A-Za-z0-9_.-]{{1,100}}|https://{IN_LINK}{{3,200}}"
    r"|tel:\+[0-9-]{5,20}"
)

EDITIONS = (*MEDIUM_OF, BY_HAND)
FORMER_WORD = key(
    "原代码", FORMER, "公布以后换过代码的，写原来的，从早到晚；旧地址留一页，指到这里", default=()
)


@record
class Level(Record):
    """层级: one of the levels at which power is disclosed, in the order of the county."""

    title = "层级"
    code: str = key("代码", CodeText(), "用于网址，例如 xianwei")
    former: tuple[str, ...] = FORMER_WORD
    name: str = key("名称", Line(20), "例如 县委、县直部门、乡镇、村和社区")
    note: str = key("说明", Line(120), "这一层级包括哪些机构", default="")
    accounts: str = key(
        "财务公布",
        Choice(ACCOUNTS),
        "村级写每季度；财务往来较多的写每月",
        source="《村民委员会组织法》第三十条第三款",
        default="",
    )
    threshold: Decimal | None = key("大额标准", Money(), "达到这个数额即为大额度资金", default=None)


@record
class Category(Record):
    """职权类别: one of the 9+X categories of power."""

    title = "职权类别"
    code: str = key("代码", CodeText(), "用于网址，例如 xuke")
    name: str = key("名称", Line(20), "例如 行政许可")
    note: str = key("说明", Line(120), "一句话说明，让群众看懂", default="")


@record
class Topic(Record):
    """办事主题: how a citizen names what they want done."""

    title = "办事主题"
    code: str = key("代码", CodeText(), "用于网址，例如 zhufang")
    former: tuple[str, ...] = FORMER_WORD
    name: str = key("名称", Line(20), "例如 住房保障")
    note: str = key("说明", Line(120), "包括哪些事", default="")


@record
class SplitPower(Record):
    """分权事项: one of the kinds of power that a county splits between several hands (七分权)."""

    title = "分权事项"
    code: str = key("代码", CodeText(), "用于网址，例如 caiwu")
    name: str = key("名称", Line(20), "例如 财经签字权")
    note: str = key("说明", Line(120), "怎样分：谁签批、谁决定、谁监督", default="")


@record
class Carrier(Record):
    """载体: a medium on which records must be disclosed (两网两栏两屏两中心)."""

    title = "载体"
    code: str = key("代码", CodeText(), "例如 menhu")
    name: str = key("名称", Line(20), "例如 县政府门户网站")
    edition: str = key("版本", Choice(EDITIONS), "本系统生成哪个版本供它使用；公开栏等写“线下”")
    same_as: str = key(
        "同站", Line(20), "和哪个载体是同一个网站、同一块屏，写它的名称：一处公开，两处都有", default=""
    )


@dataclass(frozen=True, slots=True)
class ContactText(Word):
    """An address for security.txt: mailto:, https:// or tel:."""

    def declared(self) -> Form:
        good = ("mailto:aq@titian.example", "https://titian.example/aq", "tel:+86-0000-5550101")
        bad = ("aq@titian.example", "http://titian.example", "0000-5550101")
        return Form(_CONTACT, BAD_CONTACT, "安全联系方式", examples=good, misfits=bad)

    def label(self) -> str:
        return "mailto:、https:// 或 tel: 开头的地址"


@dataclass(frozen=True, slots=True)
class Syllables(Word):
    """How a word is read: pinyin without tones, ü as v."""

    def declared(self) -> Form:
        good, bad = ("shan xian", "lv liang"), ("Shan Xian", "shàn xiàn", "单")
        return Form("[a-z]{1,6}(?: [a-z]{1,6})*", BAD_READING, "读音", examples=good, misfits=bad)

    def label(self) -> str:
        return "拼音，音节之间空一格，例如 shan xian"


@record
class Security(Record):
    """安全联系: what security.txt says, RFC 9116."""

    title = "安全联系"
    contact: str = key("联系方式", ContactText(), "发现网站漏洞的人找谁，例如 mailto:aq@titian.example")
    expires: date = key("有效期至", Date(), "到这一天要重新核对联系方式；不超过一年")


@record
class ErrorDesk(Record):
    """纠错: where a reader tells that something on a page is wrong."""

    title = "纠错"
    office: str = key("受理", Line(60), "谁来受理，例如 县政务公开办公室")
    form: str = key("网页", Link(), "门户的“网站纠错”表单，点一下就过去", default="")
    phones: tuple[str, ...] = key("电话", Phones(), "例如 12345", default=())
    letters: str = key("信箱", Line(120), "写信、投信到哪里", default="")


@record
class Portal(Record):
    """门户: where the site will be mounted and what the law asks a footer to show."""

    title = "门户"
    site: str = key("网站名称", Line(60), "例如 梯田县权力公开网")
    url: str = key("网址", Link(), "站点的正式网址，含子路径；订阅源和站点地图用它")
    sponsor: str = key("主办单位", Line(60), "例如 中共梯田县委办公室")
    site_id: str = key("网站标识码", Line(20), "政府网站标识码", default="")
    index: str = key(
        "信息索引号",
        Line(80),
        "信息索引号的样式，例如 {网站标识码}/{年}-{编码}；还可以写 {区划代码}、{机构}",
        default="",
    )
    icp: str = key("ICP备案号", Line(40), "ICP 备案号", default="")
    police: str = key("公安备案号", Line(40), "公安备案号", default="")
    contact: str = key("联系方式", Line(100), "地址、电话", default="")
    badge: str = key("党政机关标识", Link(), "编办发的网站标识的网址，页脚链接到它", default="")
    report: str = key("网站找错", Link(), "“我为政府网站找错”平台上本网站的网址", default="")
    frame: PortalFrame | None = key(
        "外框", Nested(PortalFrame), "门户自己的页头和页脚，见 docs/portal.md", default=None
    )
    look: PortalLook | None = key("配色", Nested(PortalLook), "照门户的颜色和字体", default=None)
    security: Security | None = key(
        "安全联系", Nested(Security), "写了就生成 security.txt", source="RFC 9116", default=None
    )
    error_desk: ErrorDesk | None = key(
        "纠错",
        Nested(ErrorDesk),
        "每页末尾“这页有错”找谁；不写就请读者打这一页的单位的电话",
        default=None,
    )


@record
class County(Record):
    """县情: the one record of county.yaml."""

    title = "县情"
    name: str = key("名称", Line(30), "县的全称")
    area_code: str = key("区划代码", CodeText(), "六位行政区划代码")
    motto: str = key("标语", Line(60), "首页标题下的一句话", default="")
    about: str = key("简介", Prose(), "公开工作简介", default="")
    levels: tuple[Level, ...] = key("层级", Many(Nested(Level)), "公开的层级，从高到低")
    categories: tuple[Category, ...] = key("职权类别", Many(Nested(Category)), "职权类别（9+X）")
    topics: tuple[Topic, ...] = key("办事主题", Many(Nested(Topic)), "办事主题", default=())
    splits: tuple[SplitPower, ...] = key(
        "分权", Many(Nested(SplitPower)), "分解哪几类权，例如七分权的七类", default=()
    )
    elements: tuple[ElementKind, ...] = key(
        "要素", Many(Nested(ElementKind)), "本县的职权还要写哪些项；职权里写在“要素”下面", default=()
    )
    own_codes: str = key(
        "实施编码写法",
        Choice(OWN_CODES),
        "实施编码和基本编码是什么关系；写了就逐项核对",
        source="GB/T 39554.1",
        default="",
    )
    carriers: tuple[Carrier, ...] = key("公开载体", Many(Nested(Carrier)), "公开载体")
    channels: tuple[Channel, ...] = key("监督渠道", Many(Nested(Channel)), "监督举报渠道", default=())
    glossary: tuple[tuple[str, str], ...] = key(
        "名词解释", Named(Line(200)), "名词到解释，显示在帮助页", default=()
    )
    severities: tuple[tuple[str, str], ...] = key(
        "规则程度",
        Named(Choice(SEVERITIES)),
        "决策规则、做法规则的代码到程度，例如 R81: 提醒；不写就照规则本来的程度",
        default=(),
    )
    practices: str = key(
        "做法规则",
        Choice(PRACTICES),
        "对照本县自己的做法（Z 开头的代码）查出来的算什么；不写为提醒，“规则程度”可以单独改一条",
        default=REMIND,
    )
    review_forms: tuple[tuple[str, tuple[str, ...]], ...] = key(
        "审核形式",
        Named(Many(Line(20))),
        "清权确权有哪几种审核，各是哪几步，例如 三上三下: [一上, 一下, 二上, 二下, 三上, 三下]",
        default=(),
    )
    readings: tuple[tuple[str, str], ...] = key(
        "读音",
        Named(Syllables()),
        "搜索时读错的地名、多音字怎样读：词到不带声调的拼音，例如 单县: shan xian",
        default=(),
    )
    everyday: tuple[tuple[str, tuple[str, ...]], ...] = key(
        "俗称",
        Named(Many(Line(20), lone=True)),
        "机构、主题、地点、台账的名称到群众平常的叫法，例如 县政务服务中心: [办事大厅]；按它也找得到",
        default=(),
    )
    rotation: tuple[tuple[str, int], ...] = key(
        "轮岗年限",
        Named(Count(1, 30), GRADES),
        "风险等级到年数，例如 一: 5；任职满这么多年应当轮岗",
        default=(),
    )
    laws: Placed | None = key(
        "法规库",
        PlacedLine(300),
        "放法律法规正文的文件夹，相对于县的文件夹，或绝对路径；写了就核对每条依据，见 docs/laws.md",
        default=None,
    )
    withdrawable: int = key(
        "撤下上限",
        Count(0, 100),
        "一版最多撤下各类记录的百分之几，不写为 20；要撤下更多，生成时加 --allow-withdrawal",
        default=20,
    )
    portal: Portal = key("门户", Nested(Portal), "门户网站信息")
