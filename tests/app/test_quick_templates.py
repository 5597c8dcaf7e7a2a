"""Quickened templates print what Jinja prints, and refuse what Jinja refuses."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError
from markupsafe import Markup

from disclosure.app.host.quick_templates import page, quicken

COMPONENTS = (
    "{% macro told(text, more='—', root='') %}<b>{{ text }}{{ more }}</b>{{ root }}{% endmacro %}"
    "{% macro framed(title) %}<p>{{ title }}{{ caller() }}</p>{% endmacro %}"
    "{% macro trimmed(title) %}{{ title }}{{ caller() | trim }}{% endmacro %}"
    "{% macro many() %}{{ varargs | join('+') }}{{ kwargs['one'] }}{% endmacro %}"
)
IMPORTS = '{% from "components.html" import told, framed, many, trimmed %}'
HOSTILE = "<i>&\"'"

PRINTED = (
    "{{ told(text) }}",
    "{{ told(text, more=text) }}{{ told(root='r', text=told('x')) }}",
    "{% call framed(title=text) %}{{ text }}{% endcall %}",
    "{% for one in (1, 2.5) %}{% call framed('t') %}{{ one }}{{ loop.last }}{% endcall %}{% endfor %}",
    "{% for i in 'ab' %}{{ loop.index0 }}{{ loop.index }}{{ loop.first }}{{ loop.length }}{% endfor %}",
    "{{ told(told(text), more=told(1) ~ text) }}{{ told(safe) }}",
    "{% call framed(told(text)) %}{% call framed('t') %}{{ text }}{% endcall %}{% endcall %}",
    "{% call trimmed('t') %} {{ text }} {% endcall %}",
    "{{ [text, 'b'][0] }}{{ text[1:] }}{{ {'a': text}['a'] }}",
    "{{ many(1, 2, one=text) }}{{ text.upper() }}{{ safe.upper() }}{{ told(**{'text': text}) }}",
)
REFUSED = (
    "{{ told(text, wrong=1) }}",
    "{{ told(1, 2, 3, 4) }}",
    "{{ framed('t') }}",
    "{% call told('t') %}{% endcall %}",
    "{{ told() }}",
    "{{ text.no_such_thing }}",
    "{{ [text][1] }}",
    "{{ nobody(1) }}",
)


def _printed(body: str, *, quick: bool) -> str:
    loader = DictLoader({"components.html": COMPONENTS, "page.html": IMPORTS + body})
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    if quick:
        quicken(environment)
    return environment.get_template("page.html").render(text=HOSTILE, safe=Markup("<u>a</u>"))


@pytest.mark.parametrize("body", PRINTED)
def test_the_same_is_printed(body: str) -> None:
    assert _printed(body, quick=True) == _printed(body, quick=False)


@pytest.mark.parametrize("body", REFUSED)
def test_the_same_is_refused(body: str) -> None:
    for quick in (False, True):
        with pytest.raises((TemplateError, TypeError, AttributeError, LookupError)):
            _printed(body, quick=quick)


class _Told:
    """Something that is no plain word, and says how often it was printed."""

    def __init__(self) -> None:
        self.printed = 0

    def __str__(self) -> str:
        self.printed += 1
        return "told"


def test_what_many_pages_have_in_common_is_printed_once() -> None:
    loader = DictLoader(
        {
            "components.html": COMPONENTS,
            "page.html": IMPORTS + "{{ once(told, text=thing, root=root) }}",
        }
    )
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    quicken(environment)
    shared, other = _Told(), _Told()
    given = [(shared, ""), (shared, "../"), (other, ""), (shared, "")]
    pages = [page(environment, "page.html", thing=thing, root=root) for thing, root in given]
    assert pages == [f"<b>told—</b>{root}" for _, root in given]
    assert (shared.printed, other.printed) == (2, 1)


def test_a_block_is_printed_again_for_nothing_but_the_same_value_and_way() -> None:
    body = "{% call again(of=thing, root=root) %}{{ thing }}{{ root }}{% endcall %}"
    source = body + "{% call again(of=thing, root=root) %}<b>{{ thing }}</b>{% endcall %}"
    environment = Environment(loader=DictLoader({"page.html": source}), autoescape=True)
    quicken(environment)
    first, other = _Told(), _Told()
    given = [(first, ""), (first, ""), (first, "../"), (other, "../"), (first, "../")]
    pages = [page(environment, "page.html", thing=thing, root=root) for thing, root in given]
    assert pages == [f"told{root}<b>told</b>" for _, root in given]
    assert (first.printed, other.printed) == (6, 2)
