"""Components: each declares its parameters, is given exactly these, and is shown by its examples."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, cast

import components
import edition_counties
import pytest
from components import FOLDER, THEME, Component, Param, fits, type_of
from edition_counties import built, environment, render, sample
from jinja2 import Environment, nodes
from lxml import html as lxml_html
from playwright.sync_api import Browser

from disclosure.app.host import quick_templates
from disclosure.basics.output import Html

# examples with something that stands beyond the screen's edge, but for what scrolls in its place
BEYOND_THE_EDGE = """() => [...document.querySelectorAll("[data-example] *")].filter(one => {
    for (let up = one.parentNode; !up.dataset.example; up = up.parentNode) {
        if (getComputedStyle(up).overflowX !== "visible") { return false; }
    }
    return one.getBoundingClientRect().right > innerWidth + 1;
}).map(one => one.closest("[data-example]").dataset.example)"""
FEW = 10
NAMES = sorted(path.stem for path in FOLDER.glob("*/*/*.html"))


@cache
def by_name() -> dict[str, Component]:
    """Made by the one process that looks at them: their examples are of a county."""
    return {component.name: component for component in components.components()}


@pytest.fixture(params=NAMES)
def component(request: pytest.FixtureRequest) -> Component:
    return by_name()[request.param]


def parsed(path: Path) -> nodes.Template:
    return environment().parse(path.read_text("utf-8"))


def test_a_component_is_a_folder_of_its_own_in_a_group_that_can_be_taken_in() -> None:
    groups = [group for group in FOLDER.iterdir() if group.is_dir()]
    assert all(len(list(group.iterdir())) <= 12 for group in (FOLDER, *groups))
    held = sorted(path.relative_to(FOLDER) for path in FOLDER.rglob("*") if path.is_file())
    assert {path.parent for path in held} == {
        c.folder.relative_to(FOLDER) for c in components.components()
    }
    assert {path.suffix for path in held} == {".html", ".css", ".yaml"}
    assert all(path.stem == path.parent.name for path in held)
    assert len(by_name()) == len(components.components())


def test_what_is_declared_is_what_the_macro_takes(component: Component) -> None:
    (macro,) = parsed(THEME / "templates" / component.template).find_all(nodes.Macro)
    taken = [argument.name for argument in macro.args]
    optional = taken[len(taken) - len(macro.defaults) :]
    inside = any(name.name == "caller" for name in macro.find_all(nodes.Name))
    assert macro.name == component.name
    assert [p.name for p in component.params] == [*taken, *(["caller"] if inside else [])]
    assert [p.name for p in component.params if not p.required] == optional
    assert all(param.about for param in component.params)


def asked(call: nodes.Call) -> tuple[str, list[nodes.Expr]]:
    """What a call is of, through ``once`` too, and what it gives without a name."""
    of, given = call.node, list(call.args)
    if isinstance(of, nodes.Name) and of.name == "once":
        of = given.pop(0)
    return (of.name if isinstance(of, nodes.Name) else ""), given


@pytest.mark.parametrize("path", sorted((THEME / "templates").rglob("*.html")), ids=lambda p: p.stem)
def test_every_call_gives_a_component_what_it_declares_and_nothing_else(path: Path) -> None:
    tree = parsed(path)
    filled = {id(block.call) for block in tree.find_all(nodes.CallBlock)}
    imported = {name for one in tree.find_all(nodes.FromImport) for name in one.names}
    called = set()
    for call in tree.find_all(nodes.Call):
        name, others = asked(call)
        if name in by_name():
            component = by_name()[name]
            called.add(component.name)
            given = {keyword.key for keyword in call.kwargs} | (
                {"caller"} if id(call) in filled else set()
            )
            assert not others, f"{component.name}: by name only"
            assert given <= {param.name for param in component.params}, component.name
            assert {param.name for param in component.params if param.required} <= given, component.name
    assert imported == called - ({path.stem} if path.is_relative_to(FOLDER) else set())


def test_what_is_printed_again_is_made_of_what_it_is_known_by() -> None:
    """All else may differ from page to page: a block that stands again prints the one value, the way to
    the root, and what it names itself."""
    found = 0
    for path in (THEME / "templates").rglob("*.html"):
        for block in parsed(path).find_all(nodes.CallBlock):
            if not (isinstance(block.call.node, nodes.Name) and block.call.node.name == "again"):
                continue
            found += 1
            given = {one.key: one.value for one in block.call.kwargs}
            value = given.pop("of")
            assert given == {"root": nodes.Name("root", "load")}, path
            assert isinstance(value, nodes.Getattr), path
            assert isinstance(value.node, nodes.Name), path
            told = sum(of == value for of in block.find_all(nodes.Getattr))
            named = Counter(name.name for name in block.find_all(nodes.Name) if name.ctx == "load")
            assert named.pop(value.node.name) == told, path
            own = {name.name for name in block.find_all(nodes.Name) if name.ctx == "store"}
            assert set(named) <= {"again", "root", "loop", *own, *by_name()}, path
    assert found >= 4


@pytest.mark.parametrize("name", ["门户", "触摸屏"])
def test_every_value_that_a_page_gives_is_of_the_declared_type(
    name: str, monkeypatch: pytest.MonkeyPatch, *, whole: bool
) -> None:
    """A few pages of each template, and of all one in ten (all of them with ``--whole``)."""
    seen: set[tuple[str, str]] = set()
    wrong: set[str] = set()
    types = {
        (c.name, p.name): type_of(p.type)
        for c in components.components()
        for p in c.params
        if p.name != "caller"
    }
    watched = environment.__wrapped__()  # one whose templates nobody has loaded
    made: Callable[..., Any] = vars(watched)["macro"]  # of a template a component

    def watching(called: str, function: Callable[..., str]) -> Callable[..., str]:
        def watch(*args: Any, **given: Any) -> str:
            for given_as, value in given.items():
                key = given_as.removeprefix(quick_templates.OWN)
                hint = types.get((called, key))
                if hint:
                    seen.add((called, key))
                    if not fits(value, hint):
                        wrong.add(f"{called}({key}={value!r:.200})")
            return function(*args, **given)

        return watch

    def macro(of: Environment, func: object, called: str | None, *more: object) -> Callable[..., str]:
        component = made(of, func, called, *more)
        if not called:
            return cast(Callable[..., str], component)
        watch: Any = watching(called, component)
        watch.text = watching(called, component.text)  # where it prints into a page
        return cast(Callable[..., str], watch)

    printed_of, every = Counter[str](), built(name).outputs
    vars(watched)["macro"] = macro
    monkeypatch.setattr(edition_counties, "environment", lambda: watched)
    for page in (output for output in every if isinstance(output, Html)):
        printed_of[page.template] += 1
        if whole or printed_of[page.template] <= FEW or not printed_of[page.template] % 10:
            render(page, sample())
    assert not wrong
    assert len(seen) > 80


def test_examples_show_every_class_that_the_component_writes(component: Component) -> None:
    source = (THEME / "templates" / component.template).read_text("utf-8")
    plain = re.sub(r"{%.*?%}", " ", re.sub(r"{{.*?}}", "?", source))
    written = {name for name in classes(plain) if "?" not in name and not name.endswith("-")}
    shown = {name for text in visible(component) for name in classes(text)}
    assert written <= shown


def visible(component: Component) -> Iterator[str]:
    return (component.shown(example) for example in component.examples if not example.hidden)


def classes(text: str) -> list[str]:
    return [name for of in re.findall(r'class="([^"]*)"', text) for name in of.split()]


def test_hostile_words_stay_words(component: Component) -> None:
    first, hostile = component.examples[0], component.examples[-1]
    assert hostile.name == "敌意"
    assert shape(component.shown(hostile)) == shape(component.shown(first))


def shape(text: str) -> list[tuple[str, list[str]]]:
    """Elements and their attributes in order."""
    tree = lxml_html.fragment_fromstring(text, create_parent=True)
    return [(str(element.tag), sorted(element.attrib)) for element in tree.iter()]


def test_a_value_of_another_type_is_noticed() -> None:
    entry = Param("of", "[ListEntry]", "", required=True)
    assert fits((), type_of(entry.type))
    assert not fits(("words",), type_of(entry.type))
    assert not fits([], type_of(entry.type))
    assert not fits(None, type_of("Anchor"))
    assert fits(None, type_of("Anchor?"))
    assert not fits(("a", "b", "c"), type_of("(text, text)"))


@pytest.mark.parametrize(
    ("kind", "screens"), [("", ((390, 844), (1280, 800))), ("touch", ((1080, 1920),))]
)
def test_all_examples_on_one_page_fit_and_say_nothing_in_the_console(
    browser: Browser, tmp_path: Path, *, kind: str, screens: Sequence[tuple[int, int]]
) -> None:
    (tmp_path / "components.html").write_text(components.page(hidden=True, kind=kind), "utf-8")
    page, wide = browser.new_page(), set[str]()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto((tmp_path / "components.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    for width, height in screens:
        page.set_viewport_size({"width": width, "height": height})
        wide.update(page.evaluate(BEYOND_THE_EDGE))
    shown = page.locator("[data-example]").count()
    page.close()
    assert shown == sum(len(component.examples) for component in components.components())
    assert {name for name in wide if not name.endswith("/敌意")} == set()
    assert said == []
