"""Graphviz in this process, from the libraries that the pygraphviz wheel carries.

Enters: DOT text.  Leaves: ``plain`` text, one line a node.  On Linux the wheel's own Python extension
is linked to plugins that want X11, GLib and Pango from the system, which a bare machine has not;
layout needs none of them.  So only libcgraph, libgvc and the two plugins ``dot_layout`` and ``core``
are loaded.  Without Pango no font of the machine can move a node: the geometry is the same anywhere.

C names and signatures are those of cgraph.h and gvc.h of Graphviz 14.
"""

from __future__ import annotations

import ctypes
import functools
import importlib.metadata
import sys
import threading
from pathlib import Path

from ...basics.values import dataclass

_NEEDED = ("libcgraph", "libgvc", "libgvplugin_dot_layout", "libgvplugin_core")
_PLUGINS = ("dot_layout", "core")
_QUIET = 2  # AGMAX: Graphviz prints nothing by itself
_LOCK = threading.Lock()  # libgvc keeps state of its own between calls


class Unavailable(Exception):
    """The wheel is not installed, or its libraries do not load on this machine."""


class LayoutFailed(Exception):
    """Graphviz refused the graph."""


class _Symbol(ctypes.Structure):
    """``lt_symlist_t``: a plugin linked in, by name and address."""

    _fields_ = (("name", ctypes.c_char_p), ("address", ctypes.c_void_p))


@dataclass(frozen=True, slots=True)
class _Engine:
    cgraph: ctypes.CDLL
    gvc: ctypes.CDLL
    context: int
    plugins: ctypes.Array[_Symbol]  # the context points into it: it must live as long


def plain(dot: str) -> str:
    """Positions of one graph in Graphviz' ``plain`` format, in inches.

    Raises:
        Unavailable: no wheel, or not Linux.
        LayoutFailed: Graphviz refused the graph.
    """
    engine = _engine()
    with _LOCK:
        graph = engine.cgraph.agmemread(dot.encode())
        if not graph:
            raise LayoutFailed("Graphviz 读不懂这张图的 DOT")
        try:
            return _rendered(engine, graph)
        finally:
            engine.cgraph.agclose(graph)


def version() -> str:
    """The version of Graphviz inside the wheel.  Raises ``Unavailable``."""
    engine = _engine()
    text: bytes = engine.gvc.gvcVersion(engine.context)
    return text.decode()


def _rendered(engine: _Engine, graph: int) -> str:
    gvc, context = engine.gvc, engine.context
    if gvc.gvLayout(context, graph, b"dot"):
        raise LayoutFailed("Graphviz 排不出这张图")
    data, length = ctypes.c_void_p(), ctypes.c_size_t()
    try:
        if gvc.gvRenderData(context, graph, b"plain", ctypes.byref(data), ctypes.byref(length)):
            raise LayoutFailed("Graphviz 写不出这张图的坐标")
        text = ctypes.string_at(data, length.value).decode()
        gvc.gvFreeRenderData(data)
        return text
    finally:
        gvc.gvFreeLayout(context, graph)


@functools.cache
def _engine() -> _Engine:
    """The libraries, loaded once.  Raises ``Unavailable``."""
    if not sys.platform.startswith("linux"):
        raise Unavailable("只有 Linux 的 pygraphviz 才需要这样装载")
    try:
        cgraph, gvc, *plugins = (ctypes.CDLL(str(p), mode=ctypes.RTLD_GLOBAL) for p in _libraries())
    except (importlib.metadata.PackageNotFoundError, KeyError, OSError) as error:
        raise Unavailable(str(error)) from error
    _declare(cgraph, gvc)
    cgraph.agseterr(_QUIET)
    builtins = (_Symbol * (len(plugins) + 1))()
    for number, (name, plugin) in enumerate(zip(_PLUGINS, plugins, strict=True)):
        symbol = f"gvplugin_{name}_LTX_library"
        address = ctypes.addressof(ctypes.c_char.in_dll(plugin, symbol))
        builtins[number] = _Symbol(symbol.encode(), address)
    return _Engine(cgraph, gvc, gvc.gvContextPlugins(ctypes.byref(builtins), 0), builtins)


def _libraries() -> list[Path]:
    files = importlib.metadata.files("pygraphviz") or []
    found = {f.name.split("-")[0]: f for f in files if f.parent.name == "pygraphviz.libs"}
    return [Path(str(found[name].locate())) for name in _NEEDED]


def _declare(cgraph: ctypes.CDLL, gvc: ctypes.CDLL) -> None:
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    cgraph.agmemread.argtypes, cgraph.agmemread.restype = [text], pointer
    cgraph.agclose.argtypes = [pointer]
    cgraph.agseterr.argtypes = [ctypes.c_int]
    gvc.gvContextPlugins.argtypes, gvc.gvContextPlugins.restype = [pointer, ctypes.c_int], pointer
    gvc.gvLayout.argtypes = [pointer, pointer, text]
    gvc.gvRenderData.argtypes = [pointer, pointer, text, pointer, pointer]
    gvc.gvFreeLayout.argtypes = [pointer, pointer]
    gvc.gvFreeRenderData.argtypes, gvc.gvFreeRenderData.restype = [pointer], None
    gvc.gvcVersion.argtypes, gvc.gvcVersion.restype = [pointer], text
