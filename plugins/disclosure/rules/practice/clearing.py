"""Rules on 清权确权: 四清理、三审核、两公开、一完善, whole and fitting.

Source: 庄浪县: 清理全委会职权、常委会职权、常委职权、部门职权; 单位初审、县编办再审、县委常委会会审;
向单位内部、向社会公开; 根据意见完善.  For villages 沁县: 小微权力清单.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.law.whom import Body
from ...basics.problem import Code, Problem, Severity
from ...county.site import Site
from ...schema.common import PUBLIC
from ...schema.records.powers.clearance import CLEARERS, NONE, OPENINGS, REVIEWS, SOME, Clearance
from ...schema.records.powers.power import Power
from ..decisions.whom_it_binds import COUNTY, body_of
from ..registry import practice_rule
from .left_out import left_out

ACCOUNT = "庄浪县：四清理、三审核、两公开、一完善"
FITTING = {
    Body.COMMITTEE: CLEARERS[:3],
    **dict.fromkeys((Body.PARTY, Body.GOVERNMENT, Body.DEPARTMENT), CLEARERS[3:4]),
    Body.TOWNSHIP: CLEARERS[4:5],
    Body.VILLAGE: CLEARERS[5:],
    Body.OTHER: CLEARERS[:4],  # whose name does not say whether it is of the committee
}
"""What is cleared by each kind of body."""
BY_LEVEL = (Body.OTHER, Body.DEPARTMENT, Body.TOWNSHIP, Body.VILLAGE)

NOT_CLEARED = Code(
    "Z01",
    "职权没有清权确权记录",
    "请写“清权确权”：清理、三审核、两公开、一完善",
    Severity.REMINDER,
    ACCOUNT,
)
MISFIT = Code(
    "Z02",
    "清理的职权和机构的层级不符",
    "请核对“清理”，或机构的“层级”、名称",
    Severity.REMINDER,
    ACCOUNT,
)
REVIEW_LEFT_OUT = Code(
    "Z03", "三审核不全", "三道审核都做完，才写进目录：请补上缺的一道", Severity.REMINDER, ACCOUNT
)
OPENED_UNREVIEWED = Code(
    "Z04",
    "没有审核完就公开了",
    "三审核做完以后才公开：请补上缺的审核，或者核对日期",
    Severity.REMINDER,
    ACCOUNT,
)
OPENING_LEFT_OUT = Code(
    "Z05", "两公开不全", "先向单位内部公开，再向社会公开：请补上缺的一次", Severity.REMINDER, ACCOUNT
)
COMMENTS_UNTOLD = Code(
    "Z06",
    "公开以后怎样完善没有交代",
    "请写“一完善”，或写“公开反馈: 没有收到意见”",
    Severity.REMINDER,
    ACCOUNT,
)
COMMENTS_CONTRADICT = Code(
    "Z07",
    "公开反馈和一完善对不上",
    "收到意见的写怎样完善，没有收到的不写“一完善”",
    Severity.REMINDER,
    ACCOUNT,
)


@practice_rule(NOT_CLEARED)
def powers_are_cleared(site: Site) -> Iterator[Problem]:
    """Every power was cleared and confirmed."""
    yield from left_out(site, NOT_CLEARED, "清权确权", lambda power: power.clearance is not None)


@practice_rule(MISFIT)
def what_is_cleared_fits_the_body(site: Site) -> Iterator[Problem]:
    """A county knows four levels; where it has registered others, nothing is said.

    At its own level the committee clears what it, its standing committee and its members may do, and
    departments clear their own; below that all bodies of a level are alike, whatever they are called.
    """
    levels = [level.name for level in site.county.levels]
    for power, clearance in _cleared(site) if len(levels) == len(BY_LEVEL) else ():
        unit = site.unit(power.unit)
        level = levels.index(unit.level.code)
        body = body_of(site, unit) if level == COUNTY else BY_LEVEL[level]
        if body and clearance.cleared not in FITTING[body]:
            fits = "、".join(FITTING[body])
            what = f"“{power.name}”写着{clearance.cleared}，{unit.label}清理的应是{fits}"
            yield Problem(clearance.at("cleared"), MISFIT, what)


@practice_rule(REVIEW_LEFT_OUT, OPENED_UNREVIEWED)
def all_reviews_come_first(site: Site) -> Iterator[Problem]:
    """Three reviews, and nothing is opened before the last of them.

    What was published before it was cleared is cleared once more.
    """
    for power, clearance in _cleared(site):
        had = {review.review for review in clearance.reviews}
        missing = "、".join(review for review in REVIEWS if review not in had)
        if missing:
            code = OPENED_UNREVIEWED if clearance.openings else REVIEW_LEFT_OUT
            place = clearance.openings[0].at("where") if clearance.openings else clearance.at("cleared")
            yield Problem(place, code, f"“{power.name}”没有{missing}")
        last = max((review.day for review in clearance.reviews), default=None)
        if last and power.published and clearance.day <= power.published < last:
            what = f"“{power.name}”公布于 {power.published}，{last} 才审核完"
            yield Problem(power.at("published"), OPENED_UNREVIEWED, what)


@practice_rule(OPENING_LEFT_OUT)
def both_openings_are_told(site: Site) -> Iterator[Problem]:
    """What is reviewed is opened inside the unit, and to everybody where everybody may see it."""
    for power, clearance in _cleared(site):
        had = {opening.where for opening in clearance.openings}
        asked = OPENINGS if power.scope == PUBLIC else OPENINGS[:1]
        missing = "、".join(where for where in asked if where not in had)
        if missing and len({review.review for review in clearance.reviews}) == len(REVIEWS):
            yield Problem(clearance.at("cleared"), OPENING_LEFT_OUT, f"“{power.name}”没有{missing}")


@practice_rule(COMMENTS_UNTOLD, COMMENTS_CONTRADICT)
def comments_are_answered(site: Site) -> Iterator[Problem]:
    """What was opened was improved, or nobody said anything."""
    for power, clearance in _cleared(site):
        told, improved = clearance.comments, clearance.improvements
        if clearance.openings and not told and not improved:
            yield Problem(clearance.at("cleared"), COMMENTS_UNTOLD, f"“{power.name}”两公开以后没有下文")
        if (told == NONE and improved) or (told == SOME and not improved):
            what = f"“{power.name}”{told}，写了 {len(improved)} 次完善"
            yield Problem(clearance.at("comments"), COMMENTS_CONTRADICT, what)


def _cleared(site: Site) -> Iterator[tuple[Power, Clearance]]:
    for power in site.powers.values():
        if power.clearance:
            yield power, power.clearance
