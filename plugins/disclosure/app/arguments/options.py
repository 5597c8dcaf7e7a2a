"""What commands have in common: some of their options, and that they are loaded when they are run.

Enters: the parser of a command.  Leaves: options in it; days, numbers and ports read from words.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

from ...basics.persons.numbers import FIRST_YEAR, LAST_YEAR

Command = Callable[[argparse.Namespace], int]
Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  it has no public name

_APP = __package__.rpartition(".")[0]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LAST_PORT = 65535


def later(module: str, function: str) -> Command:
    """A command that a module of ``app`` does, which is imported when the command is run: most need
    nothing of the others, and to start takes longer than many of them."""

    def run(options: argparse.Namespace) -> int:
        status: int = getattr(import_module(f"{_APP}.{module}"), function)(options)
        return status

    return run


def key(command: argparse.ArgumentParser) -> None:
    """With which key the manifest is signed."""
    told = "用这把私钥给清单签名（或设环境变量 DISCLOSURE_KEY）"
    command.add_argument("--key", metavar="文件", type=Path, help=told)


def signed(command: argparse.ArgumentParser) -> None:
    """Signed, or not any more."""
    key(command)
    command.add_argument("--unsigned", action="store_true", help="现在有签名，以后不再签名是有意的")


def output(command: argparse.ArgumentParser) -> None:
    """Where the site is."""
    command.add_argument(
        "--output", metavar="文件夹", type=Path, default=Path("output"), help="输出文件夹（默认 output）"
    )


def day(text: str) -> date:
    """Raises ``ArgumentTypeError``, as all that read words here."""
    try:
        found = date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-03-10") from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"“{text}”不在 {FIRST_YEAR} 至 {LAST_YEAR} 年")
    return found


def count(text: str) -> int:
    """How many."""
    if not re.fullmatch(r"[1-9]\d{0,3}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"“{text}”不是个数，请写 1 至 9999 的整数")
    return int(text)


def port(text: str) -> int:
    """0 is any."""
    if not re.fullmatch(r"\d{1,5}", text, re.ASCII) or int(text) > _LAST_PORT:
        raise argparse.ArgumentTypeError(f"“{text}”不是端口，请写 0 至 {_LAST_PORT} 的数")
    return int(text)
