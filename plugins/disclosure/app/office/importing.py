"""``disclosure import``: sheets into the catalogue; shown first, written when agreed.

Enters: parsed options.  Leaves: what was understood on standard output, and an exit status.  Nothing is
written unless ``--write`` is there or someone says yes, and then all of it or nothing.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import NamedTuple

from ...basics.problem import Code, Problem, in_order
from ...county.lookups.registered import registered
from ...county.read import Records, SourceFile, read
from ...schema.records.ledgers.ledger import Ledger
from ...tables.grid import FilePlace, SheetGrid
from ...tables.ledgers.ledger_heads import POSTED
from ...tables.ledgers.ledger_import import LedgerImport, of_ledgers, places
from ...tables.ledgers.ledger_merge import LedgerFile
from ...tables.merged.plan import Answers, MergePlan, Recoded
from ...tables.merged.texts import Written, written
from ...tables.sheets_read import Understood, understand
from ...tables.since_export import changed_since, files_changed_since
from ...tables.sourced import Catalogue, catalogue
from ...tables.trees import TooMuchForAFile
from ...tables.written.remarks import is_workbook, remarked
from .. import disk
from ..load import judged
from ..report import FINE, PROBLEMS, USAGE, say, write_out
from .asking import agreed
from .intake import in_place, preview, told_words, unknown, word_notices
from .intake.bounded import read_in_bounds
from .intake.word_notices import WordDrafts, notices_among

TOO_MUCH = Code(
    "T36", "一条记录太大", "请分成几份导入：一份公开目录几千行的，各领域各写一份（--set 编码= 各不相同）"
)


def import_tables(options: Namespace) -> int:
    """Read, show, check, and write if that is wanted."""
    if absent := _absent(options.files):
        return say(absent, USAGE)
    files, unread = disk.read_county(options.county)
    held = catalogue(files)
    if unread or held.problems:
        write_out([*unread, *held.problems], sys.stdout.write)
        return say("没有导入：请先改好上面的问题", PROBLEMS)
    asked = told_words.asked(options)
    records, faults = read(files)
    wrong = asked if isinstance(asked, str) else told_words.no_such_ledger(asked, records.of(Ledger))
    if wrong or isinstance(asked, str):
        return say(wrong, USAGE)
    grids, problems = _grids(options.files)
    notices = notices_among(options, grids, records)
    ledgers = of_ledgers(notices.others, records, asked)
    known = replace(asked, elsewhere=frozenset(sheet.reading.grid.file for sheet in ledgers.sheets))
    understood = understand(ledgers.others, held, registered(records), known)
    if wrong := told_words.unused(asked, understood, ledgers, notices):
        return say(wrong, USAGE)
    problems += unknown.empty(options.files, grids, [*problems, *notices.problems], notices)
    answers = Answers(Recoded(options.renamed) if options.renamed else None, options.removed == "删")
    plan, answers = _with_answers(understood, held, answers)
    data = ledgers.files(files, records, remove=answers.remove)
    changed = {file.path for file in data if file.changes}
    posted = ledgers.posted(held, asked.preset.get(POSTED, ""), changed)
    plan = replace(plan, changes=(*plan.changes, *posted))
    word_notices.show(notices)
    most = _most(options)
    if understood.sheets or understood.passed_over or plan.changes:
        preview.show(understood, plan, answers, most, sys.stdout.write)
    data = _with_removals(data, ledgers, files, records, answers)
    changes = [file for file in data if file.changes]
    meanwhile = [*changed_since(grids, plan.changes), *files_changed_since(grids, changes, files)]
    preview.show_meanwhile(meanwhile, sys.stdout.write)
    preview.show_ledgers(data, most, remove=answers.remove, write=sys.stdout.write)
    if understood.sheets or ledgers.sheets:
        preview.show_words(asked, told_words.not_there(asked, grids), sys.stdout.write)
    told = unknown.rather(understood.problems, faults)
    problems += [*notices.problems, *ledgers.problems, *told, *plan.problems]
    if problems := [*problems, *(problem for file in data for problem in file.problems)]:
        return _stopped(options, problems)
    planned = _Planned(held, plan, changes, notices)
    return _write(options, files, planned)


def _most(options: Namespace) -> int:
    return sys.maxsize if options.all else preview.MOST


def _absent(paths: Sequence[Path]) -> str:
    """What to say of the first path that is no file, or that is called as another one is."""
    names = [path.name for path in paths]
    if twins := [str(path) for path in paths if names.count(path.name) > 1]:
        return f"“{'”“'.join(twins)}”同名，说到哪一格就分不清：请改名，或者一个一个导入"
    for path in paths:
        if path.is_dir():
            return f"“{path}”是文件夹，不是表：请写文件夹里的文件"
        if not path.is_file():
            return f"没有“{path}”这个文件，请看文件名写对没有、在哪个文件夹"
    return ""


class _Planned(NamedTuple):
    """What would be written: records of the catalogue, data of ledgers, drafts of notices."""

    held: Catalogue
    plan: MergePlan
    data: Sequence[LedgerFile]
    notices: WordDrafts

    def made(self) -> Written:
        """The new texts of all files."""
        catalogue = written(self.held, self.plan)
        texts = {file.path: file.text for file in self.data}
        return Written({**catalogue.texts, **texts}, {**catalogue.cells, **places(self.data)})


def _with_removals(
    data: Sequence[LedgerFile],
    ledgers: LedgerImport,
    files: Sequence[SourceFile],
    records: Records,
    answers: Answers,
) -> Sequence[LedgerFile]:
    """The files of data; at a terminal it is asked what is to become of lines that are missing."""
    missing = [line for file in data for line in file.missing]
    if missing and not answers.remove:
        told = "、".join(missing[:5])
        if agreed(f"台账里的 {told} 等 {len(missing)} 行表里没有：从台账里删去吗？"):
            return ledgers.files(files, records, remove=True)
    return data


def _grids(paths: Sequence[Path]) -> tuple[list[SheetGrid], list[Problem]]:
    grids, problems = list[SheetGrid](), list[Problem]()
    for path in paths:
        found, told = read_in_bounds(path)
        grids += found
        problems += told
    return grids, problems


def _with_answers(
    understood: Understood, held: Catalogue, answers: Answers
) -> tuple[MergePlan, Answers]:
    """The plan; at a terminal, what is not sure is asked."""
    given, plan = answers, understood.plan(held, answers)
    if plan.recoded and answers.recoded is None:
        told = "、".join(f"{kept.code} → {code}" for kept, code in plan.recoded[:5])
        reply = agreed(f"{told} 等 {len(plan.recoded)} 项名称、主体没变：是换了编码吗？")
        if reply is not None:
            answers = replace(answers, recoded=Recoded.SAME if reply else Recoded.OTHER)
    if plan.missing and not answers.remove:
        told = "、".join(kept.code for kept in plan.missing[:5])
        reply = agreed(f"目录里的 {told} 等 {len(plan.missing)} 项表里没有：从目录里删去吗？")
        answers = replace(answers, remove=bool(reply))
    return (plan if answers == given else understood.plan(held, answers)), answers


def _stopped(options: Namespace, problems: Sequence[Problem]) -> int:
    preview.show_problems(in_order(problems), _most(options), sys.stdout.write)
    if options.remarks:
        _remark(options.remarks, options.files, in_order(problems))
    return say(f"没有写：{len(set(problems))} 个问题", PROBLEMS)


def _remark(folder: Path, paths: Sequence[Path], problems: Sequence[Problem]) -> None:
    """Copies of the clerk's workbooks, each problem a comment at its cell; no file is written over."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        data = path.read_bytes() if path.exists() else b""
        told = [problem for problem in problems if problem.place.path.startswith(f"{path.name}!")]
        if told and not is_workbook(data):
            say(f"没有写批注：{path.name} 不是 .xlsx，请另存为 .xlsx 再导入", PROBLEMS)
        if not told or not is_workbook(data):
            continue
        names = (f"{path.stem}{f'（{number}）' if number > 1 else ''}.xlsx" for number in count(1))
        copy = next(folder / name for name in names if not (folder / name).exists())
        made, cells = remarked(path.name, data, told)
        copy.write_bytes(made)
        say(f"批注写在 {copy}，{cells} 格", PROBLEMS)


