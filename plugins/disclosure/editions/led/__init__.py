"""Text and charts for LED and big screens, each in a folder of its own under ``led/``.

Enters: an ``Edition``.  Leaves: for every screen ``text.txt`` (GBK, CRLF, no BOM, one message a
line), the same as UTF-8, as keys and values, and as a feed; for an LED board pictures dot by dot and
what plays them.  A message longer than the screen takes is continued on the next line; no word of it
is dropped.  A screen that shows 流程 gets every flow as boards in its own pixels, as many as keep the
text at 24 px, and each as DOT.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial

from ...basics.output import Chart, File, Output, ready
from ...charts.column.screen_board import BoardsJob
from ...charts.ink.looks import plain
from ...charts.power_charts import FlowJob, drawn_as
from ...charts.stage import Wanted
from ...county.site import Site
from ...schema.records.powers.power import Power
from ...schema.records.shown.screen import CHARTS, Screen
from ..edition import Edition
from ..feeds.items import item_of
from ..feeds.rss import feed
from ..told import breaking
from ..told.messages import Message, WhatToTell, messages
from . import playlist, walls

_LINK = re.compile(r' href="#[^"]*"')


def view(edition: Edition) -> Iterator[Output]:
    for screen in edition.site.screens.values():
        drawn = tuple(boards(edition, screen))
        yield from _screen(edition, screen, drawn)
        yield from drawn


def wanted(site: Site, flows: Mapping[str, FlowJob]) -> Wanted:
    """The flows of every screen that shows flows, as boards in its own pixels."""
    return Wanted(
        boards={
            (screen.code, code): BoardsJob(flow.graph, flow.told, screen.width, screen.height)
            for screen in site.screens.values()
            if CHARTS in screen.contents
            for code, flow in _drawn_once(site, screen, flows).items()
        }
    )


def boards(edition: Edition, screen: Screen) -> Iterator[Chart]:
    """The flows of a screen, each on as many boards as it takes."""
    for (code, power), shown in edition.drawn.boards.items():
        for number, board in enumerate(shown if code == screen.code else (), 1):
            stem = f"{screen.code}/charts/{power}-{number}"
            yield Chart(f"{stem}.svg", partial(_unlinked, board.svg))
            yield Chart(f"{stem}.dot", partial(str, board.dot))


def _drawn_once(site: Site, screen: Screen, flows: Mapping[str, FlowJob]) -> Mapping[str, FlowJob]:
    """The flows of the powers of which a screen tells, one that many bodies share once."""
    told = (power for power in site.powers.values() if power.code in flows)
    return {drawn_as(p, flows): flows[p.code] for p in told if _tells(site, screen, p)}


def _tells(site: Site, screen: Screen, power: Power) -> bool:
    """Whether one of the units that have a part in the power is one of which the screen tells."""
    return not _units(site, screen).isdisjoint(part.unit.code for part in power.parts)


def _units(site: Site, screen: Screen) -> AbstractSet[str]:
    """The units of which a screen tells: those that it names, or all."""
    return {ref.code for ref in screen.units} or site.units.keys()


def _unlinked(svg: str) -> str:
    """A screen that nobody touches leads nowhere, and has no theme."""
    return plain(_LINK.sub("", svg))


def lines(message: Message, most: int) -> tuple[str, ...]:
    """A message in lines of at most ``most`` characters, as a controller takes them."""
    return breaking.lines(message.text, most, message.names, len)


def _screen(edition: Edition, screen: Screen, drawn: Sequence[Chart]) -> Iterator[Output]:
    site, folder = edition.site, screen.code
    programme = messages(site, WhatToTell.of(screen))
    shown = [message for message in programme if message.runs(site.as_of)]
    text = "".join(f"{line}\r\n" for m in shown for line in lines(m, screen.most))
    yield File(f"{folder}/text.txt", ready(text.encode("gbk")))
    yield File(f"{folder}/text.utf8.txt", ready(text.encode("utf-8")))
    yield File(f"{folder}/keys.txt", ready(_keys(shown).encode("utf-8")))
    items = [item_of(edition, m.record, m.record.published) for m in shown]
    address = f"{edition.medium.folder}/{folder}/feed.xml"
    made = feed(site.county, address, f"{site.county.portal.site}·{screen.name}", items)
    yield made._replace(path=f"{folder}/feed.xml")
    if screen.is_wall:
        yield from walls.outputs(edition, screen, programme, drawn)
    else:
        yield from playlist.outputs(edition, screen, programme)


def _keys(shown: Sequence[Message]) -> str:
    """For controllers that ask for values by their keys: how many messages, and each of them."""
    said = (f"m{n:02},{message.text.replace(',', '，')}\r\n" for n, message in enumerate(shown, 1))
    return f"count,{len(shown)}\r\n{''.join(said)}"
