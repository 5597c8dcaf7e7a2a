"""Ten tasks of a citizen, an inspector and an IT person, done as they would be, and how long each takes.

Enters: a built release and a browser.  Leaves: for a task before a screen how many touches, screens of
scrolling and seconds of the browser; for one at a terminal how many commands and seconds.  What people
take to read and to think is not in it.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page
from questions import QUESTIONS, Question
from stranger import SCREENS_TRIED, ask

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Done:
    """A task as it went; ``is_well`` tells that it came to its end, and by a short way."""

    said: str
    is_well: bool


@dataclass(frozen=True, slots=True)
class Looking:
    """A task before a screen of ``SCREENS_TRIED``, by its number."""

    who: str
    question: Question
    screen: int

    def do(self, page: Page, release: Path) -> Done:
        screen, begun = SCREENS_TRIED[self.screen], time.perf_counter()
        way = ask(page, release, screen, self.question)
        took = time.perf_counter() - begun
        told = f"{way.touches} 触，{way.screens:.1f} 屏" if way else "没有找到"
        said = f"{self.who}　{screen.name}　{self.question.asked}：{told}，{took:.1f} 秒"
        return Done(said, bool(way and way.short))


@dataclass(frozen=True, slots=True)
class Typing:
    """A task at a terminal: commands as the documents tell them, in a folder of one's own."""

    who: str
    what: str
    commands: Sequence[str]

    def do(self, folder: Path) -> Done:
        begun = time.perf_counter()
        ended = [_ended(command.split(), folder) for command in self.commands]
        took = time.perf_counter() - begun
        said = f"{self.who}　终端　{self.what}：{len(self.commands)} 条命令，{took:.1f} 秒"
        return Done(said, not any(ended))


def _ended(words: Sequence[str], folder: Path) -> int:
    command = [sys.executable, "-m", "disclosure", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


def _asked(words: str) -> Question:
    return next(question for question in QUESTIONS if question.asked == words)


BEFORE_A_SCREEN = (
    Looking("群众", _asked("申请低保要带什么"), 0),
    Looking("群众", _asked("办事大厅在哪条路"), 3),
    Looking("群众", _asked("水价多少钱一吨"), 2),
    Looking("群众", _asked("向谁举报干部"), 0),
    Looking("督查的人", _asked("哪些事逾期了"), 1),
    Looking("督查的人", _asked("哪项检查过了期没有做"), 1),
)
AT_A_TERMINAL = (
    Typing("督查的人", "网站被改动过没有", ("verify 网站 --public-key 钥匙.pub",)),
    Typing("管理员", "从零建一个县，生成，签名", (
        "new county 县 --name 试点县 --code 990199 --levels 县委、县直部门、乡镇、村和社区",
        "keygen 钥匙", "build 县 --output 网站 --key 钥匙",
    )),
    Typing("管理员", "给网站服务器一份", ("publish --output 网站 --web 网页 --key 钥匙",)),
    Typing("管理员", "更新一台触摸屏", (
        "publish --output 网站 --kiosk U盘 --key 钥匙",
        "kiosk-update U盘 触摸屏 --public-key 钥匙.pub --county 990199",
    )),
)  # fmt: skip
"""In the order in which they can be done after the second."""


def all_done(page: Page, release: Path, folder: Path) -> Iterator[Done]:
    """Every task."""
    yield from (task.do(page, release) for task in BEFORE_A_SCREEN)
    check, begin, *others = AT_A_TERMINAL
    yield from (task.do(folder) for task in (begin, check, *others))
