"""The theme's components as they declare themselves: parameters, examples, and a page of all of them.

Enters: ``theme/templates/components``: beside each component's template a YAML file.
Leaves: ``Component`` values, examples as the values that pages give, and HTML; run as a program,
``components.html`` to look at.  An example is built of the very classes that view models are: one
that has changed shape cannot be built.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import yaml
from counties import AS_OF, ROOT
from edition_counties import environment, small
from markupsafe import Markup

import disclosure
from disclosure.app.host.static_files import static_files
from disclosure.basics.problem import Place
from disclosure.schema.records.county import County

THEME = ROOT / "theme"
FOLDER = THEME / "templates" / "components"
PLAIN: dict[str, type] = {"text": str, "number": int, "flag": bool, "date": date, "markup": Markup}
LONG = "很长的名称里没有一个空格也没有一处可以断开的标点" * 8
OURS = frozenset({
    "adopted", "badge", "chosen", "dot", "kind", "level", "money", "more", "number", "picture", "said",
    "short", "state", "unit", "where",
})  # fmt: skip
"""Fields whose words are the program's own or of a short list: no record makes them long."""
HOSTILE = "<img src=x onerror=alert(1)>\"'&</p></table><script>alert(2)</script>恶意"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Param:
    """One parameter: its type as ``type_of`` reads it; ``caller`` stands for what is put inside."""

    name: str
    type: str
    about: str
    required: bool


@dataclass(frozen=True)
class Example:
    """One way to use a component; a hidden one is for tests only."""

    name: str
    given: Mapping[str, object]
    hidden: bool


@dataclass(frozen=True)
class Component:
    """A component with everything that it declares."""

    folder: Path
    about: str
    params: tuple[Param, ...]
    examples: tuple[Example, ...]

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def template(self) -> str:
        return (self.folder / f"{self.name}.html").relative_to(THEME / "templates").as_posix()

    def shown(self, example: Example) -> str:
        """An example as the theme prints it."""
        macro = getattr(environment().get_template(self.template).module, self.name)
        return str(macro(**example.given))


@cache
def components() -> tuple[Component, ...]:
    """All components by group and name."""
    return tuple(_component(path) for path in sorted(FOLDER.glob("*/*/*.html")))


def _component(path: Path) -> Component:
    told = yaml.load(path.with_suffix(".yaml").read_text("utf-8"), yaml.CSafeLoader)
    params = tuple(
        Param(name, of["type"], of["about"], of.get("required", True))
        for name, of in told["params"].items()
    )
    written = tuple(_example(params, example) for example in told["examples"])
    return Component(path.parent, told["about"], params, (*written, *_variants(written[0])))


def _example(params: tuple[Param, ...], told: Mapping[str, Any]) -> Example:
    given = {name: value for name, value in told.items() if name not in ("name", "hidden")}
    unknown = given.keys() - {param.name for param in params}
    assert not unknown, f"{told['name']}: {unknown}"
    values = {
        param.name: _given(param, given[param.name] if param.name in given else _usual(param))
        for param in params
        if param.name in given or param.required
    }
    return Example(told["name"], values, told.get("hidden", False))


def _usual(param: Param) -> object:
    """What an example need not say, because it is the same for all."""
    county = _county()
    usual = {"root": "", "county": county, "portal": county.portal, "as_of": AS_OF, "caller": "内容"}
    return usual[param.name]


@cache
def _county() -> County:
    county = small().county
    return replace(county, portal=replace(county.portal, contact="云台路1号　0000-5550100"))


def _given(param: Param, value: object) -> object:
    if param.name == "caller":
        return lambda: Markup("<p>{}</p>\n").format(value)
    return value if is_dataclass(value) else built(value, type_of(param.type))


def _variants(first: Example) -> Iterator[Example]:
    """Hidden examples that need not be written: nothing where there may be nothing, long, hostile."""
    long, hostile = _words(LONG, spared=OURS), _words(HOSTILE)
    for name, change in (("空", emptied), ("长", long), ("敌意", hostile)):
        spared = (
            OURS | {"heads"} if change is long else ()
        )  # categories: the county's columns stand in ``of``
        given = {key: value if key in spared else change(value) for key, value in first.given.items()}
        yield Example(name, given, hidden=True)


def emptied(value: Any) -> Any:
    """A value with nothing in it, as far as its class allows."""
    if isinstance(value, tuple):
        return ()
    if not is_dataclass(value) or isinstance(value, type) or _of_the_county(value):
        return value
    hints = typing.get_type_hints(type(value))
    return replace(value, **{f.name: _nothing(getattr(value, f.name), hints[f.name], f.default)
                             for f in fields(value)})  # fmt: skip


def _nothing(value: Any, hint: Any, default: Any) -> Any:
    if default is not MISSING:
        return default
    return None if type(None) in typing.get_args(hint) else emptied(value)


