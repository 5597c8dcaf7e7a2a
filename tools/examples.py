"""One example for each code of docs/problems.md: what was written, and what the program answers.

Enters: the golden cases.  Leaves: Markdown by code.  A case that says ``示例: 是`` is the example of
its first code; otherwise the plainest is taken: about that code first, few codes, few lines.
"""

from __future__ import annotations

import difflib
import sys
import unicodedata
from collections.abc import Iterator
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "support"))

from cases import SOUND, Case, Content, case, case_names, changed  # noqa: E402  the path comes first

MOST_LINES = 16  # of a file or of a change; whoever wants the rest opens the case
MOST_ANSWERS = 3
INVISIBLE = ("Cc", "Cf", "Co", "Cn", "Zl", "Zp")


def examples() -> dict[str, str]:
    """Markdown for every code that a case is about."""
    about: dict[str, list[Case]] = {}
    for one in map(case, case_names()):
        for code in one.codes:
            about.setdefault(code, []).append(one)
    best = {code: min(about[code], key=partial(plainness, code)) for code in sorted(about)}
    first = {one.name: code for code, one in reversed(best.items())}
    return {
        code: "\n".join(
            again(one, code, first[one.name]) if first[one.name] != code else example(one, code)
        )
        + "\n"
        for code, one in best.items()
    }


def plainness(code: str, one: Case) -> tuple[object, ...]:
    """What makes a case the better example of a code, the better the smaller."""
    first = one.codes[0] == code
    written = len(str(one.files)) + len(str(one.changes))
    return (not (first and one.shown), not first, len(one.codes), bool(one.base), written, one.name)


def example(one: Case, code: str) -> Iterator[str]:
    """Why, what was written, what is answered."""
    base = f"（底本：[{one.base}]({link(one.base)})）" if one.base else ""
    yield f"{one.why}{base}"
    for path, content in one.files.items():
        yield from file_shown(path, content)
    for path in one.changes:
        yield from ("", f"`{path}`：", *change_shown(text_in(one.base, path), text_in(one.name, path)))
    yield from ("", f"答（用例 [{one.name}]({link(one.name)})）：", *answer_shown(one, code))


def text_in(name: str, path: str) -> str:
    """A file of a case's county; without a name, of the sound one."""
    if not name:
        return (SOUND / path).read_bytes().decode()
    one = case(name)
    written = one.files.get(path)
    if isinstance(written, str):
        text = written
    else:
        text = (ROOT / written["取自"]).read_text("utf-8") if written else text_in(one.base, path)
    return changed(text, one.changes[path]) if path in one.changes else text


def again(one: Case, code: str, first: str) -> Iterator[str]:
    """An example that stands below another code already."""
    yield from (f"见 [{first}](#{first.lower()}) 的例子。答：", *answer_shown(one, code))


def link(name: str) -> str:
    return f"../tests/cases/{name}.yaml"


def file_shown(path: str, content: Content) -> Iterator[str]:
    """A whole file, or in a word what it is."""
    if isinstance(content, str):
        yield from ("", f"`{path}`：", *fenced("", cut(content.splitlines())))
    elif "取自" in content:
        yield from ("", f"`{path}`：[{content['取自']}](../{content['取自']})")
    elif "链接" in content:
        yield from ("", f"`{path}`：指向 `{content['链接']}` 的链接")
    elif "重复" in content:
        yield from ("", f"`{path}`：{content['次数']} 个 `{content['重复']}`")
    else:
        yield from ("", f"`{path}`，存成 {content['编码']}：")
        yield from fenced("", cut(content["内容"].splitlines()))


def change_shown(old: str, new: str) -> Iterator[str]:
    """The lines that differ, with one line of neighbours."""
    before, after = (text.rstrip("\n").split("\n") for text in (old, new))
    lines = list(difflib.unified_diff(before, after, n=1, lineterm=""))[3:]
    return fenced("diff", cut(["@@" if line.startswith("@@ ") else line for line in lines]))


def answer_shown(one: Case, code: str) -> Iterator[str]:
    """The lines that name the code, and how many others there are."""
    lines = one.answer.splitlines()
    named = [line for line in lines if f": {code} " in line][:MOST_ANSWERS]
    yield from fenced("", named)
    if others := len(lines) - len(named):
        yield from ("", f"（另有 {others} 条，见用例。）")


def cut(lines: list[str]) -> list[str]:
    return lines if len(lines) <= MOST_LINES else [*lines[:MOST_LINES], "…"]


def fenced(kind: str, lines: list[str]) -> Iterator[str]:
    """A block of code; characters that nobody sees are written out."""
    fence = "````" if any("```" in line for line in lines) else "```"
    yield from ("", f"{fence}{kind}", *("".join(map(visible, line)) for line in lines), fence)


def visible(character: str) -> str:
    if unicodedata.category(character) not in INVISIBLE:
        return character
    return "\\t" if character == "\t" else f"\\u{ord(character):04X}"
