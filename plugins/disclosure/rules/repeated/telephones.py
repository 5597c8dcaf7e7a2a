"""Telephones in prose right behind a name: 县民政局电话：…, 监督电话：派驻第一纪检监察组 ….

Enters: a ``Site``.  Leaves: a ``SentenceJudge``.  Whoever supervises counts where every
power declares the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...county.site import Site
from ...schema.phones import in_line
from .beside_names import before, names_of
from .sentences import Sentence, SentenceJudge

_PHONE = re.compile("(?<![0-9-])0[0-9]{2,3}-[0-9]{7,8}(?![0-9])")
_REACH = 40


def judge(site: Site) -> SentenceJudge:
    """Numbers that the one whose name stands before them does not have."""
    known = {name: frozenset(unit.phones) for name, unit in names_of(site).items() if unit.phones}
    known |= {
        channel.name: frozenset(channel.phones) for channel in site.county.channels if channel.phones
    }
    known |= _supervisors(site)

    def judged(sentence: Sentence) -> Iterator[str]:
        for match in _PHONE.finditer(sentence.text):
            name = before(sentence.text[max(0, match.start() - _REACH) : match.start()], known)
            if name and not any(phone.startswith(match[0]) for phone in known[name]):
                declared = in_line(sorted(known[name]))
                yield f"这里“{name}”的电话是 {match[0]}，登记的是 {declared}"

    return judged


def _supervisors(site: Site) -> dict[str, frozenset[str]]:
    """The numbers of those who supervise several powers, all with the same."""
    found: dict[str, list[frozenset[str]]] = {}
    for power in site.powers.values():
        if power.supervision and power.supervision.phones:
            found.setdefault(power.supervision.post, []).append(frozenset(power.supervision.phones))
    return {post: sets[0] for post, sets in found.items() if len(sets) > 1 and len(set(sets)) == 1}
