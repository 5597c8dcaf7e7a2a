"""The command line's words: commands, options, and what argparse itself says, in Chinese.

Enters: nothing.  Leaves: the parser; its options carry in ``run`` what does the command.
"""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path
from typing import TypeAlias

from .. import __version__
from ..basics.media import PAPERS
from ..basics.persons.numbers import FIRST_YEAR, LAST_YEAR
from . import commands
from .releases import forgetting, keys, kiosk_bundles, kiosk_updates, release_commands, screen_feeds

_WORDS = {
    "usage: ": "用法：",
    "options": "选项",
    "positional arguments": "参数",
    "show this help message and exit": "显示这份说明",
    "%(prog)s: error: %(message)s\n": "%(prog)s：%(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "the following arguments are required: %s": "还要写上：%s",
    "unrecognized arguments: %s": "不认识：%s（disclosure 命令 -h 列出全部选项）",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有 %(value)r，可写 %(choices)s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 可以是 %(matches)s，请写全",
    "expected one argument": "后面要写一个值",
    "expected at least one argument": "后面至少要写一个值",
    "expected at most one argument": "后面最多写一个值",
    "expected %s argument": "后面要写 %s 个值",
    "ignored explicit argument %r": "后面不写值：%r",
    "not allowed with argument %s": "不能和 %s 一起写",
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LAST_PORT = 65535

# argparse looks its words up under these names, as gettext's; no catalogue of Chinese comes with Python
setattr(argparse, "_", lambda text: _WORDS.get(text, text))  # noqa: B010  mypy knows no such name
setattr(argparse, "ngettext", lambda words, _many, _count: _WORDS.get(words, words))  # noqa: B010

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  it has no public name


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    whole = argparse.ArgumentParser(
        prog="disclosure",
        description="亮权：把职权目录和四重一大决策编译成公开网站、触摸屏和显示屏版本",
    )
    whole.add_argument(
        "--version", action="version", version=f"disclosure {__version__}", help="显示版本"
    )
    subparsers = whole.add_subparsers(title="命令", metavar="命令", required=True)
    _of_counties(subparsers)
    _of_releases(subparsers)
    return whole


def _of_counties(subparsers: Subparsers) -> None:
    """Commands that look at a county."""
    check = _county(subparsers, "check", commands.check, "检查 catalogues/ 和 content/，只报告不写文件")
    check.add_argument("--format", choices=("text", "json"), default="text", help="json：每行一个问题")
    build = _county(subparsers, "build", commands.build, "检查、生成、整体发布到输出文件夹")
    _output(build)
    build.add_argument(
        "--audience", metavar="受众", default="社会", help="社会（默认）、全党、单位:<编码>、特定:<编码>"
    )
    audit = _county(
        subparsers, "self-audit", commands.self_audit, "照十化标准等自查各单位，只给县里办公用"
    )
    audit.add_argument(
        "--output", metavar="文件夹", type=Path, default=Path("自查"), help="写到哪里（默认 自查）"
    )
    printed = _county(subparsers, "print", commands.print_sheets, "印海报、窗口牌、公示栏：写成 PDF")
    printed.add_argument(
        "--output", metavar="文件夹", type=Path, default=Path("印制"), help="写到哪里（默认 印制）"
    )
    printed.add_argument("--audience", metavar="受众", default="社会", help="与 build 的相同：给谁看的")
    printed.add_argument(
        "--paper", metavar="纸", action="append", choices=tuple(PAPERS),
        help="海报的纸，可写几次：A3竖（默认）、A3横、A2竖、A2横",
    )  # fmt: skip
    printed.add_argument(
        "--unit", metavar="编码", action="append", default=[], help="只印这个机构的，可写几次"
    )
    for reader in (check, build, audit, printed):
        reader.add_argument(
            "--laws", type=Path, metavar="文件夹", help="法规库：核对每条依据（代替 county.yaml 里写的）"
        )
    build.add_argument(
        "--allow-withdrawal",
        action="store_true",
        help="这一版撤下很多是有意的（见 county.yaml 的“撤下上限”）",
    )
    _signed(build)
    build.add_argument("--dry-run", action="store_true", help="只看这一版会变什么，不发布")
    workers = build.add_mutually_exclusive_group()
    workers.add_argument(
        "--processes",
        metavar="个数",
        type=_count,
        help="最多几个进程一起做（默认每个处理器一个；1：只用这个进程）",
    )
    workers.add_argument(
        "--scheduler", metavar="地址", help="交给集群做，如 tcp://10.0.0.1:8786（见 docs/scale.md）"
    )
    build.add_argument("--profile", action="store_true", help="最后说出每个阶段用了多少时间")
    serve = _county(subparsers, "serve", commands.serve, "改动后自动重新生成，并在本机浏览")
    _output(serve)
    serve.add_argument("--port", metavar="端口", type=_port, default=8000, help="端口（默认 8000）")
    serve.add_argument("--no-open", action="store_true", help="不自动打开浏览器")
    serve.add_argument("--builder", default="", help=argparse.SUPPRESS)  # for its own use
    serve.set_defaults(read_build=build.parse_args)
    _new(subparsers)
    _county(subparsers, "schema", commands.schema, "写出供编辑器补全用的 JSON Schema")
    export = _county(subparsers, "export", commands.export, "把目录写成 Excel 表，改完再导入")
    export.add_argument(
        "--to", metavar="文件夹", type=Path, default=Path("表格"), help="写到哪里（默认 表格）"
    )
    export.add_argument("--kind", metavar="种类", default="", help="只写一种，如 职权（默认全部）")
    export.add_argument("--csv", action="store_true", help="写成 CSV（UTF-8，带 BOM），一张表一个文件")
    export.add_argument("--blank", action="store_true", help="只写空白的表，供填写")
    _import(subparsers)


def _import(subparsers: Subparsers) -> None:
    text = "把 Excel、网页、Word 里的表导入目录：先看，再写"
    taken = subparsers.add_parser("import", help=text, description=text)
    taken.add_argument("files", metavar="文件", nargs="+", type=Path, help=".xlsx .xls .csv .html .docx")
    taken.add_argument(
        "--county", metavar="县的文件夹", type=Path, default=Path(), help="默认是当前文件夹"
    )
    taken.add_argument("--write", action="store_true", help="看过没有问题就写；不写就先问，或只给看")
    taken.add_argument(
        "--set",
        metavar="键=值",
        action="append",
        default=[],
        help="表里没有、每一行都一样的，如 主体=MZJ",
    )
    taken.add_argument(
        "--means", metavar="词=登记的", action="append", default=[],
        help="表里的词就是登记的哪一个，如 政府网站=县政府门户网站",
    )  # fmt: skip
    taken.add_argument("--number", metavar="前缀", help="没有编码的从 001 起编号，如 MZ-")
    taken.add_argument(
        "--renamed", choices=("换码", "新增"), help="名称、主体没变而编码变了的：同一条，还是另一条"
    )
    taken.add_argument("--removed", choices=("留", "删"), help="目录里有、表里没有的：留着，还是删去")
    taken.add_argument(
        "--remarks", metavar="文件夹", type=Path, help="有问题时，写成批注，写在 .xlsx 的副本里"
    )
    taken.set_defaults(run=commands.import_tables)


def _new(subparsers: Subparsers) -> None:
    new = subparsers.add_parser("new", help="打印一份带说明的空白文件；或者从头写出一个小县")
    new.add_argument("kind", metavar="种类", help=f"{'、'.join(commands.kinds())}；county：县")
    new.add_argument("folder", metavar="文件夹", nargs="?", type=Path, help="种类是 county：写到哪里")
    new.add_argument("--name", metavar="名称", help="county：县的全称；不写就在终端上问")
    new.add_argument("--code", metavar="区划代码", help="county：六位行政区划代码")
    new.add_argument("--levels", metavar="层级", help="county：公开的层级，从高到低，用“、”分开")
    new.set_defaults(run=commands.new)


def _of_releases(subparsers: Subparsers) -> None:
    """Commands that look at releases, not at a county."""
    rollback = subparsers.add_parser("rollback", help="退回上一版网站")
    _output(rollback)
    rollback.set_defaults(run=release_commands.rollback)
    text = "说出旧版和更新包里还有哪些不该公开而撤下的；--remove 删去"
    gone = subparsers.add_parser("forget", help=text, description=text)
    _output(gone)
    gone.add_argument("--bundles", metavar="文件夹", type=Path, help="publish --kiosk 写的文件夹，也看")
    gone.add_argument("--remove", action="store_true", help="删去，不能恢复；不写就只说")
    gone.set_defaults(run=forgetting.forget)
    verify = subparsers.add_parser("verify", help="逐字节核对发布出去的网站与清单，说出每个不同的文件")
    verify.add_argument(
        "tree", metavar="文件夹", type=Path, help="输出文件夹、一版网站，或拷出去的一部分"
    )
    verify.add_argument("--manifest", metavar="文件", type=Path, help="清单不在文件夹里时，它在哪里")
    verify.add_argument(
        "--part", metavar="部分", default="", help="文件夹只是其中一部分时写明，例如 public、led/square"
    )
    verify.add_argument("--public-key", metavar="文件", type=Path, help="公钥文件：同时核对清单的签名")
    verify.set_defaults(run=release_commands.verify)
    diff = subparsers.add_parser("diff", help="两版网站之间新增、改动、撤下了什么")
    diff.add_argument("old", metavar="旧", type=Path, help="输出文件夹，或其中 releases/ 下的一版")
    diff.add_argument("new", metavar="新", type=Path, help="同上")
    diff.add_argument("--files", action="store_true", help="再列出每个文件")
    diff.set_defaults(run=release_commands.diff)
    text = "把公布的数据放进一个 SQLite 数据库，用 SQL 查，或用 Datasette 浏览"
    sqlite = subparsers.add_parser("sqlite", help=text, description=text)
    sqlite.add_argument(
        "site", metavar="网站", type=Path, help="输出文件夹，或拷出去的 public、下载的网站"
    )
    sqlite.add_argument("database", metavar="数据库", type=Path, help="写到哪个文件，如 数据.db")
    sqlite.set_defaults(run=commands.sqlite)
    _of_provinces(subparsers)
    _of_touch_screens(subparsers)
    screen_feeds.add_commands(subparsers, _output, _day)
    keygen = subparsers.add_parser("keygen", help="生成签名用的钥匙（Ed25519，公钥与 minisign 通用）")
    keygen.add_argument("file", metavar="文件", type=Path, help="私钥写到哪里；公钥写在旁边，加 .pub")
    keygen.set_defaults(run=keys.keygen)


def _of_touch_screens(subparsers: Subparsers) -> None:
    text = "把现在的网站做成触摸屏的更新包：完整的一个，和只有改动的几个，签名，放进 U 盘或服务器"
    made = subparsers.add_parser("publish", help=text, description=text)
    _output(made)
    made.add_argument(
        "--kiosk", metavar="文件夹", type=Path, required=True, help="更新包写到哪里，如 U 盘上的文件夹"
    )
    made.add_argument(
        "--sequence", metavar="号", type=int, default=1, help="换了输出文件夹以后，从几号起"
    )
    _key(made)
    made.set_defaults(run=kiosk_bundles.publish_kiosk)
    text = "在触摸屏上运行：核对更新包，换上；不对就不换，原来的内容不动"
    taken = subparsers.add_parser("kiosk-update", help=text, description=text)
    taken.add_argument("bundles", metavar="更新包", type=Path, help="publish --kiosk 写的文件夹")
    taken.add_argument(
        "screen", metavar="触摸屏", type=Path, help="触摸屏的文件夹，浏览器打开其中的 index.html"
    )
    taken.add_argument("--public-key", metavar="文件", type=Path, required=True, help="公钥文件")
    taken.add_argument("--county", metavar="区划代码", required=True, help="只收这个县的更新")
    taken.add_argument(
        "--stale", metavar="天", type=int, default=30, help="数据旧了几天就提醒（默认 30）"
    )
    taken.add_argument("--today", metavar="日期", type=_day, help="今天是哪天（默认看这台机器的日期）")
    taken.set_defaults(run=kiosk_updates.kiosk_update)


def _of_provinces(subparsers: Subparsers) -> None:
    text = "把各县发布的网站编成一个目录：各县、统计、查找"
    province = subparsers.add_parser("province", help=text, description=text)
    province.add_argument("folder", metavar="各县", type=Path, help="文件夹，里面每个县一个输出文件夹")
    _output(province)
    province.add_argument("--name", metavar="名称", default="各县", help="省（市）的名称，写在标题里")
    province.add_argument("--allow-withdrawal", action="store_true", help="撤下一个县是有意的")
    _signed(province)
    province.set_defaults(run=commands.province)


def _key(command: argparse.ArgumentParser) -> None:
    told = "用这把私钥给清单签名（或设环境变量 DISCLOSURE_KEY）"
    command.add_argument("--key", metavar="文件", type=Path, help=told)


def _signed(command: argparse.ArgumentParser) -> None:
    _key(command)
    command.add_argument("--unsigned", action="store_true", help="现在有签名，以后不再签名是有意的")


def _county(
    subparsers: Subparsers, name: str, run: commands.Command, text: str
) -> argparse.ArgumentParser:
    command = subparsers.add_parser(name, help=text, description=text)
    command.add_argument(
        "folder", metavar="县的文件夹", nargs="?", type=Path, default=Path(), help="默认是当前文件夹"
    )
    command.add_argument(
        "--as-of", metavar="日期", type=_day, help="以哪一天为准（默认今天），如 2026-03-10"
    )
    command.set_defaults(run=run)
    return command


def _output(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--output", metavar="文件夹", type=Path, default=Path("output"), help="输出文件夹（默认 output）"
    )


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-03-10") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"“{text}”不在 {FIRST_YEAR} 至 {LAST_YEAR} 年")
    return day


def _count(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,3}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"“{text}”不是个数，请写 1 至 9999 的整数")
    return int(text)


def _port(text: str) -> int:
    if not re.fullmatch(r"\d{1,5}", text, re.ASCII) or int(text) > _LAST_PORT:
        raise argparse.ArgumentTypeError(f"“{text}”不是端口，请写 0 至 {_LAST_PORT} 的数")
    return int(text)
