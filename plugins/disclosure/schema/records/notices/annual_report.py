"""annual/*.yaml: 政府信息公开工作年度报告, with the three tables of 国办公开办函〔2021〕30号.

Sources: 《政府信息公开条例》第四十九条、第五十条; 国办公开办函〔2021〕30号 (格式模板).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ...common import CARRIERS, FORMER, SCOPE
from ...compound import Many, Named, Nested, Ref, RefTo
from ...declare import Record, key, record
from ...kinds import CodeText, Count, Date, Line, Money, Prose

FORM = "国办公开办函〔2021〕30号"
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
RECEIVED, CARRIED_IN, TOTAL, CARRIED_ON = "新收", "上年结转", "总计", "结转下年"
OUTCOMES: Mapping[str, str] = {
    "予以公开": "（一）予以公开",
    "部分公开": "（二）部分公开",
    "国家秘密": "（三）不予公开：1. 属于国家秘密",
    "其他法律行政法规禁止公开": "（三）不予公开：2. 其他法律行政法规禁止公开",
    "危及三安全一稳定": "（三）不予公开：3. 危及“三安全一稳定”",
    "保护第三方合法权益": "（三）不予公开：4. 保护第三方合法权益",
    "三类内部事务信息": "（三）不予公开：5. 属于三类内部事务信息",
    "四类过程性信息": "（三）不予公开：6. 属于四类过程性信息",
    "行政执法案卷": "（三）不予公开：7. 属于行政执法案卷",
    "行政查询事项": "（三）不予公开：8. 属于行政查询事项",
    "本机关不掌握": "（四）无法提供：1. 本机关不掌握相关政府信息",
    "需要另行制作": "（四）无法提供：2. 没有现成信息需要另行制作",
    "补正后仍不明确": "（四）无法提供：3. 补正后申请内容仍不明确",
    "信访举报投诉类": "（五）不予处理：1. 信访举报投诉类申请",
    "重复申请": "（五）不予处理：2. 重复申请",
    "公开出版物": "（五）不予处理：3. 要求提供公开出版物",
    "大量反复申请": "（五）不予处理：4. 无正当理由大量反复申请",
    "确认或重新出具": "（五）不予处理：5. 要求行政机关确认或重新出具已获取信息",
    "逾期不补正": "（六）其他处理：1. 申请人无正当理由逾期不补正",
    "逾期未缴费": "（六）其他处理：2. 申请人逾期未按收费通知要求缴纳费用",
    "其他处理": "（六）其他处理：3. 其他",
}
"""How an application may end, by the short word of the file."""
ROWS: Mapping[str, str] = {
    RECEIVED: "一、本年新收政府信息公开申请数量",
    CARRIED_IN: "二、上年结转政府信息公开申请数量",
    **{short: f"三、本年度办理结果：{said}" for short, said in OUTCOMES.items()},
    TOTAL: "三、本年度办理结果：（七）总计",
    CARRIED_ON: "四、结转下年度继续办理",
}
RULINGS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
DISPUTES = ("行政复议", "未经复议直接起诉", "复议后起诉")
MADE = ("本年制发件数", "本年废止件数", "现行有效件数")
_NONE = (0,) * len(MADE)

Figures = tuple[tuple[str, tuple[int, ...]], ...]


@record
class ProactiveFigures(Record):
    """主动公开: the second part, 条例第二十条 items 1, 5, 6 and 8."""

    title = "主动公开数"
    statutes: tuple[int, ...] = key(
        "规章", Many(Count(), least=3), f"三个数：{'、'.join(MADE)}", default=_NONE
    )
    documents: tuple[int, ...] = key(
        "行政规范性文件", Many(Count(), least=3), f"三个数：{'、'.join(MADE)}", default=_NONE
    )
    permits: int = key("行政许可", Count(), "本年处理决定数量", default=0)
    penalties: int = key("行政处罚", Count(), "本年处理决定数量", default=0)
    coercion: int = key("行政强制", Count(), "本年处理决定数量", default=0)
    fees: Decimal | None = key("行政事业性收费", Money(), "本年收费金额，写元", default=None)


@record
class AnnualReport(Record):
    """年报: what a body did in a year about the information that it holds."""

    title = "年报"
    code: str = key("编码", CodeText(), "全县唯一；网址由它而来，例如 NB-XZF-2025")
    former: tuple[str, ...] = key(
        "原编码", FORMER, "公布以后换过编码的，写原来的，从早到晚；旧地址留一页，指到这里", default=()
    )
    name: str = key("标题", Line(120), "例如 梯田县人民政府2025年政府信息公开工作年度报告")
    unit: Ref = key("主体", RefTo("机构"), "哪个机构的年报")
    year: int = key("年度", Count(2008, 2100), "报告哪一年")
    published: date = key("公布日期", Date(), "公布日期，不可编造")
    scope: str = key(
        "公开范围", SCOPE, "公开到什么范围", source="《中国共产党党务公开条例（试行）》第八条"
    )
    carriers: tuple[Ref, ...] = key("载体", CARRIERS, "应当在哪些载体上公开")
    overview: str = key("总体情况", Prose(), "一、总体情况")
    proactive: ProactiveFigures = key(
        "主动公开", Nested(ProactiveFigures), "二、主动公开政府信息情况", source=FORM
    )
    applications: Figures = key(
        "申请",
        Named(Many(Count(), least=7), tuple(ROWS)),
        f"三、收到和处理政府信息公开申请情况：每行七个数（{'、'.join(APPLICANTS)}），都是零的行不写",
        source=FORM,
    )
    disputes: Figures = key(
        "复议诉讼",
        Named(Many(Count(), least=5), DISPUTES),
        f"四、行政复议、行政诉讼情况：每行五个数（{'、'.join(RULINGS)}），都是零的行不写",
        source=FORM,
        default=(),
    )
    lacks: str = key("问题和改进", Prose(), "五、存在的主要问题及改进情况")
    other: str = key("其他事项", Prose(), "六、其他需要报告的事项，收取信息处理费的情况")

    def row(self, name: str) -> tuple[int, ...]:
        """A row of the third part; one that is not written is all naught."""
        return dict(self.applications).get(name, (0,) * len(APPLICANTS))
