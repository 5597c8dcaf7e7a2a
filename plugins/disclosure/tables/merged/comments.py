"""Remarks (# …) of a catalogue file, kept where the lines around them are written anew.

Enters: the text of a file; lines that go and the lines that stand in their place.  Leaves: these lines
with the remarks of before: beside the line that says the same, before the line that it stood before,
or else above all of them.  Behind a value without quotation marks no remark may stand (Y13).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import yaml

_REMARK = re.compile(r"(?:^|(?<=\s))#.*")
_CLOSED = ('"', "'", ":", "|", "]", "}")
_BLOCK = re.compile(r"[|>][-+0-9]*\s+(?=#)")


class Remark(NamedTuple):
    """A remark: the column of its sign, its words, and whether it has its line for itself."""

    column: int
    words: str
    is_alone: bool


def remarks_in(text: str) -> Mapping[int, Remark]:
    """All remarks by their line, from 0: what no token covers."""
    lines, found, line, column = text.split("\n"), dict[int, Remark](), 0, 0
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        begins, ends = token.start_mark, token.end_mark
        found.update(_between(lines, (line, column), (begins.line, begins.column)))
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            block = _BLOCK.match(lines[begins.line], begins.column)
            found.update(_in(lines, begins.line, block.end()) if block else ())
        line, column = ends.line, ends.column
    found.update(_between(lines, (line, column), (len(lines) - 1, len(lines[-1]))))
    return found


def _between(
    lines: Sequence[str], begin: tuple[int, int], end: tuple[int, int]
) -> Iterator[tuple[int, Remark]]:
    yield from _in(lines, *begin)
    for number in range(begin[0] + 1, end[0] + (end[1] > 0)):
        yield from _in(lines, number, 0)


def _in(lines: Sequence[str], number: int, column: int) -> Iterator[tuple[int, Remark]]:
    line = lines[number] if number < len(lines) else ""
    if found := _REMARK.search(line, column):
        yield number, Remark(found.start(), found[0], not line[: found.start()].strip())


def kept(
    lines: Sequence[str], remarks: Mapping[int, Remark], span: tuple[int, int], new: Sequence[str]
) -> list[str]:
    """The new lines of a span with the remarks that stood in it."""
    beside, before, above = dict[int, str](), dict[int, list[str]](), list[str]()
    said = {_bare(line): n for n, line in reversed([*enumerate(new)])}
    for number in range(*span):
        if not (remark := remarks.get(number)):
            continue
        code = lines[number][: remark.column].rstrip()
        where = _where(lines, remarks, (number, span[1]), said)
        where = 0 if number == span[0] and new and not remark.is_alone else where
        if where is None:
            above.append(remark.words)
        elif remark.is_alone or where in beside or not new[where].endswith(_CLOSED):
            before.setdefault(where, []).append(remark.words)
        else:
            beside[where] = lines[number][len(code) :]
    made = [
        line for n, line in enumerate(new) for line in _one(line, before.get(n, ()), beside.get(n, ""))
    ]
    first = new[0] if new else lines[span[0]]
    return [*_indented(first, above), *made]


def above_all(
    lines: Sequence[str], remarks: Mapping[int, Remark], span: tuple[int, int], new: Sequence[str]
) -> list[str]:
    """The same where the new lines are such that no remark can stand among them."""
    words = [remarks[number].words for number in range(*span) if number in remarks]
    return [*_indented(new[0] if new else lines[span[0]], words), *new]


def _where(
    lines: Sequence[str], remarks: Mapping[int, Remark], span: tuple[int, int], new: Mapping[str, int]
) -> int | None:
    """The new line that says what the line of a remark says, or the next one where it stands alone."""
    for number in range(*span):
        remark = remarks.get(number)
        said = _bare(lines[number][: remark.column] if remark else lines[number])
        if said:
            return new.get(said)
    return None


def _bare(line: str) -> str:
    """What a line says, however it is quoted."""
    return line.strip().replace('"', "").replace("'", "")


def _one(line: str, before: Sequence[str], beside: str) -> Sequence[str]:
    return (*_indented(line, before), line + beside)


def _indented(line: str, words: Sequence[str]) -> Sequence[str]:
    return [line[: len(line) - len(line.lstrip())] + said for said in words]
