"""Quickened templates print what Jinja prints, and refuse what Jinja refuses."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError
from markupsafe import Markup

from disclosure.app.host.quick_templates import quicken

COMPONENTS = (
    "{% macro told(text, more='—', root='') %}<b>{{ text }}{{ more }}</b>{{ root }}{% endmacro %}"
    "{% macro framed(title) %}<p>{{ title }}{{ caller() }}</p>{% endmacro %}"
    "{% macro many() %}{{ varargs | join('+') }}{{ kwargs['one'] }}{% endmacro %}"
)
IMPORTS = '{% from "components.html" import told, framed, many %}'
HOSTILE = "<i>&\"'"

PRINTED = (
    "{{ told(text) }}",
    "{{ told(text, more=text) }}{{ told(root='r', text=told('x')) }}",
    "{% call framed(title=text) %}{{ text }}{% endcall %}",
    "{% for one in (1, 2.5) %}{% call framed('t') %}{{ one }}{{ loop.last }}{% endcall %}{% endfor %}",
    "{{ many(1, 2, one=text) }}{{ text.upper() }}{{ safe.upper() }}{{ told(**{'text': text}) }}",
)
REFUSED = (
    "{{ told(text, wrong=1) }}",
    "{{ told(1, 2, 3, 4) }}",
    "{{ framed('t') }}",
    "{% call told('t') %}{% endcall %}",
    "{{ told() }}",
    "{{ text.no_such_thing }}",
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
        with pytest.raises((TemplateError, TypeError, AttributeError)):
            _printed(body, quick=quick)
