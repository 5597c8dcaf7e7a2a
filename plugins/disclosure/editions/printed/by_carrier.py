"""For each carrier that people serve by hand: a sheet of what is to be told on it now, and words to use.

Enters: an ``Edition`` of all that an audience may see.  Leaves: a ``PaperSheet`` a carrier (for a
television programme, a news conference, a meeting), and as ``CarrierText`` subtitles, the same as plain
lines, and for new media a short text of each fresh decision with the way to its page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from ...basics.digests import digest
from ...basics.media import A4, BY_HAND, CARRIERS
from ...basics.values import dataclass
from ...county.lookups.content_digests import LONG
from ...county.site import code_of
from ...schema.records.county import Carrier
from ...schema.records.decisions.decision import Decision
from ...schema.records.shown.screen import DECIDED
from ..edition import Edition
from ..pages.decisions.ballots import votes
from ..parts import links, words
from ..parts.addresses import base_of
from ..parts.qr_codes import qr_svg
from ..told import breaking
from ..told.messages import Message, WhatToTell, last_day, messages
from .boards import votes_in_words
from .paper import Imprint, PaperSheet, by_hand, imprint, portal_of
from .text_nodes import TextNode, nodes

SHEET, WHAT = "sheet", "公开内容"
_SCAN = "扫码看网站；散列由各条的散列合成，有一条改过就不同："
_WEEK = WhatToTell(valid=7, days=60)
"""A sheet is of seven days; what was decided or published within sixty is fresh."""
LINE, POST = 30, 140
"""Characters of a line of subtitles, and of a short text, its address included."""
_LINES, _SPOKEN, _LEAST = 2, 4, 3
"""Lines of subtitles at once; characters read in a second, and seconds that the shortest stays."""
_CUT = "……"


@dataclass(frozen=True, slots=True)
class CarrierText:
    """A text file for a carrier: ``path`` below the edition."""

    path: str
    title: str
    carrier: Carrier
    digest: str
    text: str

    @property
    def data(self) -> bytes:
        """UTF-8, with the line ends that editing programs on Windows want."""
        return self.text.replace("\n", "\r\n").encode()


@dataclass(frozen=True, slots=True)
class CarrierItem:
    """One thing to tell: of which record, its dates and telephones, the votes, what it is about."""

    label: str
    unit: str
    name: str
    facts: tuple[str, ...]
    votes: tuple[str, ...]
    summary: tuple[TextNode, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class CarrierSheet:
    """All that is to be told on a carrier in a week."""

    name: str
    what: str
    span: str
    items: tuple[CarrierItem, ...]


def carrier_sheets(edition: Edition) -> Iterator[PaperSheet]:
    """One of every carrier that is served by hand and has something to tell."""
    for carrier, told in _told(edition):
        first, last = edition.site.as_of, last_day(edition.site, _WEEK)
        yield PaperSheet(
            path=f"{CARRIERS}/{carrier.code}/{SHEET}", template="carrier", paper=A4,
            title=f"{carrier.name}{WHAT}", of=carrier, imprint=_mark(edition, carrier, told),
            body=CarrierSheet(
                carrier.name, WHAT, f"{words.said_day(first)}至{words.day_near(last, first)}",
                tuple(_item(edition, message) for message in told),
            ),
            carriers=(carrier.name,),
        )  # fmt: skip


def carrier_texts(edition: Edition) -> Iterator[CarrierText]:
    """What is shown below a picture, read out, or sent to telephones."""
    for carrier, told in _told(edition):
        shown = [breaking.lines(message.text, LINE, message.names, len) for message in told]
        lines = "\n\n".join("\n".join(of) for of in shown)
        posts = [post(edition, m) for m in told if m.group == DECIDED]
        texts = {
            "subtitles.srt": ("字幕", _cues(shown)),
            "subtitles.txt": (
                "字幕文字",
                f"{lines}\n",
            ),
            "posts.txt": ("新媒体短文", "".join(f"{text}\n\n" for text in posts)),
        }
        mark = _mark(edition, carrier, told).digest
        for name, (what, text) in texts.items():
            if text:
                title = f"{carrier.name}{what}"
                yield CarrierText(f"{CARRIERS}/{carrier.code}/{name}", title, carrier, mark, text)


def _told(edition: Edition) -> Iterator[tuple[Carrier, tuple[Message, ...]]]:
    every = messages(edition.site, _WEEK)
    for carrier in edition.site.county.carriers:
        if carrier.edition == BY_HAND:
            told = each_record_once(m for m in every if carrier.name in by_hand(edition, m.record))
            if told:
                yield carrier, told


def each_record_once(every: Iterable[Message]) -> tuple[Message, ...]:
    """What a screen tells of a record on different days stands on a sheet together."""
    told: dict[str, Message] = {}
    for message in every:
        name = f"{message.record.title} {code_of(message.record)}"
        told[name] = _both(told[name], message) if name in told else message
    return tuple(told.values())


def _both(first: Message, more: Message) -> Message:
    """The dates of both, and where to call."""
    return replace(
        first,
        group=DECIDED if DECIDED in {first.group, more.group} else first.group,
        label="、".join(dict.fromkeys((*first.label.split("、"), more.label))),
        facts=(*(fact for fact in first.facts if fact not in more.facts), *more.facts),
    )


def _mark(edition: Edition, carrier: Carrier, told: Sequence[Message]) -> Imprint:
    """A carrier is no record that is disclosed: its digest is made of those that it tells."""
    whole = "".join(f"{edition.digest_of(message.record)} {message.text}\n" for message in told)
    address = base_of(edition.site.county)
    return Imprint(
        code=carrier.code, published="", digest=digest(whole.encode())[:LONG], address=address,
        scan=_SCAN, qr=qr_svg(address), told=portal_of(edition),
    )  # fmt: skip


def _item(edition: Edition, message: Message) -> CarrierItem:
    record, facts = message.record, message.facts
    counted: tuple[str, ...] = ()
    about = record.summary if isinstance(record, Decision) else record.body
    if isinstance(record, Decision):
        facts = (*facts, *filter(None, (words.amount(record.amount),)))
        counted = tuple(_votes(record)) if message.group == DECIDED else ()
    return CarrierItem(
        label=message.label,
        unit=message.unit,
        name=record.name,
        facts=facts,
        votes=counted,
        summary=nodes(links.prose(edition, about, "")),
        mark=f"{code_of(record)}　{edition.digest_of(record)}",
    )


def _votes(decision: Decision) -> Iterator[str]:
    return (line for meeting in votes(decision) for line in votes_in_words(meeting))


def post(edition: Edition, message: Message) -> str:
    """At most 140 characters, with the address of the page: what does not fit stands there."""
    record = message.record
    address = imprint(edition, record).address
    lead, facts = f"【{message.label}】{message.unit}：", message.facts[:1]
    counted = _last_count(record) if isinstance(record, Decision) else ""
    for more in ((*facts, counted), facts):
        end = f"。{'，'.join(filter(None, more))}。{address}"
        if len(text := f"{lead}{record.name}{end}") <= POST:
            return text
    room = POST - len(f"{lead}{_CUT}{end}")
    return f"{lead}{record.name[:room]}{_CUT}{end}"


def _last_count(decision: Decision) -> str:
    """How the last vote on the whole matter was cast."""
    whole = [ballot for of in votes(decision) for ballot in of.ballots if not ballot.matter]
    return "、".join(f"{share.label}{share.votes}票" for of in whole[-1:] for share in of.shares)


def _cues(shown: Sequence[Sequence[str]]) -> str:
    """Subtitles as SRT: two lines at once, as long as they take to be read."""
    cues = [of[at : at + _LINES] for of in shown for at in range(0, len(of), _LINES)]
    ends = accumulate((max(_LEAST, -(-sum(map(len, cue)) // _SPOKEN)) for cue in cues), initial=0)
    timed = zip(cues, pairwise(ends), strict=True)
    numbered = (
        (str(number), f"{_clock(start)} --> {_clock(end)}", *cue, "", "")
        for number, (cue, (start, end)) in enumerate(timed, 1)
    )
    return "".join(map("\n".join, numbered))


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},000"