def _words(said: str, spared: AbstractSet[str] = frozenset()) -> Callable[[Any], Any]:
    """A change that puts other words for all Chinese ones; codes, addresses and dates stay."""

    def change(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(change, value))
        if isinstance(value, str) and type(value) is str:
            kept = not _CHINESE.search(value) or (spared and re.search(r"\d", value))
            return value if kept else said
        if is_dataclass(value) and not isinstance(value, type) and not _of_the_county(value):
            told = {f.name: getattr(value, f.name) for f in fields(value) if f.name not in spared}
            return replace(value, **{name: change(one) for name, one in told.items()})
        return value

    return change


def _of_the_county(value: object) -> bool:
    """Records come from the reader, which has judged them; they are not made for a component."""
    return type(value).__module__.startswith("disclosure.schema")


def type_of(written: str) -> Any:
    """``text``, ``ListEntry``, ``[Fact]`` (any number), ``(text, text)`` (a row), ``Anchor?``."""
    if written.endswith("?"):
        return type_of(written[:-1]) | None
    if written.startswith("["):
        return tuple[type_of(written[1:-1]), ...]  # type: ignore[misc]  # made at run time
    if written.startswith("("):
        return types.GenericAlias(tuple, tuple(map(type_of, written[1:-1].split(", "))))
    return PLAIN.get(written) or _classes()[written]


@cache
def _classes() -> Mapping[str, type]:
    """Every class of the program by its name, which is its own."""
    modules = [
        importlib.import_module(module.name)
        for module in pkgutil.walk_packages(disclosure.__path__, "disclosure.")
        if not module.name.endswith("__main__")
    ]
    return {
        name: value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, type) and value.__module__ == module.__name__
    }


def built(value: Any, hint: Any) -> Any:
    """A plain value of an example as the class that the hint names."""
    choices = [one for one in typing.get_args(hint) if one is not type(None)]
    if isinstance(hint, types.UnionType):
        return None if value is None else built(value, choices[0])
    if typing.get_origin(hint) is tuple:
        repeated = choices[0] if Ellipsis in choices else None
        return tuple(built(v, repeated or choices[n]) for n, v in enumerate(value))
    if is_dataclass(hint):
        return _record(value, hint)
    made = hint(value) if issubclass(hint, Markup | Enum) else value
    assert isinstance(made, hint), f"{value!r} is no {hint.__name__}"
    return made


def _record(value: Mapping[str, Any], kind: Any) -> Any:
    hints = typing.get_type_hints(kind)
    known = {name: built(value[name], hints[name]) for name in value}
    return kind(**known, **{name: Place("") for name, hint in hints.items() if hint is Place})


def fits(value: object, hint: Any) -> bool:
    """Whether a value that a page gives is of the declared type."""
    choices = typing.get_args(hint)
    if isinstance(hint, types.UnionType):
        return any(fits(value, choice) for choice in choices)
    if typing.get_origin(hint) is tuple:
        every = choices[:1] * len(value) if Ellipsis in choices and isinstance(value, tuple) else choices
        return (
            isinstance(value, tuple)
            and len(value) == len(every)
            and all(fits(v, c) for v, c in zip(value, every, strict=True))
        )
    return isinstance(value, hint)


def page(*, hidden: bool, kind: str = "") -> str:
    """All examples on one page that needs no other file; ``touch`` shows them as a touch screen does."""
    styles = static_files(THEME)["site.css"].decode()
    shown = "".join(_chapter(component, hidden=hidden) for component in components())
    return (
        f'<!doctype html><html lang="zh-CN" class="{kind}"><meta charset="utf-8"><title>部件样张</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<style>{styles}</style><body><main id="main" class="width"><h1 class="title">部件样张</h1>'
        f"{shown}</main></body></html>"
    )


def _chapter(component: Component, *, hidden: bool) -> str:
    """A component's name, its parameters, and its examples."""
    params = "".join(map(_row, component.params))
    examples = "".join(
        f'<h3 class="panel-sub">{escape(example.name)}</h3>'
        f'<div data-example="{component.name}/{example.name}">{component.shown(example)}</div>'
        for example in component.examples
        if hidden or not example.hidden
    )
    return (
        f'<section class="band" id="c-{component.name}"><h2 class="band-title">{component.name}</h2>'
        f'<p class="lead">{escape(component.about)}</p><table class="table">{params}</table>{examples}'
        "</section>"
    )


def _row(param: Param) -> str:
    needed = "必填" if param.required else "可以没有"
    cells = (param.name, param.type, needed, param.about)
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def main() -> None:
    """Write the page to look at: ``make components``."""
    folder = ROOT / (sys.argv[1] if len(sys.argv) > 1 else "output-pages")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "components.html"
    path.write_text(page(hidden=False), "utf-8", newline="\n")
    sys.stdout.write(f"{len(components())} 个部件\n打开：{path.as_uri()}\n")


if __name__ == "__main__":
    main()
