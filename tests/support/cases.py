"""Golden cases: one readable file each, laid over the small sound county.

Enters: ``tests/cases/<group>/<name>.yaml``.  Leaves: what a case says, and the county that it makes.
How a case is written stands in docs/architecture.md; whatever does not fit is an error at once.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

import yaml

ROOT = Path(__file__).parent.parent.parent
CASES = ROOT / "tests" / "cases"
SOUND = CASES / "_county"
HARMLESS = ("reminder-", "pass-")  # what is only a reminder, and what is in order, stops no build
IN_ORDER = "没有问题"
KEYS = {"说明", "代码", "示例", "底本", "文件", "改", "答"}
MADE = [{"取自"}, {"链接"}, {"编码", "内容"}, {"重复", "次数"}]

Content: TypeAlias = str | Mapping[str, str]
Change: TypeAlias = str | Mapping[str, str]


class CaseError(Exception):
    """A case that cannot be laid out: it names the file, the place and what is wrong."""


@dataclass(frozen=True)
class Case:
    """``files`` are put in place whole, then ``changes`` are made; ``answer`` is what check prints."""

    name: str
    why: str
    codes: tuple[str, ...]
    shown: bool
    base: str
    files: Mapping[str, Content]
    changes: Mapping[str, Change]
    answer: str

    @property
    def harmless(self) -> bool:
        return self.name.rpartition("/")[2].startswith(HARMLESS)

    @property
    def path(self) -> Path:
        return case_path(self.name)


def case_path(name: str) -> Path:
    return CASES / f"{name}.yaml"


@cache
def case_names() -> tuple[str, ...]:
    """Every golden case; what begins with ``_`` is no case."""
    found = (path.relative_to(CASES).with_suffix("") for path in CASES.rglob("*.yaml"))
    return tuple(sorted(path.as_posix() for path in found if not path.as_posix().startswith("_")))


@cache
def case(name: str) -> Case:
    """A case, read."""
    text = case_path(name).read_text(encoding="utf-8")
    said = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  strings only
    if unknown := set(said) - KEYS:
        raise CaseError(f"{name}：不认识的键 {unknown}")
    if missing := {"说明", "答"} - set(said):
        raise CaseError(f"{name}：缺少 {missing}")
    if list(said)[-1] != "答":
        raise CaseError(f"{name}：“答”要写在最后")
    return Case(
        name,
        said["说明"],
        tuple(said.get("代码", "").split()),
        said.get("示例") == "是",
        said.get("底本", ""),
        said.get("文件", {}),
        said.get("改", {}),
        "" if said["答"] == IN_ORDER else said["答"],
    )


def accept(name: str, printed: str) -> None:
    """Write what ``check`` printed as the answer; nothing else in the file moves."""
    text = case_path(name).read_text(encoding="utf-8")
    kept = text[: text.rindex("\n答:") + 1]
    lines = "".join(f"  {line}\n" for line in printed.splitlines())
    case_path(name).write_text(
        f"{kept}答: |\n{lines}" if printed else f"{kept}答: {IN_ORDER}\n", encoding="utf-8", newline="\n"
    )
    case.cache_clear()


@cache
def sound_files() -> dict[Path, bytes]:
    """The sound county, file by file: it is laid out for hundreds of tests."""
    files = (path for path in SOUND.rglob("*") if path.is_file())
    return {path.relative_to(SOUND): path.read_bytes() for path in files}


def lay_out_case(name: str, folder: Path) -> Path:
    """The sound county with a case on top, in ``folder``; without a name, the sound county alone."""
    county = folder / "county"
    for path, data in sound_files().items():
        (county / path).parent.mkdir(parents=True, exist_ok=True)
        (county / path).write_bytes(data)
    if name:
        lay_over(name, county)
    return county


def lay_over(name: str, county: Path) -> None:
    """A case on top of a county that is there already."""
    one = case(name)
    if one.base:
        lay_over(one.base, county)
    for path, content in one.files.items():
        put(county / path, content)
    for path, change in one.changes.items():
        place = county / path
        try:
            text = place.read_bytes().decode()
            place.write_bytes(changed(text, change).encode())
        except (CaseError, OSError) as error:
            raise CaseError(f"{name}：{path}：{error}") from error


def put(place: Path, content: Content) -> None:
    """A whole file: text, a file of the repository, text in another encoding, a repetition, a link."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str):
        place.write_bytes(content.encode())
    elif set(content) not in MADE:
        raise CaseError(f"不认识的写法 {sorted(content)}")
    elif "取自" in content:
        shutil.copyfile(ROOT / content["取自"], place)
    elif "链接" in content:
        place.symlink_to(content["链接"])
    elif "重复" in content:
        place.write_bytes(content["重复"].encode() * int(content["次数"]))
    else:
        place.write_bytes(content["内容"].encode(content["编码"]))


def changed(text: str, change: Change) -> str:
    """A text with a change made: values by their key, or lines by comparison."""
    if isinstance(change, str):
        return with_lines(text, change)
    for path, value in change.items():
        start, end = place_of(text, path)
        text = text[:start] + value + text[end:]
    return text


def with_lines(text: str, comparison: str) -> str:
    """Lines taken away (-), put in (+), and those that stay ( ); ``@@`` parts two places."""
    lines = text.split("\n")
    for hunk in comparison.removeprefix("@@\n").removesuffix("\n").split("\n@@\n"):
        written = [(line[:1], line[1:]) for line in hunk.split("\n")]
        if strange := [mark + line for mark, line in written if mark not in ("-", "+", " ")]:
            raise CaseError(f"每行以 -、+ 或空格开头：{strange[0]}")
        old = [line for mark, line in written if mark != "+"]
        found = [n for n in range(len(lines)) if lines[n : n + len(old)] == old] if old else []
        if len(found) != 1:
            raise CaseError(f"有 {len(found)} 处，要正好一处：\n" + "\n".join(old))
        lines[found[0] : found[0] + len(old)] = [line for mark, line in written if mark != "-"]
    return "\n".join(lines)


def place_of(text: str, path: str) -> tuple[int, int]:
    """Where a key's value stands; an item of a list is found by one of its own values."""
    node = next(yaml.compose_all(text, Loader=yaml.CBaseLoader))
    for step in path.split("/"):
        below = entries(node, step)
        if len(below) != 1:
            raise CaseError(f"{path}：“{step}”有 {len(below)} 处，要正好一处")
        node = below[0]
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        raise CaseError(f"{path}：不是一行里的值，请用 -、+ 逐行写")
    return node.start_mark.index, node.end_mark.index


def entries(node: yaml.Node, step: str) -> list[yaml.Node]:
    """The values of a key in a table, or the items of a list that hold a value."""
    if isinstance(node, yaml.MappingNode):
        return [value for key, value in node.value if key.value == step]
    if isinstance(node, yaml.SequenceNode):
        return [item for item in node.value if step in said_in(item)]
    return []


def said_in(item: yaml.Node) -> list[object]:
    """What an item of a list says in itself, without what lies deeper."""
    values = [value for _, value in item.value] if isinstance(item, yaml.MappingNode) else [item]
    return [value.value for value in values]
