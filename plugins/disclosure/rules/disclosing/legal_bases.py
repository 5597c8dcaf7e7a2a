"""Rules on citations: each resolves in the county's law library (法规库), and quotes are true.

Without a library nothing is checked.  What a library of national laws cannot hold (party rules,
documents of ministries and of the county itself) is a reminder to check by hand, not a fault.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ...basics.law.resolve import FaultKind, Reading
from ...basics.problem import Code, Problem, Severity
from ...county.facts.citations import Mention, mentions
from ...county.site import Site
from ..registry import rule

EXACT = "《政府信息公开条例》第六条：公开应当准确"

NO_ARTICLE = Code("G01", "条文不存在", "请对照法规原文，改正条、款、项的序号", law=EXACT)
REPEALED = Code("G02", "法规已经废止", "请改引现行的法规；没有现行依据的权力应当清理", law=EXACT)
OLD_VERSION = Code("G03", "引用了旧版本", "请核对现行版本的条文序号，改写或删去年份", Severity.REMINDER)
NOT_HELD = Code(
    "G04",
    "法规库没有这部法规",
    "请核对名称；名称没错就把这部法规放进法规库，或者人工核对",
    Severity.REMINDER,
)
DOCUMENT = Code(
    "G05", "法规库收不到的文件", "法规库只收法律法规规章，这一处请人工核对", Severity.REMINDER
)
NO_SUCH_VERSION = Code(
    "G06", "法规库没有所注年份的版本", "请核对年份；年份没错就更新法规库", Severity.REMINDER
)
UNREADABLE = Code(
    "G07", "引用的写法读不懂", "请写成《法规名称》第几条第几款第（几）项", Severity.REMINDER
)
MISQUOTED = Code("G08", "原文与条文不符", "请照条文逐字抄写，略去的地方用“……”", Severity.REMINDER, EXACT)
NOT_YET = Code("G09", "法规还没有施行", "请改引现行的版本，或等施行后再写", Severity.REMINDER)


CODE_OF = {
    FaultKind.NO_ARTICLE: NO_ARTICLE,
    FaultKind.REPEALED: REPEALED,
    FaultKind.OLD_VERSION: OLD_VERSION,
    FaultKind.NOT_HELD: NOT_HELD,
    FaultKind.DOCUMENT: DOCUMENT,
    FaultKind.NO_SUCH_VERSION: NO_SUCH_VERSION,
    FaultKind.UNREADABLE: UNREADABLE,
    FaultKind.NOT_YET: NOT_YET,
}

_OMITTED = re.compile(r"…+|\.{3,}|[（(](?:略|节选|摘录)[）)]")


@rule(*CODE_OF.values())
def citations_resolve(site: Site) -> Iterator[Problem]:
    """Every citation leads to a text of the library, or the county is told why not."""
    for mention in _consulted(site):
        for fault in site.provisions.of(mention.words, mention.day).faults:
            yield Problem(mention.place, CODE_OF[fault.kind], fault.what)


@rule(MISQUOTED)
def quotes_are_true(site: Site) -> Iterator[Problem]:
    """The words given as 原文 stand in the articles cited."""
    for mention in _consulted(site):
        reading = site.provisions.of(mention.words, mention.day)
        strange = _strange(mention, reading) if reading.provisions else ""
        if strange:
            what = f"{mention.words}里没有“{strange[:30]}”"
            yield Problem(mention.quote_place or mention.place, MISQUOTED, what)


def _consulted(site: Site) -> Iterator[Mention]:
    """Every mention that was looked up in a library: none where there is no library."""
    return mentions(site) if site.provisions.readings else iter(())


def _strange(mention: Mention, reading: Reading) -> str:
    """The first stretch of the quote that is in none of the articles, or nothing."""
    text = _letters("".join(provision.text for provision in reading.provisions))
    stretches = _OMITTED.split(mention.quote)
    return next((part.strip() for part in stretches if _letters(part) not in text), "")


def _letters(text: str) -> str:
    """Words alone: without punctuation, marks and spaces, which editions set differently."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(char for char in plain if unicodedata.category(char)[0] in "LN")