def _write(options: Namespace, files: Sequence[SourceFile], planned: _Planned) -> int:
    """What passes ``check`` is written; of what does not, the cells are named."""
    if not (planned.plan.changes or planned.data or planned.notices.drafts):
        return say("没有要改的", FINE)
    try:
        made = planned.made()
    except TooMuchForAFile:
        what = "写出来超过一个目录文件的上限"
        return _stopped(options, [Problem(FilePlace(p.name), TOO_MUCH, what) for p in options.files])
    then = made.over(files)
    after = judged(options.county, then)
    errors = [problem for problem in after if problem.is_error]
    before = judged(options.county, files) if errors else []
    known = {(problem.code, problem.what) for problem in before}
    if fresh := [problem for problem in errors if (problem.code, problem.what) not in known]:
        return _stopped(options, [made.at_cell(problem) for problem in fresh])
    reminders = sum(not problem.is_error for problem in after)
    count = len(made.texts) + len(planned.notices.drafts)
    if not (options.write or agreed(f"写进 {count} 个文件吗？")):
        return say("没有写：看过没有问题，加 --write 再来一次", FINE)
    in_place.put(options.county, made.data(files))
    word_notices.put(options.county, planned.notices)
    told = "；公告是草稿：补齐文件头，删去“状态: 草稿”，移进 content/" if planned.notices.drafts else ""
    return say(f"写了 {count} 个文件{told}；{reminders} 个提醒（disclosure check 逐条列出）", FINE)
