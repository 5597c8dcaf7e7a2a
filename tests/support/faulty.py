# ruff: noqa: E501  a fault is one line, so that the table can be read
"""Decisions with one planted fault each: a sound decision of ``sound_decisions`` with words changed.

``FAULTS`` says what is changed and which problem must come of it, and no other.  The same faults
make the golden cases ``law-…`` (``python tests/support/faulty.py``) and the folder of faulty decisions.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from counties import CASES, ROOT, SOUND

SOUND_DECISIONS = ROOT / "tests" / "sound_decisions"
PROCEDURES = ROOT / "catalogues" / "procedures"
NEEDS = {  # what a decision cannot do without, beside the sound county of the cases
    "decree": ("units/XZF.yaml", "procedures/decree713.yaml"),
    "village": ("units/CUN.yaml", "procedures/siyi.yaml"),
    "wuyi": ("units/CUN.yaml", "procedures/wuyi.yaml"),
    "sisters": ("units/CUN.yaml", "procedures/siyi.yaml"),
    "cadre": ("procedures/ganbu.yaml",),
    "purchase": ("procedures/caigou.yaml",),
    "own": ("procedures/benxian.yaml",),
}
BASES = tuple(sorted(path.stem for path in SOUND_DECISIONS.glob("*.yaml")))


@dataclass(frozen=True)
class Fault:
    """``changes`` are pairs of words in the sound decision and in the faulty one."""

    name: str
    base: str
    code: str
    changes: tuple[tuple[str, str], ...]
    reminder: bool = False

    @property
    def case(self) -> str:
        return f"{'reminder-' if self.reminder else ''}law-{self.name}"

    def text(self) -> str:
        """The faulty decision."""
        text = sound(self.base)
        for old, new in self.changes:
            assert text.count(old) == 1, f"{self.name}：“{old}”在 {self.base} 里有 {text.count(old)} 处"
            text = text.replace(old, new)
        return text


def sound(base: str) -> str:
    """A sound decision."""
    return (SOUND_DECISIONS / f"{base}.yaml").read_text(encoding="utf-8")


def fault(name: str, base: str, code: str, *changes: tuple[str, str]) -> Fault:
    return Fault(name, base, code, changes)


def reminder(name: str, base: str, code: str, *changes: tuple[str, str]) -> Fault:
    return Fault(name, base, code, changes, reminder=True)


RUNNING = (
    ("状态: 办结", "状态: 执行中"), ("开始日期: 2026-03-23", "开始日期: 2026-10-12"),
    ("  完成日期: 2026-08-20\n", ""),
    ("形成决议公告: {日期: 2026-03-23, 承办: 县政府办公室, 归档日期: 2026-04-10}",
     "形成决议公告: {日期: 2026-03-23, 承办: 县政府办公室}"),
)  # fmt: skip

FAULTS = (
    # 六步、表决（R30—R39）
    fault("steps-out-of-order", "forecast", "R30", ("确立决策内容: {日期: 2026-10-12", "确立决策内容: {日期: 2026-11-10")),
    fault("short-consultation", "decree", "R31", ("截止: 2026-02-08", "截止: 2026-02-07")),
    fault("village-short-consultation", "village", "R31", ("截止: 2026-09-08", "截止: 2026-09-04")),
    fault("no-quorum", "purchase", "R32", ("实到: 5", "实到: 4")),
    fault("village-no-quorum", "village", "R32", ("    实到: 27", "    实到: 26"), ("    弃权: 8", "    弃权: 7")),
    fault("own-procedure-no-quorum", "own", "R32", ("应到: 7, 实到: 7, 赞成: 7", "应到: 14, 实到: 7, 赞成: 7"), ("结果: 通过}\n  形成", "结果: 不通过}\n  形成"), ("状态: 已决定", "状态: 不予通过\n状态说明: 人数不够")),
    fault("no-majority", "purchase", "R33", ("赞成: 4", "赞成: 3")),
    fault("village-no-majority", "village", "R33", ("    赞成: 14", "    赞成: 13")),
    fault("no-meeting", "own", "R34", ("  会议集体决策: {日期: 2026-06-08, 会议: 局党组会议, 应到: 7, 实到: 7, 赞成: 7, 结果: 通过}\n", ""), ("程序: benxian\n", ""), ("环节:\n  - {环节: 居民议事会, 日期: 2026-05-29, 应到: 30, 实到: 20, 赞成: 11, 结果: 同意}\n", "")),
    fault("rejected-without-reason", "rejected", "R35", ("状态说明: 多数人不赞成\n", "")),
    fault("withdrawn-without-reason", "withdrawn", "R35", ("状态说明: 不是急需，撤回议题\n", "")),
    fault("opinions-unanswered", "village", "R36", ("采纳反馈:\n  - {意见: 今年就清, 采纳: 采纳, 说明: 列入今年}\n", "")),
    fault("watches-himself", "decree", "R37", ("监督: 纪检监察组组长", "监督: 住建局局长")),
    fault("votes-miscounted", "rejected", "R38", ("弃权: 0", "弃权: 1")),
    fault("not-differential", "cadre", "R39", ("      - {人选: 人选乙, 得票: 2, 结果: 未通过}\n", "")),
    # 公众参与（R80—R88）
    fault("hearing-materials-late", "decree", "R80", ("材料送达: 2026-01-21", "材料送达: 2026-01-22")),
    fault("hearing-unannounced", "decree", "R81", ("公告日期: 2026-01-12, ", "")),
    fault("hearing-announced-after", "decree", "R81", ("公告日期: 2026-01-12", "公告日期: 2026-01-28")),
    fault("meeting-during-consultation", "village", "R82", ("截止: 2026-09-08", "截止: 2026-10-20")),
    fault("meeting-on-last-day-of-consultation", "village", "R82", ("截止: 2026-09-08", "截止: 2026-10-17")),
    fault("meeting-on-first-day-of-consultation", "own", "R82", ("  会议集体决策:", "  广泛征求意见: {开始: 2026-06-08, 截止: 2026-07-08, 承办: 民政局}\n  会议集体决策:")),
    fault("forecast-no-way-in", "forecast", "R83", (", 参与方式: 来电12345", "")),
    fault("consultation-no-way-in", "hearing", "R83", (", 参与方式: 来电12345", "")),
    fault("forecast-without-day", "forecast", "R84", ("拟决策日期: 2026-12-28, ", "")),
    fault("consulting-without-consultation", "hearing", "R85", ("  广泛征求意见: {开始: 2026-10-26, 截止: 2026-12-01, 承办: 民政局, 参与方式: 来电12345}\n", "")),
    reminder("consultation-over", "hearing", "R86", ("开始: 2026-10-26, 截止: 2026-12-01", "开始: 2026-10-20, 截止: 2026-11-20")),
    reminder("forecast-passed", "forecast", "R87", ("拟决策日期: 2026-12-28", "拟决策日期: 2026-11-20")),
    fault("answers-miscounted", "decree", "R88", ("条数: 8", "条数: 9")),
    # 审查、公布、公示（R90—R102）
    fault("short-review", "decree", "R90", ("审查完成: 2026-03-09", "审查完成: 2026-03-06")),
    fault("unlawful", "decree", "R91", ("意见: 合法, 结果", "意见: 不合法, 结果")),
    fault("review-after-meeting", "decree", "R92", ("审查完成: 2026-03-09", "审查完成: 2026-03-17")),
    fault("high-risk", "decree", "R93", ("风险等级: 低", "风险等级: 高")),
    fault("result-published-late", "own", "R94", ("形成决议公告: {日期: 2026-07-07", "形成决议公告: {日期: 2026-07-08"), ("公布日期: 2026-07-07", "公布日期: 2026-07-08")),
    fault("result-never-published", "own", "R94", ("  形成决议公告: {日期: 2026-07-07, 承办: 民政局}\n", "")),
    fault("short-notice-before-appointment", "cadre", "R95", ("公示截止: 2026-07-28", "公示截止: 2026-07-27")),
    fault("notice-without-end", "cadre", "R96", (", 公示截止: 2026-07-28", "")),
    reminder("year-not-known", "cadre", "R97", ("    日期: 2026-07-20", "    日期: 2026-11-20"), ("形成决议公告: {日期: 2026-07-21", "形成决议公告: {日期: 2026-11-21"), ("公示截止: 2026-07-28", "公示截止: 2027-01-05"), ("公布日期: 2026-07-21", "公布日期: 2026-11-21")),
    fault("big-money-as-ordinary", "own", "R98", ("内容: 按本县", "金额: 1000000元\n内容: 按本县")),
    fault("immature", "decree", "R99", ("论证成熟: 是", "论证成熟: 否")),
    fault("not-united", "decree", "R99", ("多数意见统一: 是", "多数意见统一: 否")),
    fault("observers-opposed", "decree", "R99", ("列席旁听强烈反对: 否", "列席旁听强烈反对: 是")),
    fault("head-not-last", "decree", "R100", ("末位表态: 是", "末位表态: 否")),
    fault("departure-unexplained", "rejected", "R101", ("赞成: 2, 反对: 5", "赞成: 5, 反对: 2")),
    fault("dissent-unrecorded", "decree", "R102", ("    不同意见: 一人主张分两年实施\n", "")),
    # 程序（R110—R117）
    fault("step-missing", "decree", "R110", ("  风险评估: {日期: 2026-02-26, 承办: 住建局, 风险等级: 低, 结果: 风险可控}\n", "")),
    fault("forecast-missing", "decree", "R110", ("  提前发布预告: {日期: 2026-01-08, 承办: 县政府办公室, 拟决策日期: 2026-03-16, 参与方式: 来电12345}\n", "")),
    fault("village-step-missing", "village", "R110", ("  - {环节: 党员大会审议, 日期: 2026-09-20, 应到: 30, 实到: 24, 赞成: 22, 结果: 同意}\n", "")),
    fault("scheme-shown-too-short", "wuyi", "R111", ("截止: 2026-06-05", "截止: 2026-06-04")),
    fault("tender-too-short", "purchase", "R111", ("截止: 2026-04-28", "截止: 2026-04-27")),
    fault("steps-too-close", "own", "R112", ("日期: 2026-05-29", "日期: 2026-05-30")),
    fault("contract-late", "purchase", "R113", ("签订合同, 日期: 2026-06-06", "签订合同, 日期: 2026-06-07")),
    fault("contract-shown-late", "purchase", "R113", ("公告合同, 日期: 2026-06-09", "公告合同, 日期: 2026-06-10")),
    fault("stage-no-quorum", "own", "R114", ("实到: 20", "实到: 19")),
    fault("stage-no-majority", "own", "R115", ("赞成: 11", "赞成: 10")),
    fault("strange-stage", "decree", "R116", ("采纳反馈:", "环节:\n  - {环节: 党员大会, 日期: 2026-03-10, 结果: 同意}\n采纳反馈:")),
    fault("stages-out-of-order", "village", "R117", ("日期: 2026-09-11", "日期: 2026-09-21")),
    # 票决（R120—R124）
    fault("too-many-chosen", "cadre", "R120", ("人选乙, 得票: 2, 结果: 未通过", "人选乙, 得票: 4, 结果: 通过")),
    fault("chosen-without-majority", "cadre", "R121", ("人选甲, 得票: 5", "人选甲, 得票: 3")),
    fault("open-ballot", "cadre", "R122", ("无记名投票", "举手表决")),
    fault("too-many-votes", "cadre", "R123", ("人选甲, 得票: 5", "人选甲, 得票: 8")),
    fault("more-present-than-due", "purchase", "R124", ("实到: 5", "实到: 8")),
    # 执行（R130—R136）
    fault("no-five-ones", "village", "R130", ("状态: 已决定", "状态: 执行中")),
    reminder("check-overdue", "decree", "R131", ("  - {日期: 2026-07-15, 方式: 月调度, 内容: 完成九成}\n", "")),
    fault("done-without-progress", "purchase", "R132", ("进展:\n  - {日期: 2026-05-12, 方式: 月调度, 内容: 开标}\n  - {日期: 2026-06-10, 方式: 月调度, 内容: 验收}\n", ""), ("  监督: 纪检组长\n", "  监督: 纪检组长\n  开始日期: 2026-06-01\n  完成日期: 2026-06-10\n")),
    reminder("deadline-passed", "decree", "R133", *RUNNING, ("完成时限: 2026-12-31", "完成时限: 2026-10-31")),
    fault("progress-before-meeting", "purchase", "R134", ("  - {日期: 2026-05-12", "  - {日期: 2026-03-12, 方式: 月调度, 内容: 准备}\n  - {日期: 2026-05-12")),
    fault("progress-out-of-order", "decree", "R134", ("内容: 完工}", "内容: 完工}\n  - {日期: 2026-08-19, 方式: 月调度, 内容: 收尾}")),
    fault("finished-in-future", "decree", "R134", ("完成日期: 2026-08-20", "完成日期: 2026-12-20"), ("内容: 完工}", "内容: 完工}\n  - {日期: 2026-09-17, 方式: 季督查, 内容: 验收}\n  - {日期: 2026-10-15, 方式: 月调度, 内容: 回访}\n  - {日期: 2026-11-12, 方式: 月调度, 内容: 回访}")),
    fault("withdrawn-undated", "withdrawn", "R135", ("状态日期: 2026-06-24\n", "")),
    fault("withdrawn-after-meeting-undated", "withdrawn", "R135", ("状态日期: 2026-06-24\n", ""), ("拟决策日期: 2026-07-10}\n", "拟决策日期: 2026-07-10}\n  会议集体决策: {日期: 2026-06-22, 会议: 局党组会议, 应到: 7, 实到: 7, 结果: 撤回}\n")),
    fault("correction-before-publication", "withdrawn", "R136", ("日期: 2026-06-25", "日期: 2026-05-01")),
    # 同步公开（R140—R145）
    fault("sister-one-sided", "sisters", "R140", ("  同步公开: HIGH\n", "")),
    fault("sister-amounts-differ", "sisters", "R141", ("主体: CUN\n  状态: 已决定\n  金额: 3000000元", "主体: CUN\n  状态: 已决定\n  金额: 3200000元")),
    fault("sister-dates-differ", "sisters", "R142", ("公布日期: 2026-07-10\n- 编码", "公布日期: 2026-07-13\n- 编码")),
    fault("sister-outcomes-differ", "sisters", "R143", ("主体: CUN\n  状态: 已决定", "主体: CUN\n  状态: 暂缓\n  状态说明: 群众还有意见")),
    fault("level-not-told", "sisters", "R144", ("[县直部门, 村和社区]", "[县直部门, 乡镇]")),
    fault("own-amounts-too-much", "sisters", "R145", ("本级金额: 1000000元", "本级金额: 1500000元")),
    # 豁免（R160—R162）
    fault("waiver-of-quorum", "own", "R160", ("公开范围", "豁免:\n  - {规则: R32, 理由: 人没到齐, 日期: 2026-06-08}\n公开范围")),
    fault("waiver-in-future", "decree", "R161", ("末位表态: 是", "末位表态: 否"), ("公开范围", "豁免:\n  - {规则: R100, 理由: 主持人中途离会, 日期: 2026-12-08}\n公开范围")),
    reminder("waiver-idle", "decree", "R162", ("公开范围", "豁免:\n  - {规则: R100, 理由: 主持人中途离会, 日期: 2026-04-08}\n公开范围")),
)  # fmt: skip

WAIVED = "豁免:\n  - {规则: R100, 理由: 主持人中途离会, 日期: 2026-11-22}\n公开范围"
HARMLESS = (  # at the very edge of the law, and in order: no code is named
    fault("review-ends-on-the-day-of-the-meeting", "decree", "", ("审查完成: 2026-03-09", "审查完成: 2026-03-16")),
    fault("waived-today", "decree", "", ("末位表态: 是", "末位表态: 否"), ("公开范围", WAIVED)),
    fault("amount-just-below", "own", "", ("内容: 按本县", "金额: 999999.99元\n内容: 按本县")),
    fault("rejected-by-half", "rejected", "", ("应到: 7, 实到: 7, 赞成: 2, 反对: 5", "应到: 8, 实到: 8, 赞成: 4, 反对: 4")),
    fault("planned-for-today", "forecast", "", ("拟决策日期: 2026-12-28", "拟决策日期: 2026-11-22")),
    fault("consultation-ends-today", "hearing", "", ("开始: 2026-10-26, 截止: 2026-12-01", "开始: 2026-10-20, 截止: 2026-11-22")),
    fault("nobody-counted", "own", "", ("实到: 20, 赞成: 11, ", "")),
    fault("votes-that-need-no-majority", "village", "", ("赞成: 22", "赞成: 10")),
    fault("deadline-today", "decree", "", *RUNNING, ("完成时限: 2026-12-31", "完成时限: 2026-11-22"), ("内容: 完工}", "内容: 完工}\n  - {日期: 2026-11-22, 方式: 月调度, 内容: 收尾}\n  - {日期: 2026-11-22, 方式: 季督查, 内容: 验收}")),
    fault("progress-on-the-day-of-the-meeting", "purchase", "", ("  - {日期: 2026-05-12", "  - {日期: 2026-04-01, 方式: 月调度, 内容: 部署}\n  - {日期: 2026-05-12")),
    fault("finished-on-the-day-of-the-meeting", "purchase", "", ("  监督: 纪检组长\n", "  监督: 纪检组长\n  完成日期: 2026-04-01\n")),
    fault("finished-today", "decree", "", ("完成日期: 2026-08-20", "完成日期: 2026-11-22"), ("内容: 完工}", "内容: 完工}\n  - {日期: 2026-09-17, 方式: 季督查, 内容: 验收}\n  - {日期: 2026-10-15, 方式: 月调度, 内容: 回访}\n  - {日期: 2026-11-12, 方式: 月调度, 内容: 回访}")),
    fault("withdrawn-today", "withdrawn", "", ("状态日期: 2026-06-24", "状态日期: 2026-11-22")),
    fault("corrected-on-the-day-of-publication", "withdrawn", "", ("日期: 2026-06-25", "日期: 2026-05-18")),
    fault("sister-still-planned", "sisters", "", ("主体: CUN\n  状态: 已决定", "主体: CUN\n  状态: 预告"), ("{日期: 2026-05-08, 承办: 村委会}", "{日期: 2026-05-08, 承办: 村委会, 拟决策日期: 2026-12-28, 参与方式: 来电12345}"), ("同步公开: HIGH\n  公开范围: 向社会公开\n  载体: [门户网站]\n  公布日期: 2026-07-10", "同步公开: HIGH\n  公开范围: 向社会公开\n  载体: [门户网站]\n  公布日期: 2026-05-08")),
    fault("chosen-by-all", "cadre", "", ("得票: 5", "得票: 7"), ("得票: 2", "得票: 0")),
)  # fmt: skip


def write_cases() -> None:
    """The golden cases: every fault, and every sound decision as a case that passes."""
    for one in FAULTS:
        lay_out(one.base, one.text(), CASES / one.case / "in")
    for base in BASES:
        lay_out(base, sound(base), CASES / f"pass-{base}" / "in")


def lay_out(base: str, text: str, folder: Path) -> None:
    """A decision with what it needs, as the files of a case."""
    for need in NEEDS.get(base, ()):
        copy(need, folder)
    write(folder / "catalogues" / "decisions" / f"{base}.yaml", text)


def copy(need: str, folder: Path) -> None:
    """A unit or a procedure that a decision needs."""
    own = SOUND_DECISIONS / "county" / need
    target = folder / "catalogues" / need
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(own if own.is_file() else PROCEDURES / Path(need).name, target)


def folder_of_faults(folder: Path, faults: tuple[Fault, ...]) -> Path:
    """The sound county with all faulty decisions together, each in its own file and code."""
    county = folder / "county"
    shutil.copytree(SOUND, county)
    for need in sorted({need for needs in NEEDS.values() for need in needs}):
        copy(need, county)
    set_threshold(county)
    for number, one in enumerate(faults):
        text = one.text()
        for code in ("DECREE", "VILLAGE", "CADRE", "PURCHASE", "WUYI", "OPEN", "PLAN", "BACK",
                     "NOPASS", "HIGH", "LOW", "OWN"):  # fmt: skip
            text = text.replace(code, f"F{number:02}-{code}")
        write(county / "catalogues" / "decisions" / f"{one.name}.yaml", text)
    return county


def set_threshold(county: Path) -> None:
    """大额标准 for 县直部门, without which no amount is large."""
    path = county / "catalogues" / "county.yaml"
    text = path.read_text(encoding="utf-8")
    write(path, text.replace("名称: 县直部门}", "名称: 县直部门, 大额标准: 1000000元}"))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_cases()
