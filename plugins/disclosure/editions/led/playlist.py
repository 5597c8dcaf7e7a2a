"""What a player plays: each picture with the days on which it is to be shown, and how long.

Enters: a screen and its messages.  Leaves: ``playlist.json``, the pictures, and the page that plays
them, which holds them all: a player needs no other file.  A picture whose days are over is passed over
without a build.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from ...basics.output import File, Html, Output, as_json
from ...basics.values import dataclass
from ...county.site import code_of
from ...schema.records.shown.screen import Screen
from ..edition import Edition
from ..told.messages import Message, WhatToTell, last_day
from .frames import BoardForm, Frame, frames
from .pictures import PICTURES, PNG, picture, picture_data


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture: of which record it is, on which days it is to be shown."""

    number: int
    record: str
    digest: str
    published: date
    group: str
    start: date
    until: date
    frame: Frame

    def file(self, kind: str) -> str:
        """Its name in a format."""
        return f"pages/{self.number:03}.{kind}"


@dataclass(frozen=True, slots=True)
class Programme:
    """All that a screen is to show from the day it was made until another."""

    county: str
    screen: str
    name: str
    form: BoardForm
    hours: tuple[str, ...]
    as_of: date
    until: date
    pages: tuple[ShownPicture, ...]


@dataclass(frozen=True, slots=True)
class PlayerPage:
    """The programme as a page at the screen's size, or enlarged with its dots to be looked at."""

    programme: Programme
    times: int

    def source(self, shown: ShownPicture) -> str:
        """A picture itself where the page is played, its file where it is looked at."""
        if self.times > 1:
            return shown.file(PNG)
        data = picture_data(self.programme.form, shown.frame, PNG)
        return f"data:image/png;base64,{base64.b64encode(data).decode()}"


_LOUPE = 4


def outputs(edition: Edition, screen: Screen, messages: Sequence[Message]) -> Iterator[Output]:
    """The pictures of a screen, and what plays them."""
    shown = _programme(edition, screen, messages)
    folder = screen.code
    for page in shown.pages:
        for kind in PICTURES:
            yield File(
                f"{folder}/{page.file(kind)}", partial(picture_data, shown.form, page.frame, kind)
            )
    yield File(f"{folder}/playlist.json", partial(_playlist, shown))
    for name, times in (("screen", 1), ("preview", _LOUPE)):
        yield Html(f"{folder}/{name}.html", "screens/player.html", partial(PlayerPage, shown, times))
    yield Html(f"{folder}/player.js", "screens/player.js", partial(str))
    yield Html(f"{folder}/player.css", "screens/player.css.txt", partial(str))


def _programme(edition: Edition, screen: Screen, messages: Sequence[Message]) -> Programme:
    site, form = edition.site, BoardForm.of(screen)
    pages = [(message, frame) for message in messages for frame in frames(message, form)]
    return Programme(
        county=site.county.area_code,
        screen=screen.code,
        name=screen.name,
        form=form,
        hours=screen.hours,
        as_of=site.as_of,
        until=last_day(site, WhatToTell.of(screen)),
        pages=tuple(_shown(edition, n, message, frame) for n, (message, frame) in enumerate(pages, 1)),
    )


def _shown(edition: Edition, number: int, message: Message, frame: Frame) -> ShownPicture:
    record = message.record
    return ShownPicture(
        number=number,
        record=f"{record.title} {code_of(record)}",
        digest=edition.digest_of(record),
        published=record.published,
        group=message.group,
        start=message.start,
        until=message.until,
        frame=frame,
    )


def _playlist(shown: Programme) -> bytes:
    return as_json(
        {
            "county": shown.county,
            "screen": shown.screen,
            "name": shown.name,
            "width": shown.form.width,
            "height": shown.form.height,
            "colour": shown.form.colour,
            "hours": list(shown.hours),
            "as_of": str(shown.as_of),
            "not_after": str(shown.until),
            "pages": [_page(shown.form, page) for page in shown.pages],
        }
    )


def _page(form: BoardForm, page: ShownPicture) -> dict[str, object]:
    return {
        "record": page.record,
        "digest": page.digest,
        "published": str(page.published),
        "group": page.group,
        "text": list(page.frame.words),
        "valid_from": str(page.start),
        "valid_until": str(page.until),
        "duration": page.frame.seconds,
        **{kind: _file(form, page, kind) for kind in PICTURES},
    }


def _file(form: BoardForm, page: ShownPicture, kind: str) -> dict[str, object]:
    made = picture(form, page.frame, kind)
    return {"file": page.file(kind), "size": len(made.data), "md5": made.md5, "sha256": made.sha256}
