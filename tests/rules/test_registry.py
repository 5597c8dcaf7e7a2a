"""Rules register themselves: none is forgotten, each names its codes, each has cases that need it."""

from __future__ import annotations

import inspect
import pkgutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from cases import case, case_names, lay_out_case
from counties import load

from disclosure import rules
from disclosure.app.commands import codes
from disclosure.basics.problem import Code, DeclaredTwice, Place, Problem, declared
from disclosure.rules import registry
from disclosure.rules.registry import Rule, Rules

pytestmark = pytest.mark.usefixtures("read_once")
KINDS = [kind for kind in vars(registry).values() if isinstance(kind, Rules)]
EVERY = [(kind, rule) for kind in KINDS for rule in kind.registered]
MODULES = [name for _, name, _ in pkgutil.walk_packages(rules.__path__, "disclosure.rules.")]


def name_of(check: Callable[..., object]) -> str:
    return f"{check.__module__.removeprefix('disclosure.rules.')}.{check.__name__}"


@pytest.mark.parametrize(("kind", "rule"), [pytest.param(k, r, id=name_of(r.check)) for k, r in EVERY])
def test_without_a_rule_golden_cases_have_another_answer(
    kind: Rules[...], rule: Rule[...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each code that the rule reports itself goes from some case's answer with the rule."""
    monkeypatch.setattr(kind, "registered", [one for one in kind.registered if one is not rule])
    kept = {code.id for code in rule.own}
    for name, told in answers().items():
        if kept & told.keys():
            _, problems = load(lay_out_case(name, tmp_path / name))
            still = Counter(problem.code.id for problem in problems)
            kept = {code for code in kept if still[code] >= told[code]}
    assert kept == set(), "没有一个用例要靠这条规则才报出这些代码"


@cache
def answers() -> dict[str, Counter[str]]:
    """How often each golden case's answer bears each code."""
    texts = ((name, case(name).answer) for name in case_names())
    return {name: Counter(line.split()[1] for line in text.splitlines()) for name, text in texts}


def test_every_function_of_the_shape_of_a_rule_is_registered() -> None:
    shapes = {shape(rule.check) for _, rule in EVERY}
    registered = {rule.check for _, rule in EVERY}
    assert [name_of(one) for one in functions() if shape(one) in shapes and one not in registered] == []
    assert len(registered) > 90


def functions() -> Iterator[Callable[..., object]]:
    """What the modules of the rules define for others to use."""
    for module in MODULES:
        for name, one in vars(sys.modules[module]).items():
            if inspect.isfunction(one) and one.__module__ == module and not name.startswith("_"):
                yield one


def shape(function: Callable[..., object]) -> tuple[str, ...]:
    signature = inspect.signature(function)
    return (
        *(str(p.annotation) for p in signature.parameters.values()),
        str(signature.return_annotation),
    )


def test_every_code_of_the_rules_is_named_by_a_rule() -> None:
    named = {code for kind in KINDS for code in kind.codes}
    own = {
        code for module in MODULES for code in vars(sys.modules[module]).values() if type(code) is Code
    }
    assert {code.id for code in own - named} == set()


def test_what_a_rule_reports_without_naming_it_fails_a_test() -> None:
    """``conftest`` holds every rule to that, in every test that runs one."""
    one, other = declared()[:2]
    kind: Rules[[]] = Rules()
    kind(one)(lambda: iter([Problem(Place("x"), other, "")]))
    with pytest.raises(pytest.fail.Exception, match=other.id):
        list(kind.check())


def test_a_code_is_declared_once() -> None:
    first = codes()[0]
    with pytest.raises(DeclaredTwice, match=f"代码 {first.id} 声明了两次：“{first.title}”和“别的”"):
        Code(first.id, "别的", "")
    assert codes()[0] is first
