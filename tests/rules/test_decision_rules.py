"""Decisions: the law as lint, procedures as data, checks that are due, matters counted once."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from cases import Case, lay_over
from counties import AS_OF, ROOT, SOUND, lay_out_case, load
from faulty import BASES, EDGES, FAULTS, folder_of_faults, short

from disclosure import rules
from disclosure.county.facts import applied_procedure, three_nos
from disclosure.county.facts.checks_due import CheckStanding, checks_due
from disclosure.county.facts.matters import groups as matters
from disclosure.county.site import Site
from disclosure.schema.records.decisions.decision import CATEGORIES, DEFERRED, RUNNING, STATES
from disclosure.schema.records.decisions.procedure import RECORDED_STEPS


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Counter[str]]:
    """What is named in each file of the folder of faulty decisions."""
    _, problems = load(folder_of_faults(tmp_path_factory.mktemp("faults")))
    found: dict[str, Counter[str]] = {}
    for problem in problems:
        found.setdefault(Path(problem.place.path).stem, Counter())[problem.code.id] += 1
    return found


def test_sixty_faulty_decisions_are_enough() -> None:
    assert len(FAULTS) >= 60


@pytest.mark.parametrize("fault", FAULTS, ids=short)
def test_a_planted_fault_is_named_and_nothing_else(fault: Case, named: dict[str, Counter[str]]) -> None:
    (code,) = fault.codes
    assert named.get(short(fault)) == {code: 1}


@pytest.mark.parametrize("edge", EDGES, ids=short)
def test_the_very_edge_of_the_law_is_in_order(edge: Case, named: dict[str, Counter[str]]) -> None:
    assert short(edge) not in named


def test_nothing_is_named_where_no_fault_was_planted(named: dict[str, Counter[str]]) -> None:
    assert set(named) == {short(fault) for fault in FAULTS}


@pytest.mark.parametrize(
    ("passes", "votes", "enough"),
    [
        ("应到过半数", 4, False), ("应到过半数", 5, True),
        ("实到过半数", 3, False), ("实到过半数", 4, True),
        ("应到三分之二以上", 5, False), ("应到三分之二以上", 6, True),
        ("实到三分之二以上", 3, False), ("实到三分之二以上", 4, True),
    ],
)  # fmt: skip
def test_a_majority_is_counted_on_its_own_base(passes: str, votes: int, *, enough: bool) -> None:
    due = 9 if "三分之二" in passes else 8
    assert rules.measures.has_passed(passes, votes, due, 6) == enough


def test_every_decision_rule_cites_its_source() -> None:
    codes = rules.decision_rule.codes
    assert len(codes) >= 30
    assert [code.id for code in codes if not code.law] == []


def test_a_waiver_lifts_its_rule_from_its_decision_only(tmp_path: Path) -> None:
    county = lay_out_case("decision/waivers/pass-waiver", tmp_path)
    waived = county / "catalogues" / "decisions" / "decree.yaml"
    text, _, _ = waived.read_text(encoding="utf-8").replace("DECREE", "OTHER").partition("豁免:")
    kept = "公开范围: 向社会公开\n载体: [门户网站]\n公布日期: 2026-03-23\n"
    waived.with_name("other.yaml").write_text(text + kept, encoding="utf-8")
    _, problems = load(county)
    assert [(p.place.path, p.code.id) for p in problems] == [("catalogues/decisions/other.yaml", "R100")]


@pytest.mark.parametrize(
    ("code", "procedure"),
    [
        ("DECREE", "decree713"), ("VILLAGE", "siyi"), ("CADRE", "ganbu"),
        ("PURCHASE", "caigou"), ("NOPASS", "liubu"), ("OWN", "benxian"),
    ],
)  # fmt: skip
def test_the_narrowest_procedure_that_applies_is_followed(
    code: str, procedure: str, everything: Site
) -> None:
    found = applied_procedure.procedure_of(everything, everything.decisions[code])
    assert found is not None
    assert found.code == procedure


def test_a_course_shows_every_step_of_the_procedure(everything: Site) -> None:
    passed = applied_procedure.course(everything, everything.decisions["VILLAGE"])
    assert [(p.step.name, str(p.taken.day) if p.taken else "") for p in passed] == [
        ("党组织提议", "2026-08-03"), ("发布预告", "2026-08-05"), ("征求群众意见", "2026-08-06"),
        ("两委商议", "2026-09-11"), ("党员大会审议", "2026-09-20"), ("村民代表会议决议", "2026-10-17"),
        ("决议公开", "2026-10-20"), ("实施结果公开", ""),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sound county with all sound decisions and all procedures."""
    county = shutil.copytree(SOUND, tmp_path_factory.mktemp("all") / "county")
    shutil.copytree(ROOT / "catalogues" / "procedures", county / "catalogues" / "procedures")
    for base in BASES:
        lay_over(base, county)
    site, problems = load(county)
    assert problems == []
    assert site is not None
    return site


