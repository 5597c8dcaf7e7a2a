"""privacy.yaml: how numbers of persons are covered, which are let through, and who has looked.

Sources: 《政府信息公开条例》第十五条 (third parties' privacy), 国办发〔2017〕47号 (不得泄露个人隐私).
"""

from __future__ import annotations

from datetime import date

from ...basics.digests import in_letters
from ...basics.persons.mask import Mask
from ...basics.persons.names import RULES
from ...basics.persons.shaped import NumberKind as Number
from ...basics.problem import Code
from ...basics.values import dataclass
from ..compound import Many, Named, Nested
from ..declare import Record, key, record
from ..forms import Form
from ..kinds import Choice, Date, Line, Scalar

BAD_MASK = Code("S17", "遮盖方式不对", "请写“不公开”“前6”“后4”或“前3后4”这样的写法")
BAD_PRINT = Code("S18", "指纹不对", "请照抄问题里给出的指纹：小写字母")


YES, NO = "是", "否"


@dataclass(frozen=True)
class MaskText(Scalar[Mask]):
    """不公开, 前6, 后4, 前3后4."""

    def declared(self) -> Form:
        pattern = "不公开|前[0-9]{1,2}(?:后[0-9]{1,2})?|后[0-9]{1,2}"
        good, bad = ("不公开", "前6", "后4", "前3后4"), ("公开", "6", "后4前3", "前６", "前123")
        return Form(pattern, BAD_MASK, "遮盖方式", examples=good, misfits=bad)

    def value(self, text: str) -> Mask:
        return Mask.parse(text)

    def label(self) -> str:
        return "不公开、前6、后4、前3后4"


@dataclass(frozen=True, slots=True)
class Print(Scalar[str]):
    """The start of a digest, ``least`` letters or more; one in hexadecimal is read as letters."""

    least: int

    def declared(self) -> Form:
        fit, numbers = "0a1b2c3d4e5f6071"[: self.least], ((10 ** (self.least - 1), None),)
        good, bad = (in_letters(fit), fit), (fit[1:], fit.upper(), "z" * self.least)
        pattern = f"[0-9a-p]{{{self.least},64}}"
        return Form(pattern, BAD_PRINT, "指纹", numbers, examples=good, misfits=bad)

    def value(self, text: str) -> str:
        return in_letters(text)

    def label(self) -> str:
        return f"指纹（{self.least} 个以上小写字母）"


@record
class Masking(Record):
    """遮盖: one mask for each kind of number, on the whole site."""

    title = "遮盖"
    resident: Mask = key("身份证号", MaskText(), "身份证号怎样公布；应写不公开")
    card: Mask = key("银行卡号", MaskText(), "银行卡号怎样公布；默认后4", default=Mask(0, 4))
    mobile: Mask = key("手机号码", MaskText(), "手机号码怎样公布；默认前3后4", default=Mask(3, 4))
    age: str = key("公布年龄", Choice((YES, NO)), "名单里是否同时公布年龄；默认是", default=YES)

    def of(self, number: Number) -> Mask:
        """The mask for a kind of number."""
        return {Number.ID: self.resident, Number.CARD: self.card, Number.MOBILE: self.mobile}[number]


DEFAULT = Masking(origin=None, resident=Mask())  # type: ignore[arg-type]  # stands in no file


@record
class NamePolicy(Record):
    """姓名规则: how names of natural persons are shown in lists."""

    title = "姓名规则"
    usual: str = key("平时", Choice(RULES), "名单里的姓名怎样公布：全名、张某某、张*某")
    kinds: tuple[tuple[str, str], ...] = key(
        "种类",
        Named(Choice(RULES)),
        "某种名单另有规定的，例如 惩戒公示: 公开；公告的“名单”里写“种类”引用它",
        source="国办2018年政务公开工作要点：去标识化，惩戒公示和规定要公示的除外",
        default=(),
    )

    def of(self, kind: str) -> str | None:
        """The rule for a kind of list; the usual one for none, None for an unknown kind."""
        return dict(self.kinds).get(kind) if kind else self.usual


@record
class PrivacyWaiver(Record):
    """隐私豁免: a number that may stand where it stands, and why."""

    title = "隐私豁免"
    file: str = key("文件", Line(200), "文件的路径，例如 content/tongzhi/TZ-001.md")
    number: str = key("指纹", Print(12), "问题里给出的指纹；这里不写号码本身")
    reason: str = key("理由", Line(200, why=True), "为什么可以公开，例如 本人书面同意公开")
    post: str = key("审核岗位", Line(40), "谁审核的：写岗位，不写姓名")
    day: date = key("日期", Date(), "审核的日期")


@record
class SignOff(Record):
    """隐私签字: someone has looked at what no program can read."""

    title = "隐私签字"
    file: str = key("文件", Line(200), "附件的路径，例如 content/tongzhi/名单.pdf")
    digest: str = key("散列", Print(16), "问题里给出的散列；附件改动后要重新看、重新签")
    post: str = key("签字岗位", Line(40), "谁逐页看过：写岗位，不写姓名")
    day: date = key("日期", Date(), "签字的日期")
    note: str = key("说明", Line(200), "看了什么，例如 扫描件 3 页，没有个人号码", default="")


@record
class Privacy(Record):
    """隐私: the one record of privacy.yaml."""

    title = "隐私"
    masking: Masking = key("遮盖", Nested(Masking), "全站一样的遮盖方式")
    names: NamePolicy | None = key(
        "姓名", Nested(NamePolicy), "名单里自然人的姓名怎样公布；不写就不检查", default=None
    )
    waivers: tuple[PrivacyWaiver, ...] = key(
        "豁免", Many(Nested(PrivacyWaiver), least=0), "逐条审核过、可以公开的号码", default=()
    )
    signed: tuple[SignOff, ...] = key(
        "签字", Many(Nested(SignOff), least=0), "程序读不了、由人看过的附件", default=()
    )
