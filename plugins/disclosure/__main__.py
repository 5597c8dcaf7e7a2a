"""The command line: ``python -m disclosure COMMAND [DIR]``.

Enters: arguments.  Leaves: results on stdout, everything else on stderr, and an exit status:
0 fine, 1 problems, 2 usage, 75 another build is running.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from . import commands

USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = _parser().parse_args(arguments)
    status: int = options.run(options)
    return status


def run() -> None:
    """Entry point of the installed ``disclosure`` command."""
    sys.exit(main())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="disclosure",
        description="亮权：把职权目录和四重一大决策编译成公开网站、触摸屏和显示屏版本",
    )
    subparsers = parser.add_subparsers(title="命令", metavar="命令", required=True)
    check = _command(subparsers, "check", commands.check, "检查 catalogues/ 和 content/，只报告不写文件")
    check.add_argument("--format", choices=("text", "json"), default="text", help="json：每行一个问题")
    build = _command(subparsers, "build", commands.build, "检查、生成、整体发布到输出文件夹")
    build.add_argument("--output", type=Path, default=Path("output"), help="输出文件夹（默认 output）")
    build.add_argument("--audience", default="社会", help="社会（默认）、全党、单位:<编码>、特定:<编码>")
    serve = _command(subparsers, "serve", commands.serve, "改动后自动重新生成，并在本机浏览")
    serve.add_argument("--output", type=Path, default=Path("output"), help="输出文件夹（默认 output）")
    serve.add_argument("--port", type=int, default=8000, help="端口（默认 8000）")
    serve.add_argument("--no-open", action="store_true", help="不自动打开浏览器")
    new = subparsers.add_parser("new", help="打印一份带说明的空白文件")
    new.add_argument("kind", metavar="种类", help="、".join(commands.kinds()))
    new.set_defaults(run=commands.new)
    schema = _command(subparsers, "schema", commands.schema, "写出供编辑器补全用的 JSON Schema")
    schema.set_defaults(run=commands.schema)
    return parser


def _command(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: commands.Command,
    text: str,
) -> argparse.ArgumentParser:
    parser = subparsers.add_parser(name, help=text, description=text)
    parser.add_argument("folder", metavar="DIR", nargs="?", type=Path, default=Path(), help="县的文件夹")
    parser.add_argument(
        "--as-of", type=_day, default=None, help="以哪一天为准（默认今天），如 2026-03-10"
    )
    parser.set_defaults(run=run)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-03-10") from None


if __name__ == "__main__":
    run()
