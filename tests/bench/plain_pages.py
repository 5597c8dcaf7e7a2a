"""A county's records as pages that any site builder can fill a template with.

Enters: a county folder.  Leaves: a ``PlainPage`` for every record of which we make a page and which
is for the public: units, posts, powers, decisions, notices; as written, nothing checked or derived.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

PUBLIC, SHORT = "向社会公开", 60
_STEPS = ("步骤", "判断", "公示", "送达", "会审", "并行")
Value = Any
"""YAML as it stands: text, lists and mappings."""


@dataclass(frozen=True)
class PlainPage:
    """One page: where it lies, what it is called, its facts and sections."""

    shelf: str
    code: str
    title: str
    above: str
    above_name: str
    facts: list[tuple[str, str]]
    sections: list[dict[str, Value]]

    @property
    def path(self) -> str:
        return f"{self.shelf}/{self.code}"

    def values(self) -> dict[str, Value]:
        """What a template is given."""
        return asdict(self)


def pages(county: Path) -> Iterator[PlainPage]:
    """Every public record, and on the page of a unit all that it holds."""
    catalogues = county / "catalogues"
    units = {unit["编码"]: unit for unit in _records(catalogues / "units")}
    held: dict[str, list[Value]] = {code: [] for code in units}
    for shelf in ("powers", "decisions"):
        for record in _records(catalogues / shelf):
            if record["公开范围"] == PUBLIC:
                held[record["主体"]].append((f"../{shelf}/{record['编码']}.html", _title(record)))
                yield _page(shelf, record, units[record["主体"]])
    for notice in _notices(county / "content"):
        yield _page("notices", notice, units[notice["发布机构"]])
    for unit in units.values():
        posts = unit.pop("岗位")
        links = [(f"../posts/{post['代码']}.html", post["名称"]) for post in posts]
        yield from (_page("posts", post, unit) for post in posts)
        whole = {"title": "岗位和职权", "links": [*links, *held[unit["编码"]]]}
        yield _page("units", unit, units.get(unit.get("上级"), unit), whole)


def _records(folder: Path) -> Iterator[Value]:
    for path in sorted(folder.rglob("*.yaml")):
        written = _read(path.read_text(encoding="utf-8"))
        yield from written if isinstance(written, list) else [written]


def _notices(folder: Path) -> Iterator[Value]:
    for path in sorted(folder.rglob("*.md")):
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        yield {**_read(head), "正文": body}


def _read(text: str) -> Value:
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  it makes nothing but text


def _title(record: Value) -> str:
    title: str = record.get("名称") or record["标题"]
    return title


def _page(shelf: str, record: Value, above: Value, *more: dict[str, Value]) -> PlainPage:
    short = {key for key, value in record.items() if isinstance(value, str) and len(value) < SHORT}
    facts = [(key, value) for key, value in record.items() if key in short]
    sections = [_section(key, value) for key, value in record.items() if key not in short]
    code = record.get("编码") or record["代码"]
    return PlainPage(
        shelf, code, _title(record), above["编码"], above["名称"], facts, [*sections, *more]
    )


def _section(title: str, value: Value) -> dict[str, Value]:
    if title == "流程":
        return {"title": title, "rows": [list(row) for row in _steps(value["步骤"])]}
    if isinstance(value, Mapping):
        return {"title": title, "rows": [[key, _flat(inner)] for key, inner in value.items()]}
    if isinstance(value, list) and all(isinstance(item, Mapping) for item in value):
        return {"title": title, "rows": [[_flat(part) for part in item.values()] for item in value]}
    lines = value.splitlines() if isinstance(value, str) else map(_flat, value)
    return {"title": title, "lines": [line for line in lines if line]}


def _steps(steps: Value) -> Iterator[tuple[str, ...]]:
    """Steps in reading order, those of side branches behind theirs."""
    for step in steps:
        name = next(step[key] for key in _STEPS if key in step)
        ways = step.get("去向", {})
        aside = ways.values() if isinstance(ways, Mapping) else ()
        yield (
            name,
            *(_flat(step.get(key, "")) for key in ("岗位", "职能", "时限", "产出", "说明", "风险")),
        )
        for branch in [*(way for way in aside if isinstance(way, list)), step.get("分支", [])]:
            yield from _steps(branch)


def _flat(value: Value) -> str:
    if isinstance(value, Mapping):
        return "；".join(f"{key}：{_flat(inner)}" for key, inner in value.items())
    return "、".join(map(_flat, value)) if isinstance(value, list) else value