def test_a_county_adds_a_procedure_without_code(everything: Site) -> None:
    own = everything.procedures["benxian"]
    assert [step.name for step in own.steps] == ["提出", "居民议事会", "会议决定", "公告"]


def test_sisters_count_once_in_a_total(everything: Site) -> None:
    high, low = everything.decisions["HIGH"], everything.decisions["LOW"]
    alone = [replace(d, own_amount=None) for d in (high, low)]
    assert matters.total([high, low]) == Decimal(3_000_000)
    assert matters.total(alone) == Decimal(3_000_000)
    assert matters.total([low]) == Decimal(1_000_000)
    assert matters.matters([low, everything.decisions["OWN"], high])[0] == (low, high)


def test_a_check_of_a_higher_kind_stands_for_the_lower_ones(everything: Site) -> None:
    held = checks_due(everything.decisions["DECREE"], AS_OF)
    assert [(c.check, c.start.month, c.held is not None) for c in held] == [
        ("月调度", 4, True), ("月调度", 5, True), ("月调度", 6, True), ("月调度", 7, True),
        ("季督查", 4, True),
    ]  # fmt: skip


def test_a_check_is_overdue_only_when_its_period_is_over(everything: Site) -> None:
    running = replace(everything.decisions["DECREE"], state=RUNNING, progress=())
    held = checks_due(running, date(2026, 5, 31))
    standings = {c.start: c.standing for c in held if c.check == "月调度"}
    assert standings == {
        date(2026, 4, 1): CheckStanding.OVERDUE,
        date(2026, 5, 1): CheckStanding.WAITING,
    }


def test_year_ends_are_settled_from_december_to_january(everything: Site) -> None:
    decision = everything.decisions["DECREE"]
    settled = replace(decision.progress[-1], day=date(2027, 1, 20), check="年底兑现")
    running = replace(decision, state=RUNNING, progress=(*decision.progress, settled))
    ends = [c for c in checks_due(running, date(2027, 2, 10)) if c.check == "年底兑现"]
    assert [(c.due, c.held) for c in ends] == [(date(2027, 1, 31), date(2027, 1, 20))]


@pytest.fixture(scope="module")
def sample() -> Site:
    site, problems = load(ROOT)
    assert [problem for problem in problems if problem.is_error] == []
    assert site is not None
    return site


def test_the_sample_county_covers_every_state_level_category_and_procedure(sample: Site) -> None:
    decisions = sample.decisions.values()
    assert {d.state for d in decisions} == set(STATES)
    assert {d.category for d in decisions} == set(CATEGORIES)
    assert {sample.unit(d.unit).level.code for d in decisions} == set(sample.levels)
    followed = [applied_procedure.procedure_of(sample, d) for d in decisions]
    assert {p.code for p in followed if p} == set(sample.procedures)


def test_the_sample_county_covers_every_kind_of_record(sample: Site) -> None:
    taken = {t.name for d in sample.decisions.values() for t in applied_procedure.all_taken(d)}
    assert set(RECORDED_STEPS) <= taken
    decided = sample.decisions.values()
    assert any(d.waivers for d in decided)
    assert any(d.corrections for d in decided)
    assert any(d.own_amount is not None for d in decided)
    assert any(d.concerned for d in decided)
    put_off = (d for d in decided if d.state == DEFERRED)
    assert {reason for d in put_off for reason in three_nos.reasons(d)} == {
        "论证不成熟", "多数意见不统一", "列席旁听人员强烈反对",
    }  # fmt: skip


def test_the_sample_county_shows_a_check_that_was_missed_and_why(sample: Site) -> None:
    overdue = [
        decision
        for decision in sample.decisions.values()
        if any(c.standing == CheckStanding.OVERDUE for c in checks_due(decision, sample.as_of))
    ]
    assert [[waiver.rule for waiver in decision.waivers] for decision in overdue] == [["R131"]]
