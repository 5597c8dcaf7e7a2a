"""The command line: ``python -m disclosure COMMAND [DIR]``.

Enters: arguments.  Leaves: results on stdout, everything else on stderr, and an exit status:
0 fine, 1 problems, 2 usage, 75 another build is running.
"""

from __future__ import annotations

import argparse
import codecs
import io
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from . import __version__
from .app import commands, release_commands

USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = _parser().parse_args(arguments)
    status: int = options.run(options)
    return status


def run() -> None:
    """Entry point of the installed ``disclosure`` command."""
    for stream in (sys.stdout, sys.stderr):
        _let_speak_chinese(stream)
    sys.exit(main())


def _let_speak_chinese(stream: object) -> None:
    """A terminal that can only do ASCII is given UTF-8; what one cannot show never stops a build."""
    if isinstance(stream, io.TextIOWrapper):
        plain = codecs.lookup(stream.encoding).name == "ascii"
        stream.reconfigure(encoding="utf-8" if plain else None, errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="disclosure",
        description="亮权：把职权目录和四重一大决策编译成公开网站、触摸屏和显示屏版本",
    )
    parser.add_argument("--version", action="version", version=f"disclosure {__version__}", help="版本")
    subparsers = parser.add_subparsers(title="命令", metavar="命令", required=True)
    check = _command(subparsers, "check", commands.check, "检查 catalogues/ 和 content/，只报告不写文件")
    check.add_argument("--format", choices=("text", "json"), default="text", help="json：每行一个问题")
    build = _command(subparsers, "build", commands.build, "检查、生成、整体发布到输出文件夹")
    build.add_argument("--output", type=Path, default=Path("output"), help="输出文件夹（默认 output）")
    build.add_argument("--audience", default="社会", help="社会（默认）、全党、单位:<编码>、特定:<编码>")
    build.add_argument("--key", type=Path, help="用这把私钥给清单签名（或设环境变量 DISCLOSURE_KEY）")
    for reader in (check, build):
        reader.add_argument(
            "--laws", type=Path, metavar="DIR", help="法规库：核对每条依据（代替 county.yaml 里写的）"
        )
    build.add_argument("--dry-run", action="store_true", help="只看这一版会变什么，不发布")
    serve = _command(subparsers, "serve", commands.serve, "改动后自动重新生成，并在本机浏览")
    serve.add_argument("--output", type=Path, default=Path("output"), help="输出文件夹（默认 output）")
    serve.add_argument("--port", type=int, default=8000, help="端口（默认 8000）")
    serve.add_argument("--no-open", action="store_true", help="不自动打开浏览器")
    new = subparsers.add_parser("new", help="打印一份带说明的空白文件")
    new.add_argument("kind", metavar="种类", help="、".join(commands.kinds()))
    new.set_defaults(run=commands.new)
    schema = _command(subparsers, "schema", commands.schema, "写出供编辑器补全用的 JSON Schema")
    schema.set_defaults(run=commands.schema)
    _releases(subparsers)
    return parser


def _releases(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Commands that look at releases, not at a county."""
    rollback = subparsers.add_parser("rollback", help="退回上一版网站")
    rollback.add_argument(
        "--output", type=Path, default=Path("output"), help="输出文件夹（默认 output）"
    )
    rollback.set_defaults(run=release_commands.rollback)
    verify = subparsers.add_parser("verify", help="逐字节核对发布出去的网站与清单，说出每个不同的文件")
    verify.add_argument(
        "tree", metavar="文件夹", type=Path, help="输出文件夹、一版网站，或拷出去的一部分"
    )
    verify.add_argument("--manifest", type=Path, help="清单不在文件夹里时，它在哪里")
    verify.add_argument(
        "--part", default="", help="文件夹只是其中一部分时写明，例如 public、kiosk、led/square"
    )
    verify.add_argument("--public-key", type=Path, help="公钥文件：同时核对清单的签名")
    verify.set_defaults(run=release_commands.verify)
    diff = subparsers.add_parser("diff", help="两版网站之间新增、改动、撤下了什么")
    diff.add_argument("old", metavar="旧", type=Path, help="输出文件夹，或其中 releases/ 下的一版")
    diff.add_argument("new", metavar="新", type=Path, help="同上")
    diff.add_argument("--files", action="store_true", help="再列出每个文件")
    diff.set_defaults(run=release_commands.diff)
    keygen = subparsers.add_parser("keygen", help="生成签名用的钥匙（Ed25519，公钥与 minisign 通用）")
    keygen.add_argument("file", metavar="文件", type=Path, help="私钥写到哪里；公钥写在旁边，加 .pub")
    keygen.set_defaults(run=release_commands.keygen)


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
