"""Libraries for tests: a tiny invented one, and the real one that stands beside the checkout.

The real texts lie in ``../shared/data/laws`` and are not ours to commit.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from disclosure.app import disk
from disclosure.basics.law.library import LawText, Library, library
from disclosure.basics.law.resolve import FaultKind, Reading, resolve

REAL = Path(__file__).parent.parent.parent.parent / "shared" / "data" / "laws"
NEEDS_REAL = pytest.mark.skipif(
    not REAL.is_dir(), reason="仓库旁边没有 shared/data/laws：没有用真实的法规正文试过"
)
AS_OF = date(2026, 11, 22)

AID_ACT = """# 中华人民共和国临时救助法

2015年3月1日公布　2019年6月1日修正

<!-- INFO END -->

## 第一章 总则

第一条 为了说明怎样引用条文，编写本法。

第二条 申请人可以当面申请，也可以委托他人申请。

受理机构应当当场登记，并出具凭证。

## 第二章 救助

第三条 有下列情形之一的，应当先行救助：

（一）突发重病的；

(二)遭遇火灾，包括：

1．住房火灾；

2．作坊火灾。

救助后应当补办手续。

第三条之一 先行救助的情况应当公开。

第四条 本法自2015年5月1日起施行。{repeal}

救助标准表

一档 500元
"""
REGISTRY = """# 救助登记办法

2001年5月1日发布

<!-- INFO END -->

第一条 救助应当登记。
"""


def aid(repeal: str = "") -> str:
    """The text of the invented act."""
    return AID_ACT.format(repeal=repeal)


def held(**texts: str) -> Library:
    """A library of texts by file name, without ``.md``."""
    return library(LawText(f"法律/{name}.md", text) for name, text in texts.items())


def tiny() -> Library:
    """The invented act in two versions, and a regulation that it repealed."""
    return held(**{
        "临时救助法(2015-03-01)": aid(),
        "临时救助法(2019-06-01)": aid("《救助登记办法》同时废止。"),
        "救助登记办法(2001-05-01)": REGISTRY,
    })  # fmt: skip


@cache
def real() -> Library:
    """The real library, read as the program reads it."""
    texts, problems = disk.read_laws(Path(), REAL, None)
    assert not problems
    return library(texts)


def read(words: str, day: date = AS_OF) -> Reading:
    """A citation looked up in the tiny library."""
    return resolve(tiny(), words, day)


def kinds(reading: Reading) -> list[FaultKind]:
    return [fault.kind for fault in reading.faults]
