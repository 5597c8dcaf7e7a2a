"""Lists of persons to what may be published of them: chosen columns, covered by the site's rules.

Enters: a notice's 名单 declarations, the files beside it, and the county's rules (privacy.yaml).
Leaves: ``Listed`` values, and problems.  The file itself is never published, and no view ever
holds a clear value: what a rule covers is covered here, before there is a ``Site``.

Sources: 《政府信息公开条例》第十五条; 国办发〔2017〕47号 (不得泄露个人隐私).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from ...basics.files import tables
from ...basics.persons import names
from ...basics.persons.in_a_cell import names_in
from ...basics.persons.mask import candidates
from ...basics.persons.shaped import NumberKind
from ...basics.problem import Code, Place, Problem, Severity
from ...basics.values import dataclass, regex
from ...schema.declare import nearest
from ...schema.records.notices.notice import Notice
from ...schema.records.notices.roster import PERSON, TABLES, TEXT, Listed, Roster
from ...schema.records.privacy_policy import DEFAULT, NO, NamePolicy, Privacy

LAW = "《政府信息公开条例》第十五条，国办发〔2017〕47号"
MOST_ROWS = 20_000
MOST_BYTES = 20 * 1024 * 1024
_SHORTEST_NUMBER = 6

NOT_THERE = Code("N07", "名单的文件不在公告旁边", "请把文件放进公告所在的文件夹，文件名（含扩展名）照抄")
UNREADABLE = Code("N08", "名单读不了", f"请另存为 {'、'.join(TABLES)}，只留一张表，第一行写表头")
NO_COLUMN = Code("N09", "名单里没有这一列", "请照抄表头，或者从“列”里删去")
BOTH_WAYS = Code("N10", "名单的原件不能公开", "请从“附件”里删去：公开的是遮盖以后的，页面上可以下载")
NO_KIND = Code("N11", "没有登记这种名单", "请在 privacy.yaml 的“姓名”的“种类”里登记，或者删去")
FOOT = Code(
    "N12",
    "名单的这一行是表尾，没有公布",
    "填表人、审核人、注不是名单上的人；如果它真是名单的一行，请在前面加一列序号",
    Severity.REMINDER,
)
NOT_PUBLISHED = Code(
    "P14", "这一列不公开", "请从“列”里删去；确要公布的，在 privacy.yaml 的“遮盖”里写明留哪几位", law=LAW
)
STITCHES = Code(
    "P15", "这一列会把遮盖补上", "遮盖以后的证件号加上它，就能找出是谁：请从“列”里删去其中一列", law=LAW
)


_NUMBERS = {str(kind): kind for kind in NumberKind}
_TELLING = ("出生", "生日")
_FOOT = regex(
    r"(?:填表|制表|填报|审核|审批|复核|经办|校对|统计|负责|分管|主管|监督|联系)"
    r"(?:人员|人|单位|部门|领导|日期|时间|电话)?(?:签字|签名|（[^（）]{0,8}）)?\s{0,4}(?:[:：]|$)"
    r"|(?:注|说明|备注)\s{0,4}[:：]"
)


@dataclass
class Rosters:
    """Reads the lists of notices under one policy, and remembers what was wrong."""

    files: Mapping[str, bytes]
    policy: Privacy | None
    problems: list[Problem] = field(default_factory=list)

    def of(self, notice: Notice) -> tuple[Listed, ...]:
        """The lists of a notice, as they may be shown."""
        found = (self._listed(notice, roster) for roster in notice.rosters)
        return tuple(listed for listed in found if listed)

    def _listed(self, notice: Notice, roster: Roster) -> Listed | None:
        path = path_of(notice, roster)
        if roster.file in notice.attached:
            self._report(roster.at("file"), BOTH_WAYS, f"“{roster.file}”又写成了附件")
        rule = self._rule(roster)
        rows = self._rows(path, roster)
        places = self._places(roster, rows) if rows else None
        if rule is None or places is None or not self._sound(roster):
            return None
        head, columns = places
        people = self._people(path, [row for row in rows if row[0] > head and any(row[1])])
        return self._covered(roster, path, people, columns, rule)

    def _people(self, path: str, rows: Sequence[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
        """The rows without those of the sheet's foot: who filled it in stands in no list of persons."""
        people = []
        for number, row in rows:
            first = next(filter(None, row))
            if is_foot(first):
                self._report(Place(path, number), FOOT, f"第一格写的是“{first[:4]}…”")
            else:
                people.append((number, row))
        return people

    def _rule(self, roster: Roster) -> str | None:
        """How names are shown in a list; all of them openly where the county has no rule."""
        policy: NamePolicy | None = self.policy.names if self.policy else None
        known = policy.of(roster.kind) if policy else None if roster.kind else names.OPEN
        if known is None:
            listed = [kind for kind, _ in policy.kinds] if policy else []
            what = f"没有“{roster.kind}”这种名单{nearest(roster.kind, listed)}"
            self._report(roster.at("kind"), NO_KIND, what)
        return known

    def _rows(self, path: str, roster: Roster) -> list[tuple[int, list[str]]]:
        """The rows of the file; none where something is wrong with it."""
        place, ending = roster.at("file"), path.rpartition(".")[2].lower()
        rows: list[tuple[int, list[str]]] = []
        if path not in self.files or "/" in roster.file:
            folder = path.rpartition("/")[0]
            beside = [p.rpartition("/")[2] for p in self.files if p.rpartition("/")[0] == folder]
            what = f"没有“{roster.file}”这个文件{nearest(roster.file, beside)}"
            self._report(place, NOT_THERE, what)
        elif ending not in TABLES or len(self.files[path]) > MOST_BYTES:
            self._report(place, UNREADABLE, f"“{roster.file}”不是 {'、'.join(TABLES)}，或者太大")
        else:
            try:
                rows = tables.rows(ending, self.files[path])
            except ValueError as error:
                self._report(Place(path), UNREADABLE, str(error))
            else:
                if not 0 < len(rows) <= MOST_ROWS:
                    self._report(Place(path), UNREADABLE, f"有 {len(rows)} 行，应有 1 至 {MOST_ROWS} 行")
        return rows[:MOST_ROWS]

    def _places(
        self, roster: Roster, rows: Sequence[tuple[int, list[str]]]
    ) -> tuple[int, list[int]] | None:
        """The row of the heads and, for each declared column, where it stands."""
        wanted = [head for head, _ in roster.columns]
        number, heads = tables.head_row(rows, wanted)
        missing = [head for head in wanted if heads.count(head) != 1]
        for head in missing:
            times = "有两列" if head in heads else "没有"
            what = f"“{roster.file}”里{times}“{head}”{nearest(head, set(heads) - set(wanted))}"
            self._report(roster.at("columns"), NO_COLUMN, what)
        return None if missing else (number, [heads.index(head) for head in wanted])

    def _sound(self, roster: Roster) -> bool:
        """Whether no column is withheld by rule, and none gives away what another covers."""
        masking = self.policy.masking if self.policy else DEFAULT
        before, place = len(self.problems), roster.at("columns")
        kinds = [kind for _, kind in roster.columns]
        for head, kind in roster.columns:
            number = _NUMBERS.get(kind)
            mask = masking.of(number) if number else None
            if mask and not (mask.head or mask.tail):
                self._report(place, NOT_PUBLISHED, f"“{head}”是{kind}，全县的规则是不公开")
            telling = any(word in head for word in _TELLING)
            if str(NumberKind.ID) in kinds and (telling or (masking.age == NO and "年龄" in head)):
                self._report(place, STITCHES, f"“{head}”与遮盖的身份证号公布在一起")
        return len(self.problems) == before

    def _covered(
        self,
        roster: Roster,
        path: str,
        rows: Sequence[tuple[int, list[str]]],
        columns: Sequence[int],
        rule: str,
    ) -> Listed:
        kinds = [kind for _, kind in roster.columns]
        clear = [[row[n] if n < len(row) else "" for n in columns] for _, row in rows]
        shown = [[self._cell(t, k, rule) for t, k in zip(r, kinds, strict=True)] for r in clear]
        return Listed(
            name=roster.name,
            path=path,
            heads=tuple(head for head, _ in roster.columns),
            rows=tuple(map(tuple, shown)),
            lines=tuple(number for number, _ in rows),
            notes=tuple(self._notes(roster, rule)),
            rule=rule,
            withheld=frozenset(_withheld(clear, shown, kinds)),
        )

    def _cell(self, text: str, kind: str, rule: str) -> str:
        if kind == TEXT:
            return text
        if kind == PERSON:
            return names.shown(text, rule)
        masking = self.policy.masking if self.policy else DEFAULT
        return masking.of(_NUMBERS[kind]).cover_cell(_NUMBERS[kind], text)

    def _notes(self, roster: Roster, rule: str) -> Iterator[str]:
        """What readers are told of the rules, with how many people a covered number may mean."""
        masking = self.policy.masking if self.policy else DEFAULT
        kinds = dict.fromkeys(kind for _, kind in roster.columns)
        for kind in kinds:
            number = _NUMBERS.get(kind)
            if number:
                mask = masking.of(number)
                count = candidates(number, mask, age_known=masking.age != NO)
                yield f"{kind}只公布{mask}位，符合的号码大约有 {count} 个"
        if PERSON in kinds and rule != names.OPEN:
            yield f"姓名{rule}"

    def _report(self, place: Place, code: Code, what: str) -> None:
        self.problems.append(Problem(place, code, what))


def is_foot(cell: str) -> bool:
    """Whether the first cell of a row says that it is the foot of a sheet: 填表人, 审核, 注."""
    return _FOOT.match(cell) is not None


def path_of(notice: Notice, roster: Roster) -> str:
    """Where the file of a list lies in the county's folder."""
    return f"{notice.at().path.rpartition('/')[0]}/{roster.file}"


def _withheld(
    clear: Sequence[Sequence[str]], shown: Sequence[Sequence[str]], kinds: Sequence[str]
) -> Iterator[str]:
    """Clear values that have been covered, as they are typed and without separators."""
    for row, covered in zip(clear, shown, strict=True):
        for text, after, kind in zip(row, covered, kinds, strict=True):
            if kind == PERSON:
                parts = {*map(names.plain, (text, *names.split(text))), *names_in(text)}
                yield from (name for name in parts if name and name not in after)
            elif kind != TEXT and text != after:
                digits = "".join(char for char in text if char.isalnum())
                yield from {text, digits} if len(digits) >= _SHORTEST_NUMBER else ()
