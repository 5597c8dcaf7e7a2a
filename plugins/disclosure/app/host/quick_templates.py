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

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape
from markupsafe import _escape_inner as escaped  # type: ignore[attr-defined]  # a plain text of a text

marked_up = str.__new__
"""What ``Markup`` does in the end with a text that is markup."""


class QuickCode(CodeGenerator):
    """Writes what values of templates need: they are objects, whose parts have names, or rows; nothing
    that is called wants the context; what is imported is a component; and every template has the
    environment's globals and no others."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._components = {"caller"}

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

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802  Jinja's name
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(  # noqa: N802  Jinja's name
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002  as Jinja calls it
    ) -> None:
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(given.key) for given in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        if isinstance(node.node, nodes.Name) and self._is_component(node):
            self.write(frame.symbols.ref(node.node.name))  # it is there, or the template fails
        else:
            self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_FromImport(self, node: nodes.FromImport, frame: Frame) -> None:  # noqa: N802  Jinja's name
        if node.with_context or not frame.toplevel:
            super().visit_FromImport(node, frame)
            return
        for pair in node.names:
            name, alias = (pair, pair) if isinstance(pair, str) else pair
            self._components.add(alias)
            self.writeline(f"{frame.symbols.ref(alias)} = context.vars[{alias!r}] = imported(", node)
            self.visit(node.template, frame)
            self.write(f", {name!r})")

    def _is_component(self, node: nodes.Expr) -> bool:
        """Whether it calls one, which gives markup."""
        return (
            isinstance(node, nodes.Call)
            and isinstance(node.node, nodes.Name)
            and node.node.name in self._components
        )

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(" if self._is_component(node) else "printed(")


def component(  # noqa: PLR0913, PLR0917  as Jinja calls it
    environment: Environment, func: Callable[..., str], name: str, arguments: Sequence[str],
    catch_kwargs: bool, catch_varargs: bool, caller: bool, autoescape: bool,  # noqa: FBT001
) -> Callable[..., str]:  # fmt: skip
    """A component, or what stands within a call of one, as a function of what it takes."""
    if catch_kwargs or catch_varargs or "caller" in arguments or any(map(iskeyword, arguments)):
        return Macro(
            environment, func, name, list(arguments), catch_kwargs, catch_varargs, caller, autoescape
        )
    return _calling(tuple(arguments), caller)(func, environment)


@cache
def _calling(arguments: tuple[str, ...], has_caller: bool) -> Callable[..., Callable[..., str]]:  # noqa: FBT001
    """Python binds what is given by name or by place sooner than any function can."""
    takes = [f"{name}=missing" for name in arguments]
    gives = list(arguments)
    if has_caller:
        takes += ["*", "caller=None"]
        gives.append("caller or environment.undefined(name='caller')")
    made = f"marked_up(Markup, func({', '.join(gives)}))"  # a component escapes what it prints
    text = f"lambda func, environment: lambda {', '.join(takes)}: {made}"
    told: Callable[..., Callable[..., str]] = eval(text, dict(_NAMES))  # noqa: S307  names of a template
    return told


_PLAIN = (str, date, bool, type(None))
_NAMES = {"missing": missing, "marked_up": marked_up, "Markup": Markup}


class _Once:
    """Components that were printed, by what they were given: words and days, and of anything else which
    it is, not what it says.  So all that is given is the same for many pages, and lasts."""

    def __init__(self) -> None:
        self._printed: dict[tuple[object, ...], tuple[object, str]] = {}

    def __call__(self, component: Callable[..., str], **given: Any) -> str:
        told = (value if isinstance(value, _PLAIN) else id(value) for value in given.values())
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
    quick.macro, quick.printed = component, printed
    quick.get_template = template = cache(environment.get_template)
    quick.imported = cache(lambda of, name: getattr(template(of).module, name))


def page(environment: Environment, name: str, **values: Any) -> str:
    """What a template of a quickened environment prints: no template changes while it is there, and
    all that it is given is its own."""
    template = environment.get_template(name)
    context = template.new_context({**environment.globals, **values}, shared=True)
    return "".join(template.root_render_func(context))


def printed(value: object) -> str:
    """A value as it stands in a page: what is text to be escaped, what is markup as it is."""
    if type(value) is str:
        return escaped(value)
    return value if type(value) is Markup else escape(value)
