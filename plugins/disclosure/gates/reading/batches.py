"""Many files at once: what is fresh in them is judged together, so that a search goes over all of it.

Enters: the lines of files, and a judge of what is fresh.  Leaves: a sieve that knows these lines, where
all of them together are quiet; else those of each half of the files that is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .sieve import Cut, Fresh, Sieve, Sieved, together

ContentJudge = Callable[[Fresh], bool]


def learn(cuts: Sequence[Cut], sieve: Sieve, judge: ContentJudge) -> None:
    """Have what is fresh in files of one kind judged together; what is not quiet is left to each."""
    if len(cuts) <= 1:
        return
    parts = sieve.sieved(together(cuts))
    if parts and _is_quiet(parts, judge):
        sieve.remember(parts)
        noted = parts.noted
        for cut in cuts:
            cut.noted = noted.intersection(cut.lines)
        return
    half = len(cuts) // 2
    learn(cuts[:half], sieve, judge)
    learn(cuts[half:], sieve, judge)


def _is_quiet(parts: Sieved, judge: ContentJudge) -> bool:
    return judge(parts.fresh)
