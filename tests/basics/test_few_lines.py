"""A text in which few lines can matter gives what it gives when every line is looked at."""

from __future__ import annotations

import itertools
import random

import pytest

from disclosure.basics.files import pieces

PARTS = (
    "13800138000", "110101199003078515", "2026-03-10", "138****0000", "1", "X", "-", " ", "\u3000", "，",
    "。", "姓名：", "姓 名", "张三", "身份证号：", "居民身份证", "证件号码", "ID\nCard：", "ID Card",
    "电话：", "金额", "项目编号", "\n", "\n", "\n", "\n\n", "\r\n", "\t", "|", "\u2028", "\x0b", "备注 ",
    "12", "3456", "５", "名",
)  # fmt: skip


def of_every_line(text: str, monkeypatch: pytest.MonkeyPatch) -> list[pieces.Run]:
    with monkeypatch.context() as patch:
        patch.setattr(pieces, "_is_simple", lambda _: False)
        return list(pieces.of_lines(text, "表"))


def texts() -> list[str]:
    """Every two parts with each third between, and longer ones at random."""
    chance = random.Random(1)  # noqa: S311  no secret
    short = ["".join(parts) for parts in itertools.product(PARTS[:9], PARTS, PARTS)]
    long = ["".join(chance.choices(PARTS, k=chance.randrange(4, 40))) for _ in range(12_000)]
    return [*short, *long]


def test_few_lines_give_what_every_line_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    simple = [text for text in texts() if pieces._is_simple(text)]  # noqa: SLF001  what is tried here
    differing = [
        text for text in simple if list(pieces.of_lines(text, "表")) != of_every_line(text, monkeypatch)
    ]
    assert differing == []
    assert sum(bool(list(pieces.of_lines(text))) for text in simple) > 3000
