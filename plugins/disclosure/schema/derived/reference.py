"""The field reference and the table of problems, as Markdown generated from the declarations.

Enters: the declared records and codes, and an example for some codes.  Leaves: the
texts of docs/fields.md and docs/problems.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ...basics.law.whom import LAWS, Binding, Body
from ...basics.problem import Code
from ..catalogue import ALL, Shelf
from ..declare import Key, Record
from ..kinds import Count, Line, Prose, Scalar
from ..records.ledgers.ready_made import accounts, definitions, laws
from ..source.nodes import Entry, Items, Node, Table, Text
from .editor import kinds_in, records_below

_INTRODUCTION = """本页由程序从字段声明生成，请勿手改。**粗体**的键必填。

`catalogues/` 里的一个文件写一条记录，也可以写几条同类的：每条以 `- ` 开头，其余各行缩进两格。
县情、隐私各只有一份，公告一篇一个文件。"""

_READY = """本页由程序从 `plugins/disclosure/schema/records/ledgers/ready/` 生成，请勿手改。

在台账里写一行 `用: 台账的名称`，列、周期、核对都有了；要改哪一项，就写哪一项（见[台账](ledgers.md)）。
编码、主体、公布日期、公开范围、载体、公布，每个县自己写。"""
_WHOM = """问题里引的法规，只对它约束的机构说；法规写明参照执行的，说“参照”；不约束的，说“本县比照”：
是县里自己要求的，不是法律要求的。只管一类职权的法规，对别的职权也说“本县比照”。哪一级是什么机构，看机构的层级和名称。"""
_CHECKS = ("勾稽", "承接", "同期", "对账", "时限", "间隔", "分档", "要件", "字数", "预警", "排名")

_PLAIN = (Line, Prose, Count)  # their label says it all


def fields_text() -> str:
    """docs/fields.md: every record with its keys."""
    lines = ["# 字段参考", "", _INTRODUCTION, ""]
    seen: dict[type[Record], None] = {}
    for shelf in ALL:
        lines += [f"## {shelf.written.title}（{_where(shelf)}）", ""]
        for record in records_below(shelf.written):
            if record not in seen:
                seen[record] = None
                lines += _table(record, nested=record is not shelf.written)
    return "\n".join([*lines, *_forms(seen)]).rstrip() + "\n"


def _forms(records: Iterable[type[Record]]) -> Iterator[str]:
    """What can be written in each kind of value, by example."""
    kinds = (kind for record in records for key in record.keys().values() for kind in kinds_in(key.kind))
    shown = (kind for kind in kinds if isinstance(kind, Scalar) and not isinstance(kind, _PLAIN))
    forms = {kind.form.called: kind.form for kind in shown}
    yield from ("## 值的写法", "", "编辑器和 `disclosure check` 用的是同一份写法，宽严一样。", "")
    yield from ("| 值 | 可以写 | 不能写 |", "|---|---|---|")
    for called, form in sorted(forms.items()):
        cells = [
            "　".join(f"`{_cell(text)}`" for text in texts) for texts in (form.examples, form.misfits)
        ]
        yield f"| {called} | {' | '.join(cells)} |"


def problems_text(codes: Iterable[Code], examples: Mapping[str, str]) -> str:
    """docs/problems.md: every code with its meaning, remedy and source, then the examples."""
    ordered = sorted(codes, key=lambda c: (c.id[0], int(c.id[1:])))
    lines = ["# 问题代码", "", "本页由程序生成，请勿手改。代码一经公布，含义永不改变。", ""]
    lines += ["含义有链接的，下面有例子：在一个没有问题的小县里改了哪里，程序怎样回答。", ""]
    lines += ["| 代码 | 程度 | 含义 | 怎么改 | 出处 |", "|---|---|---|---|---|"]
    for code in ordered:
        title = f"[{code.title}](#{code.id.lower()})" if code.id in examples else code.title
        cells = (code.id, code.severity, title, code.mend, code.law)
        lines.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
    lines += ["", "## 法规管谁", "", _WHOM, "", "| 法规 | 约束 | 参照 | 出处 |", "|---|---|---|---|"]
    lines += [_reach(title, reach) for title, reach in LAWS.items()]
    lines += ["", "## 例子", ""]
    for code in ordered:
        if code.id in examples:
            lines += [f"### {code.id}", "", f"**{code.title}。** {examples[code.id]}"]
    return "\n".join(lines).rstrip() + "\n"


def _reach(title: str, reach: Binding) -> str:
    """Whom a law binds, a row."""
    only = f"（只管{reach.category}）" if reach.category else ""
    whom = (reach.binds, reach.followed)
    who = ("、".join(body for body in Body if body in bodies) for bodies in whom)
    return f"| {' | '.join(map(_cell, (f'《{title}》{only}', *who, reach.source)))} |"


def ready_text() -> str:
    """docs/ready-ledgers.md: every ready-made ledger, what it checks and whose practice it serves."""
    lines = ["# 现成的台账", "", _READY, "", "| 台账 | 周期 | 列 | 自己核对什么 | 哪里的做法 | 法规 |"]
    lines.append("|---|---|---|---|---|---|")
    for name, node in definitions().items():
        told = {entry.key.value: entry.value for entry in node.entries}
        columns = "、".join(entry.key.value for entry in _entries(told["列"]))
        checks = "；".join(f"{key}：{_plainly(told[key])}" for key in _CHECKS if key in told)
        row = (name, _plainly(told["周期"]), columns, checks, accounts()[name], laws().get(name, ""))
        lines.append(f"| {' | '.join(map(_cell, row))} |")
    return "\n".join(lines) + "\n"


def _entries(node: Node) -> tuple[Entry, ...]:
    return node.entries if isinstance(node, Table) else ()


def _plainly(node: Node) -> str:
    """A value in one line, as it is written."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return "、".join(map(_plainly, node.items))
    return "，".join(f"{entry.key.value} {_plainly(entry.value)}" for entry in node.entries)


def _where(shelf: Shelf) -> str:
    if shelf.folder == "content":
        return "`content/**/*.md` 的文件头"
    return f"`catalogues/{shelf.folder}`" + ("" if shelf.folder.endswith(".yaml") else "/")


def _table(record: type[Record], *, nested: bool) -> Iterator[str]:
    if nested:
        yield from (f"### 《{record.title}》", "")
    yield from ("| 键 | 写法 | 说明 |", "|---|---|---|")
    for key in record.keys().values():
        name = f"**{key.name}**" if key.required else key.name
        yield f"| {name} | {_cell(key.kind.label())} | {_cell(_explained(key))} |"
    yield ""


def _explained(key: Key) -> str:
    return key.doc + "；写了“用”就不必写" * key.lent + (f"（出处：{key.source}）" if key.source else "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
