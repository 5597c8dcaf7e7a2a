"""名单: a list of persons that a notice discloses.

It is kept as a table file beside the notice and shown by the rules of privacy.yaml.
"""

from __future__ import annotations

from dataclasses import field

from ....basics.persons.shaped import NumberKind as Number
from ....basics.values import dataclass
from ...compound import Many, Named, Nested
from ...declare import Record, key, record
from ...kinds import Choice, Line

PERSON, TEXT = "姓名", "文字"
COLUMN_KINDS = (PERSON, *map(str, Number), TEXT)
TABLES = ("csv", "xlsx")


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it is published: heads, rows of cells, and what has been covered in it.

    ``lines`` are the rows' numbers in the file, ``rule`` is how its names are shown.
    ``withheld`` are the clear values of what is covered: only gates look at them, no view may.
    """

    name: str
    path: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    notes: tuple[str, ...]
    rule: str
    withheld: frozenset[str] = field(repr=False)


@record
class Roster(Record):
    """名单: which file, which of its columns, and of what kind each is."""

    title = "名单"
    file: str = key(
        "文件",
        Line(120),
        f"与公告放在同一个文件夹里的 {'、'.join(TABLES)} 文件；只公开遮盖以后的，不公开原件",
    )
    name: str = key("标题", Line(60), "名单的标题")
    kind: str = key("种类", Line(20), "privacy.yaml“姓名”里登记的种类；不写就照“平时”", default="")
    columns: tuple[tuple[str, str], ...] = key(
        "列",
        Named(Choice(COLUMN_KINDS)),
        f"表头到种类（{'、'.join(COLUMN_KINDS)}）；没有写到的列不公布",
    )


ROSTERS = Many(Nested(Roster), lone=True)
