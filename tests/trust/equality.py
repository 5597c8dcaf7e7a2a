"""Audience separation: building all for an audience equals building only what it may see.

Enters: how many random counties.  Leaves: the seeds at which the two builds differ (none is the
promise), and the mutants that were not caught.  Every county is written to the last byte, twice,
and the manifests compared: every path and every byte of pages, charts, feeds, indexes, counts,
screens, kiosk and ledger.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import zip_longest

import corpora
import mutants
import press
from corpora import Corpus
from edition_counties import drawn_once
from everything import outputs

from disclosure.basics.output import File, ready
from disclosure.county.audience import Audience, for_audience
from disclosure.county.site import Site
from disclosure.release import first_dates

Leak = Callable[[Site], AbstractContextManager[object]]
FEW = 4
"""Records of each kind, at most, in the counties in which leaks are looked for."""
ENOUGH = 120
"""Counties after which a mutant that still looks equal is said to have survived."""
FAILURES = (LookupError, AttributeError, TypeError, ValueError)


@dataclass(frozen=True)
class Compared:
    """How many counties were compared byte for byte, what was hidden in them, where they differ."""

    counties: int
    hidden: int
    differing: tuple[str, ...]


def compare(
    seeds: Iterable[int],
    most: int = corpora.SMALL,
    seconds: float = 1e9,
    write: Callable[[Site, Audience], bytes] = press.quickly,
) -> Compared:
    """Both builds of every seed, to the last byte.

    Stops short after ``seconds``; ``counties`` tells how many were compared.
    """
    counties, hidden, differing, begun = 0, 0, [], time.monotonic()
    for seed in seeds:
        if time.monotonic() - begun > seconds:
            break
        county = corpora.corpus(seed, most)
        if write(county.whole, county.audience) != write(county.visible, county.audience):
            differing.append(f"seed {seed}, {county.audience}")
        counties, hidden = counties + 1, hidden + county.hidden
        corpora.corpus.cache_clear()
    return Compared(counties, hidden, tuple(differing))


def survivors() -> list[str]:
    """The seeded leaks that no county brings to light in the bytes that are written."""
    return [name for name in mutants.LEAKS if not caught(name, to_the_byte=True)]


def caught(name: str, *, to_the_byte: bool = False) -> bool:
    """Whether some county tells the program with a leak from a sound one."""
    leak, (most, kind) = mutants.LEAKS[name], mutants.SHOWN_BY.get(name, (FEW, ""))
    counties = (corpora.corpus(seed, most, kind) for seed in range(ENOUGH))
    return any(
        _differ(county, leak, _outputs) and (not to_the_byte or _differ(county, leak, _lines))
        for county in counties
    )


def _differ(county: Corpus, leak: Leak, build: Callable[[Site, Audience], Iterable[object]]) -> bool:
    """Whether the two builds differ with a leak put in; one that fails before they do shows nothing."""
    with leak(county.whole):  # a leak that cannot be put in is a mistake of ours, and not caught here
        try:
            whole = list(build(county.whole, county.audience))
        except FAILURES:
            return False
    with leak(county.visible):
        try:
            pairs = zip_longest(whole, build(county.visible, county.audience))
            return any(one != other for one, other in pairs)
        except FAILURES:
            return False


def _lines(site: Site, audience: Audience) -> Iterable[bytes]:
    return press.quickly(site, audience).splitlines()


def _outputs(site: Site, audience: Audience) -> Iterator[tuple[str, object]]:
    """What every file of a release is made of before it is rendered, and the ledger of first dates."""
    seen = for_audience(site, audience)
    ledger = File(first_dates.LEDGER, ready(first_dates.updated({}, seen)))
    made = [*outputs(seen, press.laid_out, drawn_once), ledger]
    return ((output.path, output.make()) for output in made)
