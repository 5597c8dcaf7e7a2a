"""The self-audit for the county's own office: an index of all bodies, a page for each, and data.

Enters: ``UnitAudit`` values.  Leaves: view models and JSON.  No edition holds them: ``app.office``
writes them to a folder of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ....basics.output import as_json
from ....basics.values import dataclass
from ....county.facts.practices.self_audit import FIVE, NINE, TEN, AuditMark, UnitAudit
from ...parts.blocks import Anchor, TallyRow, TallyTable

FORMAT = "disclosure self-audit 1"
GROUPS = (TEN, FIVE, NINE)
TITLE = "公开工作自查"


@dataclass(frozen=True, slots=True)
class AuditIndex:
    """All bodies."""

    title: str
    as_of: str
    table: TallyTable
    standards: TallyTable


@dataclass(frozen=True, slots=True)
class AuditPart:
    """What to mend by one standard."""

    title: str
    about: str
    mends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuditPage:
    """One body."""

    title: str
    as_of: str
    tables: tuple[TallyTable, ...]
    parts: tuple[AuditPart, ...]


def path_of(unit: str) -> str:
    return f"units/{unit}.html"


def index(audits: Sequence[UnitAudit], as_of: date) -> AuditIndex:
    """Bodies with how many standards of each group they keep whole; standards over all bodies."""
    rows = tuple(_of_unit(audit) for audit in audits)
    table = TallyTable("各单位：做到几条、问到几条", "单位", (*GROUPS, "要改几处"), rows)
    every = [mark for audit in audits for mark in audit.marks]
    return AuditIndex(TITLE, as_of.isoformat(), table, _standards("各条标准：全县做到多少", every))


def page(audit: UnitAudit, as_of: date) -> AuditPage:
    """Every standard as figures, and the list of what to mend."""
    tables = (_standards(group, audit.of(group)) for group in GROUPS if audit.of(group))
    parts = (AuditPart(m.standard, m.about, m.mends) for m in audit.marks if m.mends)
    title = f"{audit.unit.name}：{TITLE}"
    return AuditPage(title, as_of.isoformat(), tuple(tables), tuple(parts))


def data(audits: Sequence[UnitAudit], as_of: date) -> bytes:
    """The same for other programs."""
    units = [
        {"unit": audit.unit.code, "name": audit.unit.name, "marks": list(map(_data, audit.marks))}
        for audit in audits
    ]
    said = {"format": FORMAT, "as_of": as_of.isoformat(), "units": units}
    return as_json(said)


def _data(mark: AuditMark) -> object:
    return {
        "group": mark.group, "standard": mark.standard, "about": mark.about,
        "asked": mark.asked, "done": mark.done, "mends": mark.mends,
    }  # fmt: skip


def _of_unit(audit: UnitAudit) -> TallyRow:
    kept = (f"{sum(not m.mends for m in audit.of(g))}/{len(audit.of(g))}" for g in GROUPS)
    mends = sum(len(mark.mends) for mark in audit.marks)
    return TallyRow(Anchor(audit.unit.label, path_of(audit.unit.code)), (*kept, str(mends)))


def _standards(caption: str, marks: Sequence[AuditMark]) -> TallyTable:
    """Figures by standard, added up where several bodies have it."""
    found: dict[tuple[str, str], list[AuditMark]] = {}
    for mark in marks:
        found.setdefault((mark.standard, mark.about), []).append(mark)
    rows = tuple(_row(*name, own) for name, own in found.items())
    return TallyTable(caption, "标准", ("查什么", "做到", "应做", "百分比"), rows)


def _row(standard: str, about: str, marks: Sequence[AuditMark]) -> TallyRow:
    done, asked = sum(m.done for m in marks), sum(m.asked for m in marks)
    return TallyRow(Anchor(standard), (about, str(done), str(asked), f"{done * 100 // asked}%"))
