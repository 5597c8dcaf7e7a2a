"""Templates that say the same in less time.

Enters: the host's Jinja environment.  Leaves: the same environment; templates compiled in it print the
same bytes.  What costs most of a page: asking for ``page.title`` through a function that would also try
``page["title"]``; looking a component up again for every page, and calling it through one that asks
whether it wants the context; making a new text of every text that is printed; and printing the same
header and footer thousands of times.

    {{ once(header, county=county, section=page.head.section, root=root) }}

prints a component that was printed with the same values before as it was then.
"""

from __future__ import annotations

from functools import cache
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape
from markupsafe import _escape_inner as escaped  # type: ignore[attr-defined]  # a plain text of a text

from ...schema.declare import Record

marked_up = str.__new__
"""What ``Markup`` does in the end with a text that is markup."""


class QuickCode(CodeGenerator):
    """Writes what values of templates need: they are objects, never tables; nothing that is called
    wants the context; and every template has the environment's globals and no others."""

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("imported, printed = environment.imported, environment.printed")
        self.writeline("Macro = environment.macro")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  Jinja's name
        if iskeyword(node.attr) or not node.attr.isidentifier():
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(  # noqa: N802  Jinja's name
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002  as Jinja calls it
    ) -> None:
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(given.key) for given in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("imported(")
        self.visit(node.template, frame)
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("printed(")


class _QuickMacro(Macro):
    """A component, called with what it takes by name and by place."""

    def __call__(self, *given: Any, **named: Any) -> str:
        if self.catch_kwargs or self.catch_varargs or self.explicit_caller:
            return super().__call__(*given, **named)
        names = self.arguments
        if named or self.caller or len(given) != len(names):
            given = (*given, *[named.pop(name, missing) for name in names[len(given) :]])
            if self.caller:
                given += (named.pop("caller", None) or self._environment.undefined(name="caller"),)
            if named or len(given) > len(names) + self.caller:
                raise TypeError(f"macro {self.name!r} does not take {given!r} {named!r}")
        return marked_up(Markup, self._func(*given))  # a component escapes what it prints


class _Once:
    """Components that were printed, by what they were given; records are told by identity."""

    def __init__(self) -> None:
        self._printed: dict[tuple[object, ...], tuple[object, str]] = {}

    def __call__(self, component: Macro, **given: Any) -> str:
        told = (id(value) if isinstance(value, Record) else value for value in given.values())
        key = (id(component), *told)
        if key not in self._printed:
            alive = (component, given)  # so that no identity is given to another thing
            self._printed[key] = (alive, component(**given))
        return self._printed[key][1]


def quicken(environment: Environment) -> None:
    """Prepare an environment before its first template is compiled."""
    environment.code_generator_class = QuickCode
    environment.globals["once"] = _Once()
    quick: Any = environment
    quick.macro, quick.printed = _QuickMacro, printed
    quick.imported = cache(lambda name: environment.get_template(name).module)


def printed(value: object) -> str:
    """A value as it stands in a page: what is text to be escaped, what is markup as it is."""
    if type(value) is str:
        return escaped(value)
    return value if type(value) is Markup else escape(value)
