"""Templates that say the same in less time.

Enters: the host's Jinja environment.  Leaves: the same environment; templates compiled in it print the
same bytes.  What costs most of a page: asking for ``page.title`` through a function that would also try
``page["title"]``; looking a component up again for every page, and calling it through one that asks
whether it wants the context; making a new text of every text that is printed, and of every component
in another; and printing the same header and footer thousands of times.

    {{ once(header, county=county, section=page.head.section, root=root) }}

prints a component that was printed with the same values before as it was then, and

    {% call again(of=page.told, root=root) %}{{ page.told.title }}{% endcall %}

what stands in it as it was printed last, where that was of the very same value: two editions show one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from keyword import iskeyword
from typing import Any, cast

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import LoopContext, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape
from markupsafe import _escape_inner as escaped  # type: ignore[attr-defined]  # a plain text of a text

from ...basics.values import dataclass

marked_up = str.__new__
"""What ``Markup`` does in the end with a text that is markup."""
_CALLER = "caller"
_TEXT, OWN = "text", "l_1_"
"""Where the function of a component stands that gives text, and how Jinja begins the names of what that
takes."""


class QuickCode(CodeGenerator):
    """Writes what values of templates need: they are objects, whose parts have names, or rows; nothing
    that is called wants the context; what is imported is a component; and every template has the
    environment's globals and no others."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._components = {_CALLER}
        self._printed: nodes.Expr | None = None

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("imported, printed, escaped, LoopContext = environment.printing")
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
        own = ""
        if isinstance(node.node, nodes.Name) and self._is_component(node):
            called = frame.symbols.ref(node.node.name)  # it is there, or the template fails
            self.write("(" if forward_caller or node is self._printed else "Markup(")
            self.write(called if node.node.name == _CALLER else f"{called}.{_TEXT}")
            own = "" if node.node.name == _CALLER else OWN
        else:
            self.write("(")
            self.visit(node.node, frame)
        self._given(node, frame, own)
        self.write(f"{own}caller=caller))" if forward_caller else "))")

    def _given(self, node: nodes.Call, frame: Frame, own: str) -> None:
        """What is given to what is called, whose names for it may begin with something of their own."""
        self.write("(")
        for given in node.args:
            self.visit(given, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{own}{named.key}=")
            self.visit(named.value, frame)
            self.write(", ")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        if isinstance(macro_ref.node, nodes.CallBlock) and not _takes_anything(macro_ref):
            self.write("macro")  # it gives text
        else:
            super().macro_def(macro_ref, frame)

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
        """Whether it calls one, or what stands within a call."""
        return (
            isinstance(node, nodes.Call)
            and isinstance(node.node, nodes.Name)
            and node.node.name in self._components
        )

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self._printed = node
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(" if self._is_component(node) else "(escaped(told) if type(told := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(")" if self._is_component(node) else ") is str else printed(told))")


def _takes_anything(of: MacroRef) -> bool:
    return bool(of.node.args or of.accesses_caller or of.accesses_kwargs or of.accesses_varargs)


def component(
    environment: Environment, func: Any, name: str | None, arguments: Sequence[str], *how: bool
) -> Callable[..., str]:
    """A component as a function of what it takes, that gives markup, and with it one that gives text.
    ``how`` says whether it takes names that it does not know, more than it knows, and what stands within
    its call; and whether it escapes."""
    *takes_any, has_caller, _ = how
    made: Any
    if any(takes_any) or _CALLER in arguments or any(map(iskeyword, arguments)):
        made = Macro(environment, func, name or "", list(arguments), *how)
        setattr(made, _TEXT, partial(_by_other_names, made))
    else:
        made = _calling(tuple(arguments), has_caller)(func, environment)
        absent = (environment.undefined(name=_CALLER),) if has_caller else ()
        func.__defaults__ = (missing,) * len(arguments) + absent
        setattr(made, _TEXT, func)
    return cast(Callable[..., str], made)


def _by_other_names(macro: Macro, *given: Any, **named: Any) -> str:
    """What a component that takes anything prints, where what it takes is named as Jinja does."""
    return macro(*given, **{name.removeprefix(OWN): value for name, value in named.items()})


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


@dataclass(slots=True)
class _Loop:
    """What ``loop`` is: where among so many things a loop stands."""

    length: int
    index0: int = 0

    @property
    def index(self) -> int:
        return self.index0 + 1

    @property
    def first(self) -> bool:
        return not self.index0

    @property
    def last(self) -> bool:
        return self.index0 + 1 == self.length


def _looped(of: Iterable[Any], undefined: type, *recursive: Any) -> Iterable[tuple[Any, Any]]:
    """What a loop that asks where it stands goes through."""
    return LoopContext(of, undefined, *recursive) if recursive else _each(tuple(of))


def _each(things: Sequence[Any]) -> Iterator[tuple[Any, _Loop]]:
    loop = _Loop(len(things))
    for loop.index0, thing in enumerate(things):
        yield thing, loop


_PLAIN = frozenset((str, date, bool, type(None)))
_NAMES = {"missing": missing, "marked_up": marked_up, "Markup": Markup}


class _Once:
    """Components that were printed, by what they were given: words and days, and of anything else which
    it is, not what it says.  So all that is given is the same for many pages, and lasts."""

    def __init__(self) -> None:
        self._printed: dict[tuple[object, ...], tuple[object, str]] = {}

    def __call__(self, component: Callable[..., str], **given: Any) -> str:
        told = [value if type(value) in _PLAIN else id(value) for value in given.values()]
        key = (component, *told)
        if key not in self._printed:
            self._printed[key] = given, component(**given)  # held: no identity is given to another thing
        return self._printed[key][1]


class _Again:
    """What stands in a call block, where it was printed last for the very same value: a block prints
    nothing but that value and the way to the root."""

    def __init__(self) -> None:
        self._printed: dict[object, tuple[object, str, Markup]] = {}

    def __call__(self, of: object, root: str, caller: Callable[[], str]) -> Markup:
        block: object = caller.__code__
        printed = self._printed.get(block)
        if printed is None or printed[0] is not of or printed[1] != root:
            printed = self._printed[block] = (of, root, marked_up(Markup, caller()))
        return printed[2]


def quicken(environment: Environment) -> None:
    """Prepare an environment before its first template is compiled."""
    environment.code_generator_class = QuickCode
    environment.globals["once"], environment.globals["again"] = _Once(), _Again()
    quick: Any = environment
    quick.get_template = template = cache(environment.get_template)
    imported = cache(lambda of, name: getattr(template(of).module, name))
    quick.printing, quick.macro = (imported, printed, escaped, _looped), component


def page(environment: Environment, name: str, **values: Any) -> str:
    """What a template of a quickened environment prints: no template changes while it is there, and
    all that it is given is its own."""
    template = environment.get_template(name)
    given = {**environment.globals, **values}
    context = environment.context_class(environment, given, template.name, template.blocks)
    return "".join(template.root_render_func(context))


def printed(value: object) -> str:
    """What is no plain text as it stands in a page: markup as it is."""
    return value if type(value) is Markup else escape(value)
