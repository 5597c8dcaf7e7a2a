"""The command line's words: commands, options, and what argparse itself says, in Chinese.

Enters: nothing.  Leaves: the parser; its options carry in ``run`` what does the command.
"""

from __future__ import annotations

import argparse

from ... import __version__
from . import of_counties, of_releases

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

# argparse looks its words up under these names, as gettext's; no catalogue of Chinese comes with Python
setattr(argparse, "_", lambda text: _WORDS.get(text, text))  # noqa: B010  mypy knows no such name
setattr(argparse, "ngettext", lambda words, _many, _count: _WORDS.get(words, words))  # noqa: B010


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
    of_counties.add_commands(subparsers)
    of_releases.add_commands(subparsers)
    return whole
