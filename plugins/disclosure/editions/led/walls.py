"""Big screens: one message a page, large enough for a hall, the vote as seats, a code to take home.

Enters: a screen, its messages and its boards of flows.  Leaves: ``wall.html``, which holds all that it
needs, and beside it its style and its script, of which the gates know that they are ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from urllib.parse import urljoin

from markupsafe import Markup

from ...basics.output import Chart, Html
from ...basics.values import dataclass
from ...county.site import code_of
from ...schema.records.decisions.decision import Decision
from ...schema.records.shown.screen import (
    CONSULTED,
    DECIDED,
    LEAST_FOR_WALL,
    USUAL_WALL,
    WALL_TEXT,
    Screen,
)
from ..edition import Edition
from ..parts import urls
from ..parts.addresses import base_of
from ..parts.qr_codes import qr_svg
from ..told.messages import Message, WhatToTell, last_day

_TITLE, _SEATS_IN_ROW = 76, 15
"""px of a title on a screen 1080 px high or wide."""
_LARGER = {"huge": 7, "larger": 6, "large": 5}
_USUAL, _LEADING = 4, 1.35
"""What a short title is enlarged to, in parts of which ``_USUAL`` are as large as a long one."""
_ROOM = 0.4
"""How much of the height a title may take, with the rows of a vote below it."""
_NAMED = re.compile(r' (?:id|aria-labelledby)="[^"]*"')


@dataclass(frozen=True, slots=True)
class WallSeat:
    """A vote in its place: how it was cast, and where it is drawn."""

    cast: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class CountedVote:
    """The vote on the whole matter: so many seats ``across``, in so many rows."""

    told: str
    seats: tuple[WallSeat, ...]
    across: int
    rows: int


@dataclass(frozen=True, slots=True)
class WallSlide:
    """What stands alone on the screen on some days; ``last`` is the day that it counts down to."""

    message: str
    title: str
    size: str
    facts: tuple[str, ...]
    record: str
    digest: str
    start: date
    until: date
    last: date | None
    vote: CountedVote | None
    address: str

    @property
    def code(self) -> Markup:
        """The address, to be photographed; drawn when it is printed."""
        return Markup(qr_svg(self.address))  # noqa: S704  drawn by segno, of an address


@dataclass(frozen=True, slots=True)
class WallPage:
    """The loop of a screen; ``least`` and ``large`` are sizes of text in px."""

    name: str
    width: int
    height: int
    least: int
    large: int
    seconds: int
    hours: tuple[str, ...]
    slides: tuple[WallSlide, ...]
    boards: tuple[Markup, ...]
    start: date
    until: date


def outputs(
    edition: Edition, screen: Screen, messages: Sequence[Message], boards: Sequence[Chart]
) -> Iterator[Html]:
    """The page of a screen, its style and its script; nothing where a title has no room."""
    if screen.shorter < LEAST_FOR_WALL:
        return
    page = WallPage(
        name=screen.name,
        width=screen.width,
        height=screen.height,
        least=screen.wall_text,
        large=_large(screen),
        seconds=screen.dwell,
        hours=screen.hours,
        slides=tuple(_slide(edition, screen, message) for message in messages),
        boards=tuple(_nameless(board) for board in boards if board.path.endswith(".svg")),
        start=edition.site.as_of,
        until=last_day(edition.site, WhatToTell.of(screen)),
    )
    yield Html(f"{screen.code}/wall.html", "screens/wall.html", partial(_itself, page))
    yield Html(f"{screen.code}/wall.css", "screens/wall.css.txt", partial(_itself, page))
    yield Html(f"{screen.code}/player.js", "screens/player.js", partial(str))


def _nameless(board: Chart) -> Markup:
    """A board among others in one page, where no part of it may be named as a part of another is."""
    return Markup(_NAMED.sub("", board.text))  # noqa: S704  drawn by us


def _itself(page: WallPage) -> WallPage:
    return page


def _large(screen: Screen) -> int:
    return max(WALL_TEXT, _TITLE * screen.shorter // USUAL_WALL)


def _size(screen: Screen, title: str, vote: CountedVote | None) -> str:
    """How a title is set: as large as it has room; a mark may push a character into the next line."""
    room = screen.height * _ROOM - (vote.rows * screen.wall_text if vote else 0)
    wide = screen.width - 2 * _large(screen)
    for name, parts in _LARGER.items():
        size = _large(screen) * parts // _USUAL
        if len(title) <= (wide // size - 1) * int(room / (size * _LEADING)):
            return name
    return ""


def _slide(edition: Edition, screen: Screen, message: Message) -> WallSlide:
    record = message.record
    vote = _vote(record) if isinstance(record, Decision) and message.group == DECIDED else None
    return WallSlide(
        message=f"{message.label}　{message.unit}",
        title=record.name,
        size=_size(screen, record.name, vote),
        facts=message.facts,
        record=code_of(record),
        digest=edition.digest_of(record),
        start=message.start,
        until=message.until,
        last=message.last if message.group == CONSULTED else None,
        vote=vote,
        address=urljoin(base_of(edition.site.county), urls.record(type(record), code_of(record))),
    )


def _vote(decision: Decision) -> CountedVote | None:
    meeting = decision.steps.meeting
    if meeting is None or meeting.ayes is None:
        return None
    cast = {"aye": meeting.ayes, "no": meeting.noes or 0, "abstention": meeting.abstentions or 0}
    votes = [how for how, count in cast.items() for _ in range(count)]
    seats = [WallSeat(how, n % _SEATS_IN_ROW, n // _SEATS_IN_ROW) for n, how in enumerate(votes)]
    named = zip(("赞成", "反对", "弃权"), cast.values(), strict=True)
    told = "，".join(f"{name} {count} 票" for name, count in named if count)
    across, rows = min(len(seats), _SEATS_IN_ROW), -(-len(seats) // _SEATS_IN_ROW)
    return CountedVote(told, tuple(seats), across, rows)
