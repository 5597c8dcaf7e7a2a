"""Audience separation: building all for an audience equals building only what it may see.

Enters: how many random counties, and how many of them to render to the last byte.  Leaves: the
seeds at which the two builds differ (none is the promise), and the mutants that were not caught.
Every county is compared output by output; rendered ones are compared by their manifests too.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import corpora
import mutants
from corpora import Corpus

from disclosure import disk, dot, firstdates, pelican_adapter, pipeline
from disclosure.audience import Audience, for_audience
from disclosure.output import File, Output
from disclosure.publish import manifest
from disclosure.site import Site

Leak = Callable[[Site], AbstractContextManager[object]]
ENOUGH = 120
"""Counties after which a mutant that still looks equal is said to have survived."""


@dataclass(frozen=True)
class Compared:
    """How many counties were compared and rendered, what was hidden in them, where they differ."""

    counties: int
    rendered: int
    hidden: int
    differing: tuple[str, ...]


def compare(seeds: Iterable[int], rendered: int = 0, seconds: float = 1e9) -> Compared:
    """Both builds of every seed; the first ``rendered`` ones to the last byte.

    Stops short after ``seconds``; ``counties`` tells how many were compared.
    """
    counties, hidden, differing, begun = 0, 0, [], time.monotonic()
    for seed in seeds:
        if time.monotonic() - begun > seconds:
            break
        county = corpora.corpus(seed)
        by_bytes = counties < rendered
        if differ(county) or (
            by_bytes and written(county.whole, county) != written(county.visible, county)
        ):
            differing.append(f"seed {seed}, {county.audience}")
        counties, hidden = counties + 1, hidden + county.hidden
    return Compared(counties, min(rendered, counties), hidden, tuple(differing))


def differ(county: Corpus, leak: Leak = lambda _: nullcontext()) -> bool:
    """Whether the two builds differ, with a leak put into the program or without."""
    try:
        with leak(county.whole):
            one = outputs(county.whole, county.audience)
    except (LookupError, AttributeError):
        return True  # a build that fails publishes nothing, but it is not the same build
    with leak(county.visible):
        return one != outputs(county.visible, county.audience)


def outputs(site: Site, audience: Audience) -> list[Output]:
    """Every file of a release before it is rendered, with the ledger of first dates."""
    seen = pipeline.audience.for_audience(site, audience)
    ledger = File(firstdates.LEDGER, firstdates.updated({}, seen))
    return [*pipeline.outputs(site, audience, dot.lay_out), ledger]


def written(site: Site, county: Corpus) -> bytes:
    """The manifest of the rendered release: every path, and the hash of every byte."""
    with tempfile.TemporaryDirectory() as folder:
        stage = Path(folder)
        pelican_adapter.render(pelican_adapter.Job(site, county.audience), corpora.ROOT, stage)
        seen = for_audience(site, county.audience)
        disk.write(stage, firstdates.LEDGER, firstdates.updated({}, seen))
        return manifest.text(stage)


def survivors() -> list[str]:
    """The seeded leaks that no county brings to light."""
    return [name for name, leak in mutants.LEAKS.items() if not caught(leak)]


def caught(leak: Leak) -> bool:
    """Whether some county tells the leaking program from a sound one."""
    return any(differ(corpora.corpus(seed), leak) for seed in range(ENOUGH))
