"""Records as lines of a list.

Enters: an ``Edition`` and a record.  Leaves: an ``ListEntry``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from ...county.facts.histories import in_force
from ...county.facts.posts.charge import handled
from ...schema.records.decisions.decision import (
    DECIDED,
    DEFERRED,
    DONE,
    HEARING,
    PLANNED,
    REJECTED,
    RUNNING,
    WITHDRAWN,
    Decision,
)
from ...schema.records.notices.annual_report import AnnualReport
from ...schema.records.notices.notice import Notice
from ...schema.records.powers.power import Power
from ...schema.records.unit import Post, Unit
from ..edition import Edition
from ..parts import links, urls, words
from ..parts.blocks import Badge, Grade, ListEntry, grade
from ..parts.pager import Gathered

Dated = TypeVar("Dated", bound=Decision | Notice | AnnualReport)

SHOWN_POWERS = 3
TONES = {
    PLANNED: "soon", HEARING: "live", DECIDED: "done", RUNNING: "live",
    DONE: "done", DEFERRED: "stop", REJECTED: "stop", WITHDRAWN: "stop",
}  # fmt: skip


def newest(records: Iterable[Dated]) -> list[Dated]:
    """By date of publication, newest first; by code where the dates are equal."""
    return sorted(sorted(records, key=lambda r: r.code), key=lambda r: r.published, reverse=True)


def notes(*texts: str) -> tuple[str, ...]:
    return tuple(filter(None, texts))


def state(of: Decision) -> Badge:
    return Badge(of.state, TONES[of.state])


def called(of: Power) -> str:
    """What people call a power."""
    return f"也叫{'、'.join(told)}" if (told := of.everyday_words) else ""


def power(edition: Edition, of: Power) -> ListEntry:
    return _power(edition, of, links.unit_label(edition, of))


def _power(edition: Edition, of: Power, body: str) -> ListEntry:
    promised = f"承诺{of.promised}" if of.promised else ""
    chart = "有流程图" if of.code in edition.charts else ""
    about = notes(called(of), body, handlers(edition, of), of.category.code, promised, chart)
    return ListEntry(of.name, urls.power(of.code), about, words.day(of.published))


def of_its_body(told: ListEntry, body: str) -> ListEntry:
    """The same where its body's name stands over it."""
    return replace(told, notes=tuple(note for note in told.notes if note != body))


def power_of_its_body(edition: Edition, of: Power) -> ListEntry:
    return _power(edition, of, "")


def handlers(edition: Edition, of: Power) -> str:
    """The posts that handle a power."""
    posts = (edition.site.posts.get(code) for code in of.handled_by)
    names = [post.name for post in posts if post]
    return f"经办：{'、'.join(names)}" if names else ""


def decision(edition: Edition, of: Decision) -> ListEntry:
    amount = words.amount(of.amount)
    about = notes(links.unit_label(edition, of), of.category, amount)
    return ListEntry(of.name, urls.decision(of.code), about, words.day(of.published), state(of))


def notice(edition: Edition, of: Notice) -> ListEntry:
    unit = edition.site.units.get(of.unit.code)
    about = notes(of.column, unit.label if unit else "", of.number)
    return ListEntry(of.name, urls.notice(of.code), about, words.day(of.published), _force(edition, of))


def _force(edition: Edition, of: Notice) -> Badge | None:
    """Whether it is in force, where it tells."""
    told = in_force.standing(edition.site, of)
    return Badge(told.state, "stop" if told.ended else "done") if told else None


def post(edition: Edition, of: Post) -> ListEntry:
    return _post(edition, of, f"{edition.site.unit_of_post[of.code].label}{of.name}")


def post_of_its_body(edition: Edition, of: Post) -> ListEntry:
    return _post(edition, of, of.name)


def _post(edition: Edition, of: Post, name: str) -> ListEntry:
    return ListEntry(name, urls.post(of.code), notes(of.rank, held(edition, of)), grade=grade(of.grade))


def said_once(part: Gathered[ListEntry], *above: str) -> Gathered[ListEntry]:
    """Entries under the title of their grade, or below its name, do not say it again."""

    def is_said(of: Grade) -> bool:
        return part.title == words.graded(of.name) or f"{of.name}级" in above

    held = (replace(e, grade=None) if e.grade and is_said(e.grade) else e for e in part.held)
    return replace(part, held=tuple(held))


def held(edition: Edition, of: Post) -> str:
    """Which powers a post handles, the first of them by what people call them."""
    powers = handled(edition.site, of)
    names = [(*p.everyday_words, p.name)[0] for p in powers[:SHOWN_POWERS]]
    more = f"等{len(powers)}项" if len(powers) > SHOWN_POWERS else ""
    return f"经办：{'、'.join(names)}{more}" if names else ""


def unit(edition: Edition, of: Unit) -> ListEntry:
    """A body with the number of its powers and decisions."""
    powers, decisions = edition.site.powers_of[of.code], edition.site.decisions_of[of.code]
    counts = (f"职权{len(powers)}项" if powers else "", f"决策{len(decisions)}项" if decisions else "")
    return ListEntry(of.name, urls.unit(of.code), notes(*counts))
