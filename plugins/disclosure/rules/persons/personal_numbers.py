"""Rules on numbers of persons: none in any source file or attachment, unless reviewed.

Enters: source files and the records read from them.  Leaves: problems.  Every waiver and every
signature in force is listed as a reminder: what has been let through stays in sight.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ...basics.files.any_file import READERS, findings_in, pieces
from ...basics.files.pieces import Active, Columns, Piece, Unread
from ...basics.labelled import Run
from ...basics.persons.mask import LEAST, Covered, candidates, covered
from ...basics.persons.names import may_name
from ...basics.persons.shaped import Finding, NumberKind
from ...basics.problem import Code, Place, Problem, Severity
from ...basics.values import dataclass
from ...county.beside.ledger_data import published
from ...county.beside.rosters import path_of
from ...county.read import SourceFile, Sources
from ...county.reviewed import PRINT, spared
from ...schema.declare import Record
from ...schema.records.ledgers.ledger import Ledger
from ...schema.records.notices.notice import Notice
from ...schema.records.notices.roster import Listed
from ...schema.records.privacy_policy import DEFAULT, NO, Masking, Privacy, PrivacyWaiver, SignOff
from ...schema.source.nodes import Items, Node, Text
from ...schema.yaml_source import SourceError, decode, parse
from ..registry import source_rule
from . import personal_names

LAW = "《政府信息公开条例》第十五条，国办发〔2017〕47号"
WAIVE = "确可公开的，经审核后把指纹登记到 catalogues/privacy.yaml 的“豁免”"

RESIDENT = Code("P01", "身份证号", f"请删去或遮盖；{WAIVE}", law=LAW)
LABELLED = Code("P02", "证件号栏里的长数字", f"多半是写错的证件号：请删去或遮盖；{WAIVE}", law=LAW)
CARD = Code("P03", "银行卡号", f"请删去，或者只留后 4 位；{WAIVE}", law=LAW)
MOBILE = Code("P04", "手机号码", f"请改成办公电话，或填在“电话”项里；{WAIVE}", law=LAW)
UNREAD = Code(
    "P05", "附件读不全", "请换成文字版；换不了的，逐页看过后登记到 privacy.yaml 的“签字”", law=LAW
)
CHANGED = Code("P06", "附件在签字以后改过", "请重新看过，更新散列、签字岗位和日期")
ACTIVE = Code(
    "P07", "附件会运行，或者不是它自称的文件", "请另存为不带宏、脚本、公式的文件；这一条不能豁免"
)
IDLE = Code("P08", "豁免或签字没有用处", "文件里已没有它所说的内容：请删去", Severity.REMINDER)
WAIVED = Code("P09", "经审核公开的号码", "到期或情况变化时请删去这条豁免", Severity.REMINDER)
SIGNED = Code("P10", "由人看过的附件", "附件改动后要重新签字", Severity.REMINDER)
WEAK_MASK = Code("P11", "遮盖得太少", f"剩下的可能至少要有 {LEAST} 个：请少留几位", law=LAW)
OTHER_MASK = Code(
    "P12",
    "遮盖与全县规则不一致",
    "不同的遮盖拼起来就是整个号码：请按 privacy.yaml 的“遮盖”来写",
    law=LAW,
)
NOT_YET = Code("P13", "审核或签字的日期在将来", "请写实际审核、签字的日期")


@source_rule(
    RESIDENT,
    LABELLED,
    CARD,
    MOBILE,
    UNREAD,
    CHANGED,
    ACTIVE,
    IDLE,
    WAIVED,
    SIGNED,
    WEAK_MASK,
    OTHER_MASK,
    NOT_YET,
    personal_names.UNCOVERED,
    personal_names.ELSEWHERE,
)
def check(sources: Sources, records: Sequence[Record], as_of: date) -> Iterator[Problem]:
    """Every number of a person, every unread part, and what became of waivers and signatures."""
    policy = next((r for r in records if isinstance(r, Privacy)), None)
    offices = frozenset(spared(records))
    waivers = policy.waivers if policy else ()
    signed = policy.signed if policy else ()
    masking = policy.masking if policy else DEFAULT
    lists = _lists(records)
    persons = personal_names.NameSearch(policy, lists.values(), sources.remember)
    used: set[Place] = set()
    for file in sources.files:
        path = unicodedata.normalize("NFC", file.path)
        told = _told_of_list(file, lists[path]) if path in lists else sources.remember(told_in, file)
        yield from _numbers(file, told.numbers, offices, waivers, used)
        yield from _unread(file, told.unread, signed, used)
        yield from _covered(file.path, told.covered, masking)
        yield from persons.check(file, told.named, used)
    yield from _records_of_review(waivers, signed, used, as_of)
    yield from _weak_masks(masking)


def _lists(records: Iterable[Record]) -> dict[str, Listed | None]:
    """What is published of each file that holds a list; nothing where it could not be read."""
    notices = [record for record in records if isinstance(record, Notice)]
    declared = {path_of(n, roster): None for n in notices for roster in n.rosters}
    ledgers = [record for record in records if isinstance(record, Ledger)]
    found = [listed for notice in notices for listed in notice.lists]
    found += [published(ledger, sheet) for ledger in ledgers for sheet in ledger.sheets]
    return {**declared, **{listed.path: listed for listed in found}}


@dataclass(frozen=True, slots=True)
class Told:
    """What a file tells of persons, whatever the rules of the county make of it."""

    numbers: tuple[tuple[Run, Finding], ...]
    covered: tuple[tuple[Run, Covered], ...]
    named: tuple[Run, ...]
    unread: tuple[Unread | Active, ...]


def told_in(file: SourceFile) -> Told:
    """What the text of a file tells: nothing but the file enters."""
    return _told(file, pieces(file.path, file.data) if _is_read(file.path) else ())


def _told_of_list(file: SourceFile, listed: Listed | None) -> Told:
    """What will be published of a list: the columns chosen, covered as they will be."""
    columns, runs = Columns(), list[Run]()
    if listed:
        list(columns.row(enumerate(listed.heads)))
        for number, row in zip(listed.lines, listed.rows, strict=True):
            runs += columns.row(enumerate(row), number)
    return _told(file, runs)


def _told(file: SourceFile, read: Iterable[Piece]) -> Told:
    read = tuple(read)
    runs = [piece for piece in read if isinstance(piece, Run)]
    return Told(
        numbers=tuple(findings_in((*read, *_escaped(file)))),
        covered=tuple((run, found) for run in runs if not run.joined for found in covered(run.text)),
        named=tuple(filter(may_name, runs)),
        unread=tuple(piece for piece in read if not isinstance(piece, Run)),
    )


def _is_read(path: str) -> bool:
    return path.rpartition(".")[2].lower() in READERS


def _numbers(
    file: SourceFile,
    numbers: Iterable[tuple[Run, Finding]],
    offices: frozenset[str],
    waivers: Iterable[PrivacyWaiver],
    used: set[Place],
) -> Iterator[Problem]:
    let_through = {w.number: w for w in waivers if w.file == file.path}
    for run, found in numbers:
        waiver = let_through.get(found.fingerprint)
        if waiver:
            used.add(waiver.at())
        elif found.number not in offices:
            yield Problem(_place(file.path, run, found), _code(found), _what(run, found))


def _code(found: Finding) -> Code:
    if found.kind is NumberKind.ID:
        return LABELLED if found.tier == "C" else RESIDENT
    return CARD if found.kind is NumberKind.CARD else MOBILE


def _what(run: Run, found: Finding) -> str:
    where = f"{run.where}里" if run.where else ""
    doubt = "（校验位不符，可能是写错或被表格软件截断的）" if found.tier == "B" else ""
    return f"{where}“{found.shown}”像是{found.kind}{doubt}，指纹 {found.fingerprint}"


def _place(path: str, run: Run, found: Finding) -> Place:
    column = run.column + found.start if run.column else 1
    return Place(path, max(run.line, 1), column)


def _escaped(file: SourceFile) -> Iterator[Run]:
    r"""Values of a catalogue that are written with escapes (``"\u0031"``), as they are meant."""
    if not file.path.endswith(".yaml") or b"\\" not in file.data:
        return
    try:
        yield from _texts(parse(file.path, decode(file.path, file.data)), "")
    except SourceError as error:
        yield from _texts(error.tree, "") if error.tree else ()


def _texts(node: Node, label: str) -> Iterator[Run]:
    if isinstance(node, Text):
        yield Run(node.value, label, line=node.place.line, column=0)
    elif isinstance(node, Items):
        for item in node.items:
            yield from _texts(item, label)
    else:
        for entry in node.entries:
            yield from _texts(entry.value, entry.key.value)


def _unread(
    file: SourceFile, unread: Iterable[Piece], signed: Iterable[SignOff], used: set[Place]
) -> Iterator[Problem]:
    place, mark = Place(file.path), file.digest
    yield from (Problem(place, ACTIVE, piece.why) for piece in unread if isinstance(piece, Active))
    why = list(dict.fromkeys(piece.why for piece in unread if isinstance(piece, Unread)))
    if not why:
        return
    own = [sign for sign in signed if sign.file == file.path]
    used.update(sign.at() for sign in own)
    if not own:
        yield Problem(place, UNREAD, f"{'、'.join(why[:5])}，散列 {mark[:PRINT]}")
    elif not any(mark.startswith(sign.digest) for sign in own):
        yield Problem(own[0].at("digest"), CHANGED, f"“{file.path}”现在的散列是 {mark[:PRINT]}")


def _covered(path: str, numbers: Iterable[tuple[Run, Covered]], masking: Masking) -> Iterator[Problem]:
    for run, number in numbers:
        rule = masking.of(number.kind)
        if not number.mask.shows_no_more_than(rule):
            what = f"这里的{number.kind}留了“{number.mask}”，全县的规则是“{rule}”"
            column = run.column + number.start if run.column else 1
            yield Problem(Place(path, max(run.line, 1), column), OTHER_MASK, what)


def _records_of_review(
    waivers: Iterable[PrivacyWaiver], signed: Iterable[SignOff], used: set[Place], as_of: date
) -> Iterator[Problem]:
    for waiver in waivers:
        what = (
            f"“{waiver.file}”的指纹 {waiver.number}，{waiver.post}审核于 {waiver.day}：{waiver.reason}"
        )
        yield Problem(waiver.at(), WAIVED if waiver.at() in used else IDLE, what)
    for sign in signed:
        what = f"“{sign.file}”，{sign.post}签字于 {sign.day}"
        yield Problem(sign.at(), SIGNED if sign.at() in used else IDLE, what)
    dated = [(r.at("day"), r.day) for r in waivers] + [(r.at("day"), r.day) for r in signed]
    for place, day in dated:
        if day > as_of:
            yield Problem(place, NOT_YET, f"{day} 晚于 {as_of}")


def _weak_masks(masking: Masking) -> Iterator[Problem]:
    for kind, attribute in (
        (NumberKind.ID, "resident"),
        (NumberKind.CARD, "card"),
        (NumberKind.MOBILE, "mobile"),
    ):
        mask = masking.of(kind)
        left = candidates(kind, mask, age_known=masking.age != NO)
        if left < LEAST and (mask.head or mask.tail):
            what = f"{kind}“{mask}”只剩大约 {left} 个可能"
            yield Problem(masking.at(attribute), WEAK_MASK, what)
