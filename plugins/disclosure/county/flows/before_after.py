"""An adjustment as one comparison: what a power was before it, and what it became (审批提速、分权换岗).

Enters: a ``Power``.  Leaves: a ``BeforeAfter`` for each adjustment that says how it was.
What it became is what the next adjustment says that it was, or what the power says now.

Sources: 沁县: 32 个项目精减了审批环节，31 个精减了申请材料，49 个精减了办理时限; 关键岗位“分权换岗”.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from ...basics.values import dataclass
from ...schema.records.powers.clearance import Adjustment, Before, FormerStep
from ...schema.records.powers.flow import Flow
from ...schema.records.powers.power import Power

GONE, NEW, MOVED, OTHER = "去掉", "增加", "移位", "改"
UNITS = {"步骤": "步"}
HANDS, LIMIT = "换岗", "改时限"


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """One thing before and after, "" where it was not or is no more; ``marks`` say what became of it."""

    before: str
    after: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """Steps, materials, limits or fee, line by line."""

    title: str
    rows: tuple[ThenAndNow, ...]


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """An adjustment: what it came to in a few words, and all of it side by side."""

    day: str
    note: str
    summary: tuple[str, ...]
    parts: tuple[ComparedPart, ...]

    @property
    def changes(self) -> bool:
        """Whether anything is otherwise than it was."""
        return any(row.marks for part in self.parts for row in part.rows)


@dataclass(frozen=True, slots=True)
class _StepThen:
    """A step by its name, whose it is and how long it takes."""

    name: str
    posts: str
    limit: str

    def __str__(self) -> str:
        aside = "，".join(filter(None, (self.posts, self.limit)))
        return f"{self.name}（{aside}）" if aside else self.name


def comparisons(power: Power) -> tuple[BeforeAfter, ...]:
    """Every adjustment that says how it was before, newest first."""
    return tuple(by_adjustment(power).values())[::-1]


def by_adjustment(power: Power) -> Mapping[int, BeforeAfter]:
    """The same by the place of the adjustment among those of the power."""
    return {
        number: _compared(power, adjustment, adjustment.before, power.adjustments[number + 1 :])
        for number, adjustment in enumerate(power.adjustments)
        if adjustment.before
    }


def _compared(power: Power, of: Adjustment, before: Before, later: Sequence[Adjustment]) -> BeforeAfter:
    parts = tuple(part for part in _parts(power, before, later) if part.rows)
    return BeforeAfter(of.day.isoformat(), of.note, tuple(map(_summed, parts)), parts)


def _parts(power: Power, before: Before, later: Sequence[Adjustment]) -> Iterator[ComparedPart]:
    for attribute, title in (("promised", "承诺时限"), ("legal", "法定时限"), ("fee", "收费")):
        then, now = getattr(before, attribute), _then(attribute, later, power)
        if then:
            row = ThenAndNow(str(then), str(now or ""), () if str(then) == str(now) else (OTHER,))
            yield ComparedPart(title, (row,))
    if before.materials:
        now = _then("materials", later, power)
        yield ComparedPart("材料", tuple(_lined_up(before.materials, now)))
    if before.steps:
        steps = _steps(_stated(before.steps), _then("steps", later, power))
        yield ComparedPart("步骤", tuple(steps))


def _then(attribute: str, later: Sequence[Adjustment], power: Power) -> Any:
    """What an adjustment made of something: what the next one found that says so, or what is now."""
    found = (getattr(of.before, attribute) for of in later if of.before)
    known = next((value for value in found if value), None)
    if attribute == "steps":
        return _stated(known) if known else _of_flow(power.flow)
    if known is None and attribute == "materials":
        return tuple(material.name for material in power.materials)
    if known is None and attribute == "fee":
        return _fee(power)
    return known or getattr(power, attribute)


def _stated(steps: Sequence[FormerStep]) -> list[_StepThen]:
    return [_StepThen(step.name, "、".join(step.posts), str(step.limit or "")) for step in steps]


def _fee(power: Power) -> str:
    if not power.fee:
        return ""
    return (power.fee.standard or "收费") if power.fee.charged == "是" else "不收费"


def _of_flow(flow: Flow | None) -> list[_StepThen]:
    """The steps of the main line, as they are now."""
    steps = flow.steps if flow else ()
    return [_StepThen(step.label, "、".join(step.posts), str(step.limit or "")) for step in steps]


def _steps(before: Sequence[_StepThen], after: Sequence[_StepThen]) -> Iterator[ThenAndNow]:
    then, now = ({step.name: step for step in steps} for steps in (before, after))
    for row in _lined_up([*then], [*now]):
        was, has = then.get(row.before), now.get(row.after)
        marks = row.marks
        if was and has:
            marks += (HANDS,) if was.posts and was.posts != has.posts else ()
            marks += (LIMIT,) if was.limit and was.limit != has.limit else ()
        yield ThenAndNow(str(was or ""), str(has or ""), marks)


def _lined_up(before: Sequence[str], after: Sequence[str]) -> Iterator[ThenAndNow]:
    """Names side by side in one order: what was moved stands where it is now."""
    both = set(before) & set(after)
    matched = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for what, begin, end, start, stop in matched:
        if what == "equal":
            yield from (ThenAndNow(name, name, ()) for name in before[begin:end])
            continue
        yield from (ThenAndNow(name, "", (GONE,)) for name in before[begin:end] if name not in both)
        for name in after[start:stop]:
            yield ThenAndNow(name, name, (MOVED,)) if name in both else ThenAndNow("", name, (NEW,))


def _summed(part: ComparedPart) -> str:
    if len(part.rows) == 1 and part.rows[0].marks == (OTHER,):
        return f"{part.title}：{part.rows[0].before} → {part.rows[0].after or '没有'}"
    before, after = (sum(map(bool, side)) for side in zip(*_sides(part), strict=True))
    return f"{part.title} {before}{UNITS.get(part.title, '项')} → {after}{UNITS.get(part.title, '项')}"


def _sides(part: ComparedPart) -> list[tuple[str, str]]:
    return [(row.before, row.after) for row in part.rows]
