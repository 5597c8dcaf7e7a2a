"""The words of the commands that look at a county.

Enters: the parsers of all commands.  Leaves: more of them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from ...basics.media import PAPERS, SHEETS
from ...schema.catalogue import ALL
from .options import Command, Subparsers, count, day, later, output, port, signed


def add_commands(subparsers: Subparsers) -> None:
    """Commands that look at a county."""
    check = _county(
        subparsers, "check", later("commands", "check"), "检查 catalogues/ 和 content/，只报告不写文件"
    )
    check.add_argument("--format", choices=("text", "json"), default="text", help="json：每行一个问题")
    build = _county(subparsers, "build", later("build", "build"), "检查、生成、整体发布到输出文件夹")
    output(build)
    build.add_argument(
        "--audience", metavar="受众", default="社会", help="社会（默认）、全党、单位:<编码>、特定:<编码>"
    )
    audit = _county(
        subparsers,
        "self-audit",
        later("office.own_audit", "self_audit"),
        "照十化标准等自查各单位，只给县里办公用",
    )
    audit.add_argument(
        "--output", metavar="文件夹", type=Path, default=Path("自查"), help="写到哪里（默认 自查）"
    )
    printed = _county(
        subparsers, "print", later("office.printing", "print_sheets"), "印海报、窗口牌、公示栏：写成 PDF"
    )
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
    printed.add_argument(
        "--only", metavar="种类", action="append", choices=tuple(SHEETS),
        help="只印这一种，可写几次：流程图、防控图、窗口、公示、手册、载体（默认全部）",
    )  # fmt: skip
    for reader in (check, build, audit, printed):
        reader.add_argument(
            "--laws", type=Path, metavar="文件夹", help="法规库：核对每条依据（代替 county.yaml 里写的）"
        )
    build.add_argument(
        "--allow-withdrawal",
        action="store_true",
        help="这一版撤下很多是有意的（见 county.yaml 的“撤下上限”）",
    )
    signed(build)
    build.add_argument("--dry-run", action="store_true", help="只看这一版会变什么，不发布")
    workers = build.add_mutually_exclusive_group()
    workers.add_argument(
        "--processes",
        metavar="个数",
        type=count,
        help="最多几个进程一起做（默认每个处理器一个；1：只用这个进程）",
    )
    workers.add_argument(
        "--scheduler", metavar="地址", help="交给集群做，如 tcp://10.0.0.1:8786（见 docs/scale.md）"
    )
    build.add_argument("--profile", action="store_true", help="最后说出每个阶段用了多少时间")
    serve = _county(subparsers, "serve", later("commands", "serve"), "改动后自动重新生成，并在本机浏览")
    output(serve)
    serve.add_argument("--port", metavar="端口", type=port, default=8000, help="端口（默认 8000）")
    serve.add_argument("--no-open", action="store_true", help="不自动打开浏览器")
    serve.add_argument("--builder", default="", help=argparse.SUPPRESS)  # for its own use
    serve.add_argument("--early", type=Path, help=argparse.SUPPRESS)  # as well
    serve.set_defaults(read_build=build.parse_args)
    _new(subparsers)
    _county(subparsers, "schema", later("commands", "schema"), "写出供编辑器补全用的 JSON Schema")
    export = _county(
        subparsers, "export", later("office.export", "export"), "把目录写成 Excel 表，改完再导入"
    )
    export.add_argument(
        "--to", metavar="文件夹", type=Path, default=Path("表格"), help="写到哪里（默认 表格）"
    )
    export.add_argument("--kind", metavar="种类", default="", help="只写一种，如 职权（默认全部）")
    export.add_argument("--csv", action="store_true", help="写成 CSV（UTF-8，带 BOM），一张表一个文件")
    export.add_argument("--overwrite", action="store_true", help="盖掉已经有的表（里面的改动就没有了）")
    export.add_argument("--blank", action="store_true", help="只写空白的表，供填写")
    export.set_defaults(intact="表要么还是原来的，要么整个换上。")
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
    taken.add_argument("--all", action="store_true", help="改动逐条列出，不只列前 40 条")
    taken.set_defaults(
        run=later("office.importing", "import_tables"),
        intact="县的文件夹没有写到一半：要么还是原来的，要么全写了；再导入一次就看得出。",
    )


def _new(subparsers: Subparsers) -> None:
    new = subparsers.add_parser("new", help="打印一份带说明的空白文件；或者从头写出一个小县")
    new.add_argument(
        "kind", metavar="种类", help=f"{'、'.join(shelf.record.title for shelf in ALL)}；county：县"
    )
    new.add_argument("folder", metavar="文件夹", nargs="?", type=Path, help="种类是 county：写到哪里")
    new.add_argument("--name", metavar="名称", help="county：县的全称；不写就在终端上问")
    new.add_argument("--code", metavar="区划代码", help="county：六位行政区划代码")
    new.add_argument("--levels", metavar="层级", help="county：公开的层级，从高到低，用“、”分开")
    new.set_defaults(
        run=later("commands", "new"), intact="没有写出半个县：要么一个文件也没有，要么全有。"
    )


def _county(subparsers: Subparsers, name: str, run: Command, text: str) -> argparse.ArgumentParser:
    command = subparsers.add_parser(name, help=text, description=text)
    command.add_argument(
        "folder", metavar="县的文件夹", nargs="?", type=Path, default=Path(), help="默认是当前文件夹"
    )
    command.add_argument(
        "--as-of", metavar="日期", type=day, help="以哪一天为准（默认今天），如 2026-03-10"
    )
    command.set_defaults(run=run)
    return command
