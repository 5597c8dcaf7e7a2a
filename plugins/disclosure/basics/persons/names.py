"""Names of natural persons: shown by one rule, and found where the rule was not kept.

Enters: a name, or a run of text with its label, and a rule (公开, 只留姓, 隐去一字).  Leaves: the
name as it may be shown, and names that stand more openly than the rule allows.

A rule is kept by position, not by a dictionary: under the label 姓名 every word counts as a name,
of whatever people and in whatever script, but for the words that end a list, fill a gap, or say
what somebody is (``in_a_cell``).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..labelled import NAME, Run
from ..values import regex
from .in_a_cell import DOT, GAPS, HAN, MARK, TWO, names_in, parts, plain

__all__ = [
    "ONE_HIDDEN",
    "OPEN",
    "RULES",
    "SURNAME",
    "is_too_open",
    "may_name",
    "plain",
    "shown",
    "split",
    "too_open",
]

OPEN, SURNAME, ONE_HIDDEN = "公开", "只留姓", "隐去一字"
RULES = (OPEN, SURNAME, ONE_HIDDEN)

_SHORT = regex(rf"[{HAN}{MARK}]{{2,4}}|(?=[^{DOT}]{{0,40}}[{DOT}])[{HAN}{MARK}{DOT}]{{3,40}}")
_ANY = regex(rf"[{HAN}{MARK}{DOT}]")
_ENDS = r"性别|身份|年龄|电话|手机|住址|地址|职务|民族|单位|证件"
_FOLLOWS = rf"(?=[^{HAN}{MARK}{DOT}]|$|{_ENDS})"
_TYPED = regex(
    rf"姓\s{{0,4}}名\s{{0,4}}[:：]\s{{0,4}}"
    rf"([{HAN}{MARK}{DOT}]{{2,40}}?{_FOLLOWS}(?:[、/／][{HAN}{MARK}{DOT}]{{2,40}}?{_FOLLOWS}){{0,20}})"
)


def split(text: str) -> list[str]:
    """The names of a cell, with what stands between them at every other place."""
    return parts(text)


def shown(text: str, rule: str) -> str:
    """A cell of names as ``rule`` shows it: 张某某 (只留姓), 张*某 (隐去一字); 欧阳 stays whole.

    A long name without a dot, and what is no name and not one of the words that fill a gap, shows
    its first character only.
    """
    if rule == OPEN:
        return plain(text)
    return "".join(part if n % 2 else _covered(plain(part), rule) for n, part in enumerate(split(text)))


def _covered(name: str, rule: str) -> str:
    if name in GAPS or not any(char.isalpha() or _ANY.match(char) for char in name.strip(DOT)):
        return name
    keep = len(_surname(name))
    if rule == SURNAME or not _SHORT.fullmatch(name):
        return f"{name[:keep]}某某"
    return f"{name[:keep]}*{name[keep + 1 :]}"


def is_too_open(text: str, rule: str) -> bool:
    """Whether a cell shows more of some name than ``rule`` does."""
    return any(_is_open(name, rule) for name in names_in(text))


def may_name(run: Run) -> bool:
    """Whether ``too_open`` may find a name in a run of text, whatever the rule."""
    return run.label == NAME or _TYPED.search(run.text) is not None


def too_open(run: Run, rule: str) -> Iterator[str]:
    """Names in a run of text that show more than ``rule`` does."""
    for cell in [run.text] if run.label == NAME else _TYPED.findall(run.text):
        yield from (name for name in names_in(cell) if _is_open(name, rule))


def _is_open(name: str, rule: str) -> bool:
    if rule == OPEN:
        return False
    covers = MARK if _ANY.match(name) else "*＊"
    visible = [char for char in name if char not in covers and char not in DOT]
    covered = len(visible) + sum(char in DOT for char in name) < len(name)
    return bool(visible) and (not covered or (rule == SURNAME and len(visible) > len(_surname(name))))


def _surname(name: str) -> str:
    return name[:2] if name[:2] in TWO and len(name) > 2 else name[:1]  # noqa: PLR2004  one of two characters
