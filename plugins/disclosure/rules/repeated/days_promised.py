"""Limits in prose: 承诺13个工作日, 法定二十个工作日, of the power that is spoken of.

Enters: a ``Site``.  Leaves: a ``SentenceJudge``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.law.numerals import number
from ...basics.persons.word_search import HEAD, WordsInSentences
from ...basics.values import regex
from ...county.site import Site
from ...schema.periods import WORKDAYS, Period
from ...schema.records.notices.notice import Notice
from ...schema.records.powers.flow import steps_of
from ...schema.records.powers.power import LIMITS, Power
from .sentences import Sentence, SentenceJudge

_DAYS = "(?P<days>[0-9]{1,3}|[一二三四五六七八九十百]{1,5})个?工作日"
_ANY = regex(_DAYS)
_STATED = regex(
    "(?P<which>承诺|法定)(?:办理)?(?:时限|期限)?[^，。、（()0-9一二三四五六七八九十]{0,6}" + _DAYS
)
_WHOLE = regex("办结|办完|办好|答复|批复|发证|有结果|出结果")
_ATTRIBUTES = {name[:2]: attribute for attribute, name in LIMITS.items()}


def judge(site: Site) -> SentenceJudge:
    """Of a power's own words, of a notice that names it, of a sentence in which its name stands."""
    by_name: dict[str, list[Power]] = {}
    for power in site.powers.values():
        if len(power.name) >= HEAD:
            by_name.setdefault(power.name, []).append(power)
    search = WordsInSentences(by_name)

    def judged(sentence: Sentence) -> Iterator[str]:
        if "工作日" not in sentence.text or sentence.tells_of_a_change:
            return
        if isinstance(sentence.of, Power):
            yield from _stated(sentence, [sentence.of])
        elif isinstance(sentence.of, Notice) and sentence.of.powers:
            yield from _stated(sentence, [site.powers[ref.code] for ref in sentence.of.powers])
        elif len(named := _longest(set(search.within(sentence.text)))) == 1:
            powers = by_name[named[0]]
            yield from _stated(sentence, powers) or _whole(sentence, powers)

    return judged


def _longest(names: set[str]) -> list[str]:
    """The names that are no part of another one."""
    return [name for name in names if not any(name in other for other in names - {name})]


def _stated(sentence: Sentence, powers: list[Power]) -> list[str]:
    """What is called 承诺 or 法定 and is another number of working days."""
    found = []
    for match in _STATED.finditer(sentence.text):
        declared = [getattr(power, _ATTRIBUTES[match["which"]]) for power in powers]
        if _differs(number(match["days"]), declared):
            found.append(_told(match["which"], match["days"], powers[0], declared))
    return found


def _whole(sentence: Sentence, powers: list[Power]) -> list[str]:
    """How long the whole takes, where that is said without either word."""
    found = list(_ANY.finditer(sentence.text))
    if len(found) != 1 or not _WHOLE.search(sentence.text):
        return []
    declared = [power.promised or power.legal for power in powers]
    known = [*declared, *(power.legal for power in powers)]
    known += [step.limit for power in powers for step in steps_of(power.flow)]
    days = number(found[0]["days"])
    if _differs(days, declared) and all(days != period.most for period in known if period):
        return [_told("", found[0]["days"], powers[0], declared)]
    return []


def _differs(days: int, declared: list[Period | None]) -> bool:
    """Whether every power declares working days, and none so many."""
    known = [period for period in declared if period and period.unit == WORKDAYS]
    return len(known) == len(declared) and all(days not in (p.least, p.most) for p in known)


def _told(which: str, days: str, power: Power, declared: list[Period | None]) -> str:
    return f"这里写着{which}{days}个工作日，“{power.name}”登记的是{which}{declared[0]}"
